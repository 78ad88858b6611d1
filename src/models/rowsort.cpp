#include "models/rowsort.h"

#include "models/rowjob.h"
#include "models/rownumbers.h"
#include "models/rowtext.h"
#include "models/sortkeys.h"

#include <bit>
#include <numeric>

namespace batchdeck {

namespace {

using enum State;

constexpr State stateOrder[stateCount] = {Committing, Running,  Stopping, Unresponsive, Backoff, Queued,   InDoubt,
                                          Failed,     TimedOut, Invalid,  Cancelled,    Skipped, Succeeded};

quint64 keyOf(double value) // not below zero
{
    return std::bit_cast<quint32>(float(std::max(value, 0.0)));
}

double secondsOf(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

struct NumberSource {
    const BatchRun &run;
    Instant now;
};
using NumberKey = quint64 (*)(const NumberSource &, quint32 row, const RecordRow &record);
using TextOf = QString (*)(const RecordTexts &, quint32 row);

constexpr quint64 noKey = NumberKeys::none;

quint64 stateKey(const NumberSource &, quint32, const RecordRow &record)
{
    return sortRank(record.state);
}

quint64 progressKey(const NumberSource &source, quint32 row, const RecordRow &record)
{
    if (!isActive(record.state))
        return noKey;
    const double progress = source.run.status(row).progress;
    return progress < 0 ? noKey : keyOf(progress);
}

quint64 tryKey(const NumberSource &, quint32, const RecordRow &record)
{
    const std::optional<quint32> tries = triesOf(record);
    return tries ? *tries : noKey;
}

quint64 startedKey(const NumberSource &, quint32, const RecordRow &record)
{
    using std::chrono::microseconds;
    constexpr quint64 middle = quint64(1) << 63; // what ran before the computer was started is below its clock's zero
    const std::optional<Instant> started = startedOf(record);
    return started ? middle + quint64(std::chrono::duration_cast<microseconds>(started->time_since_epoch()).count())
                   : noKey;
}

quint64 elapsedKey(const NumberSource &source, quint32, const RecordRow &record)
{
    const std::optional<double> elapsed = elapsedOf(record, source.now);
    return elapsed ? keyOf(*elapsed) : noKey;
}

quint64 waitsKey(const NumberSource &source, quint32 row, const RecordRow &record)
{
    if (record.state != Backoff)
        return noKey;
    const Instant until = source.run.waiting(row).until;
    return until == never ? noKey : keyOf(secondsOf(until - source.now));
}

QString errorOf(const RecordTexts &texts, quint32 row)
{
    return texts.error(row, texts.run().status(row));
}

// How a column sorts: by one or the other; by neither as the file does.
struct SortColumn {
    NumberKey number = nullptr;
    TextOf text = nullptr;
};

SortColumn sortColumn(RecordColumns::Column column)
{
    switch (column) {
    case RecordColumns::Label:
        return {.text = [](const RecordTexts &texts, quint32 row) { return texts.label(row); }};
    case RecordColumns::Id:
        return {.text = [](const RecordTexts &texts, quint32 row) { return texts.id(row); }};
    case RecordColumns::Operation:
        return {.text = [](const RecordTexts &texts, quint32 row) { return texts.operation(row); }};
    case RecordColumns::Target:
        return {.text = [](const RecordTexts &texts, quint32 row) { return texts.target(row); }};
    case RecordColumns::RecordState:
        return {.number = stateKey};
    case RecordColumns::Progress:
        return {.number = progressKey};
    case RecordColumns::Try:
        return {.number = tryKey};
    case RecordColumns::Started:
        return {.number = startedKey};
    case RecordColumns::Elapsed:
        return {.number = elapsedKey};
    case RecordColumns::Waits:
        return {.number = waitsKey};
    case RecordColumns::Result:
        return {.text = [](const RecordTexts &texts, quint32 row) { return texts.result(row); }};
    case RecordColumns::ErrorText:
        return {.text = errorOf};
    case RecordColumns::Number:
    case RecordColumns::Action:
        break;
    }
    return {};
}

std::vector<quint32> byFile(quint32 rows, Qt::SortOrder order)
{
    if (order == Qt::AscendingOrder)
        return {};
    std::vector<quint32> reversed(rows);
    std::iota(reversed.rbegin(), reversed.rend(), 0);
    return reversed;
}

std::vector<quint32> byNumber(const BatchRun &run, NumberKey keyFor, Qt::SortOrder order, RowJob &job)
{
    const quint32 rows = run.batch().size();
    NumberKeys keys(rows);
    job.setSteps(rows);
    const NumberSource source{run, Clock::now()};
    job.inSlices(rows, [&](quint32 first, quint32 last) {
        std::vector<RecordRow> records(last - first);
        run.copyRecords(first, records);
        for (quint32 row = first; row < last; ++row)
            keys.set(row, keyFor(source, row, records[row - first]));
    });
    return job.isStopped() ? std::vector<quint32>() : keys.sorted(order);
}

std::vector<quint32> byText(const RecordTexts &texts, TextOf textOf, Qt::SortOrder order, RowJob &job)
{
    const quint32 rows = texts.run().batch().size();
    TextKeys keys(rows);
    job.setSteps(rows + rows / 2); // sorting takes about half as long as reading
    job.inSlices(rows, [&](quint32 first, quint32 last) {
        TextKeys::Slice slice;
        for (quint32 row = first; row < last && !job.isStopped(); ++row)
            slice.add(row, textOf(texts, row));
        keys.add(std::move(slice));
    });
    return job.isStopped() ? std::vector<quint32>() : keys.sorted(order, job);
}

} // namespace

quint64 sortRank(State state)
{
    return quint64(std::find(std::begin(stateOrder), std::end(stateOrder), state) - std::begin(stateOrder));
}

Arrangement sortRows(const RecordTexts &texts, RecordColumns::Column column, Qt::SortOrder order, RowJob &job)
{
    const SortColumn by = sortColumn(column);
    if (by.number)
        return Arrangement::of(byNumber(texts.run(), by.number, order, job));
    if (by.text)
        return Arrangement::of(byText(texts, by.text, order, job));
    return Arrangement::of(byFile(texts.run().batch().size(), order));
}

} // namespace batchdeck
