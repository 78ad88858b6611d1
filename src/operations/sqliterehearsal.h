#pragma once

#include "operations/sqliteupserts.h"
#include "operations/sqltask.h"

namespace batchdeck {

// Does what records ask of a file, each in a transaction of its own, and rolls that back.
class SqliteRehearsal final : public SqlWorker {
public:
    explicit SqliteRehearsal(const SqlTarget &target);

    Expected<void> connect() override { return m_connection.open(); }
    bool isConnected() override { return m_connection.isOpen(); }
    void run(SqlTasks tasks) override;

private:
    Outcome perform(const SqlTask &task);
    Expected<QByteArray> perform(const UpsertRequest &request, const Attempt &attempt);
    Expected<QByteArray> perform(const StatementRequest &request, const Attempt &attempt);

    SqliteConnection m_connection;
    SqliteUpserts m_upserts;
};

} // namespace batchdeck
