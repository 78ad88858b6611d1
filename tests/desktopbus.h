#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>

#include <sys/prctl.h>

namespace batchdeck {

// A D-Bus of its own, which starts no services. Ends with it.
class DesktopBus final {
    Q_DISABLE_COPY_MOVE(DesktopBus)

public:
    DesktopBus() = default;
    ~DesktopBus() { stop(); }

    // Empty, or why there is none.
    QString start()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
            return QStringLiteral("dbus-daemon is not installed");
        QFile rules(m_folder.filePath(QStringLiteral("bus.conf")));
        if (!rules.open(QFile::WriteOnly))
            return rules.errorString();
        rules.write("<busconfig><listen>" + address().toLocal8Bit()
                    + "</listen><policy context='default'><allow send_destination='*'/><allow eavesdrop='true'/>"
                      "<allow own='*'/></policy></busconfig>");
        rules.close();
        m_daemon.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // however the test ends
        m_daemon.setStandardErrorFile(QProcess::nullDevice());
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--config-file=") + rules.fileName(), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address=1")});
        while (!m_daemon.canReadLine()) { // it listens then
            if (!m_daemon.waitForReadyRead(60'000))
                return QStringLiteral("dbus-daemon does not start");
        }
        return {};
    }

    void stop()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    QString address() const { return QStringLiteral("unix:path=") + m_folder.filePath(QStringLiteral("bus")); }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

} // namespace batchdeck
