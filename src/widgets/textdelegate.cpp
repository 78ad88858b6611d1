#include "widgets/textdelegate.h"

#include "widgets/cell.h"
#include "widgets/theme.h"

#include <QPainter>

namespace batchdeck {

TextDelegate::TextDelegate(Tone tone, int stateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_tone(tone)
    , m_stateRole(stateRole)
{
}

void TextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return;
    const Theme &theme = Theme::of(option.palette);
    QColor colour = m_tone == Tone::Plain ? theme.text : theme.muted;
    if (m_tone == Tone::ByState) {
        const auto state = State(index.data(m_stateRole).toInt());
        if (isProblem(state))
            colour = theme.words[size_t(state)];
    }
    paintText(*painter, option, option.rect.adjusted(cellMargin, 0, -cellMargin, 0), text, colour,
              Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
}

} // namespace batchdeck
