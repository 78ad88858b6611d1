#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QVariantMap>

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace batchdeck {

// Where notifications go, at the other end of a real connection.
class Notifications : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList told;

public Q_SLOTS:
    uint Notify(const QString &program, uint, const QString &, const QString &title, const QString &text,
                const QStringList &, const QVariantMap &, int)
    {
        told += program + QLatin1Char('|') + title + QLatin1Char('|') + text;
        return 1;
    }
};

// Whoever puts the computer to sleep, likewise.
class Sleep : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    Sleep()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            qFatal("no pipe");
        m_watched = ends[0];
        m_given = ends[1];
    }
    ~Sleep() override { ::close(m_watched); }
    Q_DISABLE_COPY_MOVE(Sleep)

    QStringList asked;

    bool isHeldOff() const // until the other end is closed everywhere
    {
        char none = 0;
        return ::read(m_watched, &none, 1) < 0 && errno == EAGAIN;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &, const QString &mode)
    {
        asked += what + QLatin1Char('|') + who + QLatin1Char('|') + mode;
        QDBusUnixFileDescriptor given;
        given.giveFileDescriptor(std::exchange(m_given, -1));
        return given;
    }

private:
    int m_watched = -1;
    int m_given = -1;
};

// A task bar, likewise.
class TaskBar : public QObject {
    Q_OBJECT

public:
    QStringList shown;

public Q_SLOTS:
    void update(const QString &program, const QVariantMap &properties)
    {
        shown += QStringLiteral("%1 %2 %3 %4")
                     .arg(program)
                     .arg(properties[QStringLiteral("progress")].toDouble())
                     .arg(properties[QStringLiteral("progress-visible")].toBool())
                     .arg(properties[QStringLiteral("urgent")].toBool());
    }
};

} // namespace batchdeck
