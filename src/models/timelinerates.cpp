#include "models/timelinerates.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qint64 second = 1'000'000; // microseconds
constexpr qint64 fewestCells = 4; // to a point: fewer say little
constexpr qint64 fewestPoints = 24; // where a second is too long for a point

} // namespace

std::vector<RatePoint> ratesOf(const TimelineScene &scene, qint64 began, qint64 now, bool isOver)
{
    const TimelineScene::Frame &frame = scene.frame();
    std::vector<RatePoint> points;
    if (frame.cells == 0)
        return points;
    const qint64 cells =
        std::clamp(second / frame.cell, fewestCells, std::max(frame.cells / fewestPoints, fewestCells));
    const double seconds = double(frame.cell * cells) / double(second);
    const qint64 behind = frame.first + frame.cells;
    const bool isAllSeen = isOver && now < frame.to();
    const bool isFromTheStart = began >= frame.from();
    for (qint64 group = (frame.first + (isFromTheStart ? 0 : cells - 1)) / cells; group * cells < behind; ++group) {
        const qint64 from = group * cells;
        const qint64 to = from + cells;
        const bool isWhole = to <= behind && to * frame.cell <= now + frame.cell;
        if (!isWhole && (!isAllSeen || from * frame.cell > now))
            break;
        RatePoint point{std::min(from * frame.cell + frame.cell * cells / 2, frame.to()), 0, 0};
        for (qint64 number = std::max(from, frame.first); number < std::min(to, behind); ++number) {
            point.all += scene.column(number).ended / seconds;
            point.problems += scene.column(number).problems / seconds;
        }
        points.push_back(point);
    }
    return points;
}

} // namespace batchdeck
