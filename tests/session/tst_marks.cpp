#include "session/session.h"

#include "operations/postgresserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Whether a mark is believed to be missing that a run left in PostgreSQL, and that is looked for as a connection, or
// its surroundings, find it by then.
class TestMarks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void areLookedForWhereTheyWereLeft_data();
    void areLookedForWhereTheyWereLeft();
    void cleanup() { setEnvironment({}); }
    void cleanupTestCase() { m_server.stop(); }

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void put(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("There is no room for a test.");
    }
    // "NAME=value", and none else of those that lead somewhere.
    static void setEnvironment(const QByteArray &variable)
    {
        for (const char *name : {"PGUSER", "PGOPTIONS", "PGHOST", "PGDATABASE", "DATABASE_URL"})
            qunsetenv(name);
        const qsizetype sign = variable.indexOf('=');
        if (sign > 0)
            qputenv(variable.left(sign).constData(), variable.mid(sign + 1));
    }
    std::unique_ptr<Session> session(const QByteArray &connection) const
    {
        put(u"b.plan.json"_s,
            R"({"connections": {"d": {"driver": "postgresql")" + connection
                + R"sql(}}, "operations": {"*": {"kind": "sql", "connection": "d",
                "statement": "insert into public.t values (1)", "marker": true}}})sql");
        SessionRequest request;
        request.batch.path = path(u"b.jsonl"_s);
        LoadWatch watch;
        auto opened = Session::open(request, watch);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return *std::move(opened);
    }

    PostgresServer m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMarks::initTestCase()
{
    if (const QString why = m_server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_server.sql(u"create table t (a integer); create role alice login superuser; create schema alice; "
                 "create role bob login superuser"_s);
}

void TestMarks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    put(u"b.jsonl"_s, "{}\n");
    m_server.sql(u"truncate t; drop table if exists public.batchdeck_marks, alice.batchdeck_marks"_s);
}

void TestMarks::areLookedForWhereTheyWereLeft_data()
{
    QTest::addColumn<QByteArrayList>("plans"); // the keys of its connection
    QTest::addColumn<QByteArrayList>("environments");
    QTest::addColumn<QString>("state");
    const QByteArray host = R"(, "host": ")" + QFile::encodeName(m_server.folder()) + R"(", "database": "postgres")";
    const QByteArray url = "DATABASE_URL=postgresql:///postgres?host=" + QFile::encodeName(m_server.folder());
    const QByteArray alice = host + R"(, "user": "alice")";
    const QByteArray bob = host + R"(, "user": "bob")";
    const auto row = [](const char *name, const QByteArrayList &plans, const QByteArrayList &environments,
                        const QString &state) { QTest::newRow(name) << plans << environments << state; };
    row("the same", {alice, alice}, {"", ""}, u"succeeded"_s);
    row("the same, as the environment says", {host, host}, {"PGUSER=alice", "PGUSER=alice"}, u"succeeded"_s);
    row("the same, as an address says", {"", ""}, {url + "&user=alice", url + "&user=alice&password=x"},
        u"succeeded"_s);
    row("as another user", {alice, bob}, {"", ""}, u"inDoubt"_s);
    row("as another user, by the environment", {host, host}, {"PGUSER=alice", "PGUSER=bob"}, u"inDoubt"_s);
    row("as another user, by an address", {"", ""}, {url + "&user=alice", url + "&user=bob"}, u"inDoubt"_s);
    row("in other schemas", {alice, alice}, {"", "PGOPTIONS=-csearch_path=public"}, u"inDoubt"_s);
}

// What it did is committed, and nobody was left to write down that it is.
void TestMarks::areLookedForWhereTheyWereLeft()
{
    QFETCH(const QByteArrayList, plans);
    QFETCH(const QByteArrayList, environments);
    setEnvironment(environments[0]);
    const auto first = session(plans[0]);
    const auto begun = first->createRun(nullptr, {JournalChoice::Where::File, path(u"run"_s)});
    QVERIFY2(begun, begun ? "" : qPrintable(begun.error().message));
    m_server.sql(u"begin; lock table t"_s);
    first->run().start();
    QTRY_COMPARE(m_server.asked(u"select count(*)::text from pg_locks where not granted"_s), QByteArray("1"));
    QVERIFY(first->journal()->flush(60s));
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::copy(path(u"run"_s) + QLatin1StringView(suffix), path(u"left"_s) + QLatin1StringView(suffix)));
    QFile::remove(path(u"run"_s)); // beside which it would be a copy, and be left alone
    m_server.sql(u"rollback"_s);
    QVERIFY(first->run().wait(60s));
    QCOMPARE(first->state(0), State::Succeeded);

    setEnvironment(environments[1]);
    const auto second = session(plans[1]);
    const auto opened = second->createRun(nullptr, {JournalChoice::Where::File, path(u"left"_s), Reopen::Resume});
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QCOMPARE(second->state(0), State::InDoubt);
    second->lookUpDoubts();
    QVERIFY(second->run().wait(60s));
    QTEST(QString(name(second->state(0))), "state");
    second->run().start();
    QVERIFY(second->run().wait(60s));
    QCOMPARE(m_server.asked(u"select count(*)::text from t"_s), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
