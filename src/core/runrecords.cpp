#include "core/runmachine.h"

#include <algorithm>

// The part of the machine that moves records between their places, and follows up on their ends.

namespace batchdeck {

void RunMachine::move(quint32 row, State to)
{
    RecordRow &record = m_records[row];
    if (!mayBecome(record.state, to))
        qFatal("record %u must not go from %s to %s", row, name(record.state).data(), name(to).data());
    if (record.state == State::Queued) {
        countWaiting(row, -1);
        if (inScope(row))
            count(row); // the round had counted it where it stood
    } else if (to == State::Queued) {
        countWaiting(row, 1);
    }
    --m_counts[index(record.state)];
    ++m_counts[index(to)];
    record.state = to;
    m_changes.mark(row);
}

void RunMachine::countWaiting(quint32 row, int by)
{
    for (Scope *scope : {&m_scope, &m_next}) {
        if (m_records.order(row) < scope->end)
            scope->waiting += static_cast<quint32>(by);
    }
}

void RunMachine::countStartable(quint32 row, int by)
{
    for (Scope *scope : {&m_scope, &m_next}) {
        if (m_records.order(row) < scope->end)
            scope->startable += static_cast<quint32>(by);
    }
}

// It waits for its turn. In a round of the first so many what tries again goes before what is new, so that
// one look tells whether any of it may start.
void RunMachine::stand(quint32 row)
{
    setAgain(row, m_firstLeft && !isNew(row) && inScope(row));
    m_queue.add(row);
    countStartable(row, 1);
}

void RunMachine::stepOut(quint32 row)
{
    countStartable(row, -1);
    m_queue.remove(row);
    setAgain(row, false);
}

// Of a record that stands nowhere.
void RunMachine::setAgain(quint32 row, bool again)
{
    RecordRow &record = m_records[row];
    m_again = m_again - record.again + again;
    record.again = again;
}

// A person asked for it again.
void RunMachine::tellQueued(quint32 row)
{
    m_out->ends.push_back({.row = row,
                           .what = End::What::Queued,
                           .became = State::Queued,
                           .byHand = true,
                           .started = m_now,
                           .ended = m_now});
}

void RunMachine::enqueue(quint32 row)
{
    if (m_coalescer.join(row))
        stand(row);
}

// As though it had never been tried, though its history goes on.
void RunMachine::queueAnew(quint32 row)
{
    RecordRow &record = m_records[row];
    record.tries = 0;
    record.reason = StopReason::None;
    record.late = false;
    takeLead(row);
    enqueue(row);
    addToRound(row);
}

// Takes a queued record out of wherever it waits.
void RunMachine::dequeue(quint32 row)
{
    if (m_records[row].place == Place::Claimed)
        handBack(row);
    if (isFollower(m_records[row].place))
        m_coalescer.leave(row);
    else
        stepOut(row);
}

void RunMachine::endWithoutAttempt(quint32 row, State state, StopReason reason, quint32 leader)
{
    RecordRow &record = m_records[row];
    record.reason = reason;
    if (state == State::Skipped && leader != nothing)
        record.errorKind = ErrorKinds::leaderInDoubt;
    else if (state != State::Failed && state != State::TimedOut) // which ends as its last attempt did
        record.errorKind = state == State::Succeeded ? ErrorKinds::none : ErrorKinds::of(reason);
    move(row, state);
    m_out->ends.push_back({.row = row,
                           .became = state,
                           .report = state == State::Succeeded ? Report::Done : Report::Stopped,
                           .reason = reason,
                           .started = m_now,
                           .ended = m_now,
                           .leader = leader});
    if (state == State::Succeeded && leader != nothing)
        m_throughput.add(m_now);
}

void RunMachine::endWaiting(quint32 row, State state, StopReason reason)
{
    if (m_records[row].state == State::Backoff)
        leaveBackoff(row);
    else
        dequeue(row);
    endWithoutAttempt(row, state, reason);
    handOver(row);
}

// How a record ends that does not get its turn: what had tried, as its last attempt ended.
State RunMachine::untried(quint32 row) const
{
    const RecordRow &record = m_records[row];
    return record.tries == 0 ? State::Skipped : record.reason == StopReason::Timeout ? State::TimedOut : State::Failed;
}

// The round ends without it.
void RunMachine::skip(quint32 row)
{
    const State state = untried(row);
    endWaiting(row, state, state == State::Skipped ? StopReason::Policy : m_records[row].reason);
}

// Whatever follows from the end of a record that had begun.
void RunMachine::ended(quint32 row, State state)
{
    m_throughput.add(m_now);
    const bool good = state == State::Succeeded;
    if (m_coalescer.leads(row)) {
        if (good || state == State::InDoubt)
            add({.kind = good ? Chore::Kind::Share : Chore::Kind::Strand, .leader = row});
        else
            handOver(row);
    }
    if (good) {
        if (m_failures.succeeded())
            enough(Halt::FirstSuccess);
    } else if (isProblem(state)) {
        m_failures.failed(m_records[row].errorKind);
        m_untested = !m_chores.empty();
        if (m_failures.isReached(m_chores.empty()))
            enough(Halt::Failures);
    }
}

void RunMachine::handOver(quint32 leader)
{
    if (!m_coalescer.leads(leader))
        return;
    const quint32 next = m_coalescer.handOver(leader); // whom the round is for goes before all others
    if (next != nothing)
        stand(next);
}

// ---- What others had come to before the run was opened

void RunMachine::followPast()
{
    for (const quint32 leader : std::exchange(m_pastLeaders, {})) {
        const State led = m_records[leader].state;
        if (led == State::Succeeded || led == State::InDoubt)
            add({.kind = led == State::Succeeded ? Chore::Kind::Share : Chore::Kind::Strand, .leader = leader});
    }
}

// Who is asked for by name runs, and those that wait follow it.
void RunMachine::takeLead(quint32 row)
{
    if (!m_pastLeaders.empty() && m_coalescer.key(row) != nothing && m_pastLeaders.erase(m_coalescer.leaderOf(row)) > 0)
        m_coalescer.lead(row);
}

// Before they are skipped for its sake.
void RunMachine::doubtEnded(quint32 row)
{
    if (isEnded(m_records[row].state) && m_records[row].state != State::InDoubt && m_pastLeaders.erase(row) > 0) {
        if (m_records[row].state == State::Succeeded)
            add({.kind = Chore::Kind::Share, .leader = row});
        else
            handOver(row);
    }
}

// ---- Backoff

void RunMachine::enterBackoff(quint32 row, Instant since, std::optional<Duration> retryAfter)
{
    RecordRow &record = m_records[row];
    Duration delay = retryDelay(m_settings.retry, record.tries, m_dice);
    if (retryAfter)
        delay = std::max(delay, *retryAfter);
    record.place = Place::Backoff;
    m_backoff.insert(since + delay, row,
                     [this](quint32 member, quint32 position) { m_records[member].next = position; });
    // The round may have come to its end while the journal was asked.
    if (m_rest == Rest::StaysQueued)
        queueAgain(row);
    else if (m_rest == Rest::IsSkipped)
        skip(row);
    else if (m_rest == Rest::IsCancelled)
        endWaiting(row, State::Cancelled, StopReason::RunCancelled);
}

void RunMachine::leaveBackoff(quint32 row)
{
    RecordRow &record = m_records[row];
    m_backoff.remove(record.next, [this](quint32 member, quint32 position) { m_records[member].next = position; });
    record.place = Place::None;
    record.next = nothing;
    m_queue.comeBack(row);
}

// The record runs again in its own time: after its delay, or after a quit.
void RunMachine::queueAgain(quint32 row)
{
    if (m_records[row].state == State::Backoff) {
        leaveBackoff(row);
        move(row, State::Queued);
    }
    stand(row); // it leads those that do the same, still
}

} // namespace batchdeck
