#include "models/recordsort.h"

#include "models/recordmodel.h"
#include "models/rowsort.h"

namespace batchdeck {

RecordSort::RecordSort(RecordModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&m_model, &RecordModel::changed, this, [this] {
        m_hasChanged = true;
        if (!m_isStale && RecordColumns::changes(m_column)) {
            m_isStale = true;
            Q_EMIT altered();
        }
    });
}

void RecordSort::by(RecordColumns::Column column, Qt::SortOrder order)
{
    const Wish wish{column, order};
    m_hasChanged = false;
    m_work.start(
        [texts = &m_model.texts(), wish](RowJob &job) { return sortRows(*texts, wish.column, wish.order, job); },
        [this, wish](Arrangement arranged) { sorted(wish, std::move(arranged)); });
    Q_EMIT altered();
}

void RecordSort::refresh()
{
    by(m_column, m_order);
}

void RecordSort::stop()
{
    m_work.stop();
    Q_EMIT altered();
}

void RecordSort::sorted(Wish wish, Arrangement arranged)
{
    m_column = wish.column;
    m_order = wish.order;
    m_isStale = m_hasChanged && RecordColumns::changes(wish.column);
    m_model.setOrder(std::move(arranged));
    Q_EMIT altered();
}

} // namespace batchdeck
