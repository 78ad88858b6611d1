#include "console/program.h"
#include "core/state.h"
#include "desktopbus.h"
#include "desktopservices.h"
#ifdef HAS_SESSION_MANAGEMENT
#include "sessionmanager.h"
#endif

#include <QDBusConnection>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// Records that write wait for a database that the test keeps locked.
constexpr auto plan = R"({"concurrency": 1, "failures": {"then": "pause", "after": 1},
    "connections": {"first": {"driver": "sqlite", "database": "first.db"},
                    "last": {"driver": "sqlite", "database": "last.db"}},
    "operations": {
        "first": {"kind": "sql.upsert", "connection": "first", "table": "seen", "rows": "{data}", "key": ["a"]},
        "last": {"kind": "sql.upsert", "connection": "last", "table": "seen", "rows": "{data}", "key": ["a"]},
        "*": {"kind": "simulate"}}})";
constexpr auto fourOfFive = R"([{"seconds": 0}, {"seconds": 0}, {"seconds": 0}, {"seconds": 0},
    {"operation": "last", "data": {"a": 1}}])";

// Three seconds in between: Qt takes a while to believe that another window has the keyboard.
QByteArray withTimeBetween(const QByteArray &end)
{
    QByteArray batch = R"([{"operation": "first", "data": {"a": 1}}, )";
    for (int i = 0; i < 58; ++i)
        batch += R"({"seconds": 0.05}, )";
    return batch + end + ']';
}

bool isInWindow()
{
    return QGuiApplication::platformName() == u"xcb"_s;
}

} // namespace

// The real program on a desktop: a real bus, and where the test has a display, a real window manager as well.
class TestProgramDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsProgressAndKeepsAwake();
    void tellsTheEndToWhoIsElsewhere();
    void tellsThatItWaits();
    void tellsNobodyWhoLooksAtIt();
    void staysWhenTheSessionIsSaved();
    void cleansUpAtTheEndOfTheSession();
    void cleansUpWhereTheSessionDoesNotWait();

private:
    QString file(const QString &name, const QByteArray &content) const;
    void lock(const QString &name);
    static void unlock(const QString &name);
    void start(const QByteArray &batch);
    void turnAway(double part); // somebody works in another window, until it has come so far
    static QString progress(double part, bool isShown, bool isUrgent);
    bool isShown(const QString &progress) const { return m_bar.shown.contains(progress); }
    void join(); // a session, with a record at work that cleans up
    static QList<int> states(); // of its records, as the newest journal has them

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DesktopBus> m_bus;
    std::unique_ptr<Notifications> m_notifications;
    std::unique_ptr<Sleep> m_sleep;
    TaskBar m_bar;
    std::unique_ptr<QLabel> m_other;
    std::unique_ptr<Program> m_program;
#ifdef HAS_SESSION_MANAGEMENT
    std::unique_ptr<SessionManager> m_session;
#endif
};

void TestProgramDesktop::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_folder->path().toLocal8Bit());
    qputenv("LC_ALL", "C.UTF-8");
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CURRENT_DESKTOP", "LANGUAGE", "SESSION_MANAGER"})
        qunsetenv(name);
    m_bus = std::make_unique<DesktopBus>();
    if (const QString problem = m_bus->start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"})
        qputenv(name, m_bus->address().toLocal8Bit());
    m_notifications = std::make_unique<Notifications>();
    m_sleep = std::make_unique<Sleep>();
    m_bar.shown.clear();
    QDBusConnection desktop = QDBusConnection::connectToBus(m_bus->address(), u"desktop"_s);
    QVERIFY(desktop.registerService(u"org.freedesktop.Notifications"_s)
            && desktop.registerService(u"org.freedesktop.login1"_s)
            && desktop.registerObject(u"/org/freedesktop/Notifications"_s, m_notifications.get(),
                                      QDBusConnection::ExportAllSlots)
            && desktop.registerObject(u"/org/freedesktop/login1"_s, m_sleep.get(), QDBusConnection::ExportAllSlots)
            && desktop.connect({}, u"/batchdeck"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s, &m_bar,
                               SLOT(update(QString, QVariantMap))));
    lock(u"first"_s);
    lock(u"last"_s);
}

void TestProgramDesktop::cleanup()
{
    m_program.reset();
    m_other.reset();
    unlock(u"first"_s);
    unlock(u"last"_s);
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    m_bus.reset();
}

QString TestProgramDesktop::file(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    return file.fileName();
}

void TestProgramDesktop::lock(const QString &name)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(m_folder->filePath(name + u".db"_s));
    QVERIFY(database.open());
    QSqlQuery query(database);
    QVERIFY(query.exec(u"create table seen (a integer primary key)"_s) && query.exec(u"begin immediate"_s));
}

void TestProgramDesktop::unlock(const QString &name)
{
    if (!QSqlDatabase::contains(name))
        return;
    QSqlQuery(QSqlDatabase::database(name)).exec(u"rollback"_s);
    QSqlDatabase::database(name).close();
    QSqlDatabase::removeDatabase(name);
}

void TestProgramDesktop::start(const QByteArray &batch)
{
    file(u"one.plan.json"_s, plan);
    m_program = std::make_unique<Program>(QStringList{u"--run"_s, file(u"one.json"_s, batch)});
}

void TestProgramDesktop::turnAway(double part)
{
    m_other = std::make_unique<QLabel>(u"Something else"_s);
    m_other->resize(300, 200);
    m_other->show();
    m_other->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_other.get(), 60'000));
    unlock(u"first"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(progress(part, true, false)), 60'000);
}

QString TestProgramDesktop::progress(double part, bool isShown, bool isUrgent)
{
    return u"application://batchdeck.desktop %1 %2 %3"_s.arg(part).arg(isShown).arg(isUrgent);
}

void TestProgramDesktop::showsProgressAndKeepsAwake()
{
    start(fourOfFive);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(progress(0.8, true, false)), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_sleep->asked, QStringList{u"sleep:idle|Batchdeck|block"_s}, 60'000);
    QVERIFY(m_sleep->isHeldOff());
    unlock(u"last"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_bar.shown.last().section(u' ', 1, 2), u"0 0"_s, 60'000); // nothing runs
    QTRY_VERIFY_WITH_TIMEOUT(!m_sleep->isHeldOff(), 60'000);
    QCOMPARE(m_sleep->asked.size(), 1);
}

void TestProgramDesktop::tellsTheEndToWhoIsElsewhere()
{
    if (!isInWindow())
        QSKIP("nothing is in front of anything here");
    start(withTimeBetween(R"({"operation": "last", "data": {"a": 1}})"));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(progress(0, true, false)), 60'000);
    turnAway(0.98);
    unlock(u"last"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_notifications->told, QStringList{u"Batchdeck|one.json is done|60 succeeded"_s}, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_bar.shown.last(), progress(0, false, true), 60'000);
    m_other.reset(); // the window comes to the front, and is looked at
    QTRY_COMPARE_WITH_TIMEOUT(m_bar.shown.last(), progress(0, false, false), 60'000);
    QCOMPARE(m_notifications->told.size(), 1);
}

void TestProgramDesktop::tellsThatItWaits()
{
    if (!isInWindow())
        QSKIP("nothing is in front of anything here");
    start(withTimeBetween(R"({"operation": "last", "data": {"a": 1}}, {"fail": "No."}, {"seconds": 0})"));
    QTRY_VERIFY_WITH_TIMEOUT(isShown(progress(0, true, false)), 60'000);
    turnAway(0.95);
    unlock(u"last"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_notifications->told.size(), 1, 60'000);
    QVERIFY2(m_notifications->told[0].startsWith(u"Batchdeck|one.json waits for you|1 waiting  ·  60 succeeded"_s)
                 && m_notifications->told[0].contains(u"1 failed"_s),
             qPrintable(m_notifications->told[0]));
    QTRY_COMPARE_WITH_TIMEOUT(m_bar.shown.last(), progress(0.98, true, true), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sleep->isHeldOff(), 60'000); // what waits for somebody may sleep
}

void TestProgramDesktop::tellsNobodyWhoLooksAtIt()
{
    start(fourOfFive);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(progress(0.8, true, false)), 60'000);
    unlock(u"last"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_bar.shown.last(), progress(0, false, false), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_sleep->isHeldOff(), 60'000);
    QCOMPARE(m_notifications->told, QStringList());
}

#ifdef HAS_SESSION_MANAGEMENT

void TestProgramDesktop::join()
{
    if (!m_session)
        m_session = std::make_unique<SessionManager>(); // the library listens only once
    qputenv("SESSION_MANAGER", m_session->address());
    start(R"([{"seconds": 0}, {"seconds": 3600, "cleanup": 0.5, "label": ")" + QByteArray(QTest::currentTestFunction())
          + "\"}]"); // no other's, which would be offered to go on
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isJoined() && isShown(progress(0.5, true, false)), 60'000);
}

QList<int> TestProgramDesktop::states()
{
    const QDir journals(Program::dataFolder() + u"/batchdeck/journals"_s);
    const QStringList names = journals.entryList({u"*.journal"_s}, QDir::Files, QDir::Time);
    QList<int> found;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
        database.setDatabaseName(journals.filePath(names.value(0)));
        database.open();
        QSqlQuery query(u"select became from history a where id = (select max(id) from history b "
                        "where b.id >> 31 = a.id >> 31) order by id"_s,
                        database);
        while (query.next())
            found += query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(u"look"_s);
    return found;
}

void TestProgramDesktop::staysWhenTheSessionIsSaved()
{
    if (!isInWindow())
        QSKIP("sessions are managed where there is a display");
    join();
    m_session->save(SessionManager::Save::ToComeBack);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isSaved(), 60'000);
    QCOMPARE(states().at(0), int(State::Succeeded));
    QVERIFY(!states().contains(int(State::Cancelled)));
    QVERIFY(m_program->isRunning());
}

void TestProgramDesktop::cleansUpAtTheEndOfTheSession()
{
    if (!isInWindow())
        QSKIP("sessions are managed where there is a display");
    join();
    m_session->save(SessionManager::Save::BeforeTheEnd);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isSaved(), 60'000);
    QCOMPARE(states(),
             (QList{int(State::Succeeded), int(State::Cancelled)})); // and that is on disk before the session goes on
    m_session->end();
    QCOMPARE(m_program->end(), 0);
}

void TestProgramDesktop::cleansUpWhereTheSessionDoesNotWait()
{
    if (!isInWindow())
        QSKIP("sessions are managed where there is a display");
    join();
    m_session->end();
    QCOMPARE(m_program->end(), 0);
    QCOMPARE(states(), (QList{int(State::Succeeded), int(State::Cancelled)}));
}

#else

void TestProgramDesktop::staysWhenTheSessionIsSaved()
{
    QSKIP("libSM is not installed");
}

void TestProgramDesktop::cleansUpAtTheEndOfTheSession()
{
    QSKIP("libSM is not installed");
}

void TestProgramDesktop::cleansUpWhereTheSessionDoesNotWait()
{
    QSKIP("libSM is not installed");
}

#endif

QTEST_MAIN(TestProgramDesktop)
#include "tst_programdesktop.moc"
