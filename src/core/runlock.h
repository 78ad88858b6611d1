#pragma once

#include "core/clock.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace batchdeck {

// How long a run's lock was held, for who wants to know.
struct LockWatch {
    std::atomic<Duration> longest = Duration::zero();

    void saw(Duration held)
    {
        Duration before = longest.load(std::memory_order_relaxed);
        while (held > before && !longest.compare_exchange_weak(before, held, std::memory_order_relaxed)) { }
    }
};

// A mutex at which callers do not starve while a long piece of work goes on in slices: whoever does
// that work takes the lock patiently, after everybody that stands at it.
class RunLock {
public:
    explicit RunLock(LockWatch *watch = nullptr)
        : m_watch(watch)
    {
    }

    class Guard {
    public:
        explicit Guard(RunLock &lock, bool patient = false)
            : m_runLock(lock)
            , m_lock(lock.m_mutex, std::defer_lock)
        {
            if (patient)
                lock.letOthersGo();
            else
                lock.m_standing.fetch_add(1, std::memory_order_relaxed);
            lock.enter(m_lock);
            if (!patient)
                lock.m_standing.fetch_sub(1, std::memory_order_relaxed);
            if (lock.m_watch)
                m_since = Clock::now();
        }
        ~Guard()
        {
            if (m_runLock.m_watch)
                m_runLock.m_watch->saw(Clock::now() - m_since);
        }
        Guard(const Guard &) = delete;
        Guard &operator=(const Guard &) = delete;

        // Waiting is not holding.
        template <typename Condition, typename Predicate>
        bool waitUntil(Condition &condition, Instant until, Predicate &&predicate)
        {
            if (m_runLock.m_watch)
                m_runLock.m_watch->saw(Clock::now() - m_since);
            bool result = true;
            if (until == never)
                condition.wait(m_lock, predicate);
            else
                result = condition.wait_until(m_lock, until, predicate);
            if (m_runLock.m_watch)
                m_since = Clock::now();
            return result;
        }

    private:
        RunLock &m_runLock;
        std::unique_lock<std::mutex> m_lock;
        Instant m_since{};
    };

private:
    void letOthersGo() const
    {
        for (int turns = 0; turns < 10 && m_standing.load(std::memory_order_relaxed) > 0; ++turns)
            std::this_thread::yield();
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

    std::mutex m_mutex;
    std::atomic<int> m_standing = 0;
    LockWatch *m_watch;
};

} // namespace batchdeck
