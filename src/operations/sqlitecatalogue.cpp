#include "operations/sqliteconnection.h"

#include <algorithm>

// What a file says of its tables.

namespace batchdeck {

using namespace Qt::StringLiterals;

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
    const auto known =
        execute({u"select m.name, l.wr, m.type = 'view' from main.sqlite_master m, pragma_table_list(m.name) l "
                 "where m.type in ('table', 'view') and m.name = ? collate nocase and l.schema = 'main'"_s,
                 {name}},
                1);
    if (!known)
        return known.error();
    if (known->rows.empty())
        return std::optional<SqlTable>();
    SqlTable table{u"main"_s, known->rows[0][0].toString(), {}, {}, false};
    table.hasRowids = known->rows[0][1].toInt() == 0;
    table.isView = known->rows[0][2].toInt() == 1;

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
