#include "widgets/plaintable.h"

#include "widgets/sorthead.h"
#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace batchdeck {

namespace {

constexpr int leastHeight = 30; // of a row
constexpr int rowMargin = 12;
constexpr int focusWidth = 3; // of the bar before the row that the keyboard is on

} // namespace

PlainTable::PlainTable(QWidget *parent)
    : QTableView(parent)
{
    setHorizontalHeader(new SortHead(this));
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(std::max(leastHeight, fontMetrics().height() + rowMargin));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setFocusPolicy(Qt::NoFocus);
    horizontalHeader()->setMinimumHeight(leastHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void PlainTable::setStretched(int column)
{
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void PlainTable::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::of(palette());
    {
        QPainter painter(viewport());
        const int last = rowAt(event->rect().bottom());
        const int end = last < 0 ? (model() ? model()->rowCount() : 0) : last + 1;
        for (int row = std::max(rowAt(event->rect().top()), 0); row < end; ++row) {
            const QRect rect(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
            const bool isSelected = selectionModel() && selectionModel()->isRowSelected(row);
            if (isSelected || row == m_hovered)
                painter.fillRect(rect, isSelected ? theme.selected : theme.hover);
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.header);
        }
    }
    QTableView::paintEvent(event);
    if (const int row = currentIndex().row(); hasFocus() && row >= 0)
        QPainter(viewport()).fillRect(0, rowViewportPosition(row), focusWidth, rowHeight(row), theme.focus);
}

void PlainTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    hover(rowAt(event->position().toPoint().y()));
}

void PlainTable::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    hover(-1);
}

void PlainTable::hover(int row)
{
    if (std::exchange(m_hovered, row) != row)
        viewport()->update();
}

} // namespace batchdeck
