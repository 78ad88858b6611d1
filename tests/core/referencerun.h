#pragma once

#include "core/runevent.h"
#include "core/runsummary.h"
#include "core/workload.h"

#include <map>

namespace batchdeck {

// What a run does, written once more from the design: small, slow and plain, with a scan wherever the
// machine has an index. Both must agree on everything.
class ReferenceRun {
public:
    struct Record {
        State state = State::Queued;
        quint32 attempts = 0;
        quint32 tries = 0;
        StopReason reason = StopReason::None;
        bool late = false;
        quint16 errorKind = 0;
        bool chosen = false; // the round is for it, where it is for some only
        bool next = false; // likewise, of the round that follows on this one
        bool begun = false; // in the round
        bool counted = false; // among the round's records
        bool follows = false; // another record runs for it
        Instant due = never; // in its backoff
        // Of the attempt at work:
        quint32 serial = 0;
        enum class Work { None, Working, CleaningUp, Settled } work = Work::None;
        bool shielded = false;
        bool budgeted = false;
        bool cancelled = false;
        bool isFree = false; // settled, and others need not wait for the disk
        bool settling = false;
        Instant began{};
        Instant settledAt{};
        quint32 settledAs = 0; // how manieth of all
        bool waits = false;
        Instant deadline = never;
        State became = State::Queued;
        std::optional<Duration> retryAfter;
    };

    ReferenceRun(const Workload &workload, const RunSettings &settings);

    void apply(const Event &event, Instant now);
    Instant nextDue() const; // nobody may sleep longer

    std::vector<Record> records;
    RunPhase phase = RunPhase::Idle;
    Halt halt = Halt::None;
    quint32 roundRecords = 0;
    Actions actions; // of the last event

    quint32 inFlight() const;
    quint32 taken() const; // slots
    bool hasFreeSlot() const;
    quint32 left() const; // of the round's records

private:
    enum class Rest { GoesOn, Queue, Skip, Cancel };
    struct WrittenOff {
        quint32 row;
        quint32 number;
        StopReason reason;
        bool shielded;
    };

    void on(const event::Start &);
    void on(const event::Pause &);
    void on(const event::Resume &);
    void on(const event::Drain &);
    void on(const event::CancelRun &);
    void on(const event::Quit &);
    void on(const event::Cancel &);
    void on(const event::Retry &);
    void on(const event::Front &);
    void on(const event::Mark &);
    void on(const event::Settle &);
    void on(const event::Settled &);
    void on(const event::GiveUp &);
    void on(const event::Repair &);
    void on(const event::Change &);
    void on(const event::Waits &);
    void on(const event::Began &);
    void on(const event::ShieldUp &);
    void on(const event::ShieldDown &);
    void on(const event::CleanUp &);
    void on(const event::Finished &);
    void on(const event::Durable &);
    void on(const event::JournalLost &lost);
    void on(const event::JournalFound &found);
    void on(const event::Tick &);

    std::vector<quint32> rowsOf(const RowSet &rows) const;
    quint32 rowOf(AttemptId attempt) const; // at work, else none
    quint32 keyOf(quint32 row) const;
    const Workload::Group &groupOf(quint32 row) const;
    bool isEnding() const { return phase == RunPhase::Draining || phase == RunPhase::Cancelling; }
    bool inScope(quint32 row) const { return !m_chosenOnly || records[row].chosen; }
    bool startable(quint32 row) const;
    bool mayBegin(quint32 row) const { return records[row].begun || m_firstLeft != 0; }
    bool mayPass(quint32 row) const;
    int placeOf(quint32 row) const;
    int turnOf(quint32 row) const { return placeOf(row) - (m_counting && records[row].begun ? 10000 : 0); }
    quint32 nextRow() const;

    void askForNext();
    void beginRound();
    void endRound();
    void startMore();
    void stopRound(RunPhase to, Rest rest, Halt why);
    void stopAll(StopReason reason);
    void stop(quint32 row, StopReason reason);
    void publish(quint32 row);
    void ended(quint32 row);
    void enough(Halt why);
    void endWaiting(quint32 row, State state, StopReason reason, quint32 leader = nothing);
    void skip(quint32 row);
    bool leads(quint32 row) const;
    void handOver(quint32 row);
    void enqueue(quint32 row);
    void putInFront(quint32 row, std::size_t &place);
    void lead(quint32 follower);
    void joinRound(quint32 row);
    Instant roundDeadline() const;

    Workload m_workload;
    RunSettings m_settings;
    Instant m_now{};
    bool m_inRound = false;
    bool m_journalLost = false;
    quint32 m_journalLoss = 0; // the last heard of
    quint32 m_journalMended = 0;
    bool m_chosenOnly = false;
    bool m_hasNext = false; // something was asked for while a round was ending
    bool m_nextAll = false; // of the round that comes then, whoever is in it
    bool m_nextPaused = false;
    std::optional<quint32> m_nextFirst;
    Rest m_rest = Rest::GoesOn;
    std::optional<quint32> m_firstLeft;
    bool m_counting = false; // what has begun goes before what is new
    Instant m_roundBegan{};
    Instant m_deadline = never;
    std::vector<quint32> m_fronted; // first goes first; the rest is as in the file
    std::map<quint32, quint32> m_leaders; // by key
    std::map<quint32, std::vector<quint32>> m_followers; // by key, as they came
    std::map<quint32, Instant> m_opens; // targets
    std::map<quint32, WrittenOff> m_writtenOff; // by serial
    Instant m_lastStart{};
    Instant m_nextStart{}; // as the rate has it
    quint32 m_serial = 0;
    quint32 m_settled = 0; // ever
    quint32 m_failures = 0;
    quint32 m_alike = 0;
    quint16 m_kind = 0;
};

} // namespace batchdeck
