#include "models/timeline.h"

#include "core/batchrun.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace batchdeck {

namespace {

using Frame = TimelineScene::Frame;

constexpr qint64 second = 1'000'000; // microseconds
constexpr qint64 recentSpans[] = {30 * second, 60 * second, 120 * second}; // as long as the run is
constexpr qint64 briefSpan = 4 * second;
constexpr qint64 leastSpan = second / 1000;
constexpr qint64 mostSpan = 10 * 24 * 3600 * second;
constexpr double headroom = 1.25; // so that all of a run that goes on need not be drawn anew all the time
constexpr quint64 readAtOnce = 200'000; // marks: more are read in a thread

qint64 ceilDiv(qint64 number, qint64 by)
{
    return (number + by - 1) / by;
}

} // namespace

Timeline::Timeline(const BatchRun &run, const AttemptMarks &marks, const WallClock &clock, QObject *parent)
    : QObject(parent)
    , m_run(run)
    , m_marks(marks)
    , m_clock(clock)
{
    connect(&m_scanning, &QFutureWatcherBase::finished, this, &Timeline::scanned);
}

Timeline::~Timeline()
{
    if (m_isUnwanted)
        m_isUnwanted->store(true);
    m_scanning.waitForFinished();
}

void Timeline::setSize(int cells, int lanes)
{
    m_cells = std::max(cells, 1);
    m_room = std::max(lanes, 1);
    refresh(m_isUnderWay);
}

void Timeline::refresh(bool underWay)
{
    m_isUnderWay = underWay;
    m_atWork = m_run.atWork();
    m_extent = m_marks.extent();
    for (const AttemptAtWork &attempt : m_atWork) {
        m_lanes = std::max(m_lanes, int(attempt.lane) + 1);
        const qint64 began = timeOf(attempt.began);
        if (m_extent.count == 0 && (&attempt == m_atWork.data() || began < m_extent.earliest))
            m_extent.earliest = began;
    }
    m_lanes = std::max(m_lanes, m_extent.lanes);
    const bool goesOn = underWay || !m_atWork.empty();
    m_now = std::max(goesOn ? timeOf(Clock::now()) : m_now, m_extent.latest);
    if (!goesOn)
        m_now = std::max(m_extent.latest, m_extent.earliest);
    keepMarked();
    place();
    catchUp();
    Q_EMIT changed();
}

// ---- The window

bool Timeline::isBrief() const
{
    return isOver() && m_now - m_extent.earliest < briefSpan;
}

void Timeline::place()
{
    if (m_cells == 0)
        return;
    Frame frame = m_frame;
    const qint64 start = m_extent.earliest;
    const qint64 length = std::max(m_now - start, leastSpan);
    frame.cells = m_cells;
    frame.lanes = std::min(m_room, std::max(m_lanes, 1));
    frame.firstLane = std::clamp(frame.firstLane, 0, std::max(m_lanes - frame.lanes, 0));
    switch (shows()) {
    case Mode::Recent: {
        qint64 span = recentSpans[0];
        for (const qint64 longer : recentSpans)
            span = length > span ? longer : span;
        frame.cell = ceilDiv(span, frame.cells);
        // Once they are full, cells go and come one by one.
        frame.first = std::max(start / frame.cell, m_now / frame.cell + 1 - frame.cells);
        break;
    }
    case Mode::All: {
        const bool fits = frame.cell * frame.cells >= length && frame.from() <= start && frame.to() > m_now
            && frame.cell * frame.cells <= qint64(double(length) * headroom * headroom);
        if (!fits || frame.cells != m_frame.cells) {
            const double wanted = m_isUnderWay ? double(length) * headroom : double(length);
            frame.cell = std::max(qint64(std::ceil(wanted / std::max(frame.cells - 1, 1))), qint64(1));
        }
        frame.first = start / frame.cell;
        break;
    }
    case Mode::Chosen:
        break;
    }
    choose(frame);
}

void Timeline::choose(Frame frame)
{
    m_frame = frame;
    const Frame &known = m_scene.frame();
    Frame slid = frame;
    slid.first = known.first;
    if (slid == known && frame.first >= known.first && m_isWhole) {
        m_scene.slideTo(frame.first);
        return;
    }
    if (!(frame == known))
        scan();
}

void Timeline::zoom(double factor, double at)
{
    Frame frame = m_frame;
    const double moment = double(frame.from()) + at * double(frame.cell * frame.cells);
    const double least = double(leastSpan) / frame.cells;
    const double most = double(mostSpan) / frame.cells;
    const double wanted = std::clamp(double(frame.cell) * factor, least, most);
    frame.cell = std::max(qint64(factor < 1 ? std::floor(wanted) : std::ceil(wanted)), qint64(1));
    frame.first = qint64(std::llround(moment / double(frame.cell) - at * frame.cells));
    frame.first = inSight(frame);
    m_mode = Mode::Chosen;
    choose(frame);
    Q_EMIT changed();
}

// Where it begins, but never so far away that nothing is left to be seen.
qint64 Timeline::inSight(const Frame &frame) const
{
    const qint64 earliest = m_extent.earliest / frame.cell - frame.cells + 1;
    return std::clamp(frame.first, earliest, std::max(m_now / frame.cell, earliest));
}

void Timeline::pan(int cells)
{
    Frame frame = m_frame;
    frame.first += cells;
    frame.first = inSight(frame);
    if (frame == m_frame)
        return;
    m_mode = Mode::Chosen;
    choose(frame);
    Q_EMIT changed();
}

void Timeline::scrollTo(int firstLane)
{
    Frame frame = m_frame;
    frame.firstLane = std::clamp(firstLane, 0, std::max(m_lanes - frame.lanes, 0));
    if (frame == m_frame)
        return;
    choose(frame);
    Q_EMIT changed();
}

void Timeline::showRecent()
{
    m_mode = Mode::Recent;
    refresh(m_isUnderWay);
}

void Timeline::showAll()
{
    m_mode = Mode::All;
    m_frame.cell = 1; // as long as it is now, and no longer
    refresh(m_isUnderWay);
}

// In the middle, with about as much before and behind it.
void Timeline::reveal(quint32 row)
{
    const RecordRow record = m_run.record(row);
    if (record.attempts == 0 || record.past || m_cells == 0)
        return;
    const qint64 began = timeOf(record.started);
    const qint64 ended = isActive(record.state) ? m_now : began + qint64(double(record.elapsed) * double(second));
    if (ended < m_frame.from() || began >= m_frame.to() || ended - began < m_frame.cell) {
        Frame frame = m_frame;
        const qint64 span = std::clamp((ended - began) * 3, leastSpan, mostSpan);
        frame.cell = std::max(ceilDiv(span, frame.cells), qint64(1));
        frame.first = (began + ended) / 2 / frame.cell - frame.cells / 2;
        m_mode = Mode::Chosen;
        choose(frame);
    }
    const auto last = lastOf(row);
    if (last && (last->slot < m_frame.firstLane || last->slot >= m_frame.firstLane + m_frame.lanes))
        scrollTo(last->slot - m_frame.lanes / 2);
    Q_EMIT changed();
}

std::optional<AttemptMark> Timeline::lastOf(quint32 row) const
{
    for (const AttemptAtWork &attempt : m_atWork) {
        if (attempt.row == row)
            return steps().atWorkIn(int(attempt.lane));
    }
    const RecordRow record = m_run.record(row);
    if (record.attempts == 0 || record.past)
        return {};
    const qint64 began = timeOf(record.started);
    const qint64 ended = began + qint64(double(record.elapsed) * double(second));
    std::optional<AttemptMark> last;
    m_marks.scan(0, m_extent.count, began, ended + 1, [&](std::span<const AttemptMark> marks) {
        for (const AttemptMark &mark : marks)
            last = mark.row == row ? std::optional(mark) : last;
        return true;
    });
    return last;
}

// ---- From attempt to attempt

void Timeline::step(Step step, quint32 current)
{
    if (m_cells == 0 || isEmpty())
        return;
    std::optional<AttemptMark> next;
    const bool isCrossing = m_marked && (step == Step::Up || step == Step::Down);
    if (!m_marked) {
        next = current == nothing ? std::nullopt : lastOf(current);
        next = next ? next : steps().lastBefore(m_frame.to(), m_frame.firstLane, m_frame.lanes);
        next = next ? next : steps().lastBefore(m_now + 1, 0, m_lanes); // nothing is in sight
    } else if (isCrossing) {
        const int by = step == Step::Up ? -1 : 1;
        for (int lane = m_marked->slot + by; !next && lane >= 0 && lane < m_lanes; lane += by)
            next = steps().nearestTo(m_crossing, lane);
    } else {
        next = step == Step::Earlier ? steps().before(*m_marked) : steps().after(*m_marked);
    }
    if (next) {
        const auto working = steps().atWorkIn(next->slot);
        m_isMarkedAtWork = working && working->began == next->began;
        m_marked = next;
    }
    if (!m_marked)
        return;
    show(*m_marked); // also where it has gone out of sight
    if (!isCrossing)
        m_crossing = std::clamp((m_marked->began + m_marked->ended) / 2, m_frame.from(), m_frame.to() - 1);
    Q_EMIT changed();
}

void Timeline::unmark()
{
    m_marked.reset();
    Q_EMIT changed();
}

bool Timeline::isMarkedInSight() const
{
    return m_marked && m_marked->slot >= m_frame.firstLane && m_marked->slot < m_frame.firstLane + m_frame.lanes
        && m_marked->ended >= m_frame.from() && m_marked->began < m_frame.to();
}

void Timeline::zoomAtMarked(double factor)
{
    const qint64 from = m_frame.from();
    const qint64 to = m_frame.to();
    if (!isMarkedInSight() || to == from)
        return zoom(factor, 0.5);
    const qint64 middle = (std::max(m_marked->began, from) + std::min(m_marked->ended, to)) / 2;
    zoom(factor, double(middle - from) / double(to - from));
    if (!isMarkedInSight()) { // cells are whole ones, and it was at the edge
        show(*m_marked);
        Q_EMIT changed();
    }
}

// As little as it takes; what goes on with the time stays, so that it can be read.
void Timeline::show(const AttemptMark &attempt)
{
    Frame frame = m_frame;
    const qint64 span = frame.to() - frame.from();
    const qint64 length = attempt.ended - attempt.began;
    const qint64 seen = std::min(attempt.ended, frame.to()) - std::max(attempt.began, frame.from());
    const bool isSeen = attempt.began < frame.to() && seen >= std::min(length, span / 2);
    if (!isSeen) {
        frame.first = (attempt.began + std::min(length, span) / 2) / frame.cell - frame.cells / 2;
        frame.first = inSight(frame);
    }
    if (!isSeen || (shows() == Mode::Recent && !isOver()))
        m_mode = Mode::Chosen;
    frame.firstLane = std::clamp(frame.firstLane, attempt.slot - frame.lanes + 1, int(attempt.slot));
    choose(frame);
}

// What was at work goes on, or has ended meanwhile. It has a lane before it begins, so that it may begin later than
// it was said to.
void Timeline::keepMarked()
{
    if (!m_marked || !m_isMarkedAtWork)
        return;
    const auto working = steps().atWorkIn(m_marked->slot);
    const bool isWorking = working && working->row == m_marked->row;
    if (isWorking && working->began == m_marked->began) {
        m_marked = working;
        return;
    }
    const auto over = m_marks.first(m_marked->began, [this](const AttemptMark &mark) {
        return mark.slot == m_marked->slot && mark.row == m_marked->row && mark.began >= m_marked->began;
    });
    m_isMarkedAtWork = !over;
    if (over)
        m_marked = over;
    else if (isWorking)
        m_marked = working;
}

// ---- What is in it

bool Timeline::isComplete() const
{
    return m_scene.frame() == m_frame && m_upTo == m_extent.count;
}

void Timeline::scan()
{
    if (m_scanning.isRunning()) {
        m_isUnwanted->store(true); // when it has noticed, the next one begins
        return;
    }
    m_isUnwanted = std::make_shared<std::atomic<bool>>(false);
    m_scanning.setFuture(
        QtConcurrent::run([&marks = m_marks, frame = m_frame, seen = m_extent, isUnwanted = m_isUnwanted] {
            const auto found = std::make_shared<Scan>(Scan{TimelineScene(frame), seen});
            marks.scan(0, seen.count, frame.from(), frame.to(), [&](std::span<const AttemptMark> portion) {
                found->scene.add(portion);
                return !isUnwanted->load();
            });
            return found;
        }));
}

void Timeline::scanned()
{
    if (m_isUnwanted->load()) {
        scan();
        return;
    }
    Scan &found = *m_scanning.result();
    m_scene = std::move(found.scene);
    m_upTo = found.seen.count;
    m_isWhole = found.seen.latest < m_scene.frame().to();
    choose(m_frame); // it may have moved on meanwhile
    catchUp();
    Q_EMIT changed();
}

void Timeline::catchUp()
{
    const quint64 count = m_extent.count;
    if (m_upTo >= count || m_scanning.isRunning())
        return;
    if (count - m_upTo > readAtOnce) {
        scan();
        return;
    }
    const Frame &frame = m_scene.frame();
    m_marks.scan(m_upTo, count, frame.from(), frame.to(), [&](std::span<const AttemptMark> marks) {
        m_scene.add(marks);
        return true;
    });
    m_upTo = count;
    m_isWhole = m_isWhole && m_extent.latest < frame.to();
}

std::optional<Timeline::Found> Timeline::at(qint64 time, int lane) const
{
    for (const AttemptAtWork &attempt : m_atWork) {
        if (int(attempt.lane) == lane && timeOf(attempt.began) <= time && time <= m_now)
            return Found{attempt.row, attempt.state, timeOf(attempt.began), m_now, nullptr};
    }
    if (const TimelineScene::Bar *bar = m_scene.barAt(time, lane))
        return Found{bar->row, bar->state, bar->began, bar->ended, nullptr};
    if (const TimelineScene::Cell *cell = m_scene.cellAt(time, lane))
        return Found{cell->count() == 1 ? cell->row : nothing, State::Queued, 0, 0, cell};
    return {};
}

} // namespace batchdeck
