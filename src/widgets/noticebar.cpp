#include "widgets/noticebar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace batchdeck {

namespace {

constexpr int iconColumn = 0;
constexpr int sentenceColumn = 1;
constexpr int briefColumn = 2;
constexpr int verbsColumn = 3;
constexpr int awayColumn = 4;
constexpr int margin = 8; // above and below
constexpr int lowMargin = 4;
constexpr int leastSentence = 200; // where it is broken
constexpr int leastBrief = 16; // letters of it: less says nothing

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
    const int verbsWidth = widthOf(*verbs);
    const bool hasAdvice = !m_parts.advice->text().isEmpty();
    const int letters = leastBrief * m_parts.brief->fontMetrics().averageCharWidth();
    const int brief = hasAdvice && m_isLow ? std::min(lengthOf(m_parts.brief), letters) + gap : 0;
    const bool isBeside = lengthOf(m_parts.sentence) + 2 * gap + brief + verbsWidth <= sentenceRoom;
    const bool isBrief = brief > 0 && (isBeside || brief + gap + verbsWidth <= sentenceRoom);
    // A text that is broken does not say how high it is: none is without need.
    setBroken(*m_parts.sentence, lengthOf(m_parts.sentence) > sentenceRoom);
    setBroken(*m_parts.advice, lengthOf(m_parts.advice) > room);
    m_parts.advice->setVisible(hasAdvice && !m_isLow);
    m_parts.brief->setVisible(isBrief);
    m_parts.sentence->setToolTip(m_isLow ? m_parts.advice->text() : QString());
    margins.setTop(m_isLow ? lowMargin : margin);
    margins.setBottom(margins.top());
    grid.setContentsMargins(margins);
    // Where even they alone have no room, each stands below the other.
    verbs->setDirection(verbsWidth <= room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const bool isBesideText = isBeside || isBrief;
    m_parts.verbs->setSizePolicy(isBesideText ? QSizePolicy::Preferred : QSizePolicy::Ignored, QSizePolicy::Preferred);
    place(isBeside ? Place::Beside : isBrief ? Place::BesideAdvice : Place::Below);
}

void NoticeBar::place(Place place)
{
    if (std::exchange(m_place, place) == place)
        return;
    QGridLayout &grid = *m_parts.grid;
    for (QWidget *part :
         {static_cast<QWidget *>(m_parts.sentence), static_cast<QWidget *>(m_parts.brief), m_parts.verbs})
        grid.removeWidget(part);
    if (place == Place::BesideAdvice) {
        grid.addWidget(m_parts.sentence, 0, sentenceColumn, 1, awayColumn - sentenceColumn);
        grid.addWidget(m_parts.brief, 1, sentenceColumn, 1, verbsColumn - sentenceColumn);
    } else {
        grid.addWidget(m_parts.sentence, 0, sentenceColumn);
        grid.addWidget(m_parts.brief, 0, briefColumn);
    }
    if (place == Place::Beside)
        grid.addWidget(m_parts.verbs, 0, verbsColumn);
    else if (place == Place::BesideAdvice)
        grid.addWidget(m_parts.verbs, 1, verbsColumn);
    else
        grid.addWidget(m_parts.verbs, 2, sentenceColumn, 1, awayColumn);
}

} // namespace batchdeck
