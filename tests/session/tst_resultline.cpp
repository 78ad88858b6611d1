#include "session/resultline.h"

#include <QDateTime>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace std::chrono_literals;

class TestResultLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void titles_data();
    void titles();
    void tellsOfASuccess();
    void tellsOfAFailure();
    void tellsOfTheLastAttemptOfWhatEndedWaiting();
    void tellsOfWhatNeverBegan();
    void tellsOfAnInvalidEntry();
};

static Batch batchOf(const QByteArray &entry, std::vector<Flaw> flaws = {})
{
    return Batch({entry, {0}, {static_cast<quint32>(entry.size())}, std::move(flaws), {}, {}});
}

static HistoryItem itemOf(State state, quint32 attempt, const Outcome &outcome)
{
    HistoryItem item;
    item.end = {.row = 0, .number = attempt, .became = state, .report = outcome.report};
    item.end.ended = Clock::now();
    item.end.started = item.end.ended - 1500ms;
    item.outcome = outcome;
    return item;
}

static nlohmann::ordered_json parsed(const QByteArray &line)
{
    if (line.count('\n') != 1 || !line.endsWith('\n'))
        return "this is not one line";
    return nlohmann::ordered_json::parse(line.begin(), line.end(), nullptr, false);
}

void TestResultLine::titles_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("title"); // id, label, operation

    QTest::newRow("bare") << QByteArray("{}") << "0|0|simulate";
    QTest::newRow("id") << QByteArray(R"({"id": "x\ny"})") << "x\ny|x\ny|simulate";
    QTest::newRow("a number for an id") << QByteArray(R"({"id": 12345678901234567890123})")
                                        << "12345678901234567890123|12345678901234567890123|simulate";
    QTest::newRow("messageId goes first") << QByteArray(R"({"id": "x", "messageId": "m"})") << "m|m|simulate";
    QTest::newRow("all") << QByteArray(R"({"id": 7, "label": "가격", "operation": "execute_upsert"})")
                         << "7|가격|execute_upsert";
    QTest::newRow("no texts") << QByteArray(R"({"id": [1], "label": null, "operation": {}})") << "0|0|simulate";
}

void TestResultLine::titles()
{
    QFETCH(const QByteArray, entry);
    const auto line = parsed(resultLine(batchOf(entry), itemOf(State::Succeeded, 0, Outcome::done()), nullptr));
    QVERIFY(line.is_object());
    const std::string title = line["id"].get<std::string>() + '|' + line["label"].get<std::string>() + '|'
        + line["operation"].get<std::string>();
    QTEST(QString::fromStdString(title), "title");
}

void TestResultLine::tellsOfASuccess()
{
    const HistoryItem item = itemOf(State::Succeeded, 2, Outcome::done("{\n \"a b\": 1.10\n}"));
    const QByteArray text = resultLine(batchOf("{}"), item, &item);
    const auto line = parsed(text);
    QVERIFY(line.is_object());
    std::vector<std::string> keys;
    for (const auto &member : line.items())
        keys.push_back(member.key());
    QCOMPARE(keys,
             (std::vector<std::string>{"row", "id", "label", "operation", "state", "attempts", "started", "elapsed",
                                       "result", "error"}));
    QCOMPARE(line["state"].get<std::string>(), "succeeded");
    QCOMPARE(line["attempts"].get<int>(), 2);
    QCOMPARE(line["elapsed"].get<double>(), 1.5);
    QVERIFY(text.contains("{\"a b\":1.10}")); // as it was written
    QVERIFY(line["error"].is_null());
    const QString started = QString::fromStdString(line["started"].get<std::string>());
    QVERIFY(started.endsWith(u'Z'));
    const qint64 ago = QDateTime::fromString(started, Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTimeUtc());
    QVERIFY(ago >= 1499 && ago < 60'000);
}

void TestResultLine::tellsOfAFailure()
{
    const HistoryItem item =
        itemOf(State::TimedOut, 1, Outcome::failed({QStringLiteral("sql.1"), QStringLiteral("a \"b\"\n"), false}));
    const auto line = parsed(resultLine(batchOf("{}"), item, &item));
    QCOMPARE(line["state"].get<std::string>(), "timedOut");
    QVERIFY(line["result"].is_null());
    QCOMPARE(line["error"].dump(), R"({"type":"sql.1","message":"a \"b\"\n"})");
}

void TestResultLine::tellsOfTheLastAttemptOfWhatEndedWaiting()
{
    const HistoryItem attempt =
        itemOf(State::Backoff, 3, Outcome::failed({QStringLiteral("net"), QStringLiteral("no answer"), true}));
    const HistoryItem end = itemOf(State::Failed, 0, {});
    const auto line = parsed(resultLine(batchOf("{}"), end, &attempt));
    QCOMPARE(line["state"].get<std::string>(), "failed");
    QCOMPARE(line["attempts"].get<int>(), 3);
    QCOMPARE(line["elapsed"].get<double>(), 1.5);
    QCOMPARE(line["error"]["type"].get<std::string>(), "net");
}

void TestResultLine::tellsOfWhatNeverBegan()
{
    const auto line = parsed(resultLine(batchOf("{}"), itemOf(State::Skipped, 0, {}), nullptr));
    QCOMPARE(line["state"].get<std::string>(), "skipped");
    QCOMPARE(line["attempts"].get<int>(), 0);
    QVERIFY(line["started"].is_null());
    QVERIFY(line["elapsed"].is_null());
}

void TestResultLine::tellsOfAnInvalidEntry()
{
    const Batch batch = batchOf("\xff", {{0, 0, FlawKind::NotJson}});
    const auto line = parsed(invalidLine(batch, 0));
    QCOMPARE(line["state"].get<std::string>(), "invalid");
    QCOMPARE(line["id"].get<std::string>(), "0");
    QCOMPARE(line["error"]["message"].get<std::string>(), "line 1, column 1: this is no JSON.");
}

QTEST_APPLESS_MAIN(TestResultLine)
#include "tst_resultline.moc"
