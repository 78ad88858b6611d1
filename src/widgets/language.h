#pragma once

#include <QString>

namespace batchdeck {

// The program speaks it from now on: "en", "ko"; empty: the desktop's, or English. Before the first window.
void speak(const QString &language);

} // namespace batchdeck
