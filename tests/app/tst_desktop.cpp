#include "app/desktop.h"

#include <QDBusServer>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

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
        told += program + u'|' + title + u'|' + text;
        return 1;
    }
};

class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsCountsAtTheEnd();
    void doesWithoutADesktop();
};

void TestDesktop::tellsCountsAtTheEnd()
{
    QGuiApplication::setApplicationDisplayName(u"Batchdeck"_s);
    QDBusServer server;
    if (!server.isConnected())
        QSKIP("D-Bus is not to be had here");
    Notifications notifications;
    QObject::connect(&server, &QDBusServer::newConnection, &server, [&](const QDBusConnection &connection) {
        QDBusConnection(connection)
            .registerObject(u"/org/freedesktop/Notifications"_s, &notifications, QDBusConnection::ExportAllSlots);
    });
    Desktop desktop(QDBusConnection::connectToPeer(server.address(), u"desktop"_s));
    RunSummary summary;
    summary.counts[index(State::Succeeded)] = 1171;
    summary.counts[index(State::Failed)] = 43;
    QTRY_VERIFY(QDBusConnection(u"desktop"_s).isConnected());
    QTRY_VERIFY2(
        [&] {
            if (notifications.told.isEmpty())
                desktop.tellEnd(u"orders.json"_s, summary);
            return !notifications.told.isEmpty();
        }(),
        "nobody was told");
    QCOMPARE(notifications.told[0], u"Batchdeck|orders.json is done|1,171 succeeded  ·  43 failed"_s);
}

void TestDesktop::doesWithoutADesktop()
{
    Desktop(QDBusConnection(u"there is none"_s)).tellEnd(u"orders.json"_s, {});
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
