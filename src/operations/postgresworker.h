#pragma once

#include "operations/postgresconnection.h"
#include "operations/sqlcatalogue.h"
#include "operations/sqltask.h"

namespace batchdeck {

// One connection to a server, and the thread that works on it. A record of one statement is its own
// transaction; others are put into one, whose commit no stop reaches. A connection that is lost while
// a commit may be under way leaves the record in doubt, unless the server can still tell.
class PostgresWorker final : public SqlWorker {
public:
    PostgresWorker(const SqlTarget &target, std::shared_ptr<SqlCatalogue> catalogue);

    Expected<void> connect() override { return m_connection.open(); }
    bool isConnected() override { return m_connection.answers(); }
    void run(std::vector<SqlTask> tasks) override;

private:
    Outcome perform(SqlTask &task);
    Outcome upsert(const UpsertRequest &request, Attempt &attempt);
    Outcome runStatement(const StatementRequest &request, const Attempt &attempt);
    Expected<SqlCatalogue::Known> table(const UpsertRequest &request);
    Expected<void> write(const UpsertStep &step, bool isOneOfMany, UpsertCounts &counts);
    Expected<UpsertCounts> writeAll(const Upsert &upsert);
    Outcome rehearsed(const SqlRequest &request, Attempt &attempt);
    Outcome writeAtOnce(const Upsert &upsert, Attempt &attempt);
    Outcome writeInTransaction(const Upsert &upsert, Attempt &attempt);
    Outcome settled(const QString &transaction, const UpsertCounts &counts);
    Outcome outcomeOf(const Error &error, const Attempt &attempt) const;
    void leaveUsable(bool wasStopped);

    const SqlTarget m_target;
    PostgresConnection m_connection;
    const std::shared_ptr<SqlCatalogue> m_catalogue;
};

} // namespace batchdeck
