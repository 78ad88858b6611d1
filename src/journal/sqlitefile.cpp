#include "journal/sqlitefile.h"

#include <QFile>

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace batchdeck {

void SqliteStatement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement &SqliteStatement::bind(qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), ++m_bound, value);
    return *this;
}

SqliteStatement &SqliteStatement::bind(const QString &text)
{
    if (text.isEmpty()) {
        sqlite3_bind_text(m_statement.get(), ++m_bound, "", 0, SQLITE_STATIC);
        return *this;
    }
    const QByteArray bytes = text.toUtf8();
    sqlite3_bind_text64(m_statement.get(), ++m_bound, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

SqliteStatement &SqliteStatement::bind(const QByteArray &bytes)
{
    const char *data = bytes.isNull() ? "" : bytes.constData(); // a null one would be no value at all
    sqlite3_bind_blob64(m_statement.get(), ++m_bound, data, static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
    return *this;
}

SqliteStatement &SqliteStatement::bindNothing()
{
    sqlite3_bind_null(m_statement.get(), ++m_bound); // else what was bound before stays
    return *this;
}

Expected<bool> SqliteStatement::step()
{
    const int result = sqlite3_step(m_statement.get());
    if (result == SQLITE_ROW)
        return true;
    m_bound = 0;
    if (result == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return false;
    }
    Error error = SqliteFile::error(sqlite3_db_handle(m_statement.get()));
    sqlite3_reset(m_statement.get());
    return error;
}

Expected<void> SqliteStatement::run()
{
    auto stepped = step();
    return stepped ? Expected<void>() : stepped.error();
}

qint64 SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QString SqliteStatement::text(int column) const
{
    return QString::fromUtf8(bytes(column));
}

QByteArray SqliteStatement::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    return {static_cast<const char *>(data), sqlite3_column_bytes(m_statement.get(), column)};
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void SqliteFile::Close::operator()(sqlite3 *connection) const
{
    sqlite3_close_v2(connection);
}

Expected<SqliteFile> SqliteFile::open(const QString &path, Access access)
{
    sqlite3 *connection = nullptr;
    const int mode = access == Access::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const int result =
        sqlite3_open_v2(QFile::encodeName(path).constData(), &connection, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    SqliteFile file(connection);
    if (result != SQLITE_OK)
        return error(connection);
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_busy_timeout(connection, 5000);
    const bool isSalvage = access == Access::Salvage; // who may not write does no harm by it
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, isSalvage ? 0 : 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // Its file may come from anywhere: nothing of it is taken on trust.
    auto set = file.execute("pragma cell_size_check = on; pragma temp_store = memory");
    if (set && isSalvage)
        set = file.execute("pragma writable_schema = on");
    if (!set)
        return set.error();
    return file;
}

Expected<SqliteStatement> SqliteFile::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_connection.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        return error(m_connection.get());
    return SqliteStatement(statement);
}

Expected<void> SqliteFile::execute(const char *sql)
{
    if (sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return error(m_connection.get());
    return {};
}

Expected<qint64> SqliteFile::number(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    const auto found = statement->step();
    if (!found)
        return found.error();
    return *found ? statement->number(0) : 0;
}

int SqliteFile::changes() const
{
    return sqlite3_changes(m_connection.get());
}

Expected<void> SqliteFile::offer(const char *name, const SqliteRows &rows)
{
    if (rows.offer(m_connection.get(), name) != SQLITE_OK)
        return error(m_connection.get());
    return {};
}

void SqliteFile::watchLog()
{
    m_logPages = std::make_unique<int>(0);
    const auto committed = [](void *pages, sqlite3 *, const char *, int count) {
        *static_cast<int *>(pages) = count;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_connection.get(), committed, m_logPages.get());
}

Expected<void> SqliteFile::moveLog()
{
    const int done =
        sqlite3_wal_checkpoint_v2(m_connection.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (done == SQLITE_OK || (done & 0xff) == SQLITE_BUSY || (done & 0xff) == SQLITE_LOCKED)
        return {};
    return error(m_connection.get());
}

void SqliteFile::leaveLog()
{
    sqlite3_db_config(m_connection.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void SqliteFile::heed(std::stop_token stop)
{
    constexpr int often = 10'000; // steps of SQLite's machine
    m_stop = std::make_unique<std::stop_token>(std::move(stop));
    const auto isStopped = [](void *token) { return int(static_cast<std::stop_token *>(token)->stop_requested()); };
    sqlite3_progress_handler(m_connection.get(), often, isStopped, m_stop.get());
}

// SQLite says so of a folder that does not answer for a moment as well.
bool SqliteFile::hasMoved() const
{
    const auto isSaid = [this] {
        int moved = 0;
        const int asked = sqlite3_file_control(m_connection.get(), nullptr, SQLITE_FCNTL_HAS_MOVED, &moved);
        return asked == SQLITE_OK && moved != 0;
    };
    if (!isSaid())
        return false;
    struct stat status { };
    if (::stat(sqlite3_db_filename(m_connection.get(), nullptr), &status) != 0)
        return errno == ENOENT || errno == ENOTDIR;
    return isSaid();
}

Error SqliteFile::error(sqlite3 *connection)
{
    const int code = connection ? sqlite3_errcode(connection) & 0xff : SQLITE_NOMEM;
    const int system = connection ? sqlite3_system_errno(connection) : 0;
    QString why = QString::fromUtf8(sqlite3_errstr(code));
    if ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && system != 0)
        why += QStringLiteral(" (%1)").arg(QString::fromLocal8Bit(std::strerror(system)));
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR
        || code == SQLITE_SCHEMA || code == SQLITE_MISMATCH;
    const int whole = connection ? sqlite3_extended_errcode(connection) : SQLITE_OK;
    if (whole == SQLITE_READONLY_ROLLBACK || whole == SQLITE_READONLY_RECOVERY)
        return {QStringLiteral("journal.unsettled"), why, false};
    return {damaged ? QStringLiteral("journal.damaged") : QStringLiteral("journal.file"), why, false};
}

} // namespace batchdeck
