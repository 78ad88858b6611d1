#include "app/desktop.h"

#include "models/runtext.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QGuiApplication>

namespace batchdeck {

Desktop::Desktop(QDBusConnection bus)
    : m_bus(std::move(bus))
{
}

void Desktop::tellEnd(const QString &batch, const RunSummary &summary)
{
    if (!m_bus.isConnected())
        return;
    const QString name = QStringLiteral("org.freedesktop.Notifications");
    QDBusMessage notify = QDBusMessage::createMethodCall(name, QStringLiteral("/org/freedesktop/Notifications"), name,
                                                         QStringLiteral("Notify"));
    const QString title = QCoreApplication::translate("batchdeck::Desktop", "%1 is done").arg(batch);
    constexpr int asLongAsUsual = -1;
    notify << QGuiApplication::applicationDisplayName() << quint32(0) << QStringLiteral("batchdeck") << title
           << RunText::counts(summary) << QStringList() << QVariantMap() << asLongAsUsual;
    m_bus.send(notify);
}

} // namespace batchdeck
