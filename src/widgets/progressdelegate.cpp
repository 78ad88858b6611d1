#include "widgets/progressdelegate.h"

#include "widgets/cell.h"
#include "widgets/theme.h"

namespace batchdeck {

namespace {

constexpr int barHeight = 6;
constexpr int dash = 12;
constexpr int gap = 6;

} // namespace

ProgressDelegate::ProgressDelegate(int valueRole, int stateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_valueRole(valueRole)
    , m_stateRole(stateRole)
{
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant value = index.data(m_valueRole);
    if (!value.isValid())
        return;
    const Theme &theme = Theme::of(option.palette);
    QColor colour = theme.shapes[index.data(m_stateRole).toUInt()];
    const double fraction = std::min(value.toDouble(), 1.0);
    const QRect cell = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const int textWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("100%")) + cellMargin;
    QRectF bar(cell.left(), 0, cell.width() - textWidth, barHeight);
    bar.moveTop(cell.top() + (cell.height() - barHeight) / 2);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const auto fill = [&](const QRectF &rect, const QColor &with) {
        painter->setBrush(with);
        painter->drawRoundedRect(rect, barHeight / 2.0, barHeight / 2.0);
    };
    if (fraction < 0) { // dashes: a full bar would promise an end
        colour.setAlphaF(0.45f);
        for (qreal at = bar.left(); at + dash <= bar.right() + 1; at += dash + gap)
            fill(QRectF(at, bar.top(), dash, barHeight), colour);
    } else {
        fill(bar, theme.track);
        if (fraction > 0)
            fill(QRectF(bar.topLeft(), QSizeF(std::max(bar.width() * fraction, qreal(barHeight)), barHeight)), colour);
    }
    painter->restore();
    paintText(*painter, option, cell, index.data().toString(), theme.muted, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace batchdeck
