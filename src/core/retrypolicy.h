#pragma once

#include "core/runsettings.h"

namespace batchdeck {

// A small generator that gives the same numbers everywhere, so that a run can be played again.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }
    double roll(); // from 0 up to, not including, 1

private:
    std::uint64_t m_state;
};

// How long to wait before the next attempt, after so many tries.
Duration retryDelay(const RetrySettings &settings, int tries, Dice &dice);

} // namespace batchdeck
