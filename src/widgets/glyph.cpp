#include "widgets/glyph.h"

#include "widgets/drawing.h"

#include <QIconEngine>
#include <QPainter>

namespace batchdeck {

namespace {

constexpr const char *drawings[] = {"verbs/open", "verbs/run",   "verbs/pause",
                                    "verbs/stop", "verbs/retry", "verbs/cancel"};

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

} // namespace

void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &square, const QColor &colour)
{
    paintDrawing(painter, QLatin1StringView(drawings[int(glyph)]), square, {.shape = colour});
}

QIcon glyphIcon(Glyph glyph, const QColor &colour)
{
    return QIcon(new GlyphEngine(glyph, colour));
}

} // namespace batchdeck
