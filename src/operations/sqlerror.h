#pragma once

#include "core/error.h"

namespace batchdeck {

// The five characters that SQL has for what went wrong: "23505". SQLite's own codes are told by them too,
// so that errors are grouped alike whatever the database.
QString sqlStateOf(int sqliteCode); // an extended one

// May the same work succeed when it is done again?
bool isTransient(const QString &sqlState);

// "sql.23505", with what the database says, where it was, and what to do where that is known.
Error sqlError(const QString &sqlState, const QString &message, const QString &where = {});

// What a server says in several parts, or lines: one after the other, each ended.
QString sentences(const QStringList &parts);

} // namespace batchdeck
