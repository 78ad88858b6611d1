#pragma once

#include "journal/journalopening.h"

namespace batchdeck {

// What happened to a run since it was last at work is written down: which records were interrupted, and which are
// taken up again. From then on it is open, with its past, the entries that were edited, and what is told of both.
Expected<void> takeUpPast(JournalFile &file, JournalPast past, OpenJournal &opened);

} // namespace batchdeck
