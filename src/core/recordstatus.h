#pragma once

#include "core/recordtable.h"
#include "core/runsummary.h"

#include <QString>

namespace batchdeck {

// How one record stands at one moment, as a row of a table shows it.
struct RecordStatus {
    RecordRow record;
    Waiting waiting;
    double progress = -1; // of the attempt at work; below 0 where it is not known
    QString errorKind; // of the last attempt
};

// An attempt that holds a slot.
struct AttemptAtWork {
    quint32 row = 0;
    quint32 lane = 0; // no two have the same at once
    State state = State::Running;
    Instant began{};
    bool operator==(const AttemptAtWork &) const = default;
};

} // namespace batchdeck
