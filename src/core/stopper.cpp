#include "core/stopper.h"

#include "core/thrown.h"

#include <algorithm>

namespace batchdeck {

Stopper::~Stopper()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_posted.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Stopper::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (!m_thread.joinable())
            m_thread = std::thread(&Stopper::run, this);
    }
    m_posted.notify_one();
}

void Stopper::withdraw(const Task &task)
{
    std::unique_lock lock(m_mutex);
    std::erase(m_tasks, task);
    if (m_thread.get_id() != std::this_thread::get_id()) // a stop may end what it stops
        m_ran.wait(lock, [&] { return m_running != task; });
}

void Stopper::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_posted.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        m_running = std::move(m_tasks.front());
        m_tasks.pop_front();
        const Task task = m_running;
        lock.unlock();
        try {
            (*task)();
        } catch (...) {
            qWarning("a stop failed: %s", qPrintable(thrownError().message));
        }
        lock.lock();
        m_running.reset();
        m_ran.notify_all();
    }
}

BlockingStop::BlockingStop(Stopper &stopper, const std::stop_token &token, std::function<void()> stop)
    : m_stopper(stopper)
    , m_task(std::make_shared<std::function<void()>>(std::move(stop)))
{
    m_callback.emplace(token, [this] { m_stopper.post(m_task); });
}

BlockingStop::~BlockingStop()
{
    m_callback.reset();
    m_stopper.withdraw(m_task);
}

} // namespace batchdeck
