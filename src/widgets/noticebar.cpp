#include "widgets/noticebar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace batchdeck {

namespace {

constexpr int iconColumn = 0;
constexpr int sentenceColumn = 1;
constexpr int verbsColumn = 3;
constexpr int awayColumn = 4;
constexpr int margin = 8; // above and below
constexpr int lowMargin = 4;
constexpr int leastSentence = 200; // where it is broken

// Of all that are offered, side by side.
int widthOf(const QLayout &verbs)
{
    int width = -verbs.spacing();
    for (int i = 0; i < verbs.count(); ++i) {
        const QLayoutItem *item = verbs.itemAt(i);
        if (item->widget() && !item->isEmpty())
            width += item->sizeHint().width() + verbs.spacing();
    }
    return width;
}

// A label asks for another layout also where nothing changes, and that would go on for ever.
void setBroken(QLabel &label, bool isBroken)
{
    if (label.wordWrap() != isBroken)
        label.setWordWrap(isBroken);
}

} // namespace

void NoticeBar::setParts(const Parts &parts)
{
    m_parts = parts;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    QFont strong = m_parts.sentence->font();
    strong.setWeight(QFont::DemiBold);
    m_parts.sentence->setFont(strong);
}

void NoticeBar::setAdvice(const QString &text)
{
    for (QLabel *label : {m_parts.advice, m_parts.brief})
        label->setText(text);
    m_parts.brief->setToolTip(text);
    arrange();
}

void NoticeBar::setLow(bool isLow)
{
    if (std::exchange(m_isLow, isLow) != isLow)
        arrange();
}

void NoticeBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

// Also where it says something else, or offers it.
bool NoticeBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QFrame::event(event);
}

// It breaks where it must, so that the window may be narrower than its sentence.
QSize NoticeBar::minimumSizeHint() const
{
    const QMargins margins = m_parts.grid->contentsMargins();
    return {margins.left() + leastSentence + margins.right(), QFrame::minimumSizeHint().height()};
}

void NoticeBar::arrange()
{
    QGridLayout &grid = *m_parts.grid;
    QMargins margins = grid.contentsMargins();
    const int gap = grid.horizontalSpacing();
    const auto widthAt = [&grid, gap](int column) {
        const QLayoutItem *item = grid.itemAtPosition(0, column);
        return item ? item->sizeHint().width() + gap : 0;
    };
    const auto lengthOf = [](const QLabel *label) { return label->fontMetrics().horizontalAdvance(label->text()); };
    const int room = width() - margins.left() - widthAt(iconColumn) - margins.right();
    const int sentenceRoom = room - widthAt(awayColumn);
    auto *verbs = qobject_cast<QBoxLayout *>(m_parts.verbs->layout());
    const bool isBeside = lengthOf(m_parts.sentence) + 2 * gap + widthOf(*verbs) <= sentenceRoom;
    const bool isBrief = isBeside && m_isLow;
    const bool hasAdvice = !m_parts.advice->text().isEmpty();
    // A text that is broken does not say how high it is: none is without need.
    setBroken(*m_parts.sentence, lengthOf(m_parts.sentence) > sentenceRoom);
    setBroken(*m_parts.advice, lengthOf(m_parts.advice) > room);
    m_parts.advice->setVisible(hasAdvice && !isBrief);
    m_parts.brief->setVisible(hasAdvice && isBrief);
    margins.setTop(m_isLow ? lowMargin : margin);
    margins.setBottom(margins.top());
    grid.setContentsMargins(margins);
    // Where even they alone have no room, each stands below the other.
    verbs->setDirection(widthOf(*verbs) <= room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_parts.verbs->setSizePolicy(isBeside ? QSizePolicy::Preferred : QSizePolicy::Ignored, QSizePolicy::Preferred);
    if (std::exchange(m_isBeside, isBeside) == isBeside)
        return;
    grid.removeWidget(m_parts.verbs);
    if (isBeside)
        grid.addWidget(m_parts.verbs, 0, verbsColumn);
    else
        grid.addWidget(m_parts.verbs, 2, sentenceColumn, 1, awayColumn);
}

} // namespace batchdeck
