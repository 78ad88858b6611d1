#pragma once

#include "core/state.h"

#include <Qt>

namespace batchdeck {

// The columns of a table of records, as models and views name them.
struct RecordColumns {
    enum Column {
        Number,
        Label,
        Id,
        Operation,
        Target,
        RecordState,
        Progress,
        Try,
        Started,
        Elapsed,
        Waits,
        Result,
        ErrorText,
        Action
    };
    static constexpr int columns = Action + 1;

    static bool changes(Column column); // as the run goes on: an order by it may go stale
};

inline bool RecordColumns::changes(Column column)
{
    return column >= RecordState && column != Action;
}

} // namespace batchdeck
