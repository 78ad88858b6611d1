#include "operations/timerthread.h"

#include <utility>

namespace batchdeck {

TimerThread::~TimerThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void TimerThread::add(std::shared_ptr<Task> task, Instant due)
{
    const std::lock_guard lock(m_mutex);
    queue(std::move(task), due);
    if (!m_thread.joinable())
        m_thread = std::thread(&TimerThread::run, this);
}

void TimerThread::hurry(Task &task)
{
    const std::lock_guard lock(m_mutex);
    task.m_hurried = true;
    if (!task.m_due)
        return;
    auto node = m_tasks.extract({*task.m_due, &task});
    queue(std::move(node.mapped()), *task.m_due);
}

// Under the lock.
void TimerThread::queue(std::shared_ptr<Task> task, Instant due)
{
    if (std::exchange(task->m_hurried, false))
        due = Instant::min();
    task->m_due = due;
    Task *const key = task.get();
    const auto at = m_tasks.emplace(std::pair(due, key), std::move(task)).first;
    if (at == m_tasks.begin())
        m_changed.notify_one();
}

void TimerThread::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (m_tasks.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const Instant due = m_tasks.begin()->first.first;
        if (due > Clock::now()) {
            m_changed.wait_until(lock, due);
            continue;
        }
        auto task = std::move(m_tasks.extract(m_tasks.begin()).mapped());
        task->m_due.reset();
        lock.unlock();
        const std::optional<Instant> again = task->ring();
        if (!again)
            task.reset(); // without the lock: it may be the last that holds it
        lock.lock();
        if (again)
            queue(std::move(task), *again);
    }
}

} // namespace batchdeck
