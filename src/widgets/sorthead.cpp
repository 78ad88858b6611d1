#include "widgets/sorthead.h"

#include "widgets/cell.h"
#include "widgets/theme.h"

#include <QStyleOptionHeader>

namespace batchdeck {

namespace {

constexpr qreal markWidth = 8;
constexpr qreal markHeight = 4;

} // namespace

SortHead::SortHead(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
}

bool SortHead::isMarked(int section) const
{
    return isSortIndicatorShown() && sortIndicatorSection() == section;
}

// The style's own mark lies over the last letter of a head that is aligned to the right.
void SortHead::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    if (!isMarked(section))
        return;
    option->sortIndicator = QStyleOptionHeader::None;
    option->text =
        option->fontMetrics.elidedText(option->text, Qt::ElideRight, sectionSize(section) - 2 * cellMargin - markRoom);
}

void SortHead::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save(); // it leaves everything clipped
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (!isMarked(section))
        return;
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    option.rect = rect;
    initStyleOptionForIndex(&option, section);
    const QRect cell = rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const int text = option.fontMetrics.horizontalAdvance(option.text);
    const bool isRight = option.textAlignment.testFlag(Qt::AlignRight);
    const qreal middle = isRight ? cell.right() + 1 - text - markRoom / 2.0 : cell.left() + text + markRoom / 2.0;
    const bool isUp = sortIndicatorOrder() == Qt::AscendingOrder;
    const qreal foot = rect.center().y() + (isUp ? markHeight / 2 : -markHeight / 2) + 0.5;
    const qreal tip = isUp ? foot - markHeight : foot + markHeight;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::of(palette()).text);
    painter->drawPolygon(QPolygonF{{middle - markWidth / 2, foot}, {middle + markWidth / 2, foot}, {middle, tip}});
    painter->restore();
}

} // namespace batchdeck
