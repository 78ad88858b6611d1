#pragma once

#include "core/runsummary.h"

#include <QString>

#include <limits>

namespace batchdeck {

// "1 record", "2,000 records".
QString recordsText(quint32 count);

// As people say it: "in doubt".
QString stateText(State state);

// "31 of 40 · about 4 s left · 6 at work · 2 failed · 3.1 a second", or as much of it, whole parts from the
// left, as there is room for in a terminal's cells.
QString progressText(const RunSummary &summary, int room = std::numeric_limits<int>::max());

// "40 records: 36 succeeded, 4 failed · 12.3 s", and why it did not go on.
QString endText(const RunSummary &summary, bool isInterrupted);

} // namespace batchdeck
