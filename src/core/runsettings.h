#pragma once

#include "core/clock.h"
#include "core/error.h"

#include <optional>

namespace batchdeck {

inline constexpr int maxConcurrency = 4096;
inline constexpr int maxAttempts = 1000;
inline constexpr Duration longestDuration = std::chrono::hours(24 * 365 * 100); // far from where nanoseconds overflow

struct RetrySettings {
    enum class Growth : std::uint8_t { Fixed, Linear, Exponential };

    int attempts = 1; // in all, the first included
    Duration delay = std::chrono::milliseconds(500);
    Growth growth = Growth::Exponential;
    Duration maxDelay = std::chrono::seconds(30);
    bool jitter = true; // full: anything from nothing to the whole delay
    bool timeouts = false; // also what timed out and is not idempotent

    bool operator==(const RetrySettings &) const = default;
};

struct FailureSettings {
    enum class Then : std::uint8_t {
        Continue, // each on its own
        Pause, // start nothing more, ask a person
        Drain, // finish what runs, skip the rest
        Cancel, // cancel what runs, skip the rest
        FirstSuccess, // one success is enough: then cancel what runs, skip the rest
    };

    Then then = Then::Continue;
    std::optional<int> count; // of the round's records
    std::optional<double> percent; // of the round's records; 0 means the first failure
    std::optional<int> alike; // failures of one kind in a row

    bool operator==(const FailureSettings &) const = default;
};

// How a run is run. What is not set has no bound.
struct RunSettings {
    int concurrency = 8;
    std::optional<Duration> timeout;
    Duration cleanup = std::chrono::seconds(5);
    std::optional<double> rate; // starts a second
    std::optional<Duration> deadline;
    RetrySettings retry;
    FailureSettings failures;

    bool operator==(const RunSettings &) const = default;
};

// One clear sentence for the first setting that makes no sense.
Expected<void> check(const RunSettings &settings);
Expected<void> check(const FailureSettings &settings);

} // namespace batchdeck
