#include "operations/sqlitestatement.h"

#include "core/thrown.h"
#include "operations/effect.h"
#include "operations/sqlmark.h"

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

bool isLostCommit(const Error &error)
{
    return error.kind == u"sql.58030";
}

Outcome lostCommit(const Error &error)
{
    return Outcome::unknown(u"The commit failed: %1"_s.arg(error.message));
}

Expected<void> keepMark(SqliteConnection &connection, const Attempt &attempt, const QByteArray &result)
{
    const SqlStatement mark = SqlMark::of(attempt).keep(result, SqlDialect::SQLite);
    auto kept = connection.change(mark);
    // What failed may have taken the transaction along: a mark alone would tell of a commit that never was.
    const auto isMissing = [&] {
        return connection.isInTransaction() && kept.error().message.contains(u"no such table: batchdeck_marks");
    };
    if (!kept && isMissing()) {
        if (auto made = connection.execute({makeMarksTable(SqlDialect::SQLite), {}}); !made)
            return made.error();
        kept = connection.change(mark);
    }
    return kept ? Expected<void>() : Expected<void>(kept.error());
}

namespace {

Expected<QByteArray> execute(SqliteConnection &connection, const StatementRequest &request)
{
    const auto result = connection.execute(request.statement, request.mostRows);
    return result ? Expected<QByteArray>(result->json()) : result.error();
}

Outcome runAlone(SqliteConnection &connection, const StatementRequest &request, const Attempt &attempt)
{
    const auto result = execute(connection, request);
    if (!result) {
        const auto reads = connection.onlyReads(request.statement);
        return isLostCommit(result.error()) && reads && !*reads ? lostCommit(result.error())
                                                                : outcomeOfSqlite(result.error(), attempt);
    }
    if (connection.isInTransaction()) // a "begin" of the plan's
        return Outcome::failed({u"sql.25001"_s,
                                u"The statement left a transaction open, which was rolled back: each record's "
                                "statement is one of its own."_s,
                                false});
    return Outcome::done(*result);
}

Outcome runMarked(SqliteConnection &connection, const StatementRequest &request, Attempt &attempt)
{
    if (auto begun = connection.run("begin immediate"); !begun)
        return outcomeOfSqlite(begun.error(), attempt);
    const auto result = execute(connection, request);
    if (!result)
        return outcomeOfSqlite(result.error(), attempt);
    if (!connection.isInTransaction())
        return Outcome::failed(endsItsTransaction());
    if (auto kept = keepMark(connection, attempt, *result); !kept)
        return outcomeOfSqlite(kept.error(), attempt);
    connection.heed({});
    const Shield shield = attempt.shield();
    if (!shield)
        return Outcome::stopped();
    if (auto committed = connection.commit(); !committed)
        return isLostCommit(committed.error()) ? lostCommit(committed.error()) : Outcome::failed(committed.error());
    return Outcome::done(*result);
}

} // namespace

Outcome runStatement(SqliteConnection &connection, const StatementRequest &request, Attempt &attempt, bool isMarked)
{
    if (attempt.stopRequested())
        return Outcome::stopped();
    connection.heed({&attempt});
    Outcome outcome;
    try {
        outcome = isMarked ? runMarked(connection, request, attempt) : runAlone(connection, request, attempt);
    } catch (...) {
        outcome = Outcome::failed(thrownError());
    }
    connection.heed({});
    if (connection.isInTransaction() && !connection.run("rollback"))
        connection.close();
    if (outcome.report == Report::Unknown)
        connection.close();
    return outcome;
}

} // namespace batchdeck
