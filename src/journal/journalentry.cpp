#include "journal/journalentry.h"

namespace batchdeck {

namespace {

qint64 microseconds(Duration span)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(span).count();
}

} // namespace

QDateTime JournalEntry::started() const
{
    return QDateTime::fromMSecsSinceEpoch(at - elapsed / 1000, Qt::UTC);
}

QDateTime JournalEntry::ended() const
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
}

ClockPair ClockPair::now()
{
    return {Clock::now(), microseconds(std::chrono::system_clock::now().time_since_epoch())};
}

qint64 ClockPair::wallOf(Instant instant) const
{
    return (wall - microseconds(steady - instant)) / 1000;
}

JournalEntry journalEntry(HistoryItem item, const ClockPair &clocks)
{
    const End &end = item.end;
    constexpr JournalEntry::What whats[] = {JournalEntry::What::End, JournalEntry::What::Claim,
                                            JournalEntry::What::HandBack, JournalEntry::What::Queued};
    JournalEntry entry;
    entry.what = whats[static_cast<int>(end.what)];
    entry.row = end.row;
    entry.number = end.number;
    entry.became = end.became;
    entry.report = end.report;
    entry.reason = end.reason;
    entry.flags = static_cast<std::uint8_t>(
        (end.late ? JournalEntry::Late : 0) | (end.byHand ? JournalEntry::ByHand : 0)
        | (end.writtenOff ? JournalEntry::WrittenOff : 0) | (end.checked ? JournalEntry::Checked : 0)
        | (item.outcome.error.transient ? JournalEntry::Transient : 0));
    entry.leader = end.leader;
    entry.elapsed = microseconds(end.ended - end.started);
    entry.at = clocks.wallOf(end.started) + entry.elapsed / 1000; // so that it says of its start what was told
    entry.timeout = end.timeout ? microseconds(*end.timeout) : -1;
    entry.errorKind = std::move(item.outcome.error.kind);
    entry.errorMessage = std::move(item.outcome.error.message);
    entry.result = std::move(item.outcome.result);
    entry.log = std::move(item.log);
    if (entry.result.size() > resultCap) { // a part of JSON would be none
        entry.log += QStringLiteral("\n[The result of %1 bytes was too long to keep.]").arg(entry.result.size());
        entry.result.clear();
    }
    return entry;
}

} // namespace batchdeck
