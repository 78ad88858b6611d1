#pragma once

#include "journal/sqlitefile.h"

namespace batchdeck {

// Makes of a new file a journal, or of an older journal one of today, in one transaction.
// "journal.newer", "journal.foreign": it stays as it is.
Expected<void> bringUpToDate(SqliteFile &file, const QString &path);

// Whether a file is a journal of this version or an older one.
Expected<void> checkVersion(SqliteFile &file, const QString &path);

int journalVersion();

} // namespace batchdeck
