#include "formats/readable.h"

#include <cerrno>

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

qint64 readSome(int file, char *into, qint64 most)
{
    ssize_t size = 0;
    do {
        size = ::read(file, into, static_cast<std::size_t>(most));
    } while (size < 0 && (errno == EINTR || errno == EAGAIN));
    return size;
}

quint64 memoryOfComputer()
{
    return static_cast<quint64>(sysconf(_SC_PHYS_PAGES)) * static_cast<quint64>(sysconf(_SC_PAGESIZE));
}

} // namespace batchdeck
