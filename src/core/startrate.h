#pragma once

#include "core/clock.h"

#include <optional>

namespace batchdeck {

// Spaces starts evenly, without bursts: any window of time w sees at most rate × (w + slack) + 1.
class StartRate {
public:
    static constexpr Duration slack = std::chrono::milliseconds(2); // a timer that woke late may catch up so much

    void set(std::optional<double> rate);
    Instant next() const { return m_next; } // no start before
    void started(Instant now);

private:
    Duration m_interval{};
    Instant m_next{};
    Instant m_last{};
};

} // namespace batchdeck
