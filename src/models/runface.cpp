#include "models/runface.h"

#include "models/rowtext.h"
#include "models/runtext.h"

namespace batchdeck {

namespace {

using enum State;

// What a person must know of first.
constexpr State gravest[] = {InDoubt, Failed, TimedOut, Invalid, Queued, Cancelled, Skipped};

} // namespace

RunFace RunFace::of(const RunSummary &summary)
{
    switch (summary.phase) {
    case RunPhase::Running:
        return {Running, false, RowText::word(Running)};
    case RunPhase::Paused:
        return {Running, true, summary.halt == Halt::Failures ? tr("Paused by failures") : tr("Paused")};
    case RunPhase::Draining:
        return {Stopping, false, tr("Finishing what runs")};
    case RunPhase::Cancelling:
    case RunPhase::Closed:
        if (!summary.isOver())
            return {Stopping, false, RowText::word(Stopping)};
        break;
    case RunPhase::Idle:
        break;
    }
    if (RunText::goesOn(summary) && summary.count(Queued) > 0)
        return {Running, true, tr("Paused")};
    if (summary.round == 0 && !RunText::goesOn(summary))
        return {Queued, false, tr("Not started")};
    for (const State state : gravest) {
        if (summary.count(state) > 0)
            return {state, false, RunText::counts(summary)};
    }
    return {Succeeded, false, RunText::counts(summary)};
}

} // namespace batchdeck
