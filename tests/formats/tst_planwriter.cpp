#include "formats/planwriter.h"

#include "formats/planreader.h"
#include "formats/tidyjson.h"
#include "plankinds.h"

#include <QRandomGenerator>
#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// moc reads no raw string before a class.
class TestPlanWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksAsAPersonWritesIt();
    void leavesOutWhatNeedNotBeSaid();
    void anyPlanGoesThereAndBack();
    void tidies_data();
    void tidies();
};

namespace {

Plan planOf(const QByteArray &text)
{
    const PlanReading read = readPlan(text, planKinds());
    if (!read.plan)
        qFatal("%s\n%s", qPrintable(read.error(u"it"_s).message), text.constData());
    return *read.plan;
}

const QByteArray written = R"({
  "$schema": "batchdeck.plan.schema.json",
  "id": "{k}",
  "label": "{mallid} · {table_name}",
  "target": "{target_db}",
  "concurrency": 9,
  "timeout": 30,
  "cleanup": 2.5,
  "rate": 50,
  "deadline": 3600,
  "retry": {"attempts": 3, "delay": 0.25, "backoff": "linear", "maxDelay": 20, "jitter": false, "timeouts": true},
  "failures": {"then": "pause", "after": "5%", "alike": 20},
  "limits": [{"by": "{target_db}", "max": 4}],
  "coalesce": "{sku}",
  "connections": {
    "wahs": {"driver": "sqlite", "database": "wahs.db", "create": true},
    "prod": {
      "driver": "postgresql",
      "host": "a-long-name-of-a-database-server.example.org",
      "database": "wahs",
      "user": "etl",
      "password": {"env": "WAHS_PASSWORD"}
    }
  },
  "operations": {
    "touch": {"kind": "sql", "connection": "prod", "statement": "update", "bind": {"n": 1.10}, "idempotent": true},
    "*": {"kind": "simulate"}
  }
}
)";

} // namespace

void TestPlanWriter::looksAsAPersonWritesIt()
{
    QCOMPARE(QString::fromUtf8(writePlan(planOf(written))), QString::fromUtf8(written));
}

void TestPlanWriter::leavesOutWhatNeedNotBeSaid()
{
    QCOMPARE(writePlan(Plan::trial()), QByteArray("{\"operations\": {\"*\": {\"kind\": \"simulate\"}}}\n"));
    const Plan plan = planOf(R"({"concurrency": 8, "retry": {"delay": 0.5}, "failures": {}, "limits": [],
        "connections": {}, "operations": {"o": {"kind": "http", "url": "http://x"}}})");
    QCOMPARE(writePlan(plan), QByteArray("{\"operations\": {\"o\": {\"kind\": \"http\", \"url\": \"http://x\"}}}\n"));
    const Plan silent = planOf(R"({"operations": {"*": {"kind": "simulate"}}})");
    const Plan spoken = planOf(R"({"failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    QVERIFY(!silent.saysFailures() && spoken.saysFailures());
    QVERIFY(silent != spoken);
    QCOMPARE(planOf(writePlan(spoken)), spoken);
}

void TestPlanWriter::anyPlanGoesThereAndBack()
{
    QRandomGenerator dice(30);
    const auto some = [&] { return dice.bounded(2) == 1; };
    const auto text = [&] {
        static const QStringList texts = {
            u"{a}"_s, u"{a.\"b c\"} · {{x}}"_s, u"가😀"_s, u"a\"\\\n\t"_s, u"{n:number}/"_s, u"plain"_s, u"{@record}"_s};
        return *Template::parse(texts[dice.bounded(texts.size())]);
    };
    const auto duration = [&] { return Duration(dice.bounded(1, 1'000'000'000) * qint64(dice.bounded(1, 100))); };
    for (int round = 0; round < 500; ++round) {
        Plan plan = planOf(round % 2 == 0 ? written : QByteArray(R"({"operations": {"a\"b": {"kind": "http",
            "url": "https://x/{id}", "body": {"z": [1.0, null, "{b}"], "a": 1e5}, "headers": {"B": "b", "A": "a"},
            "token": {"keychain": "tokens"}, "weight": 0.10, "share": "5%", "pages": {"size": 5}}}})"));
        plan.id = some() ? std::optional(text()) : std::nullopt;
        plan.label = some() ? std::optional(text()) : std::nullopt;
        plan.coalesce = some() ? std::optional(*Template::parse(u"{a} {b}"_s)) : std::nullopt;
        plan.limits.clear();
        while (some())
            plan.limits.push_back({text(), dice.bounded(1u, 100u)});
        RunSettings &settings = plan.settings;
        settings.concurrency = dice.bounded(1, maxConcurrency + 1);
        settings.timeout = some() ? std::optional(duration()) : std::nullopt;
        settings.cleanup = duration();
        settings.rate = some() ? std::optional(dice.generateDouble() * 1000 + 1e-3) : std::nullopt;
        settings.deadline = some() ? std::optional(duration()) : std::nullopt;
        settings.retry = {.attempts = dice.bounded(1, 100),
                          .delay = duration(),
                          .growth = RetrySettings::Growth(dice.bounded(3)),
                          .maxDelay = duration(),
                          .jitter = some(),
                          .timeouts = some()};
        settings.failures = {};
        settings.failures.then = FailureSettings::Then(dice.bounded(1, 5));
        if (some())
            settings.failures.count = dice.bounded(1, 1000);
        else
            settings.failures.percent = dice.generateDouble() * 99 + 0.001;
        const QByteArray out = writePlan(plan);
        const Plan back = planOf(out);
        QVERIFY2(back == plan, out.constData());
        QCOMPARE(writePlan(back), out);
    }
}

void TestPlanWriter::tidies_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("tidy");
    QTest::newRow("a number") << QByteArray(" 1.10 ") << QByteArray("1.10\n");
    QTest::newRow("empty") << QByteArray("{ \"a\" : [ ], \"b\" :{ } }") << QByteArray("{\"a\": [], \"b\": {}}\n");
    const QByteArray word(60, 'x');
    QTest::newRow("wide") << "[\"" + word + "\",{\"" + word + "\":[1,2]}]"
                          << "[\n  \"" + word + "\",\n  {\"" + word + "\": [1, 2]}\n]\n";
    QTest::newRow("a long text") << '"' + word + word + '"' << '"' + word + word + "\"\n";
}

void TestPlanWriter::tidies()
{
    QFETCH(const QByteArray, json);
    QTEST(tidyJson(json), "tidy");
}

QTEST_APPLESS_MAIN(TestPlanWriter)
#include "tst_planwriter.moc"
