#pragma once

#include "operations/simulatedwork.h"

namespace batchdeck {

// Decides what a simulated attempt does next. It has no thread, lock or clock: who drives it, on a
// thread or on a timer, tells it the time and does what it says.
class Simulation {
public:
    enum class Act { Wait, Report, RaiseShield, LowerShield, End };
    struct Step {
        Act act;
        Instant at; // of a Wait: how long nothing happens unless a stop is asked for
    };

    Simulation(const SimulatedWork &work, Instant begin)
        : m_work(work)
        , m_begin(begin)
    {
    }

    Step next(Instant now, bool stopRequested);
    void shieldRefused(Instant now); // a stop had been asked for

    const SimulatedWork &work() const { return m_work; }
    int step() const { return m_step; } // how many are done
    bool isStopping() const { return m_stopped != never; }
    bool wasStopped() const { return m_wasStopped; } // it ended because it was asked to

private:
    Instant after(Duration time) const { return m_begin + time; }

    SimulatedWork m_work;
    Instant m_begin;
    Instant m_stopped = never; // when it learned that it is to stop
    int m_step = 0;
    enum class Shielding { Ahead, Up, Over } m_shielding = Shielding::Ahead;
    bool m_wasRefused = false;
    bool m_wasStopped = false;
};

} // namespace batchdeck
