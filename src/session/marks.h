#pragma once

#include "core/plan.h"

#include <QStringList>

namespace batchdeck {

class SessionJournal;

// A mark that is missing says something only where an operation has left marks all the time, and
// in the same databases. What each of them
// does is noted in the run's journal; the answer are those that leave marks now, and may not always have.
QStringList marksThatMayLack(const Plan &plan, SessionJournal &journal);

} // namespace batchdeck
