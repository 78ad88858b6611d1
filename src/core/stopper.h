#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace batchdeck {

// Threads for stops that block, so that whoever asks for one never does, and none waits for another one that hangs.
class Stopper {
public:
    using Task = std::shared_ptr<std::function<void()>>;

    Stopper() = default;
    ~Stopper();

    void post(Task task);
    void withdraw(const Task &task); // it has run, or never will

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_posted;
    std::condition_variable m_ran;
    std::deque<Task> m_tasks;
    std::vector<Task> m_running; // one of each thread that is at work
    bool m_ending = false;
    std::vector<std::thread> m_threads; // as many as were ever needed at once
};

// A stop callback whose work is done by the stopper.
class BlockingStop {
public:
    BlockingStop(Stopper &stopper, const std::stop_token &token, std::function<void()> stop);
    ~BlockingStop();
    BlockingStop(const BlockingStop &) = delete;
    BlockingStop &operator=(const BlockingStop &) = delete;

private:
    Stopper &m_stopper;
    Stopper::Task m_task;
    std::optional<std::stop_callback<std::function<void()>>> m_callback;
};

} // namespace batchdeck
