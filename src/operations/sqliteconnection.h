#pragma once

#include "operations/sqlconnection.h"
#include "operations/sqltable.h"
#include "operations/sqltarget.h"

#include <QHash>
#include <QSqlQuery>

#include <functional>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace batchdeck {

// One connection to a file. What waits or works for long asks whether it is to stop: an interrupt from
// another thread would be forgotten where it comes between two statements, and wakes no wait for a lock.
class SqliteConnection {
public:
    explicit SqliteConnection(const SqlTarget &target);
    ~SqliteConnection();

    Expected<void> open(); // does nothing where it is open
    void close();
    Expected<SqlResult> execute(const SqlStatement &statement, qsizetype mostRows = 0);
    Expected<bool> finds(const SqlStatement &statement); // a row at least
    Expected<void> run(const char *text); // without values or rows
    Expected<std::optional<SqlTable>> table(const QString &name); // nothing where there is none
    Expected<QStringList> tables();

    bool isInTransaction() const;
    // Between a true answer and the error that comes of it a transaction may be lost whole.
    void setStopTest(std::function<bool()> test) { m_stopTest = std::move(test); }

private:
    static int waitOn(void *self, int turn);
    static int goOn(void *self);
    Error failure(const QString &otherwise) const;
    Expected<QSqlQuery *> prepared(const SqlStatement &statement);
    Error failed(const SqlStatement &statement, const QSqlQuery &query);

    const SqlTarget m_target;
    std::optional<SqlConnection> m_connection;
    sqlite3 *m_handle = nullptr;
    QHash<QString, QSqlQuery> m_prepared;
    QHash<const char *, sqlite3_stmt *> m_plain; // by their places in the program
    std::function<bool()> m_stopTest;
};

} // namespace batchdeck
