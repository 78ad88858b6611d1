#pragma once

#include "core/runsummary.h"

#include <QString>

namespace batchdeck {

// As people say it: "in doubt".
QString stateText(State state);

// "31 of 40 · 6 at work · 2 failed · 3.1 a second · about 4 s left"
QString progressText(const RunSummary &summary);

// "40 records: 36 succeeded, 4 failed · 12.3 s", and why it did not go on.
QString endText(const RunSummary &summary);

} // namespace batchdeck
