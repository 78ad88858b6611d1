#include "widgets/statedelegate.h"

#include "widgets/cell.h"
#include "widgets/stateicon.h"
#include "widgets/theme.h"

namespace batchdeck {

namespace {

constexpr int iconSize = 16;
constexpr qreal quiet = 0.5; // of its colour

} // namespace

StateDelegate::StateDelegate(int stateRole, QObject *parent, int quietRole)
    : QStyledItemDelegate(parent)
    , m_stateRole(stateRole)
    , m_quietRole(quietRole)
{
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const auto state = State(index.data(m_stateRole).toInt());
    QRect cell = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const QRect icon(cell.left(), cell.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    const bool isQuiet = m_quietRole != noRole && index.data(m_quietRole).toBool();
    const qreal opacity = painter->opacity();
    painter->setOpacity(isQuiet ? quiet : opacity);
    paintState(*painter, state, icon, theme);
    painter->setOpacity(opacity);
    cell.setLeft(icon.right() + 1 + cellMargin);
    paintText(*painter, option, cell, index.data().toString(), isQuiet ? theme.muted : theme.words[size_t(state)]);
}

} // namespace batchdeck
