#pragma once

#include "core/operation.h"
#include "operations/timerthread.h"

namespace batchdeck {

// The kind `simulate`, for trials, tests and demonstrations: each record says in its own fields what
// happens to it (SimulatedWork), and nothing outside the program is touched.
class SimulateOperation final : public Operation {
public:
    Expected<QString> preview(const Record &record) const override;
    void start(AttemptHandle handle) override;
    bool canSettle() const override { return true; }
    Settlement settle(const DoubtfulAttempt &doubt, std::stop_token stop) override;

private:
    // A record that says "blocking": true has a thread of its own, all others share the timer's.
    class OnThread final : public BlockingOperation {
    public:
        Outcome run(Attempt &attempt) override;
    };
    class OnTimer;

    OnThread m_onThread;
    TimerThread m_timer;
};

} // namespace batchdeck
