#pragma once

#include "formats/loadwatch.h"

namespace batchdeck {

// What of reading only POSIX can do.

// Waits until a pipe has something or ends; false where the watch stops it first.
bool waitUntilReadable(int file, LoadWatch &watch);

// What is there now, and no more of it: 0 at the end, negative for an error. QFile would ask on until a buffer is full,
// and a terminal for a second end.
qint64 readSome(int file, char *into, qint64 most);

quint64 memoryOfComputer(); // in bytes

} // namespace batchdeck
