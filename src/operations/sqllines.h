#pragma once

#include "core/clock.h"
#include "core/leftthread.h"
#include "operations/sqlpool.h"

#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

namespace batchdeck {

// The threads of a pool and what they share: the tasks that wait. A thread that is left in a connect which
// never ends keeps it.
class SqlLines : public std::enable_shared_from_this<SqlLines> {
    Q_DISABLE_COPY_MOVE(SqlLines)

public:
    explicit SqlLines(SqlPool::Setup setup);
    ~SqlLines();

    void add(SqlTask task);
    int count() const;
    void end(); // nothing waits any more: its threads are joined, and those that connect are left

private:
    struct Waiting;
    struct Withdraw;
    using Waitings = std::vector<std::shared_ptr<Waiting>>;
    using Place = std::list<std::shared_ptr<Waiting>>::iterator;

    struct Line { // a thread and its connection
        std::thread thread;
        std::optional<Instant> since; // it connects, or asks whether it still is connected
        bool isOverdue = false; // it did that for too long
        bool isConnected = false;
        bool isRefused = false; // the server has as many as it takes, and others of ours among them
        std::optional<LeftThread> left;
    };

    bool mustWait() const;
    void withdraw(Waiting &waiting);
    void serve(Line &line);
    enum class Wait : std::uint8_t { Over, None, Slept };
    Wait waitForTasks(Line &line, bool isConnected);
    bool isWanted(const Line &line) const;
    bool hasConnected() const;
    std::size_t connecting() const;
    bool isNobodyLeft() const;
    void begin(Line &line);
    Expected<void> connect(Line &line, SqlWorker &worker);
    Waitings take(Line &line, const Expected<void> &connected);
    void startLine();
    void watch();
    bool hasGivenUp();
    void failAll(std::unique_lock<std::mutex> &lock);

    const SqlPool::Setup m_setup;
    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed; // for lines that are connected
    std::condition_variable m_wanted; // for the others
    std::condition_variable m_watched; // for whoever watches lines that connect
    std::condition_variable m_ended; // for the end
    std::list<std::shared_ptr<Waiting>> m_queue;
    std::list<Line> m_lines;
    std::thread m_watch; // where there is an end to patience
    std::size_t m_idle = 0; // lines that wait for tasks
    std::size_t m_ready = 0; // of them: that are connected
    std::size_t m_overdue = 0; // lines that connect for too long
    bool m_isWatchIdle = false; // there is nothing to watch
    bool m_over = false;
};

} // namespace batchdeck
