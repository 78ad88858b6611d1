#include "journal/journaltakeup.h"

#include "journal/recordfold.h"

#include <algorithm>
#include <iterator>

namespace batchdeck {

namespace {

// What was to run in its entry's place is lost: what the file has is not run instead.
JournalEntry withoutItsEdit(quint32 row)
{
    JournalEntry entry;
    entry.row = row;
    entry.became = State::Failed;
    entry.report = Report::Failed;
    entry.at = QDateTime::currentMSecsSinceEpoch();
    entry.errorKind = QStringLiteral("lost");
    entry.errorMessage = QStringLiteral(
        "It had been edited, and what was put in its place is lost: the run's journal was damaged. Edit it again.");
    return entry;
}

Expected<void> readEdits(JournalFile &file, const std::vector<quint32> &edited, OpenJournal &opened,
                         std::vector<JournalEntry> &entries)
{
    for (const quint32 row : edited) {
        auto history = file.history(row);
        if (!history)
            return history.error();
        const auto last = std::find_if(history->rbegin(), history->rend(), [](const JournalEntry &entry) {
            return entry.what == JournalEntry::What::Edited;
        });
        if (last != history->rend() && !last->isBodyLost && !last->result.isEmpty()) {
            opened.edits.emplace_back(row, std::move(last->result));
            continue;
        }
        std::vector<PastRecord> &records = opened.past.records;
        const auto record = std::lower_bound(records.begin(), records.end(), row,
                                             [](const PastRecord &past, quint32 other) { return past.row < other; });
        if (record == records.end() || record->row != row || isEnded(record->state))
            continue;
        entries.push_back(withoutItsEdit(row));
        std::vector<QString> &kinds = opened.past.kinds;
        record->state = State::Failed;
        record->errorKind = static_cast<quint16>(kinds.size());
        kinds.push_back(entries.back().errorKind);
    }
    if (const std::size_t edits = opened.edits.size(); edits > 0)
        opened.told += edits == 1
            ? QStringLiteral("1 record is as it was edited, not as the file has it.")
            : QStringLiteral("%L1 records are as they were edited, not as the file has them.").arg(edits);
    return {};
}

} // namespace

Expected<void> takeUpPast(JournalFile &file, JournalPast past, OpenJournal &opened)
{
    std::vector<JournalEntry> entries = std::move(past.interrupted);
    if (past.held == 1)
        opened.told +=
            QStringLiteral("1 record is held: Batchdeck ended %1 times while it was about to run or at work.")
                .arg(RecordFold::mostInterruptions);
    else if (past.held > 1)
        opened.told +=
            QStringLiteral("%L1 records are held: Batchdeck ended %2 times while they were about to run or at work.")
                .arg(past.held)
                .arg(RecordFold::mostInterruptions);
    std::vector<JournalEntry> again = takeUp(past.run, QDateTime::currentMSecsSinceEpoch());
    entries.insert(entries.end(), std::make_move_iterator(again.begin()), std::make_move_iterator(again.end()));
    opened.past = std::move(past.run);
    opened.goesOn = true;
    if (auto read = readEdits(file, past.edited, opened, entries); !read)
        return read;
    return file.append(entries);
}

} // namespace batchdeck
