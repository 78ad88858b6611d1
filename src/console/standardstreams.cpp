#include "console/standardstreams.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
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

Expected<void> print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const bool isWritten =
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout) == std::size_t(bytes.size())
        && std::fflush(stdout) == 0;
    if (isWritten)
        return {};
    return Error{QStringLiteral("file"),
                 QStringLiteral("The standard output cannot be written: %1.").arg(qt_error_string(errno).toLower()),
                 false};
}

} // namespace batchdeck
