#pragma once

#include "core/state.h"

class QPainter;
class QRectF;

namespace batchdeck {

struct Theme;

// A shape of its own for each state, so that none is told by its colour alone.
void paintState(QPainter &painter, State state, const QRectF &square, const Theme &theme);

} // namespace batchdeck
