#include "operations/simulation.h"

#include <algorithm>

namespace batchdeck {

Simulation::Step Simulation::next(Instant now, bool stopRequested)
{
    if (stopRequested && !isStopping())
        m_stopped = now;

    const bool hasShield = m_work.shield && !m_wasRefused;
    const bool isUp = m_shielding == Shielding::Up;
    const Instant stops = isStopping() && !isUp ? m_stopped + m_work.ignoreStop : never;
    // Of those at the same time the first goes first.
    const Step steps[] = {
        {Act::Report, m_step < m_work.steps ? after(m_work.seconds / m_work.steps * (m_step + 1)) : never},
        {Act::LowerShield, isUp ? after(m_work.shield->to) : never},
        {Act::RaiseShield, hasShield && m_shielding == Shielding::Ahead ? after(m_work.shield->from) : never},
        {Act::End, m_wasRefused ? stops : std::min(stops, after(m_work.seconds))},
    };
    const Step first = *std::min_element(std::begin(steps), std::end(steps),
                                         [](const Step &one, const Step &other) { return one.at < other.at; });
    if (first.at > now)
        return {Act::Wait, first.at};
    switch (first.act) {
    case Act::Report:
        ++m_step;
        break;
    case Act::RaiseShield:
        m_shielding = Shielding::Up;
        break;
    case Act::LowerShield:
        m_shielding = Shielding::Over;
        break;
    case Act::End:
        m_wasStopped = first.at == stops;
        break;
    case Act::Wait:
        break;
    }
    return first;
}

void Simulation::shieldRefused(Instant now)
{
    m_shielding = Shielding::Over;
    m_wasRefused = true;
    m_stopped = std::min(m_stopped, now);
}

} // namespace batchdeck
