#include "operations/sqlconnections.h"

#include "core/nearest.h"
#include "operations/mariadbworker.h"
#include "operations/postgresworker.h"
#include "operations/sqlitereader.h"
#include "operations/sqliterehearsal.h"
#include "operations/sqlitewriter.h"

#include <QFileInfo>

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t mostTogether = 512; // records of one commit: beyond it the wait for the others outweighs the sync

SqlPool::Setup setupOf(const SqlTarget &target)
{
    SqlPool::Setup setup;
    setup.dialect = target.dialect;
    setup.title = target.title();
    if (target.dialect != SqlDialect::SQLite)
        setup.patience = target.silence + target.patienceForSecret();
    setup.waitsFor = u"Waits for a connection to “%1”"_s.arg(target.name);
    setup.most = target.most;
    return setup;
}

} // namespace

SqlConnections::Pools SqlConnections::poolsOf(const SqlTarget &target) const
{
    Pools pools;
    SqlPool::Setup setup = setupOf(target);
    if (target.dialect == SqlDialect::PostgreSQL) {
        const auto catalogue = std::make_shared<SqlCatalogue>();
        setup.worker = [target, catalogue, doubts = m_doubts, servers = m_servers] {
            return std::make_unique<PostgresWorker>(target, catalogue, doubts, servers);
        };
        pools.upserts = std::make_unique<SqlPool>(std::move(setup));
        return pools;
    }
    if (target.dialect == SqlDialect::MariaDB) {
        const auto catalogue = std::make_shared<SqlCatalogue>();
        setup.worker = [target, catalogue, servers = m_servers] {
            return std::make_unique<MariadbWorker>(target, catalogue, servers);
        };
        pools.upserts = std::make_unique<SqlPool>(std::move(setup));
        return pools;
    }
    setup.most = 1;
    if (target.effect == Effect::Undone) {
        SqlTarget own = target;
        if (target.create && !QFileInfo::exists(target.database))
            own.database = u":memory:"_s; // the file would be made, and is not
        setup.worker = [own] { return std::make_unique<SqliteRehearsal>(own); };
        pools.upserts = std::make_unique<SqlPool>(std::move(setup));
        return pools;
    }
    setup.together = mostTogether;
    setup.worker = [target] { return std::make_unique<SqliteWriter>(target); };
    pools.upserts = std::make_unique<SqlPool>(std::move(setup));
    setup = setupOf(target);
    setup.worker = [target, &writer = *pools.upserts] { return std::make_unique<SqliteReader>(target, writer); };
    pools.statements = std::make_unique<SqlPool>(std::move(setup));
    return pools;
}

SqlConnections::SqlConnections(const Plan &plan, SecretSource secrets, Effect effect)
    : m_folder(plan.folder)
    , m_planned(plan.connections)
    , m_secrets(std::move(secrets))
    , m_effect(effect)
{
}

Expected<SqlTarget> SqlConnections::target(const QString &name) const
{
    const auto found = std::find_if(m_planned.begin(), m_planned.end(),
                                    [&](const PlannedConnection &planned) { return planned.name == name; });
    if (found == m_planned.end()) {
        QStringList names;
        for (const PlannedConnection &planned : m_planned)
            names += planned.name;
        return Error{u"sql.connection"_s,
                     u"The plan has no connection “%1”. %2"_s.arg(name, nearestHint(name, names)).trimmed(), false};
    }
    Plan paths;
    paths.folder = m_folder;
    auto target = SqlTarget::of(*found, paths);
    if (target) {
        target->secrets = m_secrets;
        target->effect = m_effect;
        target->patience = m_patience;
        target->silence = m_silence;
    }
    return target;
}

bool SqlConnections::hasServers() const
{
    return std::any_of(m_planned.begin(), m_planned.end(),
                       [](const PlannedConnection &planned) { return planned.driver == u"postgresql"; });
}

Expected<SqlPool *> SqlConnections::pool(const QString &name, SqlLane lane)
{
    const std::lock_guard lock(m_mutex);
    auto found = m_pools.find(name);
    if (found == m_pools.end()) {
        const auto target = this->target(name);
        if (!target)
            return target.error();
        found = m_pools.emplace(name, poolsOf(*target)).first;
    }
    const Pools &pools = found->second;
    return lane == SqlLane::Statements && pools.statements ? pools.statements.get() : pools.upserts.get();
}

} // namespace batchdeck
