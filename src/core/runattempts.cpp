#include "core/runmachine.h"

#include <algorithm>

// The part of the machine that follows an attempt from its start to the one place where it ends.

namespace batchdeck {

namespace {

// What the end is told with: the operation's own error, unless it says no more than that it was stopped.
quint16 kindOf(const event::Finished &finished, StopReason reason)
{
    if (finished.report == Report::Done)
        return ErrorKinds::none;
    const bool isStopped = finished.report == Report::Stopped && reason != StopReason::None;
    return isStopped ? ErrorKinds::of(reason) : finished.errorKind;
}

} // namespace

void RunMachine::on(const event::Waits &waits)
{
    Slot *slot = m_slots.find(waits.attempt);
    if (!slot || slot->phase != Slot::Phase::Working || slot->budgeted)
        return;
    slot->waits = true;
    m_slots.disarm(*slot);
}

void RunMachine::on(const event::Began &began)
{
    Slot *slot = m_slots.find(began.attempt);
    if (!slot || slot->phase != Slot::Phase::Working || slot->budgeted)
        return;
    slot->waits = false;
    slot->began = m_now;
    m_records[slot->row].started = m_now;
    arm(*slot);
}

void RunMachine::on(const event::ShieldUp &shield)
{
    Slot *slot = m_slots.find(shield.attempt);
    if (!slot || slot->phase != Slot::Phase::Working || slot->shielded || m_records[slot->row].state != State::Running)
        return;
    slot->shielded = true;
    m_out->granted = true;
    move(slot->row, State::Committing);
}

void RunMachine::on(const event::ShieldDown &shield)
{
    Slot *slot = m_slots.find(shield.attempt);
    if (!slot)
        return lowerLate(shield);
    if (slot->phase != Slot::Phase::Working || !slot->shielded)
        return;
    slot->shielded = false;
    const RecordRow &record = m_records[slot->row];
    const bool stopPending = record.reason != StopReason::None;
    if (record.state == State::Committing)
        move(slot->row, stopPending ? State::Stopping : State::Running);
    if (stopPending)
        m_out->stops.push_back({slot->id, record.reason});
}

void RunMachine::on(const event::CleanUp &cleanUp)
{
    Slot *slot = m_slots.find(cleanUp.attempt);
    if (!slot) {
        if (const auto found = m_writtenOff.find(cleanUp.attempt.serial); found != m_writtenOff.end())
            found->second.shielded = false;
        return;
    }
    if (slot->phase != Slot::Phase::Working)
        return;
    slot->phase = Slot::Phase::CleaningUp;
    slot->shielded = false; // nothing is left that a stop could interrupt
    if (m_records[slot->row].state == State::Committing)
        move(slot->row, m_records[slot->row].reason == StopReason::None ? State::Running : State::Stopping);
    if (slot->budgeted)
        return;
    slot->budgeted = true;
    m_slots.arm(*slot, m_now + m_settings.cleanup);
}

void RunMachine::on(const event::Finished &finished)
{
    Slot *slot = m_slots.find(finished.attempt);
    if (!slot) {
        reportLate(finished);
        return;
    }
    if (slot->phase == Slot::Phase::Settled)
        return;

    RecordRow &record = m_records[slot->row];
    const Verdict found = verdict(finished.report, record.reason);
    // What the failure policy must see first holds its lane until it is on disk.
    m_slots.settle(*slot, found.state == State::Succeeded && m_failures.then() != FailureSettings::Then::FirstSuccess);
    slot->transient = finished.transient;
    slot->retryAfter = finished.retryAfter;
    if (slot->retryAfter) // a server says what it likes
        slot->retryAfter = std::clamp(*slot->retryAfter, Duration::zero(), longestDuration);
    const bool durable = m_operations[operationOf(slot->row)].durable && !m_journal.isLost();
    slot->end = {.row = slot->row,
                 .attempt = slot->id,
                 .number = record.attempts,
                 .lane = slot->lane,
                 .became = found.state,
                 .report = finished.report,
                 .reason = record.reason,
                 .late = found.late,
                 .awaited = durable,
                 .timeout = slot->timeout,
                 .started = slot->began,
                 .ended = m_now};
    record.late = found.late;
    record.errorKind = kindOf(finished, record.reason);
    if (found.retryable && mayRetry(*slot))
        slot->end.became = State::Backoff;
    m_out->ends.push_back(slot->end);
    if (slot->retryAfter)
        m_queue.shut(slot->row, m_now + *slot->retryAfter);
    if (!durable)
        publish(*slot);
}

void RunMachine::on(const event::Durable &durable)
{
    if (durable.attempt.slot == nothing)
        return m_claims.durable(durable.attempt.serial);
    Slot *slot = m_slots.find(durable.attempt);
    if (slot && slot->phase == Slot::Phase::Settled)
        publish(*slot);
}

void RunMachine::on(const event::GiveUp &giveUp)
{
    if (giveUp.row >= size())
        return;
    RecordRow &record = m_records[giveUp.row];
    const bool isLeft = m_phase == RunPhase::Closed && isActive(record.state); // who closes the run waits no longer
    if (record.state != State::Unresponsive && !isLeft)
        return;
    Slot &slot = m_slots[record.slot()];
    if (slot.phase == Slot::Phase::Settled)
        return; // it is over: only its journal is slow
    m_writtenOff.emplace(slot.id.serial,
                         WrittenOff{giveUp.row, record.attempts, record.reason, slot.began, slot.id, slot.shielded});
    slot.end = {.row = giveUp.row,
                .attempt = slot.id,
                .number = record.attempts,
                .lane = slot.lane,
                .became = State::InDoubt,
                .reason = record.reason,
                .started = slot.began,
                .ended = m_now};
    record.errorKind = ErrorKinds::givenUp;
    m_out->ends.push_back(slot.end);
    publish(slot);
}

void RunMachine::requestStop(Slot &slot, StopReason reason)
{
    RecordRow &record = m_records[slot.row];
    slot.cancelled |= reason == StopReason::User; // also where something else has stopped it: it is not tried again
    if (slot.phase == Slot::Phase::Settled || record.reason != StopReason::None)
        return;
    record.reason = reason;
    if (reason == StopReason::Timeout)
        slot.timeout = m_settings.timeout;
    if (!slot.budgeted && record.state != State::Unresponsive) {
        slot.budgeted = true;
        m_slots.arm(slot, m_now + m_settings.cleanup);
    }
    m_changes.mark(slot.row);
    if (slot.shielded)
        return; // it waits until the shield is down
    if (record.state != State::Unresponsive)
        move(slot.row, State::Stopping);
    if (slot.phase == Slot::Phase::Working)
        m_out->stops.push_back({slot.id, reason});
}

bool RunMachine::mayRetry(const Slot &slot) const
{
    const RecordRow &record = m_records[slot.row];
    const RetrySettings &retry = m_settings.retry;
    if (slot.cancelled || static_cast<int>(record.tries) >= retry.attempts || m_rest == Rest::IsSkipped
        || m_rest == Rest::IsCancelled)
        return false;
    if (record.reason == StopReason::Timeout)
        return retry.timeouts || m_operations[operationOf(slot.row)].idempotent;
    return slot.transient && slot.end.report == Report::Failed;
}

// The end of an attempt is shown, and its slot is free.
void RunMachine::publish(Slot &slot)
{
    const quint32 row = slot.row;
    const State became = slot.end.became;
    const std::optional<Duration> retryAfter = slot.retryAfter;
    const Instant since = slot.end.ended;
    const bool cancelled = slot.cancelled;
    RecordRow &record = m_records[row];
    record.elapsed = std::chrono::duration<float>(slot.end.ended - slot.end.started).count();
    record.place = Place::None;
    record.next = nothing;
    m_slots.free(slot);
    if (!mayBecome(record.state, became) && record.state == State::Committing)
        move(row, State::Stopping); // a stop waited for the shield, and the attempt ended inside it
    move(row, became);
    if (became == State::Backoff) {
        m_queue.leaveForBackoff(row);
        enterBackoff(row, since, retryAfter);
        if (cancelled && (record.state == State::Backoff || record.state == State::Queued))
            endWaiting(row, State::Cancelled, StopReason::User);
        return;
    }
    m_queue.leave(row);
    if (became == State::Queued)
        queueAgain(row);
    else
        ended(row, became);
}

// What somebody had given up ends after all: its word is the truth, unless the record moved on.
void RunMachine::reportLate(const event::Finished &finished)
{
    const auto found = m_writtenOff.find(finished.attempt.serial);
    if (found == m_writtenOff.end())
        return;
    const auto [row, number, reason, started, attempt, shielded] = found->second;
    m_writtenOff.erase(found);
    RecordRow &record = m_records[row];
    if (record.state == State::InDoubt && record.attempts == number && finished.report != Report::Unknown) {
        const bool done = finished.report == Report::Done;
        record.late = done;
        record.errorKind = kindOf(finished, reason);
        move(row, done ? State::Succeeded : reason == StopReason::Quit ? State::Queued : State::Failed);
        if (record.state == State::Queued)
            enqueue(row);
    }
    m_out->ends.push_back({.row = row,
                           .attempt = finished.attempt,
                           .number = number,
                           .became = record.state,
                           .report = finished.report,
                           .reason = reason,
                           .late = finished.report == Report::Done,
                           .writtenOff = true,
                           .started = started,
                           .ended = m_now});
}

// What moved on meanwhile is no longer what was looked at.
void RunMachine::on(const event::Settled &settled)
{
    RecordRow &record = m_records[settled.row];
    if (record.settling && m_phase != RunPhase::Closed)
        --m_settling;
    record.settling = false;
    m_changes.mark(settled.row);
    if (record.state != State::InDoubt || record.attempts != settled.number)
        return;
    End end{.row = settled.row,
            .became = State::InDoubt,
            .reason = record.reason,
            .checked = true,
            .started = m_now,
            .ended = m_now};
    if (settled.found == Settlement::Found::Done) {
        end.became = State::Succeeded;
        end.report = Report::Done;
        record.errorKind = ErrorKinds::none;
    } else if (settled.found == Settlement::Found::NotDone) {
        end.became = settled.queues ? State::Queued : State::Failed;
        end.report = Report::Failed;
        record.errorKind = ErrorKinds::notDone;
    } else {
        record.errorKind = ErrorKinds::unsettled;
    }
    if (end.became == State::Queued)
        record.front = 0; // a round for others is not for it
    if (end.became != State::InDoubt)
        move(settled.row, end.became);
    m_out->ends.push_back(end);
    if (end.became == State::Queued)
        queueAnew(settled.row);
    else
        doubtEnded(settled.row);
}

// Nobody waits for it any more, but it is told to stop all the same.
void RunMachine::lowerLate(const event::ShieldDown &shield)
{
    const auto found = m_writtenOff.find(shield.attempt.serial);
    if (found != m_writtenOff.end() && std::exchange(found->second.shielded, false))
        m_out->stops.push_back({found->second.attempt, found->second.reason});
}

Instant RunMachine::timeoutOf(const Slot &slot) const
{
    return m_settings.timeout ? slot.began + *m_settings.timeout : never;
}

void RunMachine::arm(Slot &slot)
{
    if (const Instant due = timeoutOf(slot); due != never)
        m_slots.arm(slot, due);
    else
        m_slots.disarm(slot);
}

void RunMachine::deadlinePassed(Slot &slot, const event::Tick &tick)
{
    m_slots.disarm(slot);
    if (slot.budgeted)
        move(slot.row, State::Unresponsive);
    else if (timeoutOf(slot) > m_now)
        arm(slot); // it was made longer a moment ago
    else if (tick.holds && tick.holds(slot.id))
        slot.waits = true;
    else
        requestStop(slot, StopReason::Timeout);
}

} // namespace batchdeck
