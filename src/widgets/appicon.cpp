#include "widgets/appicon.h"

#include "widgets/drawing.h"

#include <QPainter>
#include <QPixmap>

namespace batchdeck {

using namespace Qt::StringLiterals;

namespace {

constexpr int sides[] = {16, 22, 24, 32, 48, 64, 128, 256};

} // namespace

QIcon appIcon()
{
    QIcon icon;
    for (const int side : sides) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintDrawing(painter, u"batchdeck"_s, pixmap.rect(), {});
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace batchdeck
