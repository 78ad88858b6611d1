#include "core/roundfuture.h"
#include "core/runfixture.h"

#include <QFutureWatcher>

using namespace batchdeck;

// A round, for whoever likes Qt's own API.
class TestRoundFuture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRoundIsAFuture();
    void aFutureCancelsItsRound();
    void aFutureSuspendsItsRound();
    void aFutureCancelsARoundThatEndsAtOnce();
    void aFutureHasItsOwnRoundsSummary();
};

void TestRoundFuture::aRoundIsAFuture()
{
    const auto run = runOf(setupOf(100, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); })));
    const QFuture<RunSummary> round = mirrorRound(*run);
    QFutureWatcher<RunSummary> watcher;
    bool finished = false;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, this, [&] { finished = true; });
    watcher.setFuture(round);
    run->start();
    QTRY_VERIFY(finished);
    QCOMPARE(round.result().succeeded(), 100U);
    QCOMPARE(round.progressValue(), 100);
    QCOMPARE(round.progressMaximum(), 100);
}

void TestRoundFuture::aFutureCancelsItsRound()
{
    std::atomic<int> running = 0;
    const auto run = runOf(setupOf(100, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       ++running;
                                       untilStopped(attempt);
                                       return Outcome::stopped();
                                   })));
    QFuture<RunSummary> round = mirrorRound(*run);
    run->start();
    QTRY_COMPARE(running.load(), 8);
    round.cancel();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Cancelled), 100U);
    QTRY_VERIFY(round.isFinished());
}

void TestRoundFuture::aFutureSuspendsItsRound()
{
    Door go;
    const auto run = runOf(setupOf(100, std::make_unique<Blocking>([&](Attempt &) {
                                       go.pass();
                                       return Outcome::done();
                                   })));
    QFuture<RunSummary> round = mirrorRound(*run);
    run->start();
    round.suspend();
    QTRY_COMPARE(run->summary().phase, RunPhase::Paused);
    go.open();
    QTRY_COMPARE(run->summary().inFlight, 0U);
    QVERIFY(run->summary().succeeded() < 100U);
    round.resume();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 100U);
    QTRY_VERIFY(round.isFinished());
}

void TestRoundFuture::aFutureCancelsARoundThatEndsAtOnce()
{
    const auto run = runOf(
        setupOf(10'000'000, std::make_unique<Starting>([](AttemptHandle handle) { handle.finish(Outcome::done()); })));
    QFuture<RunSummary> round = mirrorRound(*run);
    run->start();
    round.cancel();
    QVERIFY(run->wait(60s));
    QVERIFY(run->summary().count(State::Cancelled) > 0U);
}

void TestRoundFuture::aFutureHasItsOwnRoundsSummary()
{
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); })));
    for (quint32 round = 1; round <= 300; ++round) {
        const QFuture<RunSummary> future = mirrorRound(*run);
        if (round == 1)
            run->start();
        else
            run->retry(RowSet::of({0}));
        QVERIFY(run->wait(60s));
        run->retry(RowSet::of({0})); // another round at once
        QVERIFY(run->wait(60s));
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().round, 2 * round - 1);
        QCOMPARE(future.result().phase, RunPhase::Idle);
    }
}

QTEST_GUILESS_MAIN(TestRoundFuture)
#include "tst_roundfuture.moc"
