#pragma once

#include "journal/foundrun.h"
#include "journal/journalwriter.h"

namespace batchdeck {

struct JournalRequest {
    QString path; // a file that was named; without one it is in the folder
    QString folder;
    JournalledRun run; // what is to be run
    Reopen reopen = Reopen::Ask;
    IsIdempotent isIdempotent;
    JournalWriter::Failed failed{};
    std::chrono::days kept{30}; // runs that are over, in the folder
    std::function<bool(quint32 row)> isInvalid{}; // as the file has it: then it has only run where it was edited
    QString wanted{}; // the id of the run to go on with; any where it is empty
    QString chosen{}; // of the folder's journals this one; where it is empty, or gone, the latest of the batch
};

struct OpenJournal {
    std::unique_ptr<JournalWriter> writer;
    JournalledRun run;
    RunPast past;
    std::vector<std::pair<quint32, QByteArray>> edits; // by row: the entries that a person has put in their place
    quint32 lastSequence = 0; // of what was there before; 0 where a run begins
    bool goesOn = false;
    QStringList told; // sentences for whoever opens it
};

// What was cut short is written down as such before it returns. Also where none is opened, `found` says what
// there is of this batch.
Expected<OpenJournal> openJournal(const JournalRequest &request, std::optional<FoundRun> &found);

} // namespace batchdeck
