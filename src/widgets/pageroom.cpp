#include "widgets/pageroom.h"

#include <QApplication>
#include <QEvent>
#include <QScrollBar>

namespace batchdeck {

namespace {

constexpr int fewestLines = 8; // that are seen at once

}

PageRoom::PageRoom(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

QSize PageRoom::minimumSizeHint() const
{
    if (!widget())
        return QScrollArea::minimumSizeHint();
    const QSize page = widget()->minimumSizeHint();
    const int lines = fewestLines * fontMetrics().lineSpacing();
    return {page.width() + verticalScrollBar()->sizeHint().width(), std::min(page.height(), lines)};
}

bool PageRoom::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDone = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return isDone;
}

void PageRoom::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    Q_EMIT roomChanged(viewport()->height());
}

// What the mouse is on is in sight, and stays where it is.
void PageRoom::follow(QWidget *focused)
{
    const bool isScrolled = verticalScrollBar()->maximum() > 0;
    if (isScrolled && focused && widget()->isAncestorOf(focused) && QApplication::mouseButtons() == Qt::NoButton)
        ensureWidgetVisible(focused, 0, 0);
}

} // namespace batchdeck
