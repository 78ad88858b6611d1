#pragma once

#include "core/clock.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace batchdeck {

// Until that time or until the token says stop, whichever is first.
inline void waitUntil(Instant until, const std::stop_token &token)
{
    std::mutex mutex;
    std::condition_variable_any nobody;
    std::unique_lock lock(mutex);
    nobody.wait_until(lock, token, until, [] { return false; });
}

} // namespace batchdeck
