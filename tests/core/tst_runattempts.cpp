#include "machinedriver.h"

using namespace batchdeck;

// What an attempt may say, when, and what is made of it.
class TestRunAttempts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanUpHasABudget();
    void stopBoundsTheShield();
    void givenUpInAShield_data();
    void givenUpInAShield();
    void shieldIsRefused();
    void staleWordsAreIgnored();
    void emptyBatch();
};

// The work's timeout is off once the work is over; the budget shows what does not come back.
void TestRunAttempts::cleanUpHasABudget()
{
    RunSettings settings = jobs(1);
    settings.timeout = 3s;
    MachineDriver run(recordsOf(2), settings);
    run.start();
    run.advance(2s);
    run.cleanUp(0);
    run.advance(4999ms);
    QCOMPARE(run.state(0), State::Running);
    run.advance(1ms);
    QCOMPARE(run.state(0), State::Unresponsive);
    QCOMPARE(run.summary().inFlight, 1U);
    QVERIFY(run.stops.empty());
    run.cancel(0); // too late to tell it anything, not too late to be the reason
    QVERIFY(run.stops.empty());
    QCOMPARE(run.state(0), State::Unresponsive);
    run.finish(0);
    QCOMPARE(run.state(0), State::Succeeded);
    QVERIFY(run.machine.record(0).late);

    run.cleanUp(1);
    run.advance(5s);
    run.fail(1);
    QCOMPARE(run.state(1), State::Failed); // nobody stopped it
}

void TestRunAttempts::stopBoundsTheShield()
{
    RunSettings settings = jobs(1);
    settings.timeout = 3s;
    MachineDriver run(recordsOf(1), settings);
    run.start();
    run.shieldUp(0);
    run.advance(3s); // a shield does not pause the clock
    QCOMPARE(run.machine.record(0).reason, StopReason::Timeout);
    QCOMPARE(run.state(0), State::Committing);
    run.advance(5s);
    QCOMPARE(run.state(0), State::Unresponsive);
    run.shieldDown(0);
    QVERIFY(run.stopsOf(0) == std::vector{StopReason::Timeout});
    QCOMPARE(run.state(0), State::Unresponsive);
    run.finish(0, Report::Stopped);
    QCOMPARE(run.state(0), State::TimedOut);
}

void TestRunAttempts::givenUpInAShield_data()
{
    QTest::addColumn<bool>("cleansUp");
    QTest::newRow("it leaves the shield") << false;
    QTest::newRow("it cleans up first") << true;
}

// A stop that waited for the shield is not forgotten because nobody waits for the attempt any more.
void TestRunAttempts::givenUpInAShield()
{
    QFETCH(bool, cleansUp);
    MachineDriver run(recordsOf(2), jobs(1));
    run.start();
    const AttemptId attempt = run.attempt(0);
    run.shieldUp(0);
    run.cancel(0);
    run.advance(5s);
    QCOMPARE(run.state(0), State::Unresponsive);
    run.apply(event::GiveUp{0});
    QCOMPARE(run.state(1), State::Running); // in the same slot
    QVERIFY(run.stops.empty());
    if (cleansUp)
        run.apply(event::CleanUp{attempt});
    run.apply(event::ShieldDown{attempt});
    run.apply(event::ShieldDown{attempt});
    QVERIFY(run.stopsOf(0) == (cleansUp ? std::vector<StopReason>{} : std::vector{StopReason::User}));
    QVERIFY(run.stopsOf(1).empty());
    if (!cleansUp)
        QVERIFY(run.stops[0].attempt == attempt);
}

void TestRunAttempts::shieldIsRefused()
{
    MachineDriver run(recordsOf(2), jobs(2));
    run.start();
    run.cancel(0);
    QVERIFY(!run.shieldUp(0));
    run.cleanUp(1);
    QVERIFY(run.machine.record(1).state == State::Running);
    run.cancel(1);
    QVERIFY(!run.shieldUp(1));
    run.finish(0, Report::Stopped);
    QVERIFY(!run.shieldUp(0));
    QVERIFY(!run.apply(event::ShieldUp{AttemptId{77, 1}}).granted);
}

void TestRunAttempts::staleWordsAreIgnored()
{
    MachineDriver run(recordsOf(2), jobs(1));
    run.start();
    const AttemptId first = run.attempt(0);
    run.finish(0);
    QCOMPARE(run.state(1), State::Running); // in the same slot
    QCOMPARE(run.attempt(1).slot, first.slot);
    for (const Event &stale :
         {Event(event::Finished{first, Report::Failed, 10, true, {}}), Event(event::ShieldUp{first}),
          Event(event::ShieldDown{first}), Event(event::CleanUp{first}), Event(event::Durable{first}),
          Event(event::Began{first}), Event(event::Finished{AttemptId{}, Report::Done, 0, false, {}})}) {
        run.apply(stale);
        QVERIFY(run.actions.ends.empty() && run.actions.stops.empty() && run.actions.starts.empty());
        QVERIFY(!run.actions.granted);
    }
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.state(1), State::Running);
}

void TestRunAttempts::emptyBatch()
{
    MachineDriver run(recordsOf(0));
    run.start();
    QCOMPARE(run.roundsEnded, 1); // a round of nothing is over at once
    QCOMPARE(run.summary().phase, RunPhase::Idle);
    QCOMPARE(run.summary().left, 0U);
    run.apply(event::CancelRun{});
    run.apply(event::Retry{RowSet::all({})});
    QCOMPARE(run.roundsEnded, 2);
    run.apply(event::Quit{});
    run.start();
    QCOMPARE(run.roundsEnded, 2);
    QVERIFY(run.machine.nextDue() == never);
}

QTEST_GUILESS_MAIN(TestRunAttempts)
#include "tst_runattempts.moc"
