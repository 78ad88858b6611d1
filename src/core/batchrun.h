#pragma once

#include "core/batch.h"
#include "core/delivery.h"
#include "core/launcher.h"
#include "core/lifeline.h"
#include "core/operation.h"
#include "core/recordstatus.h"
#include "core/roundmirror.h"
#include "core/runmachine.h"
#include "core/settler.h"
#include "core/success.h"

#include <condition_variable>
#include <span>
#include <thread>
#include <unordered_map>

namespace batchdeck {

// What a run is made of.
struct RunSetup {
    std::shared_ptr<const Batch> batch;
    Workload workload;
    RunSettings settings{};
    std::vector<std::unique_ptr<Operation>> operations{}; // by the workload's numbers
    std::vector<std::optional<SuccessTest>> success{}; // likewise, where the plan says
    std::unique_ptr<Launcher> launcher{};
    RunJournal *journal = nullptr; // outlives the run; where it is lost nothing starts before journalFound()
    RunPast past{}; // where it is opened again
    QString id{}; // the same whenever it is opened; one is made where there is none
    std::uint64_t seed = 0;
    LockWatch *watch = nullptr; // likewise
};

// A batch under a plan, from opening to closing: asks the machine and does what it says.
//
// Every function may be called from any thread and, but for wait() and close(), returns at once; none runs
// an operation's code in the caller's thread. Nothing outlives the run: its destructor stops what runs, joins
// it, and finishes what was asked for before.
class BatchRun final {
    Q_DISABLE_COPY_MOVE(BatchRun)

public:
    static Expected<std::unique_ptr<BatchRun>> create(RunSetup setup);
    ~BatchRun();

    void start() { post(event::Start{}); }
    void start(RowSet only) { post(event::Start{std::move(only), {}}); }
    void startFirst(quint32 records) { post(event::Start{{}, records}); }
    void pause() { post(event::Pause{}); }
    void resume() { post(event::Resume{}); }
    void drain() { post(event::Drain{}); }
    void cancel() { post(event::CancelRun{}); }
    void cancel(RowSet rows) { post(event::Cancel{std::move(rows)}); }
    void retry(RowSet rows) { post(event::Retry{std::move(rows)}); }
    void moveToFront(RowSet rows) { post(event::Front{std::move(rows)}); }
    void markAs(RowSet rows, State state) { post(event::Mark{std::move(rows), state}); }
    // What turns out not to be done fails, or, where a person wants that, is queued.
    void settle(RowSet rows, bool queues = false) { post(event::Settle{std::move(rows), queues}); }
    void giveUp(quint32 row) { post(event::GiveUp{row}); }
    void repair(quint32 row) { post(event::Repair{row}); }
    void journalFound(quint32 loss) { post(event::JournalFound{loss}); } // that loss of it is over; see RunJournal

    // Live: holds from the next decision on. An error changes nothing. The edit may ask the run what it
    // likes, but change nothing else of it: changes come one after the other.
    Expected<void> change(const std::function<void(RunSettings &)> &edit);
    Expected<void> setConcurrency(int concurrency);
    Expected<void> setTimeout(std::optional<Duration> timeout);
    Expected<void> setRate(std::optional<double> rate);
    Expected<void> setFailures(const FailureSettings &failures);

    // True once no round is under way, nothing is being settled and the journal has every end; false where
    // that took longer.
    bool wait(Duration atMost) const;
    // Stops what runs and starts nothing any more; finishes what was asked for before, and waits until all
    // that is left does not answer: that is given up. False where the destructor would wait for ever: attempts
    // are left, or an operation does not return from opening or from a look at what is in doubt.
    bool close(Duration atMost);

    // A row that the batch does not have is Invalid, waits for nothing and has no progress.
    RunSummary summary() const;
    RunSettings settings() const;
    RecordRow record(quint32 row) const;
    RecordStatus status(quint32 row) const;
    Waiting waiting(quint32 row) const;
    AttemptProgress progress(quint32 row) const;
    std::vector<AttemptAtWork> atWork() const; // in no order
    QString errorKind(quint16 number) const;
    const Batch &batch() const { return *m_batch; }
    const QString &id() const { return m_id; }
    bool canSettle(quint32 row) const; // in doubt: its operation can look what became of it
    // Of what a record waits for.
    QString gateName(quint32 gate, quint32 row) const { return m_gateNames.name(gate, m_batch->record(row)); }
    // Many at once, for who shows or sorts them all: not of one moment, for the lock is let go in between.
    void copyRecords(quint32 first, std::span<RecordRow> into) const;
    void copyStates(quint32 first, std::span<State> into) const;
    void copyStates(std::span<const quint32> rows, std::span<State> into) const; // of these
    // Swaps in the rows that changed since the last call.
    void takeChanges(Changes &changes);

    // From now on, until a round ends.
    void mirror(std::shared_ptr<RoundMirror> mirror);

private:
    friend class Attempt;
    friend class AttemptHandle;
    friend class AttemptWork;
    using Attempts = std::vector<std::shared_ptr<Attempt>>;

    explicit BatchRun(RunSetup setup);

    // From attempts
    std::optional<AttemptWork> finish(Attempt &attempt, Outcome outcome); // and what its thread is to do next
    static bool droppedWhileStarting(const Attempt &attempt);
    void begin(Attempt &attempt);
    void markChanged(quint32 row);
    void launch(AttemptWork work) { m_launcher->launch(std::move(work)); }
    void durable(const std::vector<AttemptId> &attempts);
    void settle(const Actions::Settle &doubt, std::stop_token stop); // on the settler's thread

    void writeDown(const Event &event) const;
    bool post(Event event); // true where it granted a shield
    std::shared_ptr<Attempt> attemptOf(AttemptId id) const;
    void apply(Event event, Attempts &starts, HistoryItem *item = nullptr, std::shared_ptr<Attempt> *first = nullptr);
    void call();
    void deliveryWants();
    void wake();
    std::optional<AttemptWork> dispatch(Attempts starts);
    bool canGoOn(const Attempt &attempt) const;
    AttemptWork workOf(std::shared_ptr<Attempt> attempt) const;
    void startAttempt(const std::shared_ptr<Attempt> &attempt);

    // The run's own thread: deadlines, slices, stops, and what verbs start.
    void serve();
    bool holds(AttemptId attempt) const;
    void stopAttempts();
    bool hasEndedMirrors() const { return !m_endedMirrors.empty() && m_delivery.isOver(); }
    bool has(quint32 row) const { return row < m_batch->size(); }
    bool isWanted() const;
    bool isNeeded() const;
    void endMirrors(const RunSummary &summary);
    void serveMirrors();
    void obey(const std::shared_ptr<RoundMirror> &mirror, RoundMirror::Wish wish);

    RunJournal *const m_journal;
    const QString m_id;
    const std::shared_ptr<const Batch> m_batch;
    const std::vector<std::unique_ptr<Operation>> m_operations;
    const std::vector<std::optional<SuccessTest>> m_success;
    const GateNames m_gateNames;
    std::vector<BlockingOperation *> m_blocking; // by operation; null where it does not block
    std::vector<std::optional<Error>> m_broken; // by operation: why it could not be opened

    mutable RunLock m_lock; // for what follows
    ErrorKinds m_kinds;
    RunMachine m_machine;
    Actions m_actions;
    Attempts m_attempts; // by slot, while an attempt may still be stopped
    std::unordered_map<quint32, std::shared_ptr<Attempt>> m_writtenOff; // by serial: those whose slot has another
    Attempts m_toStop;
    Attempts m_toStart;
    std::vector<Actions::Settle> m_toSettle;
    Delivery m_delivery;
    std::vector<std::shared_ptr<RoundMirror>> m_mirrors;
    std::vector<std::pair<std::shared_ptr<RoundMirror>, RunSummary>> m_endedMirrors; // and how their rounds ended
    Instant m_mirrorDue = never;
    Instant m_sleepsUntil = Instant::min(); // the run's thread; in the past while it is awake
    int m_threads = 0; // that the launcher must have; the run's thread tells it
    bool m_isOpen = false; // each operation has been opened, or could not be
    bool m_closing = false;
    bool m_over = false;
    mutable std::condition_variable m_wake;
    mutable std::condition_variable m_changed; // for wait() and close()

    std::mutex m_changing; // one change of the settings at a time; taken before the lock
    std::atomic<bool> m_calls = false; // the run's thread is wanted before it goes on starting
    std::atomic<Instant> m_due = Instant::min(); // its next deadline
    std::atomic<int> m_inside = 0; // threads that are in finish()
    Stopper m_stopper;
    Settler m_settler;
    std::unique_ptr<Launcher> m_launcher;
    Lifeline<BatchRun> m_lifeline{*this}; // for the journal, which may have it still when the run is gone
    std::thread m_thread;
};

} // namespace batchdeck
