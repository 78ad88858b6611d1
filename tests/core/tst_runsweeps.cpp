#include "machinedriver.h"

using namespace batchdeck;

// What reaches all that is at work does so in slices, here of two attempts.
class TestRunSweeps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsThem();
    void stopsAll_data();
    void stopsAll();
    void theFirstReasonWins();
    void verbsComeAfterIt();
    void whatEndsBeforeIsNotStopped();
    void timeoutsAreShorter();
    void timeoutsAreLonger();
    void timeoutsChangeAllTheTime();
    void whatHasNotBegunIsPutOff();
    void publishesWhatWasSettled();
    void publishesInTheirOrder();
    void followsUpWhatIsPublished();
};

namespace {

constexpr quint32 many = 9;
using Rows = std::vector<quint32>;

// All of them are at work.
class Sliced : public MachineDriver {
public:
    explicit Sliced(const Workload &workload = recordsOf(many), const RunSettings &settings = jobs(int(many)))
        : MachineDriver(workload, settings, true, 2)
    {
        start();
        settle();
    }

    // What an event does, and each tick after it, until no more is to be done at once.
    template <typename Count>
    std::vector<std::size_t> slices(const Event &event, Count &&count)
    {
        std::vector<std::size_t> counts;
        apply(event);
        counts.push_back(count());
        while (machine.nextDue() == Instant::min()) {
            apply(event::Tick{});
            counts.push_back(count());
        }
        return counts;
    }
    std::vector<std::size_t> stopped(const Event &event)
    {
        return slices(event, [this] { return stops.size(); });
    }
};

using Counts = std::vector<std::size_t>;

Workload durableOf(quint32 records)
{
    Workload workload = recordsOf(records);
    workload.operations = {{.idempotent = false, .durable = true}};
    return workload;
}

} // namespace

void TestRunSweeps::startsThem()
{
    MachineDriver run(recordsOf(many), jobs(int(many)), true, 2);
    run.start();
    for (std::size_t started = 2; started < many; started += 2) {
        QCOMPARE(run.starts.size(), started);
        QVERIFY(run.machine.nextDue() <= run.now);
        run.apply(event::Tick{});
    }
    QCOMPARE(run.starts.size(), std::size_t(many));
}

void TestRunSweeps::stopsAll_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<StopReason>("reason");
    QTest::addColumn<State>("becomes");
    QTest::newRow("a person") << QStringLiteral("cancel") << StopReason::RunCancelled << State::Cancelled;
    QTest::newRow("the policy") << QStringLiteral("policy") << StopReason::Policy << State::Cancelled;
    QTest::newRow("the end") << QStringLiteral("quit") << StopReason::Quit << State::Queued;
}

void TestRunSweeps::stopsAll()
{
    QFETCH(QString, by);
    QFETCH(StopReason, reason);
    QFETCH(State, becomes);
    RunSettings settings = jobs(int(many));
    settings.failures.then = FailureSettings::Then::Cancel;
    Sliced run(recordsOf(many), settings);
    const bool isPolicy = by == u"policy";
    const Event event = isPolicy ? Event(event::Finished{run.attempt(0), Report::Failed, 10, false, {}})
        : by == u"cancel"        ? Event(event::CancelRun{})
                                 : Event(event::Quit{});
    QCOMPARE(run.stopped(event), isPolicy ? (Counts{2, 4, 6, 8}) : (Counts{2, 4, 6, 8, 9}));
    for (quint32 row = isPolicy; row < many; ++row) {
        QCOMPARE(run.stopsOf(row), std::vector{reason});
        QCOMPARE(run.roundsEnded, 0);
        run.finish(row, Report::Stopped);
        QCOMPARE(run.state(row), becomes);
    }
    QCOMPARE(run.roundsEnded, 1);
    QVERIFY(run.machine.isIdle() && run.machine.isOver() && run.machine.isStuck());
}

void TestRunSweeps::theFirstReasonWins()
{
    Sliced run;
    run.apply(event::CancelRun{});
    QVERIFY(run.summary().verbsUnderWay);
    run.apply(event::Quit{});
    run.settle();
    QCOMPARE(run.stops.size(), std::size_t(many));
    QCOMPARE(run.stopsOf(many - 1), std::vector{StopReason::RunCancelled});
}

// Else what was to go on another time would be cancelled.
void TestRunSweeps::verbsComeAfterIt()
{
    Sliced run;
    run.apply(event::Quit{});
    run.cancel(many - 2);
    run.cancel(many - 1);
    QVERIFY(run.stopsOf(many - 1).empty());
    run.settle();
    QCOMPARE(run.stopsOf(many - 1), std::vector{StopReason::Quit});
}

// And the next round's attempts are none of its business.
void TestRunSweeps::whatEndsBeforeIsNotStopped()
{
    Workload workload = recordsOf(many + 4);
    workload.invalid = {many, many + 1, many + 2, many + 3};
    Sliced run(workload);
    run.apply(event::CancelRun{});
    for (quint32 row = 0; row < many; ++row)
        run.finish(row);
    QCOMPARE(run.state(many - 1), State::Succeeded);
    QVERIFY(!run.machine.record(many - 1).late);
    QCOMPARE(run.roundsEnded, 1); // whoever closes the run waits for that, and for nothing after it
    for (const quint32 row : workload.invalid)
        run.apply(event::Repair{row});
    run.start();
    run.apply(event::Resume{});
    run.settle();
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.count(State::Running), 4U);
    QCOMPARE(run.stops.size(), std::size_t(2));
}

void TestRunSweeps::timeoutsAreShorter()
{
    Sliced run;
    RunSettings settings = jobs(int(many));
    settings.timeout = 5s;
    const Counts armed = run.slices(event::Change{settings}, [&run] {
        std::size_t count = 0;
        for (quint32 at = 0; at < many; ++at)
            count += run.machine.slotTable()[at].deadlineAt != nothing;
        return count;
    });
    QCOMPARE(armed, (Counts{2, 4, 6, 8, 9}));
    run.advance(5s - 1ns);
    QVERIFY(run.stops.empty());
    run.advance(1ns);
    QCOMPARE(run.stops.size(), std::size_t(many));
}

// No attempt is stopped by a timeout that nobody wants any more.
void TestRunSweeps::timeoutsAreLonger()
{
    RunSettings settings = jobs(int(many));
    settings.timeout = 5s;
    Sliced run(recordsOf(many), settings);
    run.now += 5s;
    settings.timeout = 9s;
    run.change(settings);
    run.settle();
    QVERIFY(run.stops.empty());
    run.advance(4s - 1ns);
    QVERIFY(run.stops.empty());
    run.advance(1ns);
    QCOMPARE(run.stops.size(), std::size_t(many));
    settings.timeout.reset();
    run.change(settings);
    run.settle();
}

// Whoever drags at it waits for two rounds through the slots, not for one each time; and no verb waits for them.
void TestRunSweeps::timeoutsChangeAllTheTime()
{
    Sliced run;
    RunSettings settings = jobs(int(many));
    for (int seconds = 100; seconds > 0; --seconds) {
        settings.timeout = std::chrono::seconds(seconds);
        run.change(settings);
    }
    run.cancel(many - 1);
    QCOMPARE(run.stopsOf(many - 1), std::vector{StopReason::User});
    int ticks = 0;
    for (; run.machine.nextDue() == Instant::min(); ++ticks)
        run.apply(event::Tick{});
    QVERIFY(ticks <= 10);
    run.finish(many - 1, Report::Stopped);
    run.advance(1s - 1ns);
    QCOMPARE(run.stops.size(), std::size_t(1));
    run.advance(1ns);
    QCOMPARE(run.stops.size(), std::size_t(many));
}

void TestRunSweeps::whatHasNotBegunIsPutOff()
{
    RunSettings settings = jobs(int(many));
    settings.timeout = 5s;
    Sliced run(recordsOf(many), settings);
    run.now += 5s;
    std::vector<quint32> asked; // slots
    const event::Tick tick{[&asked](AttemptId attempt) {
        asked.push_back(attempt.slot);
        return attempt.slot != 0;
    }};
    run.apply(tick);
    QCOMPARE(asked.size(), std::size_t(2));
    while (run.machine.nextDue() <= run.now)
        run.apply(tick);
    QCOMPARE(asked.size(), std::size_t(many));
    QCOMPARE(run.stops.size(), std::size_t(1));
    run.advance(1min);
    QCOMPARE(run.stops.size(), std::size_t(1));
    run.apply(event::Began{run.attempt(1)});
    run.advance(5s);
    QCOMPARE(run.stopsOf(1), std::vector{StopReason::Timeout});
}

void TestRunSweeps::publishesWhatWasSettled()
{
    Sliced run(durableOf(many));
    for (quint32 row = 0; row < many; ++row)
        run.finish(row);
    QCOMPARE(run.count(State::Succeeded), 0U);
    const auto shown = [&run] { return std::size_t(run.count(State::Succeeded)); };
    run.apply(event::JournalLost{1});
    QCOMPARE(shown(), std::size_t(2));
    QVERIFY(!run.machine.isStuck());
    run.durable(many - 1); // it was on its way
    QCOMPARE(run.state(many - 1), State::Succeeded);
    run.apply(event::JournalFound{1});
    QCOMPARE(run.slices(event::Tick{}, shown), (Counts{5, 7, 9}));
    QCOMPARE(run.roundsEnded, 1);
}

// That of their ends, and of no end that comes while there is a journal again.
void TestRunSweeps::publishesInTheirOrder()
{
    Sliced run(durableOf(many));
    for (quint32 row = many; row-- > 3;)
        run.finish(row);
    run.apply(event::JournalLost{1});
    QCOMPARE(run.state(8), State::Succeeded);
    QCOMPARE(run.state(7), State::Succeeded);
    QCOMPARE(run.count(State::Succeeded), 2U);
    run.finish(2); // in memory
    QCOMPARE(run.state(2), State::Succeeded);
    run.apply(event::JournalFound{1});
    run.finish(1);
    run.durable(5);
    run.settle();
    QCOMPARE(run.count(State::Succeeded), 7U);
    QCOMPARE(run.state(1), State::Running);
    run.durable(1);
    run.finish(0);
    run.durable(0);
    QCOMPARE(run.count(State::Succeeded), many);
}

// Before the round ends, and at once where there is not much of it.
void TestRunSweeps::followsUpWhatIsPublished()
{
    Workload workload = durableOf(2);
    workload.sameAs = {0, 0};
    Sliced run(workload);
    QCOMPARE(run.startedRows(), Rows{0});
    run.finish(0);
    run.apply(event::JournalLost{1});
    QCOMPARE(run.count(State::Succeeded), 2U);
    QCOMPARE(run.roundsEnded, 1);
}

QTEST_GUILESS_MAIN(TestRunSweeps)
#include "tst_runsweeps.moc"
