#include "operations/simulateoperation.h"

#include "core/runfixture.h"

#include <QDir>

using namespace batchdeck;

// The kind `simulate` in a run, on a thread and on the timer.
class TestSimulateOperation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ends_data();
    void ends();
    void failsSoManyTimes_data() { bothWays(); }
    void failsSoManyTimes();
    void isSettled();
    void isCancelled_data() { bothWays(); }
    void isCancelled();
    void ignoresAStopForAWhile_data() { bothWays(); }
    void ignoresAStopForAWhile();
    void isNotStoppedInsideItsShield_data() { bothWays(); }
    void isNotStoppedInsideItsShield();
    void cleansUpBeforeItsEndIsShown_data() { bothWays(); }
    void cleansUpBeforeItsEndIsShown();
    void showsItsProgress_data() { bothWays(); }
    void showsItsProgress();
    void aSlowCleanUpHoldsUpNobodyElse();
    void thousandsWaitWithoutAThread();

private:
    static void bothWays();
    void open(QList<QByteArray> records, RunSettings settings = {});
    State stateOf(quint32 row) const { return m_run->record(row).state; }
    HistoryItem lastOf(quint32 row) const { return m_journal->itemsOf(row).back(); }

    std::unique_ptr<MemoryJournal> m_journal;
    std::unique_ptr<BatchRun> m_run;
};

void TestSimulateOperation::bothWays()
{
    QTest::addColumn<QByteArray>("blocking");
    QTest::newRow("on the timer") << QByteArray();
    QTest::newRow("on a thread") << QByteArray(", \"blocking\": true");
}

// Each record is what stands between the braces.
void TestSimulateOperation::open(QList<QByteArray> records, RunSettings settings)
{
    for (QByteArray &record : records)
        record = '{' + record + '}';
    m_run.reset();
    m_journal = std::make_unique<MemoryJournal>();
    RunSetup setup =
        setupOf(static_cast<quint32>(records.size()), std::make_unique<SimulateOperation>(), m_journal.get());
    setup.batch = batchOf(records);
    setup.settings = settings;
    setup.workload.operations[0].idempotent = true;
    m_run = runOf(std::move(setup));
    m_run->start();
}

void TestSimulateOperation::ends_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");

    const auto none = QString();
    QTest::newRow("succeeds") << QByteArray(R"("seconds": 0.001)") << "succeeded" << none << none;
    QTest::newRow("knows not all fields") << QByteArray(R"("mallid": "x")") << "succeeded" << none << none;
    QTest::newRow("fails") << QByteArray(R"("fail": "no such table")") << "failed"
                           << "simulated"
                           << "no such table";
    QTest::newRow("fails later") << QByteArray(R"("seconds": 0.001, "fail": "no")") << "failed"
                                 << "simulated"
                                 << "no";
    QTest::newRow("throws") << QByteArray(R"("throw": "boom")") << "failed"
                            << "exception.std::runtime_error"
                            << "boom";
    QTest::newRow("throws later") << QByteArray(R"("seconds": 0.001, "throw": "boom")") << "failed"
                                  << "exception.std::runtime_error"
                                  << "boom";
    QTest::newRow("throws a number") << QByteArray(R"("throw": "int")") << "failed"
                                     << "exception.int"
                                     << "The number 42 was thrown.";
    QTest::newRow("nobody knows") << QByteArray(R"("unknown": true)") << "inDoubt"
                                  << "unknown"
                                  << "The answer was lost: nobody knows whether it was done.";
    QTest::newRow("a bad field") << QByteArray(R"("seconds": "x")") << "failed"
                                 << "field"
                                 << "“seconds” must be a number of seconds from 0 to 1000000000, not \"x\".";
}

void TestSimulateOperation::ends()
{
    QFETCH(const QByteArray, record);
    QFETCH(const QString, state);
    open({record, record + R"(, "blocking": true)", R"("seconds": 0.001)"});
    QVERIFY(m_run->wait(60s));
    for (const quint32 row : {0U, 1U}) {
        QCOMPARE(QString(name(stateOf(row))), state);
        QTEST(lastOf(row).outcome.error.kind, "kind");
        QTEST(lastOf(row).outcome.error.message, "message");
    }
    QCOMPARE(stateOf(2), State::Succeeded);
}

void TestSimulateOperation::failsSoManyTimes()
{
    QFETCH(const QByteArray, blocking);
    RunSettings settings;
    settings.retry.attempts = 5;
    settings.retry.delay = 0s;
    open({R"("failTimes": 2, "transient": true, "result": "x")" + blocking, R"("failTimes": 2)" + blocking}, settings);
    QVERIFY(m_run->wait(60s));
    QCOMPARE(stateOf(0), State::Succeeded);
    QCOMPARE(m_run->record(0).attempts, 3U);
    QCOMPARE(lastOf(0).outcome.result, QByteArray("\"x\""));
    QCOMPARE(stateOf(1), State::Failed); // not transient: nobody tries again
    QCOMPARE(m_run->record(1).attempts, 1U);
}

void TestSimulateOperation::isSettled()
{
    open({R"("unknown": true, "check": "done", "result": 7)", R"("unknown": true, "check": "notDone")",
          R"("unknown": true)", R"("unknown": true, "check": "perhaps")"});
    QVERIFY(m_run->wait(60s));
    m_run->settle(RowSet::all({}));
    QVERIFY(m_run->wait(60s));
    QCOMPARE(stateOf(0), State::Succeeded);
    QCOMPARE(lastOf(0).outcome.result, QByteArray("7"));
    QCOMPARE(stateOf(1), State::Failed);
    QCOMPARE(stateOf(2), State::InDoubt);
    QCOMPARE(stateOf(3), State::Failed); // it never ran
    QVERIFY2(lastOf(3).outcome.error.message.contains(u"must be “done”, “notDone” or “nothing”"),
             qPrintable(lastOf(3).outcome.error.message));
}

void TestSimulateOperation::isCancelled()
{
    QFETCH(const QByteArray, blocking);
    open({R"("seconds": 3600)" + blocking});
    QTRY_COMPARE(stateOf(0), State::Running);
    m_run->cancel();
    QVERIFY(m_run->wait(60s));
    QCOMPARE(stateOf(0), State::Cancelled);
}

void TestSimulateOperation::ignoresAStopForAWhile()
{
    QFETCH(const QByteArray, blocking);
    open({R"("seconds": 3600, "steps": 1000000, "ignoreStop": 0.1)" + blocking,
          R"("seconds": 0.6, "steps": 600, "ignoreStop": 3600)" + blocking});
    QTRY_VERIFY(m_run->progress(0).fraction > 0 && m_run->progress(1).fraction > 0); // both have begun
    const Instant asked = Clock::now();
    m_run->cancel();
    QVERIFY(m_run->wait(60s));
    QCOMPARE(stateOf(0), State::Cancelled);
    QVERIFY(lastOf(0).end.ended - asked >= 100ms);
    QCOMPARE(stateOf(1), State::Succeeded);
    QVERIFY(lastOf(1).end.late);
}

void TestSimulateOperation::isNotStoppedInsideItsShield()
{
    QFETCH(const QByteArray, blocking);
    open({R"("seconds": 0.6, "shield": [0.01, 0.6])" + blocking});
    QTRY_COMPARE(stateOf(0), State::Committing);
    m_run->cancel();
    QCOMPARE(stateOf(0), State::Committing);
    QVERIFY(m_run->wait(60s));
    QCOMPARE(stateOf(0), State::Succeeded);
    QVERIFY(lastOf(0).end.late);
}

void TestSimulateOperation::cleansUpBeforeItsEndIsShown()
{
    QFETCH(const QByteArray, blocking);
    open({R"("cleanup": 0.1)" + blocking, R"("seconds": 0.001, "cleanup": 0.1)" + blocking});
    QVERIFY(m_run->wait(60s));
    for (const quint32 row : {0U, 1U}) {
        QCOMPARE(stateOf(row), State::Succeeded);
        QVERIFY(lastOf(row).end.ended - lastOf(row).end.started >= 100ms);
    }
}

void TestSimulateOperation::showsItsProgress()
{
    QFETCH(const QByteArray, blocking);
    open({R"("seconds": 3600, "steps": 1000000)" + blocking});
    QTRY_VERIFY(m_run->progress(0).fraction > 0);
    QVERIFY(m_run->progress(0).note.endsWith(u" of 1000000"));
    m_run->cancel();
    QVERIFY(m_run->wait(60s));
}

void TestSimulateOperation::aSlowCleanUpHoldsUpNobodyElse()
{
    open({R"("seconds": 0.001, "cleanup": 1)", R"("cleanup": 1)", R"("seconds": 0.01)"});
    QVERIFY(m_run->wait(60s));
    QCOMPARE(m_journal->items().front().end.row, 2U);
}

void TestSimulateOperation::thousandsWaitWithoutAThread()
{
    RunSettings settings;
    settings.concurrency = 4096;
    open(QList<QByteArray>(4096, R"("seconds": 3600, "steps": 7200)"), settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_run->progress(4095).fraction > 0, 60'000); // the last one has begun
    QCOMPARE(m_run->summary().inFlight, 4096U);
    QVERIFY(QDir(QStringLiteral("/proc/self/task")).count() < 20);
    m_run->cancel();
    QVERIFY(m_run->wait(60s));
    QCOMPARE(m_run->summary().count(State::Cancelled), 4096U);
}

QTEST_GUILESS_MAIN(TestSimulateOperation)
#include "tst_simulateoperation.moc"
