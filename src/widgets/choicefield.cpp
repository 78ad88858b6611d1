#include "widgets/choicefield.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QWheelEvent>

namespace batchdeck {

namespace {

constexpr int leastHeight = 30;
constexpr int padding = 9;
constexpr int arrowRoom = 28;
constexpr qreal radius = 6;

} // namespace

ChoiceField::ChoiceField(QWidget *parent)
    : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize ChoiceField::sizeHint() const
{
    int widest = 0;
    for (int i = 0; i < count(); ++i)
        widest = std::max(widest, fontMetrics().horizontalAdvance(itemText(i)));
    return {widest + padding + arrowRoom, std::max(leastHeight, fontMetrics().height() + 14)};
}

QSize ChoiceField::minimumSizeHint() const
{
    return {arrowRoom + padding + fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

void ChoiceField::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? theme.focus : theme.line);
    painter.setBrush(!isEnabled() ? theme.window : underMouse() ? theme.hover : theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);

    const QRect room = rect().adjusted(padding, 0, -arrowRoom, 0);
    painter.setPen(isEnabled() ? theme.text : theme.muted);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(currentText(), Qt::ElideRight, room.width()));

    const qreal left = width() - arrowRoom / 2.0 - 4;
    const qreal middle = height() / 2.0;
    const QPointF points[] = {{left, middle - 1.5}, {left + 4, middle + 2.5}, {left + 8, middle - 1.5}};
    painter.setPen(QPen(theme.muted, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points, 3);
}

// Whoever scrolls past it means the page.
void ChoiceField::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace batchdeck
