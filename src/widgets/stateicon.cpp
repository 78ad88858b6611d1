#include "widgets/stateicon.h"

#include "widgets/drawing.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QWidget>

namespace batchdeck {

using namespace Qt::StringLiterals;

void paintState(QPainter &painter, State state, const QRectF &square, const Theme &theme)
{
    paintDrawing(painter, u"states/"_s + name(state), square,
                 {.shape = theme.shapes[index(state)], .cutOut = theme.surface, .track = theme.track});
}

QPixmap statePixmap(State state, int side, const QWidget &widget)
{
    QPixmap pixmap(QSize(side, side) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintState(painter, state, QRectF(0, 0, side, side), Theme::of(widget.palette()));
    return pixmap;
}

} // namespace batchdeck
