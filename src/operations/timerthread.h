#pragma once

#include "core/clock.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace batchdeck {

// One thread that calls when it is time, for thousands that wait without a thread of their own.
class TimerThread {
public:
    class Task {
    public:
        virtual ~Task() = default;
        // When it wants to be called again; nothing: it is over. Throws nothing and does not block.
        virtual std::optional<Instant> ring() = 0;

    private:
        friend class TimerThread;
        std::optional<Instant> m_due; // while it stands in line
        bool m_hurried = false; // while it does not
    };

    TimerThread() = default;
    ~TimerThread();
    TimerThread(const TimerThread &) = delete;
    TimerThread &operator=(const TimerThread &) = delete;

    void add(std::shared_ptr<Task> task, Instant due);
    void hurry(Task &task); // call it at once, also where it has not been added yet

private:
    void queue(std::shared_ptr<Task> task, Instant due);
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::pair<Instant, Task *>, std::shared_ptr<Task>> m_tasks;
    bool m_ending = false;
    std::thread m_thread; // from the first task on
};

} // namespace batchdeck
