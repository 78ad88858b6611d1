#include "operations/simulation.h"

#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;

// What a simulated attempt does and when, in virtual time.
class TestSimulation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void fields_data();
    void fields();
    void keepsTheResultAsItIsWritten();
    void leavesOtherFieldsAlone();
    void readsTheCellsOfATable();
    void descriptions_data();
    void descriptions();
};

static Record recordOf(const QByteArray &entry)
{
    return {0, entry};
}

void TestSimulation::steps_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<double>("stopAt"); // below 0: never; a shield that would be raised after it is refused
    QTest::addColumn<QString>("log");

    QTest::newRow("nothing") << QByteArray("{}") << -1.0 << "0 end";
    QTest::newRow("time") << QByteArray(R"({"seconds": 3})") << -1.0 << "3 end";
    QTest::newRow("steps") << QByteArray(R"({"seconds": 4, "steps": 2})") << -1.0 << "2 report, 4 report, 4 end";
    QTest::newRow("steps in no time") << QByteArray(R"({"steps": 2})") << -1.0 << "0 report, 0 report, 0 end";
    QTest::newRow("shield") << QByteArray(R"({"seconds": 4, "shield": [1, 2]})") << -1.0 << "1 raise, 2 lower, 4 end";
    QTest::newRow("shield to the end") << QByteArray(R"({"seconds": 4, "shield": [0, 4]})") << -1.0
                                       << "0 raise, 4 lower, 4 end";
    QStringList reports;
    for (int step = 1; step <= 16; ++step)
        reports << QString::number(1e9 / 16 * step) + QStringLiteral(" report");
    QTest::newRow("steps of years") << QByteArray(R"({"seconds": 1e9, "steps": 16})") << -1.0
                                    << reports.join(QStringLiteral(", ")) + QStringLiteral(", 1e+09 end");
    QTest::newRow("stopped") << QByteArray(R"({"seconds": 4, "steps": 4})") << 1.5 << "1 report, 1.5 stopped";
    QTest::newRow("ignores a stop") << QByteArray(R"({"seconds": 9, "steps": 3, "ignoreStop": 4})") << 1.0
                                    << "3 report, 5 stopped";
    QTest::newRow("ignores it to the end") << QByteArray(R"({"seconds": 3, "ignoreStop": 4})") << 1.0 << "3 end";
    QTest::newRow("a stop inside the shield waits")
        << QByteArray(R"({"seconds": 4, "shield": [1, 3]})") << 2.0 << "1 raise, 3 lower, 3 stopped";
    QTest::newRow("a stop before the shield")
        << QByteArray(R"({"seconds": 4, "shield": [1, 3]})") << 0.5 << "0.5 stopped";
    QTest::newRow("a shield is refused") << QByteArray(R"({"seconds": 4, "shield": [1, 3], "ignoreStop": 1})") << 0.5
                                         << "1 refused, 1.5 stopped";
    QTest::newRow("what is refused never counts as done")
        << QByteArray(R"({"seconds": 4, "shield": [1, 3], "ignoreStop": 9})") << 0.5 << "1 refused, 9.5 stopped";
}

void TestSimulation::steps()
{
    QFETCH(const QByteArray, record);
    QFETCH(const double, stopAt);
    const Expected<SimulatedWork> work = SimulatedWork::read(recordOf(record));
    QVERIFY(work);

    const Instant begin = Instant(1h);
    const Instant stop =
        stopAt < 0 ? never : begin + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(stopAt));
    Simulation simulation(*work, begin);
    QStringList log;
    Instant now = begin;
    for (bool isOver = false; !isOver;) {
        const Simulation::Step step = simulation.next(now, stop <= now);
        QString word;
        switch (step.act) {
        case Simulation::Act::Wait:
            QVERIFY(step.at > now);
            now = stop > now ? std::min(step.at, stop) : step.at;
            continue;
        case Simulation::Act::Report:
            word = QStringLiteral("report");
            break;
        case Simulation::Act::RaiseShield:
            word = stop <= now ? QStringLiteral("refused") : QStringLiteral("raise");
            if (stop <= now)
                simulation.shieldRefused(now);
            break;
        case Simulation::Act::LowerShield:
            word = QStringLiteral("lower");
            break;
        case Simulation::Act::End:
            word = simulation.wasStopped() ? QStringLiteral("stopped") : QStringLiteral("end");
            isOver = true;
            break;
        }
        const double seconds = std::chrono::duration<double>(now - begin).count();
        log << QStringLiteral("%1 %2").arg(QString::number(seconds), word);
    }
    QTEST(log.join(QStringLiteral(", ")), "log");
}

void TestSimulation::fields_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("message");

    const auto seconds = QStringLiteral("“%1” must be a number of seconds from 0 to 1000000000, not %2.");
    const auto times = QStringLiteral("“%1” must be a whole number from 0 to 1000000, not %2.");
    const auto text = QStringLiteral("“%1” must be a text, not %2.");
    const auto flag = QStringLiteral("“%1” must be true or false, not %2.");
    const auto shield =
        QStringLiteral("“shield” must be two numbers of seconds, from and to, within “seconds”, not %1.");

    QTest::newRow("text for seconds") << QByteArray(R"({"seconds": "x"})") << seconds.arg(u"seconds", u"\"x\"");
    QTest::newRow("negative") << QByteArray(R"({"seconds": -0.5})") << seconds.arg(u"seconds", u"-0.5");
    QTest::newRow("too long") << QByteArray(R"({"cleanup": 1e10})") << seconds.arg(u"cleanup", u"1e10");
    QTest::newRow("past what a computer holds")
        << QByteArray(R"({"cleanup": 1e999})") << seconds.arg(u"cleanup", u"1e999");
    QTest::newRow("null") << QByteArray(R"({"ignoreStop": null})") << seconds.arg(u"ignoreStop", u"null");
    QTest::newRow("half a step") << QByteArray(R"({"steps": 1.5})") << times.arg(u"steps", u"1.5");
    QTest::newRow("negative times") << QByteArray(R"({"failTimes": -1})") << times.arg(u"failTimes", u"-1");
    QTest::newRow("too many steps") << QByteArray(R"({"steps": 1000001})") << times.arg(u"steps", u"1000001");
    QTest::newRow("fail without words") << QByteArray(R"({"fail": true})") << text.arg(u"fail", u"true");
    QTest::newRow("throw a list") << QByteArray("{\"throw\": [1,\n 2]}") << text.arg(u"throw", u"[1,2]");
    QTest::newRow("transient") << QByteArray(R"({"transient": 1})") << flag.arg(u"transient", u"1");
    QTest::newRow("unknown") << QByteArray(R"({"unknown": "no"})") << flag.arg(u"unknown", u"\"no\"");
    QTest::newRow("blocking") << QByteArray(R"({"blocking": 0})") << flag.arg(u"blocking", u"0");
    QTest::newRow("shield is no pair") << QByteArray(R"({"seconds": 2, "shield": [1]})") << shield.arg(u"[1]");
    QTest::newRow("shield backwards") << QByteArray(R"({"seconds": 3, "shield": [2, 1]})") << shield.arg(u"[2,1]");
    QTest::newRow("shield past the end") << QByteArray(R"({"seconds": 1, "shield": [0, 2]})") << shield.arg(u"[0,2]");
    QTest::newRow("no object") << QByteArray("[1]") << "A record to simulate must be a JSON object.";
}

void TestSimulation::fields()
{
    QFETCH(const QByteArray, record);
    const Expected<SimulatedWork> work = SimulatedWork::read(recordOf(record));
    QVERIFY(!work);
    QTEST(work.error().message, "message");
}

void TestSimulation::keepsTheResultAsItIsWritten()
{
    const Expected<SimulatedWork> work = SimulatedWork::read(
        recordOf(R"({"result": 1, "x": "\"result\": 2", "result" : {"n": 1.10, "big": 123456789012345678901} })"));
    QVERIFY(work);
    QCOMPARE(work->end(1).result, QByteArray(R"({"n": 1.10, "big": 123456789012345678901})"));
}

// What no computer holds as a number, and more fields than anybody would compare with one another.
void TestSimulation::leavesOtherFieldsAlone()
{
    QByteArray record = R"({"n": 1e999, "s\u0065conds": 2)";
    for (int number = 0; number < 100'000; ++number)
        record += ",\"k" + QByteArray::number(number) + "\":1";
    const Expected<SimulatedWork> work = SimulatedWork::read(recordOf(record + R"(, "result": 1e999})"));
    QVERIFY(work);
    QCOMPARE(work->seconds, 2s);
    QCOMPARE(work->end(1).result, QByteArray("1e999"));
}

void TestSimulation::readsTheCellsOfATable()
{
    const Expected<SimulatedWork> work = SimulatedWork::read(recordOf(
        R"({"seconds": "1.5", "steps": "3", "transient": "true", "shield": "[0, 1]", "fail": "12", "throw": "",
            "failTimes": "", "cleanup": ""})"));
    QVERIFY(work);
    QCOMPARE(work->seconds, 1500ms);
    QCOMPARE(work->steps, 3);
    QVERIFY(work->transient);
    QCOMPARE(work->shield->to, 1s);
    QCOMPARE(*work->fail, QStringLiteral("12"));
    QVERIFY(!work->thrown);
    QVERIFY(!work->failTimes);
    QCOMPARE(work->cleanup, 0s);
}

void TestSimulation::descriptions_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("description");
    QTest::newRow("nothing") << QByteArray("{}") << "Takes no time. Succeeds.";
    QTest::newRow("all of it") << QByteArray(R"({"seconds": 2.5, "steps": 4, "shield": [1, 2], "cleanup": 1,
                                                 "fail": "no table", "failTimes": 2})")
                               << "Takes 2.5 s in 4 steps. Is protected from 1 s to 2 s. Cleans up for 1 s. "
                                  "Does not succeed until attempt 3. Fails: no table";
    QTest::newRow("throws") << QByteArray(R"({"throw": "x", "fail": "y"})") << "Takes no time. Throws: x";
    QTest::newRow("unknown") << QByteArray(R"({"unknown": true})")
                             << "Takes no time. Leaves in doubt whether it was done.";
    QTest::newRow("fails at first") << QByteArray(R"({"failTimes": 1})")
                                    << "Takes no time. Does not succeed until attempt 2. Fails.";
}

void TestSimulation::descriptions()
{
    QFETCH(const QByteArray, record);
    const Expected<SimulatedWork> work = SimulatedWork::read(recordOf(record));
    QVERIFY(work);
    QTEST(work->description(), "description");
}

QTEST_APPLESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
