#pragma once

#include "operations/sqlconnection.h"
#include "operations/sqltable.h"
#include "operations/sqltarget.h"

#include <QSet>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

struct pg_cancel;
struct pg_conn;
struct pg_result;

namespace batchdeck {

// One connection to a server. Qt opens it; statements go through libpq itself, which binds values where
// Qt's driver writes them into the text, and tells the parts of an error apart.
class PostgresConnection {
public:
    explicit PostgresConnection(const SqlTarget &target);
    ~PostgresConnection();

    Expected<void> open(); // does nothing where it is open and answers
    bool answers(); // as far as is known here
    void close();
    bool isLost() const; // the server is gone, and with it what it was told last
    Expected<SqlResult> execute(const SqlStatement &statement, qsizetype mostRows = 0);
    // One of the plan's own, which may answer anything: what is not asked for never fills the memory.
    Expected<SqlResult> query(const SqlStatement &statement, qsizetype mostRows);
    Expected<void> run(const QString &text); // without values; not kept
    // After such a statement: the session is as it was when it was opened, whatever was set, locked or made in it.
    Expected<void> resetSession();
    Expected<std::optional<SqlTable>> table(const QString &schema, const QString &name);
    Expected<QStringList> tables();
    // Did the last statement fail only because it had been prepared for a table that has changed since? It is
    // prepared anew when it comes again.
    bool hadStalePlan() { return std::exchange(m_hadStalePlan, false); }
    bool isInTransaction() const;
    // "committed", "aborted", or why it is not known; one that is in progress is waited for a while.
    Expected<QString> commitStatus(const QString &transaction);
    QString server() const; // "PostgreSQL 15.20"
    QString tls() const; // "TLSv1.3", or nothing

    // Before a statement is sent this is asked once more, with the certainty that cancel() then reaches it.
    void setStopTest(std::function<bool()> test) { m_stopTest = std::move(test); }
    // From another thread: until the statement that runs has ended. One that comes too early for the
    // server is forgotten there, so it is sent again.
    void cancel();

private:
    Expected<QString> password() const;
    Expected<void> noteSession();
    using Send = std::function<pg_result *()>;
    Expected<const QByteArray *> prepared(const SqlStatement &statement);
    pg_result *send(const SqlStatement &statement, const QByteArray *name);
    pg_result *sendByRow(const SqlStatement &statement, const QByteArray *name, qsizetype mostRows, SqlResult &rows);
    using Ask = std::function<pg_result *(const QByteArray *name)>;
    Expected<std::shared_ptr<pg_result>> asked(const SqlStatement &statement, const Ask &ask);
    void forget(const QString &text);
    Expected<std::shared_ptr<pg_result>> answered(const Send &send);
    Error failure(const pg_result *result) const;
    bool beginWork();
    void endWork();

    const SqlTarget m_target;
    std::optional<SqlConnection> m_connection;
    pg_conn *m_handle = nullptr;
    std::shared_ptr<pg_cancel> m_cancel; // under the mutex
    QSet<QString> m_seen; // statements: what comes again is prepared
    QHash<QString, QByteArray> m_prepared; // their names
    std::pair<QString, QByteArray> m_last; // of them
    bool m_failedWithin = false; // not the last statement itself, but what a function or procedure did in it
    bool m_hadStalePlan = false;
    int m_named = 0;
    std::optional<QString> m_session; // SQL that sets what Qt's driver had set
    bool m_onlyRows = false; // were all that the last statement of the plan's own was about
    std::function<bool()> m_stopTest;

    std::mutex m_mutex; // for what follows
    std::condition_variable m_ended;
    bool m_works = false;
};

} // namespace batchdeck
