#pragma once

#include "core/error.h"

#include <QString>

#include <optional>

namespace batchdeck {

// Renamed and new files are there after a crash only where their folder was flushed. 0, or why it could not be.
int flushFolderOf(const QString &path);

// Neither a folder nor a device, which nobody renames, and under one name alone: a second one would have a second lock.
Expected<void> checkIsFile(const QString &path);

// A journal that nobody has open. Nothing is written over.
Expected<void> renameJournal(const QString &from, const QString &to);

// With all that stands beside it. Its lock is the caller's.
void removeJournal(const QString &path);
void removeFiles(const QString &path); // all but its lock

// Gives it a name that no file has. The new name.
Expected<QString> keepAside(const QString &path, const QString &why);

// Of a database that is gone, before another one takes its name: SQLite would take it for that one's.
void keepOrphanedLog(const QString &path);

// What stands at `now`, a whole journal or a link to one, takes the place of another that nobody has open and that is
// kept aside. A program that is killed meanwhile leaves the one or the other there. The name of what is kept.
Expected<QString> replaceJournal(const QString &path, const QString &now, const QString &why);

// What a replacing that was cut short has left: a second name, which goes.
void takeBackReplacing(const QString &path);

// A copy that was to take a journal's place stands beside it, and nothing there: what it was is kept aside.
std::optional<QString> lostPlace(const QString &path);

// Where it can be, so that nobody goes on with what a run has left behind: its name leads to where it is now.
bool leadOn(const QString &from, const QString &to);

} // namespace batchdeck
