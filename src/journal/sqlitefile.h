#pragma once

#include "core/error.h"
#include "journal/sqliterows.h"

#include <stop_token>

struct sqlite3_stmt;

namespace batchdeck {

// One statement, made once and used again and again. One thread at a time.
class SqliteStatement final {
public:
    SqliteStatement() = default;

    // In the order of their marks. What is bound must live until the statement has run.
    SqliteStatement &bind(qint64 value);
    SqliteStatement &bind(const QString &text);
    SqliteStatement &bind(const QByteArray &bytes);
    SqliteStatement &bindNothing();

    // True where there is a row to look at, false after the last; it can be run anew then.
    Expected<bool> step();
    Expected<void> run(); // one that has no rows

    qint64 number(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    bool isNull(int column) const;

private:
    friend class SqliteFile;
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    explicit SqliteStatement(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bound = 0;
};

// A connection to a SQLite file. One thread at a time. Its errors: see kinds.
class SqliteFile final {
public:
    // Salvage reads as well what is shorter than it says, or has a table that makes no sense.
    enum class Access { Read, Write, Salvage };

    // The file must exist: SQLite would make it readable for everybody.
    static Expected<SqliteFile> open(const QString &path, Access access);

    Expected<SqliteStatement> prepare(const char *sql);
    Expected<void> execute(const char *sql);
    Expected<qint64> number(const char *sql); // the one that it answers
    int changes() const; // of rows, by the last statement that makes any
    Expected<void> offer(const char *name, const SqliteRows &rows); // which live as long as who reads them

    // Of its write-ahead log, which SQLite moves into the file by itself no more: how many pages the last commit has
    // left there. What it cannot move it does not say.
    void watchLog();
    int logPages() const { return m_logPages ? *m_logPages : 0; }
    Expected<void> moveLog(); // as much as nobody reads
    void leaveLog(); // as it is, also where the file is closed
    void heed(std::stop_token stop); // what is read then ends with an error
    bool hasMoved() const; // its name is no longer this file's: it was deleted, renamed or replaced

    // "journal.damaged": its content makes no sense; "journal.unsettled": a write was cut short, and who may only read
    // cannot take it back; "journal.file": the file cannot be read or written.
    static Error error(sqlite3 *connection);

private:
    struct Close {
        void operator()(sqlite3 *connection) const;
    };
    explicit SqliteFile(sqlite3 *connection)
        : m_connection(connection)
    {
    }
    std::unique_ptr<int> m_logPages;
    std::unique_ptr<std::stop_token> m_stop;
    std::unique_ptr<sqlite3, Close> m_connection;
};

} // namespace batchdeck
