#include "machinedriver.h"

using namespace batchdeck;

// What is tried again and when, and what ends a round for all: its deadline, a quit.
class TestRunRetries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void attempts_data();
    void attempts();
    void aStartByHandGivesThemAll();
    void onlyWhatMayHelpIsRetried_data();
    void onlyWhatMayHelpIsRetried();
    void growth_data();
    void growth();
    void deadlineSkipsTheRest();
    void deadlineCountsThroughAPause();
    void deadlineOutlivesADrain();
    void deadlineIsLive();
    void quitIsForEver();
    void retryAfterIsWithinReason_data();
    void retryAfterIsWithinReason();
};

void TestRunRetries::attempts_data()
{
    QTest::addColumn<int>("attempts");
    for (const int attempts : {1, 2, 5})
        QTest::newRow(QByteArray::number(attempts)) << attempts;
}

void TestRunRetries::attempts()
{
    QFETCH(int, attempts);
    MachineDriver run(recordsOf(1), retrying(1, attempts, 500ms));
    run.start();
    for (int number = 1; number <= attempts; ++number) {
        QCOMPARE(run.state(0), State::Running);
        QCOMPARE(run.starts.back().number, quint32(number));
        run.failTransient(0);
        if (number == attempts)
            break;
        QCOMPARE(run.state(0), State::Backoff);
        QCOMPARE(run.waiting(0).what, Waiting::For::Delay);
        QVERIFY(run.waiting(0).until == run.now + 500ms);
        QCOMPARE(run.summary().inFlight, 0U); // it holds no slot
        run.advance(499ms);
        QCOMPARE(run.state(0), State::Backoff);
        run.advance(1ms);
    }
    QCOMPARE(run.state(0), State::Failed);
    QCOMPARE(run.ends.size(), std::size_t(attempts));
    QCOMPARE(run.roundsEnded, 1);
}

// A drain took it out of its backoff; whoever starts the next round means it to have all its attempts.
void TestRunRetries::aStartByHandGivesThemAll()
{
    MachineDriver run(recordsOf(1), retrying(1, 2, 1s));
    run.start();
    run.failTransient(0);
    run.apply(event::Drain{});
    QCOMPARE(run.state(0), State::Queued);
    run.start();
    run.failTransient(0);
    QCOMPARE(run.state(0), State::Backoff);
    run.advance(1s);
    run.failTransient(0);
    QCOMPARE(run.state(0), State::Failed);
    QCOMPARE(run.machine.record(0).attempts, 3U);
}

void TestRunRetries::onlyWhatMayHelpIsRetried_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<bool>("idempotent");
    QTest::addColumn<bool>("timeouts");
    QTest::addColumn<bool>("again");
    QTest::newRow("transient") << QStringLiteral("transient") << false << false << true;
    QTest::newRow("for good") << QStringLiteral("failed") << true << true << false;
    QTest::newRow("stopped by nobody") << QStringLiteral("stopped") << true << true << false;
    QTest::newRow("unknown") << QStringLiteral("unknown") << true << true << false;
    QTest::newRow("timeout") << QStringLiteral("timeout") << false << false << false;
    QTest::newRow("timeout, idempotent") << QStringLiteral("timeout") << true << false << true;
    QTest::newRow("timeout, as the plan says") << QStringLiteral("timeout") << false << true << true;
    QTest::newRow("timeout, then unknown") << QStringLiteral("timeout unknown") << true << true << false;
    QTest::newRow("cancelled") << QStringLiteral("cancelled") << true << true << false;
}

void TestRunRetries::onlyWhatMayHelpIsRetried()
{
    QFETCH(QString, end);
    QFETCH(bool, idempotent);
    QFETCH(bool, timeouts);
    QFETCH(bool, again);
    Workload workload = recordsOf(1);
    workload.operations = {{.idempotent = idempotent, .durable = false}};
    RunSettings settings = retrying(1, 3, 500ms);
    settings.timeout = 10s;
    settings.retry.timeouts = timeouts;
    MachineDriver run(workload, settings);
    run.start();
    if (end.startsWith(u"timeout"))
        run.advance(10s);
    if (end == u"cancelled")
        run.cancel(0);
    if (end == u"transient" || end == u"cancelled")
        run.failTransient(0); // also what would help, had nobody cancelled it
    else
        run.finish(0, end.endsWith(u"unknown") ? Report::Unknown : end == u"failed" ? Report::Failed : Report::Stopped);
    QCOMPARE(run.state(0) == State::Backoff, again);
    run.advance(1s);
    QCOMPARE(run.starts.size(), again ? 2U : 1U);
}

void TestRunRetries::growth_data()
{
    QTest::addColumn<int>("growth");
    QTest::addColumn<QList<int>>("milliseconds");
    using enum RetrySettings::Growth;
    QTest::newRow("fixed") << int(Fixed) << QList<int>{400, 400, 400, 400};
    QTest::newRow("linear") << int(Linear) << QList<int>{400, 800, 1200, 1500};
    QTest::newRow("exponential") << int(Exponential) << QList<int>{400, 800, 1500, 1500};
}

void TestRunRetries::growth()
{
    QFETCH(int, growth);
    QFETCH(QList<int>, milliseconds);
    RunSettings settings = retrying(1, 5, 400ms);
    settings.retry.growth = static_cast<RetrySettings::Growth>(growth);
    settings.retry.maxDelay = 1500ms;
    MachineDriver run(recordsOf(1), settings);
    run.start();
    for (const int delay : milliseconds) {
        run.failTransient(0);
        QVERIFY(run.waiting(0).until == run.now + std::chrono::milliseconds(delay));
        run.advanceTo(run.waiting(0).until);
    }
    QCOMPARE(run.state(0), State::Running);
}

void TestRunRetries::deadlineSkipsTheRest()
{
    RunSettings settings = retrying(2, 3, 60s);
    settings.deadline = 10s;
    MachineDriver run(recordsOf(4), settings);
    run.start();
    run.failTransient(0);
    run.advance(9999ms);
    QCOMPARE(run.state(0), State::Backoff);
    run.advance(1ms);
    QCOMPARE(run.summary().halt, Halt::Deadline);
    QCOMPARE(run.state(0), State::Failed); // it had tried
    QCOMPARE(run.state(1), State::Running); // it may finish
    QCOMPARE(run.state(3), State::Skipped);
    QVERIFY(run.stops.empty());
    run.finish(1);
    run.finish(2);
    QCOMPARE(run.count(State::Succeeded), 2U);
    QCOMPARE(run.roundsEnded, 1);
}

void TestRunRetries::deadlineCountsThroughAPause()
{
    RunSettings settings = jobs(1);
    settings.deadline = 10s;
    MachineDriver run(recordsOf(2), settings);
    run.start();
    run.apply(event::Pause{});
    run.finish(0);
    run.advance(10s);
    QCOMPARE(run.state(1), State::Skipped);
    QCOMPARE(run.roundsEnded, 1);
}

// A drain by hand leaves the rest queued, deadline or not; who goes on has the deadline again.
void TestRunRetries::deadlineOutlivesADrain()
{
    RunSettings settings = jobs(1);
    settings.deadline = 10s;
    MachineDriver run(recordsOf(3), settings);
    run.start();
    run.apply(event::Drain{});
    run.advance(5s);
    run.apply(event::Resume{});
    run.finish(0);
    QCOMPARE(run.state(1), State::Running);
    run.advance(5s);
    QCOMPARE(run.state(2), State::Skipped);

    MachineDriver drained(recordsOf(3), settings);
    drained.start();
    drained.apply(event::Drain{});
    settings.concurrency = 2;
    drained.change(settings);
    drained.advance(20s);
    QCOMPARE(drained.state(2), State::Queued);
    drained.finish(0);
    QCOMPARE(drained.roundsEnded, 1);
    QCOMPARE(drained.state(2), State::Queued);
}

void TestRunRetries::deadlineIsLive()
{
    RunSettings settings = jobs(1);
    MachineDriver run(recordsOf(2), settings);
    run.start();
    run.advance(8s);
    settings.deadline = 10s; // of the round, not from now
    run.change(settings);
    run.advance(1s);
    QCOMPARE(run.state(1), State::Queued);
    settings.deadline = 20s;
    run.change(settings);
    run.advance(10s);
    QCOMPARE(run.state(1), State::Queued);
    run.advance(1s);
    QCOMPARE(run.state(1), State::Skipped);
}

void TestRunRetries::quitIsForEver()
{
    RunSettings settings = jobs(1);
    settings.deadline = 10s;
    MachineDriver run(recordsOf(3), settings);
    run.start();
    run.apply(event::Quit{});
    settings.concurrency = 8;
    run.change(settings); // nothing wakes it again
    run.advance(12s);
    run.finish(0, Report::Stopped);
    QCOMPARE(run.roundsEnded, 1);
    run.advance(20s);
    QCOMPARE(run.summary().phase, RunPhase::Closed);
    run.apply(event::Resume{});
    run.start();
    run.retry(0);
    run.apply(event::CancelRun{});
    run.advance(20s);
    QCOMPARE(run.starts.size(), 1U);
    QCOMPARE(run.count(State::Queued), 3U);
    QCOMPARE(run.summary().phase, RunPhase::Closed);
    QCOMPARE(run.waiting(1).what, Waiting::For::End);
}

void TestRunRetries::retryAfterIsWithinReason_data()
{
    QTest::addColumn<qint64>("asked"); // nanoseconds
    QTest::addColumn<qint64>("waits");
    const qint64 century = longestDuration.count();
    QTest::newRow("as it says") << qint64(7'000'000'000) << qint64(7'000'000'000);
    QTest::newRow("for ever") << std::numeric_limits<qint64>::max() << century;
    QTest::newRow("past a century") << century + 1 << century;
    QTest::newRow("in the past") << qint64(-5'000'000'000) << qint64(1'000'000'000);
    QTest::newRow("long past") << std::numeric_limits<qint64>::min() << qint64(1'000'000'000);
}

// A server says what it likes: the record waits for its own delay at least and a century at most.
void TestRunRetries::retryAfterIsWithinReason()
{
    QFETCH(qint64, asked);
    QFETCH(qint64, waits);
    Workload workload = recordsOf(2);
    workload.gates = {{nothing}};
    workload.groups = {{.target = 0, .limits = {}}};
    MachineDriver run(workload, retrying(1, 2, 1s));
    run.start();
    run.failTransient(0, Duration(asked));
    QCOMPARE((run.waiting(0).until - run.now).count(), waits);
    if (asked > 0)
        QCOMPARE((run.waiting(1).until - run.now).count(), waits); // its whole target
    else
        QCOMPARE(run.state(1), State::Running);
}

QTEST_GUILESS_MAIN(TestRunRetries)
#include "tst_runretries.moc"
