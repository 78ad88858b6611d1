#pragma once

#include "journal/journalfile.h"
#include "journal/recordfold.h"

namespace batchdeck {

// The row under which a record goes on; nothing where it does not.
using RowOf = std::function<std::optional<quint32>(quint32 row)>;

// What a new journal takes over from another one.
struct JournalCopy {
    JournalledRun run;
    RowOf rowOf{}; // without it they keep theirs
    bool isCarried = false; // as another run: no operation can look for what was done as the old one
    quint32 lastSequence = ~quint32(0); // up to that entry
    // Of a damaged one: what is sound. Where it says nothing of a record, nobody knows whether that has run; the
    // answer for its new row: whether that matters.
    bool isDamaged = false;
    std::function<bool(quint32 row)> matters{};
    // What could not be written to the old one, or may have been all the same: behind all else.
    std::span<JournalEntry> kept{};
    std::span<const JournalledDecision> keptDecisions{};
};

// Of a damaged journal: whether it says for certain how a record stands. What was to run may have run since.
bool isKnownOf(const RecordFold &fold);

// There whole or not at all, also where the program is killed.
Expected<void> copyJournal(JournalFile &from, const QString &to, const JournalCopy &copy);

// Likewise, in two steps: under another name first.
Expected<QString> prepareCopy(JournalFile &from, const QString &to, const JournalCopy &copy);
Expected<void> placeCopy(const QString &prepared, const QString &to);

// Of the same entries the first goes to the first, and so on.
RowOf rowsOfTheSame(const BatchIdentity &before, const BatchIdentity &now);

} // namespace batchdeck
