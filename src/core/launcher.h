#pragma once

#include "core/attempt.h"

namespace batchdeck {

// The future of an attempt that needs no thread.
class AttemptPromise {
public:
    virtual ~AttemptPromise() = default;
    virtual void finish(const Outcome &outcome) = 0;
};

// The work of one attempt on a thread.
class AttemptWork {
public:
    AttemptWork(std::shared_ptr<Attempt> attempt, BlockingOperation &operation)
        : m_attempt(std::move(attempt))
        , m_operation(&operation)
    {
    }
    // All but its clean-up is done.
    AttemptWork(std::shared_ptr<Attempt> attempt, Outcome outcome)
        : m_attempt(std::move(attempt))
        , m_outcome(std::make_shared<Outcome>(std::move(outcome)))
    {
    }

    Outcome run(); // the operation's own part; throws nothing
    // After that: the record's end, and the start of the next. What comes back is for the same thread to do.
    [[nodiscard]] std::optional<AttemptWork> finish(Outcome outcome);

private:
    std::shared_ptr<Attempt> m_attempt;
    BlockingOperation *m_operation = nullptr;
    std::shared_ptr<Outcome> m_outcome; // where there is no operation to ask
};

// Where attempts get their threads and their futures from. A thread goes on with what finish() hands back.
class Launcher {
    Q_DISABLE_COPY_MOVE(Launcher)

public:
    Launcher() = default;
    virtual ~Launcher() = default; // after all work has ended

    virtual void setThreads(int most) = 0;
    virtual void launch(AttemptWork work) = 0;
    virtual std::unique_ptr<AttemptPromise> promise() = 0; // may be null
};

} // namespace batchdeck
