#pragma once

#include "core/runsettings.h"

namespace batchdeck {

class BatchRun;

// What a person may change while a run is at work, and how it stood when the run began: a run that goes on under
// another plan keeps what was changed, unless that plan says something else about it than the one before.
struct LiveValues {
    RunSettings begun;
    RunSettings now;

    Expected<void> setIn(BatchRun &next) const;
};

} // namespace batchdeck
