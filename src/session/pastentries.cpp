#include "session/pastentries.h"

#include "journal/recordfold.h"

namespace batchdeck {

namespace {

Error errorOf(const JournalEntry &entry)
{
    return {entry.errorKind, entry.errorMessage, entry.has(JournalEntry::Transient)};
}

} // namespace

std::optional<RecordResult> resultOf(std::span<const JournalEntry> entries)
{
    RecordFold fold;
    const JournalEntry *last = nullptr;
    const JournalEntry *attempt = nullptr;
    for (const JournalEntry &entry : entries) {
        fold.add(entry);
        if (entry.what != JournalEntry::What::End)
            continue;
        last = &entry;
        if (entry.number > 0 && !entry.has(JournalEntry::WrittenOff))
            attempt = &entry;
    }
    const PastRecord &record = fold.record();
    if (!last || !isEnded(record.state))
        return {};
    RecordResult result;
    result.row = record.row;
    result.state = record.state;
    result.attempts = record.attempts;
    result.known = QDateTime::fromMSecsSinceEpoch(last->at);
    if (attempt && !attempt->has(JournalEntry::Interrupted)) { // else nobody saw when it began
        result.started = attempt->started();
        result.elapsed = std::chrono::microseconds(attempt->elapsed);
    }
    result.result = last->result;
    if (result.state != State::Succeeded)
        result.error = last->errorKind.isEmpty() && attempt ? errorOf(*attempt) : errorOf(*last);
    return result;
}

PastEnd endOf(const JournalEntry &entry)
{
    PastEnd end;
    end.number = entry.number;
    end.became = entry.became;
    end.report = entry.report;
    end.reason = entry.reason;
    end.late = entry.has(JournalEntry::Late);
    end.byHand = entry.has(JournalEntry::ByHand);
    end.writtenOff = entry.has(JournalEntry::WrittenOff);
    end.interrupted = entry.has(JournalEntry::Interrupted);
    end.leader = entry.leader;
    end.ended = entry.at;
    if (end.number > 0)
        end.elapsed = std::chrono::microseconds(entry.elapsed);
    if (entry.timeout >= 0)
        end.timeout = std::chrono::microseconds(entry.timeout);
    end.error = errorOf(entry);
    end.hasResult = !entry.result.isEmpty();
    end.hasLog = !entry.log.isEmpty();
    return end;
}

std::vector<PastEnd> endsOf(std::span<const JournalEntry> entries)
{
    std::vector<PastEnd> ends;
    for (std::size_t at = 0; at < entries.size(); ++at) {
        if (entries[at].what != JournalEntry::What::End)
            continue;
        ends.push_back(endOf(entries[at]));
        ends.back().place = quint64(entries[at].row) << 32 | at; // a history only grows
    }
    return ends;
}

quint32 rowOf(const PastEnd &end)
{
    return static_cast<quint32>(end.place >> 32);
}

PastBody bodyOf(std::span<const JournalEntry> entries, const PastEnd &end)
{
    const std::size_t at = end.place & 0xffffffff;
    return at < entries.size() ? PastBody{entries[at].result, entries[at].log} : PastBody{};
}

} // namespace batchdeck
