#pragma once

#include "core/error.h"

#include <QString>

namespace batchdeck {

// Renamed and new files are there after a crash only where their folder was flushed. 0, or why it could not be.
int flushFolderOf(const QString &path);

// Neither a folder nor a device, which nobody renames, and under one name alone: a second one would have a second lock.
Expected<void> checkIsFile(const QString &path);

// A journal that nobody has open. Nothing is written over.
Expected<void> renameJournal(const QString &from, const QString &to);

// With all that stands beside it. Its lock is the caller's.
void removeJournal(const QString &path);

// Gives it a name that no file has. The new name.
Expected<QString> keepAside(const QString &path, const QString &why);

// Where it can be, so that nobody goes on with what a run has left behind: its name leads to where it is now.
void leadOn(const QString &from, const QString &to);

} // namespace batchdeck
