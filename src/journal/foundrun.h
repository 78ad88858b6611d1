#pragma once

#include "core/error.h"
#include "core/runsummary.h"
#include "journal/batchidentity.h"
#include "journal/journalpast.h"

#include <QDateTime>
#include <QStringList>

namespace batchdeck {

// What a person wants done with a run that was there before.
enum class Reopen : std::uint8_t {
    Ask, // begin, but not where that would leave one behind unfinished
    Resume, // go on with it
    Fresh, // begin anew; what was there stays as it is
};

// Kinds of the errors that say why none is opened, for whoever names a way on.
inline const QString journalUnfinished = QStringLiteral("journal.unfinished"); // Resume or Fresh
inline const QString journalDamaged = QStringLiteral("journal.damaged"); // likewise
inline const QString journalOther = QStringLiteral("journal.other"); // there is, but not the run that was meant
inline const QString journalLocked = QStringLiteral("journal.locked"); // another program is at work with it
inline const QString journalUnread = QStringLiteral("journal.unread"); // what may be of the batch; Fresh
inline const QString journalMissing = QStringLiteral("journal.missing"); // nothing to resume

// A run that was found, against what is to be run now.
struct FoundRun : RunTally {
    QString path;
    QDateTime created;
    BatchChange batch;
    QStringList planKeys; // that have changed
    bool isDamaged = false;

    bool hasBegun = false; // something has happened to some record
    bool isUnfinished() const { return hasBegun && (left > 0 || inDoubt > 0 || isDamaged); }
    QString standing() const; // "the run of 2026-11-21 08:00: 998 ended, 1 of them in doubt, 2 to run"
    QStringList changes() const; // sentences, of the batch and of the plan
};

FoundRun foundRun(const JournalFile &file, const JournalPast &past, const JournalledRun &now);

enum class Opening : std::uint8_t {
    Begin,
    GoOn,
    Carry, // begin, with what the records that are still there came to
};

// Which of them, or the sentence that says why none. Asks no disk.
Expected<Opening> openingOf(const std::optional<FoundRun> &found, Reopen reopen);

// Of the top-level keys of two plans, those that differ.
QStringList changedKeys(const QByteArray &before, const QByteArray &now);

} // namespace batchdeck
