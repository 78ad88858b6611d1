#pragma once

#include "operations/sqltask.h"

#include <chrono>
#include <functional>
#include <memory>

namespace batchdeck {

class SqlLines;

// The connections to one target, a thread each, made as they are needed. A thread that ends an attempt
// takes the next one itself. What waits here for a connection shows it, and its timeout does not count.
//
// Lives as long as the attempts that it was given. A thread that is still connecting then is not waited for.
class SqlPool {
    Q_DISABLE_COPY_MOVE(SqlPool)

public:
    struct Setup {
        SqlDialect dialect = SqlDialect::SQLite;
        QString title; // of what it leads to
        QString waitsFor; // what is shown of those that wait
        int most = 1; // connections
        std::size_t together = 1; // tasks that one worker may be given at once
        std::chrono::milliseconds patience{0}; // with a server that is silent while it is connected to; 0: no end of it
        std::function<std::unique_ptr<SqlWorker>()> worker;
    };

    explicit SqlPool(Setup setup);
    ~SqlPool();

    void add(SqlTask task);
    int connections() const;
    SqlDialect dialect() const { return m_dialect; }

private:
    const SqlDialect m_dialect;
    const std::shared_ptr<SqlLines> m_lines;
};

} // namespace batchdeck
