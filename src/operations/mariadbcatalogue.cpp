#include "operations/mariadbconnection.h"

#include "operations/sqlerror.h"

// What a server says of its tables.

namespace batchdeck {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype all = 100'000;

} // namespace

Expected<QStringList> MariadbConnection::tables()
{
    const auto found =
        execute({u"select table_name from information_schema.tables where table_schema = database()"_s, {}}, all);
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names += row[0].toString();
    return names;
}

// The catalogue takes some letters for others: what it finds must be the very name.
Expected<std::optional<SqlTable>> MariadbConnection::table(const QString &schema, const QString &name)
{
    const auto known =
        execute({u"select t.table_schema, t.table_name, t.table_type, t.engine, coalesce(e.transactions, '') "
                 "from information_schema.tables t left join information_schema.engines e "
                 "on e.engine = t.engine where t.table_schema = coalesce(nullif(?, ''), database()) "
                 "and t.table_name = ?"_s,
                 {schema.isNull() ? u""_s : schema, name}},
                all);
    if (!known)
        return known.error();
    std::optional<SqlTable> found;
    for (const QVariantList &row : known->rows) {
        if (row[1].toString() != name || (!schema.isEmpty() && row[0].toString() != schema))
            continue;
        if (row[2].toString() == u"BASE TABLE" && row[4].toString() != u"YES")
            return sqlError(u"0A000"_s,
                            u"The table “%1” is kept by %2, which cannot undo what was written: InnoDB can."_s.arg(
                                name, row[3].toString()),
                            m_target.title());
        found = SqlTable{row[0].toString(), name, {}, {}, false};
        found->isView = row[2].toString().contains(u"VIEW");
    }
    if (!found)
        return std::optional<SqlTable>();
    const QVariantList named{found->schema, name, name};
    const QString where = u"where table_schema = ? and table_name = ? and binary table_name = ? "_s;

    QStringList documents; // MariaDB's JSON is a text that is checked
    const auto checks = execute({u"select check_clause from information_schema.check_constraints "
                                 "where constraint_schema = ? and table_name = ? and binary table_name = ?"_s,
                                 named},
                                all);
    if (checks) {
        for (const QVariantList &row : checks->rows)
            documents += row[0].toString();
    }
    const auto columns = execute({u"select column_name, column_type, data_type, is_nullable = 'NO', "
                                  "column_default is not null or extra <> '' from information_schema.columns "_s
                                      + where + u"order by ordinal_position"_s,
                                  named},
                                 all);
    if (!columns)
        return columns.error();
    for (const QVariantList &row : columns->rows) {
        const QString column = row[0].toString();
        const QString declared = row[1].toString();
        const bool isDocument =
            documents.contains(u"json_valid(%1)"_s.arg(quotedIdentifier(column, SqlDialect::MariaDB)));
        const QString type = isDocument ? u"json"_s : row[2].toString();
        found->columns.push_back({column, declared, mariadbType(type, declared), mariadbBits(type, declared),
                                  row[3].toBool(), row[4].toBool()});
    }
    const auto keys =
        execute({u"select index_name, column_name, sub_part is not null from information_schema.statistics "_s + where
                     + u"and non_unique = 0 order by index_name <> 'PRIMARY', index_name, seq_in_index"_s,
                 named},
                all);
    if (!keys)
        return keys.error();
    QString last;
    QSet<QString> partial;
    for (const QVariantList &row : keys->rows) {
        if (row[2].toBool())
            partial += row[0].toString();
    }
    found->hasOtherKeys = !partial.isEmpty();
    for (const QVariantList &row : keys->rows) {
        if (partial.contains(row[0].toString()))
            continue;
        if (row[0].toString() != last)
            found->keys.emplace_back();
        last = row[0].toString();
        found->keys.back() += row[1].toString();
    }
    return found;
}

} // namespace batchdeck
