#pragma once

#include "core/runsummary.h"

#include <QCoreApplication>

namespace batchdeck {

// A run as a whole, where there is room for one icon and one word.
struct RunFace {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RunFace)

public:
    static RunFace of(const RunSummary &summary);

    State state = State::Queued; // whose icon stands for it
    bool isPaused = false; // then that has an icon of its own
    QString word;
};

} // namespace batchdeck
