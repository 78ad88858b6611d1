#pragma once

#include "core/clock.h"
#include "core/nothing.h"
#include "core/runsettings.h"
#include "core/settlement.h"
#include "core/state.h"

#include <QtGlobal>

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace batchdeck {

// The rows that a verb is for: those named, or every one; of them only those in one of the states.
struct RowSet {
    std::vector<quint32> rows{};
    bool every = false;
    StateSet states{};

    static RowSet of(std::vector<quint32> rows);
    static RowSet all(StateSet states);
};

// One attempt among all that ever held its slot.
struct AttemptId {
    quint32 slot = nothing;
    quint32 serial = 0;
    bool operator==(const AttemptId &) const = default;
};

// What may happen to a run: everything the machine knows of the world comes as one of these.
namespace event {

// A person asks.

// While a round ends: of one after it, as Retry and Pause are then.
struct Start {
    std::optional<RowSet> only; // the queued ones of these; else all that are queued
    // Pause when so many have begun, and none of them is tried again; which goes before what is new.
    std::optional<quint32> first;
};

struct Pause { };

struct Resume { };

// Finish what runs; the rest stays queued.
struct Drain { };

// Cancel what runs and what waits.
struct CancelRun { };

// Stop what runs: it is queued again, and nothing starts any more.
struct Quit { };

struct Cancel {
    RowSet rows;
};

// What has ended is queued again; starts a round where none is under way.
struct Retry {
    RowSet rows;
};

// Go before all others.
struct Front {
    RowSet rows;
};

// In doubt: a person knows how it ended.
struct Mark {
    RowSet rows;
    State state = State::Succeeded;
};

// In doubt: its operation looks what became of it.
struct Settle {
    RowSet rows;
    bool queues = false; // what turns out not to be done
};

// Unresponsive: its thread is written off.
struct GiveUp {
    quint32 row;
};

// Invalid: its entry was edited.
struct Repair {
    quint32 row;
};

struct Change {
    RunSettings settings;
};

// An attempt reports.

// It needs something of its own before its work can start: the timeout does not count.
struct Waits {
    AttemptId attempt;
};

// Its work truly starts: the timeout counts from here.
struct Began {
    AttemptId attempt;
};

// Actions::granted tells whether.
struct ShieldUp {
    AttemptId attempt;
};

struct ShieldDown {
    AttemptId attempt;
};

// Its work is over and its clean-up begins.
struct CleanUp {
    AttemptId attempt;
};

struct Finished {
    AttemptId attempt;
    Report report = Report::Done;
    quint16 errorKind = 0;
    bool transient = false;
    std::optional<Duration> retryAfter;
};

// What was found of a record's attempt that is in doubt.
struct Settled {
    quint32 row;
    quint32 number;
    Settlement::Found found = Settlement::Found::Nothing;
    bool queues = false;
};

// Its end is on disk; where it names no slot, a claim is.
struct Durable {
    AttemptId attempt;
};

// The journal cannot be written to: nothing starts, and what runs ends in memory.
struct JournalLost {
    quint32 loss; // from 1
};

// That loss is over: it can, and has all that there was.
struct JournalFound {
    quint32 loss;
};

// Time goes on: what is due happens, and a slice of the work that is done in slices.
struct Tick {
    // Of an attempt whose timeout is due: true where its work has not begun, and it is put off.
    std::function<bool(AttemptId)> holds{};
};

} // namespace event

using Event =
    std::variant<event::Start, event::Pause, event::Resume, event::Drain, event::CancelRun, event::Quit, event::Cancel,
                 event::Retry, event::Front, event::Mark, event::Settle, event::GiveUp, event::Repair, event::Change,
                 event::Waits, event::Began, event::ShieldUp, event::ShieldDown, event::CleanUp, event::Finished,
                 event::Settled, event::Durable, event::JournalLost, event::JournalFound, event::Tick>;

// One entry of the ordered feed of ends: of an attempt, of a record, or of both. Only a journal that keeps
// all sees what is none.
struct End {
    enum class What : std::uint8_t {
        Ended,
        Claimed, // it may begin once this is on disk; its attempt has a serial, but no slot yet
        HandedBack, // it does not begin after all
        Queued, // a person asked for it again
    };

    quint32 row = 0;
    What what = What::Ended;
    AttemptId attempt{}; // none where the record ended without one
    quint32 number = 0; // the record's how manieth attempt; 0 without one
    quint32 lane = 0; // of the attempt, among those at work at once
    State became = State::Queued;
    Report report = Report::Unknown;
    StopReason reason = StopReason::None;
    bool late = false; // it was done before the stop could reach it
    bool awaited = false; // shown once event::Durable says that this is on disk; no success holds its slot till then
    bool byHand = false; // a person says so
    bool checked = false; // its operation has looked
    bool writtenOff = false; // of an attempt that somebody had given up
    std::optional<Duration> timeout{}; // that stopped it
    Instant started{};
    Instant ended{};
    quint32 leader = nothing; // whose success a coalesced record shares
};

// What the shell has to do about it.
struct Actions {
    struct Start {
        AttemptId attempt;
        quint32 row;
        quint32 number;
    };
    struct Stop {
        AttemptId attempt;
        StopReason reason;
    };
    struct Settle {
        quint32 row;
        quint32 number;
        bool queues;
    };

    std::vector<End> ends;
    std::vector<Stop> stops;
    std::vector<Settle> settles;
    std::vector<Start> starts;
    std::vector<RowSet> spent; // large, perhaps: to be freed where nobody waits
    bool granted = false; // the shield
    bool roundEnded = false;

    void clear();
};

} // namespace batchdeck
