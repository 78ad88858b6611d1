#pragma once

#include "operations/sqliteconnection.h"
#include "operations/sqltask.h"

namespace batchdeck {

// Stopped, where the statement ended because the attempt was asked to.
bool isSqliteInterrupt(const Error &error);
Outcome outcomeOfSqlite(const Error &error, const Attempt &attempt);

// A statement of the plan's own. What it writes is committed as its last step.
Outcome runStatement(SqliteConnection &connection, const StatementRequest &request, const Attempt &attempt);

} // namespace batchdeck
