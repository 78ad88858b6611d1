#pragma once

#include "core/clock.h"
#include "core/nothing.h"
#include "core/state.h"

#include <QtGlobal>

#include <optional>

namespace batchdeck {

enum class RunPhase : std::uint8_t {
    Idle, // no round is under way
    Running,
    Paused, // nothing starts; what runs goes on
    Draining, // nothing starts; the round ends with what runs
    Cancelling, // what runs is stopped as well
    Closed, // a quit: nothing will ever start again
};

// Why a round does not go on as it began.
enum class Halt : std::uint8_t { None, User, Failures, FirstSuccess, Deadline, FirstRecords, Journal, Quit };

// How far a run has come that nobody here is at work with.
struct RunTally {
    quint32 ended = 0; // records
    quint32 failed = 0; // of them; in time or not
    quint32 cancelled = 0; // likewise
    quint32 skipped = 0;
    quint32 inDoubt = 0;
    quint32 left = 0; // to run
};

// How a run stands.
struct RunSummary {
    PerState<quint32> counts{};
    RunPhase phase = RunPhase::Idle;
    Halt halt = Halt::None;
    quint32 round = 0;
    quint32 inFlight = 0; // slots that are taken
    quint32 writing = 0; // succeeded, and shown as running until that is on disk; others have their slots
    quint32 writtenOff = 0; // attempts that were given up and still have their thread
    quint32 settling = 0; // in doubt, and their operation is looking
    bool verbsUnderWay = false; // one that reaches many records is not through them yet
    quint32 inRound = 0; // records that the round is for
    quint32 left = 0; // of them, those that have not ended
    double perSecond = 0; // records that ended, over the last ten seconds
    std::optional<Duration> eta;
    Duration elapsed{}; // of the round

    quint32 count(State state) const { return counts[index(state)]; }
    quint32 succeeded() const { return count(State::Succeeded); }
    // For good; what was stuck is given up.
    bool isOver() const { return phase == RunPhase::Closed && inFlight == 0 && writing == 0; }
};

// What a record waits for.
struct Waiting {
    enum class For : std::uint8_t {
        Nothing, // it does not wait
        Start, // of a round
        Choice, // the round is for others
        Resume, // the run is paused
        End, // the round is ending without it
        Slot,
        Journal, // its claim is not on disk yet, or its end, or too many others' are not
        Rate,
        Limit, // so many with its key are at work
        Target, // the server asked everybody to wait
        Leader, // another record runs for it
        Delay, // before it tries again
        Check, // in doubt: its operation is looking
    };
    For what = For::Nothing;
    quint32 which = nothing; // the gate or the leader
    Instant until = never; // where it is known
};

} // namespace batchdeck
