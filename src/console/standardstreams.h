#pragma once

#include "core/error.h"

#include <QString>

namespace batchdeck {

// Whoever starts a program may have closed its standard streams. What was opened next would take their
// place and get what is meant for them: something stands there that can be neither read nor written.
void holdStandardStreams();

// All of it to the standard output, or why not.
Expected<void> print(const QString &text);

} // namespace batchdeck
