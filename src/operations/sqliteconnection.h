#pragma once

#include "core/attempt.h"
#include "operations/fileidentity.h"
#include "operations/sqlconnection.h"
#include "operations/sqlitelog.h"
#include "operations/sqltable.h"
#include "operations/sqltarget.h"

#include <QHash>

#include <memory>
#include <optional>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace batchdeck {

// What a statement did to the rows of its table.
struct SqliteChange {
    qint64 rows = 0;
    bool inserted = false; // the last of them was not there before; never true of a table without rowids
};

// One connection to a file. Qt opens it; statements go through SQLite itself, which spares them what Qt
// does around each. What waits or works for long asks whether it is to stop: an interrupt from another
// thread would be forgotten where it comes between two statements, and wakes no wait for a lock.
class SqliteConnection {
    Q_DISABLE_COPY_MOVE(SqliteConnection)

public:
    explicit SqliteConnection(const SqlTarget &target);
    ~SqliteConnection();

    // Does nothing where it is open, and its file still there. Hears no stop, and so waits for nobody who has locked
    // it:
    Expected<void> open();
    Expected<void> setUp(); // does that, where open() could not; every statement begins with it
    void close();
    bool isOpen() const { return m_handle && m_file == fileAt(m_target.database); }
    bool hasLog(); // written ahead: who reads holds up nobody who writes. As far as is known without waiting
    Expected<SqlResult> execute(const SqlStatement &statement, qsizetype mostRows = 0);
    Expected<SqliteChange> change(const SqlStatement &statement); // the same, where rows are not asked for
    Expected<bool> finds(const SqlStatement &statement); // a row at least
    Expected<bool> onlyReads(const SqlStatement &statement);
    Expected<void> run(const char *text); // without values or rows; the text is the program's own
    Expected<void> commit();
    Expected<std::optional<SqlTable>> table(const QString &name); // nothing where there is none
    Expected<QStringList> tables();

    bool isInTransaction() const;
    bool hasBrokenReferences() const; // foreign keys that only the commit would check
    qint64 changes() const; // rows in all, since it was opened; what was undone with its statement is not in it
    // Whose stop ends the statement that runs, or waits. A transaction may be lost whole by that.
    void heed(std::initializer_list<const Attempt *> attempts) { m_heeded = attempts; }
    void heed(const std::vector<const Attempt *> &attempts) { m_heeded = attempts; }
    void heed(std::stop_token token) { m_token = std::move(token); } // as well as them
    bool isStopWanted() const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

    static int waitOn(void *self, int turn);
    static int goOn(void *self);
    Error failure() const;
    Expected<void> setUpAtOnce();
    Expected<void> done(const char *text);
    Expected<sqlite3_stmt *> prepared(const QString &text);
    Expected<sqlite3_stmt *> bound(const SqlStatement &statement);

    const SqlTarget m_target;
    std::optional<SqlConnection> m_connection;
    sqlite3 *m_handle = nullptr;
    std::optional<FileIdentity> m_file; // somebody may take it away, or put another one in its place
    bool m_isNew = false; // nobody had made it
    bool m_isSetUp = false;
    bool m_waits = true; // for locks
    bool m_hasLog = false;
    SqliteLog m_log;
    std::unordered_map<QString, Prepared> m_prepared;
    QString m_lastText; // of them
    sqlite3_stmt *m_last = nullptr;
    QHash<const char *, sqlite3_stmt *> m_plain; // by their places in the program
    std::vector<const Attempt *> m_heeded;
    std::stop_token m_token;
};

} // namespace batchdeck
