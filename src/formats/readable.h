#pragma once

#include "formats/loadwatch.h"

namespace batchdeck {

// What of reading only POSIX can do.

// Waits until a pipe has something or ends; false where the watch stops it first.
bool waitUntilReadable(int file, LoadWatch &watch);

quint64 memoryOfComputer(); // in bytes

} // namespace batchdeck
