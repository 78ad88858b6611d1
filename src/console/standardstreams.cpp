#include "console/standardstreams.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace batchdeck {

void holdStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) >= 0)
            continue;
        const int closed = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (closed >= 0 && closed != stream) {
            ::dup2(closed, stream);
            ::close(closed);
        }
    }
}

bool writeAll(int stream, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(stream, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EAGAIN) {
            pollfd waited{stream, POLLOUT, 0};
            ::poll(&waited, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

Expected<void> print(const QString &text)
{
    if (writeAll(STDOUT_FILENO, text.toUtf8()))
        return {};
    return Error{QStringLiteral("file"),
                 QStringLiteral("The standard output cannot be written: %1.").arg(qt_error_string(errno).toLower()),
                 false};
}

} // namespace batchdeck
