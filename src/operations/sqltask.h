#pragma once

#include "core/attempt.h"
#include "operations/upsert.h"

#include <memory>
#include <variant>
#include <vector>

namespace batchdeck {

// A statement of the plan's own.
struct StatementRequest {
    SqlStatement statement;
    qsizetype mostRows = 0; // of its result
};

using SqlRequest = std::variant<UpsertRequest, StatementRequest>;

// An attempt and what it asks a database for.
struct SqlTask {
    // As far as is known before: others may be taken with it.
    bool isShort() const
    {
        constexpr qsizetype mostBytes = 64 * 1024;
        const auto *upsert = std::get_if<UpsertRequest>(&request);
        return upsert && upsert->rows.size() <= mostBytes;
    }

    AttemptHandle attempt;
    SqlRequest request;
    bool isMarked = false; // its transaction leaves a mark
};

// Each keeps what it was made with until somebody lets go of it.
using SqlTasks = std::vector<std::shared_ptr<SqlTask>>;

// Does tasks on a connection of its own, in the one thread that made it. Ends every attempt that it is given.
class SqlWorker {
    Q_DISABLE_COPY_MOVE(SqlWorker)

public:
    SqlWorker() = default;
    virtual ~SqlWorker() = default;
    // May take long; nobody's time counts meanwhile.
    virtual Expected<void> connect() = 0;
    virtual bool isConnected() = 0; // as far as is known without asking for long
    virtual bool answers() { return true; } // where nobody has used it for a while: it may be asked
    virtual void run(SqlTasks tasks) = 0;
};

} // namespace batchdeck
