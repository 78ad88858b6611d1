#pragma once

#include "core/runpast.h"
#include "journal/journalfile.h"

namespace batchdeck {

// What a journal comes to when its run is opened again.
struct JournalPast {
    RunPast run;
    std::vector<JournalEntry> interrupted; // to be written before anything starts; the run has them already
    quint32 ended = 0; // records
    quint32 held = 0; // of the interrupted: they took the program down too often
    std::vector<quint32> edited; // rows
    quint32 repaired = 0; // of them, those that the file has no record for
};

// The answer for a row: whether running it twice does no harm.
using IsIdempotent = std::function<bool(quint32 row)>;

Expected<JournalPast> pastOf(JournalFile &file, const IsIdempotent &isIdempotent, qint64 now);

// It ended because its run did, before its turn or in the middle of it: who goes on with the run means it too.
bool wasCutOff(const PastRecord &record);

// Queues what was cut off; what is to be written of that.
std::vector<JournalEntry> takeUp(RunPast &past, qint64 now);

} // namespace batchdeck
