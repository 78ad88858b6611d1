#include "operations/sqliteconnection.h"

#include "operations/sqlerror.h"

#include <QFileInfo>
#include <QSqlError>
#include <QSqlRecord>

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr int stepsBetweenTests = 10'000; // of SQLite's machine: a fraction of a millisecond
constexpr int longestTurn = 20; // milliseconds between two looks at a lock
constexpr int mostTurns = 60'000 / longestTurn; // then another writer has it for too long
constexpr qsizetype mostPrepared = 64;

} // namespace

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
    for (sqlite3_stmt *statement : std::as_const(m_plain))
        sqlite3_finalize(statement);
    m_plain.clear();
    m_handle = nullptr;
    m_connection.reset();
}

Expected<void> SqliteConnection::open()
{
    if (m_handle)
        return {};
    const bool isNew = !QFileInfo::exists(m_target.database);
    if (isNew && !m_target.create)
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
    sqlite3_busy_handler(m_handle, &SqliteConnection::waitOn, this);
    sqlite3_progress_handler(m_handle, stepsBetweenTests, &SqliteConnection::goOn, this);
    // One sync a commit where the file is ours to choose; an existing one keeps its own way.
    if (isNew)
        (void)run("pragma journal_mode = wal"); // not to be had while somebody else opens it: so be it
    for (const char *setting : {"pragma foreign_keys = on", "pragma synchronous = full",
                                "select count(*) from main.sqlite_master"}) { // is it a database at all?
        if (auto done = run(setting); !done) {
            close();
            return done.error();
        }
    }
    return {};
}

int SqliteConnection::waitOn(void *self, int turn)
{
    const auto &connection = *static_cast<const SqliteConnection *>(self);
    if (turn >= mostTurns || (connection.m_stopTest && connection.m_stopTest()))
        return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(turn + 1, longestTurn)));
    return 1;
}

int SqliteConnection::goOn(void *self)
{
    const auto &connection = *static_cast<const SqliteConnection *>(self);
    return connection.m_stopTest && connection.m_stopTest() ? 1 : 0;
}

Error SqliteConnection::failure(const QString &otherwise) const
{
    const int code = sqlite3_extended_errcode(m_handle);
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return sqlError(u"42000"_s, otherwise, m_target.title());
    return sqlError(sqlStateOf(code), QString::fromUtf8(sqlite3_errmsg(m_handle)), m_target.title());
}

// With its values, ready to go.
Expected<QSqlQuery *> SqliteConnection::prepared(const SqlStatement &statement)
{
    auto found = m_prepared.find(statement.text);
    if (found == m_prepared.end()) {
        QSqlQuery query(m_connection->database());
        query.setForwardOnly(true);
        if (!query.prepare(statement.text))
            return failure(query.lastError().text());
        if (m_prepared.size() >= mostPrepared)
            m_prepared.clear();
        found = m_prepared.insert(statement.text, std::move(query));
    }
    for (qsizetype at = 0; at < statement.values.size(); ++at)
        found->bindValue(static_cast<int>(at), statement.values[at]);
    return &*found;
}

Error SqliteConnection::failed(const SqlStatement &statement, const QSqlQuery &query)
{
    Error error = failure(query.lastError().text());
    m_prepared.remove(statement.text);
    return error;
}

Expected<bool> SqliteConnection::finds(const SqlStatement &statement)
{
    const auto prepared = this->prepared(statement);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    if (!query.exec())
        return failed(statement, query);
    const bool isThere = query.next();
    query.finish();
    return isThere;
}

Expected<SqlResult> SqliteConnection::execute(const SqlStatement &statement, qsizetype mostRows)
{
    const auto prepared = this->prepared(statement);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    if (!query.exec())
        return failed(statement, query);
    SqlResult result;
    if (query.isSelect()) {
        const QSqlRecord record = query.record();
        for (int column = 0; column < record.count(); ++column)
            result.columns += record.fieldName(column);
        while (query.next()) {
            if (static_cast<qsizetype>(result.rows.size()) == mostRows) {
                result.isCut = true;
                break;
            }
            QVariantList &row = result.rows.emplace_back();
            for (int column = 0; column < record.count(); ++column)
                row += query.value(column);
        }
        if (query.lastError().isValid())
            return failed(statement, query);
    }
    result.affected = query.numRowsAffected();
    query.finish(); // what is left open holds its lock
    return result;
}

Expected<void> SqliteConnection::run(const char *text)
{
    sqlite3_stmt *&statement = m_plain[text];
    if (!statement && sqlite3_prepare_v2(m_handle, text, -1, &statement, nullptr) != SQLITE_OK)
        return failure({});
    sqlite3_step(statement);
    if (sqlite3_reset(statement) != SQLITE_OK)
        return failure({});
    return {};
}

bool SqliteConnection::isInTransaction() const
{
    return m_handle && sqlite3_get_autocommit(m_handle) == 0;
}

Expected<QStringList> SqliteConnection::tables()
{
    auto found = execute({u"select name from main.sqlite_master where type in ('table', 'view') order by name"_s, {}},
                         1'000'000);
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names += row[0].toString();
    return names;
}

Expected<std::optional<SqlTable>> SqliteConnection::table(const QString &name)
{
    constexpr qsizetype all = 100'000;
    const auto known = execute(
        {u"select name from main.sqlite_master where type in ('table', 'view') and name = ? collate nocase"_s, {name}},
        1);
    if (!known)
        return known.error();
    if (known->rows.empty())
        return std::optional<SqlTable>();
    SqlTable table{u"main"_s, known->rows[0][0].toString(), {}, {}, false};

    const auto columns = execute(
        {u"select name, type, \"notnull\", dflt_value is not null, pk from pragma_table_xinfo(?, 'main') where hidden <> 1"_s,
         {table.name}},
        all);
    if (!columns)
        return columns.error();
    std::vector<std::pair<int, QString>> primary;
    for (const QVariantList &row : columns->rows) {
        const QString type = row[1].toString();
        table.columns.push_back(
            {row[0].toString(), type, sqliteType(type), 64, row[2].toInt() != 0, row[3].toInt() != 0});
        if (row[4].toInt() > 0)
            primary.emplace_back(row[4].toInt(), row[0].toString());
    }
    std::sort(primary.begin(), primary.end());
    if (!primary.empty()) {
        QStringList &key = table.keys.emplace_back();
        for (const auto &[position, column] : primary)
            key += column;
    }
    const auto indexed =
        execute({u"select l.name, i.name from pragma_index_list(?, 'main') l, pragma_index_info(l.name, 'main') i "
                 "where l.\"unique\" = 1 and l.partial = 0 and l.origin <> 'pk' order by l.seq, i.seqno"_s,
                 {table.name}},
                all);
    if (!indexed)
        return indexed.error();
    QString last;
    for (const QVariantList &row : indexed->rows) {
        if (row[0].toString() != last || table.keys.empty())
            table.keys.emplace_back();
        last = row[0].toString();
        table.keys.back() += row[1].toString();
    }
    // An index on an expression has no columns to find a row by.
    std::erase_if(table.keys, [](const QStringList &key) { return key.contains(QString()); });
    return std::optional<SqlTable>(std::move(table));
}

} // namespace batchdeck
