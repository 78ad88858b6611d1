#pragma once

#include "journal/journalentry.h"

namespace batchdeck {

// By which an entry that was altered on disk is known: 48 bits, a number that SQLite holds in 6 bytes.
quint64 entrySum(qint64 id, const JournalEntry &entry, quint16 errorKind);
quint64 bodySum(qint64 id, const JournalEntry &entry);
quint64 runSum(quint64 before, const QString &key, const QByteArray &value); // of what is said of the whole, by key

} // namespace batchdeck
