#pragma once

#include <QtGlobal>

struct sqlite3;

namespace batchdeck {

// The write-ahead log of a file. A commit that makes it longer takes twice as long as one that writes over
// what is there, since the file system has to note where the file ends: so it is filled in ahead.
class SqliteLog {
    Q_DISABLE_COPY_MOVE(SqliteLog)

public:
    SqliteLog() = default;

    void open(sqlite3 *database); // which has one
    void close() { m_database = nullptr; }
    void forget() { m_end = 0; } // until the next commit: somebody may have done away with it
    // For what is about to be committed; in a transaction that writes, so that nobody else does.
    void makeRoom();

private:
    static int committed(void *self, sqlite3 *database, const char *schema, int frames);

    sqlite3 *m_database = nullptr; // null: there is no such log
    qint64 m_frame = 0; // bytes of a page and what stands before it
    qint64 m_end = 0; // of what is committed; 0: it is not known, or begins anew
    qint64 m_size = 0; // as it was when it was last looked at
};

} // namespace batchdeck
