#include "widgets/textdelegate.h"

#include "widgets/cell.h"
#include "widgets/theme.h"

#include <QPainter>

namespace batchdeck {

namespace {

constexpr float markAlpha = 0.25f;

QRect textRect(const QRect &cell)
{
    return cell.adjusted(cellMargin, 0, -cellMargin, 0);
}

// Where the wanted text is seen in a cell; of one that is cut off, what stands for the rest.
QRegion placesOf(const QString &wanted, const QString &text, const QStyleOptionViewItem &option)
{
    QRegion places;
    if (wanted.isEmpty())
        return places;
    const QRect room = textRect(option.rect);
    const QString shown = option.fontMetrics.elidedText(text, Qt::ElideRight, room.width());
    const qsizetype whole = shown == text ? text.size() : shown.size() - 1;
    for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive)) {
        const bool isCut = at + wanted.size() > whole;
        const int left = option.fontMetrics.horizontalAdvance(shown.left(std::min(at, whole)));
        const int right = option.fontMetrics.horizontalAdvance(isCut ? shown : shown.left(at + wanted.size()));
        const int height = option.fontMetrics.height();
        places += QRect(room.left() + left, room.center().y() - height / 2, right - left, height);
        if (isCut)
            break;
    }
    return places;
}

} // namespace

TextDelegate::TextDelegate(Tone tone, int stateRole, QObject *parent, int wantedRole)
    : QStyledItemDelegate(parent)
    , m_tone(tone)
    , m_stateRole(stateRole)
    , m_wantedRole(wantedRole)
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
    const QString wanted = m_wantedRole == noRole ? QString() : index.data(m_wantedRole).toString();
    if (const QRegion marks = placesOf(wanted, text, option); !marks.isEmpty())
        paintMarked(*painter, option, text, colour, marks);
    else
        paintText(*painter, option, textRect(option.rect), text, colour,
                  Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
}

// On the mark the text is as dark as any, so that it can be read.
void TextDelegate::paintMarked(QPainter &painter, const QStyleOptionViewItem &option, const QString &text,
                               const QColor &colour, const QRegion &marks) const
{
    const Theme &theme = Theme::of(option.palette);
    const auto paintIn = [&](const QRegion &region, const QColor &ink) {
        painter.setClipRegion(region, Qt::IntersectClip);
        paintText(painter, option, textRect(option.rect), text, ink);
    };
    painter.save();
    paintIn(QRegion(option.rect) - marks, colour);
    painter.restore();
    painter.save();
    QColor mark = theme.focus;
    mark.setAlphaF(markAlpha);
    for (const QRect &place : marks)
        painter.fillRect(place, mark);
    paintIn(marks, theme.text);
    painter.restore();
}

} // namespace batchdeck
