#include "widgets/recordview.h"

#include "widgets/cell.h"
#include "widgets/progressdelegate.h"
#include "widgets/rowbuttondelegate.h"
#include "widgets/statedelegate.h"
#include "widgets/textdelegate.h"
#include "widgets/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSignalBlocker>

namespace batchdeck {

namespace {

using Tone = TextDelegate::Tone;

constexpr int lowestRow = 30;
constexpr int rowMargins = 12;
constexpr int lowestOfLow = 24; // its button is as high
constexpr int lowRowMargins = 6;
constexpr int focusWidth = 3;

} // namespace

RecordView::RecordView(QWidget *parent)
    : QTableView(parent)
    , m_header(new RecordHeader(this))
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
    verticalHeader()->setMinimumSectionSize(lowestOfLow);
    setHorizontalHeader(m_header);
    connect(m_header, &RecordHeader::fitAsked, this, &RecordView::fit);
    setUpDelegates();
}

void RecordView::setUpDelegates()
{
    const auto text = [this](Tone tone) {
        return new TextDelegate(tone, RecordModel::StateRole, this, RecordModel::WantedRole);
    };
    setItemDelegate(text(Tone::Muted));
    setItemDelegateForColumn(RecordModel::Label, text(Tone::Plain));
    setItemDelegateForColumn(RecordModel::ErrorText, text(Tone::ByState));
    setItemDelegateForColumn(RecordModel::RecordState, new StateDelegate(RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::Progress,
                             new ProgressDelegate(RecordModel::ValueRole, RecordModel::StateRole, this));
    setItemDelegateForColumn(RecordModel::Action, m_buttons);
    connect(m_buttons, &RowButtonDelegate::clicked, this, &RecordView::buttonClicked);
}

void RecordView::setRecords(RecordModel *records)
{
    m_records = records;
    verticalHeader()->setDefaultSectionSize(usualRowHeight());
    setModel(records);
    // Else it asks of every row whether a whole column is chosen.
    m_header->setSelectionModel(new QItemSelectionModel(records, m_header));
    m_header->setUp(contents());
    connect(records, &RecordModel::aboutToMove, this, &RecordView::keep);
    connect(records, &RecordModel::moved, this, &RecordView::restore);
    setAutoScroll(false); // it has no size yet
    setCurrentIndex(records->index(0, RecordModel::Label));
    setAutoScroll(true);
    clearSelection();
}

// By some of its rows, from its beginning to its end; not by long ones, which take long to read.
RecordHeader::Contents RecordView::contents() const
{
    constexpr quint32 most = 48;
    constexpr qsizetype longEntry = 16 * 1024;
    const RecordTexts &texts = m_records->texts();
    const Batch &batch = m_records->run().batch();
    RecordHeader::Contents found{.rows = batch.size(), .hasResults = texts.history() != nullptr};
    const quint32 looked = std::min(found.rows, most);
    for (quint32 i = 0; i < looked; ++i) {
        const auto row = quint32(quint64(i) * found.rows / looked);
        if (batch.entry(row).size() > longEntry && i > 0)
            continue;
        const RecordName name = texts.names(row);
        found.label = std::max(found.label, fontMetrics().horizontalAdvance(name.label));
        found.target = std::max(found.target, fontMetrics().horizontalAdvance(name.target));
    }
    return found;
}

int RecordView::usualRowHeight() const
{
    return std::max(lowestRow, fontMetrics().height() + rowMargins);
}

void RecordView::setLow(bool isLow)
{
    const int low = std::max(lowestOfLow, fontMetrics().height() + lowRowMargins);
    setRowHeight(isLow ? low : usualRowHeight());
    m_header->setLow(isLow);
}

// The head tells of each row by itself, and there may be a million: all of them are laid out at once.
void RecordView::setRowHeight(int height)
{
    if (verticalHeader()->defaultSectionSize() == height)
        return;
    {
        const QSignalBlocker quiet(verticalHeader());
        verticalHeader()->setDefaultSectionSize(height);
    }
    updateGeometries();
    viewport()->update();
}

void RecordView::fit(int column)
{
    m_header->fit(column, sizeHintForColumn(column));
}

// ---- Keys and the mouse

// A row is one thing: home and end are those of the table.
QModelIndex RecordView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const bool leaps = action == MoveHome || action == MoveEnd;
    return QTableView::moveCursor(action, leaps ? modifiers | Qt::ControlModifier : modifiers);
}

// The current row's button is in its last column, and the arrow keys reach it.
void RecordView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    const bool presses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (presses && event->modifiers().testFlag(Qt::ControlModifier) == false
        && current.column() == RecordModel::Action) {
        if (current.data(RecordModel::ActionRole).toInt() != RecordModel::NoAction)
            Q_EMIT buttonClicked(current);
        return;
    }
    QTableView::keyPressEvent(event);
}

void RecordView::mousePressEvent(QMouseEvent *event)
{
    if (m_records)
        m_records->setHeld(true);
    const QScopedValueRollback adding(m_isAdding, event->modifiers().testFlag(Qt::ControlModifier));
    if (!pressInSet(event))
        QTableView::mousePressEvent(event);
}

void RecordView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    m_buttons->release();
    updatePosition(m_hovered);
    if (m_records && event->buttons() == Qt::NoButton)
        m_records->setHeld(false);
}

void RecordView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_buttons->isPressed()) // else it would choose rows
        QTableView::mouseMoveEvent(event);
    hover(event->position().toPoint());
}

void RecordView::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    hover({-1, -1});
}

void RecordView::wheelEvent(QWheelEvent *event)
{
    QTableView::wheelEvent(event);
    hover(event->position().toPoint());
}

// By the keyboard it opens at the current row.
void RecordView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_records)
        m_records->setHeld(false); // the menu takes the mouse: its button is let go elsewhere
    const QRect row = currentIndex().isValid() ? visualRect(currentIndex()) : QRect();
    const bool byKeys = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuAsked(byKeys ? viewport()->mapToGlobal(row.bottomLeft()) : event->globalPos());
}

void RecordView::hover(const QPoint &point)
{
    const int row = viewport()->rect().contains(point) ? rowAt(point.y()) : -1;
    const int before = std::exchange(m_hovered, row);
    const bool isOnButton = columnAt(point.x()) == RecordModel::Action;
    if (!m_buttons->setHovered(m_hovered, isOnButton) && before == m_hovered)
        return;
    updatePosition(before);
    updatePosition(m_hovered);
}

// ---- What is painted

void RecordView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updatePosition(previous.row());
    updatePosition(current.row());
}

// Only those in sight that have truly changed: a range may name a million.
void RecordView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &)
{
    const auto [first, last] = positionsIn(viewport()->rect());
    for (int position = std::max(first, topLeft.row()); position <= std::min(last, bottomRight.row()); ++position) {
        if (m_records->hasChanged(m_records->rowAt(position)))
            updatePosition(position);
    }
}

QRect RecordView::rowRect(int position) const
{
    return {0, rowViewportPosition(position), viewport()->width(), rowHeight(position)};
}

std::pair<int, int> RecordView::positionsIn(const QRect &rect) const
{
    const int first = rowAt(rect.top());
    const int last = rowAt(rect.bottom());
    return {std::max(first, 0), last < 0 ? model()->rowCount() - 1 : last};
}

void RecordView::updatePosition(int position)
{
    if (position >= 0)
        viewport()->update(rowRect(position));
}

QString RecordView::whyEmpty() const
{
    if (!m_records || m_records->run().batch().size() == 0)
        return tr("This batch has no records.");
    const RecordModel::Matches *matches = m_records->matches();
    if (!matches || matches->wanted.isEmpty())
        return tr("No record is like that now.");
    if (matches->isPart)
        return {}; // nobody knows yet
    const QString wanted = fontMetrics().elidedText(matches->wanted, Qt::ElideRight, viewport()->width() / 2);
    const bool isOfStates = !m_records->states().isEmpty();
    return (!m_records->hasOnly()
                ? isOfStates ? tr("No record in the chosen states holds “%1”.") : tr("No record holds “%1”.")
                : isOfStates ? tr("Only some records are shown, and none of them in the chosen states holds “%1”.")
                             : tr("Only some records are shown, and none of them holds “%1”."))
        .arg(wanted);
}

void RecordView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::of(palette());
    const int rows = model() ? model()->rowCount() : 0;
    {
        QPainter painter(viewport());
        if (rows == 0) {
            painter.setPen(theme.muted);
            painter.drawText(viewport()->rect(), int(Qt::AlignCenter) | Qt::TextWordWrap, whyEmpty());
            return;
        }
        const auto [first, last] = positionsIn(event->rect());
        for (int position = first; position <= last; ++position) {
            const QRect rect = rowRect(position);
            if (isSelected(m_records->rowAt(position)))
                painter.fillRect(rect, theme.selected);
            else if (position == m_hovered)
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

} // namespace batchdeck
