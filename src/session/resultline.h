#pragma once

#include "core/batch.h"
#include "core/runjournal.h"

namespace batchdeck {

// A record's end as a line of JSON, with its line feed. The attempt is its last one, where it had any.
QByteArray resultLine(const Batch &batch, const HistoryItem &end, const HistoryItem *attempt);

// Of an entry that could not be read.
QByteArray invalidLine(const Batch &batch, quint32 row);

} // namespace batchdeck
