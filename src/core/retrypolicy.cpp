#include "core/retrypolicy.h"

#include <algorithm>
#include <cmath>

namespace batchdeck {

double Dice::roll()
{
    // splitmix64
    std::uint64_t value = m_state += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    value ^= value >> 31;
    return static_cast<double>(value >> 11) * 0x1p-53;
}

Duration retryDelay(const RetrySettings &settings, int tries, Dice &dice)
{
    double factor = 1;
    switch (settings.growth) {
    case RetrySettings::Growth::Fixed:
        break;
    case RetrySettings::Growth::Linear:
        factor = tries;
        break;
    case RetrySettings::Growth::Exponential:
        factor = std::ldexp(1.0, tries - 1);
        break;
    }
    const auto longest = static_cast<double>(settings.maxDelay.count());
    double delay = std::min(static_cast<double>(settings.delay.count()) * factor, longest);
    if (settings.jitter)
        delay *= dice.roll();
    return Duration(static_cast<Duration::rep>(delay));
}

} // namespace batchdeck
