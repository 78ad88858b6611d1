#include "session/interrupts.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace batchdeck {

namespace {

constexpr int interrupting[] = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t writeEnd = -1;

extern "C" void tellOfInterrupt(int signal)
{
    const int saved = errno;
    const auto number = static_cast<char>(signal);
    [[maybe_unused]] const auto written = ::write(writeEnd, &number, 1);
    errno = saved;
}

} // namespace

Interrupts::Pipe::Pipe()
{
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("There is no pipe to be had.");
}

Interrupts::Pipe::~Pipe()
{
    ::close(ends[0]);
    ::close(ends[1]);
}

Interrupts::Interrupts(std::function<void()> interrupted)
    : m_notifier(m_pipe.ends[0], QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier,
                     [this, interrupted = std::move(interrupted)] {
                         char signal;
                         while (::read(m_pipe.ends[0], &signal, 1) == 1) {
                             const bool isFirst = m_seen.empty();
                             const bool isNew = m_seen.insert(signal).second;
                             if (isFirst || !isNew || signal == SIGINT)
                                 interrupted();
                         }
                     });
    writeEnd = m_pipe.ends[1];
    struct sigaction action = {};
    action.sa_handler = tellOfInterrupt;
    action.sa_flags = SA_RESTART;
    for (const int signal : interrupting) {
        struct sigaction before = {};
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            ::sigaction(signal, &action, nullptr);
    }
    for (const int signal : {SIGPIPE, SIGXFSZ}) // who reads from us may leave, a file be full: errors of the write
        std::signal(signal, SIG_IGN);
}

Interrupts::~Interrupts()
{
    for (const int signal : interrupting) {
        struct sigaction now = {};
        if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == tellOfInterrupt)
            std::signal(signal, SIG_DFL);
    }
}

} // namespace batchdeck
