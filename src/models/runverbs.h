#pragma once

#include "core/runsummary.h"

#include <QCoreApplication>

namespace batchdeck {

// What a person may do to a run as it stands, and what they most likely do next.
struct RunVerbs {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RunVerbs)

public:
    enum class Main { Run, Pause, Resume };

    static RunVerbs of(const RunSummary &summary);

    Main main = Main::Run;
    quint32 toRetry = 0; // failed and timed out
    quint32 toRunAgain = 0; // cancelled and skipped
    QString runAgain; // what that is called, with its count
    bool retryIsNext = false; // rather than the main verb
    // Why it cannot be done now; empty where it can.
    QString mainObstacle;
    QString finishObstacle;
    QString cancelObstacle;
    QString retryObstacle;
    QString runAgainObstacle;
};

} // namespace batchdeck
