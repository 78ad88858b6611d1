#include "machinedriver.h"

using namespace batchdeck;

// What a person asks of a run: start, pause, drain, cancel, and settings that change under way.
class TestRunVerbs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frontGoesFirst();
    void firstThenPauses();
    void firstHoldsThroughAPause();
    void firstCountsWhatHadTriedBefore();
    void firstFindsTheOneThatMay();
    void firstTriesAgain_data();
    void firstTriesAgain();
    void firstForgetsInSlices();
    void onlyTheChosen();
    void pauseResumeDrain();
    void aPauseIsNoPartOfTheSpeed();
    void drainQueuesBackoffs();
    void cancelRunBetweenRounds();
    void concurrencyIsLive();
    void timeoutIsLive_data();
    void timeoutIsLive();
    void timeoutCountsFromTheBeginning();
    void waitsForWhat();
    void largeVerbsAreSliced();
    void allKeepTheirOrder();
    void manyTimeoutsAreSliced();
    void aStartRightAfterACancel();
    void aLongCancelReachesAll_data();
    void aLongCancelReachesAll();
    void aSmallCancelStopsAtOnce();
    void aSmallCancelHolds_data();
    void aSmallCancelHolds();
    void aSmallCancelIsForItsStates();
    void aCancelIsNotLost_data();
    void aCancelIsNotLost();
    void retriesWhatEnds_data();
    void retriesWhatEnds();
    void startsAfterTheEnd_data();
    void startsAfterTheEnd();
    void startsAllThoughItGoesOn();
    void pausesAfterTheEnd();
    void retriesNoMoreThanIsWanted_data();
    void retriesNoMoreThanIsWanted();
    void retriesAFollowerWhoseLeaderStays();
};

namespace {

using Rows = std::vector<quint32>;
using For = Waiting::For;

} // namespace

void TestRunVerbs::frontGoesFirst()
{
    MachineDriver run(recordsOf(6), jobs(1));
    run.start();
    run.apply(event::Front{RowSet::of({4, 2})});
    run.apply(event::Front{RowSet::of({5, 0})}); // 0 runs already
    while (run.roundsEnded == 0)
        run.finish(run.starts.back().row);
    QVERIFY((run.startedRows() == Rows{0, 5, 4, 2, 1, 3}));
}

void TestRunVerbs::firstThenPauses()
{
    RunSettings settings = retrying(2, 2, 5s);
    MachineDriver run(recordsOf(6), settings);
    run.apply(event::Start{{}, 3});
    run.failTransient(0);
    run.finish(1);
    QVERIFY((run.startedRows() == Rows{0, 1, 2}));
    run.finish(2);
    QCOMPARE(run.summary().phase, RunPhase::Running); // record 0 tries again
    QCOMPARE(run.waiting(3).what, For::Resume);
    run.advance(5s);
    QCOMPARE(run.state(0), State::Running);
    run.finish(0);
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.summary().halt, Halt::FirstRecords);
    QCOMPARE(run.roundsEnded, 0);
    run.apply(event::Resume{});
    QCOMPARE(run.starts.size(), 6U);

    MachineDriver all(recordsOf(2), jobs(4));
    all.apply(event::Start{{}, 2}); // all there are
    all.finish(0);
    all.finish(1);
    QCOMPARE(all.roundsEnded, 1);
}

void TestRunVerbs::firstHoldsThroughAPause()
{
    MachineDriver run(recordsOf(6), jobs(1));
    run.apply(event::Start{{}, 2});
    run.apply(event::Pause{});
    run.apply(event::Resume{});
    run.finish(0);
    run.finish(1);
    QCOMPARE(run.starts.size(), 2U);
    QCOMPARE(run.summary().halt, Halt::FirstRecords);
}

// What a drain took out of its backoff begins in the next round like any other.
void TestRunVerbs::firstCountsWhatHadTriedBefore()
{
    MachineDriver run(recordsOf(4), retrying(4, 3, 60s));
    run.start();
    run.apply(event::Drain{});
    for (quint32 row = 0; row < 4; ++row)
        run.failTransient(row);
    QCOMPARE(run.summary().phase, RunPhase::Idle);
    run.apply(event::Start{{}, 1});
    QCOMPARE(run.starts.size(), 5U);
    QCOMPARE(run.waiting(1).what, For::Resume);
}

// Where none may begin any more, those that are held up keep none back that may be tried again.
void TestRunVerbs::firstFindsTheOneThatMay()
{
    constexpr quint32 many = 300;
    Workload workload = recordsOf(many + 2);
    workload.gates = {{nothing}};
    workload.groups = {{.target = 0, .limits = {}}, {.limits = {}}};
    workload.groupOf.assign(many + 2, 0);
    workload.groupOf[many] = 1;
    MachineDriver run(workload, retrying(maxConcurrency, 2, 1s));
    run.apply(event::Start{{}, many + 1});
    run.settle();
    QCOMPARE(run.starts.size(), std::size_t(many + 1));
    run.apply(event::Front{RowSet::of({many + 1})});
    for (quint32 row = 0; row <= many; ++row)
        run.failTransient(row, row == 0 ? std::optional<Duration>(60s) : std::nullopt);
    run.advance(1s);
    QCOMPARE(run.state(many), State::Running);
    QCOMPARE(run.starts.size(), std::size_t(many + 2));
    run.advance(59s);
    QCOMPARE(run.state(0), State::Running);
}

void TestRunVerbs::firstTriesAgain_data()
{
    QTest::addColumn<QString>("first");
    for (const char *first : {"moved there", "held by a limit", "its target waits", "claimed", "behind the rate"})
        QTest::newRow(first) << QString::fromLatin1(first);
}

// All that may begin has begun: what is new stands first, and is in nobody's way.
void TestRunVerbs::firstTriesAgain()
{
    QFETCH(QString, first);
    Workload workload = recordsOf(6);
    workload.gates = {{1}, {nothing}};
    workload.groups = {{.limits = {0}}, {.target = 1, .limits = {}}, {.limits = {}}};
    workload.groupOf = {0, 1, 0, 1, 2, 2};
    const bool claimed = first == u"claimed";
    if (claimed)
        workload.operations = {{.durable = true, .claimed = true}};
    RunSettings settings = retrying(2, 2, 5s);
    if (first == u"behind the rate")
        settings.rate = 1;
    MachineDriver run(workload, settings);
    const auto write = [&] {
        for (std::size_t at = 0; at < run.marks.size(); ++at)
            run.apply(event::Durable{run.marks[at].attempt});
        for (std::size_t at = 0; at < run.ends.size(); ++at)
            run.apply(event::Durable{run.ends[at].attempt});
    };
    run.apply(event::Start{{}, 2});
    run.advance(1s);
    write();
    QVERIFY((run.startedRows() == Rows{0, 1}));
    run.failTransient(1, first == u"its target waits" ? std::optional<Duration>(60s) : std::nullopt);
    write();
    if (first == u"moved there")
        run.apply(event::Front{RowSet::of({5})});
    run.finish(0);
    write();
    run.advance(5s);
    if (first == u"its target waits") {
        QCOMPARE(run.summary().phase, RunPhase::Running);
        run.advance(55s);
    }
    write();
    QCOMPARE(run.state(1), State::Running);
    QCOMPARE(run.starts.size(), 3U);
    QVERIFY((claimed ? run.marks.size() : 0U) == (claimed ? 3U : 0U)); // of nobody else
    run.finish(1);
    write();
    QCOMPARE(run.summary().halt, Halt::FirstRecords);
    QCOMPARE(run.starts.size(), 3U);
}

// Thousands of them wait to be tried again when the round is drained: the next one is no longer theirs.
void TestRunVerbs::firstForgetsInSlices()
{
    constexpr quint32 many = 3000;
    MachineDriver run(recordsOf(many + 1), retrying(maxConcurrency, 2, 1s), false);
    run.apply(event::Start{{}, many});
    run.settle();
    QCOMPARE(run.starts.size(), std::size_t(many));
    for (quint32 row = 0; row < many; ++row)
        run.failTransient(row);
    run.apply(event::Pause{});
    run.advance(1s);
    QCOMPARE(run.count(State::Queued), many + 1);
    run.apply(event::Drain{});
    run.settle();
    QCOMPARE(run.roundsEnded, 1);
    run.apply(event::Front{RowSet::of({many})});
    run.apply(event::Start{{}, 1});
    run.settle();
    QCOMPARE(run.starts.size(), std::size_t(many + 1));
    QCOMPARE(run.starts.back().row, many);
}

void TestRunVerbs::onlyTheChosen()
{
    MachineDriver run(recordsOf(6), jobs(1));
    run.apply(event::Start{RowSet::of({4, 1, 99}), {}});
    QCOMPARE(run.waiting(0).what, For::Choice);
    QCOMPARE(run.waiting(1).what, For::Slot);
    QCOMPARE(run.summary().inRound, 2U);
    QCOMPARE(run.summary().left, 2U);
    run.apply(event::Front{RowSet::of({3})}); // joins
    run.finish(4);
    run.finish(3);
    QCOMPARE(run.summary().left, 1U);
    run.finish(1);
    QVERIFY((run.startedRows() == Rows{4, 3, 1}));
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.count(State::Queued), 3U);
    QCOMPARE(run.summary().inRound, 3U);

    run.apply(event::Start{RowSet::of({0, 5}), {}});
    run.apply(event::CancelRun{}); // the round's, not the batch's
    run.finish(0, Report::Stopped);
    QCOMPARE(run.state(5), State::Cancelled);
    QCOMPARE(run.state(2), State::Queued);
    run.apply(event::Start{RowSet::of({0}), {}}); // nothing of it is queued
    QCOMPARE(run.roundsEnded, 3);
}

void TestRunVerbs::pauseResumeDrain()
{
    MachineDriver run(recordsOf(6), jobs(2));
    run.start();
    run.apply(event::Pause{});
    run.finish(0); // what runs goes on
    QVERIFY((run.startedRows() == Rows{0, 1}));
    QCOMPARE(run.waiting(2).what, For::Resume);
    run.apply(event::Resume{});
    QVERIFY((run.startedRows() == Rows{0, 1, 2}));
    run.apply(event::Drain{});
    QCOMPARE(run.waiting(3).what, For::End);
    run.finish(1);
    QCOMPARE(run.starts.size(), 3U);
    run.apply(event::Resume{}); // not after all
    QVERIFY((run.startedRows() == Rows{0, 1, 2, 3}));
    run.apply(event::Drain{});
    run.finish(2);
    run.finish(3);
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.summary().phase, RunPhase::Idle);
    QCOMPARE(run.count(State::Queued), 2U);
    QVERIFY(run.stops.empty());
}

void TestRunVerbs::drainQueuesBackoffs()
{
    MachineDriver run(recordsOf(3), retrying(2, 3, 60s));
    run.start();
    run.failTransient(0);
    run.apply(event::Drain{});
    QCOMPARE(run.state(0), State::Queued);
    run.failTransient(1);
    QCOMPARE(run.state(1), State::Queued);
    run.finish(2);
    QCOMPARE(run.roundsEnded, 1);
    run.start();
    QCOMPARE(run.state(0), State::Running);
    QCOMPARE(run.machine.record(0).attempts, 2U);
}

void TestRunVerbs::cancelRunBetweenRounds()
{
    MachineDriver run(recordsOf(3), jobs(1));
    run.apply(event::CancelRun{});
    QCOMPARE(run.count(State::Cancelled), 3U);
    QCOMPARE(run.ends.size(), 3U);
    QCOMPARE(run.ends[0].reason, StopReason::RunCancelled);
    run.start();
    QCOMPARE(run.roundsEnded, 1);
}

void TestRunVerbs::concurrencyIsLive()
{
    MachineDriver run(recordsOf(100), jobs(1));
    run.start();
    QCOMPARE(run.summary().inFlight, 1U);
    run.change(jobs(64));
    QCOMPARE(run.summary().inFlight, 64U);
    run.change(jobs(2));
    QCOMPARE(run.summary().inFlight, 64U);
    QVERIFY(run.stops.empty()); // what runs goes on
    for (quint32 row = 0; row < 62; ++row) {
        run.finish(row);
        QCOMPARE(run.summary().inFlight, 63U - row);
    }
    QCOMPARE(run.starts.size(), 64U);
    run.finish(62);
    QCOMPARE(run.summary().inFlight, 2U);
    QCOMPARE(run.starts.size(), 65U);
}

void TestRunVerbs::timeoutIsLive_data()
{
    QTest::addColumn<int>("before"); // seconds; 0 is none
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("stopsAt"); // since the attempt began; changed after 5
    QTest::newRow("none to 20") << 0 << 20 << 20;
    QTest::newRow("longer") << 10 << 20 << 20;
    QTest::newRow("shorter") << 60 << 20 << 20;
    QTest::newRow("shorter than it has run") << 60 << 2 << 5;
    QTest::newRow("to none") << 10 << 0 << 0;
}

void TestRunVerbs::timeoutIsLive()
{
    QFETCH(int, before);
    QFETCH(int, after);
    QFETCH(int, stopsAt);
    const auto timeout = [](int seconds) {
        RunSettings settings = jobs(2);
        if (seconds > 0)
            settings.timeout = std::chrono::seconds(seconds);
        return settings;
    };
    MachineDriver run(recordsOf(2), timeout(before));
    run.start();
    run.cancel(1); // already stopping: its budget stays as it is
    run.advance(4999ms);
    QCOMPARE(run.state(1), State::Stopping);
    run.change(timeout(after));
    run.advance(1ms);
    QCOMPARE(run.state(1), State::Unresponsive);
    const Instant at = MachineDriver::epoch + std::chrono::seconds(stopsAt);
    if (at > run.now) {
        run.advanceTo(at - 1ms);
        QVERIFY(run.stopsOf(0).empty());
        run.advance(1ms);
    }
    if (stopsAt == 0)
        run.advance(1h);
    QCOMPARE(run.stopsOf(0).size(), stopsAt > 0 ? 1U : 0U);
}

void TestRunVerbs::timeoutCountsFromTheBeginning()
{
    RunSettings settings = jobs(1);
    settings.timeout = 10s;
    MachineDriver run(recordsOf(1), settings);
    run.start();
    run.advance(8s);
    run.apply(event::Began{run.attempt(0)}); // it had to wait for a connection
    run.advance(9s);
    QCOMPARE(run.state(0), State::Running);
    run.advance(1s);
    QCOMPARE(run.state(0), State::Stopping);
    run.apply(event::Began{run.attempt(0)}); // too late to matter
    run.finish(0, Report::Stopped);
    QVERIFY(run.ends[0].started == MachineDriver::epoch + 8s);
}

// The answers that no other test asks for; Rate, Limit, Target, Leader and Delay have theirs there.
void TestRunVerbs::waitsForWhat()
{
    MachineDriver run(recordsOf(4), jobs(1));
    QCOMPARE(run.waiting(0).what, For::Start);
    run.apply(event::Start{{}, 1});
    QCOMPARE(run.waiting(0).what, For::Nothing);
    QCOMPARE(run.waiting(1).what, For::Resume); // once the first is over, the run pauses
    run.finish(0);
    QCOMPARE(run.waiting(1).what, For::Resume);
    run.apply(event::Resume{});
    QCOMPARE(run.waiting(2).what, For::Slot);
    run.apply(event::Drain{});
    QCOMPARE(run.waiting(2).what, For::End);
    run.finish(1);
    QCOMPARE(run.waiting(2).what, For::Start);
    QCOMPARE(run.waiting(0).what, For::Nothing);
}

void TestRunVerbs::largeVerbsAreSliced()
{
    constexpr quint32 many = 10000;
    MachineDriver run(recordsOf(many), jobs(4));
    run.start();
    std::size_t most = 0;
    const auto settle = [&] {
        most = std::max(most, run.actions.ends.size());
        while (run.machine.nextDue() == Instant::min()) {
            run.apply(event::Tick{});
            most = std::max(most, run.actions.ends.size());
        }
    };
    run.apply(event::CancelRun{});
    QVERIFY(run.machine.nextDue() == Instant::min());
    QVERIFY(run.summary().verbsUnderWay);
    settle();
    for (quint32 row = 0; row < 4; ++row)
        run.finish(row, Report::Stopped);
    QCOMPARE(run.count(State::Cancelled), many);
    QCOMPARE(run.ends.size(), std::size_t(many));
    QCOMPARE(run.roundsEnded, 1);
    QVERIFY(most <= 1000);

    run.apply(event::Retry{RowSet::all({State::Cancelled})});
    QVERIFY(run.count(State::Queued) < 2000);
    settle();
    QCOMPARE(run.count(State::Queued), many - 4);
    run.apply(event::Cancel{RowSet::all({})});
    run.apply(event::Quit{});
    settle();
    QCOMPARE(run.count(State::Cancelled), many - 4);
}

void TestRunVerbs::manyTimeoutsAreSliced()
{
    constexpr quint32 many = 1000;
    RunSettings settings = jobs(int(many));
    settings.timeout = 1s;
    MachineDriver run(recordsOf(many), settings, false);
    run.start();
    run.settle();
    QCOMPARE(run.summary().inFlight, many);
    run.now += 1s;
    run.apply(event::Tick{});
    QVERIFY(run.stops.size() < many / 2);
    run.settle();
    QCOMPARE(run.stops.size(), std::size_t(many));
}

// There are more cancelled ones when the retry reaches them than there were when it was asked for. A limit of 1
// runs them in order, whatever they do.
void TestRunVerbs::allKeepTheirOrder()
{
    constexpr quint32 many = 3000;
    Workload workload = recordsOf(many);
    workload.operations.push_back({});
    workload.gates = {{1}};
    workload.groups = {{0, nothing, {0}}, {1, nothing, {0}}};
    for (quint32 row = 0; row < many; ++row)
        workload.groupOf.push_back(row % 2);
    MachineDriver run(workload, jobs(1), false);
    run.start();
    run.apply(event::CancelRun{});
    run.apply(event::Retry{RowSet::all({State::Cancelled})});
    QVERIFY(run.count(State::Queued) > 0);
    run.finish(0, Report::Stopped);
    run.settle();
    Rows wanted{0};
    for (quint32 row = 0; row < many; ++row) {
        wanted.push_back(row);
        run.finish(run.starts.back().row);
    }
    QCOMPARE(run.startedRows(), wanted);
}

// Between rounds all that waits is cancelled in slices: what was asked for next does not overtake it.
void TestRunVerbs::aStartRightAfterACancel()
{
    constexpr quint32 many = 10000;
    MachineDriver run(recordsOf(many), jobs(4));
    run.apply(event::CancelRun{});
    QVERIFY(run.count(State::Queued) > 0);
    run.start();
    run.settle();
    QVERIFY(run.starts.empty());
    QCOMPARE(run.count(State::Cancelled), many);
    QCOMPARE(run.roundsEnded, 1);
    run.retry(7); // the run goes on as ever
    QCOMPARE(run.state(7), State::Running);
}

void TestRunVerbs::aLongCancelReachesAll_data()
{
    QTest::addColumn<bool>("starts");
    QTest::newRow("then one is retried") << false;
    QTest::newRow("then one is started") << true;
}

// Between rounds it is for all that waits; the round that is asked for meanwhile is for others.
void TestRunVerbs::aLongCancelReachesAll()
{
    QFETCH(bool, starts);
    constexpr quint32 many = 10000;
    MachineDriver run(recordsOf(many), jobs(1));
    run.cancel(0);
    run.apply(event::CancelRun{});
    QVERIFY(run.count(State::Queued) > 0);
    if (starts)
        run.apply(event::Start{RowSet::of({many - 1}), {}});
    else
        run.retry(0);
    run.settle();
    QCOMPARE(run.startedRows(), starts ? Rows{} : Rows{0});
    QCOMPARE(run.count(State::Cancelled), starts ? many : many - 1);
}

// Though a long verb is under way.
void TestRunVerbs::aSmallCancelStopsAtOnce()
{
    constexpr quint32 many = 10000;
    MachineDriver run(recordsOf(many), jobs(2), false);
    run.start();
    run.apply(event::Front{RowSet::all({})});
    run.apply(event::Cancel{RowSet::of({1, many - 1, many})});
    QCOMPARE(run.state(1), State::Stopping);
    QCOMPARE(run.state(0), State::Running);
    QCOMPARE(run.stops.size(), 1U);
    run.apply(event::Cancel{RowSet{Rows{0}, false, {State::Committing}}});
    QCOMPARE(run.state(0), State::Running);
    QCOMPARE(run.state(many - 1), State::Cancelled); // what waits as well
    run.settle();
    QCOMPARE(run.state(many - 1), State::Cancelled);
    QCOMPARE(run.stops.size(), 1U);
    run.finish(1, Report::Stopped);
    QCOMPARE(run.state(1), State::Cancelled);
}

void TestRunVerbs::aSmallCancelHolds_data()
{
    QTest::addColumn<QString>("was"); // the record that is cancelled
    QTest::addColumn<bool>("again"); // it is asked for after the cancel
    for (const char *was : {"running", "settled", "backing off", "due", "next", "failed"}) {
        for (const bool again : {false, true})
            QTest::addRow("%s%s", was, again ? ", and asked for again" : "") << QString::fromLatin1(was) << again;
    }
}

// A retry of all that ends has not reached the record when it is cancelled, and does not bring it back. One that is
// asked for afterwards does.
void TestRunVerbs::aSmallCancelHolds()
{
    QFETCH(QString, was);
    QFETCH(bool, again);
    constexpr quint32 many = 10000;
    constexpr quint32 it = many - 1;
    const bool begins = was != u"next";
    Workload workload = recordsOf(many);
    workload.operations = {{.idempotent = true, .durable = was == u"settled"}};
    MachineDriver run(workload, retrying(2, 2, 1s), false);
    const auto end = [&](quint32 row) {
        run.finish(row);
        if (was == u"settled")
            run.durable(row);
    };
    if (begins)
        run.apply(event::Front{RowSet::of({it})});
    run.start();
    run.settle();
    if (was == u"backing off" || was == u"due")
        run.failTransient(it);
    else if (was == u"failed" || was == u"settled")
        run.fail(it);
    else if (was == u"next")
        run.apply(event::Front{RowSet::of({it})});
    run.settle();
    const Rows before = run.startedRows();
    if (was == u"due")
        run.now += 1s;

    run.apply(event::Retry{RowSet::all({State::Failed, State::TimedOut, State::Cancelled, State::Skipped})});
    QVERIFY(run.summary().verbsUnderWay);
    run.cancel(it);
    QVERIFY(run.summary().verbsUnderWay);
    const State cancelled = was == u"failed" || was == u"settled" ? State::Failed : State::Cancelled;
    if (was == u"running")
        run.finish(it, Report::Stopped);
    else if (was == u"settled")
        run.durable(it);
    QCOMPARE(run.state(it), cancelled);
    if (again)
        run.retry(it);
    end(before.front() == it ? before.back() : before.front());
    run.advance(2s);
    QVERIFY(!run.summary().verbsUnderWay);
    if (!again) {
        QCOMPARE(run.state(it), cancelled);
        const Rows rows = run.startedRows();
        QCOMPARE(std::count(rows.begin(), rows.end(), it), std::ptrdiff_t(begins));
        run.retry(it); // what is asked for now has nothing to do with it
    }
    QCOMPARE(run.state(it), State::Queued);
    run.apply(event::Front{RowSet::of({it})});
    run.settle();
    end(run.starts.back().row);
    QCOMPARE(run.state(it), State::Running);
}

// Of a record that is in none of them it says nothing, now or later.
void TestRunVerbs::aSmallCancelIsForItsStates()
{
    constexpr quint32 many = 10000;
    MachineDriver run(recordsOf(many), jobs(1), false);
    run.start();
    run.fail(0);
    run.fail(1);
    run.apply(event::Front{RowSet::all({})});
    run.apply(event::Retry{RowSet::of({0, 1})});
    run.apply(event::Cancel{RowSet{Rows{0}, false, {State::Running}}});
    run.apply(event::Cancel{RowSet{Rows{1}, false, {State::Queued}}});
    run.settle();
    QCOMPARE(run.state(0), State::Queued);
    QCOMPARE(run.state(1), State::Failed);
}

void TestRunVerbs::aCancelIsNotLost_data()
{
    QTest::addColumn<bool>("cancels"); // before the round
    QTest::addColumn<bool>("starts");
    QTest::addColumn<bool>("again"); // in the round
    QTest::newRow("of a round that begins under another one") << true << true << false;
    QTest::newRow("between rounds") << true << false << false;
    QTest::newRow("of the round that it is at") << false << true << true;
}

// What was past a record when that came is not all that was asked for since.
void TestRunVerbs::aCancelIsNotLost()
{
    QFETCH(bool, cancels);
    QFETCH(bool, starts);
    QFETCH(bool, again);
    constexpr quint32 many = 10000;
    Workload workload = recordsOf(many);
    workload.invalid = {0};
    MachineDriver run(workload, jobs(1), false);
    if (cancels)
        run.apply(event::CancelRun{});
    if (starts)
        run.start();
    if (again)
        run.apply(event::CancelRun{});
    run.apply(event::Repair{0});
    run.apply(event::CancelRun{});
    QCOMPARE(run.summary().phase, starts ? RunPhase::Cancelling : RunPhase::Idle);
    run.settle();
    for (const quint32 row : run.startedRows())
        run.finish(row, Report::Stopped);
    QCOMPARE(run.count(State::Cancelled), many);
    QVERIFY(run.machine.isIdle());
}

void TestRunVerbs::retriesWhatEnds_data()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"cancelled", "drained", "skipped"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

// A round that is ending takes nobody on: what is asked for again has a round of its own after it.
void TestRunVerbs::retriesWhatEnds()
{
    QFETCH(QString, ending);
    RunSettings settings = jobs(1);
    settings.failures.then = FailureSettings::Then::Drain;
    settings.failures.count = 2;
    MachineDriver run(recordsOf(6), settings);
    run.start();
    run.fail(0);
    run.finish(1);
    if (ending == u"cancelled") {
        run.apply(event::CancelRun{});
    } else if (ending == u"drained") {
        run.apply(event::Drain{});
    } else {
        settings.concurrency = 2;
        run.change(settings);
        run.fail(2);
    }
    const quint32 last = run.starts.back().row;
    run.apply(event::Retry{RowSet::of({1, 0})});
    QCOMPARE(run.state(1), State::Queued); // it was heard
    QCOMPARE(run.waiting(1).what, For::End);
    run.apply(event::Retry{RowSet::of({5})}); // which ended with the others, or waits still
    QCOMPARE(run.roundsEnded, 0);
    run.finish(last, Report::Done);
    QCOMPARE(run.roundsEnded, 1);
    QVERIFY(!run.machine.isIdle());
    QVERIFY(run.summary().verbsUnderWay);
    const std::size_t before = run.starts.size();
    run.settle();
    QCOMPARE(run.summary().round, 2U);
    QCOMPARE(run.summary().inRound, ending == u"drained" ? 2U : 3U);
    while (run.roundsEnded == 1)
        run.finish(std::find_if(run.starts.rbegin(), run.starts.rend(), [&](const Actions::Start &start) {
                       return run.state(start.row) == State::Running;
                   })->row);
    Rows rows = run.startedRows();
    rows.erase(rows.begin(), rows.begin() + std::ptrdiff_t(before));
    QCOMPARE(rows, ending == u"drained" ? (Rows{1, 0}) : (Rows{5, 1, 0}));
    QVERIFY(run.machine.isIdle());
    QCOMPARE(run.count(State::Queued), ending == u"drained" ? 3U : 0U);
}

void TestRunVerbs::startsAfterTheEnd_data()
{
    QTest::addColumn<bool>("retried"); // before
    QTest::addColumn<bool>("ended"); // the round, before the start
    QTest::addColumn<event::Start>("start");
    QTest::addColumn<Rows>("rows"); // that begin then
    const RowSet some = RowSet::of({4, 3});
    QTest::newRow("all") << false << false << event::Start{} << Rows{2, 3, 4};
    QTest::newRow("some") << false << false << event::Start{some, {}} << Rows{4, 3};
    QTest::newRow("the first") << false << false << event::Start{{}, 2} << Rows{2, 3};
    QTest::newRow("a retry and all") << true << false << event::Start{} << Rows{0, 2, 3, 4};
    QTest::newRow("a retry and some") << true << false << event::Start{some, {}} << Rows{4, 3, 0};
    QTest::newRow("all, with a retry due") << true << true << event::Start{} << Rows{0, 2, 3, 4};
    QTest::newRow("some, with a retry due") << true << true << event::Start{some, {}} << Rows{4, 3, 0};
}

// While a round is ending, or one that was asked for meanwhile is about to begin.
void TestRunVerbs::startsAfterTheEnd()
{
    QFETCH(bool, retried);
    QFETCH(bool, ended);
    QFETCH(event::Start, start);
    QFETCH(Rows, rows);
    MachineDriver run(recordsOf(5), jobs(1));
    run.start();
    run.fail(0);
    run.apply(event::Drain{});
    if (retried)
        run.retry(0);
    if (ended)
        run.finish(1);
    run.apply(start);
    if (!ended)
        run.finish(1);
    run.settle();
    while (run.summary().inFlight > 0)
        run.finish(run.starts.back().row);
    rows.insert(rows.begin(), {0, 1});
    QCOMPARE(run.startedRows(), rows);
    QCOMPARE(run.summary().round, 2U);
    QCOMPARE(run.summary().halt, start.first ? Halt::FirstRecords : Halt::None);
}

// A round for some that was drained goes on after all: those that were asked for meanwhile have theirs after it.
void TestRunVerbs::startsAllThoughItGoesOn()
{
    MachineDriver run(recordsOf(5), jobs(1));
    run.apply(event::Start{RowSet::of({3, 4}), {}});
    run.apply(event::Drain{});
    run.apply(event::Start{{}, 2});
    run.apply(event::Resume{});
    QCOMPARE(run.summary().left, 2U);
    run.finish(3);
    run.finish(4);
    run.settle();
    QCOMPARE(run.summary().round, 2U);
    run.finish(0);
    run.finish(1);
    QCOMPARE(run.startedRows(), (Rows{3, 4, 0, 1}));
    QCOMPARE(run.summary().halt, Halt::FirstRecords);
    run.apply(event::Drain{});
    QCOMPARE(run.summary().phase, RunPhase::Idle);

    run.start(); // for all: what is asked for meanwhile is no other round
    run.apply(event::Drain{});
    run.apply(event::Start{{}, 0});
    run.apply(event::Resume{});
    run.finish(2);
    QVERIFY(run.machine.isIdle());
    QCOMPARE(run.summary().round, 3U);
}

void TestRunVerbs::aPauseIsNoPartOfTheSpeed()
{
    MachineDriver run(recordsOf(10), jobs(2));
    run.start();
    run.apply(event::Pause{});
    run.finish(0);
    run.advance(1h);
    run.apply(event::Resume{});
    run.advance(1s);
    run.finish(2);
    QVERIFY(std::abs(run.summary().perSecond - 1) < 0.01);
    QVERIFY(!run.summary().eta); // of what so short a time says
    run.advance(1s);
    run.finish(3);
    QVERIFY(std::abs(run.summary().perSecond - 1) < 0.01);
    QCOMPARE(run.summary().eta.value_or(0s), Duration(7s));

    run.apply(event::Pause{});
    run.advance(1h);
    run.apply(event::Drain{}); // what is left is at work still, and somebody thinks better of it
    run.apply(event::Resume{});
    run.advance(2s);
    run.finish(1);
    QVERIFY(std::abs(run.summary().perSecond - 0.5) < 0.01);
}

void TestRunVerbs::pausesAfterTheEnd()
{
    MachineDriver run(recordsOf(3), jobs(1));
    run.start();
    run.apply(event::CancelRun{});
    run.retry(2);
    run.apply(event::Pause{});
    QCOMPARE(run.summary().phase, RunPhase::Cancelling);
    run.finish(0, Report::Stopped);
    run.settle();
    QCOMPARE(run.summary().round, 2U);
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.summary().halt, Halt::User);
    QCOMPARE(run.starts.size(), 1U);
    run.apply(event::Resume{});
    QCOMPARE(run.starts.size(), 2U);
}

void TestRunVerbs::retriesNoMoreThanIsWanted_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"cancel it", "cancel all", "drain", "quit"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void TestRunVerbs::retriesNoMoreThanIsWanted()
{
    QFETCH(QString, verb);
    MachineDriver run(recordsOf(3), jobs(1));
    run.start();
    run.apply(event::CancelRun{});
    run.retry(1);
    if (verb == u"cancel it")
        run.cancel(1);
    else if (verb == u"cancel all")
        run.apply(event::CancelRun{});
    else if (verb == u"drain")
        run.apply(event::Drain{});
    else
        run.apply(event::Quit{});
    run.finish(0, Report::Stopped);
    run.settle();
    QVERIFY(run.machine.isIdle());
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.starts.size(), 1U);
    QCOMPARE(run.state(1), verb.startsWith(u"cancel") ? State::Cancelled : State::Queued);
}

// The one that would run for it is not asked for again, and stays queued.
void TestRunVerbs::retriesAFollowerWhoseLeaderStays()
{
    Workload workload = recordsOf(3);
    workload.sameAs = {nothing, 0, 0};
    MachineDriver run(workload, jobs(1));
    run.cancel(2);
    run.start();
    run.apply(event::Drain{});
    run.retry(2);
    run.finish(0);
    run.settle();
    QVERIFY((run.startedRows() == Rows{0, 2}));
    run.fail(2);
    QCOMPARE(run.roundsEnded, 2);
    QCOMPARE(run.state(1), State::Queued);
}

QTEST_GUILESS_MAIN(TestRunVerbs)
#include "tst_runverbs.moc"
