#include "models/watchsort.h"

#include "models/rowsort.h"
#include "models/sortkeys.h"

#include <bit>

namespace batchdeck {

namespace {

// As the file has them: by nothing.
std::optional<quint64> numberOf(const PastRecord &record, WatchModel::Column column)
{
    switch (column) {
    case WatchModel::RecordState:
        return sortRank(record.state);
    case WatchModel::Tries:
        return record.attempts == 0 ? NumberKeys::none : record.attempts;
    case WatchModel::Elapsed:
        return record.ended == 0 ? NumberKeys::none : std::bit_cast<quint32>(std::max(record.elapsed, 0.0F));
    case WatchModel::Ended:
        return record.ended == 0 ? NumberKeys::none : quint64(record.ended);
    default:
        return {};
    }
}

Arrangement sorted(const std::vector<PastRecord> &records, const WatchModel::Source &source, WatchModel::Column column,
                   Qt::SortOrder order, RowJob &job)
{
    const auto rows = quint32(records.size());
    if (column == WatchModel::Label || column == WatchModel::Why) {
        TextKeys keys(rows);
        job.setSteps(rows + rows / 2);
        job.inSlices(rows, [&](quint32 first, quint32 last) {
            TextKeys::Slice slice;
            for (quint32 row = first; row < last && !job.isStopped(); ++row)
                slice.add(row, column == WatchModel::Label ? source.label(row) : source.error(row));
            keys.add(std::move(slice));
        });
        return job.isStopped() ? Arrangement() : Arrangement::of(keys.sorted(order, job));
    }
    NumberKeys keys(rows);
    for (quint32 row = 0; row < rows; ++row)
        keys.set(row, numberOf(records[row], column).value_or(row));
    return Arrangement::of(keys.sorted(order));
}

} // namespace

WatchSort::WatchSort(WatchModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
}

void WatchSort::by(WatchModel::Column column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    m_work.start([records = m_model.records(), source = m_model.source(), column,
                  order](RowJob &job) { return sorted(*records, source, column, order, job); },
                 [this](Arrangement arranged) {
                     m_model.setOrder(std::move(arranged));
                     Q_EMIT altered();
                 });
    Q_EMIT altered();
}

} // namespace batchdeck
