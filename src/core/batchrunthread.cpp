#include "core/batchrun.h"

#include "core/thrown.h"

#include <algorithm>

// The run's own thread: deadlines, slices of long verbs, stops, and the starts that verbs cause.

namespace batchdeck {

void BatchRun::serve()
{
    for (std::size_t at = 0; at < m_operations.size(); ++at) {
        try {
            if (auto opened = m_operations[at]->open(); !opened)
                m_broken[at] = opened.error();
        } catch (...) {
            m_broken[at] = thrownError();
        }
    }
    {
        const RunLock::Guard guard(m_lock);
        m_isOpen = true;
        m_changed.notify_all();
    }
    bool isSlicing = false;
    int threads = 0;
    while (true) {
        Attempts starts;
        std::vector<Actions::Settle> settles;
        std::vector<RowSet> spent; // freed after the lock
        int wanted = 0;
        {
            RunLock::Guard guard(m_lock, isSlicing ? RunLock::Who::Slicer : RunLock::Who::Caller);
            while (!isWanted()) {
                const Instant until = std::min(m_machine.nextDue(), m_mirrorDue);
                m_sleepsUntil = until;
                guard.waitUntil(m_wake, until, [this] { return m_sleepsUntil == Instant::min(); });
                m_sleepsUntil = Instant::min();
            }
            if (m_over && m_toStop.empty() && m_endedMirrors.empty() && m_delivery.isOver())
                return;
            if (m_machine.nextDue() <= Clock::now())
                apply(event::Tick{[this](AttemptId attempt) { return holds(attempt); }}, m_toStart);
            isSlicing = m_machine.nextDue() <= Clock::now(); // there is more of something
            starts.swap(m_toStart);
            settles.swap(m_toSettle);
            spent.swap(m_actions.spent);
            wanted = m_threads;
            m_delivery.take();
            m_calls.store(false, std::memory_order_relaxed);
        }
        if (wanted != std::exchange(threads, wanted))
            m_launcher->setThreads(wanted);
        stopAttempts();
        if (!settles.empty())
            m_settler.post(std::move(settles));
        serveMirrors();
        m_delivery.deliver();
        if (!starts.empty()) {
            if (auto next = dispatch(std::move(starts)))
                launch(*std::move(next));
        }
    }
}

bool BatchRun::isWanted() const
{
    return (m_over && m_delivery.isOver()) || m_calls.load(std::memory_order_relaxed) || !m_toStop.empty()
        || !m_toStart.empty() || !m_toSettle.empty() || hasEndedMirrors() || m_delivery.isLeft()
        || std::min(m_machine.nextDue(), m_mirrorDue) <= Clock::now();
}

// Somebody must be stopped, or a deadline has passed.
bool BatchRun::isNeeded() const
{
    return m_calls.load(std::memory_order_relaxed) || m_due.load(std::memory_order_relaxed) <= Clock::now();
}

// No timeout reaches an attempt that has not begun. Under the lock.
bool BatchRun::holds(AttemptId id) const
{
    const std::shared_ptr<Attempt> &attempt = m_attempts[id.slot];
    if (!attempt || attempt->m_id != id || attempt->m_begun.load())
        return false;
    attempt->m_held.store(true);
    return !attempt->m_begun.load(); // else it may not have seen that it is held: its timeout stands
}

void BatchRun::stopAttempts()
{
    Attempts stops;
    {
        const RunLock::Guard guard(m_lock);
        stops.swap(m_toStop);
    }
    for (const auto &attempt : stops)
        attempt->m_stop.request_stop();
}

void BatchRun::serveMirrors()
{
    std::vector<std::shared_ptr<RoundMirror>> mirrors;
    std::vector<std::pair<std::shared_ptr<RoundMirror>, RunSummary>> ended;
    RunSummary summary;
    {
        const RunLock::Guard guard(m_lock);
        const Instant now = Clock::now();
        if (hasEndedMirrors())
            ended.swap(m_endedMirrors);
        if (m_mirrorDue <= now) {
            mirrors = m_mirrors;
            m_mirrorDue = mirrors.empty() ? never : now + RoundMirror::interval;
            m_due.store(std::min(m_machine.nextDue(), m_mirrorDue), std::memory_order_relaxed);
            summary = m_machine.summary(now);
        }
    }
    for (const auto &[old, outcome] : ended)
        old->end(outcome);
    for (const auto &mirror : mirrors)
        obey(mirror, mirror->show(summary));
}

void BatchRun::obey(const std::shared_ptr<RoundMirror> &mirror, RoundMirror::Wish wish)
{
    using Wish = RoundMirror::Wish;
    if (wish == Wish::None)
        return;
    const auto find = [&] { return std::find(m_mirrors.begin(), m_mirrors.end(), mirror); };
    const Event event = wish == Wish::Cancel ? Event(event::CancelRun{})
        : wish == Wish::Pause                ? Event(event::Pause{})
                                             : Event(event::Resume{});
    {
        const RunLock::Guard guard(m_lock);
        const auto at = find();
        if (at == m_mirrors.end())
            return; // its round has ended meanwhile, and there may be another one
        if (wish == Wish::Cancel && !m_machine.inRound()) { // of a round that it does not want to see
            m_endedMirrors.emplace_back(mirror, m_machine.summary(Clock::now()));
            m_mirrors.erase(at);
            return;
        }
    }
    writeDown(event);
    const RunLock::Guard guard(m_lock);
    if (find() == m_mirrors.end())
        return;
    apply(event, m_toStart);
    m_delivery.leave();
}

} // namespace batchdeck
