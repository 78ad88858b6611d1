#pragma once

#include "operations/mariadbconnection.h"
#include "operations/sqlcatalogue.h"
#include "operations/sqlservers.h"
#include "operations/sqltask.h"

namespace batchdeck {

// One connection to a server, and the thread that works on it. A record of one statement is its own
// transaction; others are put into one, whose commit no stop reaches. A connection that is lost while a
// commit may be under way leaves the record in doubt: a mark tells later, and else nobody.
class MariadbWorker final : public SqlWorker {
public:
    MariadbWorker(const SqlTarget &target, std::shared_ptr<SqlCatalogue> catalogue,
                  std::shared_ptr<SqlServers> servers);

    Expected<void> connect() override;
    bool isConnected() override { return !m_connection.isLost(); }
    bool answers() override { return m_connection.answers(); }
    void run(SqlTasks tasks) override;

private:
    using Work = std::function<Expected<QByteArray>()>;

    Outcome perform(const SqlTask &task, Attempt &attempt);
    Outcome upsert(const UpsertRequest &request, Attempt &attempt, bool isMarked);
    Outcome runStatement(const StatementRequest &request, Attempt &attempt, bool isMarked);
    Expected<SqlCatalogue::Known> table(const UpsertRequest &request);
    Expected<UpsertCounts> writeAll(const Upsert &upsert);
    Expected<void> write(const UpsertStep &step, UpsertCounts &counts);
    Outcome inTransaction(Attempt &attempt, bool isMarked, const Work &work);
    Outcome alone(const Attempt &attempt, const Work &work);
    Outcome outcomeOf(const Error &error, const Attempt &attempt) const;
    void leaveUsable(bool wasStopped);

    const SqlTarget m_target;
    MariadbConnection m_connection;
    const std::shared_ptr<SqlCatalogue> m_catalogue;
    const std::shared_ptr<SqlServers> m_servers;
    QString m_news; // of its server, for the log of the next record
    bool m_hasMarks = false; // their table
    bool m_mayBeOpen = false; // a transaction, for all that is known
};

} // namespace batchdeck
