#include "widgets/drawing.h"

#include "widgets/resources.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace batchdeck {

using namespace Qt::StringLiterals;

namespace {

QPixmap drawn(const QString &name, int side, qreal scale, const Ink &ink)
{
    loadResources();
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no drawing %s", qPrintable(name));
    QByteArray text = file.readAll();
    const std::pair<QByteArrayView, QColor> meant[] = {
        {"#000000", ink.shape}, {"#ffffff", ink.cutOut}, {"#808080", ink.track}};
    for (qsizetype at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
        for (const auto &[written, colour] : meant) {
            if (!QByteArrayView(text).sliced(at).startsWith(written))
                continue;
            text.replace(at, written.size(), colour.name().toLatin1());
            break; // what stands there now is no word of the drawing's
        }
    }
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(text).render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace

void paintDrawing(QPainter &painter, const QString &name, const QRectF &square, const Ink &ink)
{
    const qreal scale = painter.device()->devicePixelRatioF();
    const int side = qRound(square.width() * scale);
    const QString key = u"batchdeck/%1/%2/%3/%4/%5/%6"_s.arg(name, QString::number(side), QString::number(scale),
                                                             ink.shape.name(), ink.cutOut.name(), ink.track.name());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = drawn(name, side, scale, ink);
        QPixmapCache::insert(key, pixmap);
    }
    const qreal opacity = painter.opacity();
    painter.setOpacity(opacity * ink.shape.alphaF());
    painter.drawPixmap(square.topLeft(), pixmap);
    painter.setOpacity(opacity);
}

} // namespace batchdeck
