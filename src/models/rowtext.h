#pragma once

#include "core/recordstatus.h"

#include <QCoreApplication>

namespace batchdeck {

class BatchRun;

// The words for one row.
class RowText {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RowText)

public:
    static QString word(State state);
    static QString seconds(double seconds); // "1.2 s", "2 min 5 s", "3 ms", "< 1 ms"
    // What the state alone does not say: what a record waits for, and, where that is not its error, why it
    // stops or has stopped.
    static QString waiting(const BatchRun &run, quint32 row, const Waiting &waiting, Instant now);
    static QString remark(const BatchRun &run, quint32 row, const RecordStatus &status);
    static bool isItsError(State state);
};

} // namespace batchdeck
