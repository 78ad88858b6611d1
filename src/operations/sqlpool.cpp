#include "operations/sqlpool.h"

#include "core/thrown.h"

#include <atomic>

namespace batchdeck {

namespace {

thread_local const SqlPool *poolOfThisThread = nullptr;

} // namespace

struct SqlPool::Waiting {
    explicit Waiting(SqlTask what)
        : task(std::move(what))
        , attempt(task.attempt->shared_from_this())
    {
    }

    // Whichever of the two is second lets its time count.
    void tell(const QString &waitsFor)
    {
        Told before = Told::Nothing;
        if (!told.compare_exchange_strong(before, Told::Now))
            return;
        attempt->waits(waitsFor);
        if (told.exchange(Told::Waits) == Told::Begins)
            attempt->begins();
    }
    void begin()
    {
        if (told.exchange(Told::Begins) == Told::Waits)
            attempt->begins();
    }

    SqlTask task;
    const std::shared_ptr<Attempt> attempt; // also when the task is on its way
    std::optional<Place> place; // in the queue; under the pool's mutex
    std::optional<std::stop_callback<std::function<void()>>> onStop;

private:
    enum class Told : std::uint8_t { Nothing, Now, Waits, Begins };
    std::atomic<Told> told = Told::Nothing;
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
    return m_queue.size() >= static_cast<std::size_t>(m_ready) + (poolOfThisThread == this ? m_setup.together : 0);
}

void SqlPool::add(SqlTask task)
{
    const auto waiting = std::make_shared<Waiting>(std::move(task));
    bool waits = false;
    {
        const std::lock_guard lock(m_mutex);
        waits = mustWait();
    }
    if (waits)
        waiting->tell(m_setup.waitsFor);
    // A task that is taken lets go of its callback, which waits for one that is running: no lock is held there.
    waiting->onStop.emplace(waiting->attempt->stopToken(), [this, raw = std::weak_ptr(waiting)] {
        if (const auto stopped = raw.lock())
            withdraw(*stopped);
    });
    const bool isStopped = waiting->attempt->stopRequested(); // then the callback was too early to find it
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

SqlPool::Wait SqlPool::waitForTasks(bool isConnected)
{
    std::unique_lock lock(m_mutex);
    if (!m_queue.empty())
        return Wait::None;
    ++m_idle;
    m_ready += isConnected ? 1 : 0;
    m_changed.wait(lock, [this] { return m_over || !m_queue.empty(); });
    --m_idle;
    m_ready -= isConnected ? 1 : 0;
    return m_queue.empty() ? Wait::Over : Wait::Slept;
}

// What waits meanwhile can still be withdrawn, or taken by somebody else.
Expected<void> SqlPool::connect(SqlWorker &worker)
{
    Waitings waitings;
    {
        const std::lock_guard lock(m_mutex);
        waitings.assign(m_queue.begin(), m_queue.end());
    }
    for (const auto &waiting : waitings)
        waiting->tell(m_setup.waitsFor);
    try {
        return worker.connect();
    } catch (...) {
        return thrownError();
    }
}

SqlPool::Waitings SqlPool::take()
{
    Waitings taken;
    const std::lock_guard lock(m_mutex);
    while (!m_queue.empty() && taken.size() < m_setup.together) {
        if (!taken.empty() && !(m_queue.front()->task.isShort() && taken.front()->task.isShort()))
            break; // whoever is taken with a long one could not be withdrawn meanwhile
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
    Expected<void> connected = Error{};
    for (Wait wait; (wait = waitForTasks(static_cast<bool>(connected))) != Wait::Over;) {
        const bool isThere = worker->isConnected() && (wait == Wait::None || worker->answers());
        connected = isThere ? Expected<void>() : connect(*worker);
        std::vector<SqlTask> tasks;
        for (const auto &waiting : take()) {
            waiting->onStop.reset();
            waiting->begin();
            tasks.push_back(std::move(waiting->task));
        }
        if (connected) {
            worker->run(std::move(tasks));
            continue;
        }
        for (SqlTask &task : tasks)
            task.attempt.finish(Outcome::failed(connected.error()));
    }
}

} // namespace batchdeck
