#pragma once

#include "core/plan.h"
#include "operations/sqlpool.h"
#include "operations/sqltarget.h"

#include <map>

namespace batchdeck {

enum class SqlLane : std::uint8_t { Upserts, Statements };

// The databases that a plan names, for all operations of a run: a pool each, from its first use on.
class SqlConnections {
public:
    SqlConnections(const Plan &plan, SecretSource secrets, Effect effect = Effect::Kept);

    // By the plan's name for it.
    Expected<SqlPool *> pool(const QString &name, SqlLane lane = SqlLane::Upserts);
    Expected<SqlTarget> target(const QString &name) const;

private:
    struct Pools {
        std::unique_ptr<SqlPool> upserts;
        std::unique_ptr<SqlPool> statements; // where they go another way; it uses the other
    };
    static Pools poolsOf(const SqlTarget &target);

    const QString m_folder;
    const std::vector<PlannedConnection> m_planned;
    const SecretSource m_secrets;
    const Effect m_effect;
    std::mutex m_mutex;
    std::map<QString, Pools> m_pools;
};

} // namespace batchdeck
