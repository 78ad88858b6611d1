#include "widgets/trydelegate.h"

#include "models/triesmodel.h"
#include "widgets/cell.h"
#include "widgets/stateicon.h"
#include "widgets/theme.h"

namespace batchdeck {

namespace {

constexpr int iconSize = 16;
constexpr int padding = 7;

QString text(const QModelIndex &index, TriesModel::Column column)
{
    return index.siblingAtColumn(column).data().toString();
}

} // namespace

void TryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const auto state = State(index.data(TriesModel::StateRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, isSelected ? theme.selected : theme.hover);
    painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.line);

    const int lineHeight = option.fontMetrics.height();
    QRect line = option.rect.adjusted(cellMargin, padding, -cellMargin, 0);
    line.setHeight(lineHeight);
    const int margin = option.fontMetrics.horizontalAdvance(QStringLiteral("000"));
    paintText(*painter, option, {line.left(), line.top(), margin, lineHeight}, text(index, TriesModel::Number),
              theme.muted);
    const QRect icon(line.left() + margin, line.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    paintState(*painter, state, icon, theme);
    const int indent = icon.right() + 1 + cellMargin;

    QStringList when = {text(index, TriesModel::Began), text(index, TriesModel::Took)};
    when.removeAll(QString());
    const QString time = when.join(QStringLiteral("  ·  "));
    const int timeWidth = option.fontMetrics.horizontalAdvance(time);
    paintText(*painter, option, {line.right() - timeWidth, line.top(), timeWidth + 1, lineHeight}, time, theme.muted);
    paintText(*painter, option, {indent, line.top(), line.right() - timeWidth - cellMargin - indent, lineHeight},
              text(index, TriesModel::Ended), theme.words[batchdeck::index(state)]);
    paintText(*painter, option, {indent, line.bottom() + 3, line.right() - indent + 1, lineHeight},
              text(index, TriesModel::Why), theme.muted);
}

QSize TryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = text(index, TriesModel::Why).isEmpty() ? 1 : 2;
    return {0, lines * (option.fontMetrics.height() + 2) + 2 * padding};
}

} // namespace batchdeck
