#include "app/desktop.h"

#include "models/runtext.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QGuiApplication>

namespace batchdeck {

Desktop::Desktop(std::optional<QDBusConnection> bus, std::optional<QDBusConnection> computer)
    : m_bus(std::move(bus))
    , m_computer(std::move(computer))
{
}

QDBusConnection &Desktop::bus()
{
    return m_bus ? *m_bus : m_bus.emplace(QDBusConnection::sessionBus());
}

QDBusConnection &Desktop::computer()
{
    return m_computer ? *m_computer : m_computer.emplace(QDBusConnection::systemBus());
}

void Desktop::tellStop(const QString &batch, const RunSummary &summary)
{
    if (!bus().isConnected())
        return;
    const QString name = QStringLiteral("org.freedesktop.Notifications");
    QDBusMessage notify = QDBusMessage::createMethodCall(name, QStringLiteral("/org/freedesktop/Notifications"), name,
                                                         QStringLiteral("Notify"));
    const QString title =
        (summary.phase == RunPhase::Paused ? QCoreApplication::translate("batchdeck::Desktop", "%1 waits for you")
                                           : QCoreApplication::translate("batchdeck::Desktop", "%1 is done"))
            .arg(batch);
    constexpr int asLongAsUsual = -1;
    notify << QGuiApplication::applicationDisplayName() << quint32(0) << QStringLiteral("batchdeck") << title
           << RunText::counts(summary) << QStringList() << QVariantMap() << asLongAsUsual;
    bus().send(notify);
}

// The signal that Unity brought and that Plasma, the docks of GNOME and others listen to.
void Desktop::showProgress(std::optional<int> percent, bool isUrgent)
{
    if ((percent == m_percent && isUrgent == m_isUrgent) || !bus().isConnected())
        return;
    m_percent = percent;
    m_isUrgent = isUrgent;
    QDBusMessage update = QDBusMessage::createSignal(
        QStringLiteral("/batchdeck"), QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    update << QStringLiteral("application://%1.desktop").arg(QGuiApplication::desktopFileName())
           << QVariantMap{{QStringLiteral("progress"), percent.value_or(0) / 100.0},
                          {QStringLiteral("progress-visible"), percent.has_value()},
                          {QStringLiteral("urgent"), isUrgent}};
    bus().send(update);
}

// The answer is a file that is open for as long as it is wanted, as logind has it.
void Desktop::keepAwake(bool isWanted)
{
    if (!isWanted)
        return m_awake.reset();
    if (m_awake || !computer().isConnected())
        return;
    QDBusMessage inhibit = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    inhibit << QStringLiteral("sleep:idle") << QGuiApplication::applicationDisplayName()
            << QCoreApplication::translate("batchdeck::Desktop", "A batch is running") << QStringLiteral("block");
    m_awake = computer().asyncCall(inhibit);
}

} // namespace batchdeck
