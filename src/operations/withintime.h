#pragma once

#include "core/clock.h"
#include "core/leftthread.h"

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace batchdeck {

// What somebody says who may never answer: nothing where it takes too long, or, a moment after a stop was asked
// for, where it goes on all the same. It is asked on a thread of its own, which is left then.
template <typename T>
std::optional<T> withinTime(Duration longest, const std::stop_token &stop, std::function<T()> ask)
{
    constexpr std::chrono::milliseconds grace(1'000); // for who hears the stop
    struct Asked {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::optional<T> answer;
        std::exception_ptr thrown;
    };
    const auto asked = std::make_shared<Asked>();
    std::thread([asked, ask = std::move(ask)] {
        const LeftThread left;
        std::optional<T> answer;
        std::exception_ptr thrown;
        try {
            answer = ask();
        } catch (...) {
            thrown = std::current_exception();
        }
        const std::lock_guard lock(asked->mutex);
        asked->answer = std::move(answer);
        asked->thrown = std::move(thrown);
        asked->changed.notify_all();
    }).detach();
    std::unique_lock lock(asked->mutex);
    const auto isThere = [&] { return asked->answer || asked->thrown; };
    if (!asked->changed.wait_until(lock, stop, Clock::now() + longest, isThere) && stop.stop_requested())
        asked->changed.wait_until(lock, Clock::now() + grace, isThere);
    if (asked->thrown)
        std::rethrow_exception(asked->thrown);
    return std::move(asked->answer);
}

} // namespace batchdeck
