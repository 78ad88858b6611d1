#include "core/plankeys.h"
#include "session/kindchange.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

const QByteArray simple = R"({"concurrency": 2, "operations": {"*": {"kind": "simulate"}}})";

}

// A plan while it is written.
class TestPlanDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesOneValue_data();
    void changesOneValue();
    void tellsAllProblems();
    void whatIsNoJsonIsText();
    void takesAConnectionAlone();
    void comesBackAsItWasSaved();
    void keepsWhatOtherKindsHave();
    void takesAnUnknownKindsKeysAway();
    void givesAConnectionAndTakesIt();
};

void TestPlanDocument::changesOneValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QString &path, const QByteArray &json,
                        const QByteArray &after) { QTest::newRow(name) << before << path << json << after; };
    row("another", R"({"a": 1, "b": 2})", u"a"_s, "3", R"({"a": 3, "b": 2})");
    row("a new one", R"({"a": 1})", u"b"_s, R"("x")", R"({"a": 1, "b": "x"})");
    row("deep", R"({"a": {"b": 1}})", u"a/b"_s, "2", R"({"a": {"b": 2}})");
    row("deep and new", "{}", u"a/b/c"_s, "2", R"({"a": {"b": {"c": 2}}})");
    row("gone", R"({"a": 1, "b": 2})", u"a"_s, "", R"({"b": 2})");
    row("gone with what held it", R"({"a": {"b": 1}, "c": 2})", u"a/b"_s, "", R"({"c": 2})");
    row("not there to go", R"({"a": 1})", u"x/y"_s, "", R"({"a": 1})");
    row("others keep their digits", R"({"a": 1.10, "b": 12345678901234567890})", u"c"_s, "1",
        R"({"a": 1.10, "b": 12345678901234567890, "c": 1})");
    row("in place of no object", R"({"a": 1})", u"a/b"_s, "2", R"({"a": {"b": 2}})");
}

void TestPlanDocument::changesOneValue()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, after);
    PlanDocument plan(before, {});
    plan.setValue(path.split(u'/'), json);
    QCOMPARE(QString::fromUtf8(plan.text()).simplified(), QString::fromUtf8(after));
    QCOMPARE(plan.value(path.split(u'/')), json);
}

void TestPlanDocument::tellsAllProblems()
{
    PlanDocument plan(R"({"concurrency": 0, "operations": {"*": {"kind": "sql"}}})", {});
    QVERIFY(!plan.plan());
    QStringList paths;
    for (const PlanProblem &problem : plan.problems())
        paths += problem.path;
    QVERIFY(paths.contains(u"concurrency"_s));
    QCOMPARE(paths, QStringList({u"concurrency"_s, u"operations.*.connection"_s, u"operations.*.statement"_s}));
    plan.setText(simple);
    QVERIFY(plan.plan());
    QVERIFY(plan.problems().empty());
}

void TestPlanDocument::whatIsNoJsonIsText()
{
    PlanDocument plan(R"({"concurrency": 2,)", {});
    QVERIFY(!plan.isReadable());
    QVERIFY(!plan.plan());
    plan.setValue({u"concurrency"_s}, "3");
    QCOMPARE(plan.text(), QByteArray(R"({"concurrency": 2,)"));
}

void TestPlanDocument::takesAConnectionAlone()
{
    const PlanDocument plan(
        R"({"connections": {"here": {"driver": "sqlite", "database": "x.db"}, "bad": {"driver": "ftp"}},
            "operations": {"*": {"kind": "nonsense"}}})",
        u"/data"_s);
    const auto alone = plan.withConnection(u"here"_s);
    QVERIFY(alone);
    QCOMPARE(alone->folder, u"/data"_s);
    QVERIFY(alone->connection(u"here"_s));
    QVERIFY(!plan.withConnection(u"bad"_s));
    QVERIFY(!plan.withConnection(u"none"_s));
}

void TestPlanDocument::comesBackAsItWasSaved()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"x.plan.json"_s);
    const PlanDocument plan(simple, {});
    QVERIFY(plan.save(path));
    const auto loaded = PlanDocument::load(path);
    QVERIFY(loaded);
    QCOMPARE(loaded->text().trimmed(), simple);
    QCOMPARE(loaded->folder(), folder.path());
    QVERIFY(!PlanDocument::load(folder.filePath(u"none"_s)));
    QVERIFY(!plan.save(folder.filePath(u"none/x.json"_s)));
}

namespace {

const QStringList driver{u"connections"_s, u"main"_s, u"driver"_s};
const QStringList kind{u"operations"_s, u"*"_s, u"kind"_s};

QStringList beside(const QStringList &path, const QString &key)
{
    return path.first(path.size() - 1) << key;
}

} // namespace

// What is changed or emptied meanwhile is not undone by coming back.
void TestPlanDocument::keepsWhatOtherKindsHave()
{
    PlanDocument plan(
        R"({"connections": {"main": {"driver": "postgresql", "host": "one", "port": 1, "database": "shop"}},
                          "operations": {"*": {"kind": "sql.upsert", "connection": "main", "table": "t",
                                               "rows": "{@record}", "idempotent": false}}})",
        {});
    QVERIFY(plan.problems().empty());
    KindChange kinds(plan);
    const auto drive = [&](const QString &name) { kinds.change(driver, connectionDrivers(), {}, name); };
    const auto work = [&](const QString &name) { kinds.change(kind, planKinds(), operationKeys(), name); };
    drive(u"mariadb"_s);
    QCOMPARE(plan.value(beside(driver, u"host"_s)), "\"one\"");
    plan.setValue(beside(driver, u"host"_s), "\"two\"");
    plan.setValue(beside(driver, u"port"_s), {});
    drive(u"postgresql"_s);
    QCOMPARE(plan.value(beside(driver, u"host"_s)), "\"two\"");
    QCOMPARE(plan.value(beside(driver, u"port"_s)), "");
    drive(u"sqlite"_s);
    QCOMPARE(plan.value(beside(driver, u"host"_s)), "");
    drive(u"mariadb"_s); // it was put aside for another kind, and means the same
    QCOMPARE(plan.value(beside(driver, u"host"_s)), "\"two\"");
    plan.setValue(beside(driver, u"host"_s), {});
    drive(u"postgresql"_s);
    QCOMPARE(plan.value(beside(driver, u"host"_s)), "");

    work(u"simulate"_s);
    QVERIFY(plan.problems().empty());
    QCOMPARE(plan.value(beside(kind, u"table"_s)), "");
    QCOMPARE(plan.value(beside(kind, u"idempotent"_s)), "false");
    work(u"sql.upsert"_s);
    QCOMPARE(plan.value(beside(kind, u"table"_s)), "\"t\"");
    QVERIFY(plan.problems().empty());
    work(u"simulate"_s);
    kinds.forget();
    work(u"sql.upsert"_s);
    QCOMPARE(plan.value(beside(kind, u"table"_s)), "");
}

// Those of a known kind that it does not have are mistakes, which their writer mends.
void TestPlanDocument::takesAnUnknownKindsKeysAway()
{
    PlanDocument plan(R"({"connections": {"main": {"driver": "oracle", "host": "one", "service": "x", "sid": 3}},
                          "operations": {"*": {"kind": "simulate", "secnds": 2},
                                         "ship": {"kind": "fly", "idempotent": true, "wings": 2}}})",
                      {});
    KindChange kinds(plan);
    kinds.change(driver, connectionDrivers(), {}, u"mariadb"_s);
    QCOMPARE(plan.names(driver.first(2)), QStringList({u"driver"_s, u"host"_s}));
    kinds.change(kind, planKinds(), operationKeys(), u"sql"_s);
    QCOMPARE(plan.value(beside(kind, u"secnds"_s)), "2");
    const QStringList ship{u"operations"_s, u"ship"_s, u"kind"_s};
    kinds.change(ship, planKinds(), operationKeys(), u"simulate"_s);
    QCOMPARE(plan.names(ship.first(2)), QStringList({u"kind"_s, u"idempotent"_s}));
}

// One that somebody wrote stays.
void TestPlanDocument::givesAConnectionAndTakesIt()
{
    PlanDocument plan(R"({"operations": {"*": {"kind": "simulate"}}})", {});
    KindChange kinds(plan);
    const auto work = [&](const QString &name) { kinds.change(kind, planKinds(), operationKeys(), name); };
    work(u"sql.upsert"_s);
    QCOMPARE(plan.names({u"connections"_s}), QStringList{u"main"_s});
    QCOMPARE(plan.value(beside(kind, u"connection"_s)), "\"main\"");
    kinds.change(driver, connectionDrivers(), {}, u"sqlite"_s);
    plan.setValue(beside(driver, u"database"_s), "\"there.db\"");
    work(u"simulate"_s);
    QVERIFY(plan.problems().empty());
    QVERIFY(plan.names({u"connections"_s}).isEmpty());
    work(u"sql"_s);
    QCOMPARE(plan.value(beside(driver, u"database"_s)), "\"there.db\"");
    QCOMPARE(plan.value(beside(kind, u"connection"_s)), "\"main\"");

    PlanDocument written(R"({"connections": {"main": {"driver": "sqlite", "database": "x.db"}},
                             "operations": {"*": {"kind": "sql", "connection": "main", "sql": "select 1"}}})",
                         {});
    KindChange others(written);
    others.change(kind, planKinds(), operationKeys(), u"simulate"_s);
    QCOMPARE(written.names({u"connections"_s}), QStringList{u"main"_s});
}

QTEST_GUILESS_MAIN(TestPlanDocument)
#include "tst_plandocument.moc"
