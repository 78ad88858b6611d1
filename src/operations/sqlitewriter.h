#pragma once

#include "operations/sqliteupserts.h"
#include "operations/sqltask.h"

namespace batchdeck {

// The one thread that writes to a file. Upserts that are ready together share a transaction and one
// durable commit; none succeeds before it. A stop of any of them, also while they wait for a lock, or an error
// that takes the transaction with it, sends the others through again from memory: nothing was written.
class SqliteWriter final : public SqlWorker {
public:
    explicit SqliteWriter(const SqlTarget &target);

    Expected<void> connect() override;
    bool isConnected() override { return m_connection.isOpen(); }
    void run(SqlTasks tasks) override;

private:
    struct Part { // of a group
        std::shared_ptr<SqlTask> task; // until it has ended
        std::optional<Upsert> upsert;
        UpsertCounts counts;
        Shield shield; // likewise
        std::optional<Outcome> end;
    };
    using Group = std::vector<Part *>; // in the order in which they came
    enum class Turn : std::uint8_t { Done, Again, Alone };

    void runUpserts();
    Group finishEnded();
    bool isStopOfAnother(const Error &error, const Attempt &attempt) const;
    Turn runGroup(const Group &group);
    Turn writeAll(const Group &group);
    Expected<void> write(Part &part);
    void hearRefused();
    Turn commit(const Group &group);
    void rollBack();

    SqliteConnection m_connection;
    SqliteUpserts m_upserts;
    std::vector<Part> m_parts; // of what it was given
    std::vector<const Attempt *> m_heeded; // of those that are left
    Group m_refused; // in this transaction, which goes on without them
    bool m_keepsApart = false; // each record of this group, by a savepoint
};

} // namespace batchdeck
