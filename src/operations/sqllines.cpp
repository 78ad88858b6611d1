#include "operations/sqllines.h"

#include "core/thrown.h"
#include "operations/sqlerror.h"

#include <algorithm>
#include <atomic>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds lastGrace(250); // for who connects at the end: mostly it is about to be done

thread_local const SqlLines *linesOfThisThread = nullptr;

} // namespace

struct SqlLines::Withdraw {
    void operator()() const
    {
        if (const auto stopped = waiting.lock())
            lines->withdraw(*stopped);
    }

    SqlLines *lines;
    std::weak_ptr<Waiting> waiting;
};

struct SqlLines::Waiting {
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
    std::optional<Place> place; // in the queue; under the mutex
    std::optional<std::stop_callback<Withdraw>> onStop;

private:
    enum class Told : std::uint8_t { Nothing, Now, Waits, Begins };
    std::atomic<Told> told = Told::Nothing;
};

SqlLines::SqlLines(SqlPool::Setup setup)
    : m_setup(std::move(setup))
{
}

SqlLines::~SqlLines() = default;

void SqlLines::end()
{
    const bool mayLeave = m_setup.patience.count() > 0;
    {
        std::unique_lock lock(m_mutex);
        m_over = true;
        for (std::condition_variable *waited : {&m_changed, &m_wanted, &m_watched})
            waited->notify_all();
        const auto connects = [](const Line &line) { return line.since.has_value(); };
        if (mayLeave)
            m_ended.wait_for(lock, lastGrace, [&] { return std::none_of(m_lines.begin(), m_lines.end(), connects); });
        for (Line &line : m_lines) {
            if (!mayLeave || !line.since)
                continue;
            line.left.emplace();
            line.thread.detach();
        }
    }
    for (Line &line : m_lines) {
        if (line.thread.joinable())
            line.thread.join();
    }
    if (m_watch.joinable())
        m_watch.join();
}

int SqlLines::count() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_lines.size());
}

// Is there nobody who takes one more at once? Under the mutex.
bool SqlLines::mustWait() const
{
    return m_queue.size() >= m_ready + (linesOfThisThread == this ? m_setup.together : 0);
}

void SqlLines::add(SqlTask task)
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
    waiting->onStop.emplace(waiting->attempt->stopToken(), Withdraw{this, waiting});
    const bool isStopped = waiting->attempt->stopRequested(); // then the callback was too early to find it
    {
        const std::lock_guard lock(m_mutex);
        waiting->place = m_queue.insert(m_queue.end(), waiting);
        const bool needsOne = m_idle < m_queue.size() && linesOfThisThread != this;
        const bool isMany = m_queue.size() > m_idle + m_setup.together;
        if ((needsOne || isMany) && static_cast<int>(m_lines.size()) < m_setup.most)
            startLine();
        if (m_queue.size() > m_ready)
            m_wanted.notify_one();
        if (isNobodyLeft())
            m_watched.notify_one();
    }
    if (isStopped)
        withdraw(*waiting);
    else if (linesOfThisThread != this || m_setup.most > 1)
        m_changed.notify_one();
}

void SqlLines::startLine()
{
    Line &line = m_lines.emplace_back();
    line.thread = std::thread([self = shared_from_this(), &line] { self->serve(line); });
    if (m_setup.patience.count() > 0 && !m_watch.joinable())
        m_watch = std::thread(&SqlLines::watch, this);
}

// A stop was asked for while it waited: whoever takes it out of the queue ends it.
void SqlLines::withdraw(Waiting &waiting)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!waiting.place)
            return;
        m_queue.erase(*std::exchange(waiting.place, {}));
    }
    std::move(waiting.task.attempt).finishOnThread(Outcome::stopped());
}

bool SqlLines::hasConnected() const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [](const Line &line) { return line.isConnected && !line.isOverdue; });
}

std::size_t SqlLines::connecting() const
{
    return static_cast<std::size_t>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.since && !line.isOverdue; }));
}

// Who could take anything?
bool SqlLines::isNobodyLeft() const
{
    return m_overdue > 0 && m_overdue >= static_cast<std::size_t>(m_setup.most);
}

// Is there anybody whom nobody is about to take? Under the mutex.
bool SqlLines::isWanted(const Line &line) const
{
    const std::size_t others = connecting();
    return m_queue.size() > m_ready + others && !(line.isRefused && (others > 0 || hasConnected()));
}

// Who is watched is the last one to be due.
void SqlLines::begin(Line &line)
{
    line.since = Clock::now();
    if (std::exchange(m_isWatchIdle, false))
        m_watched.notify_one();
}

SqlLines::Wait SqlLines::waitForTasks(Line &line, bool isConnected)
{
    std::unique_lock lock(m_mutex);
    if (isConnected && !m_queue.empty())
        return Wait::None;
    ++m_idle;
    if (isConnected) {
        ++m_ready;
        m_changed.wait(lock, [this] { return m_over || !m_queue.empty(); });
        --m_ready;
    } else {
        m_wanted.wait(lock, [&] { return m_over || isWanted(line); });
    }
    --m_idle;
    if (m_queue.empty())
        return Wait::Over;
    begin(line);
    return Wait::Slept;
}

// What waits meanwhile can still be withdrawn, or taken by somebody else.
Expected<void> SqlLines::connect(Line &line, SqlWorker &worker)
{
    {
        Waitings waitings;
        {
            const std::lock_guard lock(m_mutex);
            line.isConnected = false;
            if (!line.since)
                begin(line);
            waitings.assign(m_queue.begin(), m_queue.end());
        }
        for (const auto &waiting : waitings)
            waiting->tell(m_setup.waitsFor);
    }
    try {
        return worker.connect();
    } catch (...) {
        return thrownError();
    }
}

SqlLines::Waitings SqlLines::take(Line &line, const Expected<void> &connected)
{
    Waitings taken;
    const std::lock_guard lock(m_mutex);
    if (std::exchange(line.since, {})) {
        m_wanted.notify_all(); // they had counted on it
        m_ended.notify_all();
    }
    if (std::exchange(line.isOverdue, false))
        --m_overdue;
    line.isConnected = static_cast<bool>(connected);
    line.isRefused = !connected && connected.error().kind == u"sql.53300" && (hasConnected() || connecting() > 0);
    if (line.isRefused)
        return taken; // others go on with what waits
    while (!m_queue.empty() && taken.size() < m_setup.together) {
        if (!taken.empty() && !(m_queue.front()->task.isShort() && taken.front()->task.isShort()))
            break; // whoever is taken with a long one could not be withdrawn meanwhile
        m_queue.front()->place.reset();
        taken.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    return taken;
}

void SqlLines::serve(Line &line)
{
    linesOfThisThread = this;
    std::unique_ptr<SqlWorker> worker = m_setup.worker();
    Expected<void> connected = Error{};
    for (Wait wait; (wait = waitForTasks(line, static_cast<bool>(connected))) != Wait::Over;) {
        const bool isThere = worker->isConnected() && (wait == Wait::None || worker->answers());
        connected = isThere ? Expected<void>() : connect(line, *worker);
        Waitings taken = take(line, connected);
        SqlTasks tasks;
        tasks.reserve(taken.size());
        for (auto &waiting : taken) {
            waiting->onStop.reset();
            waiting->begin();
            SqlTask *const task = &waiting->task;
            tasks.emplace_back(std::move(waiting), task);
        }
        if (connected) {
            worker->run(std::move(tasks));
            continue;
        }
        for (const auto &task : tasks)
            task->attempt.finish(Outcome::failed(connected.error()));
    }
    worker.reset();
    const std::lock_guard lock(m_mutex);
    line.left.reset();
}

// A connect that takes too long cannot be stopped. Those that wait for it fail; it may still end, and goes on then.
void SqlLines::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_over) {
        if (hasGivenUp() && !m_queue.empty()) {
            failAll(lock);
            continue;
        }
        Instant next = never;
        for (const Line &line : m_lines) {
            if (line.since && !line.isOverdue)
                next = std::min(next, *line.since + m_setup.patience);
        }
        m_isWatchIdle = next == never;
        if (m_isWatchIdle)
            m_watched.wait(lock);
        else
            m_watched.wait_until(lock, next);
    }
}

// Has one more taken too long, and nobody is connected? Under the mutex.
bool SqlLines::hasGivenUp()
{
    const Instant now = Clock::now();
    bool hasNew = false;
    for (Line &line : m_lines) {
        if (!line.since || line.isOverdue || *line.since + m_setup.patience > now)
            continue;
        line.isOverdue = hasNew = true;
        ++m_overdue;
    }
    if (hasNew)
        m_wanted.notify_all();
    return isNobodyLeft() || (hasNew && !hasConnected());
}

void SqlLines::failAll(std::unique_lock<std::mutex> &lock)
{
    Waitings waitings(m_queue.begin(), m_queue.end());
    m_queue.clear();
    for (const auto &waiting : waitings)
        waiting->place.reset();
    lock.unlock();
    const Error error = sqlError(u"08001"_s, u"The server does not answer."_s, m_setup.title);
    for (const auto &waiting : waitings) {
        waiting->onStop.reset();
        waiting->begin();
        std::move(waiting->task.attempt).finishOnThread(Outcome::failed(error));
    }
    waitings.clear();
    lock.lock();
}

} // namespace batchdeck
