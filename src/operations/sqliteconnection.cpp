#include "operations/sqliteconnection.h"

#include "operations/sqlerror.h"

#include <QFileInfo>
#include <QSqlError>

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr int stepsBetweenTests = 10'000; // of SQLite's machine: a fraction of a millisecond
constexpr std::chrono::milliseconds longestTurn(20); // between two looks at a lock
constexpr std::chrono::milliseconds longestWaitUnheard(400); // mostly somebody else opens it just now
constexpr std::size_t mostPrepared = 64;

// Nobody has a row of it. Where somebody does, the other one is taken.
constexpr qint64 noRowids[] = {std::numeric_limits<qint64>::min() + 1, std::numeric_limits<qint64>::min() + 2};

qint64 noRowidOf(const SqlStatement &statement)
{
    const bool isTaken = std::any_of(statement.values.begin(), statement.values.end(), [](const QVariant &value) {
        return value.typeId() == QMetaType::LongLong && value.toLongLong() == noRowids[0];
    });
    return noRowids[isTaken ? 1 : 0];
}

int bind(sqlite3_stmt *statement, int place, const QVariant &value)
{
    switch (value.isNull() ? QMetaType::UnknownType : value.typeId()) {
    case QMetaType::UnknownType:
        return sqlite3_bind_null(statement, place);
    case QMetaType::LongLong:
        return sqlite3_bind_int64(statement, place, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(statement, place, value.toDouble());
    default: {
        // The values outlive the step; what is bound after it is never looked at.
        const auto &text = *static_cast<const QString *>(value.constData());
        Q_ASSERT(value.typeId() == QMetaType::QString);
        return sqlite3_bind_text64(statement, place, reinterpret_cast<const char *>(text.utf16()),
                                   static_cast<sqlite3_uint64>(text.size()) * sizeof(QChar), SQLITE_STATIC,
                                   SQLITE_UTF16);
    }
    }
}

QVariant valueOf(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return QVariant(qint64(sqlite3_column_int64(statement, column)));
    case SQLITE_FLOAT:
        return QVariant(sqlite3_column_double(statement, column));
    case SQLITE_NULL:
        return {};
    case SQLITE_BLOB:
        return QByteArray(static_cast<const char *>(sqlite3_column_blob(statement, column)),
                          sqlite3_column_bytes(statement, column));
    default:
        return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, column)),
                                 sqlite3_column_bytes(statement, column));
    }
}

// Whatever happens, it is over: what is left open holds its lock.
class Reset {
    Q_DISABLE_COPY_MOVE(Reset)

public:
    explicit Reset(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    ~Reset() { sqlite3_reset(m_statement); }

    // Where rows are left this may be its commit.
    bool ends() const { return sqlite3_reset(m_statement) == SQLITE_OK; }

private:
    sqlite3_stmt *const m_statement;
};

} // namespace

void SqliteConnection::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteConnection::SqliteConnection(const SqlTarget &target)
    : m_target(target)
{
}

SqliteConnection::~SqliteConnection()
{
    close();
}

void SqliteConnection::close()
{
    m_prepared.clear();
    m_last = nullptr;
    for (sqlite3_stmt *statement : std::as_const(m_plain))
        sqlite3_finalize(statement);
    m_plain.clear();
    m_log.close();
    m_isSetUp = m_hasLog = false;
    m_handle = nullptr;
    m_connection.reset();
}

Expected<void> SqliteConnection::open()
{
    if (isOpen())
        return {};
    close(); // it would be written into a file that nobody finds any more
    m_isNew = !QFileInfo::exists(m_target.database);
    if (m_isNew && !m_target.create)
        return sqlError(
            u"58P01"_s,
            u"There is no database %1. Check the path, or let the connection make it with \"create\": true"_s.arg(
                m_target.title()));
    m_connection.emplace(u"QSQLITE"_s);
    QSqlDatabase &database = m_connection->database();
    if (!database.isValid()) {
        close();
        return Error{u"sql.driver"_s, u"Qt has no driver for SQLite here: install libqt6sql6-sqlite."_s, false};
    }
    database.setDatabaseName(m_target.database);
    database.open();
    m_handle = m_connection->handle<sqlite3>("sqlite3*");
    if (!m_handle) {
        const QString why = database.lastError().databaseText();
        close();
        return sqlError(u"58P01"_s, why, m_target.title());
    }
    m_file = fileAt(m_target.database);
    sqlite3_busy_handler(m_handle, &SqliteConnection::waitOn, this);
    sqlite3_progress_handler(m_handle, stepsBetweenTests, &SqliteConnection::goOn, this);
    auto isReady = setUpAtOnce();
    if (isReady || isReady.error().transient)
        return {};
    close();
    return isReady;
}

Expected<void> SqliteConnection::setUpAtOnce()
{
    m_waits = false;
    auto ready = setUp();
    m_waits = true;
    return ready;
}

Expected<void> SqliteConnection::setUp()
{
    if (m_isSetUp)
        return {};
    // One sync a commit where the file is ours to choose; an existing one keeps its own way.
    if (std::exchange(m_isNew, false))
        (void)done("pragma journal_mode = wal"); // not to be had while somebody else opens it: so be it
    for (const char *setting : {"pragma foreign_keys = on", "pragma synchronous = full",
                                "select count(*) from main.sqlite_master"}) { // is it a database at all?
        if (auto set = done(setting); !set)
            return set;
    }
    m_isSetUp = true;
    const auto mode = execute({u"pragma main.journal_mode"_s, {}}, 1);
    // Nobody takes it away while somebody is connected.
    m_hasLog = mode && mode->rows.size() == 1 && mode->rows[0][0].toString() == u"wal";
    if (m_hasLog)
        m_log.open(m_handle);
    return {};
}

bool SqliteConnection::hasLog()
{
    (void)setUpAtOnce();
    return m_hasLog;
}

int SqliteConnection::waitOn(void *self, int turn)
{
    const auto &connection = *static_cast<const SqliteConnection *>(self);
    const std::chrono::milliseconds patience = connection.m_waits ? connection.m_target.patience : longestWaitUnheard;
    if (turn * longestTurn >= patience || connection.isStopWanted())
        return 0;
    std::this_thread::sleep_for(std::min(std::chrono::milliseconds(turn + 1), longestTurn));
    return 1;
}

int SqliteConnection::goOn(void *self)
{
    const auto &connection = *static_cast<const SqliteConnection *>(self);
    return connection.isStopWanted() ? 1 : 0;
}

bool SqliteConnection::isStopWanted() const
{
    return m_token.stop_requested() || std::any_of(m_heeded.begin(), m_heeded.end(), [](const Attempt *attempt) {
               return attempt->stopRequested();
           });
}

Error SqliteConnection::failure() const
{
    return sqlError(sqlStateOf(sqlite3_extended_errcode(m_handle)), QString::fromUtf8(sqlite3_errmsg(m_handle)),
                    m_target.title());
}

Expected<sqlite3_stmt *> SqliteConnection::prepared(const QString &text)
{
    if (m_last && text.constData() == m_lastText.constData() && text.size() == m_lastText.size())
        return m_last; // the very same: no need to compare it
    if (auto ready = setUp(); !ready)
        return ready.error();
    auto found = m_prepared.find(text);
    if (found == m_prepared.end()) {
        const QByteArray bytes = text.toUtf8();
        if (bytes.contains('\0')) // where SQLite would end it
            return sqlError(u"42601"_s, u"There is a NUL character in the statement."_s, m_target.title());
        const char *rest = nullptr;
        const auto prepare = [&](const char *from) -> Expected<Prepared> {
            sqlite3_stmt *statement = nullptr;
            if (sqlite3_prepare_v3(m_handle, from, -1, SQLITE_PREPARE_PERSISTENT, &statement, &rest) != SQLITE_OK)
                return failure();
            return Prepared(statement);
        };
        auto statement = prepare(bytes);
        if (!statement)
            return statement.error();
        if (rest != bytes.constData() + bytes.size()) { // a comment, or what would never run
            const auto next = prepare(rest);
            if (!next || *next)
                return sqlError(u"42601"_s, u"There is more than one statement."_s, m_target.title());
        }
        if (!*statement)
            return sqlError(u"42601"_s, u"There is no statement."_s, m_target.title());
        if (m_prepared.size() >= mostPrepared)
            m_prepared.clear();
        found = m_prepared.emplace(text, *std::move(statement)).first;
    }
    m_lastText = text;
    m_last = found->second.get();
    return m_last;
}

// With its values, ready to go.
Expected<sqlite3_stmt *> SqliteConnection::bound(const SqlStatement &statement)
{
    const auto found = prepared(statement.text);
    if (!found)
        return found.error();
    if (sqlite3_bind_parameter_count(*found) != statement.values.size())
        return sqlError(
            u"07001"_s,
            u"The statement has places for %1 values, and there are %2."_s.arg(sqlite3_bind_parameter_count(*found))
                .arg(statement.values.size()),
            m_target.title());
    for (qsizetype at = 0; at < statement.values.size(); ++at) {
        if (bind(*found, static_cast<int>(at) + 1, statement.values[at]) != SQLITE_OK)
            return failure();
    }
    return *found;
}

Expected<bool> SqliteConnection::onlyReads(const SqlStatement &statement)
{
    const auto found = prepared(statement.text);
    return found ? Expected<bool>(sqlite3_stmt_readonly(*found) != 0) : found.error();
}

Expected<bool> SqliteConnection::finds(const SqlStatement &statement)
{
    const auto ready = bound(statement);
    if (!ready)
        return ready.error();
    const Reset reset(*ready);
    const int step = sqlite3_step(*ready);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        return failure();
    return step == SQLITE_ROW;
}

Expected<SqliteChange> SqliteConnection::change(const SqlStatement &statement)
{
    const auto ready = bound(statement);
    if (!ready)
        return ready.error();
    const Reset reset(*ready);
    const qint64 noRowid = noRowidOf(statement);
    const qint64 before = changes();
    sqlite3_set_last_insert_rowid(m_handle, noRowid);
    int step = SQLITE_ROW;
    while (step == SQLITE_ROW)
        step = sqlite3_step(*ready);
    if (step != SQLITE_DONE)
        return failure();
    // What a trigger inserts does not count for the one, and what a statement of no rows leaves there for the other.
    return SqliteChange{changes() == before ? 0 : sqlite3_changes64(m_handle),
                        sqlite3_last_insert_rowid(m_handle) != noRowid};
}

Expected<SqlResult> SqliteConnection::execute(const SqlStatement &statement, qsizetype mostRows)
{
    m_log.forget(); // it may be a pragma of the plan's
    const auto ready = bound(statement);
    if (!ready)
        return ready.error();
    const Reset reset(*ready);
    const qint64 before = changes();
    SqlResult result;
    const int columns = sqlite3_column_count(*ready);
    for (int column = 0; column < columns; ++column)
        result.columns += QString::fromUtf8(sqlite3_column_name(*ready, column));
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(*ready)) == SQLITE_ROW) {
        if (static_cast<qsizetype>(result.rows.size()) == mostRows) {
            result.isCut = true;
            break;
        }
        QVariantList &row = result.rows.emplace_back();
        for (int column = 0; column < columns; ++column)
            row += valueOf(*ready, column);
    }
    if ((step != SQLITE_ROW && step != SQLITE_DONE) || !reset.ends())
        return failure();
    result.affected = changes() == before ? 0 : sqlite3_changes64(m_handle);
    return result;
}

qint64 SqliteConnection::changes() const
{
    return sqlite3_total_changes64(m_handle);
}

bool SqliteConnection::hasBrokenReferences() const
{
    int broken = 0;
    int highest = 0;
    return sqlite3_db_status(m_handle, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &highest, 0) == SQLITE_OK && broken != 0;
}

Expected<void> SqliteConnection::run(const char *text)
{
    auto ready = setUp();
    return ready ? done(text) : ready;
}

Expected<void> SqliteConnection::done(const char *text)
{
    sqlite3_stmt *&statement = m_plain[text];
    if (!statement && sqlite3_prepare_v2(m_handle, text, -1, &statement, nullptr) != SQLITE_OK)
        return failure();
    sqlite3_step(statement);
    if (sqlite3_reset(statement) != SQLITE_OK)
        return failure();
    return {};
}

Expected<void> SqliteConnection::commit()
{
    m_log.makeRoom();
    return run("commit");
}

bool SqliteConnection::isInTransaction() const
{
    return m_handle && sqlite3_get_autocommit(m_handle) == 0;
}

} // namespace batchdeck
