#pragma once

#include "core/plan.h"
#include "operations/sqldoubts.h"
#include "operations/sqlpool.h"
#include "operations/sqlservers.h"
#include "operations/sqltarget.h"

#include <map>

namespace batchdeck {

enum class SqlLane : std::uint8_t { Upserts, Statements };

// The databases that a plan names, for all operations of a run: a pool each, from its first use on.
class SqlConnections {
public:
    SqlConnections(const Plan &plan, SecretSource secrets, Effect effect = Effect::Kept);

    // Before anything is run:
    // With others who write to a file, and servers that are gone; and with one that is silent as it is connected to.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    void setSilence(std::chrono::milliseconds silence) { m_silence = silence; }
    void setMayLackMarks(QStringList operations) { m_mayLackMarks = std::move(operations); } // that leave them by now

    // By the plan's name for it.
    Expected<SqlPool *> pool(const QString &name, SqlLane lane = SqlLane::Upserts);
    Expected<SqlTarget> target(const QString &name) const;
    bool hasServers() const; // of PostgreSQL
    const SqlDoubts &doubts() const { return *m_doubts; }
    QStringList servers() const { return m_servers->all(); } // that were connected to, and how
    bool mayLackMarks(const QString &operation) const { return m_mayLackMarks.contains(operation); }

private:
    struct Pools {
        std::unique_ptr<SqlPool> upserts;
        std::unique_ptr<SqlPool> statements; // where they go another way; it uses the other
    };
    Pools poolsOf(const SqlTarget &target) const;

    const QString m_folder;
    const std::vector<PlannedConnection> m_planned;
    const SecretSource m_secrets;
    const Effect m_effect;
    const std::shared_ptr<SqlDoubts> m_doubts = std::make_shared<SqlDoubts>();
    const std::shared_ptr<SqlServers> m_servers = std::make_shared<SqlServers>();
    std::chrono::milliseconds m_patience = SqlTarget().patience;
    std::chrono::milliseconds m_silence = SqlTarget().silence;
    QStringList m_mayLackMarks;
    std::mutex m_mutex;
    std::map<QString, Pools> m_pools;
};

} // namespace batchdeck
