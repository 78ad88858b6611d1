#pragma once

#include "models/timelinescene.h"

namespace batchdeck {

// What ended a second at a time, and of that what went wrong.
struct RatePoint {
    qint64 time;
    double all;
    double problems;
};

// Points stand at the same times whatever is seen. The first has all that it is for, in the scene or since nothing ran
// before `began`. What is not over yet has none; where the run is over, so is the last of them, though the scene may
// end before it does.
std::vector<RatePoint> ratesOf(const TimelineScene &scene, qint64 began, qint64 now, bool isOver);

} // namespace batchdeck
