#pragma once

#include "core/plan.h"
#include "operations/sqlpool.h"
#include "operations/sqltarget.h"

#include <map>

namespace batchdeck {

// The databases that a plan names, for all operations of a run: a pool each, from its first use on.
class SqlConnections {
public:
    SqlConnections(const Plan &plan, SecretSource secrets);

    // By the plan's name for it.
    Expected<SqlPool *> pool(const QString &name);
    Expected<SqlTarget> target(const QString &name) const;

private:
    const QString m_folder;
    const std::vector<PlannedConnection> m_planned;
    const SecretSource m_secrets;
    std::mutex m_mutex;
    std::map<QString, std::unique_ptr<SqlPool>> m_pools;
};

} // namespace batchdeck
