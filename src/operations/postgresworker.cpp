#include "operations/postgresworker.h"

#include "core/thrown.h"
#include "operations/sqlerror.h"
#include "operations/waiting.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// What a statement says of a table that is not as we knew it. A key that we knew nothing of it may have by now.
bool isOfAnotherTable(const Error &error, const Upsert &upsert)
{
    return error.kind == u"sql.42703" || error.kind == u"sql.42P01" || error.kind == u"sql.42P10"
        || error.kind == u"sql.0A000" || (upsert.counts.insertsOnly && error.kind == u"sql.23505");
}

Outcome lost(const Error &error)
{
    return Outcome::unknown(
        u"The connection was lost before the server said whether it was done. %1"_s.arg(error.message));
}

Outcome doneWith(const UpsertCounts &counts)
{
    return Outcome::done(counts.json());
}

} // namespace

PostgresWorker::PostgresWorker(const SqlTarget &target, std::shared_ptr<SqlCatalogue> catalogue,
                               std::shared_ptr<SqlDoubts> doubts, std::shared_ptr<SqlServers> servers)
    : m_target(target)
    , m_connection(target)
    // Of tables that are made and gone again nobody else must know.
    , m_upserts(m_connection, target,
                target.effect == Effect::Kept ? std::move(catalogue) : std::make_shared<SqlCatalogue>())
    , m_doubts(std::move(doubts))
    , m_servers(std::move(servers))
{
}

Expected<void> PostgresWorker::connect()
{
    if (auto opened = m_connection.open(); !opened)
        return opened;
    if (QString news = m_servers->note(m_target.title(), m_connection.server(), m_connection.tls()); !news.isEmpty())
        m_news = std::move(news);
    return {};
}

void PostgresWorker::run(SqlTasks tasks)
{
    for (const auto &task : tasks) {
        Outcome outcome;
        try {
            outcome = perform(*task);
        } catch (...) {
            outcome = Outcome::failed(thrownError());
            m_connection.close();
        }
        task->attempt.finish(std::move(outcome));
    }
}

Outcome PostgresWorker::perform(SqlTask &task)
{
    Attempt &attempt = *task.attempt;
    if (attempt.stopRequested())
        return Outcome::stopped();
    if (!m_news.isEmpty())
        attempt.log(std::exchange(m_news, {}));
    Outcome outcome;
    {
        m_connection.setStopTest([&attempt] { return attempt.stopRequested(); });
        const BlockingStop stop = attempt.onStop([this] { m_connection.cancel(); });
        outcome = perform(task, attempt);
        if (outcome.report == Report::Failed && m_connection.hadStalePlan()) {
            leaveUsable(false); // nothing was done
            outcome = perform(task, attempt);
        }
        m_connection.setStopTest({});
    }
    leaveUsable(attempt.stopRequested());
    if (std::holds_alternative<StatementRequest>(task.request))
        leaveAsItWas();
    return outcome;
}

Outcome PostgresWorker::perform(const SqlTask &task, Attempt &attempt)
{
    if (m_target.effect == Effect::Undone)
        return rehearsed(task.request, attempt);
    if (const auto *rows = std::get_if<UpsertRequest>(&task.request))
        return upsert(*rows, attempt, task.isMarked);
    return runStatement(std::get<StatementRequest>(task.request), attempt, task.isMarked);
}

Outcome PostgresWorker::outcomeOf(const Error &error, const Attempt &attempt) const
{
    return error.kind == u"sql.57014" && attempt.stopRequested() ? Outcome::stopped() : Outcome::failed(error);
}

// For whoever has it next.
void PostgresWorker::leaveUsable(bool wasStopped)
{
    if (m_connection.isLost())
        return m_connection.close();
    if (m_connection.isInTransaction() && !m_connection.run(u"rollback"_s) && !m_connection.run(u"rollback"_s))
        return m_connection.close();
    // A cancel may reach the server after what it was meant for: it spends itself on one of these.
    if (wasStopped && !m_connection.run(u"select 1"_s) && !m_connection.run(u"select 1"_s))
        m_connection.close();
}

// Also where a cancel comes late.
void PostgresWorker::leaveAsItWas()
{
    if (!m_connection.isLost() && !m_connection.resetSession() && !m_connection.resetSession())
        m_connection.close();
}

Outcome PostgresWorker::runStatement(const StatementRequest &request, Attempt &attempt, bool isMarked)
{
    if (isMarked)
        return inTransaction(attempt, true, [&]() -> Expected<QByteArray> {
            const auto result = m_connection.query(request.statement, request.mostRows);
            return result ? Expected<QByteArray>(result->json()) : result.error();
        });
    const auto result = m_connection.query(request.statement, request.mostRows);
    if (!result && result.error().kind == u"sql.0A000")
        return Outcome::failed(result.error()); // refused, also where we closed the connection to refuse it
    if (!result)
        return m_connection.isLost() ? lost(result.error()) : outcomeOf(result.error(), attempt);
    if (m_target.effect == Effect::Kept && m_connection.isInTransaction())
        return Outcome::failed({u"sql.25001"_s,
                                u"The statement left a transaction open, which was rolled back: each record's "
                                "statement is one of its own."_s,
                                false});
    return Outcome::done(result->json());
}

Outcome PostgresWorker::upsert(const UpsertRequest &request, Attempt &attempt, bool isMarked)
{
    for (PostgresUpserts::Way way;;) {
        const auto upsert = m_upserts.statements(request, attempt.stopToken(), way);
        if (!upsert)
            return outcomeOf(upsert.error(), attempt);
        Outcome outcome = written(*upsert, attempt, isMarked);
        if (outcome.report != Report::Failed)
            return outcome;
        const bool isKept = m_target.effect == Effect::Kept;
        const bool isOfAnother = isKept && !way.isFresh && isOfAnotherTable(outcome.error, *upsert);
        // Keys that only the server finds equal: of rows that come one after the other the last one wins.
        const bool hasTwice = !way.isApart && outcome.error.kind == u"sql.21000";
        if ((!isOfAnother && !hasTwice) || !beginAnew()) {
            m_upserts.tellRow(outcome.error, *upsert); // leaveUsable() rolls it back
            return outcome;
        }
        way.isFresh = way.isFresh || isOfAnother || !isKept; // what was made has been undone
        way.isApart = way.isApart || hasTwice;
    }
}

Outcome PostgresWorker::written(const Upsert &upsert, Attempt &attempt, bool isMarked)
{
    if (upsert.steps.empty())
        return doneWith(upsert.counts);
    if (upsert.counts.insertsOnly)
        attempt.log(u"There is no key to find rows by: they are inserted, and would be again."_s);
    if ((upsert.steps.size() == 1 && !isMarked) || m_target.effect == Effect::Undone)
        return writeAtOnce(upsert, attempt);
    return inTransaction(attempt, isMarked, [&]() -> Expected<QByteArray> {
        const auto counts = m_upserts.write(upsert);
        return counts ? Expected<QByteArray>(counts->json()) : counts.error();
    });
}

// As if nothing had been written yet.
bool PostgresWorker::beginAnew()
{
    if (m_connection.isInTransaction() && !m_connection.run(u"rollback"_s))
        return false;
    return m_target.effect == Effect::Kept || m_connection.run(u"begin"_s);
}

// The statement commits as its last step, so that all of it may be stopped.
Outcome PostgresWorker::writeAtOnce(const Upsert &upsert, Attempt &attempt)
{
    const auto counts = m_upserts.write(upsert);
    if (counts)
        return doneWith(*counts);
    return m_connection.isLost() ? lost(counts.error()) : outcomeOf(counts.error(), attempt);
}

// In a transaction that is never committed; leaveUsable() rolls it back.
Outcome PostgresWorker::rehearsed(const SqlRequest &request, Attempt &attempt)
{
    m_upserts.forgetAll();
    if (auto begun = m_connection.run(u"begin"_s); !begun)
        return outcomeOf(begun.error(), attempt);
    Outcome outcome = std::holds_alternative<UpsertRequest>(request)
        ? upsert(std::get<UpsertRequest>(request), attempt, false)
        : runStatement(std::get<StatementRequest>(request), attempt, false);
    if (outcome.report == Report::Unknown) // whatever it was, it is gone
        return Outcome::failed(sqlError(u"08006"_s, u"The connection was lost."_s, m_target.title()));
    if (outcome.report != Report::Done)
        return outcome;
    if (!m_connection.isInTransaction())
        return Outcome::failed(endsItsTransaction());
    if (auto holds = m_connection.run(u"set constraints all immediate"_s); !holds) // as the commit would check them
        return outcomeOf(holds.error(), attempt);
    outcome.result = markedUndone(std::move(outcome.result));
    return outcome;
}

Outcome PostgresWorker::inTransaction(Attempt &attempt, bool isMarked, const Work &work)
{
    if (auto made = isMarked ? makeMarks() : Expected<void>(); !made)
        return outcomeOf(made.error(), attempt);
    if (auto begun = m_connection.run(u"begin"_s); !begun)
        return outcomeOf(begun.error(), attempt);
    const auto result = work();
    if (!result)
        return outcomeOf(result.error(), attempt); // nothing is committed, also where it was lost
    if (!m_connection.isInTransaction())
        return Outcome::failed(endsItsTransaction());
    const auto number = transactionNumber(attempt, isMarked, *result);
    if (!number)
        return outcomeOf(number.error(), attempt);
    const Shield shield = attempt.shield();
    if (!shield)
        return Outcome::stopped();
    const auto committed = m_connection.run(u"commit"_s);
    if (committed)
        return Outcome::done(*result);
    if (m_connection.isLost())
        return settled(attempt, {*number, *result});
    return Outcome::failed(committed.error());
}

Expected<QString> PostgresWorker::transactionNumber(const Attempt &attempt, bool isMarked, const QByteArray &result)
{
    const auto number = m_connection.execute(isMarked ? SqlMark::of(attempt).keep(result, SqlDialect::PostgreSQL)
                                                      : SqlStatement{u"select txid_current()::text"_s, {}},
                                             1);
    if (number)
        return number->rows[0][0].toString();
    m_hasMarks = false; // somebody may have dropped it
    return number.error();
}

// Where they are there nobody needs the right to make them; somebody else may be making them just now.
Expected<void> PostgresWorker::makeMarks()
{
    const SqlStatement look{u"select to_regclass('batchdeck_marks') is not null"_s, {}};
    Expected<void> made;
    for (int turn = 0; turn < 2 && !m_hasMarks; ++turn) {
        const auto found = m_connection.execute(look, 1);
        if (!found)
            return found.error();
        m_hasMarks = found->rows[0][0].toBool();
        if (!m_hasMarks) {
            made = m_connection.run(makeMarksTable(SqlDialect::PostgreSQL));
            m_hasMarks = static_cast<bool>(made);
        }
    }
    if (m_hasMarks)
        return {};
    Error error = made.error();
    error.message = u"The table batchdeck_marks cannot be made: %1"_s.arg(error.message);
    return error;
}

// The commit was under way when the connection was lost: the server knows what became of it. One that ended the
// connection is mostly back in a moment.
Outcome PostgresWorker::settled(const Attempt &attempt, LostCommit commit)
{
    constexpr std::chrono::milliseconds longest(4'000); // less than a clean-up has
    constexpr std::chrono::milliseconds turn(100);
    Error wasLost =
        sqlError(u"08006"_s, u"The connection was lost while the commit was under way."_s, m_target.title());
    m_connection.setStopTest({});
    const Instant until = Clock::now() + std::min(m_target.patience, longest);
    for (;;) {
        m_connection.close();
        const auto opened = m_connection.open();
        const auto status = opened ? m_connection.commitStatus(commit.number) : Expected<QString>(opened.error());
        if (status && *status == u"committed")
            return Outcome::done(commit.result);
        if (status && *status == u"aborted")
            return Outcome::failed(wasLost);
        const bool mayKnow = !status && status.error().transient && !attempt.stopRequested();
        if (mayKnow && Clock::now() + turn < until) {
            waitUntil(Clock::now() + turn, attempt.stopToken());
            continue;
        }
        if (!status)
            wasLost = status.error();
        break;
    }
    wasLost.message += u" Its transaction was %1, by which txid_status tells what became of it."_s.arg(commit.number);
    m_doubts->keep(SqlMark::of(attempt), std::move(commit));
    return lost(wasLost);
}

} // namespace batchdeck
