#pragma once

#include "models/recordcolumns.h"
#include "models/recordtexts.h"
#include "models/roworder.h"

namespace batchdeck {

class RowJob;

quint64 sortRank(State state); // what is going on first, then what needs eyes

// All rows of a run in the order of a column, as it stands now. Rows that are alike there keep the file's
// order, in both directions, and those that have nothing there come last.
Arrangement sortRows(const RecordTexts &texts, RecordColumns::Column column, Qt::SortOrder order, RowJob &job);

} // namespace batchdeck
