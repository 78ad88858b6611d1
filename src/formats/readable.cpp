#include "formats/readable.h"

#include <poll.h>
#include <unistd.h>

namespace batchdeck {

namespace {

constexpr int millisecondsBetweenLooks = 50;

} // namespace

bool waitUntilReadable(int file, LoadWatch &watch)
{
    while (watch.goesOn()) {
        pollfd waited{file, POLLIN, 0};
        if (poll(&waited, 1, millisecondsBetweenLooks) != 0) // an error shows when it is read
            return true;
    }
    return false;
}

quint64 memoryOfComputer()
{
    return static_cast<quint64>(sysconf(_SC_PHYS_PAGES)) * static_cast<quint64>(sysconf(_SC_PAGESIZE));
}

} // namespace batchdeck
