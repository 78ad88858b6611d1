#include "widgets/glyph.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace batchdeck {

namespace {

constexpr qreal grid = 16;

class GlyphEngine final : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, const QColor &colour)
        : m_glyph(glyph)
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor colour = m_colour;
        if (mode == QIcon::Disabled)
            colour.setAlphaF(0.4f);
        const int side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        paintGlyph(*painter, m_glyph, square, colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new GlyphEngine(*this); }

private:
    Glyph m_glyph;
    QColor m_colour;
};

QPainterPath folder()
{
    QPainterPath path;
    path.moveTo(2, 12.5);
    path.lineTo(2, 3.5);
    path.lineTo(6.2, 3.5);
    path.lineTo(7.8, 5.2);
    path.lineTo(13.5, 5.2);
    path.lineTo(13.5, 12.5);
    path.closeSubpath();
    return path;
}

void paintRetry(QPainter &painter, const QColor &colour)
{
    painter.drawArc(QRectF(3, 3, 10, 10), 20 * 16, 300 * 16);
    QPainterPath head;
    head.moveTo(13.4, 2.2);
    head.lineTo(13.4, 7.2);
    head.lineTo(8.6, 6.6);
    head.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(head);
}

} // namespace

void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &square, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / grid, square.height() / grid);
    const QPen pen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    switch (glyph) {
    case Glyph::Open:
        painter.setPen(pen);
        painter.drawPath(folder());
        break;
    case Glyph::Run: {
        const QPointF points[] = {{4.5, 2.8}, {13, 8}, {4.5, 13.2}};
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(points, 3);
        break;
    }
    case Glyph::Pause:
        painter.fillRect(QRectF(4, 3, 3, 10), colour);
        painter.fillRect(QRectF(9, 3, 3, 10), colour);
        break;
    case Glyph::Stop:
        painter.fillRect(QRectF(3.5, 3.5, 9, 9), colour);
        break;
    case Glyph::Retry:
        painter.setPen(pen);
        paintRetry(painter, colour);
        break;
    case Glyph::Cancel:
        painter.setPen(pen);
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
        break;
    }
    painter.restore();
}

QIcon glyphIcon(Glyph glyph, const QColor &colour)
{
    return QIcon(new GlyphEngine(glyph, colour));
}

} // namespace batchdeck
