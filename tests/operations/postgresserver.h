#pragma once

#include "operations/postgresconnection.h"

#include "postgrescluster.h"

#include <memory>

namespace batchdeck {

// A cluster with somebody in it who may do everything.
class PostgresServer {
public:
    QString start(const QStringList &settings = {}, int port = 5432) // empty, or why there is none
    {
        QString why = m_cluster.start(false, settings, port);
        m_port = port;
        if (!why.isEmpty())
            return why;
        m_admin = another();
        (void)QTest::qWaitFor(
            [&] {
                const auto opened = m_admin->open();
                why = opened ? QString() : opened.error().message;
                return why.isEmpty();
            },
            60000);
        return why;
    }
    void stop()
    {
        m_admin.reset();
        m_cluster.stop();
    }

    QString folder() const { return m_cluster.folder(); }
    PostgresConnection &admin() { return *m_admin; }
    std::unique_ptr<PostgresConnection>
    another(const QString &database = QStringLiteral("postgres")) const // not yet open
    {
        SqlTarget target;
        target.dialect = SqlDialect::PostgreSQL;
        target.host = folder();
        target.port = m_port;
        target.user = QStringLiteral("postgres");
        target.database = database;
        return std::make_unique<PostgresConnection>(target);
    }
    void sql(const QString &text)
    {
        if (auto done = m_admin->run(text); !done)
            qFatal("%s: %s", qPrintable(text), qPrintable(done.error().message));
    }
    QByteArray asked(const QString &text)
    {
        const auto found = m_admin->execute({text, {}}, 1000);
        if (!found)
            return found.error().message.toUtf8();
        QByteArrayList lines;
        for (const QVariantList &row : found->rows) {
            QByteArrayList cells;
            for (const QVariant &cell : row)
                cells += cell.isNull() ? "null" : cell.toString().toUtf8();
            lines += cells.join('|');
        }
        return lines.join('\n');
    }

private:
    PostgresCluster m_cluster;
    int m_port = 5432;
    std::unique_ptr<PostgresConnection> m_admin;
};

} // namespace batchdeck
