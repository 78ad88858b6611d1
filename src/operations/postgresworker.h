#pragma once

#include "operations/postgresupserts.h"
#include "operations/sqldoubts.h"
#include "operations/sqlservers.h"
#include "operations/sqltask.h"

namespace batchdeck {

// One connection to a server, and the thread that works on it. A record of one statement is its own
// transaction; others are put into one, whose commit no stop reaches. A connection that is lost while
// a commit may be under way leaves the record in doubt, unless the server can still tell.
class PostgresWorker final : public SqlWorker {
public:
    PostgresWorker(const SqlTarget &target, std::shared_ptr<SqlCatalogue> catalogue, std::shared_ptr<SqlDoubts> doubts,
                   std::shared_ptr<SqlServers> servers);

    Expected<void> connect() override;
    bool isConnected() override { return m_connection.answers(); }
    void run(SqlTasks tasks) override;

private:
    Outcome perform(SqlTask &task);
    Outcome perform(const SqlTask &task, Attempt &attempt);
    using Work = std::function<Expected<QByteArray>()>;

    Outcome upsert(const UpsertRequest &request, Attempt &attempt, bool isMarked);
    Outcome runStatement(const StatementRequest &request, Attempt &attempt, bool isMarked);
    Outcome written(const Upsert &upsert, Attempt &attempt, bool isMarked);
    bool beginAnew();
    Outcome rehearsed(const SqlRequest &request, Attempt &attempt);
    Outcome writeAtOnce(const Upsert &upsert, Attempt &attempt);
    Outcome inTransaction(Attempt &attempt, bool isMarked, const Work &work);
    Expected<QString> transactionNumber(const Attempt &attempt, bool isMarked, const QByteArray &result);
    Expected<void> makeMarks();
    Outcome settled(const Attempt &attempt, LostCommit commit);
    Outcome outcomeOf(const Error &error, const Attempt &attempt) const;
    void leaveUsable(bool wasStopped);
    void leaveAsItWas(); // what a statement of the plan's own may have changed of its session

    const SqlTarget m_target;
    PostgresConnection m_connection;
    PostgresUpserts m_upserts;
    const std::shared_ptr<SqlDoubts> m_doubts;
    const std::shared_ptr<SqlServers> m_servers;
    QString m_news; // of its server, for the log of the next record
    bool m_hasMarks = false; // their table
};

} // namespace batchdeck
