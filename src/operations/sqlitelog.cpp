#include "operations/sqlitelog.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace batchdeck {

namespace {

constexpr int mostFrames = 1000; // then they are moved into the file, as SQLite does it where nobody says otherwise
constexpr qint64 logHead = 32;
constexpr qint64 frameHead = 24;
constexpr qint64 atOnce = 64 * 1024;
constexpr qint64 mostAhead = 1024 * 1024;

} // namespace

void SqliteLog::open(sqlite3 *database)
{
    m_database = database;
    m_end = m_size = 0;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, "pragma main.page_size", -1, &statement, nullptr) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW)
        m_frame = frameHead + sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_wal_hook(database, &SqliteLog::committed, this); // instead of SQLite's own
}

int SqliteLog::committed(void *self, sqlite3 *database, const char *schema, int frames)
{
    auto &log = *static_cast<SqliteLog *>(self);
    log.m_end = logHead + frames * log.m_frame;
    if (frames < mostFrames)
        return SQLITE_OK;
    int all = 0;
    int moved = 0;
    const int done = sqlite3_wal_checkpoint_v2(database, schema, SQLITE_CHECKPOINT_PASSIVE, &all, &moved);
    if (done == SQLITE_OK && all == moved)
        log.m_end = 0;
    return SQLITE_OK; // the commit is one whatever became of that
}

void SqliteLog::makeRoom()
{
    if (!m_database || m_end == 0 || m_end + atOnce <= m_size)
        return;
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(m_database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods)
        return;
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return;
    m_size = size;
    if (m_end + atOnce <= m_size)
        return;
    static std::array<char, atOnce> nothing{};
    const qint64 wanted = size + std::clamp<qint64>(size, atOnce, mostAhead);
    for (; m_size + atOnce <= wanted; m_size += atOnce) {
        if (file->pMethods->xWrite(file, nothing.data(), atOnce, m_size) == SQLITE_OK)
            continue;
        file->pMethods->xTruncate(file, size); // the disk is full: what is written counts more
        m_size = size;
        return;
    }
}

} // namespace batchdeck
