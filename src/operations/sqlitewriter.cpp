#include "operations/sqlitewriter.h"

#include "core/nearest.h"
#include "core/thrown.h"
#include "operations/sqlerror.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

const UpsertRequest &upsertOf(const SqlTask &task)
{
    return std::get<UpsertRequest>(task.request);
}

bool isInterrupt(const Error &error)
{
    return error.kind == u"sql.57014" || error.kind == u"sql.55P03";
}

} // namespace

SqliteWriter::SqliteWriter(const SqlTarget &target)
    : m_target(target)
    , m_connection(target)
{
    m_connection.setStopTest([this] { return isStopWanted(); });
}

bool SqliteWriter::isStopWanted() const
{
    return std::any_of(m_asking.begin(), m_asking.end(),
                       [](const Attempt *attempt) { return attempt->stopRequested(); });
}

Outcome SqliteWriter::outcomeOf(const Error &error, const Attempt &attempt) const
{
    return isInterrupt(error) && attempt.stopRequested() ? Outcome::stopped() : Outcome::failed(error);
}

void SqliteWriter::run(std::vector<SqlTask> tasks)
{
    Parts upserts;
    for (SqlTask &task : tasks) {
        if (std::holds_alternative<UpsertRequest>(task.request))
            upserts.push_back({std::move(task), {}, {}, {}, {}});
        else
            runStatement(task);
    }
    if (!upserts.empty())
        runUpserts(std::move(upserts));
}

void SqliteWriter::runStatement(SqlTask &task)
{
    const auto &request = std::get<StatementRequest>(task.request);
    m_asking = {&*task.attempt};
    Outcome outcome = Outcome::stopped();
    if (auto opened = m_connection.open(); !opened) {
        outcome = Outcome::failed(opened.error());
    } else if (!task.attempt->stopRequested()) {
        // It commits by itself, as its last step.
        const auto result = m_connection.execute(request.statement, request.mostRows);
        outcome = result ? Outcome::done(result->json()) : outcomeOf(result.error(), *task.attempt);
        if (m_connection.isInTransaction()) { // a "begin" of the plan's
            rollBack();
            outcome = Outcome::failed({u"sql.25001"_s,
                                       u"The statement left a transaction open, which was rolled back: each record's "
                                       "statement is one of its own."_s,
                                       false});
        }
    }
    m_asking.clear();
    task.attempt.finish(std::move(outcome));
}

void SqliteWriter::runUpserts(Parts parts)
{
    const auto failAll = [&](const Error &error) {
        for (Part &part : parts) {
            if (!part.end)
                part.end = Outcome::failed(error);
        }
    };
    try {
        if (auto opened = m_connection.open(); !opened)
            failAll(opened.error());
        Turn turn = Turn::Again;
        while (turn != Turn::Done) {
            std::vector<Part *> left;
            for (Part &part : parts) {
                if (!part.end && part.task.attempt->stopRequested())
                    part.end = Outcome::stopped();
                if (!part.end)
                    left.push_back(&part);
            }
            if (left.empty())
                break;
            if (turn == Turn::Alone) {
                for (Part *part : left) {
                    while (!part->end && runGroup({part}) != Turn::Done) { }
                }
                break;
            }
            turn = runGroup(left);
        }
    } catch (...) {
        rollBack();
        failAll(thrownError());
    }
    m_asking.clear();
    for (Part &part : parts)
        part.task.attempt.finish(part.end ? *std::move(part.end) : Outcome::unknown(u"Nobody said how it ended."_s));
}

// Whoever has no end after it goes through it again.
SqliteWriter::Turn SqliteWriter::runGroup(const std::vector<Part *> &group)
{
    std::vector<Part *> ready;
    for (Part *part : group) {
        m_asking = {&*part->task.attempt};
        if (part->task.attempt->stopRequested())
            part->end = Outcome::stopped();
        else if (auto prepared = prepare(*part); !prepared)
            part->end = outcomeOf(prepared.error(), *part->task.attempt);
        else
            ready.push_back(part);
    }
    if (ready.empty())
        return Turn::Done;

    m_asking.clear();
    for (const Part *part : ready)
        m_asking.push_back(&*part->task.attempt);
    if (auto begun = m_connection.run("begin immediate"); !begun) {
        rollBack();
        if (isInterrupt(begun.error()) && isStopWanted())
            return Turn::Again; // without those that were stopped
        for (Part *part : ready)
            part->end = Outcome::failed(begun.error());
        return Turn::Done;
    }
    const Turn turn = writeAll(ready);
    if (turn != Turn::Done) {
        rollBack();
        return turn;
    }
    std::erase_if(ready, [](const Part *part) { return part->end.has_value(); });
    return commit(ready);
}

SqliteWriter::Turn SqliteWriter::writeAll(const std::vector<Part *> &group)
{
    const bool isAlone = group.size() == 1;
    for (Part *part : group) {
        const Attempt &attempt = *part->task.attempt;
        m_asking = {&attempt};
        if (attempt.stopRequested()) {
            part->end = Outcome::stopped();
            continue;
        }
        auto written = isAlone ? Expected<void>() : m_connection.run("savepoint record");
        if (written)
            written = write(*part);
        if (written && !isAlone)
            written = m_connection.run("release record");
        if (written)
            continue;
        part->end = outcomeOf(written.error(), attempt);
        forget(upsertOf(part->task).sqliteTable()); // it may be another table by now
        if (isAlone)
            return Turn::Again;
        if (!m_connection.isInTransaction()) { // it went with all that the others had written
            // A full disk is as full for all: one by one they are told apart.
            return written.error().kind == u"sql.53100" ? Turn::Alone : Turn::Again;
        }
        m_asking.clear();
        if (!m_connection.run("rollback to record") || !m_connection.run("release record"))
            return Turn::Again;
    }
    return Turn::Done;
}

Expected<void> SqliteWriter::write(Part &part)
{
    part.counts = part.upsert->counts;
    for (const UpsertStep &step : part.upsert->steps) {
        if (part.task.attempt->stopRequested())
            return Error{u"sql.57014"_s, u"It was stopped between two statements."_s, false};
        bool wasThere = false;
        if (step.exists) {
            const auto found = m_connection.finds(*step.exists);
            if (!found)
                return found.error();
            wasThere = *found;
        }
        const auto done = m_connection.execute(step.write);
        if (!done) {
            Error error = done.error();
            if (part.upsert->steps.size() > 1)
                error.message = u"Row %1: "_s.arg(step.firstRow) + error.message;
            return error;
        }
        ++(done->affected == 0 ? part.counts.ignored : wasThere ? part.counts.updated : part.counts.inserted);
    }
    return {};
}

// From here on no stop reaches those that are in it.
SqliteWriter::Turn SqliteWriter::commit(const std::vector<Part *> &group)
{
    m_asking.clear();
    if (group.empty()) {
        rollBack();
        return Turn::Done;
    }
    std::vector<Shield> shields;
    bool isComplete = true;
    for (Part *part : group) {
        shields.push_back(part->task.attempt->shield());
        if (!shields.back()) {
            part->end = Outcome::stopped();
            isComplete = false;
        }
    }
    if (!isComplete) {
        rollBack();
        return Turn::Again;
    }
    const auto committed = m_connection.run("commit");
    if (committed) {
        for (Part *part : group) {
            if (part->counts.insertsOnly)
                part->task.attempt->log(u"There was no key to find rows by: they were inserted, and would be again."_s);
            part->end = Outcome::done(part->counts.json());
        }
        return Turn::Done;
    }
    const bool isLost = committed.error().kind == u"sql.58030"; // the disk: it may have been written, or not
    rollBack();
    if (isLost) {
        for (Part *part : group)
            part->end = Outcome::unknown(u"The commit failed: %1"_s.arg(committed.error().message));
        m_connection.close();
        return Turn::Done;
    }
    if (group.size() > 1 && !committed.error().transient)
        return Turn::Alone; // a foreign key that one of them lacks, checked only now
    for (Part *part : group)
        part->end = Outcome::failed(committed.error());
    return Turn::Done;
}

void SqliteWriter::rollBack()
{
    m_asking.clear();
    if (m_connection.isInTransaction() && !m_connection.run("rollback"))
        m_connection.close();
}

// ---- What is written where

Expected<void> SqliteWriter::prepare(Part &part)
{
    if (part.upsert)
        return {};
    const UpsertRequest &request = upsertOf(part.task);
    const QString name = request.sqliteTable();
    const bool wasKnown = m_catalogue.find({}, name) != nullptr;
    if (auto read = readTable(part); !read)
        return read;
    auto built = buildUpsert(request, *part.table, SqlDialect::SQLite, &m_texts);
    if (!built && (built.error().kind == u"sql.42703" || wasKnown)) {
        forget(name); // somebody may have changed it
        if (auto read = readTable(part); !read)
            return read;
        built = buildUpsert(request, *part.table, SqlDialect::SQLite, &m_texts);
    }
    if (!built)
        return built.error();
    part.upsert = *std::move(built);
    return {};
}

void SqliteWriter::forget(const QString &table)
{
    m_catalogue.forget({}, table);
    m_texts = {};
}

Expected<void> SqliteWriter::readTable(Part &part)
{
    const UpsertRequest &request = upsertOf(part.task);
    const QString name = request.sqliteTable();
    const auto read = [&]() -> Expected<bool> {
        m_texts = {};
        auto table = m_connection.table(name);
        if (!table)
            return table.error();
        part.table = *table ? m_catalogue.keep({}, name, **std::move(table)) : nullptr;
        return part.table != nullptr;
    };
    part.table = m_catalogue.find({}, name);
    if (part.table)
        return {};
    auto found = read();
    if (!found)
        return found.error();
    std::vector<SqlStatement> changes;
    if (!*found) {
        if (!m_target.create || name.startsWith(u"sqlite_", Qt::CaseInsensitive)) {
            const auto tables = m_connection.tables();
            return sqlError(u"42P01"_s,
                            u"There is no table “%1”. %2"_s.arg(name, tables ? nearestHint(name, *tables) : QString()),
                            m_target.title());
        }
        auto make = createTable(request, {u"main"_s, name, {}, {}, false}, SqlDialect::SQLite);
        if (!make)
            return make.error();
        changes.push_back(*std::move(make));
        m_catalogue.made({}, name);
    } else if (m_catalogue.isMade({}, name)) {
        changes = addColumns(request, *part.table, SqlDialect::SQLite);
    }
    for (const SqlStatement &change : changes) {
        if (auto done = m_connection.execute(change); !done)
            return done.error();
    }
    if (!changes.empty())
        found = read();
    if (!found)
        return found.error();
    return {};
}

} // namespace batchdeck
