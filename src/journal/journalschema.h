#pragma once

#include "journal/sqlitefile.h"

#include <functional>

namespace batchdeck {

// Makes of a new file a journal, or of an older journal one of today, in one transaction; what `also` writes
// belongs to it. "journal.newer", "journal.foreign": it stays as it is.
using AlsoWritten = std::function<Expected<void>()>;
Expected<void> bringUpToDate(SqliteFile &file, const QString &path, const AlsoWritten &also = {});

// Whether a file is a journal of this version or an older one. "journal.empty": its making was cut short.
Expected<void> checkVersion(SqliteFile &file, const QString &path);

// By what it says in its own header, however damaged the rest. Nobody in this program may have it open.
bool isOurs(const QString &path);

// Whether a file may be kept aside as a journal, in whatever state it is. "journal.foreign" where it is somebody
// else's, for all that can be read of it.
Expected<void> checkIsOurs(SqliteFile &file, const QString &path);

int journalVersion();

} // namespace batchdeck
