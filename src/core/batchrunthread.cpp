#include "core/batchrun.h"

#include <algorithm>

// The run's own thread: deadlines, slices of long verbs, stops, and the starts that verbs cause.

namespace batchdeck {

void BatchRun::serve()
{
    for (std::size_t at = 0; at < m_operations.size(); ++at) {
        if (auto opened = m_operations[at]->open(); !opened)
            m_broken[at] = opened.error();
    }
    bool isSlicing = false;
    while (true) {
        Attempts starts;
        {
            RunLock::Guard guard(m_lock, isSlicing ? RunLock::Who::Slicer : RunLock::Who::Caller);
            while (!isWanted()) {
                const Instant until = std::min(m_machine.nextDue(), m_mirrorDue);
                m_sleepsUntil = until;
                guard.waitUntil(m_wake, until, [this] { return m_sleepsUntil == Instant::min(); });
                m_sleepsUntil = Instant::min();
            }
            if (m_over && m_toStop.empty() && m_endedMirrors.empty() && m_unwritten == 0)
                return;
            if (m_machine.nextDue() <= Clock::now())
                apply(event::Tick{}, m_toStart);
            isSlicing = m_machine.nextDue() == Instant::min();
            starts.swap(m_toStart);
            m_mustDeliver = false;
            m_calls.store(false, std::memory_order_relaxed);
        }
        stopAttempts();
        serveMirror();
        deliver();
        if (!starts.empty())
            dispatch(std::move(starts));
    }
}

bool BatchRun::isWanted() const
{
    return m_over || !m_toStop.empty() || !m_toStart.empty() || hasEndedMirrors() || m_mustDeliver
        || std::min(m_machine.nextDue(), m_mirrorDue) <= Clock::now();
}

// Somebody must be stopped, or a deadline has passed.
bool BatchRun::isNeeded() const
{
    return m_calls.load(std::memory_order_relaxed) || m_due.load(std::memory_order_relaxed) <= Clock::now();
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

void BatchRun::serveMirror()
{
    std::shared_ptr<RoundMirror> mirror;
    std::vector<std::shared_ptr<RoundMirror>> ended;
    RunSummary summary;
    {
        const RunLock::Guard guard(m_lock);
        const Instant now = Clock::now();
        if (hasEndedMirrors())
            ended.swap(m_endedMirrors);
        if (m_mirrorDue <= now) {
            mirror = m_mirror;
            m_mirrorDue = mirror ? now + RoundMirror::interval : never;
        }
        if (!mirror && ended.empty())
            return;
        summary = m_machine.summary(now);
    }
    for (const auto &old : ended)
        old->end(summary);
    switch (mirror ? mirror->show(summary) : RoundMirror::Wish::None) {
    case RoundMirror::Wish::None:
        break;
    case RoundMirror::Wish::Cancel:
        cancel();
        break;
    case RoundMirror::Wish::Pause:
        pause();
        break;
    case RoundMirror::Wish::Resume:
        resume();
        break;
    }
}

} // namespace batchdeck
