#include "session/connectiontest.h"

#include "core/nearest.h"
#include "operations/sqlcheck.h"
#include "session/secrets.h"
#include "session/tablefit.h"

namespace batchdeck {

Expected<ConnectionFinding> testConnection(const Plan &plan, const QString &connection, const QString &schema,
                                           const QString &table, const BatchFields &fields, const std::stop_token &stop)
{
    const PlannedConnection *planned = plan.connection(connection);
    if (!planned)
        return Error{QStringLiteral("plan"), QStringLiteral("The plan has no connection “%1”.").arg(connection), false};
    const SecretSource secrets = secretsOf(plan.folder);
    const auto report = checkConnection(*planned, plan, secrets, schema, table, {.stop = stop});
    if (!report)
        return report.error();
    const SqlDialect dialect = SqlTarget::of(*planned, plan)->dialect;
    const bool isFile = planned->driver == QStringLiteral("sqlite");
    ConnectionFinding finding;
    finding.server = report->server;
    finding.tls = report->tls;
    finding.isFile = isFile;
    finding.tables = report->tables.size();
    finding.hasTable = report->table.has_value();
    if (!finding.hasTable && schema.isEmpty())
        finding.likeTable = nearest(table, report->tables).value_or(QString());
    if (report->table) {
        for (const QStringList &key : report->table->keys)
            finding.keys += key;
        for (const SqlColumn &column : report->table->columns)
            finding.columns += QString(column.name + u' ' + column.declared).trimmed();
        finding.key = fittingKey(fields, *report->table, dialect);
    } else if (schema.isEmpty() && !fields.columns.empty()) {
        const auto tables = readTables(*planned, plan, secrets, table, {.stop = stop});
        if (auto fit = tables ? fittingTable(fields, *tables, dialect, table) : std::nullopt) {
            finding.fits = fit->table;
            finding.fitsAsWell = fit->others;
            finding.lacks = fit->lacks;
            finding.key = fit->key;
        }
    }
    return finding;
}

} // namespace batchdeck
