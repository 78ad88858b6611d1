#include "operations/simulatedattempt.h"

#include "operations/waiting.h"

namespace batchdeck {

SimulatedAttempt::SimulatedAttempt(Attempt &attempt, const SimulatedWork &work)
    : m_attempt(attempt)
    , m_simulation(work, Clock::now())
{
    if (cleansUp())
        attempt.onEnd([cleanup = work.cleanup] { waitUntil(Clock::now() + cleanup, {}); });
}

std::optional<Instant> SimulatedAttempt::goOn()
{
    using Act = Simulation::Act;
    while (true) {
        const Simulation::Step step = m_simulation.next(Clock::now(), m_attempt.stopRequested());
        switch (step.act) {
        case Act::Wait:
            return step.at;
        case Act::Report: {
            const int steps = m_simulation.work().steps;
            m_attempt.progress(double(m_simulation.step()) / steps,
                               QStringLiteral("step %1 of %2").arg(m_simulation.step()).arg(steps));
            break;
        }
        case Act::RaiseShield:
            m_shield = m_attempt.shield();
            if (!m_shield)
                m_simulation.shieldRefused(Clock::now());
            break;
        case Act::LowerShield:
            m_shield.lower();
            break;
        case Act::End:
            return {};
        }
    }
}

Outcome SimulatedAttempt::outcome() const
{
    return m_simulation.wasStopped() ? Outcome::stopped() : m_simulation.work().end(m_attempt.number());
}

} // namespace batchdeck
