#include "core/runmachine.h"

#include <algorithm>

namespace batchdeck {

RunMachine::RunMachine(const Workload &workload, const RunSettings &settings, std::uint64_t seed, const RunPast &past,
                       int slice)
    : m_records(workload.records)
    , m_operations(workload.operations)
    , m_queue(workload, m_records)
    , m_coalescer(workload.sameAs, m_records)
    , m_claims(m_records)
    , m_changes(workload.records)
    , m_failures(settings.failures)
    , m_settings(settings)
    , m_slice(slice)
    , m_dice(seed)
{
    m_rate.set(settings.rate);
    m_groupOperation.reserve(workload.groups.size());
    for (const Workload::Group &group : workload.groups)
        m_groupOperation.push_back(static_cast<quint16>(group.operation));
    m_claiming =
        std::any_of(m_operations.begin(), m_operations.end(), [](const auto &traits) { return traits.claimed; });
    for (const PastRecord &was : past.records)
        restore(was, past.epoch);
    for (const quint32 row : workload.invalid)
        m_records[row].state = State::Invalid;
    restoreLeaders(past);
    for (quint32 row = 0; row < workload.records; ++row) {
        if (!workload.groupOf.empty())
            m_records[row].group = workload.groupOf[row];
        ++m_counts[index(m_records[row].state)];
        if (m_records[row].state == State::Queued && m_coalescer.join(row))
            m_queue.add(row);
    }
    m_scope = everybody();
}

void RunMachine::restore(const PastRecord &was, Instant epoch)
{
    if (was.row >= size())
        return;
    RecordRow &record = m_records[was.row];
    record.state = isEnded(was.state) ? was.state : State::Queued;
    record.attempts = std::min(was.attempts, (1U << 20) - 1);
    record.reason = was.reason;
    record.late = was.late;
    record.errorKind = was.errorKind;
    record.elapsed = was.elapsed;
    record.past = was.attempts > 0;
    if (was.ended != 0)
        record.started = epoch + std::chrono::milliseconds(was.ended - qint64(double(was.elapsed) * 1000));
    if (was.carried && was.state == State::InDoubt)
        m_carried.emplace(was.row, was.attempts);
}

// What one of a key came to is for those that wait still, unless a person has asked for any of them since.
void RunMachine::restoreLeaders(const RunPast &past)
{
    std::vector<const PastRecord *> ended(m_coalescer.keys());
    const auto keyOf = [&](const PastRecord &was) {
        return ended.empty() || was.row >= size() ? nothing : m_coalescer.key(was.row);
    };
    // Of a doubt that came from another journal the place there is not known: it is the last there is.
    const auto placeOf = [](const PastRecord &was) {
        return was.state == State::InDoubt && was.carried ? nothing : was.last;
    };
    const auto standing = [&](const PastRecord &was) {
        return std::pair(was.state == State::InDoubt || was.attempts > 0, placeOf(was)); // first who did it itself
    };
    for (const PastRecord &was : past.records) {
        const quint32 key = keyOf(was);
        const bool counts = key != nothing && was.state == m_records[was.row].state
            && (was.state == State::Succeeded || was.state == State::InDoubt);
        if (counts && (!ended[key] || standing(*ended[key]) < standing(was)))
            ended[key] = &was;
    }
    for (const PastRecord &was : past.records) {
        const quint32 key = keyOf(was);
        if (key != nothing && ended[key] && m_records[was.row].state == State::Queued
            && was.asked > placeOf(*ended[key]))
            ended[key] = nullptr;
    }
    for (quint32 row = 0; row < size() && !ended.empty(); ++row) {
        const quint32 key = m_coalescer.key(row);
        if (key == nothing || !ended[key] || m_records[row].state != State::Queued)
            continue;
        m_coalescer.lead(ended[key]->row);
        m_pastLeaders.insert(ended[key]->row);
    }
}

void RunMachine::apply(Event event, Instant now, Actions &actions)
{
    m_now = now;
    m_out = &actions;
    m_movesBefore = m_queue.moves();
    m_claimsLeft = m_slice;
    if (hasNextRound() && !std::holds_alternative<event::Start>(event)) // which may be for more than that round
        beginRound(m_next);
    std::visit([this](auto &happened) { on(happened); }, event);
    startMore();
    endRound();
}

Instant RunMachine::nextDue() const
{
    if (!m_chores.empty() || !m_sweeps.empty() || hasNextRound())
        return Instant::min();
    Instant due = std::min({m_slots.nextDeadline(), m_roundDeadline, m_rateDue, m_queue.nextOpening()});
    if (!m_backoff.isEmpty())
        due = std::min(due, m_backoff.top().key);
    return due;
}

// ---- Verbs

void RunMachine::on(event::Start &start)
{
    if (m_phase != RunPhase::Idle && !isEnding())
        return;
    const bool paused = m_next.paused;
    if (!start.only)
        m_next = everybody();
    else if (m_next.end == nobody)
        m_next = {m_front};
    m_next.first = start.first;
    m_next.paused = paused;
    if (m_phase == RunPhase::Idle)
        beginRound(m_next);
    followPast();
    if (!start.only)
        return;
    Chore chore{.kind = Chore::Kind::Front, .rows = std::move(*start.only)};
    takeFront(chore);
    add(std::move(chore));
}

void RunMachine::on(const event::Pause &)
{
    if (m_phase == RunPhase::Running) {
        m_phase = RunPhase::Paused;
        m_halt = Halt::User;
    } else {
        m_next.paused = m_next.end != nobody; // else nothing is to start
    }
}

void RunMachine::on(const event::Resume &)
{
    m_next.paused = false;
    const bool wasDraining = m_phase == RunPhase::Draining && m_rest == Rest::StaysQueued;
    if (m_journal.isLost() || (m_phase != RunPhase::Paused && !wasDraining))
        return;
    std::erase_if(m_chores, [](const Chore &chore) { return chore.kind == Chore::Kind::QueueBackoffs; });
    if (m_phase == RunPhase::Paused)
        m_throughput.start(m_now); // it stood still meanwhile, which says nothing about how fast it is
    m_phase = RunPhase::Running;
    m_rest = Rest::GoesOn;
    if (m_next.end <= m_scope.end)
        m_next = {}; // this round is for all of them
    if (m_halt == Halt::FirstRecords)
        m_firstLeft = size(); // all of them; what tries again goes first still
    m_halt = Halt::None;
    m_roundDeadline = roundDeadline();
    m_failures.forgive();
}

void RunMachine::on(const event::Drain &)
{
    m_next = {};
    if (m_phase != RunPhase::Running && m_phase != RunPhase::Paused)
        return;
    if (m_phase == RunPhase::Paused)
        m_throughput.start(m_now); // likewise
    haltRound(RunPhase::Draining, Rest::StaysQueued, Halt::User);
}

void RunMachine::on(const event::CancelRun &)
{
    if (m_phase == RunPhase::Closed)
        return;
    m_next = {};
    const bool cancels = !m_inRound || (m_phase == RunPhase::Cancelling && m_rest == Rest::IsCancelled);
    if (cancels && !m_chores.empty() && m_chores.back().kind == Chore::Kind::CancelRest) {
        m_chores.back().at = 0; // once more: others may wait by now
    } else if (m_inRound) {
        haltRound(RunPhase::Cancelling, Rest::IsCancelled, Halt::User);
        add({.kind = Sweep::Kind::Stop, .reason = StopReason::RunCancelled});
    } else {
        add({.kind = Chore::Kind::CancelRest, .scopeEnd = m_scope.end});
    }
}

void RunMachine::on(const event::Quit &)
{
    if (m_phase == RunPhase::Closed)
        return;
    m_settling = 0;
    m_next = {};
    haltRound(RunPhase::Closed, Rest::StaysQueued, Halt::Quit);
    add({.kind = Sweep::Kind::Stop, .reason = StopReason::Quit});
}

void RunMachine::on(event::Cancel &cancel)
{
    Chore chore{.kind = Chore::Kind::Cancel, .rows = std::move(cancel.rows)};
    const bool isSmall = !chore.rows.every && chore.rows.rows.size() <= std::size_t(m_slice);
    const bool stopsAll = m_phase == RunPhase::Cancelling || m_phase == RunPhase::Closed; // and starts nothing
    if (isSmall && !stopsAll && (!m_chores.empty() || comesBeforeChores()))
        cancelAhead(chore);
    add(std::move(chore));
}

void RunMachine::on(event::Retry &retry)
{
    if (m_phase == RunPhase::Closed)
        return;
    if (!m_inRound)
        beginRound({m_front});
    if (isEnding() && m_next.end == nobody)
        m_next = {m_front}; // this round takes nobody on
    Chore chore{.kind = Chore::Kind::Retry, .rows = std::move(retry.rows)};
    if (m_scope.end != everyone || isEnding())
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

void RunMachine::on(event::Settle &settle)
{
    if (m_phase != RunPhase::Closed)
        add({.kind = Chore::Kind::Settle, .rows = std::move(settle.rows), .queues = settle.queues});
}

void RunMachine::on(const event::Repair &repair)
{
    if (repair.row >= size() || m_records[repair.row].state != State::Invalid)
        return;
    move(repair.row, State::Queued);
    tellQueued(repair.row);
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
    if (timeoutChanged)
        add({.kind = Sweep::Kind::Arm});
}

// ---- Time

void RunMachine::on(const event::Tick &tick)
{
    if (m_roundDeadline <= m_now)
        haltRound(RunPhase::Draining, Rest::IsSkipped, Halt::Deadline);
    for (int budget = m_slice; budget > 0 && m_slots.nextDeadline() <= m_now; --budget)
        deadlinePassed(m_slots[m_slots.dueSlot()], tick);
    for (int budget = m_slice; mayGoOn(budget) && !m_backoff.isEmpty() && m_backoff.top().key <= m_now; --budget)
        queueAgain(m_backoff.top().id);
    m_queue.open(m_now);
    doSweeps();
    doChores();
}

// ---- What is asked of the machine

RunSummary RunMachine::summary(Instant now) const
{
    RunSummary summary;
    summary.counts = m_counts;
    summary.phase = m_phase;
    summary.halt = m_halt;
    summary.round = m_round;
    summary.inFlight = m_slots.taken();
    summary.writing = m_slots.inFlight() - m_slots.taken();
    summary.verbsUnderWay = !m_chores.empty() || !m_sweeps.empty() || hasNextRound();
    summary.writtenOff = static_cast<quint32>(m_writtenOff.size());
    summary.settling = m_settling;
    summary.inRound = m_roundRecords;
    if (m_inRound)
        summary.left = m_scope.waiting + m_counts[index(State::Backoff)] + m_slots.inFlight();
    if (m_round > 0)
        summary.elapsed = (m_inRound ? now : m_roundEnded) - m_roundBegan;
    if (m_inRound) {
        summary.perSecond = m_throughput.perSecond(now);
        if (summary.perSecond > 0 && m_phase == RunPhase::Running && m_throughput.tells(now))
            summary.eta =
                std::chrono::duration_cast<Duration>(std::chrono::duration<double>(summary.left / summary.perSecond));
    }
    return summary;
}

bool RunMachine::maySettle(quint32 row) const
{
    const auto carried = m_carried.find(row);
    return m_operations[operationOf(row)].settles
        && (carried == m_carried.end() || carried->second < m_records[row].attempts);
}

Waiting RunMachine::waiting(quint32 row, Instant now) const
{
    using For = Waiting::For;
    const RecordRow &record = m_records[row];
    if (record.state == State::Backoff)
        return {For::Delay, nothing, m_backoff.at(record.next).key};
    if (record.settling && record.state == State::InDoubt && m_phase != RunPhase::Closed)
        return {For::Check, nothing, never};
    if (record.slot() != nothing && m_slots[record.slot()].phase == Slot::Phase::Settled)
        return {For::Journal, nothing, never};
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
    if (m_firstLeft == 0 && isNew(row))
        return {For::Resume, nothing, never};
    const bool isClaimed = record.place == Place::Claimed; // it has passed its gates
    if (isClaimed && !m_claims.isDurable(row))
        return {For::Journal, nothing, never};
    if (const auto obstacle = m_queue.obstacle(row); !isClaimed && obstacle.gate != nothing)
        return {obstacle.until == never ? For::Limit : For::Target, obstacle.gate, obstacle.until};
    if (m_settings.rate && m_rateDue != never && m_rateDue > now)
        return {For::Rate, nothing, m_rateDue};
    if (m_slots.taken() < static_cast<quint32>(m_settings.concurrency) && !hasFreeSlot())
        return {For::Journal, nothing, never};
    return {For::Slot, nothing, never};
}

} // namespace batchdeck
