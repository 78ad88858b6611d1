#include "session/connectiontest.h"

#include "core/nearest.h"
#include "operations/sqlcheck.h"
#include "session/secrets.h"

namespace batchdeck {

Expected<ConnectionFinding> testConnection(const Plan &plan, const QString &connection, const QString &schema,
                                           const QString &table)
{
    const PlannedConnection *planned = plan.connection(connection);
    if (!planned)
        return Error{QStringLiteral("plan"), QStringLiteral("The plan has no connection “%1”.").arg(connection), false};
    const auto report = checkConnection(*planned, plan, secretsOf(plan.folder), schema, table);
    if (!report)
        return report.error();
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
    }
    return finding;
}

} // namespace batchdeck
