#include "models/attemptsteps.h"

#include <algorithm>

namespace batchdeck {

namespace {

bool isSame(const AttemptMark &one, const AttemptMark &other)
{
    return one.row == other.row && one.began == other.began;
}

} // namespace

std::optional<AttemptMark> AttemptSteps::lastBefore(qint64 time, int lane, int lanes) const
{
    std::optional<AttemptMark> last;
    for (int at = lane; at < lane + lanes; ++at) {
        const auto working = atWorkIn(at);
        last = working && working->began < time && (!last || working->began > last->began) ? working : last;
    }
    if (last)
        return last;
    return m_marks.last(time, [=](const AttemptMark &mark) {
        return mark.slot >= lane && mark.slot < lane + lanes && mark.began < time;
    });
}

std::optional<AttemptMark> AttemptSteps::firstFrom(qint64 time, int lane) const
{
    const auto isIt = [=](const AttemptMark &mark) { return mark.slot == lane && mark.began >= time; };
    if (const auto over = m_marks.first(time, isIt))
        return over;
    const auto working = atWorkIn(lane);
    return working && working->began >= time ? working : std::nullopt;
}

std::optional<AttemptMark> AttemptSteps::before(const AttemptMark &attempt) const
{
    const auto working = atWorkIn(attempt.slot);
    bool isPassed = working && isSame(*working, attempt);
    return m_marks.last(attempt.began + 1, [&](const AttemptMark &mark) {
        if (mark.slot != attempt.slot)
            return false;
        isPassed = isPassed || isSame(mark, attempt);
        return mark.began < attempt.began || (isPassed && !isSame(mark, attempt));
    });
}

std::optional<AttemptMark> AttemptSteps::after(const AttemptMark &attempt) const
{
    bool isPassed = false;
    const auto over = m_marks.first(attempt.began, [&](const AttemptMark &mark) {
        if (mark.slot != attempt.slot)
            return false;
        isPassed = isPassed || isSame(mark, attempt);
        return mark.began > attempt.began || (isPassed && !isSame(mark, attempt));
    });
    if (over)
        return over;
    const auto working = atWorkIn(attempt.slot);
    return working && working->began >= attempt.began && !isSame(*working, attempt) ? working : std::nullopt;
}

std::optional<AttemptMark> AttemptSteps::nearestTo(qint64 time, int lane) const
{
    const auto before = lastBefore(time + 1, lane);
    if (before && before->ended >= time)
        return before;
    const auto after = firstFrom(time + 1, lane);
    return !before || (after && after->began - time < time - before->ended) ? after : before;
}

std::optional<AttemptMark> AttemptSteps::atWorkIn(int lane) const
{
    const auto found = std::find_if(m_atWork.begin(), m_atWork.end(),
                                    [lane](const AttemptAtWork &attempt) { return int(attempt.lane) == lane; });
    if (found == m_atWork.end())
        return {};
    return AttemptMark{m_marks.timeOf(found->began), m_now, found->row, quint16(found->lane), found->state};
}

} // namespace batchdeck
