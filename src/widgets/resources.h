#pragma once

namespace batchdeck {

// Icons, the style sheet and the examples are there from then on. A static library does not load its own.
void loadResources();

} // namespace batchdeck
