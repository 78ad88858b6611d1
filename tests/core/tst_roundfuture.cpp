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
    void aFutureOfTheNextRoundShowsNothing();
    void aFutureLeavesAPolicysPause();
    void severalFuturesOfOneRound();
};

namespace {

// Counts how often it was shown a round.
class Watching final : public RoundMirror {
public:
    Wish show(const RunSummary &) override
    {
        ++shown;
        return Wish::None;
    }
    void end(const RunSummary &) override { }
    std::atomic<int> shown = 0;
};

} // namespace

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

// Until its round begins there is only what the last one left.
void TestRoundFuture::aFutureOfTheNextRoundShowsNothing()
{
    const auto run = runOf(setupOf(10, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); })));
    run->start();
    QVERIFY(run->wait(60s));
    QFuture<RunSummary> unwanted = mirrorRound(*run);
    const QFuture<RunSummary> next = mirrorRound(*run);
    const auto watching = std::make_shared<Watching>();
    run->mirror(watching); // it is shown what the futures are shown, after them
    QTRY_VERIFY(watching->shown > 0);
    QCOMPARE(next.progressMaximum(), 0);
    unwanted.cancel();
    QTRY_VERIFY(unwanted.isFinished());
    QCOMPARE(unwanted.progressMaximum(), 0);
    QCOMPARE(unwanted.resultCount(), 0);
    QVERIFY(!next.isFinished());
    run->retry(RowSet::of({0, 1}));
    QTRY_VERIFY(next.isFinished());
    QCOMPARE(next.progressMaximum(), 2);
    QCOMPARE(next.progressValue(), 2);
    QCOMPARE(next.result().round, 2U);
}

// Whoever suspends a run that its policy has paused already does not resume that pause.
void TestRoundFuture::aFutureLeavesAPolicysPause()
{
    RunSetup setup = setupOf(
        10, std::make_unique<Blocking>([](Attempt &attempt) {
            return attempt.record().row() == 0 ? Outcome::failed({QStringLiteral("bad"), {}, false}) : Outcome::done();
        }));
    setup.settings.concurrency = 1;
    setup.settings.failures.then = FailureSettings::Then::Pause;
    const auto run = runOf(std::move(setup));
    QFuture<RunSummary> round = mirrorRound(*run);
    const auto watching = std::make_shared<Watching>();
    run->mirror(watching); // it is shown what the future is shown, after it
    const auto passesTwice = [&] {
        const int before = watching->shown;
        QTRY_VERIFY(watching->shown >= before + 2);
    };
    run->start();
    QTRY_COMPARE(run->summary().halt, Halt::Failures);
    round.suspend();
    passesTwice();
    round.resume();
    passesTwice();
    QCOMPARE(run->summary().phase, RunPhase::Paused);
    QCOMPARE(run->summary().count(State::Queued), 9U);
    run->resume();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 9U);
    QTRY_VERIFY(round.isFinished());
}

void TestRoundFuture::severalFuturesOfOneRound()
{
    Door go;
    std::atomic<int> running = 0;
    const auto run = runOf(setupOf(100, std::make_unique<Blocking>([&](Attempt &) {
                                       ++running;
                                       go.pass();
                                       return Outcome::done();
                                   })));
    QFuture<RunSummary> first = mirrorRound(*run);
    const QFuture<RunSummary> second = mirrorRound(*run);
    run->start();
    QTRY_COMPARE(running.load(), 8);
    const QFuture<RunSummary> third = mirrorRound(*run); // of the round that is under way
    first.cancel();
    QTRY_COMPARE(run->summary().phase, RunPhase::Cancelling);
    QVERIFY(!second.isFinished());
    go.open();
    QVERIFY(run->wait(60s));
    QTRY_VERIFY(first.isFinished() && second.isFinished() && third.isFinished());
    QVERIFY(!second.isCanceled());
    QCOMPARE(second.result().count(State::Cancelled), 92U);
    QCOMPARE(third.result().round, 1U);
    QCOMPARE(third.result().count(State::Succeeded), 8U);
}

QTEST_GUILESS_MAIN(TestRoundFuture)
#include "tst_roundfuture.moc"
