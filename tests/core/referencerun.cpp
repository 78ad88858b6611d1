#include "core/referencerun.h"

#include "core/errorkinds.h"

#include <algorithm>

namespace batchdeck {

using Work = ReferenceRun::Record::Work;

namespace {

// As whoever reads of the end is told: who stopped it, unless the operation had an error of its own.
quint16 toldKind(const event::Finished &finished, StopReason reason)
{
    if (finished.report == Report::Stopped) {
        switch (reason) {
        case StopReason::None:
            break;
        case StopReason::User:
        case StopReason::RunCancelled:
            return ErrorKinds::cancelled;
        case StopReason::Timeout:
            return ErrorKinds::timeout;
        case StopReason::Policy:
            return ErrorKinds::policy;
        case StopReason::Quit:
            return ErrorKinds::quit;
        }
    }
    return finished.report == Report::Done ? ErrorKinds::none : finished.errorKind;
}

} // namespace

ReferenceRun::ReferenceRun(const Workload &workload, const RunSettings &settings)
    : records(workload.records)
    , m_workload(workload)
    , m_settings(settings)
{
    for (const quint32 row : workload.invalid)
        records[row].state = State::Invalid;
    for (quint32 row = 0; row < records.size(); ++row) {
        if (records[row].state == State::Queued)
            enqueue(row);
    }
}

void ReferenceRun::apply(const Event &event, Instant now)
{
    m_now = now;
    actions.clear();
    if (m_hasNext && !m_inRound && !std::holds_alternative<event::Start>(event))
        beginRound();
    std::visit([this](const auto &happened) { on(happened); }, event);
    startMore();
    endRound();
}

// ---- A person asks

std::vector<quint32> ReferenceRun::rowsOf(const RowSet &rows) const
{
    std::vector<quint32> found;
    const auto consider = [&](quint32 row) {
        if (row < records.size() && (rows.states.isEmpty() || rows.states.contains(records[row].state)))
            found.push_back(row);
    };
    if (rows.every) {
        for (quint32 row = 0; row < records.size(); ++row)
            consider(row);
    } else {
        std::for_each(rows.rows.begin(), rows.rows.end(), consider);
    }
    return found;
}

void ReferenceRun::on(const event::Start &start)
{
    if (phase != RunPhase::Idle && !isEnding())
        return;
    askForNext();
    m_nextAll |= !start.only;
    m_nextFirst = start.first;
    if (phase == RunPhase::Idle)
        beginRound();
    if (start.only)
        on(event::Front{*start.only});
}

void ReferenceRun::on(const event::Pause &)
{
    if (phase == RunPhase::Running) {
        phase = RunPhase::Paused;
        halt = Halt::User;
    } else {
        m_nextPaused = m_hasNext;
    }
}

void ReferenceRun::on(const event::Resume &)
{
    m_nextPaused = false;
    if (m_journalLost || (phase != RunPhase::Paused && !(phase == RunPhase::Draining && m_rest == Rest::Queue)))
        return;
    if (halt == Halt::FirstRecords)
        m_firstLeft.reset();
    m_hasNext &= m_nextAll && m_chosenOnly; // this one goes on, and is for all of them else
    phase = RunPhase::Running;
    halt = Halt::None;
    m_rest = Rest::GoesOn;
    m_deadline = roundDeadline();
    m_failures = 0;
    m_alike = 0;
}

void ReferenceRun::on(const event::Drain &)
{
    m_hasNext = false;
    if (phase == RunPhase::Running || phase == RunPhase::Paused)
        stopRound(RunPhase::Draining, Rest::Queue, Halt::User);
}

void ReferenceRun::on(const event::CancelRun &)
{
    if (phase == RunPhase::Closed)
        return;
    m_hasNext = false;
    if (m_inRound) {
        stopRound(RunPhase::Cancelling, Rest::Cancel, Halt::User);
        stopAll(StopReason::RunCancelled);
        return;
    }
    for (quint32 row = 0; row < records.size(); ++row) {
        if (records[row].state == State::Queued)
            endWaiting(row, State::Cancelled, StopReason::RunCancelled);
    }
}

void ReferenceRun::on(const event::Quit &)
{
    if (phase == RunPhase::Closed)
        return;
    for (Record &record : records)
        record.settling = false;
    m_hasNext = false;
    stopRound(RunPhase::Closed, Rest::Queue, Halt::Quit);
    stopAll(StopReason::Quit);
}

void ReferenceRun::on(const event::Cancel &cancel)
{
    for (const quint32 row : rowsOf(cancel.rows)) {
        if (isActive(records[row].state))
            stop(row, StopReason::User);
        else if (records[row].state == State::Queued || records[row].state == State::Backoff)
            endWaiting(row, State::Cancelled, StopReason::User);
    }
}

void ReferenceRun::on(const event::Retry &retry)
{
    if (phase == RunPhase::Closed)
        return;
    if (!m_inRound || isEnding())
        askForNext();
    if (!m_inRound)
        beginRound();
    std::size_t place = 0;
    for (const quint32 row : rowsOf(retry.rows)) {
        Record &record = records[row];
        if (!isEnded(record.state))
            continue;
        record.state = State::Queued;
        record.tries = 0;
        record.reason = StopReason::None;
        record.late = false;
        record.next = m_hasNext;
        if (m_chosenOnly || m_hasNext) {
            putInFront(row, place);
        } else {
            std::erase(m_fronted, row);
        }
        joinRound(row);
        enqueue(row);
        if (!record.follows)
            continue;
        const quint32 leader = m_leaders[keyOf(row)];
        if (m_hasNext && isEnding() ? !m_nextAll && !records[leader].next : !inScope(leader))
            lead(row);
    }
}

void ReferenceRun::on(const event::Front &front)
{
    std::size_t place = 0;
    for (const quint32 row : rowsOf(front.rows)) {
        if (records[row].state != State::Queued)
            continue;
        putInFront(row, place);
        records[row].next = m_hasNext;
        if (records[row].follows)
            lead(row);
        joinRound(row);
    }
}

void ReferenceRun::on(const event::Mark &mark)
{
    for (const quint32 row : rowsOf(mark.rows)) {
        if (records[row].state != State::InDoubt)
            continue;
        records[row].state = mark.state;
        records[row].errorKind = mark.state == State::Failed ? ErrorKinds::marked : ErrorKinds::none;
        actions.ends.push_back({.row = row, .became = mark.state, .reason = records[row].reason});
    }
}

void ReferenceRun::on(const event::Settle &settle)
{
    if (phase == RunPhase::Closed)
        return;
    for (const quint32 row : rowsOf(settle.rows)) {
        Record &record = records[row];
        if (record.state != State::InDoubt || record.settling || !m_workload.operations[groupOf(row).operation].settles)
            continue;
        record.settling = true;
        actions.settles.push_back({row, record.attempts, settle.queues});
    }
}

void ReferenceRun::on(const event::Settled &settled)
{
    Record &record = records[settled.row];
    record.settling = false;
    if (record.state != State::InDoubt || record.attempts != settled.number)
        return;
    if (settled.found == Settlement::Found::Done) {
        record.state = State::Succeeded;
        record.errorKind = ErrorKinds::none;
    } else if (settled.found == Settlement::Found::NotDone) {
        record.state = settled.queues ? State::Queued : State::Failed;
        record.errorKind = ErrorKinds::notDone;
    } else {
        record.errorKind = ErrorKinds::unsettled;
    }
    actions.ends.push_back({.row = settled.row, .became = record.state, .reason = record.reason});
    if (record.state != State::Queued)
        return;
    record.tries = 0;
    record.reason = StopReason::None;
    record.late = false;
    record.chosen = record.next = false;
    std::erase(m_fronted, settled.row);
    if (inScope(settled.row))
        joinRound(settled.row);
    enqueue(settled.row);
}

void ReferenceRun::on(const event::GiveUp &giveUp)
{
    Record &record = records[giveUp.row];
    const bool mayGo = record.state == State::Unresponsive || (phase == RunPhase::Closed && isActive(record.state));
    if (!mayGo || record.work == Work::Settled)
        return;
    m_writtenOff[record.serial] = {giveUp.row, record.attempts, record.reason, record.shielded};
    actions.ends.push_back({.row = giveUp.row,
                            .attempt = {0, record.serial},
                            .number = record.attempts,
                            .became = State::InDoubt,
                            .reason = record.reason});
    record.errorKind = ErrorKinds::givenUp;
    record.became = State::InDoubt;
    publish(giveUp.row);
}

void ReferenceRun::on(const event::Repair &repair)
{
    if (records[repair.row].state != State::Invalid)
        return;
    records[repair.row].state = State::Queued;
    enqueue(repair.row);
    if (inScope(repair.row))
        joinRound(repair.row);
}

void ReferenceRun::on(const event::Change &change)
{
    const RunSettings was = m_settings;
    m_settings = change.settings;
    if (was.rate != m_settings.rate && m_lastStart != Instant{}) {
        m_nextStart = m_lastStart;
        if (m_settings.rate)
            m_nextStart += std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / *m_settings.rate));
    }
    if (phase == RunPhase::Running || phase == RunPhase::Paused)
        m_deadline = roundDeadline();
    if (was.timeout == m_settings.timeout)
        return;
    for (Record &record : records) {
        if (record.work == Work::Working && !record.budgeted && !record.waits)
            record.deadline = m_settings.timeout ? record.began + *m_settings.timeout : never;
    }
}

// ---- An attempt reports

void ReferenceRun::on(const event::Waits &waits)
{
    const quint32 row = rowOf(waits.attempt);
    if (row == nothing || records[row].work != Work::Working || records[row].budgeted)
        return;
    records[row].waits = true;
    records[row].deadline = never;
}

void ReferenceRun::on(const event::Began &began)
{
    const quint32 row = rowOf(began.attempt);
    if (row == nothing || records[row].work != Work::Working || records[row].budgeted)
        return;
    records[row].began = m_now;
    records[row].waits = false;
    records[row].deadline = m_settings.timeout ? m_now + *m_settings.timeout : never;
}

void ReferenceRun::on(const event::ShieldUp &shield)
{
    const quint32 row = rowOf(shield.attempt);
    if (row == nothing || records[row].work != Work::Working || records[row].state != State::Running)
        return;
    records[row].shielded = true;
    records[row].state = State::Committing;
    actions.granted = true;
}

void ReferenceRun::on(const event::ShieldDown &shield)
{
    const quint32 row = rowOf(shield.attempt);
    if (const auto off = m_writtenOff.find(shield.attempt.serial); off != m_writtenOff.end()) {
        // Given up or not, a stop that was asked for reaches it once its shield is down.
        if (std::exchange(off->second.shielded, false) && off->second.reason != StopReason::None)
            actions.stops.push_back({{0, off->first}, off->second.reason});
    }
    if (row == nothing || records[row].work != Work::Working || !records[row].shielded)
        return;
    Record &record = records[row];
    const bool stopped = record.reason != StopReason::None;
    record.shielded = false;
    if (record.state == State::Committing)
        record.state = stopped ? State::Stopping : State::Running;
    if (stopped)
        actions.stops.push_back({{0, record.serial}, record.reason});
}

void ReferenceRun::on(const event::CleanUp &cleanUp)
{
    const quint32 row = rowOf(cleanUp.attempt);
    if (const auto off = m_writtenOff.find(cleanUp.attempt.serial); off != m_writtenOff.end())
        off->second.shielded = false; // nothing is left that a stop could interrupt
    if (row == nothing || records[row].work != Work::Working)
        return;
    Record &record = records[row];
    record.work = Work::CleaningUp;
    record.shielded = false;
    if (record.state == State::Committing)
        record.state = record.reason == StopReason::None ? State::Running : State::Stopping;
    if (!record.budgeted)
        record.deadline = m_now + m_settings.cleanup;
    record.budgeted = true;
}

void ReferenceRun::on(const event::Finished &finished)
{
    const quint32 row = rowOf(finished.attempt);
    if (row == nothing) { // perhaps somebody had given it up
        const auto found = m_writtenOff.find(finished.attempt.serial);
        if (found == m_writtenOff.end())
            return;
        const WrittenOff off = found->second;
        m_writtenOff.erase(found);
        Record &record = records[off.row];
        const bool done = finished.report == Report::Done;
        if (record.state == State::InDoubt && record.attempts == off.number && finished.report != Report::Unknown) {
            record.state = done ? State::Succeeded : off.reason == StopReason::Quit ? State::Queued : State::Failed;
            record.late = done;
            record.errorKind = toldKind(finished, off.reason);
            if (record.state == State::Queued)
                enqueue(off.row);
        }
        actions.ends.push_back({.row = off.row,
                                .attempt = {0, finished.attempt.serial},
                                .number = off.number,
                                .became = record.state,
                                .report = finished.report,
                                .reason = off.reason,
                                .late = done,
                                .writtenOff = true});
        return;
    }
    Record &record = records[row];
    if (record.work == Work::Settled)
        return;
    const auto &operation = m_workload.operations[groupOf(row).operation];
    const Verdict found = verdict(finished.report, record.reason);
    record.work = Work::Settled;
    record.isFree = found.state == State::Succeeded && m_settings.failures.then != FailureSettings::Then::FirstSuccess;
    record.deadline = never;
    record.settledAt = m_now;
    record.settledAs = ++m_settled;
    record.late = found.late;
    record.retryAfter = finished.retryAfter;
    record.became = found.state;
    record.errorKind = toldKind(finished, record.reason);
    const bool mayHelp = record.reason == StopReason::Timeout ? m_settings.retry.timeouts || operation.idempotent
                                                              : finished.transient && finished.report == Report::Failed;
    if (found.retryable && mayHelp && !record.cancelled && int(record.tries) < m_settings.retry.attempts
        && (m_rest == Rest::GoesOn || m_rest == Rest::Queue))
        record.became = State::Backoff;
    actions.ends.push_back({.row = row,
                            .attempt = {0, record.serial},
                            .number = record.attempts,
                            .became = record.became,
                            .report = finished.report,
                            .reason = record.reason,
                            .late = found.late,
                            .awaited = operation.durable && !m_journalLost});
    if (const quint32 target = groupOf(row).target; finished.retryAfter && target != nothing)
        m_opens[target] = std::max(m_opens[target], m_now + *finished.retryAfter);
    if (!operation.durable || m_journalLost)
        publish(row);
}

void ReferenceRun::on(const event::Durable &durable)
{
    const quint32 row = rowOf(durable.attempt);
    if (row != nothing && records[row].work == Work::Settled)
        publish(row);
}

void ReferenceRun::on(const event::JournalLost &lost)
{
    m_journalLoss = std::max(m_journalLoss, lost.loss);
    if (m_journalLoss <= m_journalMended)
        return;
    m_journalLost = true;
    if (phase == RunPhase::Running || phase == RunPhase::Paused) {
        phase = RunPhase::Paused;
        halt = Halt::Journal; // no resume helps before there is one again
    }
    std::map<quint32, quint32> settled; // in the order in which they ended
    for (quint32 row = 0; row < records.size(); ++row) {
        if (records[row].work == Work::Settled)
            settled[records[row].settledAs] = row;
    }
    for (const auto &[settledAs, row] : settled)
        publish(row);
}

void ReferenceRun::on(const event::JournalFound &found)
{
    m_journalMended = std::max(m_journalMended, found.loss);
    if (m_journalLoss <= m_journalMended)
        m_journalLost = false;
}

// ---- Time goes on

void ReferenceRun::on(const event::Tick &)
{
    if (m_deadline <= m_now)
        stopRound(RunPhase::Draining, Rest::Skip, Halt::Deadline);
    for (quint32 row = 0; row < records.size(); ++row) {
        Record &record = records[row];
        if (record.deadline > m_now)
            continue;
        record.deadline = never;
        if (record.budgeted)
            record.state = State::Unresponsive;
        else
            stop(row, StopReason::Timeout);
    }
    for (Record &record : records) {
        if (record.state == State::Backoff && record.due <= m_now)
            record.state = State::Queued;
    }
}

Instant ReferenceRun::nextDue() const
{
    if (m_hasNext && !m_inRound)
        return m_now;
    Instant due = m_deadline;
    for (const Record &record : records) {
        due = std::min(due, record.deadline);
        if (record.state == State::Backoff)
            due = std::min(due, record.due);
    }
    if (phase != RunPhase::Running || !hasFreeSlot())
        return due;
    const quint32 next = nextRow();
    if (next != nothing)
        due = std::min(due, m_nextStart); // only the rate holds it
    for (const auto &[gate, opens] : m_opens) {
        if (opens > m_now)
            due = std::min(due, opens);
    }
    return due;
}

} // namespace batchdeck
