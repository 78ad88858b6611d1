#include "operations/sqlsettlement.h"

#include "operations/mariadbconnection.h"
#include "operations/postgresconnection.h"
#include "operations/sqliteconnection.h"
#include "operations/withintime.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

Settlement committed(const QByteArray &result)
{
    return Settlement::done(result, u"Its transaction was committed."_s);
}

Settlement rolledBack()
{
    return Settlement::notDone(u"Its transaction was never committed."_s);
}

// Where nobody has made the table yet, nobody has committed anything with a mark either.
Settlement notFound(const Error &error)
{
    const bool isNoTable = error.kind == u"sql.42P01" || error.message.contains(u"no such table");
    return isNoTable ? rolledBack() : Settlement::nothing(error.message);
}

Settlement settled(const Expected<SqlResult> &found)
{
    if (!found)
        return notFound(found.error());
    return found->rows.empty() ? rolledBack() : committed(found->rows[0][0].toByteArray());
}

Settlement inSqlite(SqlTarget target, const SqlMark &mark, const std::stop_token &stop)
{
    target.create = false;
    SqliteConnection connection(target);
    connection.heed(stop);
    if (auto opened = connection.open(); !opened)
        return Settlement::nothing(opened.error().message);
    // Whoever writes is waited for: it may be committing just this one.
    if (auto begun = connection.run("begin immediate"); !begun)
        return Settlement::nothing(begun.error().message);
    return settled(connection.execute(mark.find(SqlDialect::SQLite), 1));
}

// Stopped with the token, whatever it is at.
template <typename Connection>
class Stopped {
    Q_DISABLE_COPY_MOVE(Stopped)

public:
    Stopped(const SqlTarget &target, const std::stop_token &stop)
        : connection(target)
        , m_onStop(stop, [this] { connection.cancel(); })
    {
        connection.setStopTest([stop] { return stop.stop_requested(); });
    }

    Connection connection;

private:
    const std::stop_callback<std::function<void()>> m_onStop;
};

Settlement inPostgres(const SqlTarget &target, const SqlMark &mark, const std::stop_token &stop)
{
    Stopped<PostgresConnection> stopped(target, stop);
    PostgresConnection &connection = stopped.connection;
    if (auto opened = connection.open(); !opened)
        return Settlement::nothing(opened.error().message);
    SqlStatement probe = mark.keep({}, SqlDialect::PostgreSQL);
    probe.text.replace(u" returning"_s, u" on conflict do nothing returning"_s);
    if (auto begun = connection.run(u"begin; set local lock_timeout = '60s'"_s); !begun)
        return Settlement::nothing(begun.error().message);
    // A transaction that has left the same mark and not ended yet is waited for. Where there is none, ours is
    // rolled back with the connection.
    const auto left = connection.execute(probe, 1);
    if (!left)
        return notFound(left.error());
    return left->rows.empty() ? settled(connection.execute(mark.find(SqlDialect::PostgreSQL), 1)) : rolledBack();
}

// The same.
Settlement inMariadb(const SqlTarget &target, const SqlMark &mark, const std::stop_token &stop)
{
    Stopped<MariadbConnection> stopped(target, stop);
    MariadbConnection &connection = stopped.connection;
    if (auto opened = connection.open(); !opened)
        return Settlement::nothing(opened.error().message);
    SqlStatement probe = mark.keep({}, SqlDialect::MariaDB);
    probe.text += u" on duplicate key update run = run"_s;
    for (const QString &first : {u"set session innodb_lock_wait_timeout = 60"_s, u"begin"_s}) {
        if (auto done = connection.run(first); !done)
            return Settlement::nothing(done.error().message);
    }
    const auto left = connection.execute(probe);
    if (!left)
        return notFound(left.error());
    return left->affected == 1 ? rolledBack() : settled(connection.execute(mark.find(SqlDialect::MariaDB), 1));
}

Settlement byNumber(const SqlTarget &target, const LostCommit &commit, const std::stop_token &stop)
{
    Stopped<PostgresConnection> stopped(target, stop);
    PostgresConnection &connection = stopped.connection;
    if (auto opened = connection.open(); !opened)
        return Settlement::nothing(opened.error().message);
    const auto status = connection.commitStatus(commit.number);
    if (!status)
        return Settlement::nothing(status.error().message);
    if (*status == u"committed")
        return committed(commit.result);
    if (*status == u"aborted")
        return rolledBack();
    return Settlement::nothing(u"The server says of its transaction: %1."_s.arg(*status));
}

// A server may be silent while it is connected to, which no stop reaches.
Settlement answered(const std::stop_token &stop, std::function<Settlement()> ask)
{
    constexpr std::chrono::seconds longest(90); // more than it waits for a lock
    auto settlement = withinTime<Settlement>(longest, stop, std::move(ask));
    return settlement ? *std::move(settlement) : Settlement::nothing(u"The server does not answer."_s);
}

} // namespace

Settlement settledByMark(const SqlTarget &target, const SqlMark &mark, const std::stop_token &stop)
{
    switch (target.dialect) {
    case SqlDialect::SQLite:
        return inSqlite(target, mark, stop);
    case SqlDialect::MariaDB:
        return answered(stop, [=] { return inMariadb(target, mark, stop); });
    case SqlDialect::PostgreSQL:
        break;
    }
    return answered(stop, [=] { return inPostgres(target, mark, stop); });
}

Settlement settledByNumber(const SqlTarget &target, const std::optional<LostCommit> &commit,
                           const std::stop_token &stop)
{
    if (!commit)
        return Settlement::nothing(
            u"The database was left no mark of it: \"marker\": true in the plan would leave one from now on."_s);
    return answered(stop, [=] { return byNumber(target, *commit, stop); });
}

} // namespace batchdeck
