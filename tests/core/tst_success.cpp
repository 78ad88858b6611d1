#include "core/success.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace batchdeck;

// Which results pass the plan's test, and what is said of the others.
class TestSuccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void results_data();
    void results();
};

void TestSuccess::results_data()
{
    QTest::addColumn<QByteArray>("test");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QString>("message"); // empty where it passes
    const auto row = [](const char *name, const char *test, const char *result, const QString &message = {}) {
        QTest::newRow(name) << QByteArray(test) << QByteArray(result) << message;
    };
    const auto isNull = QStringLiteral("The result is null, which the plan does not call a success.");
    row("not null", R"("notNull")", "0");
    row("null", R"("notNull")", " null ", isNull);
    row("nothing", R"("notNull")", "", isNull);
    row("it is there", R"({"/ok": true})", R"({"ok": true, "n": 1})");
    row("it is another", R"({"/ok": true})", R"({"ok": "true"})",
        QStringLiteral("/ok is \"true\"; the plan asks for true."));
    row("it is not there", R"({"/ok": true})", "null",
        QStringLiteral("The result has no /ok; the plan asks for true."));
    row("deep", R"({"/a~1b/1/c": null})", R"({"a/b": [0, {"c": null}]})");
    row("the whole", R"({"": [1]})", " [1.0]");
    row("no such place", R"({"/-": 1})", "[1]", QStringLiteral("The result has no /-; the plan asks for 1."));
    row("a place past any array", R"({"/99999999999999999999999": 1})", "[1]",
        QStringLiteral("The result has no /99999999999999999999999; the plan asks for 1."));
    row("in another order", R"({"/a": {"x": 1, "y": 2}})", R"({"a": {"y": 2, "x": 1}})");
    row("beside what no computer holds", R"({"/ok": true})", R"({"n": 1e999, "ok": true})");
    row("what no computer holds", R"({"/n": 1})", R"({"n": 1e999})",
        QStringLiteral("/n is 1e999; the plan asks for 1."));
}

void TestSuccess::results()
{
    QFETCH(const QByteArray, test);
    QFETCH(const QByteArray, result);
    const auto parsed = SuccessTest::fromJson(nlohmann::ordered_json::parse(test.begin(), test.end()));
    QVERIFY(parsed);
    const auto failure = parsed->failure(result);
    QTEST(failure ? failure->message : QString(), "message");
}

QTEST_APPLESS_MAIN(TestSuccess)
#include "tst_success.moc"
