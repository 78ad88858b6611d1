#pragma once

#include <QColor>
#include <QString>

class QPainter;
class QRectF;

namespace batchdeck {

// What the files of resources/icons are drawn in, and what stands for it in a theme.
struct Ink {
    QColor shape; // black there
    QColor cutOut = Qt::white; // white
    QColor track = Qt::gray; // grey
};

// resources/icons/NAME.svg, sharp at every size.
void paintDrawing(QPainter &painter, const QString &name, const QRectF &square, const Ink &ink);

} // namespace batchdeck
