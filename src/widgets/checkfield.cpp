#include "widgets/checkfield.h"

#include "widgets/theme.h"

#include <QPainter>

namespace batchdeck {

namespace {

constexpr int side = 16; // of the box
constexpr int gap = 8;
constexpr int margin = 5; // above and below

} // namespace

CheckField::CheckField(QWidget *parent)
    : QCheckBox(parent)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize CheckField::sizeHint() const
{
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    return {textLeft() + words.width() + 2, std::max(side, words.height()) + 2 * margin};
}

int CheckField::textLeft() const
{
    return side + gap + (icon().isNull() ? 0 : iconSize().width() + gap);
}

void CheckField::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(0.5, (height() - side) / 2 + 0.5, side - 1, side - 1);
    const QColor filled = isEnabled() ? theme.primary : theme.muted;
    painter.setPen(hasFocus() ? theme.focus : isChecked() ? filled : isEnabled() ? theme.muted : theme.line);
    painter.setBrush(isChecked() ? filled : underMouse() && isEnabled() ? theme.hover : theme.surface);
    painter.drawRoundedRect(box, 4, 4);
    if (isChecked()) {
        const QPointF tick[] = {box.topLeft() + QPointF(3.5, 8), box.topLeft() + QPointF(6.5, 11),
                                box.topLeft() + QPointF(11.5, 4.5)};
        painter.setPen(QPen(Qt::white, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(tick, 3);
    }
    if (!icon().isNull())
        icon().paint(&painter, QRect(QPoint(side + gap, (height() - iconSize().height()) / 2), iconSize()));
    painter.setPen(isEnabled() ? theme.text : theme.muted);
    painter.drawText(rect().adjusted(textLeft(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic,
                     text());
}

} // namespace batchdeck
