#pragma once

#include "operations/sqltask.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace batchdeck {

// The connections to one target, a thread each, made as they are needed. A thread that ends an attempt
// takes the next one itself. What waits here for a connection shows it, and its timeout does not count.
//
// Lives as long as the attempts that it was given.
class SqlPool {
    Q_DISABLE_COPY_MOVE(SqlPool)

public:
    struct Setup {
        SqlDialect dialect = SqlDialect::SQLite;
        QString waitsFor; // what is shown of those that wait
        int most = 1; // connections
        std::size_t together = 1; // tasks that one worker may be given at once
        std::function<std::unique_ptr<SqlWorker>()> worker;
    };

    explicit SqlPool(Setup setup);
    ~SqlPool();

    void add(SqlTask task);
    int connections() const;
    SqlDialect dialect() const { return m_setup.dialect; }

private:
    struct Waiting;
    using Waitings = std::vector<std::shared_ptr<Waiting>>;
    using Place = std::list<std::shared_ptr<Waiting>>::iterator;

    bool mustWait() const;
    void withdraw(Waiting &waiting);
    void serve();
    enum class Wait : std::uint8_t { Over, None, Slept };
    Wait waitForTasks(bool isConnected);
    Expected<void> connect(SqlWorker &worker);
    Waitings take();

    const Setup m_setup;
    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    std::list<std::shared_ptr<Waiting>> m_queue;
    std::vector<std::thread> m_threads;
    int m_idle = 0; // that wait for tasks
    int m_ready = 0; // of them: that are connected
    bool m_over = false;
};

} // namespace batchdeck
