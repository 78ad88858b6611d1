#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>

namespace batchdeck {

// Whoever starts a program may have closed its standard streams. What was opened next would take their
// place and get what is meant for them: something stands there that can be neither read nor written.
void holdStandardStreams();

// All of it, however slow its reader, also where others who share the stream have made it one that does not wait.
// False where it cannot be written; errno says why.
bool writeAll(int stream, QByteArrayView bytes);

// All of it to the standard output, or why not.
Expected<void> print(const QString &text);

} // namespace batchdeck
