#pragma once

#include "core/launcher.h"

#include <condition_variable>
#include <deque>
#include <thread>

namespace batchdeck {

// Plain threads: nothing of Qt's pool or futures, so that ThreadSanitizer sees all there is.
class ThreadLauncher final : public Launcher {
public:
    ~ThreadLauncher() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_over = true;
        }
        m_changed.notify_all();
        for (std::thread &thread : m_threads)
            thread.join();
    }

    void setThreads(int most) override
    {
        const std::lock_guard lock(m_mutex);
        m_most = static_cast<std::size_t>(most);
    }

    void launch(AttemptWork work) override
    {
        const std::lock_guard lock(m_mutex);
        m_works.push_back(std::move(work));
        if (m_idle < m_works.size() && m_threads.size() < m_most)
            m_threads.emplace_back(&ThreadLauncher::serve, this);
        else
            m_changed.notify_one();
    }

    std::unique_ptr<AttemptPromise> promise() override { return nullptr; }

private:
    void serve()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            ++m_idle;
            m_changed.wait(lock, [this] { return m_over || !m_works.empty(); });
            --m_idle;
            if (m_works.empty())
                return;
            AttemptWork work = std::move(m_works.front());
            m_works.pop_front();
            lock.unlock();
            for (std::optional<AttemptWork> next = std::move(work); next;) {
                AttemptWork own = *std::move(next);
                next = own.finish(own.run());
            }
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<AttemptWork> m_works;
    std::vector<std::thread> m_threads;
    std::size_t m_most = 1;
    std::size_t m_idle = 0;
    bool m_over = false;
};

} // namespace batchdeck
