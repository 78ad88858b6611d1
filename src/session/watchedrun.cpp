#include "session/watchedrun.h"

#include "formats/planreader.h"
#include "journal/journalpast.h"
#include "operations/kinds.h"
#include "session/keptruns.h"
#include "session/pastentries.h"

#include <QFileInfo>

namespace batchdeck {

namespace {

constexpr qint64 granularity = 2000; // milliseconds: what is written that soon after may bear the same time

}

Expected<std::shared_ptr<WatchedRun>> WatchedRun::open(const QString &journal, std::shared_ptr<const Batch> batch)
{
    auto file = JournalFile::read(journal);
    if (!file)
        return file.error();
    auto reader = JournalFile::read(journal, JournalFile::Entries::Skip);
    if (!reader)
        return reader.error();
    if (batch && !BatchIdentity::of(*batch, {}).isSameContent(file->run().batch))
        batch.reset();
    return std::shared_ptr<WatchedRun>(new WatchedRun(*std::move(file), *std::move(reader), std::move(batch)));
}

WatchedRun::WatchedRun(JournalFile file, JournalFile reader, std::shared_ptr<const Batch> batch)
    : m_file(std::move(file))
    , m_batch(std::move(batch))
    , m_reader(std::move(reader))
{
    if (const PlanReading reading = readPlan(m_file.run().plan, kinds()); reading.plan)
        m_names = RecordNames(*reading.plan);
}

QString WatchedRun::label(quint32 row) const
{
    return m_batch ? m_names.label(m_batch->record(row)) : QString();
}

WatchedRun::Mark WatchedRun::mark() const
{
    Mark mark{};
    std::size_t at = 0;
    for (const char *suffix : {"", "-wal"}) {
        const QFileInfo file(path() + QLatin1StringView(suffix));
        mark[at++] = file.size();
        mark[at++] = file.lastModified().toMSecsSinceEpoch();
    }
    return mark;
}

Expected<std::optional<WatchedRun::Stand>> WatchedRun::look()
{
    const bool isAtWork = batchdeck::isAtWork(path());
    const Mark now = mark();
    if (m_mark == now && m_wasAtWork == isAtWork)
        return std::optional<Stand>();
    const auto past = pastOf(
        m_file, [](quint32) { return false; }, 0);
    if (!past)
        return past.error();
    const bool isSettled =
        std::max(now[1], now[3]) + granularity < QDateTime::currentMSecsSinceEpoch(); // else it is read once more
    m_mark = isSettled ? std::optional(now) : std::nullopt;
    m_wasAtWork = isAtWork;

    Stand stand;
    stand.isAtWork = isAtWork;
    stand.records.resize(run().batch.entries.size());
    for (quint32 row = 0; row < stand.records.size(); ++row) {
        stand.records[row].row = row;
        if (m_batch && m_batch->isInvalid(row))
            stand.records[row].state = State::Invalid;
    }
    for (const PastRecord &record : past->run.records) {
        if (record.row < stand.records.size())
            stand.records[record.row] = record;
    }
    for (const JournalEntry &entry : past->interrupted) {
        if (isAtWork && entry.row < stand.records.size())
            stand.records[entry.row].state = State::Running;
    }
    return std::optional(std::move(stand));
}

Expected<std::vector<JournalEntry>> WatchedRun::history(quint32 row) const
{
    const std::scoped_lock lock(m_mutex);
    return m_reader.history(row);
}

Expected<std::vector<PastEnd>> WatchedRun::ends(quint32 row) const
{
    const auto entries = history(row);
    if (!entries)
        return entries.error();
    return endsOf(*entries);
}

Expected<PastBody> WatchedRun::body(const PastEnd &end) const
{
    auto entries = history(rowOf(end));
    if (!entries)
        return entries.error();
    return bodyOf(*entries, end);
}

} // namespace batchdeck
