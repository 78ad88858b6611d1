#include "journal/sqliterows.h"

#include <sqlite3.h>

namespace batchdeck {

namespace {

// As SQLite sees a virtual table: https://www.sqlite.org/vtab.html.

struct Table : sqlite3_vtab {
    const SqliteRows *rows;
};

struct Cursor : sqlite3_vtab_cursor {
    std::size_t at;
    std::size_t count;
};

int connect(sqlite3 *connection, void *rows, int, const char *const *, sqlite3_vtab **table, char **)
{
    const auto *all = static_cast<const SqliteRows *>(rows);
    QByteArray schema("create table rows(");
    for (int column = 0; column < all->columns(); ++column)
        schema += (column > 0 ? ", c" : "c") + QByteArray::number(column);
    schema += ')';
    if (const int failed = sqlite3_declare_vtab(connection, schema.constData()))
        return failed;
    *table = new Table{{}, all};
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab *table)
{
    delete static_cast<Table *>(table);
    return SQLITE_OK;
}

int plan(sqlite3_vtab *, sqlite3_index_info *)
{
    return SQLITE_OK; // all of them, in their order
}

int open(sqlite3_vtab *, sqlite3_vtab_cursor **cursor)
{
    *cursor = new Cursor{};
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor *cursor)
{
    delete static_cast<Cursor *>(cursor);
    return SQLITE_OK;
}

int begin(sqlite3_vtab_cursor *cursor, int, const char *, int, sqlite3_value **)
{
    auto *here = static_cast<Cursor *>(cursor);
    here->at = 0;
    here->count = static_cast<Table *>(cursor->pVtab)->rows->count();
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor *cursor)
{
    ++static_cast<Cursor *>(cursor)->at;
    return SQLITE_OK;
}

int isOver(sqlite3_vtab_cursor *cursor)
{
    const auto *here = static_cast<Cursor *>(cursor);
    return here->at == here->count;
}

int tell(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const auto *here = static_cast<Cursor *>(cursor);
    static_cast<Table *>(cursor->pVtab)->rows->tell(here->at, column, SqliteValue(context));
    return SQLITE_OK;
}

int number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *number)
{
    *number = static_cast<sqlite3_int64>(static_cast<Cursor *>(cursor)->at);
    return SQLITE_OK;
}

// Without xCreate: the table is there by itself, and leaves nothing in the file.
constexpr sqlite3_module module = [] {
    sqlite3_module calls{};
    calls.xConnect = connect;
    calls.xBestIndex = plan;
    calls.xDisconnect = disconnect;
    calls.xOpen = open;
    calls.xClose = close;
    calls.xFilter = begin;
    calls.xNext = next;
    calls.xEof = isOver;
    calls.xColumn = tell;
    calls.xRowid = number;
    return calls;
}();

} // namespace

void SqliteValue::set(qint64 value) const
{
    sqlite3_result_int64(m_context, value);
}

void SqliteValue::set(const QString &text) const
{
    if (text.isEmpty()) {
        sqlite3_result_text(m_context, "", 0, SQLITE_STATIC);
        return;
    }
    const QByteArray bytes = text.toUtf8();
    sqlite3_result_text64(m_context, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

void SqliteValue::set(const QByteArray &bytes) const
{
    const char *data = bytes.isNull() ? "" : bytes.constData(); // a null one would be no value at all
    sqlite3_result_blob64(m_context, data, static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
}

int SqliteRows::offer(sqlite3 *connection, const char *name) const
{
    return sqlite3_create_module(connection, name, &module, const_cast<SqliteRows *>(this));
}

} // namespace batchdeck
