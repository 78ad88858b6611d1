#pragma once

#include "core/changefeed.h"
#include "core/claims.h"
#include "core/coalescer.h"
#include "core/errorkinds.h"
#include "core/failurepolicy.h"
#include "core/journallosses.h"
#include "core/readyqueue.h"
#include "core/retrypolicy.h"
#include "core/runevent.h"
#include "core/runpast.h"
#include "core/runsummary.h"
#include "core/slottable.h"
#include "core/startrate.h"
#include "core/throughput.h"
#include "core/workload.h"

#include <deque>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace batchdeck {

// Decides all that happens to a run and does none of it. It has no thread, no lock and no clock:
// whoever holds it says what happened and when, and does what comes back.
//
// Work that would take long (a million records to cancel) is done in slices, one each Tick, so that
// no call holds its caller's lock for long; nextDue() is in the past until it is done.
class RunMachine final {
    Q_DISABLE_COPY_MOVE(RunMachine)

public:
    // The settings must have passed check(). The past's kinds of error are numbered as ErrorKinds does. A slice is so
    // many records that change, while somebody holds a lock.
    RunMachine(const Workload &workload, const RunSettings &settings, std::uint64_t seed = 0, const RunPast &past = {},
               int slice = 200);

    void apply(Event event, Instant now, Actions &actions);
    Instant nextDue() const; // when a Tick is wanted

    quint32 size() const { return m_records.size(); }
    bool isIdle() const { return !m_inRound && m_chores.empty() && m_settling == 0 && !hasNextRound(); }
    bool inRound() const { return m_inRound; }
    quint32 count(State state) const { return m_counts[index(state)]; }
    quint32 inFlight() const { return m_slots.inFlight(); }
    // Nothing is left that ends by itself: what holds a slot does not answer.
    bool isStuck() const
    {
        return m_chores.empty() && m_sweeps.empty() && m_claims.isEmpty() && m_slots.settled() == 0
            && inFlight() == count(State::Unresponsive);
    }
    bool isOver() const { return m_chores.empty() && m_claims.isEmpty() && inFlight() == 0 && m_writtenOff.empty(); }
    quint32 writtenOff() const { return static_cast<quint32>(m_writtenOff.size()); }
    const RecordRow &record(quint32 row) const { return m_records[row]; }
    const SlotTable &slotTable() const { return m_slots; }
    const RunSettings &settings() const { return m_settings; }
    quint32 operationOf(quint32 row) const { return m_groupOperation[m_records[row].group]; } // never another
    bool maySettle(quint32 row) const; // where it is in doubt
    RunSummary summary(Instant now) const;
    Waiting waiting(quint32 row, Instant now) const;
    void markChanged(quint32 row) { m_changes.mark(row); } // its progress, which the machine does not know
    void takeChanges(Changes &cleared) { m_changes.take(cleared); }

private:
    static constexpr qint64 everyone = std::numeric_limits<qint64>::max();
    static constexpr qint64 nobody = std::numeric_limits<qint64>::min();

    // Whom a round is for: the records of a lower order. And how it begins.
    struct Scope {
        qint64 end = nobody;
        quint32 waiting = 0; // queued
        quint32 startable = 0; // of them, those that no other record runs for
        std::optional<quint32> first{}; // records that may begin
        bool paused = false;
    };

    struct Chore {
        enum class Kind : std::uint8_t {
            Cancel,
            Uphold,
            Retry,
            Front,
            Mark,
            Settle,
            CancelRest,
            SkipRest,
            QueueBackoffs,
            Share,
            Strand,
            Forget
        };
        Kind kind;
        RowSet rows{};
        qint64 front = 0; // the next place in front, where rows are put there; see takeFront()
        State state = State::Queued;
        bool queues = false;
        qint64 scopeEnd = everyone; // of whom it was asked for
        quint32 leader = 0;
        quint32 at = 0; // how far it got
    };
    // What reaches all that is at work: what stops or publishes it, before any chore goes on.
    struct Sweep {
        enum class Kind : std::uint8_t { Stop, Arm, Publish };
        Kind kind;
        StopReason reason = StopReason::None;
        quint32 at = 0; // the next slot
        quint32 settled = 0; // so many had settled ever: those of them that wait for the disk are published
    };
    enum class Rest : std::uint8_t { GoesOn, StaysQueued, IsSkipped, IsCancelled }; // what waits, as a round ends
    struct WrittenOff {
        quint32 row;
        quint32 number;
        StopReason reason;
        Instant started;
        AttemptId attempt;
        bool shielded; // its stop waits for that still
    };

    void on(event::Start &start);
    void on(const event::Pause &);
    void on(const event::Resume &);
    void on(const event::Drain &);
    void on(const event::CancelRun &);
    void on(const event::Quit &);
    void on(event::Cancel &cancel);
    void on(event::Retry &retry);
    void on(event::Front &front);
    void on(event::Mark &mark);
    void on(event::Settle &settle);
    void on(const event::GiveUp &giveUp);
    void on(const event::Repair &repair);
    void on(const event::Change &change);
    void on(const event::Waits &waits);
    void on(const event::Began &began);
    void on(const event::ShieldUp &shield);
    void on(const event::ShieldDown &shield);
    void on(const event::CleanUp &cleanUp);
    void on(const event::Finished &finished);
    void on(const event::Settled &settled);
    void on(const event::Durable &durable);
    void on(const event::JournalLost &lost);
    void on(const event::JournalFound &found);
    void on(const event::Tick &tick);

    // Rounds
    Scope everybody() const { return {everyone, m_counts[index(State::Queued)], m_queue.size() + m_claims.size()}; }
    void beginRound(Scope scope);
    bool hasNextRound() const { return !m_inRound && m_next.end != nobody; }
    bool isEnding() const { return m_phase == RunPhase::Draining || m_phase == RunPhase::Cancelling; }
    void endRound();
    Instant roundDeadline() const;
    void haltRound(RunPhase phase, Rest rest, Halt halt);
    void enough(Halt halt);

    // Records
    void restore(const PastRecord &was, Instant epoch);
    void restoreLeaders(const RunPast &past);
    void followPast();
    void takeLead(quint32 row);
    void doubtEnded(quint32 row);
    void move(quint32 row, State to);
    void tellQueued(quint32 row);
    void enqueue(quint32 row);
    void queueAnew(quint32 row);
    void dequeue(quint32 row);
    bool mustWait() const { return m_fromBefore > 0; }
    bool mayGoOn(int budget) const { return budget > 0 && m_queue.moves() - m_movesBefore < mostMoves; }
    bool hasFreeSlot() const;
    void startMore();
    void start(quint32 row);
    bool inScope(quint32 row) const { return m_records.order(row) < m_scope.end; }
    void countWaiting(quint32 row, int by);
    void countStartable(quint32 row, int by);
    void stand(quint32 row);
    void stepOut(quint32 row);
    void setAgain(quint32 row, bool again);
    void endWithoutAttempt(quint32 row, State state, StopReason reason, quint32 leader = nothing);
    void ended(quint32 row, State state);
    void handOver(quint32 leader);
    void endWaiting(quint32 row, State state, StopReason reason);
    State untried(quint32 row) const;
    void skip(quint32 row);
    void addToRound(quint32 row);
    bool count(quint32 row);
    quint16 roundMark() const { return static_cast<quint16>(m_round % 0xffff + 1); }
    bool isNew(quint32 row) const { return m_records[row].round != roundMark() || !m_records[row].begun; }

    // Claims
    bool needsClaim(quint32 row) const;
    quint32 mostClaims() const;
    void claimAhead();
    void handBack(quint32 row);
    bool handBackClaims(quint32 most);
    void tellClaim(quint32 row, End::What what, AttemptId claim);
    quint32 nextQueued();
    bool catchUp();
    quint32 nextToStart();

    // Attempts
    void requestStop(Slot &slot, StopReason reason);
    bool mayRetry(const Slot &slot) const;
    void publish(Slot &slot);
    void reportLate(const event::Finished &finished);
    void lowerLate(const event::ShieldDown &shield);
    Instant timeoutOf(const Slot &slot) const;
    void arm(Slot &slot);
    void deadlinePassed(Slot &slot, const event::Tick &tick);

    // Backoff
    void enterBackoff(quint32 row, Instant since, std::optional<Duration> retryAfter);
    void leaveBackoff(quint32 row);
    void queueAgain(quint32 row);

    // Sweeps
    void add(Sweep sweep);
    void doSweeps();
    bool comesBeforeChores() const;
    bool advance(Sweep &sweep, int &budget);
    bool publishMore(const Sweep &sweep, int &budget);

    // Chores
    void takeFront(Chore &chore);
    void add(Chore chore);
    static bool isFromBefore(const Chore &chore);
    void doChores();
    bool advance(Chore &chore, int &budget);
    void serve(Chore &chore, quint32 row);
    void cancelAhead(Chore &chore);
    bool makeWay(qint64 front, int &budget);
    void bringForward(quint32 row, qint64 front);
    static qint64 nextFront(Chore &chore);

    RecordTable m_records;
    std::vector<quint16> m_groupOperation;
    std::vector<Workload::OperationTraits> m_operations;
    ReadyQueue m_queue;
    Coalescer m_coalescer;
    Claims m_claims;
    bool m_claiming = false; // some operation needs it
    bool m_makesWay = false; // claims are handed back for those that go first from now on
    JournalLosses m_journal;
    SlotTable m_slots;
    RowHeap<Instant> m_backoff;
    std::deque<Sweep> m_sweeps;
    std::deque<Chore> m_chores;
    quint32 m_fromBefore = 0; // of them, those that nobody may begin before
    std::unordered_multiset<quint32> m_upheld; // rows that no retry from before their cancel reaches; see cancelAhead()
    std::unordered_map<quint32, WrittenOff> m_writtenOff; // by serial
    std::unordered_map<quint32, quint32> m_carried; // rows in doubt, and how many of their attempts were another run's
    // Rows that had ended when the run was opened, and for which others wait until it is started: then those share, or
    // are skipped, as they would have been.
    std::set<quint32> m_pastLeaders;
    ChangeFeed m_changes;
    Throughput m_throughput;
    StartRate m_rate;
    FailurePolicy m_failures;
    RunSettings m_settings;
    const int m_slice;
    Dice m_dice;
    PerState<quint32> m_counts{};
    quint32 m_settling = 0; // records

    bool m_inRound = false;
    RunPhase m_phase = RunPhase::Idle;
    Rest m_rest = Rest::GoesOn;
    Halt m_halt = Halt::None;
    quint32 m_round = 0;
    quint32 m_roundRecords = 0;
    bool m_untested = false; // failures of a round that was still growing
    Scope m_scope; // of the round; between rounds, all
    Scope m_next; // of the round that begins when this one has ended
    qint64 m_front = 0; // the lowest place in front that was ever taken
    std::optional<quint32> m_firstLeft; // records that may begin in the round
    quint32 m_again = 0; // records that try again in such a round: they go first
    Instant m_roundBegan{};
    Instant m_roundEnded{};
    Instant m_roundDeadline = never;
    Instant m_rateDue = never;

    // Of the event that is being applied.
    static constexpr int toLook = 1; // what it takes of a slice
    static constexpr int toChange = 8;
    static constexpr quint64 mostMoves = 2000; // among the groups, while somebody holds a lock
    quint64 m_movesBefore = 0;
    int m_claimsLeft = 0; // that may be made or handed back
    Instant m_now{};
    Actions *m_out = nullptr;
};

} // namespace batchdeck
