#include "console/options.h"

#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;

class TestOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void settings_data();
    void settings();
    void refusals_data();
    void refusals();
    void answers_data();
    void answers();
};

using Edit = std::function<void(RunSettings &)>;
Q_DECLARE_METATYPE(Edit)

static Expected<Options> read(const QString &line)
{
    return readOptions(QString(QStringLiteral("batchdeck-run ") + line).split(u' ', Qt::SkipEmptyParts));
}

void TestOptions::settings_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Edit>("edit"); // of the settings that hold where nothing is said
    const auto row = [](const char *line, const Edit &edit) { QTest::newRow(line) << line << edit; };

    row("", [](RunSettings &) {});
    row("-j 3", [](RunSettings &set) { set.concurrency = 3; });
    row("-j3", [](RunSettings &set) { set.concurrency = 3; });
    row("--jobs=4096", [](RunSettings &set) { set.concurrency = 4096; });
    row("--timeout 1.5", [](RunSettings &set) { set.timeout = 1500ms; });
    row("--attempts 4", [](RunSettings &set) { set.retry.attempts = 4; });
    row("--rate 0.5", [](RunSettings &set) { set.rate = 0.5; });
    row("--deadline 60", [](RunSettings &set) { set.deadline = 60s; });
    row("--stop-after 3", [](RunSettings &set) {
        set.failures.count = 3;
        set.failures.then = FailureSettings::Then::Drain;
    });
    row("--stop-after 2.5% --then cancel", [](RunSettings &set) {
        set.failures.percent = 2.5;
        set.failures.then = FailureSettings::Then::Cancel;
    });
    row("--stop-after 0% --then drain", [](RunSettings &set) {
        set.failures.percent = 0;
        set.failures.then = FailureSettings::Then::Drain;
    });
}

void TestOptions::settings()
{
    QFETCH(const QString, line);
    QFETCH(const Edit, edit);
    RunSettings expected;
    edit(expected);
    const Expected<Options> options = read(line + QStringLiteral(" --trial --results - batch.json"));
    QVERIFY2(options, options ? "" : qPrintable(options.error().message));
    RunSettings settings;
    QVERIFY(options->run.applyTo(settings));
    QVERIFY(settings == expected);
    QCOMPARE(options->batch, QStringLiteral("batch.json"));
    QCOMPARE(options->results, QStringLiteral("-"));
}

void TestOptions::refusals_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *line, const char *message) { QTest::newRow(line) << line << message; };

    row("--trial -j 0 x", "The number of jobs must be from 1 to 4096, not 0.");
    row("--trial -j -1 x", "The number of jobs must be from 1 to 4096, not -1.");
    row("--trial -j two x", "--jobs takes a whole number, not “two”.");
    row("--trial -j 1.5 x", "--jobs takes a whole number, not “1.5”.");
    row("--trial -j 99999999999 x", "--jobs takes a whole number, not “99999999999”.");
    row("--trial --timeout -1 x", "The timeout must be more than 0, not -1 seconds.");
    row("--trial --timeout 0 x", "The timeout must be more than 0, not 0 seconds.");
    row("--trial --timeout nan x", "--timeout takes a number, not “nan”.");
    row("--trial --timeout inf x", "--timeout takes a number, not “inf”.");
    row("--trial --timeout 1e300 x", "--timeout takes a number of seconds, a century at most, not “1e300”.");
    row("--trial --attempts 0 x", "The number of attempts must be from 1 to 1000, not 0; 1 means no retry.");
    row("--trial --rate 0 x",
        "The rate must be from 0.0001 to 1000000000 starts a second, not 0; leave it out for no limit.");
    row("--trial --attempts -1 x", "The number of attempts must be from 1 to 1000, not -1; 1 means no retry.");
    row("--trial --deadline 0 x", "The deadline must be more than 0, not 0 seconds.");
    row("--trial --deadline -5 x", "The deadline must be more than 0, not -5 seconds.");
    row("--trial --stop-after few x", "--stop-after takes a number of records or a percentage, not “few”.");
    row("--trial --stop-after 0 x", "The number of failures to stop after must be 1 or more, not 0.");
    row("--trial --stop-after 101% x", "The percentage of failures to stop after must be from 0 to 100, not 101.");
    row("--trial --stop-after % x", "--stop-after takes a number of records or a percentage, not “%”.");
    row("--trial --stop-after 1 --then halt x", "--then takes one of pause, drain, cancel, not “halt”.");
    row("--trial --results= x", "--results takes a value, not “”.");
    row("--trial --progress loud x", "--progress takes one of bar, plain, json, none, not “loud”.");
    row("--trial --limit 0 x", "--limit takes a number of records, 1 or more, not “0”.");
    row("--trial --largest-entry 4096 x", "--largest-entry takes a number of MiB from 1 to 4095, not “4096”.");
    row("--trial --encoding latin1 x", "--encoding takes one of utf-8, utf-16le, utf-16be, cp949, not “latin1”.");
    row("--trial --form xml x", "--form takes one of records, array, jsonl, csv, not “xml”.");
    row("--trial --plan p x", "--trial simulates every record, --plan says what to do with them: pass one of the two.");
    row("--trial --raw-cells x",
        "--raw-cells says how results are written; --results FILE says where, and is missing.");
    row("--trial --raw-cells --results out.json x", "--raw-cells is for results in CSV.");
    row("--trial --results-key {id} --results-form csv --results out x",
        "--results-key makes a JSON object of the results: leave --results-form out.");
    row("--trial --failed-states failed x", "--failed-states says what --failed FILE is to hold, and that is missing.");
    row("--trial --failed f --failed-states failed,running x",
        "--failed-states takes states with commas between them (failed, timedOut, inDoubt, cancelled, skipped, "
        "invalid, queued, succeeded), not “failed,running”.");
    row("--trial --nothing x", "Unknown option 'nothing'.");
    row("--trial --resluts r x", "Unknown option 'resluts'. Did you mean --results?");
    row("--trial --results r --results-key {a x",
        "--results-key: character 1: “{” is never closed; “}” is expected after “a”.");
    row("--trial x --timeout", "Missing value after '--timeout'.");
    row("--trial", "Name one batch: a file, or - for the standard input.");
    row("--trial x y", "Name one batch: a file, or - for the standard input.");
}

void TestOptions::refusals()
{
    QFETCH(const QString, line);
    const Expected<Options> options = read(line);
    QVERIFY(!options);
    QTEST(options.error().message, "message");
}

void TestOptions::answers_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("begin");
    QTest::newRow("--help") << "--help"
                            << "Usage: batchdeck-run";
    QTest::newRow("-h -j 0") << "-h -j 0"
                             << "Usage: batchdeck-run";
    QTest::newRow("--version") << "--version"
                               << "batchdeck-run " BATCHDECK_VERSION "\n";
    QTest::newRow("-v") << "-v"
                        << "batchdeck-run " BATCHDECK_VERSION "\n";
}

void TestOptions::answers()
{
    QFETCH(const QString, line);
    QFETCH(const QString, begin);
    const Expected<Options> options = read(line);
    QVERIFY(options);
    QVERIFY(options->answer.startsWith(begin));
}

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"
