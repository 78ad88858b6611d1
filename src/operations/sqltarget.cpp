#include "operations/sqltarget.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

QString textOf(const PlannedKeys &keys, QStringView name)
{
    const QString *text = keys.one<QString>(name);
    return text ? *text : QString();
}

} // namespace

Expected<SqlTarget> SqlTarget::of(const PlannedConnection &connection, const Plan &plan)
{
    SqlTarget target;
    target.name = connection.name;
    const PlannedKeys &keys = connection.keys;
    if (const bool *create = keys.one<bool>(u"create"))
        target.create = *create;
    if (const qint64 *most = keys.one<qint64>(u"connections"))
        target.most = static_cast<int>(*most);
    target.database = textOf(keys, u"database");
    if (connection.driver == u"sqlite") {
        target.database = plan.path(target.database);
        return target;
    }
    if (connection.driver != u"postgresql" && connection.driver != u"mariadb")
        return Error{u"plan"_s,
                     u"The connection “%1” leads to no SQL database: its driver is %2."_s.arg(connection.name,
                                                                                              connection.driver),
                     false};
    target.dialect = connection.driver == u"mariadb" ? SqlDialect::MariaDB : SqlDialect::PostgreSQL;
    target.host = textOf(keys, u"host");
    target.user = textOf(keys, u"user");
    target.sslmode = textOf(keys, u"sslmode");
    target.sslrootcert = textOf(keys, u"sslrootcert");
    if (!target.sslrootcert.isEmpty())
        target.sslrootcert = plan.path(target.sslrootcert);
    if (const qint64 *port = keys.one<qint64>(u"port"))
        target.port = static_cast<int>(*port);
    if (const auto *password = keys.one<SecretReference>(u"password"))
        target.password = *password;
    return target;
}

QString SqlTarget::title() const
{
    if (dialect == SqlDialect::SQLite)
        return u"“%1” (%2)"_s.arg(name, database);
    QString where = database;
    if (!host.isEmpty())
        where += (where.isEmpty() ? u"at %1"_s : u" at %1"_s).arg(host);
    if (port)
        where += u':' + QString::number(*port);
    return where.isEmpty() ? u"“%1”"_s.arg(name) : u"“%1” (%2)"_s.arg(name, where);
}

} // namespace batchdeck
