#pragma once

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

namespace batchdeck {

// The console program at work on a batch that it reads from its standard input.
class Program {
public:
    explicit Program(const QStringList &arguments, const QByteArray &batch = {}, rlim_t largestFile = RLIM_INFINITY)
    {
        // Whoever runs the tests may have been started with signals that are ignored.
        m_process.setChildProcessModifier([largestFile] {
            for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ})
                std::signal(signal, SIG_DFL);
            const rlimit limit{largestFile, largestFile};
            if (largestFile != RLIM_INFINITY)
                ::setrlimit(RLIMIT_FSIZE, &limit);
        });
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), dataFolder());
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(PROGRAM), arguments);
        m_process.write(batch);
        m_process.closeWriteChannel();
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    // Where it keeps journals: for all programs of one test, and not the user's.
    static QString dataFolder()
    {
        static const QTemporaryDir folder;
        return folder.path();
    }

    // False where the program is over, or a minute, without its having said it so often.
    bool waitFor(const QByteArray &text, int times = 1)
    {
        const QDeadlineTimer deadline(60'000);
        while (m_errors.count(text) < times && m_output.count(text) < times) {
            const bool isOver = m_process.state() == QProcess::NotRunning || deadline.hasExpired();
            m_process.waitForReadyRead(50);
            m_errors += m_process.readAllStandardError();
            m_output += m_process.readAllStandardOutput();
            if (isOver && m_errors.count(text) < times && m_output.count(text) < times)
                return false;
        }
        return true;
    }

    // The exit code; -1 where it crashed or goes on.
    int end()
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(120'000))
            return -1;
        m_errors += m_process.readAllStandardError();
        m_output += m_process.readAllStandardOutput();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    bool waitUntilItListens(int signal) const
    {
        const QDeadlineTimer deadline(60'000);
        while (!deadline.hasExpired()) {
            QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
            if (!status.open(QIODevice::ReadOnly))
                return false;
            const QByteArray text = status.readAll();
            const qsizetype caught = text.indexOf("SigCgt:\t") + 8;
            if (text.sliced(caught, 16).toULongLong(nullptr, 16) & (1ULL << (signal - 1)))
                return true;
            QTest::qSleep(5);
        }
        return false;
    }

    // Whether it is over is known once somebody has looked.
    bool isRunning() { return !m_process.waitForFinished(0) && m_process.state() != QProcess::NotRunning; }
    void send(int signal) const { ::kill(static_cast<pid_t>(m_process.processId()), signal); }
    const QByteArray &output() const { return m_output; }
    const QByteArray &errors() const { return m_errors; }

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

} // namespace batchdeck
