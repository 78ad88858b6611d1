#pragma once

#include <chrono>

namespace batchdeck {

// Monotonic: it never jumps, and stands still while the computer sleeps.
using Clock = std::chrono::steady_clock;
using Instant = Clock::time_point;
using Duration = Clock::duration;

inline constexpr Instant never = Instant::max();

} // namespace batchdeck
