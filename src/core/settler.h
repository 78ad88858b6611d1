#pragma once

#include "core/clock.h"
#include "core/runevent.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace batchdeck {

// A thread that asks about attempts in doubt, one after the other: who wants to know need not wait.
class Settler {
public:
    using Ask = std::function<void(const Actions::Settle &doubt, std::stop_token stop)>;

    explicit Settler(Ask ask)
        : m_ask(std::move(ask))
    {
    }
    ~Settler() { stop(); }

    void post(std::vector<Actions::Settle> doubts);
    void leave(); // what is asked now, and all that waits: nothing is asked any more once that one returns
    bool waitUntil(Instant until); // for that; false where it took longer
    void stop(); // both, however long it takes

private:
    void run(const std::stop_token &stop);

    const Ask m_ask;
    std::mutex m_mutex; // for what follows
    std::condition_variable_any m_posted;
    std::vector<Actions::Settle> m_doubts;
    bool m_isOver = false;
    bool m_isAsking = false;
    std::condition_variable m_asked;
    std::jthread m_thread; // from the first one on
};

} // namespace batchdeck
