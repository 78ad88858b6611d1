#include "machinedriver.h"

using namespace batchdeck;
using Then = FailureSettings::Then;

// When a round has seen enough failures, and what becomes of the rest.
class TestRunPolicies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threshold_data();
    void threshold();
    void allFail();
    void firstSuccess();
    void firstSuccessWithNone();
    void policyDrainSkipsTheRest();
    void policyCancelAgainstAShield();
    void thresholdIsLive();
    void resumeForgives();
    void nothingIsLeftToResume();
    void inDoubtCounts();
    void aPercentageOfARoundThatGrows_data();
    void aPercentageOfARoundThatGrows();
};

namespace {

RunSettings stopping(int concurrency, Then then)
{
    RunSettings settings = jobs(concurrency);
    settings.failures.then = then;
    return settings;
}

// One job, and a letter for each record: . done, a b c a failure of that kind.
void play(MachineDriver &run, const char *records)
{
    for (quint32 row = 0; records[row] != 0; ++row) {
        if (run.state(row) != State::Running)
            return;
        if (records[row] == '.')
            run.finish(row);
        else
            run.fail(row, static_cast<quint16>(records[row]));
    }
}

} // namespace

void TestRunPolicies::threshold_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("percent");
    QTest::addColumn<int>("alike");
    QTest::addColumn<QByteArray>("records");
    QTest::addColumn<int>("stopsAfter"); // so many records; -1: never
    constexpr int no = -1;
    QTest::newRow("a bare then means the first") << no << -1.0 << no << QByteArray(".a...") << 2;
    QTest::newRow("0 % means the first") << no << 0.0 << no << QByteArray("..a..") << 3;
    QTest::newRow("three of them") << 3 << -1.0 << no << QByteArray("a.ba..") << 4;
    QTest::newRow("never three") << 3 << -1.0 << no << QByteArray("a.b...") << no;
    QTest::newRow("reached by the last record") << 2 << -1.0 << no << QByteArray("a..b") << 4;
    QTest::newRow("half") << no << 50.0 << no << QByteArray("ab.c..") << 4;
    QTest::newRow("all") << no << 100.0 << no << QByteArray("abc") << 3;
    QTest::newRow("alike in a row") << no << -1.0 << 3 << QByteArray("aaabbb") << 3;
    QTest::newRow("another kind between") << no << -1.0 << 3 << QByteArray("aabaab") << no;
    QTest::newRow("a success between") << no << -1.0 << 3 << QByteArray("aa.aa.") << no;
    QTest::newRow("alike by the last record") << no << -1.0 << 2 << QByteArray(".a.aa") << 5;
    QTest::newRow("whichever comes first") << 4 << -1.0 << 2 << QByteArray("abab..") << 4;
}

void TestRunPolicies::threshold()
{
    QFETCH(int, count);
    QFETCH(double, percent);
    QFETCH(int, alike);
    QFETCH(QByteArray, records);
    QFETCH(int, stopsAfter);
    for (const Then then : {Then::Continue, Then::Pause, Then::Drain, Then::Cancel}) {
        RunSettings settings = stopping(1, then);
        if (count >= 0)
            settings.failures.count = count;
        if (percent >= 0)
            settings.failures.percent = percent;
        if (alike >= 0)
            settings.failures.alike = alike;
        MachineDriver run(recordsOf(quint32(records.size())), settings);
        run.start();
        play(run, records);

        const bool stops = then != Then::Continue && stopsAfter >= 0;
        const auto started = stops ? std::size_t(stopsAfter) : std::size_t(records.size());
        QCOMPARE(run.starts.size(), started);
        const auto left = quint32(std::size_t(records.size()) - started);
        // A run that is paused with nothing left to start has ended.
        const bool paused = then == Then::Pause && left > 0;
        QCOMPARE(run.roundsEnded, paused ? 0 : 1);
        QCOMPARE(run.summary().phase, paused ? RunPhase::Paused : RunPhase::Idle);
        QCOMPARE(run.summary().halt, stops && (then != Then::Pause || paused) ? Halt::Failures : Halt::None);
        QCOMPARE(run.count(then == Then::Pause ? State::Queued : State::Skipped), left);
    }
}

void TestRunPolicies::allFail()
{
    MachineDriver run(recordsOf(20), stopping(4, Then::Continue));
    run.start();
    while (run.roundsEnded == 0)
        run.fail(run.starts[run.ends.size()].row);
    QCOMPARE(run.count(State::Failed), 20U);
    QCOMPARE(run.ends.size(), 20U);
    QCOMPARE(run.summary().halt, Halt::None);
}

void TestRunPolicies::firstSuccess()
{
    RunSettings settings = stopping(3, Then::FirstSuccess);
    settings.retry = retrying(1, 2, 60s).retry;
    MachineDriver run(recordsOf(5), settings);
    run.start();
    run.failTransient(0);
    run.shieldUp(1);
    run.finish(2);
    QCOMPARE(run.summary().halt, Halt::FirstSuccess);
    QCOMPARE(run.state(0), State::Failed); // as its attempt ended
    QCOMPARE(run.state(1), State::Committing);
    QCOMPARE(run.state(2), State::Succeeded);
    QCOMPARE(run.state(3), State::Stopping);
    QCOMPARE(run.state(4), State::Skipped);
    run.finish(1); // what was protected is done
    run.finish(3, Report::Stopped);
    QCOMPARE(run.state(1), State::Succeeded);
    QVERIFY(!run.machine.record(1).late);
    QCOMPARE(run.state(3), State::Cancelled);
    QCOMPARE(run.roundsEnded, 1);
}

void TestRunPolicies::firstSuccessWithNone()
{
    MachineDriver run(recordsOf(4), stopping(2, Then::FirstSuccess));
    run.start();
    for (quint32 row = 0; row < 4; ++row)
        run.fail(row);
    QCOMPARE(run.count(State::Failed), 4U);
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.summary().halt, Halt::None);
}

void TestRunPolicies::policyDrainSkipsTheRest()
{
    RunSettings settings = stopping(3, Then::Drain);
    settings.retry = retrying(1, 5, 60s).retry;
    MachineDriver run(recordsOf(5), settings);
    run.start();
    run.failTransient(0);
    QCOMPARE(run.state(0), State::Backoff);
    run.fail(1);
    QCOMPARE(run.state(0), State::Failed);
    QCOMPARE(run.state(2), State::Running); // it goes on
    QCOMPARE(run.state(4), State::Skipped);
    QVERIFY(run.stops.empty());
    run.failTransient(2);
    QCOMPARE(run.state(2), State::Failed); // there is no time to try again
    run.finish(3);
    QCOMPARE(run.state(3), State::Succeeded);
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.endsOf(0).size(), 2U);
    QCOMPARE(run.endsOf(2).size(), 1U);
}

void TestRunPolicies::policyCancelAgainstAShield()
{
    MachineDriver run(recordsOf(3), stopping(3, Then::Cancel));
    run.start();
    run.shieldUp(0);
    run.cleanUp(1);
    run.fail(2);
    QCOMPARE(run.state(0), State::Committing);
    QCOMPARE(run.state(1), State::Stopping);
    QVERIFY(run.stops.empty());
    run.shieldDown(0);
    QVERIFY(run.stopsOf(0) == std::vector{StopReason::Policy});
    run.finish(0, Report::Stopped);
    run.finish(1);
    QCOMPARE(run.state(0), State::Cancelled);
    QCOMPARE(run.state(1), State::Succeeded);
}

void TestRunPolicies::thresholdIsLive()
{
    RunSettings settings = stopping(1, Then::Pause);
    settings.failures.count = 10;
    MachineDriver run(recordsOf(10), settings);
    run.start();
    run.fail(0);
    run.fail(1);
    settings.failures.count = 3;
    run.change(settings);
    QCOMPARE(run.summary().phase, RunPhase::Running);
    run.fail(2); // those before count
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.starts.size(), 3U);
    run.apply(event::Resume{});
    settings.failures.count.reset();
    settings.failures.then = Then::Continue;
    run.change(settings);
    run.fail(3);
    run.fail(4);
    QCOMPARE(run.summary().phase, RunPhase::Running);
}

void TestRunPolicies::resumeForgives()
{
    RunSettings settings = stopping(1, Then::Pause);
    settings.failures.count = 2;
    MachineDriver run(recordsOf(10), settings);
    run.start();
    play(run, "ab");
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.waiting(5).what, Waiting::For::Resume);
    run.apply(event::Resume{});
    run.fail(2);
    QCOMPARE(run.summary().phase, RunPhase::Running);
    run.fail(3);
    QCOMPARE(run.summary().phase, RunPhase::Paused);
}

// Its failures paused the round, and the rest is cancelled: it is done, and nothing halts it any more.
void TestRunPolicies::nothingIsLeftToResume()
{
    MachineDriver run(recordsOf(10), stopping(1, Then::Pause));
    run.start();
    run.fail(0);
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.summary().halt, Halt::Failures);
    for (quint32 row = 1; row < 10; ++row)
        run.cancel(row);
    QCOMPARE(run.summary().phase, RunPhase::Idle);
    QCOMPARE(run.summary().halt, Halt::None);
}

void TestRunPolicies::inDoubtCounts()
{
    RunSettings settings = stopping(1, Then::Pause);
    settings.failures.count = 2;
    settings.timeout = 1s;
    MachineDriver run(recordsOf(10), settings);
    run.start();
    run.finish(0, Report::Unknown);
    run.cancel(1);
    run.finish(1, Report::Stopped); // a cancel is no failure
    QCOMPARE(run.summary().phase, RunPhase::Running);
    run.advance(1s);
    run.finish(2, Report::Stopped);
    QCOMPARE(run.state(2), State::TimedOut);
    QCOMPARE(run.summary().phase, RunPhase::Paused);
}

void TestRunPolicies::aPercentageOfARoundThatGrows_data()
{
    QTest::addColumn<quint32>("failures");
    QTest::addColumn<bool>("reached");
    QTest::newRow("enough of what there was so far, not of all") << 99U << false;
    QTest::newRow("enough of all") << 100U << true;
}

// 5,000 records are tried again, in slices; until they are all in, nobody knows how many 2 % are.
void TestRunPolicies::aPercentageOfARoundThatGrows()
{
    QFETCH(quint32, failures);
    QFETCH(bool, reached);
    constexpr quint32 many = 5000;
    RunSettings settings = stopping(1, Then::Pause);
    settings.failures.percent = 2;
    MachineDriver run(recordsOf(many), settings);
    run.apply(event::CancelRun{});
    run.settle();
    run.apply(event::Retry{RowSet::all({State::Cancelled})});
    QVERIFY(run.summary().inRound < many / 2);
    for (quint32 row = 0; row < failures; ++row) {
        run.fail(row);
        QCOMPARE(run.summary().phase, RunPhase::Running);
    }
    QVERIFY(run.summary().inRound < many / 2);
    run.settle();
    QCOMPARE(run.summary().inRound, many);
    QCOMPARE(run.summary().phase, reached ? RunPhase::Paused : RunPhase::Running);
    if (reached)
        return;
    run.fail(failures); // the one that was missing
    QCOMPARE(run.summary().phase, RunPhase::Paused);
}

QTEST_GUILESS_MAIN(TestRunPolicies)
#include "tst_runpolicies.moc"
