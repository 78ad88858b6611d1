#include "widgets/statedelegate.h"

#include "widgets/cell.h"
#include "widgets/stateicon.h"
#include "widgets/theme.h"

namespace batchdeck {

namespace {

constexpr int iconSize = 16;

}

StateDelegate::StateDelegate(int stateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_stateRole(stateRole)
{
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const auto state = State(index.data(m_stateRole).toInt());
    QRect cell = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const QRect icon(cell.left(), cell.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    paintState(*painter, state, icon, theme);
    cell.setLeft(icon.right() + 1 + cellMargin);
    paintText(*painter, option, cell, index.data().toString(), theme.words[size_t(state)]);
}

} // namespace batchdeck
