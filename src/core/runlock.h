#pragma once

#include "core/clock.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>

namespace batchdeck {

// For who wants to know how long a run's lock is held. Both are called by the thread that holds it.
class LockWatch {
public:
    virtual ~LockWatch() = default;
    virtual void taken() = 0;
    virtual void leaving() = 0;
};

// A mutex at which callers do not starve. The threads that end attempts take it a million times a second,
// and a mutex is not fair: they stand in a line of their own and let callers go first, as does the thread
// that goes through a long piece of work in slices.
class RunLock {
public:
    explicit RunLock(LockWatch *watch = nullptr)
        : m_watch(watch)
    {
    }

    enum class Who : std::uint8_t { Caller, Worker, Slicer };

    class Guard {
    public:
        // began: when the attempt did that a worker ends.
        explicit Guard(RunLock &lock, Who who = Who::Caller, Instant began = {})
            : m_runLock(lock)
            , m_line(lock.m_workers, std::defer_lock)
            , m_lock(lock.m_mutex, std::defer_lock)
        {
            if (who == Who::Caller) {
                lock.m_callers.fetch_add(1);
                enter(m_lock);
                lock.m_callers.fetch_sub(1);
                lock.m_served.fetch_add(1);
                lock.m_served.notify_all();
            } else if (!lock.takeIfFree(m_lock) && !(who == Who::Worker && lock.restAfter(began, m_lock))) {
                if (who == Who::Worker)
                    enter(m_line);
                lock.letCallersGo();
                enter(m_lock);
            }
            if (lock.m_watch)
                lock.m_watch->taken();
        }
        ~Guard()
        {
            if (m_runLock.m_watch)
                m_runLock.m_watch->leaving();
        }
        Guard(const Guard &) = delete;
        Guard &operator=(const Guard &) = delete;

        // Waiting is not holding.
        template <typename Condition, typename Predicate>
        bool waitUntil(Condition &condition, Instant until, Predicate &&predicate)
        {
            if (m_runLock.m_watch)
                m_runLock.m_watch->leaving();
            bool result = true;
            if (until == never)
                condition.wait(m_lock, predicate);
            else
                result = condition.wait_until(m_lock, until, predicate);
            if (m_runLock.m_watch)
                m_runLock.m_watch->taken();
            return result;
        }

    private:
        RunLock &m_runLock;
        std::unique_lock<std::mutex> m_line;
        std::unique_lock<std::mutex> m_lock;
    };

private:
    bool takeIfFree(std::unique_lock<std::mutex> &lock) const { return m_callers.load() == 0 && lock.try_lock(); }

    // Where attempts do little but take the lock, a second thread makes them no faster: it only moves the run's memory
    // from core to core. So it stays away while the other ends some dozens of them, yet not for long: what it is to
    // tell has happened already. True where it has the lock.
    bool restAfter(Instant began, std::unique_lock<std::mutex> &lock)
    {
        using namespace std::chrono_literals;
        const Instant came = Clock::now();
        if (came - began > 4us)
            return false;
        const std::lock_guard resting(m_resting);
        if (takeIfFree(lock))
            return true;
        if (Clock::now() - came < 1ms)
            std::this_thread::sleep_for(150us);
        return false;
    }

    // A few of them: whoever calls without a pause does not stop the work.
    void letCallersGo() const
    {
        for (int turns = 0; turns < 3; ++turns) {
            const std::uint32_t served = m_served.load();
            if (m_callers.load() == 0)
                return;
            m_served.wait(served);
        }
    }

    // The lock is held for less than a microsecond as a rule: sleeping and waking takes longer.
    static void enter(std::unique_lock<std::mutex> &lock)
    {
        for (int spins = 0; spins < 64; ++spins) {
            if (lock.try_lock())
                return;
            relax();
        }
        lock.lock();
    }

    static void relax()
    {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#endif
    }

    std::mutex m_resting; // one worker rests at a time
    std::mutex m_workers; // at most one of them stands at the mutex
    std::mutex m_mutex;
    std::atomic<int> m_callers = 0; // that stand at it
    std::atomic<std::uint32_t> m_served = 0; // callers that have got it
    LockWatch *m_watch;
};

} // namespace batchdeck
