#pragma once

#include "formats/batchloader.h"

namespace batchdeck {

// What form a text has, by its beginning first and the file's name second: JSON Lines are known by the name where they
// are not one JSON text over several lines. `isWhole` tells that the beginning is all.
// An error says why it is none, as the rest of a sentence that begins with the file's name.
Expected<FileForm> guessForm(QByteArrayView beginning, bool isWhole, const QString &name);

// Whether so much of a text is enough for that: two lines, where these could be JSON Lines.
bool showsForm(QByteArrayView beginning);

} // namespace batchdeck
