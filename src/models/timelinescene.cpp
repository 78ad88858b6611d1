#include "models/timelinescene.h"

#include <algorithm>
#include <numeric>

namespace batchdeck {

namespace {

// Of numbers below zero as well.
qint64 floorDiv(qint64 number, qint64 by)
{
    return number >= 0 ? number / by : -((by - 1 - number) / by);
}

std::size_t placeOf(State end)
{
    const auto found = std::find(timelineEnds.begin(), timelineEnds.end(), end);
    return found == timelineEnds.end() ? placeOf(State::Cancelled) : std::size_t(found - timelineEnds.begin());
}

} // namespace

quint32 TimelineScene::Cell::count() const
{
    return std::accumulate(ended.begin(), ended.end(), quint32(0));
}

TimelineScene::TimelineScene(const Frame &frame)
    : m_frame(frame)
    , m_cells(std::size_t(frame.cells) * std::size_t(frame.lanes))
    , m_columns(std::size_t(frame.cells))
{
}

std::size_t TimelineScene::ring(qint64 number) const
{
    const qint64 at = number % m_frame.cells;
    return std::size_t(at < 0 ? at + m_frame.cells : at);
}

void TimelineScene::add(std::span<const AttemptMark> marks)
{
    for (const AttemptMark &mark : marks) {
        if (mark.ended < m_frame.from() || mark.began >= m_frame.to())
            continue;
        if (const qint64 last = floorDiv(mark.ended, m_frame.cell); contains(last)) {
            Column &column = m_columns[ring(last)];
            ++column.ended;
            column.problems += isProblem(mark.state);
        }
        if (mark.slot < m_frame.firstLane || mark.slot >= m_frame.firstLane + m_frame.lanes)
            continue;
        if (mark.ended - mark.began >= m_frame.cell)
            m_bars.push_back({mark.began, mark.ended, mark.row, mark.slot, mark.state});
        else
            addToCells(mark);
    }
}

// One or two of them.
void TimelineScene::addToCells(const AttemptMark &mark)
{
    const std::size_t place = placeOf(mark.state);
    const qint64 last = floorDiv(mark.ended, m_frame.cell);
    for (qint64 number = floorDiv(mark.began, m_frame.cell); number <= last; ++number) {
        if (!contains(number))
            continue;
        const qint64 from = std::max(mark.began, number * m_frame.cell);
        const qint64 to = std::min(mark.ended, (number + 1) * m_frame.cell);
        m_cells[index(number, mark.slot)].busy[place] += float(to - from);
    }
    if (contains(last)) {
        Cell &cell = m_cells[index(last, mark.slot)];
        ++cell.ended[place];
        cell.row = mark.row;
    }
}

void TimelineScene::slideTo(qint64 first)
{
    const qint64 by = first - m_frame.first;
    if (by <= 0)
        return;
    if (by >= m_frame.cells) {
        Frame frame = m_frame;
        frame.first = first;
        *this = TimelineScene(frame);
        return;
    }
    for (qint64 number = m_frame.first; number < first; ++number) {
        const auto from = m_cells.begin() + qsizetype(ring(number)) * m_frame.lanes;
        std::fill(from, from + m_frame.lanes, Cell());
        m_columns[ring(number)] = {};
    }
    m_frame.first = first;
    std::erase_if(m_bars, [&](const Bar &bar) { return bar.ended < m_frame.from(); });
}

const TimelineScene::Bar *TimelineScene::barAt(qint64 time, int lane) const
{
    const auto found = std::find_if(m_bars.begin(), m_bars.end(), [&](const Bar &bar) {
        return bar.lane == lane && bar.began <= time && time < bar.ended;
    });
    return found == m_bars.end() ? nullptr : &*found;
}

const TimelineScene::Cell *TimelineScene::cellAt(qint64 time, int lane) const
{
    const qint64 number = floorDiv(time, m_frame.cell);
    if (!contains(number) || lane < m_frame.firstLane || lane >= m_frame.firstLane + m_frame.lanes)
        return nullptr;
    const Cell &found = cell(number, lane);
    return found.count() > 0 ? &found : nullptr;
}

} // namespace batchdeck
