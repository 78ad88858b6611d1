#pragma once

#include <QByteArray>
#include <QString>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace batchdeck {

// Stands between a client and a server of PostgreSQL, both at sockets, and cuts the connection at a commit.
class CuttingProxy {
    Q_DISABLE_COPY_MOVE(CuttingProxy)

public:
    enum class Cut { Never, Before, During, After }; // the server never hears it; hears it; has answered

    // It listens in `folder`, as libpq expects a server to.
    CuttingProxy(const QString &folder, const QString &serverFolder)
        : m_listener(open())
        , m_server(address(serverFolder))
    {
        const sockaddr_un own = address(folder);
        if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&own), sizeof own) != 0
            || ::listen(m_listener, 64) != 0)
            qFatal("the proxy cannot listen");
        m_acceptor = std::thread([this] { accept(); });
    }
    ~CuttingProxy()
    {
        m_isOver = true;
        m_acceptor.join();
        for (std::thread &thread : m_threads)
            thread.join();
        ::close(m_listener);
    }

    void cut(Cut cut, const QByteArray &at = "commit", bool refusesThen = false)
    {
        const std::lock_guard lock(m_mutex);
        m_cut = cut;
        m_at = at;
        m_refusesThen = refusesThen;
        m_refused = 0;
    }

    void letConnect() { m_refuses = false; } // again, after a cut
    int refused() const { return m_refused; } // since the last cut

    // Whoever connects hears nothing until this is over.
    void hold(bool holds) { m_holds = holds; }

private:
    static int open() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }
    static sockaddr_un address(const QString &folder)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = folder.toUtf8() + "/.s.PGSQL.5432";
        qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
        return address;
    }
    void accept()
    {
        while (!m_isOver) {
            pollfd wanted{m_listener, POLLIN, 0};
            if (::poll(&wanted, 1, 20) <= 0 || m_holds)
                continue;
            const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (m_refuses) {
                ::close(client);
                ++m_refused;
                continue;
            }
            m_threads.emplace_back([this, client] { serve(client); });
        }
    }
    // Once, by whoever comes first.
    Cut cutOf(const QByteArray &bytes)
    {
        const std::lock_guard lock(m_mutex);
        if (m_cut == Cut::Never || !bytes.contains(m_at))
            return Cut::Never;
        m_refuses = m_refusesThen;
        return std::exchange(m_cut, Cut::Never);
    }
    void serve(int client)
    {
        const int server = open();
        bool goesOn = ::connect(server, reinterpret_cast<const sockaddr *>(&m_server), sizeof m_server) == 0;
        Cut cut = Cut::Never;
        QByteArray buffer(65536, Qt::Uninitialized);
        while (goesOn && !m_isOver) {
            pollfd both[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
            if (::poll(both, 2, 20) <= 0)
                continue;
            for (int side = 0; side < 2 && goesOn; ++side) {
                if (!both[side].revents)
                    continue;
                const ssize_t count = ::recv(both[side].fd, buffer.data(), static_cast<size_t>(buffer.size()), 0);
                goesOn = count > 0;
                if (goesOn && side == 0)
                    cut = cutOf(buffer.first(count));
                if (goesOn && (cut == Cut::Before || (cut == Cut::After && side == 1)))
                    goesOn = false;
                else if (goesOn)
                    goesOn =
                        ::send(side == 0 ? server : client, buffer.data(), static_cast<size_t>(count), MSG_NOSIGNAL)
                        == count;
                if (cut == Cut::During)
                    goesOn = false;
            }
        }
        ::close(client);
        ::close(server);
    }

    const int m_listener;
    const sockaddr_un m_server;
    std::mutex m_mutex;
    Cut m_cut = Cut::Never;
    QByteArray m_at;
    bool m_refusesThen = false;
    std::atomic<bool> m_isOver = false;
    std::atomic<bool> m_holds = false;
    std::atomic<bool> m_refuses = false;
    std::atomic<int> m_refused = 0;
    std::vector<std::thread> m_threads; // the acceptor's
    std::thread m_acceptor;
};

} // namespace batchdeck
