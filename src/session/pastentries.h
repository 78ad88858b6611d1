#pragma once

#include "core/recordhistory.h"
#include "core/recordresult.h"
#include "journal/journalentry.h"

#include <span>

namespace batchdeck {

// A journal's entries of one record, oldest first, as what came of it: nothing where it is still to run.
std::optional<RecordResult> resultOf(std::span<const JournalEntry> entries);

PastEnd endOf(const JournalEntry &entry);

// All ends of one record; what may be long of each is asked for by its place.
std::vector<PastEnd> endsOf(std::span<const JournalEntry> entries);
quint32 rowOf(const PastEnd &end);
PastBody bodyOf(std::span<const JournalEntry> entries, const PastEnd &end);

} // namespace batchdeck
