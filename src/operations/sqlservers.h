#pragma once

#include <QStringList>

#include <mutex>

namespace batchdeck {

// Servers that a run has connected to: what they are, and whether what is said there is encrypted.
class SqlServers {
public:
    // What to tell of one: nothing where it has been told.
    QString note(const QString &title, const QString &server, const QString &tls)
    {
        const QString news = QStringLiteral("Connected to %1: %2, %3.")
                                 .arg(title, server, tls.isEmpty() ? QStringLiteral("not encrypted") : tls);
        const std::lock_guard lock(m_mutex);
        if (m_all.contains(news))
            return {};
        m_all += news;
        return news;
    }
    QStringList all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_all;
};

} // namespace batchdeck
