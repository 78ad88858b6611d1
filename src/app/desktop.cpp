#include "app/desktop.h"

#include "models/runtext.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QGuiApplication>

namespace batchdeck {

Desktop::Desktop(QDBusConnection bus, QDBusConnection computer)
    : m_bus(std::move(bus))
    , m_computer(std::move(computer))
{
}

void Desktop::tellStop(const QString &batch, const RunSummary &summary)
{
    if (!m_bus.isConnected())
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
    m_bus.send(notify);
}

// The signal that Unity brought and that Plasma, the docks of GNOME and others listen to.
void Desktop::showProgress(std::optional<int> percent, bool isUrgent)
{
    if (!m_bus.isConnected() || (percent == m_percent && isUrgent == m_isUrgent))
        return;
    m_percent = percent;
    m_isUrgent = isUrgent;
    QDBusMessage update = QDBusMessage::createSignal(
        QStringLiteral("/batchdeck"), QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    update << QStringLiteral("application://%1.desktop").arg(QGuiApplication::desktopFileName())
           << QVariantMap{{QStringLiteral("progress"), percent.value_or(0) / 100.0},
                          {QStringLiteral("progress-visible"), percent.has_value()},
                          {QStringLiteral("urgent"), isUrgent}};
    m_bus.send(update);
}

// The answer is a file that is open for as long as it is wanted, as logind has it.
void Desktop::keepAwake(bool isWanted)
{
    if (!isWanted)
        return m_awake.reset();
    if (m_awake || !m_computer.isConnected())
        return;
    QDBusMessage inhibit = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    inhibit << QStringLiteral("sleep:idle") << QGuiApplication::applicationDisplayName()
            << QCoreApplication::translate("batchdeck::Desktop", "A batch is running") << QStringLiteral("block");
    m_awake = m_computer.asyncCall(inhibit);
}

} // namespace batchdeck
