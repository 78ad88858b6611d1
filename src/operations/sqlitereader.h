#pragma once

#include "operations/sqliteconnection.h"
#include "operations/sqlpool.h"

namespace batchdeck {

// Statements of plans on a connection of their own, so that one that reads for long holds up nobody. What
// writes goes on to the one who does; so does all where a reader would hold up a commit.
class SqliteReader final : public SqlWorker {
public:
    SqliteReader(const SqlTarget &target, SqlPool &writer);

    Expected<void> connect() override;
    bool isConnected() override { return m_connection.isOpen(); }
    void run(SqlTasks tasks) override;

private:
    bool mayRun(const StatementRequest &request);

    SqliteConnection m_connection;
    SqlPool &m_writer;
    bool m_holdsUpNobody = false;
};

} // namespace batchdeck
