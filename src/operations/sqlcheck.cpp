#include "operations/sqlcheck.h"

#include "operations/mariadbconnection.h"
#include "operations/postgresconnection.h"
#include "operations/sqlerror.h"
#include "operations/sqliteconnection.h"
#include "operations/withintime.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

template <typename Connection, typename ReadTable>
Expected<ConnectionReport> look(Connection &connection, const QString &product, const QString &version,
                                const ReadTable &readTable)
{
    if (auto opened = connection.open(); !opened)
        return opened.error();
    const auto answer = connection.execute({version, {}}, 1);
    if (!answer)
        return answer.error();
    auto tables = connection.tables();
    if (!tables)
        return tables.error();
    auto table = readTable();
    if (!table)
        return table.error();
    return ConnectionReport{product + u' ' + answer->rows[0][0].toString(), {}, *std::move(tables), *std::move(table)};
}

Expected<ConnectionReport> look(const SqlTarget &target, const QString &schema, const QString &table)
{
    if (target.dialect == SqlDialect::SQLite) {
        SqliteConnection connection(target);
        const QString name = schema.isEmpty() ? table : QString(schema + u'.' + table);
        return look(connection, u"SQLite"_s, u"select sqlite_version()"_s, [&] { return connection.table(name); });
    }
    if (target.dialect == SqlDialect::MariaDB) {
        MariadbConnection connection(target);
        auto report = look(connection, u"MariaDB"_s, u"select substring_index(version(), '-', 1)"_s,
                           [&] { return connection.table(schema, table); });
        if (report)
            report->tls = connection.tls();
        return report;
    }
    PostgresConnection connection(target);
    auto report = look(connection, u"PostgreSQL"_s, u"select current_setting('server_version')"_s,
                       [&] { return connection.table(schema, table); });
    if (report)
        report->tls = connection.tls();
    return report;
}

Expected<SqlTarget> targetOf(const PlannedConnection &planned, const Plan &plan, const SecretSource &secrets,
                             const LookPatience &patience)
{
    auto target = SqlTarget::of(planned, plan);
    if (target) {
        target->secrets = secrets;
        target->create = false;
        target->patience = patience.longest / 2; // with who has locked a file
    }
    return target;
}

// What it says, unless it is silent for too long.
template <typename T>
Expected<T> answered(const SqlTarget &target, const LookPatience &patience, std::function<Expected<T>()> ask)
{
    const auto longest = patience.longest + target.patienceForSecret();
    const std::optional<Expected<T>> found = withinTime<Expected<T>>(longest, patience.stop, std::move(ask));
    return found ? *found : sqlError(u"08001"_s, u"The server does not answer."_s, target.title());
}

template <typename Connection, typename ReadTable>
Expected<std::vector<SqlTable>> readTables(Connection &connection, const QString &like, Duration longest,
                                           const ReadTable &readTable)
{
    if (auto opened = connection.open(); !opened)
        return opened.error();
    const Instant until = Clock::now() + longest;
    auto names = connection.tables();
    if (!names)
        return names.error();
    constexpr qsizetype enough = 3; // letters
    std::stable_partition(names->begin(), names->end(), [&](const QString &name) {
        return name.startsWith(like.first(qMin(enough, like.size())), Qt::CaseInsensitive);
    });
    std::vector<SqlTable> tables;
    for (const QString &name : std::as_const(*names)) {
        if (Clock::now() >= until)
            break;
        auto table = readTable(name);
        if (!table && table.error().transient)
            return table.error();
        if (table && *table) // a view of what is gone cannot be read, nor written to
            tables.push_back(**std::move(table));
    }
    return tables;
}

Expected<std::vector<SqlTable>> readTables(const SqlTarget &target, const QString &like, Duration longest)
{
    if (target.dialect == SqlDialect::SQLite) {
        SqliteConnection connection(target);
        return readTables(connection, like, longest, [&](const QString &name) { return connection.table(name); });
    }
    if (target.dialect == SqlDialect::MariaDB) {
        MariadbConnection connection(target);
        return readTables(connection, like, longest, [&](const QString &name) { return connection.table({}, name); });
    }
    PostgresConnection connection(target);
    return readTables(connection, like, longest, [&](const QString &name) { return connection.table({}, name); });
}

} // namespace

Expected<ConnectionReport> checkConnection(const PlannedConnection &planned, const Plan &plan,
                                           const SecretSource &secrets, const QString &schema, const QString &table,
                                           const LookPatience &patience)
{
    const auto target = targetOf(planned, plan, secrets, patience);
    if (!target)
        return target.error();
    return answered<ConnectionReport>(*target, patience,
                                      [own = *target, schema, table] { return look(own, schema, table); });
}

Expected<std::vector<SqlTable>> readTables(const PlannedConnection &planned, const Plan &plan,
                                           const SecretSource &secrets, const QString &like,
                                           const LookPatience &patience)
{
    const auto target = targetOf(planned, plan, secrets, patience);
    if (!target)
        return target.error();
    return answered<std::vector<SqlTable>>(
        *target, patience, [own = *target, like, most = patience.longest / 3] { return readTables(own, like, most); });
}

} // namespace batchdeck
