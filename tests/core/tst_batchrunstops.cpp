#include "core/runfixture.h"

using namespace batchdeck;

// Stops, shields and clean-ups in real threads; their every combination is tested in virtual time.
class TestBatchRunStops : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCancelReachesTheWork();
    void aTimeoutIsACancel();
    void aTimeoutCountsFromTheTrueStart();
    void aShieldKeepsTheStopWaiting();
    void aShieldIsRefusedAfterAStop();
    void shieldsNest();
    void cleanUpsRunLastInFirstOut();
    void cleanUpsRunOnEveryWayOut_data();
    void cleanUpsRunOnEveryWayOut();
    void aCleanUpThatThrowsIsRemembered();
    void aSlowCleanUpIsUnresponsive();
    void aRecordCanBeGivenUp();
    void whatWasGivenUpTellsTheTruthLater();
    void whatWasGivenUpInAShieldIsStopped_data();
    void whatWasGivenUpInAShieldIsStopped();
    void aBlockingStopRunsOnAnotherThread();
    void aBlockingStopIsOverWhenItIsDestroyed();
    void noStopWaitsForOneThatHangs();
    void cancelsARunWhole();
};

static std::function<Outcome(Attempt &)> stoppedWhenAsked(std::atomic<int> &running)
{
    return [&running](Attempt &attempt) {
        ++running;
        untilStopped(attempt);
        --running;
        return Outcome::stopped();
    };
}

void TestBatchRunStops::aCancelReachesTheWork()
{
    std::atomic<int> running = 0;
    MemoryJournal journal;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>(stoppedWhenAsked(running)), &journal));
    run->start();
    QTRY_COMPARE(running.load(), 1);
    run->cancel(RowSet::of({0}));
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Cancelled);
    QCOMPARE(journal.items().front().outcome.error.kind, QStringLiteral("cancelled"));
}

void TestBatchRunStops::aTimeoutIsACancel()
{
    std::atomic<int> running = 0;
    MemoryJournal journal;
    RunSetup setup = setupOf(1, std::make_unique<Blocking>(stoppedWhenAsked(running)), &journal);
    setup.settings.timeout = 20ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::TimedOut);
    QCOMPARE(run->errorKind(run->record(0).errorKind), QStringLiteral("timeout"));
    const HistoryItem item = journal.items().front();
    QCOMPARE(item.outcome.error.message, QStringLiteral("It was stopped after 0.02 seconds, its timeout."));
    QVERIFY(item.end.ended - item.end.started >= 20ms);
}

void TestBatchRunStops::aTimeoutCountsFromTheTrueStart()
{
    // The wait for a connection of its own is longer than the timeout, and is no part of it.
    MemoryJournal journal;
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 attempt.waits(QStringLiteral("a connection"));
                                 const Instant since = Clock::now();
                                 while (Clock::now() - since < 100ms) {
                                     if (attempt.stopRequested())
                                         return Outcome::stopped();
                                 }
                                 attempt.begins();
                                 untilStopped(attempt);
                                 return Outcome::done();
                             }),
                             &journal);
    setup.settings.timeout = 30ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Succeeded);
    QCOMPARE(run->record(0).reason, StopReason::Timeout); // the timeout counts, once the work begins
    QVERIFY(run->record(0).late);
}

void TestBatchRunStops::aShieldKeepsTheStopWaiting()
{
    Door inside;
    Door leave;
    std::atomic<bool> stoppedInside = true;
    std::atomic<bool> stoppedAfter = false;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       {
                                           const Shield shield = attempt.shield();
                                           inside.open();
                                           leave.pass();
                                           stoppedInside = attempt.stopRequested();
                                       }
                                       untilStopped(attempt);
                                       stoppedAfter = attempt.stopRequested();
                                       return Outcome::stopped();
                                   })));
    run->start();
    inside.pass();
    QCOMPARE(run->record(0).state, State::Committing);
    run->cancel(RowSet::of({0}));
    QCOMPARE(run->record(0).state, State::Committing);
    QCOMPARE(run->record(0).reason, StopReason::User);
    leave.open();
    QVERIFY(run->wait(60s));
    QVERIFY(!stoppedInside);
    QVERIFY(stoppedAfter);
    QCOMPARE(run->record(0).state, State::Cancelled);
}

void TestBatchRunStops::aShieldIsRefusedAfterAStop()
{
    std::atomic<int> running = 0;
    std::atomic<bool> granted = true;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       ++running;
                                       untilStopped(attempt);
                                       granted = bool(attempt.shield());
                                       return Outcome::stopped();
                                   })));
    run->start();
    QTRY_COMPARE(running.load(), 1);
    run->cancel();
    QVERIFY(run->wait(60s));
    QVERIFY(!granted);
}

void TestBatchRunStops::shieldsNest()
{
    std::vector<State> states;
    BatchRun *seen = nullptr;
    Door ready;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       ready.pass();
                                       Shield outer = attempt.shield();
                                       Shield inner = attempt.shield();
                                       inner.lower();
                                       states.push_back(seen->record(0).state);
                                       Shield moved = std::move(outer);
                                       states.push_back(seen->record(0).state);
                                       moved.lower();
                                       states.push_back(seen->record(0).state);
                                       return Outcome::done();
                                   })));
    seen = run.get();
    run->start();
    ready.open();
    QVERIFY(run->wait(60s));
    QCOMPARE(states, (std::vector{State::Committing, State::Committing, State::Running}));
}

void TestBatchRunStops::cleanUpsRunLastInFirstOut()
{
    QByteArray order;
    BatchRun *seen = nullptr;
    std::vector<State> states;
    Door ready;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       ready.pass();
                                       for (const char letter : {'a', 'b', 'c'}) {
                                           attempt.onEnd([&, letter] {
                                               order += letter;
                                               states.push_back(seen->record(0).state);
                                           });
                                       }
                                       attempt.onEnd([&] { attempt.onEnd([&] { order += '+'; }); });
                                       return Outcome::done();
                                   })));
    seen = run.get();
    run->start();
    ready.open();
    QVERIFY(run->wait(60s));
    QCOMPARE(order, QByteArray("+cba"));
    for (const State state : states)
        QCOMPARE(state, State::Running); // its end is not shown before its clean-up is over
}

void TestBatchRunStops::cleanUpsRunOnEveryWayOut_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"done", "failed", "thrown", "stopped", "dropped", "finished elsewhere"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestBatchRunStops::cleanUpsRunOnEveryWayOut()
{
    QFETCH(QString, way);
    std::atomic<int> cleaned = 0;
    std::jthread elsewhere;
    std::atomic<int> running = 0;
    const auto body = [&](AttemptHandle handle) {
        handle->onEnd([&] { ++cleaned; });
        ++running;
        if (way == QStringLiteral("done"))
            handle.finish(Outcome::done());
        else if (way == QStringLiteral("failed"))
            handle.finish(Outcome::failed({}));
        else if (way == QStringLiteral("thrown"))
            throw 1;
        else if (way != QStringLiteral("dropped"))
            elsewhere = std::jthread([way, own = std::make_shared<AttemptHandle>(std::move(handle))] {
                if (way == QStringLiteral("stopped"))
                    untilStopped(**own);
                own->finish(Outcome::stopped());
            });
    };
    const auto run = runOf(setupOf(1, std::make_unique<Starting>(body)));
    run->start();
    QTRY_COMPARE(running.load(), 1);
    if (way == QStringLiteral("stopped"))
        run->cancel();
    QVERIFY(run->wait(60s));
    QCOMPARE(cleaned.load(), 1);
}

void TestBatchRunStops::aCleanUpThatThrowsIsRemembered()
{
    MemoryJournal journal;
    int cleaned = 0;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       attempt.onEnd([&] { ++cleaned; });
                                       attempt.onEnd([] { throw std::runtime_error("disk gone"); });
                                       return Outcome::done();
                                   }),
                                   &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Succeeded);
    QCOMPARE(cleaned, 1);
    QCOMPARE(journal.items().front().log, QStringLiteral("Clean-up failed: disk gone"));
}

void TestBatchRunStops::aSlowCleanUpIsUnresponsive()
{
    Door finish;
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 attempt.onEnd([&] { finish.pass(); });
                                 return Outcome::done();
                             }));
    setup.settings.cleanup = 10ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(run->record(0).state, State::Unresponsive);
    QCOMPARE(run->summary().inFlight, 1U); // the slot is still taken
    finish.open();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Succeeded);
}

void TestBatchRunStops::aRecordCanBeGivenUp()
{
    Door finish;
    std::atomic<int> begun = 0;
    RunSetup setup = setupOf(2, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 ++begun;
                                 if (attempt.record().row() == 0)
                                     finish.pass();
                                 return Outcome::done();
                             }));
    setup.settings.concurrency = 1;
    setup.settings.cleanup = 10ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(begun.load(), 1);
    run->cancel(RowSet::of({0}));
    QTRY_COMPARE(run->record(0).state, State::Unresponsive);
    QCOMPARE(begun.load(), 1);
    run->giveUp(0);
    QVERIFY(run->wait(60s)); // its thread is written off: the other record has one of its own
    QCOMPARE(run->record(0).state, State::InDoubt);
    QCOMPARE(run->record(1).state, State::Succeeded);
    QCOMPARE(run->summary().writtenOff, 1U);
    finish.open();
}

void TestBatchRunStops::whatWasGivenUpTellsTheTruthLater()
{
    MemoryJournal journal;
    Door finish;
    std::atomic<int> begun = 0;
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([&](Attempt &) {
                                 ++begun;
                                 finish.pass();
                                 return Outcome::done("1");
                             }),
                             &journal);
    setup.settings.cleanup = 10ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(begun.load(), 1);
    run->cancel();
    QTRY_COMPARE(run->record(0).state, State::Unresponsive);
    run->giveUp(0);
    QVERIFY(run->wait(60s));
    finish.open();
    QTRY_COMPARE(run->record(0).state, State::Succeeded);
    QTRY_COMPARE(journal.items().size(), 2U);
    QCOMPARE(journal.items()[0].end.became, State::InDoubt);
    QCOMPARE(journal.items()[0].outcome.error.kind, QStringLiteral("givenUp"));
    QVERIFY(journal.items()[1].end.writtenOff);
    QCOMPARE(run->summary().writtenOff, 0U);
}

void TestBatchRunStops::whatWasGivenUpInAShieldIsStopped_data()
{
    QTest::addColumn<quint32>("records");
    QTest::newRow("alone") << 1U;
    QTest::newRow("its slot has another") << 2U;
}

// Without its stop it would never return, and nor would the run's destructor.
void TestBatchRunStops::whatWasGivenUpInAShieldIsStopped()
{
    QFETCH(quint32, records);
    Door inside;
    Door leave;
    Door other;
    RunSetup setup = setupOf(records, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 if (attempt.record().row() != 0) {
                                     other.open();
                                     untilStopped(attempt);
                                     return Outcome::stopped();
                                 }
                                 {
                                     const Shield shield = attempt.shield();
                                     inside.open();
                                     leave.pass();
                                 }
                                 untilStopped(attempt);
                                 return Outcome::stopped();
                             }));
    setup.settings.concurrency = 1;
    setup.settings.cleanup = 1ms;
    const auto run = runOf(std::move(setup));
    run->start();
    inside.pass();
    run->cancel(RowSet::of({0}));
    QTRY_COMPARE(run->record(0).state, State::Unresponsive);
    run->giveUp(0);
    if (records > 1)
        other.pass();
    leave.open();
    QTRY_COMPARE(run->summary().writtenOff, 0U);
}

void TestBatchRunStops::aBlockingStopRunsOnAnotherThread()
{
    std::atomic<int> running = 0;
    std::thread::id worker;
    std::thread::id stopper;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       worker = std::this_thread::get_id();
                                       Door stopped;
                                       const BlockingStop stop = attempt.onStop([&] {
                                           stopper = std::this_thread::get_id();
                                           stopped.open();
                                       });
                                       ++running;
                                       stopped.pass();
                                       return Outcome::stopped();
                                   })));
    run->start();
    QTRY_COMPARE(running.load(), 1);
    run->cancel();
    QVERIFY(run->wait(60s));
    QVERIFY(stopper != worker);
    QVERIFY(stopper != std::this_thread::get_id());
}

// What it stops may go away with it: no stop may be under way after that. It is asked for at about the moment at
// which it is destroyed: it comes too late, is at work, or has run.
void TestBatchRunStops::aBlockingStopIsOverWhenItIsDestroyed()
{
    int ran = 0;
    int withdrawn = 0;
    Stopper stopper;
    for (int round = 0; round < 1000 || ran == 0 || withdrawn == 0; ++round) {
        std::stop_source source;
        std::atomic<bool> isThere = true;
        std::atomic<bool> isAsking = false;
        std::atomic<int> begun = 0;
        std::atomic<int> strays = 0;
        std::jthread asks;
        {
            const BlockingStop stop(stopper, source.get_token(), [&] {
                ++begun;
                for (int times = 0; times < round % 8; ++times)
                    std::this_thread::yield();
                strays += !isThere;
            });
            asks = std::jthread([&] {
                isAsking = true;
                source.request_stop();
            });
            while ((round % 4 == 1 && begun == 0) || (round % 4 > 1 && !isAsking))
                std::this_thread::yield();
        }
        isThere = false;
        const int before = begun;
        asks.join();
        stopper.post(std::make_shared<std::function<void()>>([&] { isAsking = false; }));
        while (isAsking) // what there was for the stopper is over
            std::this_thread::yield();
        QCOMPARE(begun.load(), before);
        QCOMPARE(strays.load(), 0);
        (before > 0 ? ran : withdrawn) += 1;
    }
}

void TestBatchRunStops::noStopWaitsForOneThatHangs()
{
    Stopper stopper;
    Door answer;
    Door stopped;
    stopper.post(std::make_shared<std::function<void()>>([&] { answer.pass(); }));
    stopper.post(std::make_shared<std::function<void()>>([&] { stopped.open(); }));
    stopped.pass();
    answer.open();
}

void TestBatchRunStops::cancelsARunWhole()
{
    std::atomic<int> running = 0;
    MemoryJournal journal;
    const auto run = runOf(setupOf(10'000, std::make_unique<Blocking>(stoppedWhenAsked(running)), &journal));
    run->start();
    QTRY_COMPARE(running.load(), 8);
    run->cancel();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Cancelled), 10'000U);
    QCOMPARE(journal.items().size(), 10'000U);
    QCOMPARE(running.load(), 0);
}

QTEST_GUILESS_MAIN(TestBatchRunStops)
#include "tst_batchrunstops.moc"
