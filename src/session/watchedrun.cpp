#include "session/watchedrun.h"

#include "formats/planreader.h"
#include "journal/journalpast.h"
#include "operations/kinds.h"
#include "session/keptruns.h"
#include "session/pastentries.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>

namespace batchdeck {

namespace {

constexpr qint64 granularity = 2000; // milliseconds: what is written that soon after may bear the same time
constexpr std::size_t few = 1000; // records, each of which is looked up

} // namespace

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

Expected<std::optional<WatchedRun::Stand>> WatchedRun::look(const Tell &tell)
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
    const auto records = std::make_shared<std::vector<PastRecord>>(run().batch.entries.size());
    for (quint32 row = 0; row < records->size(); ++row) {
        (*records)[row].row = row;
        if (m_batch && m_batch->isInvalid(row))
            (*records)[row].state = State::Invalid;
    }
    for (const PastRecord &record : past->run.records) {
        if (record.row < records->size())
            (*records)[record.row] = record;
    }
    for (const JournalEntry &entry : past->interrupted) {
        if (isAtWork && entry.row < records->size())
            (*records)[entry.row].state = State::Running;
    }
    if (const auto told = tellProblems(*records, past->interrupted, tell); !told)
        return told.error();
    m_mark = isSettled ? std::optional(now) : std::nullopt;
    m_wasAtWork = isAtWork;
    m_last = records;
    return std::optional(Stand{records, isAtWork});
}

// Of many it costs less to read all that there is in one go.
Expected<void> WatchedRun::tellProblems(const std::vector<PastRecord> &records,
                                        std::span<const JournalEntry> interrupted, const Tell &tell)
{
    auto cut = interrupted.begin();
    std::vector<quint32> rows; // about which there is something to read
    for (const PastRecord &record : records) {
        const State before = m_last ? (*m_last)[record.row].state : State::Queued;
        if ((m_last && record == (*m_last)[record.row]) || (!isProblem(before) && !isProblem(record.state)))
            continue;
        cut = std::find_if(cut, interrupted.end(), [&](const JournalEntry &entry) { return entry.row >= record.row; });
        if (cut != interrupted.end() && cut->row == record.row && record.state == State::InDoubt) {
            RecordResult result = resultOf(record, {});
            result.error = {cut->errorKind, cut->errorMessage, false};
            tell(result);
        } else if (isProblem(record.state) && record.state != State::Invalid) {
            rows.push_back(record.row);
        } else {
            tell(resultOf(record, {}));
        }
    }
    if (rows.size() > few) {
        auto next = rows.begin();
        return m_file.eachRecord(std::numeric_limits<quint32>::max(), JournalFile::Trust::Whole,
                                 [&](std::vector<JournalEntry> &entries) -> Expected<void> {
                                     next = std::lower_bound(next, rows.end(), entries.front().row);
                                     if (next != rows.end() && *next == entries.front().row)
                                         tell(resultOf(records[*next], entries));
                                     return {};
                                 });
    }
    for (const quint32 row : rows) {
        const auto entries = history(row);
        if (!entries)
            return entries.error();
        tell(resultOf(records[row], *entries));
    }
    return {};
}

RecordResult WatchedRun::resultOf(const PastRecord &record, std::span<const JournalEntry> entries) const
{
    RecordResult result;
    result.row = record.row;
    result.state = record.state;
    if (record.state == State::Invalid && m_batch) {
        result.error = m_batch->problem(record.row);
    } else if (const auto known = batchdeck::resultOf(entries)) {
        result.started = known->started;
        result.elapsed = known->elapsed;
        result.error = known->error;
        result.known = known->known;
    }
    return result;
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
