#pragma once

#include "core/attempt.h"
#include "operations/simulation.h"

namespace batchdeck {

// Does to an attempt what its simulation says, as far as that goes without waiting.
class SimulatedAttempt {
public:
    SimulatedAttempt(Attempt &attempt, const SimulatedWork &work);

    // Until when there is nothing to do; nothing where it is over.
    std::optional<Instant> goOn();
    bool isStopping() const { return m_simulation.isStopping(); }

    Outcome outcome() const; // may throw
    bool cleansUp() const { return m_simulation.work().cleanup > Duration::zero(); }

private:
    Attempt &m_attempt;
    Simulation m_simulation;
    Shield m_shield;
};

} // namespace batchdeck
