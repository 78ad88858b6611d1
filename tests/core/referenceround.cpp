#include "core/referencerun.h"

#include "core/errorkinds.h"
#include "core/startrate.h"

#include <algorithm>

// The reference's rounds: who goes next, and what follows from an end.

namespace batchdeck {

using Work = ReferenceRun::Record::Work;
using Then = FailureSettings::Then;

quint32 ReferenceRun::rowOf(AttemptId attempt) const
{
    for (quint32 row = 0; row < records.size(); ++row) {
        if (records[row].work != Work::None && records[row].serial == attempt.serial)
            return row;
    }
    return nothing;
}

quint32 ReferenceRun::keyOf(quint32 row) const
{
    return m_workload.sameAs.empty() ? nothing : m_workload.sameAs[row];
}

const Workload::Group &ReferenceRun::groupOf(quint32 row) const
{
    return m_workload.groups[m_workload.groupOf.empty() ? 0 : m_workload.groupOf[row]];
}

quint32 ReferenceRun::inFlight() const
{
    return static_cast<quint32>(
        std::count_if(records.begin(), records.end(), [](const Record &record) { return record.work != Work::None; }));
}

quint32 ReferenceRun::taken() const
{
    return static_cast<quint32>(std::count_if(records.begin(), records.end(), [](const Record &record) {
        return record.work != Work::None && !(record.work == Work::Settled && record.isFree);
    }));
}

bool ReferenceRun::hasFreeSlot() const
{
    return int(taken()) < m_settings.concurrency && int(inFlight()) < 2 * m_settings.concurrency;
}

bool ReferenceRun::startable(quint32 row) const
{
    return records[row].state == State::Queued && !records[row].follows && inScope(row);
}

// Its target is open, and none of its limits is reached; a backoff keeps its place in a limit of 1.
bool ReferenceRun::mayPass(quint32 row) const
{
    const Workload::Group &group = groupOf(row);
    std::vector<quint32> gates = group.limits;
    if (group.target != nothing) {
        gates.push_back(group.target);
        if (const auto opens = m_opens.find(group.target); opens != m_opens.end() && opens->second > m_now)
            return false;
    }
    for (const quint32 gate : gates) {
        const quint32 max = m_workload.gates[gate].max;
        quint32 inside = 0;
        for (quint32 other = 0; other < records.size(); ++other) {
            const Workload::Group &its = groupOf(other);
            const bool passes = its.target == gate || std::count(its.limits.begin(), its.limits.end(), gate) > 0;
            const bool takesPart =
                records[other].work != Work::None || (records[other].state == State::Backoff && max == 1);
            inside += passes && takesPart;
        }
        if (inside >= max)
            return false;
    }
    return true;
}

int ReferenceRun::placeOf(quint32 row) const
{
    const auto found = std::find(m_fronted.begin(), m_fronted.end(), row);
    return found != m_fronted.end() ? int(found - m_fronted.begin()) : 1000 + int(row);
}

quint32 ReferenceRun::nextRow() const
{
    quint32 next = nothing;
    for (quint32 row = 0; row < records.size(); ++row) {
        if (startable(row) && mayBegin(row) && mayPass(row) && (next == nothing || turnOf(row) < turnOf(next)))
            next = row;
    }
    return next;
}

// ---- Rounds

Instant ReferenceRun::roundDeadline() const
{
    return m_settings.deadline ? m_roundBegan + *m_settings.deadline : never;
}

// A round that is ending starts nothing any more: what is asked for now has one of its own after it.
void ReferenceRun::askForNext()
{
    if (std::exchange(m_hasNext, true))
        return;
    m_nextAll = false;
    m_nextPaused = false;
    m_nextFirst.reset();
    for (Record &record : records)
        record.next = false;
}

void ReferenceRun::beginRound()
{
    m_hasNext = false;
    m_inRound = true;
    m_chosenOnly = !m_nextAll;
    phase = m_journalLost || m_nextPaused ? RunPhase::Paused : RunPhase::Running;
    halt = m_journalLost ? Halt::Journal : m_nextPaused ? Halt::User : Halt::None;
    m_rest = Rest::GoesOn;
    m_firstLeft = m_nextFirst;
    m_counting = m_nextFirst.has_value();
    m_roundBegan = m_now;
    m_deadline = roundDeadline();
    m_failures = 0;
    m_alike = 0;
    roundRecords = 0;
    for (Record &record : records) {
        record.begun = false;
        record.chosen = m_chosenOnly && record.next && record.state == State::Queued;
        record.counted = (!m_chosenOnly || record.chosen) && record.state == State::Queued;
        roundRecords += record.counted;
    }
}

void ReferenceRun::joinRound(quint32 row)
{
    if (!m_inRound)
        return;
    records[row].chosen |= m_chosenOnly;
    roundRecords += !std::exchange(records[row].counted, true);
}

quint32 ReferenceRun::left() const
{
    if (!m_inRound)
        return 0;
    quint32 left = 0;
    for (quint32 row = 0; row < records.size(); ++row) {
        const Record &record = records[row];
        left += record.work != Work::None || record.state == State::Backoff
            || (record.state == State::Queued && inScope(row));
    }
    return left;
}

void ReferenceRun::endRound()
{
    const bool isBusy = std::any_of(records.begin(), records.end(), [](const Record &record) {
        return record.work != Work::None || record.state == State::Backoff;
    });
    if (!m_inRound || isBusy)
        return;
    bool hasMore = false;
    bool triesAgain = false;
    for (quint32 row = 0; row < records.size(); ++row) {
        hasMore |= startable(row);
        triesAgain |= startable(row) && records[row].begun;
    }
    if ((phase == RunPhase::Running || phase == RunPhase::Paused) && hasMore) {
        if (phase == RunPhase::Running && m_firstLeft == 0 && !triesAgain) {
            phase = RunPhase::Paused;
            halt = Halt::FirstRecords;
        }
        return;
    }
    if (phase == RunPhase::Paused && halt == Halt::Failures)
        halt = Halt::None; // somebody cancelled the rest
    m_inRound = false;
    m_chosenOnly = false;
    m_hasNext &= std::any_of(records.begin(), records.end(), [this](const Record &record) {
        return record.state == State::Queued && !record.follows && (m_nextAll || record.next);
    });
    m_rest = Rest::GoesOn;
    m_deadline = never;
    if (phase != RunPhase::Closed)
        phase = RunPhase::Idle;
    actions.roundEnded = true;
}

void ReferenceRun::startMore()
{
    while (phase == RunPhase::Running && hasFreeSlot()) {
        const quint32 row = nextRow();
        if (row == nothing)
            return;
        Record &record = records[row];
        if (m_settings.rate) {
            if (m_nextStart > m_now)
                return;
            m_lastStart = std::max(m_nextStart, m_now - StartRate::slack);
            m_nextStart =
                m_lastStart + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / *m_settings.rate));
        } else {
            m_lastStart = m_now;
        }
        if (!record.begun) { // the round gives it all its attempts
            record.tries = 0;
            if (m_firstLeft)
                --*m_firstLeft;
        }
        record.begun = true;
        record.state = State::Running;
        ++record.attempts;
        ++record.tries;
        record.reason = StopReason::None;
        record.late = false;
        record.errorKind = 0;
        record.serial = ++m_serial;
        record.work = Work::Working;
        record.shielded = record.budgeted = record.cancelled = false;
        record.began = m_now;
        record.waits = false;
        record.deadline = m_settings.timeout ? m_now + *m_settings.timeout : never;
        record.retryAfter.reset();
        actions.starts.push_back({{0, record.serial}, row, record.attempts});
    }
}

void ReferenceRun::stopRound(RunPhase to, Rest rest, Halt why)
{
    phase = to;
    m_rest = rest;
    halt = why;
    m_deadline = never;
    for (quint32 row = 0; row < records.size(); ++row) {
        Record &record = records[row];
        const bool backsOff = record.state == State::Backoff;
        if (!backsOff && !(record.state == State::Queued && inScope(row)))
            continue;
        if (rest == Rest::Queue)
            record.state = State::Queued;
        else if (rest == Rest::Skip)
            skip(row);
        else
            endWaiting(row, State::Cancelled, StopReason::RunCancelled);
    }
}

void ReferenceRun::stopAll(StopReason reason)
{
    for (quint32 row = 0; row < records.size(); ++row) {
        if (records[row].work != Work::None)
            stop(row, reason);
    }
}

void ReferenceRun::stop(quint32 row, StopReason reason)
{
    Record &record = records[row];
    record.cancelled |= reason == StopReason::User;
    if (record.work == Work::Settled || record.reason != StopReason::None)
        return; // the first wins
    record.reason = reason;
    const bool responds = record.state != State::Unresponsive;
    if (responds && !record.budgeted) {
        record.budgeted = true;
        record.deadline = m_now + m_settings.cleanup;
    }
    if (record.shielded)
        return;
    if (responds)
        record.state = State::Stopping;
    if (record.work == Work::Working)
        actions.stops.push_back({{0, record.serial}, reason});
}

// ---- Ends

void ReferenceRun::publish(quint32 row)
{
    Record &record = records[row];
    record.work = Work::None;
    record.deadline = never;
    record.state = record.became;
    if (record.became == State::Backoff) {
        const int tries = int(record.tries);
        using enum RetrySettings::Growth;
        const RetrySettings &retry = m_settings.retry;
        const int factor = retry.growth == Fixed ? 1 : retry.growth == Linear ? tries : 1 << (tries - 1);
        record.due = record.settledAt
            + std::max(std::min(retry.delay * factor, retry.maxDelay), record.retryAfter.value_or(Duration::zero()));
        if (m_rest == Rest::Queue)
            record.state = State::Queued;
        else if (m_rest == Rest::Skip)
            skip(row);
        else if (m_rest == Rest::Cancel)
            endWaiting(row, State::Cancelled, StopReason::RunCancelled);
        if (record.cancelled && !isEnded(record.state))
            endWaiting(row, State::Cancelled, StopReason::User);
    } else if (record.became != State::Queued) {
        ended(row);
    }
}

void ReferenceRun::ended(quint32 row)
{
    const State state = records[row].state;
    const quint32 key = keyOf(row);
    if (leads(row)) {
        if (state == State::Succeeded || state == State::InDoubt) {
            const bool shared = state == State::Succeeded;
            while (!m_followers[key].empty()) {
                const quint32 follower = m_followers[key].front();
                const Record &left = records[follower];
                const State untried = left.tries == 0    ? State::Skipped
                    : left.reason == StopReason::Timeout ? State::TimedOut
                                                         : State::Failed;
                endWaiting(follower, shared ? State::Succeeded : untried, shared ? StopReason::None : left.reason, row);
            }
        }
        handOver(row);
    }
    if (state == State::Succeeded) {
        m_alike = 0;
        if (m_settings.failures.then == Then::FirstSuccess)
            enough(Halt::FirstSuccess);
    } else if (state == State::Failed || state == State::TimedOut || state == State::InDoubt) {
        const FailureSettings &policy = m_settings.failures;
        ++m_failures;
        m_alike = m_alike > 0 && m_kind == records[row].errorKind ? m_alike + 1 : 1;
        m_kind = records[row].errorKind;
        const bool bare = !policy.count && !policy.percent && !policy.alike;
        const bool reached = (policy.count && int(m_failures) >= *policy.count)
            || (policy.percent && m_failures * 100.0 >= *policy.percent * roundRecords)
            || (policy.alike && int(m_alike) >= *policy.alike);
        if (policy.then != Then::FirstSuccess && (bare || reached))
            enough(Halt::Failures);
    }
}

void ReferenceRun::enough(Halt why)
{
    if (phase != RunPhase::Running && phase != RunPhase::Paused)
        return;
    const Then then = m_settings.failures.then;
    if (then == Then::Pause) {
        phase = RunPhase::Paused;
        halt = m_journalLost ? Halt::Journal : why;
    } else if (then == Then::Drain) {
        stopRound(RunPhase::Draining, Rest::Skip, why);
    } else if (then != Then::Continue) {
        stopRound(RunPhase::Cancelling, Rest::Skip, why);
        stopAll(StopReason::Policy);
    }
}

void ReferenceRun::endWaiting(quint32 row, State state, StopReason reason, quint32 leader)
{
    Record &record = records[row];
    if (record.follows)
        std::erase(m_followers[keyOf(row)], row);
    record.follows = false;
    record.state = state;
    record.reason = reason;
    if (state == State::Succeeded)
        record.errorKind = ErrorKinds::none;
    else if (state == State::Cancelled)
        record.errorKind = ErrorKinds::cancelled;
    else if (state == State::Skipped)
        record.errorKind = leader == nothing ? ErrorKinds::policy : ErrorKinds::leaderInDoubt;
    actions.ends.push_back({.row = row,
                            .became = state,
                            .report = state == State::Succeeded ? Report::Done : Report::Stopped,
                            .reason = reason,
                            .leader = leader});
    handOver(row);
}

void ReferenceRun::skip(quint32 row)
{
    const StopReason reason = records[row].reason;
    if (records[row].tries == 0)
        endWaiting(row, State::Skipped, StopReason::Policy);
    else
        endWaiting(row, reason == StopReason::Timeout ? State::TimedOut : State::Failed, reason);
}

// ---- Records that do the same

void ReferenceRun::enqueue(quint32 row)
{
    const quint32 key = keyOf(row);
    if (key == nothing)
        return;
    if (!m_leaders.contains(key)) {
        m_leaders[key] = row;
    } else {
        m_followers[key].push_back(row);
        records[row].follows = true;
    }
}

bool ReferenceRun::leads(quint32 row) const
{
    const auto found = m_leaders.find(keyOf(row));
    return found != m_leaders.end() && found->second == row;
}

void ReferenceRun::handOver(quint32 row)
{
    if (!leads(row))
        return;
    const quint32 key = keyOf(row);
    m_leaders.erase(key);
    std::vector<quint32> &followers = m_followers[key];
    if (followers.empty())
        return;
    const auto next = std::min_element(followers.begin(), followers.end(),
                                       [this](quint32 a, quint32 b) { return placeOf(a) < placeOf(b); });
    m_leaders[key] = *next;
    records[*next].follows = false;
    followers.erase(next);
}

// The follower goes before its leader, unless that one has begun.
void ReferenceRun::lead(quint32 follower)
{
    const quint32 key = keyOf(follower);
    const quint32 leader = m_leaders[key];
    if (records[leader].state != State::Queued || placeOf(leader) < placeOf(follower))
        return;
    std::erase(m_followers[key], follower);
    m_followers[key].push_back(leader);
    records[leader].follows = true;
    records[follower].follows = false;
    m_leaders[key] = follower;
}

void ReferenceRun::putInFront(quint32 row, std::size_t &place)
{
    std::erase(m_fronted, row);
    m_fronted.insert(m_fronted.begin() + std::ptrdiff_t(place++), row);
}

} // namespace batchdeck
