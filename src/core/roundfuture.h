#pragma once

#include "core/batchrun.h"

#include <QFuture>

namespace batchdeck {

// The round that is under way, or the next one, as Qt's own API has it: its progress is shown, its
// cancel, suspend and resume are obeyed within 50 ms, its result is the summary. After a cancel it
// finishes without a result, as a cancelled QFuture does; the run's summary() always answers.
QFuture<RunSummary> mirrorRound(BatchRun &run);

} // namespace batchdeck
