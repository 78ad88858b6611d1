#pragma once

#include <QTemporaryDir>
#include <QtEndian>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

namespace batchdeck {

// Lets everybody in as a server of PostgreSQL does, and says nothing then.
class SilentServer {
    Q_DISABLE_COPY_MOVE(SilentServer)

public:
    SilentServer()
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = folder().toUtf8() + "/.s.PGSQL.5432";
        qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
        if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
            || ::listen(m_listener, 64) != 0)
            qFatal("the silent server cannot listen");
        m_thread = std::thread([this] { serve(); });
    }
    ~SilentServer()
    {
        m_isOver = true;
        m_thread.join();
        ::close(m_listener);
    }

    QString folder() const { return m_folder.path(); }
    int clients() const { return m_clients; } // that were let in
    void hangUp() { m_hangsUp = true; } // on whoever is there, and on whoever comes

private:
    void serve()
    {
        std::vector<int> clients;
        while (!m_isOver) {
            pollfd wanted{m_listener, POLLIN, 0};
            if (::poll(&wanted, 1, 20) > 0)
                clients.push_back(::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC));
            if (m_hangsUp)
                close(clients);
            else if (wanted.revents)
                letIn(clients.back());
        }
        close(clients);
    }
    static void close(std::vector<int> &clients)
    {
        for (const int client : clients)
            ::close(client);
        clients.clear();
    }
    // Who it is does not matter.
    void letIn(int client)
    {
        char start[1024];
        if (::recv(client, start, sizeof start, 0) <= 0)
            return;
        const char welcome[] = {'R', 0, 0, 0, 8, 0, 0, 0, 0, 'Z', 0, 0, 0, 5, 'I'};
        if (::send(client, welcome, sizeof welcome, MSG_NOSIGNAL) == sizeof welcome)
            ++m_clients;
    }

    const QTemporaryDir m_folder;
    const int m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::atomic<bool> m_isOver = false;
    std::atomic<bool> m_hangsUp = false;
    std::atomic<int> m_clients = 0;
    std::thread m_thread;
};

} // namespace batchdeck
