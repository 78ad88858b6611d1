#include "operations/mariadbworker.h"

#include "core/nearest.h"
#include "core/thrown.h"
#include "operations/sqlerror.h"
#include "operations/sqlmark.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

Outcome lost(const Error &error)
{
    return Outcome::unknown(
        u"The connection was lost before the server said whether it was done. %1"_s.arg(error.message));
}

// What makes or changes tables commits by itself, and all that was before it; what sets something, locks tables or
// calls a procedure may leave the session another one.
bool staysInItsTransaction(const QString &statement)
{
    static const QStringList words = {u"select"_s,  u"insert"_s, u"update"_s, u"delete"_s,
                                      u"replace"_s, u"with"_s,   u"values"_s};
    const QString text = statement.trimmed();
    const auto end = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isLetter(); });
    return words.contains(text.first(end - text.begin()).toLower());
}

} // namespace

MariadbWorker::MariadbWorker(const SqlTarget &target, std::shared_ptr<SqlCatalogue> catalogue,
                             std::shared_ptr<SqlServers> servers)
    : m_target(target)
    , m_connection(target)
    , m_catalogue(std::move(catalogue))
    , m_servers(std::move(servers))
{
}

Expected<void> MariadbWorker::connect()
{
    m_connection.close();
    if (auto opened = m_connection.open(); !opened)
        return opened;
    if (QString news = m_servers->note(m_target.title(), m_connection.server(), m_connection.tls()); !news.isEmpty())
        m_news = std::move(news);
    return {};
}

void MariadbWorker::run(SqlTasks tasks)
{
    for (const auto &task : tasks) {
        Outcome outcome = Outcome::stopped();
        Attempt &attempt = *task->attempt;
        try {
            if (!m_news.isEmpty())
                attempt.log(std::exchange(m_news, {}));
            if (!attempt.stopRequested()) {
                m_connection.setStopTest([&attempt] { return attempt.stopRequested(); });
                const BlockingStop stop = attempt.onStop([this] { m_connection.cancel(); });
                outcome = perform(*task, attempt);
            }
            m_connection.setStopTest({});
            leaveUsable(attempt.stopRequested());
        } catch (...) {
            outcome = Outcome::failed(thrownError());
            m_connection.setStopTest({});
            m_connection.close();
        }
        task->attempt.finish(std::move(outcome));
    }
}

// For whoever has it next.
void MariadbWorker::leaveUsable(bool wasStopped)
{
    if (m_connection.isLost())
        return m_connection.close();
    if (std::exchange(m_mayBeOpen, false) && !m_connection.run(u"rollback"_s) && !m_connection.run(u"rollback"_s))
        return m_connection.close();
    // A kill may reach the server after what it was meant for: it spends itself on one of these.
    if (wasStopped && !m_connection.run(u"do 0"_s) && !m_connection.run(u"do 0"_s))
        m_connection.close();
}

Outcome MariadbWorker::outcomeOf(const Error &error, const Attempt &attempt) const
{
    return error.kind == u"sql.57014" && attempt.stopRequested() ? Outcome::stopped() : Outcome::failed(error);
}

Outcome MariadbWorker::perform(const SqlTask &task, Attempt &attempt)
{
    if (const auto *rows = std::get_if<UpsertRequest>(&task.request))
        return upsert(*rows, attempt, task.isMarked);
    return runStatement(std::get<StatementRequest>(task.request), attempt, task.isMarked);
}

// It commits as its last step, so that all of it may be stopped.
Outcome MariadbWorker::alone(const Attempt &attempt, const Work &work)
{
    auto result = work();
    if (result)
        return Outcome::done(*std::move(result));
    return m_connection.isLost() ? lost(result.error()) : outcomeOf(result.error(), attempt);
}

Outcome MariadbWorker::runStatement(const StatementRequest &request, Attempt &attempt, bool isMarked)
{
    const Work work = [&]() -> Expected<QByteArray> {
        const auto result = m_connection.execute(request.statement, request.mostRows);
        return result ? Expected<QByteArray>(result->json()) : result.error();
    };
    if (isMarked || m_target.effect == Effect::Undone)
        return staysInItsTransaction(request.statement.text) ? inTransaction(attempt, isMarked, work)
                                                             : Outcome::failed(endsItsTransaction());
    Outcome outcome = alone(attempt, work);
    m_connection.setStopTest({});
    if (m_connection.isLost())
        return outcome;
    const auto state = m_connection.execute({u"select @@in_transaction, @@autocommit"_s, {}}, 1);
    if (!state || state->rows[0][1].toInt() == 0 || state->rows[0][0].toInt() != 0
        || !staysInItsTransaction(request.statement.text))
        m_connection.close(); // what was left open, or set, ends with it
    if (state && state->rows[0][0].toInt() != 0 && outcome.report == Report::Done)
        return Outcome::failed({u"sql.25001"_s,
                                u"The statement left a transaction open, which was rolled back: each record's "
                                "statement is one of its own."_s,
                                false});
    return outcome;
}

Outcome MariadbWorker::upsert(const UpsertRequest &request, Attempt &attempt, bool isMarked)
{
    for (bool isFresh = false;; isFresh = true) {
        const auto table = this->table(request);
        if (!table)
            return outcomeOf(table.error(), attempt);
        const auto upsert = buildUpsert(request, **table, SqlDialect::MariaDB, {nullptr, attempt.stopToken()});
        Outcome outcome;
        bool isOfAnotherTable = false;
        if (!upsert) {
            outcome = outcomeOf(upsert.error(), attempt);
            isOfAnotherTable = true; // it may fit the table as it is by now
        } else {
            if (upsert->counts.insertsOnly)
                attempt.log(u"There is no key to find rows by: they are inserted, and would be again."_s);
            const Work work = [&]() -> Expected<QByteArray> {
                const auto counts = writeAll(*upsert);
                return counts ? Expected<QByteArray>(counts->json()) : counts.error();
            };
            const bool isOne = upsert->steps.size() <= 1 && !isMarked && m_target.effect == Effect::Kept
                && (upsert->steps.empty() || !upsert->steps.front().exists);
            outcome = isOne ? alone(attempt, work) : inTransaction(attempt, isMarked, work);
        }
        const QString &kind = outcome.error.kind;
        isOfAnotherTable = isOfAnotherTable || kind == u"sql.42703" || kind == u"sql.42P01" || kind == u"sql.42P10"
            || (kind == u"sql.23505" && upsert->counts.insertsOnly);
        if (outcome.report != Report::Failed || isFresh || !isOfAnotherTable)
            return outcome;
        leaveUsable(false);
        if (!m_connection.isOpen())
            return outcome;
        m_catalogue->forget(request.schema, request.table);
    }
}

Expected<SqlCatalogue::Known> MariadbWorker::table(const UpsertRequest &request)
{
    if (auto known = m_catalogue->find(request.schema, request.table))
        return known;
    auto table = m_connection.table(request.schema, request.table);
    if (!table)
        return table.error();
    if (*table)
        return m_catalogue->keep(request.schema, request.table, **std::move(table));
    const auto tables = m_connection.tables();
    const QString name = SqlTable{request.schema, request.table, {}, {}, false}.title();
    return sqlError(u"42P01"_s,
                    u"There is no table “%1”. %2"_s.arg(name, tables ? nearestHint(request.table, *tables) : QString()),
                    m_target.title());
}

Expected<UpsertCounts> MariadbWorker::writeAll(const Upsert &upsert)
{
    UpsertCounts counts = upsert.counts;
    for (const UpsertStep &step : upsert.steps) {
        const auto written = write(step, counts);
        if (written)
            continue;
        Error error = written.error();
        if (upsert.steps.size() > 1)
            error.message = u"Row %1: "_s.arg(step.firstRow) + error.message;
        return error;
    }
    return counts;
}

// One row: the server counts 1 for an insert, 2 for an update, nothing for one that changes nothing.
Expected<void> MariadbWorker::write(const UpsertStep &step, UpsertCounts &counts)
{
    if (step.exists) {
        const auto found = m_connection.execute(*step.exists, 1);
        if (!found)
            return found.error();
        if (!found->rows.empty()) {
            ++(step.mayUpdate ? counts.updated : counts.ignored);
            if (step.update->text.isEmpty())
                return {};
            const auto updated = m_connection.execute(*step.update);
            return updated ? Expected<void>() : Expected<void>(updated.error());
        }
    }
    const auto done = m_connection.execute(step.write);
    if (!done)
        return done.error();
    const bool wasThere = done->affected != 1;
    ++(!wasThere ? counts.inserted : step.mayUpdate ? counts.updated : counts.ignored);
    return {};
}

Outcome MariadbWorker::inTransaction(Attempt &attempt, bool isMarked, const Work &work)
{
    const bool isUndone = m_target.effect == Effect::Undone;
    const bool leavesMark = isMarked && !isUndone;
    if (leavesMark && !m_hasMarks) {
        // Where it is there nobody needs the right to make it.
        const auto looked = m_connection.execute({u"select 1 from batchdeck_marks limit 0"_s, {}}, 1);
        if (auto made = looked ? Expected<void>() : m_connection.run(makeMarksTable(SqlDialect::MariaDB)); !made)
            return outcomeOf(made.error(), attempt);
        m_hasMarks = true;
    }
    m_mayBeOpen = true;
    if (auto begun = m_connection.run(u"begin"_s); !begun)
        return outcomeOf(begun.error(), attempt);
    const auto result = work();
    if (!result)
        return outcomeOf(result.error(), attempt); // nothing is committed, also where it was lost
    if (isUndone)
        return Outcome::done(markedUndone(*result));
    if (leavesMark) {
        if (const auto kept = m_connection.execute(SqlMark::of(attempt).keep(*result, SqlDialect::MariaDB)); !kept) {
            m_hasMarks = false; // somebody may have dropped it
            return outcomeOf(kept.error(), attempt);
        }
    }
    const Shield shield = attempt.shield();
    if (!shield)
        return Outcome::stopped();
    const auto committed = m_connection.run(u"commit"_s);
    m_mayBeOpen = !committed;
    if (committed)
        return Outcome::done(*result);
    return m_connection.isLost() ? lost(committed.error()) : Outcome::failed(committed.error());
}

} // namespace batchdeck
