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
    static QString seconds(double seconds); // "1.2 s", "2 min 5 s"
    // What the state alone does not say: what it waits for, why it stops; empty where that is its error.
    static QString note(const BatchRun &run, quint32 row, const RecordStatus &status, Instant now);
    static bool isItsError(State state);
};

} // namespace batchdeck
