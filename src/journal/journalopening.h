#pragma once

#include "journal/journalpast.h"
#include "journal/journalwriter.h"

namespace batchdeck {

// What a person wants done with a run that was there before.
enum class Reopen : std::uint8_t {
    Ask, // begin, but not where that would leave one behind unfinished
    Resume, // go on with it
    Fresh, // begin anew; what was there stays as it is
};

// A run that was found, against what is to be run now.
struct FoundRun {
    QString path;
    QDateTime created;
    quint32 ended = 0;
    quint32 inDoubt = 0; // of them
    quint32 left = 0; // to run
    BatchChange batch;
    QStringList planKeys; // that have changed

    bool isUnfinished() const { return left > 0 || inDoubt > 0; }
};

// Whether to go on with what was found (true) or to begin anew, or the sentence that says why neither and
// what to do. Asks no disk.
Expected<bool> goesOn(const std::optional<FoundRun> &found, Reopen reopen);

// Of the top-level keys of two plans, those that differ.
QStringList changedKeys(const QByteArray &before, const QByteArray &now);

struct JournalRequest {
    QString path; // a file that was named; without one it is in the folder
    QString folder;
    JournalledRun run; // what is to be run
    Reopen reopen = Reopen::Ask;
    IsIdempotent isIdempotent;
    JournalWriter::Failed failed;
};

struct OpenJournal {
    std::unique_ptr<JournalWriter> writer;
    RunPast past;
    QStringList told; // sentences for whoever opens it
};

// What was cut short is written down as such before it returns.
Expected<OpenJournal> openJournal(const JournalRequest &request);

} // namespace batchdeck
