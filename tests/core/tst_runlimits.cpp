#include "machinedriver.h"

using namespace batchdeck;

// What holds records back: the rate, limits by key, and a server that asks to wait.
class TestRunLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rateHoldsOverAnyWindow();
    void cancelledUsesNoRate();
    void rateIsLive();
    void atMostSoManyForAKey_data();
    void atMostSoManyForAKey();
    void oneAtATimeKeepsTheOrder();
    void oneIsKeptThroughBackoff();
    void twoLimitsAtOnce();
    void retryAfterHoldsTheTarget();
    void retryAfterHoldsWhileItIsJournalled();
    void shutTargetWakesNobodyInVain();
    void aCallStartsNoMoreThanItMayMove();
    void aCallMovesNoMoreThanItMay();
};

namespace {

// A limit on a key for each record: -1 has none.
Workload keyed(std::initializer_list<int> keys, quint32 max, bool asTarget = false)
{
    Workload workload = recordsOf(quint32(keys.size()));
    workload.groups = {{}};
    for (const int key : keys) {
        while (int(workload.gates.size()) <= key) {
            const auto gate = quint32(workload.gates.size());
            workload.gates.push_back({max});
            workload.groups.push_back(
                {.target = asTarget ? gate : nothing, .limits = asTarget ? std::vector<quint32>{} : std::vector{gate}});
        }
        workload.groupOf.push_back(quint32(key + 1));
    }
    return workload;
}

using Rows = std::vector<quint32>;

} // namespace

void TestRunLimits::rateHoldsOverAnyWindow()
{
    RunSettings settings = jobs(64);
    settings.rate = 50;
    MachineDriver run(recordsOf(60), settings);
    std::vector<Instant> starts;
    const auto note = [&] { starts.resize(run.starts.size(), run.now); };
    run.start();
    note();
    for (int step = 0; run.roundsEnded == 0; ++step) {
        if (run.machine.nextDue() != never)
            run.now = std::max(run.now, run.machine.nextDue());
        run.now += std::chrono::microseconds((step * 7919) % 30000); // late
        run.apply(event::Tick{});
        note();
        if (step % 3 == 0) {
            for (std::size_t at = run.ends.size(); at < run.starts.size(); ++at)
                run.finish(run.starts[at].row);
            note();
        }
    }
    QCOMPARE(starts.size(), 60U);
    for (std::size_t from = 0; from < starts.size(); ++from) {
        for (std::size_t to = from; to < starts.size(); ++to) {
            const double window = std::chrono::duration<double>(starts[to] - starts[from] + StartRate::slack).count();
            QVERIFY(double(to - from + 1) <= 50 * window + 1 + 1e-6);
        }
    }
}

void TestRunLimits::cancelledUsesNoRate()
{
    RunSettings settings = jobs(8);
    settings.rate = 1;
    MachineDriver run(recordsOf(6), settings);
    run.start();
    QCOMPARE(run.waiting(1).what, Waiting::For::Rate);
    QVERIFY(run.waiting(1).until == run.now + 1s - StartRate::slack);
    run.apply(event::Cancel{RowSet::of({1, 2, 3})});
    QVERIFY(run.startedRows() == Rows{0});
    run.advance(1s);
    QVERIFY((run.startedRows() == Rows{0, 4}));
    run.advance(990ms);
    QCOMPARE(run.starts.size(), 2U);
    run.advance(10ms);
    QVERIFY((run.startedRows() == Rows{0, 4, 5}));
}

void TestRunLimits::rateIsLive()
{
    RunSettings settings = jobs(64);
    settings.rate = 1;
    MachineDriver run(recordsOf(64), settings);
    run.start();
    run.advance(500ms);
    settings.rate = 10; // a tenth after the last one has long passed
    run.change(settings);
    QCOMPARE(run.starts.size(), 2U);
    run.advance(1s);
    QCOMPARE(run.starts.size(), 12U);
    settings.rate = 0.5;
    run.change(settings);
    run.advance(1990ms);
    QCOMPARE(run.starts.size(), 12U);
    run.advance(10ms);
    QCOMPARE(run.starts.size(), 13U);
    settings.rate.reset();
    run.change(settings);
    QCOMPARE(run.starts.size(), 64U);
}

void TestRunLimits::atMostSoManyForAKey_data()
{
    QTest::addColumn<quint32>("max");
    for (const quint32 max : {1U, 2U, 3U})
        QTest::newRow(QByteArray::number(max)) << max;
}

void TestRunLimits::atMostSoManyForAKey()
{
    QFETCH(quint32, max);
    const Workload workload = keyed({0, 0, 0, 0, 1, 0, 1, -1, 1, 1, 0, -1}, max);
    MachineDriver run(workload, jobs(8));
    run.start();
    const auto atWork = [&](quint32 group) {
        quint32 count = 0;
        for (quint32 row = 0; row < workload.records; ++row)
            count += workload.groupOf[row] == group && run.state(row) == State::Running;
        return count;
    };
    while (run.roundsEnded == 0) {
        QVERIFY(atWork(1) <= max && atWork(2) <= max);
        for (quint32 row = 0; row < workload.records; ++row) {
            if (run.state(row) == State::Queued) // slots are left: only its limit holds it
                QCOMPARE(run.waiting(row).what,
                         run.summary().inFlight < 8 ? Waiting::For::Limit : run.waiting(row).what);
        }
        quint32 row = 0;
        while (run.state(row) != State::Running)
            ++row;
        run.finish(row);
    }
    QCOMPARE(run.count(State::Succeeded), 12U);
}

void TestRunLimits::oneAtATimeKeepsTheOrder()
{
    MachineDriver run(keyed({0, 0, -1, 0, 0}, 1), jobs(4));
    run.start();
    QVERIFY((run.startedRows() == Rows{0, 2}));
    QCOMPARE(run.waiting(1).what, Waiting::For::Limit);
    QCOMPARE(run.waiting(1).which, 0U);
    run.finish(0);
    run.fail(1);
    run.cancel(4);
    run.finish(3);
    QVERIFY((run.startedRows() == Rows{0, 2, 1, 3}));
}

void TestRunLimits::oneIsKeptThroughBackoff()
{
    for (const quint32 max : {1U, 2U}) {
        MachineDriver run(keyed({0, 0, 0}, max), retrying(4, 2, 10s));
        run.start();
        run.failTransient(0);
        // With a limit of 1 the order holds: nobody passes. A limit of 2 has a place again.
        QVERIFY(run.startedRows() == (max == 1 ? Rows{0} : Rows{0, 1, 2}));
        run.advance(10s);
        if (max == 1) {
            QVERIFY((run.startedRows() == Rows{0, 0}));
            run.finish(0);
            QCOMPARE(run.state(1), State::Running);
            run.failTransient(1);
            QCOMPARE(run.state(2), State::Queued);
            run.cancel(1); // gives its place up
            QCOMPARE(run.state(2), State::Running);
        }
    }
}

void TestRunLimits::twoLimitsAtOnce()
{
    Workload workload = recordsOf(5);
    workload.gates = {{2}, {1}};
    workload.groups = {{.limits = {0, 1}}, {.limits = {0}}, {.limits = {1}}};
    workload.groupOf = {0, 0, 1, 2, 1};
    MachineDriver run(workload, jobs(8));
    run.start();
    QVERIFY((run.startedRows() == Rows{0, 2}));
    run.finish(2); // the database has a place; record 1 still waits for the table
    QVERIFY((run.startedRows() == Rows{0, 2, 4}));
    run.finish(0);
    QVERIFY((run.startedRows() == Rows{0, 2, 4, 1}));
    run.finish(1);
    QVERIFY((run.startedRows() == Rows{0, 2, 4, 1, 3}));
}

void TestRunLimits::retryAfterHoldsTheTarget()
{
    MachineDriver run(keyed({0, 0, 1, 0}, nothing, true), retrying(1, 3, 1s));
    run.start();
    run.failTransient(0, 30s);
    QVERIFY((run.startedRows() == Rows{0, 2})); // another target
    run.finish(2);
    QCOMPARE(run.waiting(0).what, Waiting::For::Delay);
    QVERIFY(run.waiting(0).until == run.now + 30s); // it, too, waits so long
    QCOMPARE(run.waiting(1).what, Waiting::For::Target);
    QVERIFY(run.waiting(1).until == run.now + 30s);
    run.advance(29999ms);
    QCOMPARE(run.starts.size(), 2U);
    run.advance(1ms);
    QCOMPARE(run.state(0), State::Running);
    run.finish(0);
    QCOMPARE(run.state(1), State::Running);
}

void TestRunLimits::retryAfterHoldsWhileItIsJournalled()
{
    Workload workload = keyed({0, 0}, nothing, true);
    workload.operations[0].durable = true;
    MachineDriver run(workload, retrying(1, 3, 1s));
    run.start();
    run.failTransient(0, 30s);
    RunSettings settings = run.machine.settings();
    settings.concurrency = 2;
    run.change(settings); // a slot is free before the end is on disk
    QCOMPARE(run.state(1), State::Queued);
    run.advance(10s);
    run.durable(0);
    run.advance(20s); // it counts from the server's word
    QCOMPARE(run.starts.size(), 3U);
}

// A target that opens while nothing may start: no tick is wanted again and again.
void TestRunLimits::shutTargetWakesNobodyInVain()
{
    MachineDriver run(keyed({0, 0, -1}, nothing, true), retrying(1, 1, 1s));
    run.start();
    run.failTransient(0, 30s);
    QCOMPARE(run.state(2), State::Running); // all slots are taken
    run.advance(60s);
    run.apply(event::Pause{});
    run.finish(2);
    QVERIFY(run.machine.nextDue() == never);
    run.apply(event::Resume{});
    QCOMPARE(run.state(1), State::Running);
    run.failTransient(1, 30s);
    QCOMPARE(run.roundsEnded, 1);
    run.advance(60s);
    QVERIFY(run.machine.nextDue() == never);
}

// Each start closes two gates at which hundreds of others stand: what is left of them starts at the next ticks.
void TestRunLimits::aCallStartsNoMoreThanItMayMove()
{
    constexpr quint32 side = 200;
    Workload workload = recordsOf(side * side);
    workload.gates.assign(2 * side, {1});
    workload.groups.clear();
    for (quint32 row = 0; row < side * side; ++row) {
        workload.groups.push_back({.limits = {row / side, side + row % side}});
        workload.groupOf.push_back(row);
    }
    MachineDriver run(workload, jobs(maxConcurrency), false);
    run.start();
    QVERIFY(!run.starts.empty());
    QVERIFY(run.starts.size() < 40);
    run.settle();
    QCOMPARE(run.starts.size(), std::size_t(side)); // as many as have nothing in common
    for (quint32 at = 0; at < side; ++at)
        run.finish(at * side + at);
    run.settle();
    QCOMPARE(run.starts.size(), std::size_t(2 * side));
}

// An end alone opens gates at which thousands stand: who goes next is known at a later tick.
void TestRunLimits::aCallMovesNoMoreThanItMay()
{
    constexpr quint32 side = 50;
    Workload workload = recordsOf(side * side * side);
    workload.gates.assign(3 * side, {1});
    workload.groups.clear();
    for (quint32 row = 0; row < workload.records; ++row) {
        workload.groups.push_back({.limits = {row / side / side, side + row / side % side, 2 * side + row % side}});
        workload.groupOf.push_back(row);
    }
    MachineDriver run(workload, jobs(1), false);
    run.start();
    run.settle();
    QCOMPARE(run.startedRows(), Rows{0});
    run.finish(0);
    QCOMPARE(run.startedRows(), Rows{0});
    QVERIFY(run.machine.nextDue() <= run.now);
    run.settle();
    QCOMPARE(run.startedRows(), (Rows{0, 1}));
    run.apply(event::Pause{});
    run.finish(1);
    QVERIFY(run.machine.nextDue() == never); // nobody wants to know
    run.apply(event::Resume{});
    run.settle();
    QCOMPARE(run.startedRows(), (Rows{0, 1, 2}));
}

QTEST_GUILESS_MAIN(TestRunLimits)
#include "tst_runlimits.moc"
