#include "operations/sqlcheck.h"

#include "operations/mariadbconnection.h"
#include "operations/postgresconnection.h"
#include "operations/sqlerror.h"
#include "operations/sqliteconnection.h"
#include "operations/withintime.h"

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

} // namespace

Expected<ConnectionReport> checkConnection(const PlannedConnection &planned, const Plan &plan,
                                           const SecretSource &secrets, const QString &schema, const QString &table,
                                           std::chrono::milliseconds longest)
{
    auto target = SqlTarget::of(planned, plan);
    if (!target)
        return target.error();
    target->secrets = secrets;
    target->create = false;
    target->patience = longest / 2; // with who has locked a file
    using Found = Expected<ConnectionReport>;
    const std::optional<Found> found =
        withinTime<Found>(longest, {}, [own = *target, schema, table] { return look(own, schema, table); });
    return found ? *found : sqlError(u"08001"_s, u"The server does not answer."_s, target->title());
}

} // namespace batchdeck
