#include "widgets/timelineview.h"

#include "models/rowtext.h"
#include "widgets/theme.h"
#include "widgets/timelinepainter.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace batchdeck {

namespace {

constexpr int leastPause = 90; // milliseconds between two looks
constexpr double zoomStep = 1.25;
constexpr int keyPan = 10; // cells

// Together with Ctrl.
constexpr std::pair<int, Timeline::Step> steps[] = {
    {Qt::Key_Left, Timeline::Step::Earlier},
    {Qt::Key_Right, Timeline::Step::Later},
    {Qt::Key_Up, Timeline::Step::Up},
    {Qt::Key_Down, Timeline::Step::Down},
};

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
}

TimelineView::~TimelineView() = default;

void TimelineView::setTimeline(Timeline *timeline, const RecordTexts *texts)
{
    m_timeline = timeline;
    m_texts = texts;
    connect(m_timeline, &Timeline::changed, this, [this] {
        if (m_timeline->lanes() != m_lanes)
            arrange();
        verticalScrollBar()->setValue(m_timeline->frame().firstLane);
        keepTold();
        viewport()->update();
    });
    arrange();
}

void TimelineView::refresh(bool underWay)
{
    if (m_looked.isValid() && m_looked.elapsed() < leastPause && underWay)
        return;
    m_looked.start();
    m_timeline->refresh(underWay);
}

void TimelineView::setCurrent(quint32 row)
{
    if (row == m_current) // rows that move tell of it once more
        return;
    m_current = row;
    if (m_timeline && m_timeline->marked() && m_timeline->marked()->row != row)
        m_timeline->unmark(); // from here one goes on
    viewport()->update();
}

TimelinePainter TimelineView::layoutNow() const
{
    return {viewport()->rect(), font(), m_timeline ? m_timeline->lanes() : 1};
}

void TimelineView::arrange()
{
    if (!m_timeline)
        return;
    m_lanes = m_timeline->lanes();
    const TimelinePainter layout = layoutNow();
    verticalScrollBar()->setRange(0, std::max(m_lanes - layout.visibleLanes(), 0));
    verticalScrollBar()->setPageStep(layout.visibleLanes());
    m_timeline->setSize(layout.cells(), layout.visibleLanes());
}

void TimelineView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    if (!m_timeline || m_timeline->isEmpty()) {
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         tr("Attempts that run from now on will be drawn here: a lane for each of those that run at "
                            "once, and under them how many end a second."));
        return;
    }
    layoutNow().paint(painter, *m_timeline, theme, m_current);
    if (hasFocus())
        layoutNow().paintMarked(painter, *m_timeline, theme);
    if (hasFocus() && m_cameByKey) {
        painter.setPen(theme.focus);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    m_cameByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason;
    m_description = accessibleDescription();
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    m_shown.reset();
    m_described.reset();
    setAccessibleDescription(m_description);
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void TimelineView::scrollContentsBy(int, int)
{
    if (m_timeline)
        m_timeline->scrollTo(verticalScrollBar()->value());
}

// ---- A person moves

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (!m_timeline || m_timeline->isEmpty())
        return;
    const QPoint angle = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(angle.x()) > std::abs(angle.y())) {
        const int by = angle.x() != 0 ? angle.x() : angle.y();
        m_timeline->pan(-by / (2 * TimelinePainter::cellWidth));
    } else if (angle.y() != 0) {
        const QRect lanes = layoutNow().lanesRect();
        const double at = (event->position().x() - lanes.left()) / std::max(lanes.width(), 1);
        m_timeline->zoom(std::pow(zoomStep, -angle.y() / 120.0), std::clamp(at, 0.0, 1.0));
    }
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_timeline || m_timeline->isEmpty())
        return;
    m_pressed = event->position().toPoint();
    m_dragged = 0;
    m_isDrag = false;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_timeline)
        return;
    const QPoint point = event->position().toPoint();
    if (!m_pressed) {
        viewport()->setCursor(foundAt(point) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    m_isDrag = m_isDrag || std::abs(point.x() - m_pressed->x()) >= QApplication::startDragDistance();
    if (!m_isDrag)
        return;
    viewport()->setCursor(Qt::ClosedHandCursor);
    const int cells = (m_pressed->x() - point.x()) / TimelinePainter::cellWidth;
    m_timeline->pan(cells - std::exchange(m_dragged, cells));
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    const bool isClick = !m_isDrag;
    m_pressed.reset();
    viewport()->unsetCursor();
    if (!isClick)
        return;
    const auto found = foundAt(event->position().toPoint());
    if (found && found->row != nothing)
        Q_EMIT rowChosen(found->row);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (!m_timeline || m_timeline->isEmpty())
        return QAbstractScrollArea::keyPressEvent(event);
    for (const auto &[key, step] : steps) {
        if (event->key() != key || !event->modifiers().testFlag(Qt::ControlModifier))
            continue;
        m_timeline->step(step, m_current);
        return tellMarked();
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_timeline->zoomAtMarked(1 / zoomStep);
    case Qt::Key_Minus:
        return m_timeline->zoomAtMarked(zoomStep);
    case Qt::Key_Left:
        return m_timeline->pan(-keyPan);
    case Qt::Key_Right:
        return m_timeline->pan(keyPan);
    case Qt::Key_Home:
        return m_timeline->showAll();
    case Qt::Key_End:
        return m_timeline->showRecent();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const auto &marked = m_timeline->marked())
            return Q_EMIT rowChosen(marked->row);
        [[fallthrough]];
    default:
        QAbstractScrollArea::keyPressEvent(event); // lanes, up and down
    }
}

// ---- What stands under the mouse

std::optional<Timeline::Found> TimelineView::foundAt(const QPoint &point) const
{
    const TimelinePainter layout = layoutNow();
    const TimelineScene::Frame &frame = m_timeline->frame();
    const int lane = layout.lanesRect().contains(point) ? layout.laneAt(frame, point.y()) : -1;
    return lane < 0 ? std::nullopt : m_timeline->at(layout.timeAt(frame, point.x()), lane);
}

QString TimelineView::textOf(const Timeline::Found &found) const
{
    const QLocale locale;
    if (found.many) {
        QStringList parts;
        for (std::size_t end = 0; end < timelineEnds.size(); ++end) {
            if (const quint32 count = found.many->ended[end]; count > 0)
                parts += tr("%1 %2", "12 Failed").arg(locale.toString(count), RowText::word(timelineEnds[end]));
        }
        const QString all = parts.join(QStringLiteral(" · "));
        return found.row == nothing
            ? tr("%1\nZoom in to tell them apart").arg(all)
            : tr("#%1 %2\n%3").arg(locale.toString(found.row + 1), m_texts->label(found.row), all);
    }
    const qint64 took = found.ended - found.began;
    const QDateTime began = m_timeline->wallTimeOf(found.began);
    return tr("#%1 %2\n%3 · %4 · %5")
        .arg(locale.toString(found.row + 1), m_texts->label(found.row), RowText::word(found.state),
             locale.toString(began.time(), QStringLiteral("HH:mm:ss")), RowText::seconds(double(took) / 1e6));
}

QString TimelineView::textOfMarked() const
{
    const AttemptMark &marked = *m_timeline->marked();
    return textOf({marked.row, marked.state, marked.began, marked.ended, nullptr});
}

// Where it is, as the mouse would have it, and to who does not see that.
void TimelineView::tellMarked()
{
    if (!m_timeline->marked())
        return;
    const QRect rect = layoutNow().markedRect(*m_timeline);
    QToolTip::showText(viewport()->mapToGlobal(rect.bottomLeft()), textOfMarked(), viewport(), rect);
    m_shown = m_timeline->frame();
    describeMarked();
}

void TimelineView::describeMarked()
{
    setAccessibleDescription(textOfMarked().replace(u'\n', QStringLiteral(" · ")));
    m_described = m_timeline->marked()->state;
}

void TimelineView::keepTold()
{
    const auto &marked = m_timeline->marked();
    if (m_shown && !(marked && *m_shown == m_timeline->frame())) { // it is not there any more
        m_shown.reset();
        QToolTip::hideText();
    }
    if (m_described && !marked) {
        m_described.reset();
        setAccessibleDescription(m_description);
    } else if (m_described && marked->state != *m_described) { // it has ended
        if (m_shown && QToolTip::isVisible())
            tellMarked();
        else
            describeMarked();
    }
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_timeline) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const auto found = foundAt(help->pos()))
            QToolTip::showText(help->globalPos(), textOf(*found), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

} // namespace batchdeck
