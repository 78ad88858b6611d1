#include "app/desktop.h"
#include "desktopservices.h"

#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusServer>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QGuiApplication::setApplicationDisplayName(u"Batchdeck"_s);
        QGuiApplication::setDesktopFileName(u"batchdeck"_s);
    }
    void tellsHowARunStops();
    void showsProgressOnItsIcon();
    void keepsTheComputerAwake();
    void doesWithoutADesktop();

private:
    // Sent until somebody hears it: at first nobody is connected.
    template <typename Send, typename Heard>
    static bool isHeard(Send send, Heard heard)
    {
        return QTest::qWaitFor([&] {
            if (!heard())
                send();
            return heard();
        });
    }
};

void TestDesktop::tellsHowARunStops()
{
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
    QVERIFY2(
        isHeard([&] { desktop.tellStop(u"orders.json"_s, summary); }, [&] { return !notifications.told.isEmpty(); }),
        "nobody was told");
    QCOMPARE(notifications.told[0], u"Batchdeck|orders.json is done|1,171 succeeded  ·  43 failed"_s);
    notifications.told.clear();
    summary.phase = RunPhase::Paused;
    desktop.tellStop(u"orders.json"_s, summary);
    QTRY_COMPARE(notifications.told,
                 QStringList{u"Batchdeck|orders.json waits for you|1,171 succeeded  ·  43 failed"_s});
}

void TestDesktop::showsProgressOnItsIcon()
{
    QDBusServer server;
    if (!server.isConnected())
        QSKIP("D-Bus is not to be had here");
    TaskBar bar;
    QObject::connect(&server, &QDBusServer::newConnection, &server, [&](const QDBusConnection &connection) {
        QDBusConnection(connection)
            .connect({}, u"/batchdeck"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s, &bar,
                     SLOT(update(QString, QVariantMap)));
    });
    Desktop desktop(QDBusConnection::connectToPeer(server.address(), u"bar"_s));
    int percent = 0;
    QVERIFY2(isHeard([&] { desktop.showProgress(++percent, false); }, [&] { return !bar.shown.isEmpty(); }),
             "nobody listens");
    bar.shown.clear();
    desktop.showProgress(61, false);
    desktop.showProgress(61, false);
    desktop.showProgress(61, true);
    desktop.showProgress({}, false);
    const QStringList wanted{u"application://batchdeck.desktop 0.61 1 0"_s,
                             u"application://batchdeck.desktop 0.61 1 1"_s, u"application://batchdeck.desktop 0 0 0"_s};
    QTRY_VERIFY(bar.shown.size() >= 3);
    QCOMPARE(bar.shown.last(3), wanted);
}

void TestDesktop::keepsTheComputerAwake()
{
    QDBusServer server;
    if (!server.isConnected())
        QSKIP("D-Bus is not to be had here");
    Sleep sleep;
    bool isThere = false;
    QObject::connect(&server, &QDBusServer::newConnection, &server, [&](const QDBusConnection &connection) {
        isThere = QDBusConnection(connection)
                      .registerObject(u"/org/freedesktop/login1"_s, &sleep, QDBusConnection::ExportAllSlots);
    });
    const QDBusConnection peer = QDBusConnection::connectToPeer(server.address(), u"computer"_s);
    QTRY_VERIFY(isThere);
    Desktop desktop(QDBusConnection(u"there is none"_s), peer);
    desktop.keepAwake(true);
    desktop.keepAwake(true);
    QTRY_COMPARE(sleep.asked, QStringList{u"sleep:idle|Batchdeck|block"_s});
    const QDBusPendingCall later = peer.asyncCall(
        QDBusMessage::createMethodCall({}, u"/org/freedesktop/login1"_s, u"org.freedesktop.DBus.Peer"_s, u"Ping"_s));
    QTRY_VERIFY(later.isFinished()); // and so has the answer come
    QVERIFY(sleep.isHeldOff());
    desktop.keepAwake(false);
    QTRY_VERIFY(!sleep.isHeldOff());
}

void TestDesktop::doesWithoutADesktop()
{
    const QDBusConnection none(u"there is none"_s);
    Desktop desktop(none, none);
    desktop.tellStop(u"orders.json"_s, {});
    desktop.showProgress(61, true);
    desktop.keepAwake(true);
    desktop.keepAwake(false);
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
