#pragma once

namespace batchdeck {

// Where several hold, the first of 2, 130, 3, 1.
inline constexpr int someDidNotSucceed = 1;
inline constexpr int couldNotStart = 2;
inline constexpr int someInDoubt = 3;
inline constexpr int wasInterrupted = 130;

} // namespace batchdeck
