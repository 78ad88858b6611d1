#include "widgets/appicon.h"

#include <QPainter>
#include <QPixmap>

namespace batchdeck {

namespace {

constexpr int sides[] = {16, 22, 24, 32, 48, 64, 128, 256};

// A deck of records, of which one is done, one is at work and one waits.
QPixmap painted(int side)
{
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.scale(side / 16.0, side / 16.0); // on a grid of 16
    painter.setBrush(QColor(0x2563eb));
    painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.5, 3.5);
    const auto bar = [&painter](qreal top, qreal length, const QColor &colour) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(3, top, length, 2), 1, 1);
    };
    const QColor track(255, 255, 255, 90);
    bar(4, 10, Qt::white);
    bar(7, 10, track);
    bar(7, 6, Qt::white);
    bar(10, 10, track);
    return pixmap;
}

} // namespace

QIcon appIcon()
{
    QIcon icon;
    for (const int side : sides)
        icon.addPixmap(painted(side));
    return icon;
}

} // namespace batchdeck
