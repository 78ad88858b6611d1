#include "core/stopper.h"

#include "core/thrown.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t mostThreads = 64;

thread_local const std::function<void()> *runningHere = nullptr;

} // namespace

Stopper::~Stopper()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_posted.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void Stopper::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (m_running.size() + m_tasks.size() > m_threads.size() && m_threads.size() < mostThreads)
            m_threads.emplace_back(&Stopper::run, this);
    }
    m_posted.notify_one();
}

void Stopper::withdraw(const Task &task)
{
    std::unique_lock lock(m_mutex);
    std::erase(m_tasks, task);
    if (runningHere != task.get()) // a stop may end what it stops
        m_ran.wait(lock, [&] { return std::find(m_running.begin(), m_running.end(), task) == m_running.end(); });
}

void Stopper::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_posted.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_running.push_back(task);
        lock.unlock();
        runningHere = task.get();
        try {
            (*task)();
        } catch (...) {
            qWarning("a stop failed: %s", qPrintable(thrownError().message));
        }
        runningHere = nullptr;
        lock.lock();
        std::erase(m_running, task);
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
