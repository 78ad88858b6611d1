#include "models/runverbs.h"

#include <QLocale>

namespace batchdeck {

RunVerbs RunVerbs::of(const RunSummary &summary)
{
    RunVerbs verbs;
    verbs.toRetry = summary.count(State::Failed) + summary.count(State::TimedOut);
    if (verbs.toRetry == 0)
        verbs.retryObstacle = tr("Nothing has failed or timed out.");
    const quint32 cancelled = summary.count(State::Cancelled);
    const quint32 skipped = summary.count(State::Skipped);
    verbs.toRunAgain = cancelled + skipped;
    verbs.runAgain = (verbs.toRunAgain == 0 ? tr("Run What Was Cancelled")
                          : skipped == 0    ? tr("Run %1 Cancelled")
                          : cancelled == 0  ? tr("Run %1 Skipped")
                                            : tr("Run %1 Cancelled or Skipped"));
    if (verbs.toRunAgain > 0)
        verbs.runAgain = verbs.runAgain.arg(QLocale().toString(verbs.toRunAgain));
    else
        verbs.runAgainObstacle = tr("Nothing was cancelled or skipped.");
    const QString stopping = summary.isOver() ? tr("This run is closed. Open its batch again to go on.")
                                              : tr("The run is stopping: clean-up is under way.");
    switch (summary.phase) {
    case RunPhase::Idle:
        verbs.finishObstacle = verbs.cancelObstacle = tr("Nothing is running.");
        if (summary.count(State::Queued) == 0) {
            verbs.mainObstacle = tr("No record is waiting to be run.");
            verbs.retryIsNext = verbs.toRetry > 0;
        }
        break;
    case RunPhase::Running:
        verbs.main = Main::Pause;
        break;
    case RunPhase::Paused:
        verbs.main = Main::Resume;
        break;
    case RunPhase::Draining:
        verbs.main = Main::Pause;
        verbs.mainObstacle = verbs.finishObstacle = verbs.retryObstacle = verbs.runAgainObstacle =
            tr("What runs is being finished; nothing new starts.");
        break;
    case RunPhase::Cancelling:
    case RunPhase::Closed:
        verbs.main = Main::Pause;
        verbs.mainObstacle = verbs.finishObstacle = verbs.cancelObstacle = verbs.retryObstacle =
            verbs.runAgainObstacle = stopping;
        break;
    }
    return verbs;
}

} // namespace batchdeck
