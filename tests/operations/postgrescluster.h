#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <csignal>

namespace batchdeck {

// A server of PostgreSQL with its own files, which listens at a socket in a folder of its own. Ends with it.
class PostgresCluster {
    Q_DISABLE_COPY_MOVE(PostgresCluster)

public:
    PostgresCluster() = default;
    ~PostgresCluster() { stop(); }

    QString folder() const { return m_folder.path(); }
    // Files that only it may read, before it starts.
    static bool give(const QString &path)
    {
        return !isRoot() || run(QStringLiteral("chown"), {QStringLiteral("postgres"), path}) == 0;
    }

    // Empty, or why there is none. Without syncing it is fast, and not for measuring.
    QString start(bool syncs = false, const QStringList &settings = {}, int port = 5432)
    {
        QString found = QStandardPaths::findExecutable(QStringLiteral("initdb"));
        for (int version = 20; found.isEmpty() && version >= 13; --version)
            found = QStandardPaths::findExecutable(QStringLiteral("initdb"),
                                                   {QStringLiteral("/usr/lib/postgresql/%1/bin").arg(version)});
        if (found.isEmpty())
            return QStringLiteral("PostgreSQL's server is not installed");
        m_programs = QFileInfo(found).path();
        if (isRoot() && run(QStringLiteral("chown"), {QStringLiteral("postgres"), folder()}) != 0)
            return QStringLiteral("there is no user postgres");
        const QString data = folder() + QStringLiteral("/data");
        const QStringList init = {QStringLiteral("-D"),        data,
                                  QStringLiteral("-A"),        QStringLiteral("trust"),
                                  QStringLiteral("-U"),        QStringLiteral("postgres"),
                                  QStringLiteral("--no-sync"), QStringLiteral("-E"),
                                  QStringLiteral("UTF8"),      QStringLiteral("--no-locale")};
        QStringList command = asOther(m_programs + QStringLiteral("/initdb")) + init;
        if (const QString program = command.takeFirst(); run(program, command) != 0)
            return QStringLiteral("initdb failed");
        QFile rules(data + QStringLiteral("/pg_hba.conf"));
        if (!rules.open(QFile::WriteOnly | QFile::Truncate))
            return rules.errorString();
        rules.write("local all guarded scram-sha-256\nlocal all all trust\nhostssl all all localhost trust\n");
        rules.close();
        command = asOther(m_programs + QStringLiteral("/postgres"))
            + QStringList{QStringLiteral("-D"), data,
                          QStringLiteral("-k"), folder(),
                          QStringLiteral("-c"), QStringLiteral("listen_addresses="),
                          QStringLiteral("-c"), syncs ? QStringLiteral("fsync=on") : QStringLiteral("fsync=off")};
        command += {QStringLiteral("-p"), QString::number(port)};
        for (const QString &setting : settings) // the last of two counts
            command += {QStringLiteral("-c"), setting};
        m_server.setStandardErrorFile(folder() + QStringLiteral("/log"));
        const QString program = command.takeFirst();
        m_server.start(program, command);
        // It listens before it is ready: whoever connects tries until it is.
        const bool answers =
            QTest::qWaitFor([&] { return QFile::exists(folder() + QStringLiteral("/.s.PGSQL.%1").arg(port)); }, 60000);
        QFile log(folder() + QStringLiteral("/log"));
        return answers ? QString()
                       : QStringLiteral("the server does not start: ")
                + (log.open(QFile::ReadOnly) ? QString::fromUtf8(log.readAll()) : m_server.errorString());
    }

    void stop()
    {
        if (m_server.state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_server.processId()), SIGINT); // fast: it ends its connections
        if (!m_server.waitForFinished(30000))
            m_server.kill();
        m_server.waitForFinished();
    }

private:
    static bool isRoot() { return ::geteuid() == 0; }
    static int run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(program, arguments);
        return process.waitForFinished(60000) ? process.exitCode() : -1;
    }
    // It refuses to work for root. setpriv becomes the program, so that its process is the server's.
    static QStringList asOther(const QString &program)
    {
        if (!isRoot())
            return {program};
        return {QStringLiteral("setpriv"), QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                QStringLiteral("--clear-groups"), program};
    }

    QTemporaryDir m_folder;
    QString m_programs;
    QProcess m_server;
};

} // namespace batchdeck
