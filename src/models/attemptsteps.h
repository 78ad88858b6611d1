#pragma once

#include "core/recordstatus.h"
#include "models/attemptmarks.h"

namespace batchdeck {

// From attempt to attempt in a lane: those that are over, and behind them the one at work, which is drawn until now.
class AttemptSteps {
public:
    // Both outlive it.
    AttemptSteps(const AttemptMarks &marks, const std::vector<AttemptAtWork> &atWork, qint64 now)
        : m_marks(marks)
        , m_atWork(atWork)
        , m_now(now)
    {
    }

    std::optional<AttemptMark> lastBefore(qint64 time, int lane, int lanes = 1) const; // that began before it
    std::optional<AttemptMark> firstFrom(qint64 time, int lane) const; // that did not
    std::optional<AttemptMark> before(const AttemptMark &attempt) const; // also where several began at once
    std::optional<AttemptMark> after(const AttemptMark &attempt) const; // likewise
    std::optional<AttemptMark> nearestTo(qint64 time, int lane) const;
    std::optional<AttemptMark> atWorkIn(int lane) const;

private:
    const AttemptMarks &m_marks;
    const std::vector<AttemptAtWork> &m_atWork;
    const qint64 m_now;
};

} // namespace batchdeck
