#pragma once

#include "operations/sqlcatalogue.h"
#include "operations/sqliteconnection.h"
#include "operations/sqltask.h"

#include <deque>

namespace batchdeck {

// The one thread that writes to a file. Upserts that are ready together share a transaction, with a
// savepoint each, and one durable commit; no attempt ends before it. A stop within it, or an error that
// takes the transaction with it, sends the others through again from memory: nothing was written.
class SqliteWriter final : public SqlWorker {
public:
    explicit SqliteWriter(const SqlTarget &target);
    void run(std::vector<SqlTask> tasks) override;

private:
    struct Part { // of a group
        SqlTask task;
        SqlCatalogue::Known table; // its steps refer to it
        std::optional<Upsert> upsert;
        UpsertCounts counts;
        std::optional<Outcome> end;
    };
    using Parts = std::deque<Part>;
    enum class Turn : std::uint8_t { Done, Again, Alone };

    void runStatement(SqlTask &task);
    void runUpserts(Parts parts);
    Turn runGroup(const std::vector<Part *> &group);
    Expected<void> write(Part &part);
    Turn writeAll(const std::vector<Part *> &group);
    Turn commit(const std::vector<Part *> &group);
    void rollBack();

    Expected<void> prepare(Part &part);
    Expected<void> readTable(Part &part);
    void forget(const QString &table);
    Outcome outcomeOf(const Error &error, const Attempt &attempt) const;
    bool isStopWanted() const;

    SqlTarget m_target;
    SqliteConnection m_connection;
    SqlCatalogue m_catalogue;
    UpsertTexts m_texts; // of a table in it
    std::vector<const Attempt *> m_asking; // whose stop ends the statement that runs
};

} // namespace batchdeck
