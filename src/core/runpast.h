#pragma once

#include "core/clock.h"
#include "core/state.h"

#include <QString>

#include <vector>

namespace batchdeck {

// How a record stood when its run was last written down.
struct PastRecord {
    quint32 row = 0;
    quint32 attempts = 0; // of all rounds
    State state = State::Queued;
    StopReason reason = StopReason::None; // of the last attempt, as is what follows
    bool late = false;
    bool interrupted = false; // the program ended before the attempt did
    bool carried = false; // the attempt was another run's: its operation cannot look for it
    bool stranded = false; // skipped, since another of its key is in doubt
    quint16 errorKind = 0; // in RunPast::kinds
    float elapsed = 0; // seconds
    qint64 ended = 0; // milliseconds since 1970; 0 where nobody saw it end
    // Places in the feed, as they say what came after what; 0 where there is none.
    quint32 last = 0; // of its last end
    quint32 asked = 0; // where a person queued it, of one that has come to nothing since

    bool operator==(const PastRecord &) const = default;
};

// What became of a run before it was opened again.
struct RunPast {
    std::vector<PastRecord> records; // by row: those to which something has happened
    std::vector<QString> kinds; // sorts of errors; the first is none
    Instant epoch{}; // the beginning of 1970, by the run's own clock
};

} // namespace batchdeck
