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

QTEST_GUILESS_MAIN(TestRoundFuture)
#include "tst_roundfuture.moc"
