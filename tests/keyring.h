#pragma once

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/prctl.h>

namespace batchdeck {

// The keychain of GNOME, with files of its own, on a bus. Ends with it.
class Keyring final {
    Q_DISABLE_COPY_MOVE(Keyring)

public:
    Keyring() = default;
    ~Keyring()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    // What this program is to ask.
    static void askOn(const QString &address)
    {
        for (const char *desktop : {"XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION"})
            qunsetenv(desktop); // Plasma has another
        qputenv("DBUS_SESSION_BUS_ADDRESS", address.toLocal8Bit());
    }

    // Empty, or that there is none.
    QString start(const QString &address)
    {
        if (QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
            return QStringLiteral("gnome-keyring is not installed");
        const QDBusConnection bus = QDBusConnection::connectToBus(address, QStringLiteral("keyring"));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
        for (const QString &name : {QStringLiteral("XDG_DATA_HOME"), QStringLiteral("DISPLAY")})
            environment.remove(name);
        m_daemon.setProcessEnvironment(environment);
        m_daemon.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // however the test ends
        m_daemon.setStandardErrorFile(QProcess::nullDevice());
        m_daemon.start(
            QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--foreground"), QStringLiteral("--components=secrets"), QStringLiteral("--unlock")});
        m_daemon.write("what opens it");
        m_daemon.closeWriteChannel();
        const bool isThere = QTest::qWaitFor(
            [&] {
                return m_daemon.state() == QProcess::NotRunning
                    || (bus.isConnected()
                        && bus.interface()->isServiceRegistered(QStringLiteral("org.freedesktop.secrets")));
            },
            60'000);
        if (!isThere || m_daemon.state() == QProcess::NotRunning)
            qFatal("gnome-keyring does not start");
        return {};
    }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

} // namespace batchdeck
