#pragma once

#include <QString>

namespace batchdeck {

// Whether a journal's log was damaged before its last commit. SQLite reads it as far as its sums agree, as after a loss
// of power, and says nothing of what stands behind; but each commit was on disk before the next one was written. Only
// where nobody writes to it.
bool isLogAltered(const QString &path);

} // namespace batchdeck
