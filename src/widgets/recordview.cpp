#include "widgets/recordview.h"

#include "widgets/cell.h"
#include "widgets/progressdelegate.h"
#include "widgets/rowbuttondelegate.h"
#include "widgets/statedelegate.h"
#include "widgets/textdelegate.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QMouseEvent>

namespace batchdeck {

namespace {

using Tone = TextDelegate::Tone;

constexpr int lowestRow = 30;
constexpr int headerHeight = 32;
constexpr int focusWidth = 3;
constexpr qsizetype fewRows = 200; // that are asked one by one

struct ColumnShape {
    RecordModel::Column column;
    const char *widest; // it is as wide as this and its margins; nothing: takes its share of the rest
    int extra; // icons and bars
};
constexpr ColumnShape shapes[] = {
    {RecordModel::Number, "10,000", 8},
    {RecordModel::Label, "a label of some words, shown in full, as most are", 0},
    {RecordModel::Id, "1a2b3c4d", 0},
    {RecordModel::Target, "warehouse", 0},
    {RecordModel::RecordState, "Waiting to retry", 24},
    {RecordModel::Progress, "100%", 112},
    {RecordModel::Try, "10/10", 0},
    {RecordModel::Elapsed, "00 min 00 s", 0},
    {RecordModel::ErrorText, nullptr, 0},
    {RecordModel::Action, "", 32},
};

} // namespace

RecordView::RecordView(QWidget *parent)
    : QTableView(parent)
    , m_buttons(new RowButtonDelegate(RecordModel::ActionRole, RecordModel::StateRole, this))
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(lowestRow);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumHeight(headerHeight);

    setItemDelegate(new TextDelegate(Tone::Muted, RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::Label, new TextDelegate(Tone::Plain, RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::ErrorText, new TextDelegate(Tone::ByState, RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::RecordState, new StateDelegate(RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::Progress,
                             new ProgressDelegate(RecordModel::ValueRole, RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::Action, m_buttons);
    connect(m_buttons, &RowButtonDelegate::clicked, this, &RecordView::buttonClicked);
}

void RecordView::setRecords(RecordModel *records)
{
    verticalHeader()->setDefaultSectionSize(std::max(lowestRow, fontMetrics().height() + 12));
    setModel(records);
    sizeColumns();
    setCurrentIndex(records->index(0, RecordModel::Label));
    clearSelection();
}

void RecordView::sizeColumns()
{
    const auto widthOf = [this](const QString &text, int extra) {
        return fontMetrics().horizontalAdvance(text) + extra + 2 * cellMargin;
    };
    QHeaderView *header = horizontalHeader();
    for (const ColumnShape &shape : shapes) {
        const bool isButton = shape.column == RecordModel::Action;
        header->setSectionResizeMode(shape.column,
                                     !shape.widest  ? QHeaderView::Stretch
                                         : isButton ? QHeaderView::Fixed
                                                    : QHeaderView::Interactive);
        if (shape.widest)
            header->resizeSection(shape.column, widthOf(QString::fromUtf8(shape.widest), shape.extra));
    }
    const QString last = QLocale().toString(model()->rowCount());
    header->resizeSection(RecordModel::Number, std::max(header->sectionSize(RecordModel::Number), widthOf(last, 8)));
}

RowSet RecordView::selectedRows() const
{
    const QItemSelection selection = selectionModel()->selection();
    RowSet rows = RowSet::of({});
    for (const QItemSelectionRange &range : selection) {
        if (range.height() == model()->rowCount())
            return RowSet::all({});
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.rows.push_back(quint32(row));
    }
    return rows;
}

bool RecordView::selectionHas(RecordModel::RowAction action) const
{
    if (!selectionModel())
        return false;
    const QItemSelection selection = selectionModel()->selection();
    qsizetype seen = 0;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (++seen > fewRows || model()->index(row, 0).data(RecordModel::ActionRole).toInt() == action)
                return true;
        }
    }
    return false;
}

// A row is one thing: home and end are those of the table.
QModelIndex RecordView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const bool leaps = action == MoveHome || action == MoveEnd;
    return QTableView::moveCursor(action, leaps ? modifiers | Qt::ControlModifier : modifiers);
}

void RecordView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous.row());
    updateRow(current.row());
}

void RecordView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionAltered();
}

QRect RecordView::rowRect(int row) const
{
    return {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)};
}

void RecordView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::of(palette());
    const int rows = model() ? model()->rowCount() : 0;
    {
        QPainter painter(viewport());
        if (rows == 0) {
            painter.setPen(theme.muted);
            painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("This batch has no records."));
            return;
        }
        const int first = std::max(rowAt(event->rect().top()), 0);
        for (int row = first; row < rows; ++row) {
            const QRect rect = rowRect(row);
            if (rect.top() > event->rect().bottom())
                break;
            if (selectionModel()->isRowSelected(row))
                painter.fillRect(rect, theme.selected);
            else if (row == m_hoveredRow)
                painter.fillRect(rect, theme.hover);
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
        }
    }
    QTableView::paintEvent(event);
    if (hasFocus() && currentIndex().isValid()) {
        const QRect row = rowRect(currentIndex().row());
        QPainter(viewport()).fillRect(QRect(0, row.top(), focusWidth, row.height()), theme.focus);
    }
}

void RecordView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    hover(rowAt(event->position().toPoint().y()));
}

void RecordView::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    hover(-1);
}

void RecordView::wheelEvent(QWheelEvent *event)
{
    QTableView::wheelEvent(event);
    hover(rowAt(event->position().toPoint().y()));
}

void RecordView::hover(int row)
{
    const int before = std::exchange(m_hoveredRow, row);
    if (before == row)
        return;
    m_buttons->setHoveredRow(row);
    updateRow(before);
    updateRow(row);
}

void RecordView::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(rowRect(row));
}

} // namespace batchdeck
