#include "operations/postgresconnection.h"

// What a server says of its tables.

namespace batchdeck {

using namespace Qt::StringLiterals;

Expected<QStringList> PostgresConnection::tables()
{
    const auto found = execute({u"select relname from pg_class where relkind in ('r', 'p', 'v', 'f') "
                                "and pg_table_is_visible(oid) and relnamespace <> 'pg_catalog'::regnamespace"_s,
                                {}},
                               100'000);
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names += row[0].toString();
    return names;
}

// As a text: a name that is too long would be cut, and another table be found by it.
Expected<std::optional<SqlTable>> PostgresConnection::table(const QString &schema, const QString &name)
{
    constexpr qsizetype all = 100'000;
    const auto known =
        execute({u"select c.oid::text, n.nspname, c.relname, c.relkind in ('p', 'v'), c.relkind = 'v' "
                 "from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = $1::text "
                 "and c.relkind in ('r', 'p', 'v', 'f') and "
                 "case when $2 = '' then pg_table_is_visible(c.oid) else n.nspname = $2::text end"_s,
                 {name, schema.isNull() ? u""_s : schema}},
                1);
    if (!known)
        return known.error();
    if (known->rows.empty())
        return std::optional<SqlTable>();
    const QString oid = known->rows[0][0].toString();
    SqlTable table{known->rows[0][1].toString(), known->rows[0][2].toString(), {}, {}, known->rows[0][3].toBool()};
    table.isView = known->rows[0][4].toBool();

    const auto columns = execute(
        {u"select a.attname, format_type(a.atttypid, a.atttypmod), coalesce(b.typname, t.typname), a.attnotnull, "
         "a.atthasdef or a.attidentity <> '' from pg_attribute a join pg_type t on t.oid = a.atttypid "
         "left join pg_type b on b.oid = nullif(t.typbasetype, 0) "
         "where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped order by a.attnum"_s,
         {oid}},
        all);
    if (!columns)
        return columns.error();
    for (const QVariantList &row : columns->rows) {
        const QString type = row[2].toString();
        table.columns.push_back({row[0].toString(), row[1].toString(), postgresType(type), postgresBits(type),
                                 row[3].toBool(), row[4].toBool()});
    }
    const auto keys = execute(
        {u"select i.indexrelid::text, a.attname from pg_index i "
         "cross join lateral unnest(i.indkey::int2[]) with ordinality k(att, n) "
         "join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att "
         "where i.indrelid = $1::oid and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null "
         "and i.indexprs is null and k.n <= i.indnkeyatts order by i.indisprimary desc, i.indexrelid, k.n"_s,
         {oid}},
        all);
    if (!keys)
        return keys.error();
    QString last;
    for (const QVariantList &row : keys->rows) {
        if (row[0].toString() != last)
            table.keys.emplace_back();
        last = row[0].toString();
        table.keys.back() += row[1].toString();
    }
    return std::optional<SqlTable>(std::move(table));
}

} // namespace batchdeck
