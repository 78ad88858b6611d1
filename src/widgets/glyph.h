#pragma once

#include <QIcon>

class QPainter;

namespace batchdeck {

enum class Glyph { Open, Run, Pause, Stop, Retry, Cancel };

void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &square, const QColor &colour);

// Sharp at every size; paler where it is disabled.
QIcon glyphIcon(Glyph glyph, const QColor &colour);

} // namespace batchdeck
