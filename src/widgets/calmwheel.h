#pragma once

class QWidget;

namespace batchdeck {

// Who scrolls over its number fields scrolls: the wheel changes only the one that somebody is in.
void calmWheel(QWidget &page);

} // namespace batchdeck
