#include "widgets/elidedlabel.h"

#include <QPainter>
#include <QStyle>

namespace batchdeck {

namespace {

constexpr int leastLetters = 8;

}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QChar(0x2026)), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = contentsRect();
    const bool fits = fontMetrics().horizontalAdvance(text()) <= place.width();
    if (!fits && place.width() < leastLetters * fontMetrics().averageCharWidth())
        return; // the beginning of a word tells nothing
    style()->drawItemText(&painter, place, int(alignment()), palette(), isEnabled(),
                          fontMetrics().elidedText(text(), Qt::ElideRight, place.width()), QPalette::WindowText);
}

} // namespace batchdeck
