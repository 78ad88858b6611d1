#include "core/settler.h"

#include <utility>

namespace batchdeck {

void Settler::post(std::vector<Actions::Settle> doubts)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOver)
            return;
        m_doubts.insert(m_doubts.end(), doubts.begin(), doubts.end());
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }
    m_posted.notify_one();
}

void Settler::leave()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_thread.request_stop();
}

bool Settler::waitUntil(Instant until)
{
    std::unique_lock lock(m_mutex);
    const auto isOver = [this] { return !m_isAsking; };
    if (until != never)
        return m_asked.wait_until(lock, until, isOver);
    m_asked.wait(lock, isOver);
    return true;
}

void Settler::stop()
{
    leave();
    if (m_thread.joinable())
        m_thread.join();
}

void Settler::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_posted.wait(lock, stop, [this] { return !m_doubts.empty(); })) {
        const std::vector<Actions::Settle> doubts = std::exchange(m_doubts, {});
        m_isAsking = true;
        lock.unlock();
        for (const Actions::Settle &doubt : doubts) {
            if (!stop.stop_requested())
                m_ask(doubt, stop);
        }
        lock.lock();
        m_isAsking = false;
        m_asked.notify_all();
    }
}

} // namespace batchdeck
