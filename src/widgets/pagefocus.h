#pragma once

class QWidget;

namespace batchdeck {

// Gives the keyboard to the text or the list of a page; false where it has none to show.
bool focusPage(QWidget &page);

} // namespace batchdeck
