#pragma once

#include "operations/mariadbconnection.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <csignal>
#include <memory>

namespace batchdeck {

// A server of MariaDB with its own files, which listens at a socket in a folder of its own, and a connection to it
// for what tests do besides. Ends with it.
class MariadbServer {
    Q_DISABLE_COPY_MOVE(MariadbServer)

public:
    MariadbServer() = default;
    ~MariadbServer() { stop(); }

    QString socket() const { return m_folder.filePath(QStringLiteral("socket")); }

    // Empty, or why there is none. It is fast, and not for measuring.
    QString start()
    {
        const QString server =
            QStandardPaths::findExecutable(QStringLiteral("mariadbd"), {QStringLiteral("/usr/sbin")});
        const QString install = QStandardPaths::findExecutable(QStringLiteral("mariadb-install-db"));
        if (server.isEmpty() || install.isEmpty() || !QSqlDatabase::isDriverAvailable(QStringLiteral("QMARIADB")))
            return QStringLiteral("MariaDB's server, or Qt's driver for it, is not installed");
        if (isRoot() && run(QStringLiteral("chown"), {QStringLiteral("nobody"), m_folder.path()}) != 0)
            return QStringLiteral("there is no user nobody");
        const QString data = QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data"));
        QStringList command = asOther(install)
            + QStringList{QStringLiteral("--no-defaults"), data, QStringLiteral("--skip-test-db"),
                          QStringLiteral("--auth-root-authentication-method=normal")};
        if (const QString program = command.takeFirst(); run(program, command) != 0)
            return QStringLiteral("mariadb-install-db failed");
        command = asOther(server)
            + QStringList{QStringLiteral("--no-defaults"),
                          data,
                          QStringLiteral("--socket=") + socket(),
                          QStringLiteral("--skip-networking"),
                          QStringLiteral("--innodb-flush-log-at-trx-commit=0"),
                          QStringLiteral("--innodb-buffer-pool-size=16M"),
                          QStringLiteral("--pid-file=") + m_folder.filePath(QStringLiteral("pid"))};
        m_server.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")));
        const QString program = command.takeFirst();
        m_server.start(program, command);
        m_admin = another(QStringLiteral("mysql"));
        if (!QTest::qWaitFor([&] { return static_cast<bool>(m_admin->open()); }, 60000))
            return QStringLiteral("the server does not start");
        return {};
    }

    void stop()
    {
        m_admin.reset();
        if (m_server.state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_server.processId()), SIGTERM);
        if (!m_server.waitForFinished(30000))
            m_server.kill();
        m_server.waitForFinished();
    }

    std::unique_ptr<MariadbConnection> another(const QString &database = QStringLiteral("test"),
                                               const QString &user = QStringLiteral("root")) const
    {
        SqlTarget target;
        target.name = QStringLiteral("admin");
        target.dialect = SqlDialect::MariaDB;
        target.host = socket();
        target.database = database;
        target.user = user;
        return std::make_unique<MariadbConnection>(target);
    }

    // One statement; it must succeed.
    void sql(const QString &text)
    {
        if (const auto done = m_admin->run(text); !done)
            qFatal("%s", qPrintable(done.error().message));
    }

    // What it answers, as JSON.
    QByteArray asked(const QString &text)
    {
        const auto answer = m_admin->execute({text, {}}, 1000);
        return answer ? answer->json() : answer.error().message.toUtf8();
    }

private:
    static bool isRoot() { return ::geteuid() == 0; }
    static int run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(program, arguments);
        return process.waitForFinished(60000) ? process.exitCode() : -1;
    }
    // It refuses to work for root. setpriv becomes the program, so that its process is the server's.
    static QStringList asOther(const QString &program)
    {
        if (!isRoot())
            return {program};
        return {QStringLiteral("setpriv"), QStringLiteral("--reuid=nobody"), QStringLiteral("--regid=nogroup"),
                QStringLiteral("--clear-groups"), program};
    }

    QTemporaryDir m_folder;
    QProcess m_server;
    std::unique_ptr<MariadbConnection> m_admin;
};

} // namespace batchdeck
