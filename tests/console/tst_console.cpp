#include "console/program.h"

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// What the program answers: exit codes, lines of results, messages.
class TestConsole : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void results();
    void refuses_data();
    void refuses();
    void leavesTerminalsAlone();
    void standardStreamsMayBeClosed_data();
    void standardStreamsMayBeClosed();
    void capsWhatItTells();
    void helps();
};

void TestConsole::exitCodes_data()
{
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("last"); // how the last line begins

    QTest::newRow("all succeeded") << QByteArray("[{}, {}]") << u""_s << 0 << QByteArray("2 records: 2 succeeded");
    QTest::newRow("a batch of nothing") << QByteArray("[]") << u""_s << 0 << QByteArray("0 records");
    QTest::newRow("one failed") << QByteArray(R"([{}, {"fail": "no"}])") << u""_s << 1
                                << QByteArray("2 records: 1 succeeded, 1 failed");
    QTest::newRow("one is unreadable") << QByteArray("[{}, {\"a\": }]") << u""_s << 1
                                       << QByteArray("2 records: 1 succeeded, 1 unreadable");
    QTest::newRow("cut short") << QByteArray("[{}, {") << u""_s << 1
                               << QByteArray("2 records: 1 succeeded, 1 unreadable");
    QTest::newRow("unreadable past the limit")
        << QByteArray("[{}, {\"a\": }]") << u"--limit 1"_s << 0 << QByteArray("2 records: 1 succeeded, 1 not run");
    QTest::newRow("one timed out") << QByteArray(R"([{"seconds": 3600}])") << u"--timeout 0.01"_s << 1
                                   << QByteArray("1 record: 1 timed out");
    QTest::newRow("tried again") << QByteArray(R"([{"failTimes": 1, "transient": true}])") << u"--attempts 2"_s << 0
                                 << QByteArray("1 record: 1 succeeded");
    QTest::newRow("in doubt goes before failed") << QByteArray(R"([{"unknown": true}, {"fail": "no"}])") << u""_s << 3
                                                 << QByteArray("2 records: 1 failed, 1 in doubt");
    QTest::newRow("deadline") << QByteArray(R"([{"seconds": 0.3}, {}])") << u"-j 1 --deadline 0.1"_s << 1
                              << QByteArray("2 records: 1 succeeded, 1 skipped");
    QTest::newRow("stop after") << QByteArray(R"([{"fail": "no"}, {}])") << u"-j 1 --stop-after 1"_s << 1
                                << QByteArray("2 records: 1 failed, 1 skipped");
    QTest::newRow("stop after and cancel")
        << QByteArray(R"([{"seconds": 3600}, {"seconds": 0.01, "fail": "no"}, {}])")
        << u"-j 2 --stop-after 30% --then cancel"_s << 1 << QByteArray("3 records: 1 failed, 1 cancelled, 1 skipped");
}

void TestConsole::exitCodes()
{
    QFETCH(const QByteArray, batch);
    QFETCH(const QString, options);
    QFETCH(const QByteArray, last);
    Program program(QStringList{u"--trial"_s, u"-"_s} + options.split(u' ', Qt::SkipEmptyParts), batch);
    QTEST(program.end(), "code");
    QVERIFY2(program.errors().trimmed().split('\n').last().startsWith(last), program.errors().constData());
    QCOMPARE(program.output(), QByteArray());
}

void TestConsole::results()
{
    Program program({u"--trial"_s, u"-j1"_s, u"--results"_s, u"-"_s, u"-"_s}, R"([
        {"id": "a", "label": "first", "result": {"n": 1.10, "text": "two\nlines"}},
        nothing,
        {"id": 7, "operation": "execute_upsert", "fail": "no such table"},
        {"throw": "int"}])");
    QCOMPARE(program.end(), 1);
    QByteArrayList lines = program.output().split('\n');
    QCOMPARE(lines.takeLast(), QByteArray());

    std::vector<nlohmann::ordered_json> parsed;
    for (const QByteArray &line : lines) {
        auto &json = parsed.emplace_back(nlohmann::ordered_json::parse(line.begin(), line.end(), nullptr, false));
        QVERIFY2(json.is_object(), line.constData());
        for (const char *measured : {"started", "elapsed"}) {
            if (!json[measured].is_null())
                json[measured] = "measured";
        }
    }
    const auto expected = nlohmann::ordered_json::parse(R"([
        {"row": 1, "id": "1", "label": "1", "operation": "simulate", "state": "invalid", "attempts": 0,
         "started": null, "elapsed": null, "result": null,
         "error": {"type": "entry", "message": "line 3, column 9: this is no JSON from “nothing” on."}},
        {"row": 0, "id": "a", "label": "first", "operation": "simulate", "state": "succeeded", "attempts": 1,
         "started": "measured", "elapsed": "measured", "result": {"n": 1.10, "text": "two\nlines"}, "error": null},
        {"row": 2, "id": "7", "label": "7", "operation": "execute_upsert", "state": "failed", "attempts": 1,
         "started": "measured", "elapsed": "measured", "result": null,
         "error": {"type": "simulated", "message": "no such table"}},
        {"row": 3, "id": "3", "label": "3", "operation": "simulate", "state": "failed", "attempts": 1,
         "started": "measured", "elapsed": "measured", "result": null,
         "error": {"type": "exception.int", "message": "The number 42 was thrown."}}])");
    QCOMPARE(nlohmann::ordered_json(parsed).dump(1), expected.dump(1));
    QVERIFY(program.output().contains("\"n\":1.10"));
}

void TestConsole::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QString &arguments, const QByteArray &batch, const QByteArray &says) {
        QTest::newRow(name) << arguments.split(u' ', Qt::SkipEmptyParts) << batch << says;
    };
    row("nothing", u""_s, {}, "Name one batch");
    row("empty file", u"--trial -"_s, {}, "is empty");
    row("no JSON", u"--trial -"_s, "hello", "is neither JSON nor JSON Lines nor CSV");
    row("an object", u"--trial -"_s, "{\"records\": []}", "without an array “Records”");
    row("a folder", u"--trial /"_s, {}, "is a folder");
    row("a missing file", u"--trial /nowhere/batch.json"_s, {}, "There is no file “/nowhere/batch.json”");
    row("a missing plan", u"--plan /nowhere/p.json -"_s, "[]", "/nowhere/p.json");
    row("no jobs", u"--trial -j 0 -"_s, "[]", "number of jobs");
    row("a negative timeout", u"--trial --timeout -1 -"_s, "[]", "timeout must be more than 0");
    row("no time", u"--trial --timeout 0 -"_s, "[]", "timeout must be more than 0, not 0 seconds");
    row("no rate", u"--trial --rate 0 -"_s, "[]", "rate must be from 0.0001 to");
    row("no attempts", u"--trial --attempts 0 -"_s, "[]", "number of attempts");
    row("an unknown option", u"--trial --again -"_s, "[]", "Unknown option 'again'");
    row("then what", u"--trial --then cancel -"_s, "[]", "--then says how to stop");
    row("a bad template", u"--trial --results x --results-key {a -"_s, "[]", "is never closed");
    row("results nowhere", u"--trial --results /nowhere/results -"_s, "[]", "“/nowhere/results” cannot be written");
}

void TestConsole::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, batch);
    QFETCH(const QByteArray, says);
    Program program(arguments, batch);
    QCOMPARE(program.end(), 2);
    QVERIFY2(program.errors().startsWith("batchdeck-run: "), program.errors().constData());
    QVERIFY2(program.errors().contains(says), program.errors().constData());
    QCOMPARE(program.output(), QByteArray());
}

void TestConsole::leavesTerminalsAlone()
{
    Program program({u"--trial"_s, u"-"_s}, R"([{"label": "\u001b[2Ja", "fail": "b\u0007\u009b\nc"}])");
    QCOMPARE(program.end(), 1);
    QVERIFY2(program.errors().contains(" [2Ja (row 0) failed: b   c\n"), program.errors().constData());
}

void TestConsole::standardStreamsMayBeClosed_data()
{
    QTest::addColumn<QString>("command"); // of the shell; %1 is the program
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("input") << u"%1 --trial - <&-"_s << 2 << QByteArray("The standard input could not be read");
    QTest::newRow("output") << u"echo '[{}]' | %1 --trial --results - - >&-"_s << 2
                            << QByteArray("The standard output cannot be written: it is closed.");
    QTest::newRow("help") << u"%1 --help >&-"_s << 1 << QByteArray("The standard output cannot be written");
    QTest::newRow("full") << u"%1 --help >/dev/full"_s << 1 << QByteArray("no space left on device");
    QTest::newRow("errors") << u"echo '[{}]' | %1 --trial - 2>&-"_s << 0 << QByteArray();
    QTest::newRow("all") << u"%1 --trial --results - - <&- >&- 2>&-"_s << 2 << QByteArray();
}

void TestConsole::standardStreamsMayBeClosed()
{
    QFETCH(const QString, command);
    QFETCH(const QByteArray, says);
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, command.arg(QStringLiteral(PROGRAM))});
    QVERIFY(shell.waitForFinished(60'000));
    QTEST(shell.exitCode(), "code");
    QVERIFY2(shell.readAllStandardError().contains(says), says.constData());
}

void TestConsole::capsWhatItTells()
{
    QByteArrayList records(100, R"({"fail": "no"})");
    Program program({u"--trial"_s, u"-"_s}, '[' + records.join(',') + ']');
    QCOMPARE(program.end(), 1);
    QCOMPARE(program.errors().count("failed: no"), 20);
    QCOMPARE(program.errors().count("Problems past the first 20"), 1);
}

void TestConsole::helps()
{
    Program program({u"--help"_s});
    QCOMPARE(program.end(), 0);
    QVERIFY(program.output().startsWith("Usage: batchdeck-run"));
    QCOMPARE(program.errors(), QByteArray());
}

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
