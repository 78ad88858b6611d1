#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QStringList>

#include <csignal>
#include <cstdlib>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace batchdeck {

// The console program on a terminal of its own, where keys are pressed.
class TerminalProgram {
public:
    explicit TerminalProgram(const QStringList &arguments, unsigned short columns = 80, const char *kind = "xterm")
    {
        winsize size = {};
        size.ws_col = columns;
        size.ws_row = 24;
        std::vector<QByteArray> words{QByteArray(PROGRAM)};
        for (const QString &argument : arguments)
            words.push_back(argument.toUtf8());
        std::vector<char *> pointers;
        for (QByteArray &word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        m_pid = ::forkpty(&m_terminal, nullptr, nullptr, &size);
        if (m_pid == 0) {
            for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
                std::signal(signal, SIG_DFL);
            ::setenv("LC_ALL", "C.UTF-8", 1);
            ::setenv("TERM", kind, 1);
            ::execv(PROGRAM, pointers.data());
            ::_exit(127);
        }
    }
    ~TerminalProgram()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
        ::close(m_terminal);
    }

    void press(const QByteArray &keys) const
    {
        [[maybe_unused]] const auto written = ::write(m_terminal, keys.constData(), std::size_t(keys.size()));
    }

    // False where the program is over, or a minute, without its having said it so often.
    bool waitFor(const QByteArray &text, int times = 1)
    {
        const QDeadlineTimer deadline(60'000);
        while (m_shown.count(text) < times) {
            if (deadline.hasExpired() || !read())
                return m_shown.count(text) >= times;
        }
        return true;
    }

    // The exit code; -1 where a signal ended it.
    int end()
    {
        while (read()) { }
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    const QByteArray &shown() const { return m_shown; }

private:
    bool read()
    {
        pollfd waiting{m_terminal, POLLIN, 0};
        if (::poll(&waiting, 1, 1000) == 0)
            return true;
        char bytes[4096];
        const ssize_t size = ::read(m_terminal, bytes, sizeof(bytes));
        if (size > 0)
            m_shown.append(bytes, size);
        return size > 0;
    }

    pid_t m_pid = -1;
    int m_terminal = -1;
    QByteArray m_shown;
};

} // namespace batchdeck
