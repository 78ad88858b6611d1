#include "console/program.h"

#include <QElapsedTimer>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Real signals to the real program, at work.
class TestConsoleSignals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelsAndCleansUp_data();
    void cancelsAndCleansUp();
    void finishesWhatIsCommitting();
    void theSecondLeaves_data();
    void theSecondLeaves();
    void aHangUpMayBeIgnored();

private:
    static const inline QStringList arguments{u"--trial"_s, u"-j4"_s, u"--results"_s, u"-"_s, u"-"_s};
};

void TestConsoleSignals::cancelsAndCleansUp_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("hang up") << SIGHUP;
}

void TestConsoleSignals::cancelsAndCleansUp()
{
    QFETCH(const int, signal);
    QElapsedTimer time;
    time.start();
    Program program(arguments, R"([{"label": "done", "seconds": 0.05}, {"seconds": 3600, "cleanup": 0.2},
        {"seconds": 3600, "cleanup": 0.2, "blocking": true}, {"seconds": 3600}, {"seconds": 3600}, {}])");
    QVERIFY(program.waitFor("\"label\": \"done\""));
    program.send(signal);
    QCOMPARE(program.end(), 130);
    QVERIFY(time.elapsed() >= 200);
    QCOMPARE(program.output().count("\"state\": \"succeeded\""), 1);
    QCOMPARE(program.output().count("\"state\": \"cancelled\""), 5);
    QVERIFY(program.errors().contains("Stopping: "));
    QVERIFY(program.errors().trimmed().endsWith("interrupted"));
}

void TestConsoleSignals::finishesWhatIsCommitting()
{
    Program program(arguments, R"([{"seconds": 1, "shield": [0, 1]}, {"seconds": 0.01}])");
    QVERIFY(program.waitFor("\"row\": 1"));
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QCOMPARE(program.output().count("\"state\": \"succeeded\""), 2);
}

void TestConsoleSignals::theSecondLeaves_data()
{
    QTest::addColumn<QByteArray>("stuck");
    QTest::newRow("on the timer") << QByteArray(R"({"seconds": 3600, "ignoreStop": 3600})");
    QTest::newRow("on a thread") << QByteArray(R"({"seconds": 3600, "ignoreStop": 3600, "blocking": true})");
    QTest::newRow("in its clean-up") << QByteArray(R"({"cleanup": 3600})");
    QTest::newRow("committing") << QByteArray(R"({"seconds": 3600, "shield": [0, 3600]})");
}

void TestConsoleSignals::theSecondLeaves()
{
    QFETCH(const QByteArray, stuck);
    Program program(arguments, '[' + stuck + R"(, {"label": "done", "seconds": 0.05}])");
    QVERIFY(program.waitFor("\"label\": \"done\""));
    program.send(SIGINT);
    QVERIFY(program.waitFor("Stopping: "));
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QVERIFY2(
        program.output().contains(R"("row": 0, "id": "0", "label": "0", "operation": "simulate", "state": "inDoubt")"),
        program.output().constData());
    QVERIFY(program.errors().contains("1 succeeded, 1 in doubt"));
}

void TestConsoleSignals::aHangUpMayBeIgnored()
{
    QProcess nohup;
    nohup.setChildProcessModifier([] { std::signal(SIGHUP, SIG_IGN); });
    nohup.start(QStringLiteral(PROGRAM), arguments);
    nohup.write(R"([{}, {"seconds": 0.5}])");
    nohup.closeWriteChannel();
    QVERIFY(nohup.waitForReadyRead(60'000)); // a line of results: it listens to signals
    ::kill(static_cast<pid_t>(nohup.processId()), SIGHUP);
    QVERIFY(nohup.waitForFinished(60'000));
    QCOMPARE(nohup.exitStatus(), QProcess::NormalExit);
    QCOMPARE(nohup.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestConsoleSignals)
#include "tst_consolesignals.moc"
