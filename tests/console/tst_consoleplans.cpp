#include "console/program.h"
#include "operations/postgrescluster.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Where the program finds its plan, and what it says of one.
class TestConsolePlans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void findsThePlanBesideTheBatch_data();
    void findsThePlanBesideTheBatch();
    void theCommandLineGoesFirst();
    void withoutOneItShowsTheShortest_data();
    void withoutOneItShowsTheShortest();
    void tellsAllThatIsWrong();
    void aRecordWithoutItsOperationFails();
    void recordsOfOneKeyShareTheResult();
    void tellsScripts();
    void aCheckKeepsNothing();
    void tellsWhichServersItHasConnectedTo();

private:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("There is no room for a test.");
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConsolePlans::findsThePlanBesideTheBatch_data()
{
    QTest::addColumn<QString>("batch");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("json") << u"b.json"_s << R"([{"a": 7}])"_ba;
    QTest::newRow("jsonl") << u"b.jsonl"_s << R"({"a": 7})"_ba;
    QTest::newRow("no suffix") << u"b"_s << R"([{"a": 7}])"_ba;
}

void TestConsolePlans::findsThePlanBesideTheBatch()
{
    QFETCH(const QString, batch);
    QFETCH(const QByteArray, holds);
    write(u"b.plan.json"_s, R"({"label": "{a}!", "operations": {"*": {"kind": "simulate"}}})");
    Program program({u"--results"_s, u"-"_s, write(batch, holds)});
    QCOMPARE(program.end(), 0);
    QVERIFY2(program.output().contains("\"label\": \"7!\""), program.output().constData());
    QVERIFY2(program.errors().contains("b.plan.json"), program.errors().constData());
}

void TestConsolePlans::theCommandLineGoesFirst()
{
    const QString plan = write(u"p.json"_s, R"({"concurrency": 2, "failures": {"then": "cancel", "after": 1},
                                                 "operations": {"*": {"kind": "simulate"}}})");
    Program planned({u"--plan"_s, plan, u"-"_s}, R"([{"fail": "x"}, {"seconds": 3600}, {}])");
    QCOMPARE(planned.end(), 1);
    QVERIFY2(planned.errors().contains("1 failed, 1 cancelled, 1 skipped"), planned.errors().constData());
    Program told({u"--plan"_s, plan, u"--stop-after"_s, u"2"_s, u"-j1"_s, u"-"_s}, R"([{"fail": "x"}, {}, {}])");
    QCOMPARE(told.end(), 1);
    QVERIFY2(told.errors().contains("2 succeeded, 1 failed"), told.errors().constData());
}

void TestConsolePlans::withoutOneItShowsTheShortest_data()
{
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("no operations") << QByteArray("[{}]") << QByteArray(R"("*")");
    QTest::newRow("an operation") << QByteArray(R"([{"operation": "execute_upsert"}])")
                                  << QByteArray(R"("execute_upsert")");
}

void TestConsolePlans::withoutOneItShowsTheShortest()
{
    QFETCH(const QByteArray, batch);
    QFETCH(const QByteArray, shown);
    Program program({write(u"b.json"_s, batch)});
    QCOMPARE(program.end(), 2);
    QVERIFY2(program.errors().contains(shown), program.errors().constData());
    QVERIFY(program.errors().contains("b.plan.json"));
    QVERIFY(program.errors().contains("--plan"));
    QVERIFY(program.errors().contains("--trial"));
    // What it shows is a plan.
    const qsizetype from = program.errors().indexOf('{');
    const qsizetype to = program.errors().lastIndexOf('}');
    write(u"b.plan.json"_s, program.errors().sliced(from, to - from + 1));
    Program again({u"--dry-run"_s, m_folder->filePath(u"b.json"_s)});
    QCOMPARE(again.end(), 0);
}

void TestConsolePlans::tellsAllThatIsWrong()
{
    const QString plan = write(u"p.json"_s,
                               "{\n \"concurency\": 2,\n \"timeout\": -1,\n"
                               " \"operations\": {\"*\": {\"kind\": \"simulat\"}}\n}");
    Program program({u"--plan"_s, plan, u"-"_s}, "[{}]");
    QCOMPARE(program.end(), 2);
    for (const char *said :
         {"concurency", "“concurrency”", "timeout", "simulat", "“simulate”", "line 2", "line 3", "line 4"})
        QVERIFY2(program.errors().contains(said), program.errors().constData());
}

void TestConsolePlans::aRecordWithoutItsOperationFails()
{
    const QString plan = write(u"p.json"_s, R"({"operations": {"execute_upsert": {"kind": "simulate"}}})");
    Program program({u"--plan"_s, plan, u"-"_s},
                    R"([{"operation": "execute_upsert"}, {"operation": "execute_upset"}])");
    QCOMPARE(program.end(), 1);
    QVERIFY2(program.errors().contains("execute_upset") && program.errors().contains("1 succeeded, 1 failed"),
             program.errors().constData());
}

void TestConsolePlans::recordsOfOneKeyShareTheResult()
{
    const QString plan = write(u"p.json"_s, R"({"coalesce": "{k}", "operations": {"*": {"kind": "simulate"}}})");
    Program program({u"--plan"_s, plan, u"--results"_s, u"-"_s, u"-"_s},
                    R"([{"k": 1, "seconds": 0.1, "result": {"n": 1.10}}, {"k": 1}, {"k": 2}])");
    QCOMPARE(program.end(), 0);
    QCOMPARE(program.output().count(R"("result": {"n":1.10})"), 2);
    QCOMPARE(program.output().count(R"("result": null)"), 1);
}

// All of the standard error is JSON then.
void TestConsolePlans::tellsScripts()
{
    Program program({u"--trial"_s, u"--progress"_s, u"json"_s, u"-"_s}, R"([{"seconds": 1.2}, {"fail": "no"}])");
    QCOMPARE(program.end(), 1);
    QList<nlohmann::json> events;
    for (const QByteArray &line : program.errors().trimmed().split('\n')) {
        events << nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
        QVERIFY2(events.last().is_object(), line.constData());
    }
    const auto of = [&](const std::string &name) {
        const auto found =
            std::find_if(events.begin(), events.end(), [&](const auto &event) { return event["event"] == name; });
        return found == events.end() ? nlohmann::json() : *found;
    };
    QCOMPARE(of("started")["records"].get<int>(), 2);
    QCOMPARE(of("progress")["of"].get<int>(), 2);
    QCOMPARE(of("problem")["error"]["message"].get<std::string>(), "no");
    QCOMPARE(of("ended")["exit"].get<int>(), 1);
    QCOMPARE(of("ended")["counts"]["succeeded"].get<int>(), 1);

    Program refused({u"--trial"_s, u"--progress"_s, u"json"_s, u"--results"_s, u"/nowhere/r"_s, u"-"_s}, "[]");
    QCOMPARE(refused.end(), 2);
    const auto note = nlohmann::json::parse(refused.errors().begin(), refused.errors().end(), nullptr, false);
    QVERIFY2(note.is_object() && note["event"] == "note", refused.errors().constData());

    for (const char *wrong : {"--progres", "--jobs=many"}) {
        Program unreadable({u"--progress=json"_s, QString::fromLatin1(wrong), u"-"_s});
        QCOMPARE(unreadable.end(), 2);
        for (const QByteArray &line : unreadable.errors().trimmed().split('\n'))
            QVERIFY2(nlohmann::json::parse(line.begin(), line.end(), nullptr, false).is_object(), line.constData());
    }
}

void TestConsolePlans::aCheckKeepsNothing()
{
    const QString plan = write(u"p.json"_s, R"({
      "connections": {"c": {"driver": "sqlite", "database": "c.db", "create": true}},
      "operations": {"put": {"kind": "sql.upsert", "connection": "c", "table": "t", "rows": "{data}", "key": ["a"]},
                     "*": {"kind": "simulate", "success": {"/ok": true}}}})");
    Program program({u"--plan"_s, plan, u"--check"_s, u"-"_s},
                    R"([{"operation": "put", "data": {"a": 1}}, {"operation": "put", "data": {}}, {"seconds": 3600}])");
    QCOMPARE(program.end(), 1);
    QVERIFY2(program.output().contains(R"("result": {"inserted":1,"updated":0,"rolledBack":true})"),
             program.output().constData());
    QVERIFY2(program.output().contains(R"("result": {"preview":"Takes 3600 s. Succeeds."})"),
             program.output().constData());
    QVERIFY2(program.errors().contains("nothing of it was kept") && program.errors().contains("2 succeeded, 1 failed"),
             program.errors().constData());
    QVERIFY(!QFile::exists(m_folder->filePath(u"c.db"_s)));
}

// Once each, though there are many connections.
void TestConsolePlans::tellsWhichServersItHasConnectedTo()
{
    PostgresCluster server;
    if (const QString why = server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    QByteArray plan = R"sql({"concurrency": 4, "retry": {"attempts": 1000, "delay": 0.05, "backoff": "fixed"},
        "connections": {"pg": {"driver": "postgresql", "user": "postgres", "database": "postgres", "host": "@"}},
        "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select pg_sleep(0.1)"}}})sql";
    plan.replace("@", server.folder().toUtf8());
    Program program({u"--plan"_s, write(u"p.json"_s, plan), u"-"_s}, "[{}, {}, {}, {}, {}, {}, {}, {}]");
    QCOMPARE(program.end(), 0);
    QCOMPARE(program.errors().count("Connected to “pg” (postgres at "), 1);
    QVERIFY2(program.errors().contains(", not encrypted."), program.errors().constData());
}

QTEST_GUILESS_MAIN(TestConsolePlans)
#include "tst_consoleplans.moc"
