#include "widgets/recordview.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScrollBar>

// What is chosen in a RecordView, and how it stays chosen and in sight while rows move.
namespace batchdeck {

namespace {

quint32 rowsIn(const QItemSelection &selection)
{
    quint32 rows = 0;
    for (const QItemSelectionRange &range : selection)
        rows += quint32(range.height());
    return rows;
}

} // namespace

// ---- Which rows

RowBits RecordView::selectedBits() const
{
    if (m_held)
        return *m_held;
    RowBits rows(m_records->run().batch().size());
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        int left = range.height();
        m_records->order().forEachFrom(range.top(), [&](quint32 row) {
            rows.set(row);
            return --left > 0;
        });
    }
    return rows;
}

quint32 RecordView::selectedCount() const
{
    return m_held ? m_heldCount : selectionModel() ? rowsIn(selectionModel()->selection()) : 0;
}

RowSet RecordView::selectedRows() const
{
    if (selectedCount() == m_records->run().batch().size())
        return RowSet::all({});
    return RowSet::of(selectedBits().list());
}

bool RecordView::isSelected(quint32 row) const
{
    if (m_held)
        return m_held->test(row);
    return selectionModel()->isRowSelected(m_records->positionOf(row));
}

void RecordView::select(const RowBits &rows, const QString &name)
{
    setHidden({});
    choose(rows, name);
    Q_EMIT selectionAltered();
}

RowBits RecordView::choose(const RowBits &rows, const QString &name)
{
    QItemSelection selection;
    RowBits shown(rows.rows());
    int position = 0;
    int first = -1;
    const auto endRange = [&](int end) {
        if (first >= 0 && selection.size() <= mostRanges)
            selection.append(
                QItemSelectionRange(m_records->index(first, 0), m_records->index(end - 1, RecordModel::columns - 1)));
        first = -1;
    };
    m_records->order().forEachFrom(0, [&](quint32 row) {
        if (rows.test(row)) {
            shown.set(row);
            if (first < 0)
                first = position;
        } else {
            endRange(position);
        }
        ++position;
        return true;
    });
    endRange(position);
    RowBits hidden = rows;
    for (std::size_t word = 0; word < hidden.words().size(); ++word)
        hidden.words()[word] &= ~shown.words()[word];

    m_isRestoring = true;
    m_held.reset();
    m_selectionName = name;
    if (selection.size() > mostRanges) {
        selectionModel()->clearSelection();
        m_heldCount = shown.count();
        m_held = std::move(shown);
    } else {
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    }
    m_isRestoring = false;
    viewport()->update();
    return hidden;
}

void RecordView::setHidden(RowBits rows)
{
    m_hidden = std::move(rows);
    m_hiddenCount = m_hidden.count();
}

void RecordView::selectNone()
{
    select(RowBits(m_records->run().batch().size()));
}

void RecordView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_isRestoring)
        return;
    m_selectionName.clear(); // a person chose others
    if (!m_isAdding)
        setHidden({});
    if (m_held) {
        m_held.reset();
        viewport()->update();
    }
    Q_EMIT selectionAltered();
}

// Qt knows nothing of the set: what a click with the right button or with Ctrl does to it is done here.
bool RecordView::pressInSet(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!m_held || !index.isValid())
        return false;
    const quint32 row = m_records->rowAt(index.row());
    const bool toggles = event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier;
    if (!toggles && !(event->button() == Qt::RightButton && m_held->test(row)))
        return false;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    if (toggles) {
        const bool adds = !m_held->test(row);
        adds ? m_held->set(row) : m_held->reset(row);
        m_heldCount += adds ? 1 : ~quint32(0);
        m_selectionName.clear();
        viewport()->update();
        Q_EMIT selectionAltered();
    }
    return true;
}

// ---- While rows move

bool RecordView::isInSight(int position) const
{
    return position >= 0 && rowRect(position).intersects(viewport()->rect());
}

void RecordView::keep()
{
    const QModelIndex current = currentIndex();
    const int top = rowAt(0);
    m_kept = {};
    if (selectedCount() > 0 || m_hiddenCount > 0)
        m_kept.selected = selectedBits();
    m_hidden.forEach([this](quint32 row) { m_kept.selected.set(row); });
    m_kept.name = m_selectionName;
    m_kept.current = current.isValid() ? m_records->rowAt(current.row()) : nothing;
    m_kept.currentColumn = current.isValid() ? current.column() : int(RecordModel::Label);
    m_kept.wasInSight = isInSight(current.row());
    m_kept.top = top >= 0 ? m_records->rowAt(top) : nothing;
    m_kept.offset = top >= 0 ? rowViewportPosition(top) : 0;
    m_kept.scroll = verticalScrollBar()->value();
}

void RecordView::restore(RecordModel::Move why)
{
    m_hovered = -1;
    const bool hadSelection = m_kept.selected.rows() > 0;
    if (hadSelection) {
        setHidden(choose(m_kept.selected, m_kept.name));
        Q_EMIT selectionAltered();
    }
    const int position = m_kept.current == nothing ? -1 : m_records->positionOf(m_kept.current);
    if (position >= 0)
        selectionModel()->setCurrentIndex(m_records->index(position, m_kept.currentColumn),
                                          QItemSelectionModel::NoUpdate);
    executeDelayedItemsLayout();
    scrollBackTo(why);
    if (underMouse())
        hover(viewport()->mapFromGlobal(QCursor::pos()));
}

void RecordView::scrollBackTo(RecordModel::Move why)
{
    const int current = m_kept.current == nothing ? -1 : m_records->positionOf(m_kept.current);
    switch (why) {
    case RecordModel::Move::Live: { // what is in sight stands still
        const int top = m_kept.top == nothing ? -1 : m_records->positionOf(m_kept.top);
        const bool wasAtTop = m_kept.scroll == 0;
        verticalScrollBar()->setValue(wasAtTop || top < 0 ? m_kept.scroll
                                                          : verticalHeader()->sectionPosition(top) - m_kept.offset);
        break;
    }
    case RecordModel::Move::Order:
        verticalScrollBar()->setValue(m_kept.scroll);
        break;
    case RecordModel::Move::Filter:
        verticalScrollBar()->setValue(m_kept.scroll);
        if (m_kept.wasInSight && current >= 0)
            scrollTo(m_records->index(current, 0));
        break;
    }
}

} // namespace batchdeck
