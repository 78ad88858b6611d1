#pragma once

#include "core/state.h"

class QPainter;
class QPixmap;
class QRectF;
class QWidget;

namespace batchdeck {

struct Theme;

// A shape of its own for each state, so that none is told by its colour alone.
void paintState(QPainter &painter, State state, const QRectF &square, const Theme &theme);
// As sharp as the widget's screen and in its theme.
QPixmap statePixmap(State state, int side, const QWidget &widget);

} // namespace batchdeck
