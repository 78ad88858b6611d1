#pragma once

#include <QIcon>

class QPainter;

namespace batchdeck {

enum class Glyph { Open, Run, Pause, Stop, Retry, Cancel };

// On a 16 by 16 grid that is stretched to the square.
void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &square, const QColor &colour);

// Sharp at every size; paler where it is disabled.
QIcon glyphIcon(Glyph glyph, const QColor &colour);

} // namespace batchdeck
