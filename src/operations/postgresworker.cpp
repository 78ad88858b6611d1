#include "operations/postgresworker.h"

#include "core/nearest.h"
#include "core/thrown.h"
#include "operations/sqlerror.h"
#include "operations/waiting.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// What a statement says of a table that is not as we knew it.
bool isOfAnotherTable(const Error &error)
{
    return error.kind == u"sql.42703" || error.kind == u"sql.42P01" || error.kind == u"sql.42P10"
        || error.kind == u"sql.0A000";
}

// Somebody else has made the same just now, which the server's catalogue does not wait for.
bool isMadeByAnother(const Error &error)
{
    return error.kind == u"sql.23505" || error.kind == u"sql.42P07" || error.kind == u"sql.42710";
}

// A value or a row that it does not take, however often it is written.
bool isOfARow(const Error &error)
{
    return error.kind.startsWith(u"sql.22") || error.kind.startsWith(u"sql.23");
}

bool hasMany(const Upsert &upsert)
{
    return std::any_of(upsert.steps.begin(), upsert.steps.end(), [](const UpsertStep &step) { return step.rows > 1; });
}

// What a row that was written tells of its key, behind whether it is a new one; empty where it tells nothing.
QString keyOf(const QVariantList &row)
{
    QString key;
    for (qsizetype at = 1; at < row.size(); ++at) {
        const QString text = row[at].toString();
        key += QString::number(text.size()) + u':' + text;
    }
    return key;
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
    , m_catalogue(target.effect == Effect::Kept ? std::move(catalogue) : std::make_shared<SqlCatalogue>())
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

void PostgresWorker::run(std::vector<SqlTask> tasks)
{
    for (SqlTask &task : tasks) {
        Outcome outcome;
        try {
            outcome = perform(task);
        } catch (...) {
            outcome = Outcome::failed(thrownError());
            m_connection.close();
        }
        task.attempt.finish(std::move(outcome));
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

Outcome PostgresWorker::runStatement(const StatementRequest &request, Attempt &attempt, bool isMarked)
{
    if (isMarked)
        return inTransaction(attempt, true, [&]() -> Expected<QByteArray> {
            const auto result = m_connection.execute(request.statement, request.mostRows);
            return result ? Expected<QByteArray>(result->json()) : result.error();
        });
    const auto result = m_connection.execute(request.statement, request.mostRows);
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
    UpsertMaking making{&m_texts, attempt.stopToken()};
    for (bool isFresh = false;;) {
        const auto table = this->table(request, isFresh);
        if (!table)
            return outcomeOf(table.error(), attempt);
        if (m_textsOf != *table) {
            m_texts = {};
            m_textsOf = *table;
        }
        const auto upsert = buildUpsert(request, **table, SqlDialect::PostgreSQL, making);
        Outcome outcome = upsert ? written(*upsert, attempt, isMarked) : outcomeOf(upsert.error(), attempt);
        if (outcome.report != Report::Failed)
            return outcome;
        const bool isKept = m_target.effect == Effect::Kept;
        const bool isOfAnother = isKept && !isFresh && isOfAnotherTable(outcome.error);
        // Keys that only the server finds equal: of rows that come one after the other the last one wins.
        const bool hasTwice = upsert && !making.isApart && outcome.error.kind == u"sql.21000";
        if ((!isOfAnother && !hasTwice) || !beginAnew()) {
            if (upsert)
                tellRow(outcome.error, *upsert);
            return outcome;
        }
        isFresh = isFresh || isOfAnother || !isKept; // what was made has been undone
        making.isApart = making.isApart || hasTwice;
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
        const auto counts = writeAll(upsert);
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

Expected<SqlCatalogue::Known> PostgresWorker::table(const UpsertRequest &request, bool isFresh)
{
    if (auto known = m_catalogue->find(request.schema, request.table); known && !isFresh)
        return known;
    for (bool isMade = false;; isMade = true) {
        auto table = m_connection.table(request.schema, request.table);
        if (!table)
            return table.error();
        if (*table) {
            if (m_catalogue->isMade(request.schema, request.table)) {
                const auto changes = addColumns(request, **table, SqlDialect::PostgreSQL);
                if (!changes)
                    return changes.error();
                for (const SqlStatement &change : *changes) {
                    if (auto done = m_connection.execute(change); !done)
                        return done.error();
                }
                if (!changes->empty())
                    continue;
            }
            return m_catalogue->keep(request.schema, request.table, **std::move(table));
        }
        if (!m_target.create || isMade)
            break;
        const auto make = createTable(request, {request.schema, request.table, {}, {}, false}, SqlDialect::PostgreSQL);
        if (!make)
            return make.error();
        m_catalogue->made(request.schema, request.table); // before anybody sees it
        if (const auto done = m_connection.execute(*make); !done) {
            if (isMadeByAnother(done.error()) && !m_connection.isInTransaction())
                continue;
            m_catalogue->notMade(request.schema, request.table);
            return done.error();
        }
    }
    const auto hidden = m_connection.execute( // in a schema that would be looked into, if that were allowed
        {u"select nspname from pg_namespace n where not has_schema_privilege(oid, 'usage') "
         "and nspname = any(string_to_array(current_setting('search_path'), ', ')) "
         "and exists (select from pg_class c where c.relnamespace = n.oid and c.relname = $1)"_s,
         {request.table}},
        1);
    if (hidden && !hidden->rows.empty())
        return sqlError(u"42501"_s, u"permission denied for schema %1"_s.arg(hidden->rows[0][0].toString()),
                        m_target.title());
    const auto tables = m_connection.tables();
    const QString name = SqlTable{request.schema, request.table, {}, {}, false}.title();
    return sqlError(u"42P01"_s,
                    u"There is no table “%1”. %2"_s.arg(name, tables ? nearestHint(request.table, *tables) : QString()),
                    m_target.title());
}

Expected<void> PostgresWorker::write(const UpsertStep &step, bool isOneOfMany, UpsertCounts &counts,
                                     QSet<QString> &keys)
{
    const auto isThere = step.update ? update(step, counts) : Expected<bool>(false);
    auto written = isThere ? Expected<void>() : Expected<void>(isThere.error());
    if (isThere && !*isThere)
        written = insert(step, counts, keys);
    if (written || !isOneOfMany || step.rows > 1 || m_connection.isLost())
        return written;
    Error error = written.error();
    error.message = u"Row %1: "_s.arg(step.firstRow) + error.message;
    return error;
}

// Was it there?
Expected<bool> PostgresWorker::update(const UpsertStep &step, UpsertCounts &counts)
{
    const bool stays = step.update->text.isEmpty();
    const auto done = m_connection.execute(stays ? *step.exists : *step.update, 1);
    if (!done)
        return done.error();
    const bool isThere = stays ? !done->rows.empty() : done->affected > 0;
    if (isThere)
        ++(stays ? counts.ignored : counts.updated);
    return isThere;
}

Expected<void> PostgresWorker::insert(const UpsertStep &step, UpsertCounts &counts, QSet<QString> &keys)
{
    qint64 there = 0;
    if (step.exists && !step.update) {
        const auto found = m_connection.execute(*step.exists, 1);
        if (!found)
            return found.error();
        there = found->rows[0][0].toLongLong();
    }
    const auto done = m_connection.execute(step.write, step.rows);
    if (!done)
        return done.error();
    for (const QVariantList &row : done->rows) {
        const QString key = keyOf(row);
        const bool isTwice = keys.contains(key);
        if (!key.isEmpty())
            keys += key;
        const bool wasThere = !row[0].toBool() || there-- > 0;
        ++(isTwice ? counts.superseded : wasThere ? counts.updated : counts.inserted);
    }
    counts.ignored += step.rows - static_cast<quint32>(done->rows.size());
    return {};
}

Expected<UpsertCounts> PostgresWorker::writeAll(const Upsert &upsert)
{
    UpsertCounts counts = upsert.counts;
    QSet<QString> keys; // that were told
    for (const UpsertStep &step : upsert.steps) {
        if (auto written = write(step, upsert.steps.size() > 1, counts, keys); !written)
            return written.error();
        if (!upsert.isApart && counts.superseded > upsert.counts.superseded)
            return sqlError(u"21000"_s, u"Two rows have one key."_s, m_target.title()); // as one statement says it
    }
    return counts;
}

// Which row of a statement it was the server does not say: one after the other they tell.
void PostgresWorker::tellRow(Error &error, const Upsert &upsert)
{
    if (!hasMany(upsert) || !isOfARow(error) || error.message.startsWith(u"Row "))
        return;
    if (m_connection.isInTransaction() && !m_connection.run(u"rollback"_s))
        return;
    if (m_connection.run(u"begin"_s)) { // leaveUsable() rolls it back
        if (const auto row = rowThatFails(upsert, error.kind))
            error.message = u"Row %1: "_s.arg(*row) + error.message;
    }
}

std::optional<quint32> PostgresWorker::rowThatFails(const Upsert &upsert, const QString &kind)
{
    UpsertCounts counts;
    QSet<QString> keys;
    for (const UpsertStep &step : upsert.steps) {
        const qsizetype width = step.write.values.size() / step.rows;
        for (quint32 at = 0; at < step.rows; ++at) {
            UpsertStep one = step;
            if (step.rows > 1)
                one = {{step.one, step.write.values.mid(at * width, width)},
                       step.mayUpdate,
                       {},
                       {},
                       1,
                       step.numbers[at],
                       {},
                       {}};
            if (const auto done = write(one, false, counts, keys); !done)
                return done.error().kind == kind ? std::optional(one.firstRow) : std::nullopt;
        }
    }
    return {};
}

// The statement commits as its last step, so that all of it may be stopped.
Outcome PostgresWorker::writeAtOnce(const Upsert &upsert, Attempt &attempt)
{
    const auto counts = writeAll(upsert);
    if (counts)
        return doneWith(*counts);
    return m_connection.isLost() ? lost(counts.error()) : outcomeOf(counts.error(), attempt);
}

// In a transaction that is never committed; leaveUsable() rolls it back.
Outcome PostgresWorker::rehearsed(const SqlRequest &request, Attempt &attempt)
{
    m_catalogue->clear();
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
