#pragma once

#include "operations/sqliteconnection.h"
#include "operations/sqltask.h"

namespace batchdeck {

// Stopped, where the statement ended because the attempt was asked to.
bool isSqliteInterrupt(const Error &error);
Outcome outcomeOfSqlite(const Error &error, const Attempt &attempt);

// The disk failed while it was committed: it may have been written, or not.
bool isLostCommit(const Error &error);
Outcome lostCommit(const Error &error);

// A statement of the plan's own. What it writes is committed as its last step; with a mark, in a transaction.
Outcome runStatement(SqliteConnection &connection, const StatementRequest &request, Attempt &attempt, bool isMarked);

// What is done so far leaves it, in the transaction that is open.
Expected<void> keepMark(SqliteConnection &connection, const Attempt &attempt, const QByteArray &result);

} // namespace batchdeck
