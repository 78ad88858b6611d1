#pragma once

#include <QStringList>

#include <mutex>

namespace batchdeck {

// Servers that a run has connected to: what they are, and whether what is said there is encrypted.
class SqlServers {
public:
    // A sentence; true where it is a new one.
    bool note(const QString &server)
    {
        const std::lock_guard lock(m_mutex);
        const bool isNew = !m_all.contains(server);
        if (isNew)
            m_all += server;
        return isNew;
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
