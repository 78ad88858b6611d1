#include "core/runmachine.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t mostStarts = 200; // at once, while somebody holds a lock

} // namespace

RunMachine::RunMachine(const Workload &workload, const RunSettings &settings, std::uint64_t seed)
    : m_records(workload.records)
    , m_operations(workload.operations)
    , m_queue(workload, m_records)
    , m_coalescer(workload.sameAs, m_records)
    , m_changes(workload.records)
    , m_failures(settings.failures)
    , m_settings(settings)
    , m_dice(seed)
{
    m_rate.set(settings.rate);
    m_groupOperation.reserve(workload.groups.size());
    for (const Workload::Group &group : workload.groups)
        m_groupOperation.push_back(group.operation);
    for (const quint32 row : workload.invalid)
        m_records[row].state = State::Invalid;
    for (quint32 row = 0; row < workload.records; ++row) {
        if (!workload.groupOf.empty())
            m_records[row].group = workload.groupOf[row];
        ++m_counts[index(m_records[row].state)];
        if (m_records[row].state == State::Queued && m_coalescer.join(row))
            m_queue.add(row);
    }
    m_startable = m_queue.size();
    m_waiting = m_counts[index(State::Queued)];
}

void RunMachine::apply(Event event, Instant now, Actions &actions)
{
    m_now = now;
    m_out = &actions;
    std::visit([this](auto &happened) { on(happened); }, event);
    startMore();
    endRound();
}

Instant RunMachine::nextDue() const
{
    if (!m_chores.empty())
        return Instant::min();
    Instant due = std::min({m_slots.nextDeadline(), m_roundDeadline, m_rateDue, m_queue.nextOpening()});
    if (!m_backoff.isEmpty())
        due = std::min(due, m_backoff.top().key);
    return due;
}

// ---- Verbs

void RunMachine::on(event::Start &start)
{
    if (m_phase != RunPhase::Idle)
        return;
    beginRound(start.only.has_value());
    m_firstLeft = start.first;
    if (!start.only)
        return;
    Chore chore{.kind = Chore::Kind::Front, .rows = std::move(*start.only)};
    takeFront(chore);
    add(std::move(chore));
}

void RunMachine::on(const event::Pause &)
{
    if (m_phase != RunPhase::Running)
        return;
    m_phase = RunPhase::Paused;
    m_halt = Halt::User;
}

void RunMachine::on(const event::Resume &)
{
    const bool wasDraining = m_phase == RunPhase::Draining && m_rest == Rest::StaysQueued;
    if (m_phase != RunPhase::Paused && !wasDraining)
        return;
    std::erase_if(m_chores, [](const Chore &chore) { return chore.kind == Chore::Kind::QueueBackoffs; });
    m_phase = RunPhase::Running;
    m_rest = Rest::GoesOn;
    if (m_halt == Halt::FirstRecords)
        m_firstLeft.reset();
    m_halt = Halt::None;
    m_roundDeadline = roundDeadline();
    m_failures.forgive();
}

void RunMachine::on(const event::Drain &)
{
    if (m_phase != RunPhase::Running && m_phase != RunPhase::Paused)
        return;
    haltRound(RunPhase::Draining, Rest::StaysQueued, Halt::User);
}

void RunMachine::on(const event::CancelRun &)
{
    if (m_phase == RunPhase::Closed || (!m_chores.empty() && m_chores.back().kind == Chore::Kind::CancelRest))
        return;
    if (m_inRound) {
        haltRound(RunPhase::Cancelling, Rest::IsCancelled, Halt::User);
        stopAll(StopReason::RunCancelled);
    } else {
        add({.kind = Chore::Kind::CancelRest});
    }
}

void RunMachine::on(const event::Quit &)
{
    if (m_phase == RunPhase::Closed)
        return;
    haltRound(RunPhase::Closed, Rest::StaysQueued, Halt::Quit);
    stopAll(StopReason::Quit);
}

void RunMachine::on(event::Cancel &cancel)
{
    add({.kind = Chore::Kind::Cancel, .rows = std::move(cancel.rows)});
}

void RunMachine::on(event::Retry &retry)
{
    if (m_phase == RunPhase::Closed)
        return;
    if (!m_inRound)
        beginRound(true);
    Chore chore{.kind = Chore::Kind::Retry, .rows = std::move(retry.rows)};
    if (m_scopeEnd != everyone)
        takeFront(chore);
    add(std::move(chore));
}

void RunMachine::on(event::Front &front)
{
    Chore chore{.kind = Chore::Kind::Front, .rows = std::move(front.rows)};
    takeFront(chore);
    add(std::move(chore));
}

void RunMachine::on(event::Mark &mark)
{
    if (mark.state == State::Succeeded || mark.state == State::Failed)
        add({.kind = Chore::Kind::Mark, .rows = std::move(mark.rows), .state = mark.state});
}

void RunMachine::on(const event::Repair &repair)
{
    if (repair.row >= size() || m_records[repair.row].state != State::Invalid)
        return;
    move(repair.row, State::Queued);
    enqueue(repair.row);
    addToRound(repair.row);
}

void RunMachine::on(const event::Change &change)
{
    const bool timeoutChanged = m_settings.timeout != change.settings.timeout;
    if (m_settings.rate != change.settings.rate)
        m_rate.set(change.settings.rate);
    m_settings = change.settings;
    m_failures.set(m_settings.failures);
    if (m_inRound && m_rest == Rest::GoesOn)
        m_roundDeadline = roundDeadline();
    if (!timeoutChanged)
        return;
    for (quint32 at = 0; at < m_slots.size(); ++at) {
        Slot &slot = m_slots[at];
        if (slot.phase != Slot::Phase::Working || slot.budgeted || slot.waits
            || m_records[slot.row].reason != StopReason::None)
            continue;
        if (m_settings.timeout)
            m_slots.arm(slot, slot.began + *m_settings.timeout);
        else
            m_slots.disarm(slot);
    }
}

// ---- Time

void RunMachine::on(const event::Tick &)
{
    if (m_roundDeadline <= m_now)
        haltRound(RunPhase::Draining, Rest::IsSkipped, Halt::Deadline);
    while (m_slots.nextDeadline() <= m_now)
        deadlinePassed(m_slots[m_slots.dueSlot()]);
    for (int budget = 200; budget > 0 && !m_backoff.isEmpty() && m_backoff.top().key <= m_now; --budget)
        queueAgain(m_backoff.top().id);
    m_queue.open(m_now);
    doChores();
}

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
    m_queue.add(row); // it leads those that do the same, still
    m_startable += inScope(row);
}

// ---- Rounds

void RunMachine::beginRound(bool chosenOnly)
{
    m_inRound = true;
    m_phase = RunPhase::Running;
    m_rest = Rest::GoesOn;
    m_halt = Halt::None;
    ++m_round;
    m_scopeEnd = chosenOnly ? m_front : everyone;
    m_startable = chosenOnly ? 0 : m_queue.size();
    m_waiting = chosenOnly ? 0 : m_counts[index(State::Queued)];
    m_roundRecords = m_waiting;
    m_firstLeft.reset();
    m_roundBegan = m_now;
    m_roundDeadline = roundDeadline();
    m_failures.beginRound(m_roundRecords);
    m_throughput.start(m_now);
}

void RunMachine::endRound()
{
    if (!m_inRound || m_slots.inFlight() > 0 || !m_backoff.isEmpty() || !m_chores.empty())
        return;
    const bool goesOn = m_phase == RunPhase::Running || m_phase == RunPhase::Paused;
    if (goesOn && m_startable > 0) {
        if (m_phase == RunPhase::Running && m_firstLeft == 0) {
            m_phase = RunPhase::Paused;
            m_halt = Halt::FirstRecords;
        }
        return;
    }
    m_inRound = false;
    if (m_phase != RunPhase::Closed)
        m_phase = RunPhase::Idle;
    m_rest = Rest::GoesOn;
    m_scopeEnd = everyone;
    m_startable = m_queue.size();
    m_waiting = m_counts[index(State::Queued)];
    m_roundDeadline = never;
    m_rateDue = never;
    m_roundEnded = m_now;
    m_out->roundEnded = true;
}

Instant RunMachine::roundDeadline() const
{
    return m_settings.deadline ? m_roundBegan + *m_settings.deadline : never;
}

void RunMachine::haltRound(RunPhase phase, Rest rest, Halt halt)
{
    m_phase = phase;
    m_rest = rest;
    m_halt = halt;
    m_roundDeadline = never;
    m_rateDue = never;
    if (rest == Rest::StaysQueued)
        add({.kind = Chore::Kind::QueueBackoffs});
    else
        add({.kind = rest == Rest::IsSkipped ? Chore::Kind::SkipRest : Chore::Kind::CancelRest});
}

void RunMachine::stopAll(StopReason reason)
{
    for (quint32 at = 0; at < m_slots.size(); ++at) {
        if (m_slots[at].phase != Slot::Phase::Free)
            requestStop(m_slots[at], reason);
    }
}

// The failure policy has seen enough.
void RunMachine::enough(Halt halt)
{
    if (m_phase != RunPhase::Running && m_phase != RunPhase::Paused)
        return;
    switch (m_failures.then()) {
    case FailureSettings::Then::Continue:
        break;
    case FailureSettings::Then::Pause:
        m_phase = RunPhase::Paused;
        m_halt = halt;
        break;
    case FailureSettings::Then::Drain:
        haltRound(RunPhase::Draining, Rest::IsSkipped, halt);
        break;
    case FailureSettings::Then::Cancel:
    case FailureSettings::Then::FirstSuccess:
        haltRound(RunPhase::Cancelling, Rest::IsSkipped, halt);
        stopAll(StopReason::Policy);
        break;
    }
}

// ---- Records

void RunMachine::move(quint32 row, State to)
{
    RecordRow &record = m_records[row];
    if (!mayBecome(record.state, to))
        qFatal("record %u must not go from %s to %s", row, name(record.state).data(), name(to).data());
    if (record.state == State::Queued && inScope(row)) {
        --m_waiting;
        count(row); // the round had counted it where it stood
    } else if (to == State::Queued && inScope(row)) {
        ++m_waiting;
    }
    --m_counts[index(record.state)];
    ++m_counts[index(to)];
    record.state = to;
    m_changes.mark(row);
}

void RunMachine::enqueue(quint32 row)
{
    if (!m_coalescer.join(row))
        return;
    m_queue.add(row);
    m_startable += inScope(row);
}

// Takes a queued record out of wherever it waits.
void RunMachine::dequeue(quint32 row)
{
    if (isFollower(m_records[row].place)) {
        m_coalescer.leave(row);
    } else {
        m_startable -= inScope(row);
        m_queue.remove(row);
    }
}

// A record that came after the round had begun; one that comes again is counted already.
void RunMachine::addToRound(quint32 row)
{
    if (!m_inRound || !inScope(row) || !count(row))
        return;
    ++m_roundRecords;
    m_failures.addRecords(1);
}

// False where the round had counted it: a mark in every record would take as long as there are records to
// wipe off, so it is the round's own number, of which 65,535 are in use.
bool RunMachine::count(quint32 row)
{
    const auto mark = static_cast<quint16>(m_round % 0xffff + 1);
    return m_inRound && std::exchange(m_records[row].round, mark) != mark;
}

// Asked for before the round began, and not through yet.
bool RunMachine::isCancellingRest() const
{
    return std::any_of(m_chores.begin(), m_chores.end(),
                       [](const Chore &chore) { return chore.kind == Chore::Kind::CancelRest; });
}

void RunMachine::startMore()
{
    m_rateDue = never;
    if (m_phase != RunPhase::Running || isCancellingRest())
        return;
    while (m_slots.inFlight() < static_cast<quint32>(m_settings.concurrency)) {
        if (m_out->starts.size() >= mostStarts) {
            m_rateDue = m_now; // the rest at the next Tick
            return;
        }
        const quint32 row = m_queue.next(m_now);
        if (row == nothing || !inScope(row))
            return;
        const bool isNew = m_records[row].tries == 0;
        if (isNew && m_firstLeft == 0)
            return;
        if (m_settings.rate && m_rate.next() > m_now) {
            m_rateDue = m_rate.next();
            return;
        }
        if (isNew && m_firstLeft)
            --*m_firstLeft;
        start(row);
    }
}

void RunMachine::start(quint32 row)
{
    RecordRow &record = m_records[row];
    --m_startable;
    m_queue.enter(row);
    m_rate.started(m_now);
    move(row, State::Running);
    record.attempts = std::min(record.attempts + 1U, (1U << 20) - 1);
    record.tries = record.tries + 1;
    record.started = m_now;
    record.elapsed = 0;
    record.reason = StopReason::None;
    record.late = false;
    record.errorKind = 0;
    Slot &slot = m_slots.take(row, m_now);
    record.slot = slot.id.slot;
    if (m_settings.timeout)
        m_slots.arm(slot, m_now + *m_settings.timeout);
    m_out->starts.push_back({slot.id, row, record.attempts});
}

void RunMachine::endWithoutAttempt(quint32 row, State state, StopReason reason, quint32 leader)
{
    m_records[row].reason = reason;
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
    if (next == nothing)
        return;
    m_queue.add(next);
    m_startable += inScope(next);
}

// ---- What is asked of the machine

RunSummary RunMachine::summary(Instant now) const
{
    RunSummary summary;
    summary.counts = m_counts;
    summary.phase = m_phase;
    summary.halt = m_halt;
    summary.round = m_round;
    summary.inFlight = m_slots.inFlight();
    summary.writtenOff = static_cast<quint32>(m_writtenOff.size());
    summary.inRound = m_roundRecords;
    if (m_inRound)
        summary.left = m_waiting + m_counts[index(State::Backoff)] + m_slots.inFlight();
    if (m_round > 0)
        summary.elapsed = (m_inRound ? now : m_roundEnded) - m_roundBegan;
    if (m_inRound) {
        summary.perSecond = m_throughput.perSecond(now);
        if (summary.perSecond > 0 && m_phase == RunPhase::Running)
            summary.eta =
                std::chrono::duration_cast<Duration>(std::chrono::duration<double>(summary.left / summary.perSecond));
    }
    return summary;
}

Waiting RunMachine::waiting(quint32 row, Instant now) const
{
    using For = Waiting::For;
    const RecordRow &record = m_records[row];
    if (record.state == State::Backoff)
        return {For::Delay, nothing, m_backoff.at(record.next).key};
    if (record.state != State::Queued)
        return {};
    if (isFollower(record.place))
        return {For::Leader, m_coalescer.leaderOf(row), never};
    if (!m_inRound)
        return {m_phase == RunPhase::Closed ? For::End : For::Start, nothing, never};
    if (m_phase == RunPhase::Paused)
        return {For::Resume, nothing, never};
    if (m_phase != RunPhase::Running)
        return {For::End, nothing, never};
    if (!inScope(row))
        return {For::Choice, nothing, never};
    if (m_firstLeft == 0 && record.tries == 0)
        return {For::Resume, nothing, never};
    if (const auto obstacle = m_queue.obstacle(row); obstacle.gate != nothing)
        return {obstacle.until == never ? For::Limit : For::Target, obstacle.gate, obstacle.until};
    if (m_settings.rate && m_rateDue != never && m_rateDue > now)
        return {For::Rate, nothing, m_rateDue};
    return {For::Slot, nothing, never};
}

} // namespace batchdeck
