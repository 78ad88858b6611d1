#pragma once

#include "operations/sqlconnection.h"
#include "operations/sqltable.h"
#include "operations/sqltarget.h"

#include <QSqlQuery>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <unordered_map>

namespace batchdeck {

// One connection to a server, through Qt's driver: its client's library is not linked.
class MariadbConnection {
    Q_DISABLE_COPY_MOVE(MariadbConnection)

public:
    explicit MariadbConnection(const SqlTarget &target);
    ~MariadbConnection();

    Expected<void> open(); // does nothing where it is open
    bool isOpen() const { return m_id != 0; }
    bool answers(); // asks it
    void close();
    bool isLost() const { return m_isLost || !isOpen(); } // the server is gone, and with it what it was told last
    Expected<SqlResult> execute(const SqlStatement &statement, qsizetype mostRows = 0);
    Expected<void> run(const QString &text); // without values; not kept
    Expected<std::optional<SqlTable>> table(const QString &schema, const QString &name);
    Expected<QStringList> tables();
    Expected<bool> isInTransaction(); // asks it
    QString server() const; // "MariaDB 10.11.6"
    QString tls(); // "TLSv1.3", or nothing

    // Before a statement is sent this is asked once more, with the certainty that cancel() then reaches it.
    void setStopTest(std::function<bool()> test) { m_stopTest = std::move(test); }
    // From another thread, over a connection of its own: until the statement that runs has ended.
    void cancel();

private:
    Expected<void> connect(SqlConnection &connection) const;
    Expected<void> prepareSession();
    Expected<QSqlQuery *> prepared(const QString &text);
    Expected<void> answered(const std::function<bool()> &send, const QSqlQuery &query);
    Error failure(const QSqlError &error);

    const SqlTarget m_target;
    std::optional<SqlConnection> m_connection;
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_prepared;
    QString m_version;
    bool m_isLost = false;
    std::function<bool()> m_stopTest;

    std::mutex m_mutex; // for what follows
    std::condition_variable m_ended;
    qint64 m_id = 0; // of the connection, as the server knows it; 0: there is none
    bool m_works = false;
};

// The SQLSTATE that says best what a number of MariaDB's means.
QString sqlStateOfMariadb(int code);

} // namespace batchdeck
