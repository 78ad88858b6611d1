#include "operations/sqlpool.h"

namespace batchdeck {

namespace {

thread_local const SqlPool *poolOfThisThread = nullptr;

} // namespace

struct SqlPool::Waiting {
    explicit Waiting(SqlTask what)
        : task(std::move(what))
    {
    }

    SqlTask task;
    bool isShown = false; // as one that waits
    std::optional<Place> place; // in the queue; under the pool's mutex
    std::optional<std::stop_callback<std::function<void()>>> onStop;
};

SqlPool::SqlPool(Setup setup)
    : m_setup(std::move(setup))
{
}

SqlPool::~SqlPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

int SqlPool::connections() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_threads.size());
}

// Is there nobody who takes one more at once? Under the mutex.
bool SqlPool::mustWait() const
{
    const std::size_t room = static_cast<std::size_t>(m_idle)
        + (static_cast<std::size_t>(m_setup.most) - m_threads.size())
        + (poolOfThisThread == this ? m_setup.together : 0);
    return m_queue.size() >= room;
}

void SqlPool::add(SqlTask task)
{
    const auto waiting = std::make_shared<Waiting>(std::move(task));
    Attempt &attempt = *waiting->task.attempt;
    {
        const std::lock_guard lock(m_mutex);
        waiting->isShown = mustWait();
    }
    if (waiting->isShown)
        attempt.waits(m_setup.waitsFor);
    // A task that is taken lets go of its callback, which waits for one that is running: no lock is held there.
    waiting->onStop.emplace(attempt.stopToken(), [this, raw = std::weak_ptr(waiting)] {
        if (const auto stopped = raw.lock())
            withdraw(*stopped);
    });
    const bool isStopped = attempt.stopRequested(); // then the callback was too early to find it
    {
        const std::lock_guard lock(m_mutex);
        waiting->place = m_queue.insert(m_queue.end(), waiting);
        const bool isWanted = static_cast<std::size_t>(m_idle) < m_queue.size() && poolOfThisThread != this;
        const bool isMany = m_queue.size() > static_cast<std::size_t>(m_idle) + m_setup.together;
        if ((isWanted || isMany) && static_cast<int>(m_threads.size()) < m_setup.most)
            m_threads.emplace_back(&SqlPool::serve, this);
    }
    if (isStopped)
        withdraw(*waiting);
    else if (poolOfThisThread != this || m_setup.most > 1)
        m_changed.notify_one();
}

// A stop was asked for while it waited: whoever takes it out of the queue ends it.
void SqlPool::withdraw(Waiting &waiting)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!waiting.place)
            return;
        m_queue.erase(*std::exchange(waiting.place, {}));
    }
    std::move(waiting.task.attempt).finishOnThread(Outcome::stopped());
}

std::vector<std::shared_ptr<SqlPool::Waiting>> SqlPool::take()
{
    std::vector<std::shared_ptr<Waiting>> taken;
    std::unique_lock lock(m_mutex);
    ++m_idle;
    m_changed.wait(lock, [this] { return m_over || !m_queue.empty(); });
    --m_idle;
    while (!m_queue.empty() && taken.size() < m_setup.together) {
        m_queue.front()->place.reset();
        taken.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    return taken;
}

void SqlPool::serve()
{
    poolOfThisThread = this;
    const std::unique_ptr<SqlWorker> worker = m_setup.worker();
    while (true) {
        std::vector<std::shared_ptr<Waiting>> taken = take();
        if (taken.empty())
            return;
        std::vector<SqlTask> tasks;
        tasks.reserve(taken.size());
        for (const auto &waiting : taken) {
            waiting->onStop.reset();
            if (waiting->isShown)
                waiting->task.attempt->begins();
            tasks.push_back(std::move(waiting->task));
        }
        taken.clear();
        worker->run(std::move(tasks));
    }
}

} // namespace batchdeck
