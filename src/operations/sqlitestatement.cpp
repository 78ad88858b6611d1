#include "operations/sqlitestatement.h"

#include "core/thrown.h"

namespace batchdeck {

using namespace Qt::StringLiterals;

bool isSqliteInterrupt(const Error &error)
{
    return error.kind == u"sql.57014" || error.kind == u"sql.55P03";
}

Outcome outcomeOfSqlite(const Error &error, const Attempt &attempt)
{
    return isSqliteInterrupt(error) && attempt.stopRequested() ? Outcome::stopped() : Outcome::failed(error);
}

Outcome runStatement(SqliteConnection &connection, const StatementRequest &request, const Attempt &attempt)
{
    if (attempt.stopRequested())
        return Outcome::stopped();
    connection.heed({&attempt});
    Outcome outcome;
    try {
        const auto result = connection.execute(request.statement, request.mostRows);
        outcome = result ? Outcome::done(result->json()) : outcomeOfSqlite(result.error(), attempt);
    } catch (...) {
        outcome = Outcome::failed(thrownError());
    }
    connection.heed({});
    if (!connection.isInTransaction())
        return outcome;
    if (!connection.run("rollback")) // a "begin" of the plan's
        connection.close();
    return Outcome::failed({u"sql.25001"_s,
                            u"The statement left a transaction open, which was rolled back: each record's "
                            "statement is one of its own."_s,
                            false});
}

} // namespace batchdeck
