#pragma once

#include <QPainter>
#include <QStyleOptionViewItem>

namespace batchdeck {

inline constexpr int cellMargin = 8;

// On one line; what does not fit ends in an ellipsis.
inline void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
                      const QColor &colour, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter)
{
    painter.setFont(option.font);
    painter.setPen(colour);
    painter.drawText(rect, int(alignment) | Qt::TextSingleLine,
                     option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace batchdeck
