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
        if (!m_isStale && RecordColumns::changes(m_shown.column)) {
            m_isStale = true;
            Q_EMIT altered();
        }
    });
}

void RecordSort::by(RecordColumns::Column column, Qt::SortOrder order)
{
    m_wish = {column, order};
    m_model.refresh(); // what has happened by now is sorted, and makes nothing stale
    m_hasChanged = false;
    m_work.start([texts = &m_model.texts(),
                  wish = m_wish](RowJob &job) { return sortRows(*texts, wish.column, wish.order, job); },
                 [this](Arrangement arranged) { sorted(std::move(arranged)); });
    Q_EMIT altered();
}

void RecordSort::refresh()
{
    by(m_shown.column, m_shown.order);
}

void RecordSort::stop()
{
    m_work.stop();
    m_wish = m_shown;
    Q_EMIT altered();
}

void RecordSort::sorted(Arrangement arranged)
{
    m_shown = m_wish;
    m_isStale = m_hasChanged && RecordColumns::changes(m_shown.column);
    m_model.setOrder(std::move(arranged));
    Q_EMIT altered();
}

} // namespace batchdeck
