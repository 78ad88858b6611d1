#include "journal/journalpast.h"

#include "journal/recordfold.h"

#include <algorithm>

namespace batchdeck {

Expected<JournalPast> pastOf(JournalFile &file, const IsIdempotent &isIdempotent, qint64 now)
{
    JournalPast past;
    std::vector<std::pair<std::size_t, QString>> kinds; // of interruptions, which the file may not know
    RecordFold fold;
    bool isFirst = true;
    const auto conclude = [&] {
        if (isFirst)
            return;
        if (auto entry = fold.interruption(isIdempotent(fold.record().row), now)) {
            fold.add(*entry);
            past.held += entry->errorKind == heldKind;
            kinds.emplace_back(past.run.records.size(), entry->errorKind);
            past.interrupted.push_back(*std::move(entry));
        }
        past.run.records.push_back(fold.record());
        if (fold.isEdited())
            past.edited.push_back(fold.record().row);
        past.repaired += fold.isRepaired();
        past.ended += isEnded(fold.record().state);
    };
    const auto scanned = file.scan([&](const JournalEntry &entry, quint16 errorKind) {
        if (isFirst || fold.record().row != entry.row) {
            conclude();
            fold = {};
            isFirst = false;
        }
        fold.add(entry, errorKind);
    });
    if (!scanned)
        return scanned.error();
    conclude();
    past.run.kinds = file.kinds();
    for (const auto &[at, kind] : kinds) {
        const auto found = std::find(past.run.kinds.begin(), past.run.kinds.end(), kind);
        past.run.records[at].errorKind = static_cast<quint16>(found - past.run.kinds.begin());
        if (found == past.run.kinds.end())
            past.run.kinds.push_back(kind);
    }
    return past;
}

bool wasCutOff(const PastRecord &record)
{
    const bool isOver = record.state == State::Cancelled || record.state == State::Skipped;
    return isOver
        && (record.stranded || record.reason == StopReason::RunCancelled || record.reason == StopReason::Policy);
}

std::vector<JournalEntry> takeUp(RunPast &past, qint64 now)
{
    std::vector<JournalEntry> entries;
    for (PastRecord &record : past.records) {
        if (!wasCutOff(record))
            continue;
        record.state = State::Queued;
        record.reason = StopReason::None;
        record.late = false;
        JournalEntry entry;
        entry.what = JournalEntry::What::Queued;
        entry.row = record.row;
        entry.at = now;
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace batchdeck
