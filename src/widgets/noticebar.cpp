#include "widgets/noticebar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace batchdeck {

namespace {

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

} // namespace

void NoticeBar::setParts(QGridLayout *grid, QLabel *sentence, QWidget *verbs)
{
    m_grid = grid;
    m_sentence = sentence;
    m_verbs = verbs;
    QFont strong = sentence->font();
    strong.setWeight(QFont::DemiBold);
    sentence->setFont(strong);
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

void NoticeBar::arrange()
{
    const QMargins margins = m_grid->contentsMargins();
    int needed = margins.left() + margins.right() + m_grid->horizontalSpacing() * (m_grid->columnCount() - 1)
        + m_sentence->fontMetrics().horizontalAdvance(m_sentence->text()) + widthOf(*m_verbs->layout());
    for (const int column : {0, 3}) {
        const QLayoutItem *item = m_grid->itemAtPosition(0, column);
        needed += item ? item->sizeHint().width() : 0;
    }
    const bool isBeside = needed <= width();
    // Where even they alone have no room, each stands below the other.
    auto *verbs = qobject_cast<QBoxLayout *>(m_verbs->layout());
    const int room = width() - m_grid->cellRect(0, 1).left() - margins.right();
    verbs->setDirection(isBeside || widthOf(*verbs) <= room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_verbs->setSizePolicy(isBeside ? QSizePolicy::Preferred : QSizePolicy::Ignored, QSizePolicy::Preferred);
    if (std::exchange(m_isBeside, isBeside) == isBeside)
        return;
    m_grid->removeWidget(m_verbs);
    if (isBeside)
        m_grid->addWidget(m_verbs, 0, 2);
    else
        m_grid->addWidget(m_verbs, 2, 1, 1, 3);
}

} // namespace batchdeck
