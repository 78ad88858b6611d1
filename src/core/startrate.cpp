#include "core/startrate.h"

#include <algorithm>

namespace batchdeck {

void StartRate::set(std::optional<double> rate)
{
    // A start every century is as slow as anybody can tell; more would overflow.
    constexpr double slowest = 100.0 * 365 * 24 * 3600;
    m_interval = rate
        ? std::chrono::duration_cast<Duration>(std::chrono::duration<double>(std::min(1 / *rate, slowest)))
        : Duration::zero();
    m_next = m_last == Instant{} ? Instant{} : m_last + m_interval;
}

void StartRate::started(Instant now)
{
    if (m_interval == Duration::zero()) {
        m_last = now;
        return;
    }
    m_last = std::max(m_next, now - slack);
    m_next = m_last + m_interval;
}

} // namespace batchdeck
