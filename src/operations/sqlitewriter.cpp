#include "operations/sqlitewriter.h"

#include "core/thrown.h"
#include "operations/sqlitestatement.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

const UpsertRequest &upsertOf(const SqlTask &task)
{
    return std::get<UpsertRequest>(task.request);
}

bool isConstraint(const Error &error)
{
    return error.kind.startsWith(u"sql.23");
}

} // namespace

SqliteWriter::SqliteWriter(const SqlTarget &target)
    : m_connection(target)
    , m_upserts(m_connection, target)
{
}

Expected<void> SqliteWriter::connect()
{
    if (m_connection.isOpen())
        return {};
    m_upserts.forgetAll(); // it may be another file
    return m_connection.open();
}

void SqliteWriter::run(SqlTasks tasks)
{
    m_parts.reserve(tasks.size());
    for (auto &task : tasks) {
        if (std::holds_alternative<UpsertRequest>(task->request))
            m_parts.emplace_back().task = std::move(task);
        else
            task->attempt.finish(
                runStatement(m_connection, std::get<StatementRequest>(task->request), *task->attempt, task->isMarked));
    }
    runUpserts();
    m_parts.clear();
}

void SqliteWriter::runUpserts()
{
    m_keepsApart = false;
    bool isAlone = false; // one after the other from now on
    for (Group left = finishEnded(); !left.empty(); left = finishEnded()) {
        m_heeded.clear();
        for (const Part *part : left)
            m_heeded.push_back(&*part->task->attempt);
        m_connection.heed(m_heeded);
        std::optional<Error> error;
        try {
            auto opened = connect(); // it may have been lost meanwhile
            if (opened)
                opened = m_connection.setUp(); // waits for whoever has locked it
            if (opened)
                isAlone |= runGroup(isAlone ? Group{left.front()} : left) == Turn::Alone;
            else if (!isSqliteInterrupt(opened.error()) || !m_connection.isStopWanted())
                error = opened.error();
        } catch (...) {
            rollBack();
            error = thrownError();
        }
        for (Part *part : left) {
            if (error && !part->end)
                part->end = Outcome::failed(*error);
        }
    }
}

// At once, so that one that was stopped does not wait for the others. Those that are left.
SqliteWriter::Group SqliteWriter::finishEnded()
{
    m_connection.heed({});
    Group left;
    left.reserve(m_parts.size());
    for (Part &part : m_parts) {
        if (!part.task)
            continue; // it has ended
        if (!part.end && part.task->attempt->stopRequested())
            part.end = Outcome::stopped();
        if (!part.end) {
            left.push_back(&part);
            continue;
        }
        part.task->attempt.finish(*std::move(part.end));
        part = {}; // what the next record needs is taken from what this one has left
    }
    return left;
}

// What is done for all of them is stopped with any of them, and done again without it.
bool SqliteWriter::isStopOfAnother(const Error &error, const Attempt &attempt) const
{
    return isSqliteInterrupt(error) && !attempt.stopRequested() && m_connection.isStopWanted();
}

// Whoever has no end after it goes through it again.
SqliteWriter::Turn SqliteWriter::runGroup(const Group &group)
{
    Group ready;
    ready.reserve(group.size());
    for (Part *part : group) {
        if (!part->upsert) {
            auto upsert = m_upserts.statements(upsertOf(*part->task), *part->task->attempt);
            if (upsert)
                part->upsert = *std::move(upsert);
            else if (isStopOfAnother(upsert.error(), *part->task->attempt))
                return Turn::Again;
            else
                part->end = outcomeOfSqlite(upsert.error(), *part->task->attempt);
        }
        if (!part->end)
            ready.push_back(part);
    }
    if (ready.empty())
        return Turn::Done;

    if (auto begun = m_connection.run("begin immediate"); !begun) {
        const bool isStopped = isSqliteInterrupt(begun.error()) && m_connection.isStopWanted();
        rollBack();
        if (isStopped)
            return Turn::Again; // without those that were stopped
        for (Part *part : ready)
            part->end = Outcome::failed(begun.error());
        return Turn::Done;
    }
    m_refused.clear();
    Turn turn = writeAll(ready);
    if (turn == Turn::Done) {
        std::erase_if(ready, [](const Part *part) { return part->end.has_value(); });
        turn = commit(ready);
    }
    if (turn == Turn::Done)
        return turn;
    rollBack();
    hearRefused();
    return turn;
}

// What they ran into may have been another one's, and is gone.
void SqliteWriter::hearRefused()
{
    for (Part *part : m_refused)
        part->end.reset();
    m_refused.clear();
}

SqliteWriter::Turn SqliteWriter::writeAll(const Group &group)
{
    const bool isAlone = group.size() == 1;
    for (Part *part : group) {
        const Attempt &attempt = *part->task->attempt;
        if (attempt.stopRequested()) {
            part->end = Outcome::stopped();
            continue;
        }
        // One statement that fails leaves nothing behind by itself.
        const bool isApart = !isAlone && (m_keepsApart || part->task->isMarked || part->upsert->steps.size() > 1);
        const qint64 before = m_connection.changes();
        auto written = isApart ? m_connection.run("savepoint record") : Expected<void>();
        if (written)
            written = write(*part);
        if (written && isApart)
            written = m_connection.run("release record");
        if (written)
            continue;
        if (isStopOfAnother(written.error(), attempt))
            return Turn::Again;
        if (!isConstraint(written.error()) || part->upsert->counts.insertsOnly)
            m_upserts.forget(upsertOf(*part->task)); // it may be another table by now
        const bool isLost = !m_connection.isInTransaction(); // with all that the others had written
        if (!isLost && !isApart && !isAlone && m_connection.changes() != before) {
            m_keepsApart = true; // a trigger left something, as raise(fail) does
            return Turn::Again;
        }
        part->end = outcomeOfSqlite(written.error(), attempt);
        if (isAlone)
            return Turn::Again;
        if (isLost) // a full disk is as full for all: one by one they are told apart
            return written.error().kind == u"sql.53100" ? Turn::Alone : Turn::Again;
        m_connection.heed({});
        if (isApart && (!m_connection.run("rollback to record") || !m_connection.run("release record")))
            return Turn::Again;
        m_connection.heed(m_heeded);
        m_refused.push_back(part);
    }
    return Turn::Done;
}

Expected<void> SqliteWriter::write(Part &part)
{
    const auto counts = m_upserts.write(*part.upsert, *part.task->attempt);
    if (!counts)
        return counts.error();
    part.counts = *counts;
    return part.task->isMarked ? keepMark(m_connection, *part.task->attempt, counts->json()) : Expected<void>();
}

// From here on no stop reaches those that are in it.
SqliteWriter::Turn SqliteWriter::commit(const Group &group)
{
    m_connection.heed({});
    if (group.empty()) {
        rollBack();
        return Turn::Done;
    }
    bool isComplete = true;
    for (Part *part : group) {
        part->shield = part->task->attempt->shield();
        if (!part->shield) {
            part->end = Outcome::stopped();
            isComplete = false;
        }
    }
    if (!isComplete) {
        for (Part *part : group)
            part->shield.lower();
        return Turn::Again;
    }
    const auto committed = m_connection.commit();
    if (committed) {
        for (Part *part : group) {
            if (part->counts.insertsOnly)
                part->task->attempt->log(
                    u"There was no key to find rows by: they were inserted, and would be again."_s);
            part->end = Outcome::done(part->counts.json());
        }
        return Turn::Done;
    }
    rollBack();
    hearRefused();
    if (isLostCommit(committed.error())) {
        for (Part *part : group)
            part->end = lostCommit(committed.error());
        m_connection.close();
        return Turn::Done;
    }
    for (Part *part : group)
        part->shield.lower();
    if (group.size() > 1 && !committed.error().transient)
        return Turn::Alone; // a foreign key that one of them lacks, checked only now
    for (Part *part : group)
        part->end = Outcome::failed(committed.error());
    return Turn::Done;
}

void SqliteWriter::rollBack()
{
    m_connection.heed({});
    if (m_connection.isInTransaction() && !m_connection.run("rollback"))
        m_connection.close();
}

} // namespace batchdeck
