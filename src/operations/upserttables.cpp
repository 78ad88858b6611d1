#include "core/jsontext.h"
#include "core/outcome.h"
#include "operations/upsert.h"
#include "operations/upsertrows.h"

#include <algorithm>

// Tables as a record's rows would have them.

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// PostgreSQL cuts a longer one without a word: what it makes then has another name, and is not found by this one.
Expected<void> keepsName(const QString &name, SqlDialect dialect)
{
    constexpr qsizetype most = 63;
    if (dialect != SqlDialect::PostgreSQL || name.toUtf8().size() <= most)
        return {};
    return Error{u"sql.42622"_s,
                 u"The name “%1” is too long to be made: PostgreSQL keeps %2 bytes of it."_s.arg(capped(name, 60),
                                                                                                 QString::number(most)),
                 false};
}

// Every column that the rows and the plan name, with a value that tells its type.
std::vector<std::pair<QString, QByteArray>> columnsOf(const UpsertRequest &request)
{
    std::vector<std::pair<QString, QByteArray>> columns;
    const auto put = [&](const QString &name, QByteArrayView json) {
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto &c) { return c.first == name; });
        if (found == columns.end())
            columns.emplace_back(name, json.toByteArray());
        else if (found->second == "null")
            found->second = json.toByteArray();
    };
    if (const auto objects = rowObjects(request)) {
        for (const QByteArrayView object : *objects) {
            for (const JsonMember &member : members(object))
                put(QString::fromUtf8(stringText(member.key)), member.value);
        }
    }
    for (const SetColumn &set : request.set)
        put(set.name, set.expression.isEmpty() ? QByteArrayView(set.json) : QByteArrayView("\"\""));
    return columns;
}

} // namespace

SqlTable presumedTable(const UpsertRequest &request, SqlDialect dialect)
{
    SqlTable table{request.schema, request.table, {}, {}, false};
    if (dialect == SqlDialect::SQLite)
        table = {u"main"_s, request.sqliteTable(), {}, {}, false};
    for (const auto &[name, json] : columnsOf(request))
        table.columns.push_back({name, {}, SqlType::Any, 64, false, false});
    for (const QString &name : request.key) // what no row has is said of the rows
        table.columns.push_back({name, {}, SqlType::Any, 64, false, false});
    QStringList key;
    for (const QString &name : request.key)
        key += table.column(name, dialect != SqlDialect::PostgreSQL)->name;
    if (!key.isEmpty())
        table.keys.push_back(key);
    return table;
}

Expected<SqlStatement> createTable(const UpsertRequest &request, const SqlTable &named, SqlDialect dialect)
{
    if (const auto objects = rowObjects(request); !objects)
        return objects.error();
    QStringList parts;
    const auto columns = columnsOf(request);
    for (const QString &name : {named.schema, named.name}) {
        if (auto keeps = keepsName(name, dialect); !keeps)
            return keeps.error();
    }
    for (const auto &[name, json] : columns) {
        if (auto keeps = keepsName(name, dialect); !keeps)
            return keeps.error();
        parts += quotedIdentifier(name, dialect) + u' ' + columnTypeFor(json, dialect);
    }
    if (parts.isEmpty())
        return Error{u"sql.rows"_s, u"There is no row to tell the columns of the table “%1” by."_s.arg(named.title()),
                     false};
    for (const QString &name : request.key) {
        if (std::none_of(columns.begin(), columns.end(), [&](const auto &column) { return column.first == name; }))
            return Error{u"sql.key"_s, u"The rows lack “%1”, which is their key."_s.arg(name), false};
    }
    QStringList key;
    for (const QString &name : request.key)
        key += quotedIdentifier(name, dialect);
    if (!key.isEmpty())
        parts += u"primary key (%1)"_s.arg(key.join(u", "_s));
    return SqlStatement{u"create table if not exists "_s + named.path(dialect) + u" ("_s + parts.join(u", "_s) + u')',
                        {}};
}

Expected<std::vector<SqlStatement>> addColumns(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect)
{
    std::vector<SqlStatement> statements;
    // There another record may be adding the same one.
    const QString add = dialect == SqlDialect::SQLite ? u" add column "_s : u" add column if not exists "_s;
    for (const auto &[name, json] : columnsOf(request)) {
        if (table.column(name, dialect == SqlDialect::SQLite))
            continue;
        if (auto keeps = keepsName(name, dialect); !keeps)
            return keeps.error();
        statements.push_back({u"alter table "_s + table.path(dialect) + add + quotedIdentifier(name) + u' '
                                  + columnTypeFor(json, dialect),
                              {}});
    }
    return statements;
}

} // namespace batchdeck
