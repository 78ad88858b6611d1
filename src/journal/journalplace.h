#pragma once

#include "core/error.h"

#include <QString>

namespace batchdeck {

// Renamed and new files are there after a crash only where their folder was flushed. 0, or why it could not be.
int flushFolderOf(const QString &path);

// A journal that nobody has open. Nothing is written over.
Expected<void> renameJournal(const QString &from, const QString &to);

// With all that stands beside it. Its lock is the caller's.
void removeJournal(const QString &path);

// Gives it a name that no file has. The new name.
Expected<QString> keepAside(const QString &path, const QString &why);

} // namespace batchdeck
