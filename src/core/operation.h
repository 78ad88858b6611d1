#pragma once

#include "core/attempt.h"
#include "core/settlement.h"

namespace batchdeck {

// What a plan configures for records that ask for it by name. One object serves all of a run's
// attempts, from many threads at once.
class Operation {
    Q_DISABLE_COPY_MOVE(Operation)

public:
    Operation() = default;
    virtual ~Operation() = default;

    // Before the first attempt, in a thread of the run's: must not take long, what connects does so
    // when it is needed. Where it fails, so does every attempt. After the last one, close().
    virtual Expected<void> open() { return {}; }
    virtual void close() { }

    // One sentence: what it would do with a record. Does nothing of it, and asks nobody.
    virtual Expected<QString> preview(const Record &record) const;

    // Begins an attempt and returns at once. How it ended is told by handle.finish(), once, from any
    // thread, now or later; an attempt whose handle is dropped is in doubt. What start() throws is a
    // failure of that attempt and of nothing else.
    virtual void start(AttemptHandle handle) = 0;

    // In doubt: did it happen? Looks and changes nothing. May block, in a thread of the run's own, until the
    // token says stop; what it throws is the reason why nothing was found.
    virtual bool canSettle() const { return false; }
    virtual Settlement settle(const DoubtfulAttempt &doubt, std::stop_token stop);
};

// For work that blocks: run() has a thread of its own until it returns. What it throws is a failure.
class BlockingOperation : public Operation {
public:
    virtual Outcome run(Attempt &attempt) = 0;

    void start(AttemptHandle handle) final { std::move(handle).runOnThread(*this); }
};

} // namespace batchdeck
