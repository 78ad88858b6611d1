#include "formats/planfile.h"

#include "core/runfixture.h"
#include "formats/planreader.h"
#include "plankinds.h"

#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestPlanFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paths_data();
    void paths();
    void shortest_data();
    void shortest();
    void readsAFile();
    void refusesWhatIsNone();
};

void TestPlanFile::paths_data()
{
    QTest::addColumn<QString>("batch");
    QTest::addColumn<QString>("plan");
    QTest::newRow("json") << u"/b/prices.json"_s << u"/b/prices.plan.json"_s;
    QTest::newRow("lines") << u"prices.jsonl"_s << u"prices.plan.json"_s;
    QTest::newRow("packed") << u"/b/prices.2024.csv.gz"_s << u"/b/prices.2024.plan.json"_s;
    QTest::newRow("capitals") << u"PRICES.TSV"_s << u"PRICES.plan.json"_s;
    QTest::newRow("another suffix") << u"prices.dat"_s << u"prices.dat.plan.json"_s;
    QTest::newRow("none") << u"/a.b/prices"_s << u"/a.b/prices.plan.json"_s;
    QTest::newRow("nothing but a suffix") << u"/b/.json"_s << u"/b/.json.plan.json"_s;
    QTest::newRow("standard input") << u"-"_s << QString();
}

void TestPlanFile::paths()
{
    QFETCH(const QString, batch);
    QTEST(planPathFor(batch), "plan");
}

void TestPlanFile::shortest_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QString>("plan");
    const QString any = uR"({"operations": {"*": {"kind": "simulate"}}})"_s;
    QTest::newRow("none ask") << QByteArrayList{"{}", R"({"a": 1})"} << any;
    QTest::newRow("no records") << QByteArrayList{} << any;
    QTest::newRow("one") << QByteArrayList{R"({"operation": "execute_upsert"})", R"({"operation": "execute_upsert"})"}
                         << uR"({"operations": {"execute_upsert": {"kind": "simulate"}}})"_s;
    QTest::newRow("some ask") << QByteArrayList{"{}", R"({"operation": "a\"b"})"}
                              << uR"({"operations": {"a\"b": {"kind": "simulate"}, "*": {"kind": "simulate"}}})"_s;
    QTest::newRow("too many to show") << QByteArrayList{R"({"operation": "1"})", R"({"operation": "2"})",
                                                        R"({"operation": "3"})", R"({"operation": "4"})",
                                                        R"({"operation": "5"})", R"({"operation": "6"})"}
                                      << any;
}

void TestPlanFile::shortest()
{
    QFETCH(const QByteArrayList, entries);
    const QString text = shortestPlanFor(*batchOf(entries));
    QTEST(text, "plan");
    QVERIFY(readPlan(text.toUtf8(), planKinds()).plan);
}

void TestPlanFile::readsAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"a.plan.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"operations": {"*": {"kind": "simulate"}}})");
    file.close();
    const auto plan = readPlanFile(file.fileName(), planKinds());
    QVERIFY(plan);
    QVERIFY(*plan == Plan::trial());
    QCOMPARE(plan->path(u"x.db"_s), folder.filePath(u"x.db"_s));
}

void TestPlanFile::refusesWhatIsNone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.plan.json"_s);
    QCOMPARE(readPlanFile(path, planKinds()).error().message, u"There is no plan “%1”."_s.arg(path));
    QCOMPARE(readPlanFile(folder.path(), planKinds()).error().message,
             u"“%1” is a folder, not a plan."_s.arg(folder.path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[]");
    file.close();
    QVERIFY(readPlanFile(path, planKinds()).error().message.startsWith(u"“%1” is no plan"_s.arg(path)));
}

QTEST_GUILESS_MAIN(TestPlanFile)
#include "tst_planfile.moc"
