#pragma once

#include "core/outcome.h"
#include "core/record.h"
#include "core/runevent.h"
#include "core/stopper.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace batchdeck {

class Attempt;
class BatchRun;
class BlockingOperation;
class AttemptPromise;
class AttemptWork;

// While it is held the attempt is Committing: no stop reaches it before the shield is gone.
class [[nodiscard]] Shield {
public:
    Shield() = default;
    Shield(Shield &&other) noexcept = default;
    Shield &operator=(Shield &&other) noexcept;
    ~Shield() { lower(); }

    // False where a stop had been asked for already: do not begin what must not be interrupted.
    explicit operator bool() const { return m_attempt != nullptr; }
    void lower();

private:
    friend class Attempt;
    explicit Shield(std::shared_ptr<Attempt> attempt)
        : m_attempt(std::move(attempt))
    {
    }
    std::shared_ptr<Attempt> m_attempt;
};

// How far an attempt has come, as a window shows it.
struct AttemptProgress {
    double fraction = -1; // below 0 where it is not known
    QString note;
    QString log;
};

// One try of one record: what an operation sees of the run. Any thread may use it until the attempt ends.
class Attempt final : public std::enable_shared_from_this<Attempt> {
    Q_DISABLE_COPY_MOVE(Attempt)

public:
    explicit Attempt(BatchRun &run);
    ~Attempt();

    const Record &record() const { return m_record; }
    int number() const { return static_cast<int>(m_number); } // 1 for the record's first
    const QString &runId() const; // the same whenever the run is opened again: with row and number, for marks
    bool stopRequested() const { return m_stop.stop_requested(); }

    // Its callbacks run in the thread that asks, so they take microseconds. They must not throw: nobody could catch
    // it (std::stop_source), and the program would end.
    std::stop_token stopToken() const { return m_stop.get_token(); }
    // For a stop that blocks, as asking a server to cancel does: runs on the run's stopper thread. When
    // the answer is destroyed it has run or will not run any more; that must be before finish().
    [[nodiscard]] BlockingStop onStop(std::function<void()> stop);

    void progress(double fraction, QString note = {});
    void log(QString line);
    Shield shield();

    // Runs when the work is over, however it ended: the last one added first, within the plan's budget.
    void onEnd(std::function<void()> cleanUp);

    // For work that needs something of its own before it can begin, such as a connection: between
    // waits() and begins() the timeout does not count. Both say nothing once a stop was asked for.
    void waits(QString forWhat);
    void begins();

    AttemptProgress snapshot() const;

private:
    friend class AttemptHandle;
    friend class AttemptWork;
    friend class BatchRun;
    friend class Shield;

    // Once; tells what its thread is to do next.
    std::optional<AttemptWork> finish(Outcome outcome);
    void lowerShield();
    bool endsClean();
    void runCleanUps();
    void addToLog(const QString &line, bool isFailure = false);
    bool isStarted() const { return m_id.serial != 0; }

    BatchRun &m_run;
    // Set before anybody else sees the attempt, then never again.
    quint32 m_operation = 0;
    AttemptId m_id;
    Record m_record;
    quint32 m_number = 0;
    Instant m_launched{};
    bool m_isNext = false; // the thread that started it does nothing else before

    std::stop_source m_stop;
    std::unique_ptr<AttemptPromise> m_promise; // for work that does not block
    std::atomic<bool> m_reported = false; // finish() was called
    std::atomic<bool> m_finished = false; // its clean-up is over as well
    std::atomic<bool> m_begun = false; // its work has its thread
    std::atomic<bool> m_held = false; // its timeout was put off because it had not begun
    std::atomic<bool> m_changed = false; // progress that nobody has seen yet
    std::atomic<double> m_fraction = -1;

    std::mutex m_shieldMutex;
    int m_shields = 0;
    mutable std::mutex m_mutex; // for what follows
    QString m_note;
    QString m_log;
    bool m_logIsFull = false;
    bool m_logIsOver = false; // a failure has gone past the end as well
    std::vector<std::function<void()>> m_cleanUps;
};

// The duty to say how an attempt ended.
class AttemptHandle {
    Q_DISABLE_COPY(AttemptHandle)

public:
    AttemptHandle(AttemptHandle &&other) noexcept = default;
    AttemptHandle &operator=(AttemptHandle &&other) noexcept = delete;
    ~AttemptHandle();

    Attempt &operator*() const { return *m_attempt; }
    Attempt *operator->() const { return m_attempt.get(); }

    // The first call counts. Clean-ups run in the thread that calls.
    void finish(Outcome outcome);

    void runOnThread(BlockingOperation &operation) &&;
    // finish(), on a thread of the run's: for clean-ups that the caller's own thread is too busy for.
    void finishOnThread(Outcome outcome) &&;

private:
    friend class AttemptWork;
    friend class BatchRun;
    void drop();
    explicit AttemptHandle(std::shared_ptr<Attempt> attempt)
        : m_attempt(std::move(attempt))
    {
    }
    std::shared_ptr<Attempt> m_attempt;
};

} // namespace batchdeck
