#pragma once

#include <QIcon>

namespace batchdeck {

// The program's own: for its window, the task bar, and the desktop's panel while the window is hidden.
QIcon appIcon();

} // namespace batchdeck
