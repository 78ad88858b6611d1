#include "core/runfixture.h"

using namespace batchdeck;

// A run's whole life: live changes, and that nothing outlives it.
class TestBatchRunLife : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void destroyingARunJoinsWhatRuns_data();
    void destroyingARunJoinsWhatRuns();
    void destroyingAnIdleRunRunsNothing();
    void theRunWaitsForItsJournal();
    void theJournalMayOutliveTheRun();
    void longVerbsAreFinished_data();
    void longVerbsAreFinished();
    void closingTellsWhatIsStuck();
    void looksWhatBecameOfIt();
    void aLookEndsWithTheRun();
    void closingTellsOfALookThatStays();
    void closingTellsOfAnOperationThatDoesNotOpen();
    void closingWaitsForASlowDisk();
    void concurrencyChangesLive();
    void aLongVerbDoesNotKeepItsCaller();
    void anotherTimeoutReachesWhatRuns();
    void noTimeoutReachesWhatHasNotBegun();
    void moreStartWhileTimeoutsAreHeld();
    void changesReachARunThatEndsAtOnce();
    void limitsByKeyAreKept();
    void theRateIsKept();
};

void TestBatchRunLife::destroyingARunJoinsWhatRuns_data()
{
    QTest::addColumn<bool>("blocking");
    QTest::newRow("on threads") << true;
    QTest::newRow("without threads") << false;
}

void TestBatchRunLife::destroyingARunJoinsWhatRuns()
{
    QFETCH(bool, blocking);
    MemoryJournal journal;
    std::atomic<int> running = 0;
    std::atomic<int> begun = 0;
    std::atomic<int> ended = 0;
    const auto work = [&](Attempt &attempt) {
        attempt.onEnd([&] { ++ended; });
        ++begun;
        ++running;
        untilStopped(attempt);
        --running;
        return Outcome::stopped();
    };
    std::mutex mutex;
    std::vector<std::jthread> threads;
    std::unique_ptr<Operation> operation;
    if (blocking)
        operation = std::make_unique<Blocking>(work);
    else
        operation = std::make_unique<Starting>([&](AttemptHandle handle) {
            const std::lock_guard lock(mutex);
            threads.emplace_back(
                [&work, own = std::make_shared<AttemptHandle>(std::move(handle))] { own->finish(work(**own)); });
        });
    RunSetup setup = setupOf(1000, std::move(operation), &journal);
    setup.settings.concurrency = 64;
    auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(running.load(), 64);
    run.reset();
    QCOMPARE(running.load(), 0);
    QCOMPARE(begun.load(), 64);
    QCOMPARE(ended.load(), 64);
    QCOMPARE(journal.items().size(), 64U);
    std::vector<int> reported(1000, 0);
    for (const HistoryItem &item : journal.items()) {
        QCOMPARE(item.end.became, State::Queued); // a quit loses nothing
        QCOMPARE(++reported[item.end.row], 1);
    }
    threads.clear();
    QCOMPARE(begun.load(), 64); // nothing runs afterwards
}

// Its own thread may have opened the operation by then, or not begun.
void TestBatchRunLife::destroyingAnIdleRunRunsNothing()
{
    struct Counts {
        std::atomic<int> opened = 0;
        std::atomic<int> begun = 0;
        std::atomic<int> closed = 0;
    };
    class Counting final : public BlockingOperation {
    public:
        explicit Counting(Counts &counts)
            : m_counts(counts)
        {
        }
        Expected<void> open() override
        {
            ++m_counts.opened;
            return {};
        }
        Outcome run(Attempt &) override
        {
            ++m_counts.begun;
            return Outcome::done();
        }
        void close() override { ++m_counts.closed; }

    private:
        Counts &m_counts;
    };
    constexpr int times = 100;
    Counts counts;
    MemoryJournal journal;
    for (int time = 1; time <= times; ++time) {
        auto run = runOf(setupOf(10, std::make_unique<Counting>(counts), &journal));
        if (time % 2 == 0)
            QTRY_COMPARE(counts.opened.load(), time);
        run.reset();
        QCOMPARE(counts.opened.load(), time);
        QCOMPARE(counts.closed.load(), time);
    }
    QCOMPARE(counts.begun.load(), 0);
    QVERIFY(journal.items().empty());
}

// Its last end is being written as it goes.
void TestBatchRunLife::theRunWaitsForItsJournal()
{
    for (int times = 0; times < 50; ++times) {
        SlowJournal journal;
        auto run = runOf(setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }), &journal));
        run->start();
        journal.writing.pass();
        std::atomic<bool> isGone = false;
        std::jthread goes([&] {
            run.reset();
            isGone = true;
        });
        for (int turn = 0; turn < times; ++turn)
            std::this_thread::yield();
        QVERIFY(!isGone);
        journal.written.open();
    }
}

// Claims that were handed back are still on their way to the disk when the run goes.
void TestBatchRunLife::theJournalMayOutliveTheRun()
{
    class Claiming final : public RunJournal {
    public:
        void open(Durable durable) override { m_durable = std::move(durable); }
        bool isDurable() const override { return true; }
        bool keepsAll() const override { return true; }
        void write(std::vector<HistoryItem> items) override
        {
            const std::lock_guard lock(m_mutex);
            for (const HistoryItem &item : items) {
                if (item.end.awaited)
                    m_awaited.push_back(item.end.attempt);
            }
        }
        std::size_t awaited() const
        {
            const std::lock_guard lock(m_mutex);
            return m_awaited.size();
        }
        void flush() { m_durable(m_awaited); }

    private:
        mutable std::mutex m_mutex;
        Durable m_durable;
        std::vector<AttemptId> m_awaited;
    };
    Claiming journal;
    RunSetup setup = setupOf(10, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }), &journal);
    setup.workload.operations[0].durable = true;
    setup.workload.operations[0].claimed = true;
    auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(journal.awaited(), 10U);
    run.reset();
    journal.flush();
}

void TestBatchRunLife::longVerbsAreFinished_data()
{
    QTest::addColumn<std::function<void(BatchRun &)>>("verb");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<State>("state"); // of all records
    QTest::addColumn<bool>("runsFirst");
    const auto row = [](const char *name, std::function<void(BatchRun &)> verb, bool closes, State state,
                        bool runsFirst) { QTest::newRow(name) << std::move(verb) << closes << state << runsFirst; };
    const auto mark = [](BatchRun &run) { run.markAs(RowSet::all({}), State::Failed); };
    const auto retry = [](BatchRun &run) { run.retry(RowSet::all({})); };
    row(
        "cancel, close", [](BatchRun &run) { run.cancel(); }, true, State::Cancelled, false);
    row(
        "cancel, destroy", [](BatchRun &run) { run.cancel(); }, false, State::Cancelled, false);
    row(
        "cancel what runs, close", [](BatchRun &run) { run.start(), run.cancel(); }, true, State::Cancelled, false);
    row("mark, close", mark, true, State::Failed, true);
    row("mark, destroy", mark, false, State::Failed, true);
    row("retry, close", retry, true, State::Queued, true);
}

// A verb for many records was asked for, and the run goes before it is through them.
void TestBatchRunLife::longVerbsAreFinished()
{
    QFETCH(std::function<void(BatchRun &)>, verb);
    QFETCH(bool, closes);
    QFETCH(State, state);
    QFETCH(bool, runsFirst);
    constexpr quint32 many = 50'000;
    MemoryJournal journal;
    auto run = runOf(setupOf(many, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 if (runsFirst && attempt.number() == 1)
                                     return Outcome::unknown(QStringLiteral("nobody knows"));
                                 untilStopped(attempt);
                                 return Outcome::stopped();
                             }),
                             &journal));
    if (runsFirst) {
        run->start();
        QVERIFY(run->wait(60s));
    }
    const std::size_t before = journal.items().size();
    verb(*run);
    if (closes) {
        QVERIFY(run->close(60s));
        QCOMPARE(run->summary().count(state), many);
        QVERIFY(!run->summary().verbsUnderWay);
    }
    run.reset();
    if (state != State::Queued)
        QCOMPARE(journal.items().size() - before, std::size_t(many));
}

void TestBatchRunLife::closingTellsWhatIsStuck()
{
    MemoryJournal journal;
    Door finish;
    std::atomic<int> begun = 0;
    RunSetup setup = setupOf(2, std::make_unique<Blocking>([&](Attempt &) {
                                 ++begun;
                                 finish.pass();
                                 return Outcome::done();
                             }),
                             &journal);
    setup.settings.cleanup = 1ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(begun.load(), 2);
    QVERIFY(!run->close(60s)); // as soon as nothing is left that answers
    QCOMPARE(run->summary().count(State::InDoubt), 2U);
    QCOMPARE(journal.items().size(), 2U);
    QCOMPARE(journal.items().front().end.became, State::InDoubt);
    run->start(); // nothing starts any more
    QCOMPARE(run->summary().phase, RunPhase::Closed);
    finish.open();
}

// Leaves everything in doubt, and can look what became of it.
class Doubtful final : public BlockingOperation {
public:
    using Look = std::function<Settlement(const DoubtfulAttempt &, std::stop_token)>;
    explicit Doubtful(Look look)
        : m_look(std::move(look))
    {
    }
    Outcome run(Attempt &attempt) override { return Outcome::unknown(attempt.runId()); }
    bool canSettle() const override { return true; }
    Settlement settle(const DoubtfulAttempt &doubt, std::stop_token stop) override
    {
        return m_look(doubt, std::move(stop));
    }

private:
    Look m_look;
};

void TestBatchRunLife::looksWhatBecameOfIt()
{
    MemoryJournal journal;
    QString asked;
    RunSetup setup =
        setupOf(4, std::make_unique<Doubtful>([&](const DoubtfulAttempt &doubt, const std::stop_token &) {
                    asked += QStringLiteral("%1/%2/%3 ").arg(doubt.run).arg(doubt.record.row()).arg(doubt.number);
                    switch (doubt.record.row()) {
                    case 0:
                        return Settlement::done("7", QStringLiteral("It is there."));
                    case 1:
                        return Settlement::notDone(QStringLiteral("It is not there."));
                    case 2:
                        return Settlement::nothing(QStringLiteral("No server."));
                    }
                    throw std::runtime_error("no idea");
                }),
                &journal);
    setup.id = QStringLiteral("run");
    setup.settings.concurrency = 1;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::InDoubt), 4U);
    QVERIFY(run->canSettle(0));
    QVERIFY(!run->canSettle(4));
    run->settle(RowSet::all({State::InDoubt}));
    QVERIFY(run->wait(60s)); // for that as well
    QCOMPARE(asked, QStringLiteral("run/0/1 run/1/1 run/2/1 run/3/1 "));
    QCOMPARE(run->record(0).state, State::Succeeded);
    QCOMPARE(run->record(1).state, State::Failed);
    QCOMPARE(run->status(1).errorKind, QStringLiteral("notDone"));
    QCOMPARE(run->record(2).state, State::InDoubt);
    QCOMPARE(run->record(3).state, State::InDoubt);
    QCOMPARE(journal.itemsOf(0)[0].outcome.error.message, QStringLiteral("run"));
    QCOMPARE(journal.itemsOf(0)[1].outcome.result, QByteArray("7"));
    QCOMPARE(journal.itemsOf(0)[1].log, QStringLiteral("It is there."));
    QCOMPARE(journal.itemsOf(1)[1].outcome.error.message, QStringLiteral("It is not there."));
    QCOMPARE(journal.itemsOf(2)[1].outcome.error.message, QStringLiteral("No server."));
    QCOMPARE(journal.itemsOf(3)[1].outcome.error.message, QStringLiteral("no idea"));
    QCOMPARE(journal.itemsOf(3)[1].outcome.report, Report::Unknown);
}

void TestBatchRunLife::aLookEndsWithTheRun()
{
    std::atomic<int> looks = 0;
    auto run = runOf(setupOf(3, std::make_unique<Doubtful>([&](const DoubtfulAttempt &, const std::stop_token &stop) {
                                 ++looks;
                                 Door door;
                                 const std::stop_callback callback(stop, [&] { door.open(); });
                                 door.pass();
                                 return Settlement::nothing(QStringLiteral("stopped"));
                             })));
    run->start();
    QVERIFY(run->wait(60s));
    run->settle(RowSet::all({State::InDoubt}));
    QTRY_COMPARE(looks.load(), 1);
    QVERIFY(!run->wait(1ms));
    QVERIFY(run->close(60s));
    run.reset();
    QCOMPARE(looks.load(), 1);
}

// It heeds no stop: the run's end would wait for it.
void TestBatchRunLife::closingTellsOfALookThatStays()
{
    Door returns;
    std::atomic<int> looks = 0;
    auto run = runOf(setupOf(1, std::make_unique<Doubtful>([&](const DoubtfulAttempt &, const std::stop_token &) {
                                 ++looks;
                                 returns.pass();
                                 return Settlement::nothing(QStringLiteral("late"));
                             })));
    run->start();
    QVERIFY(run->wait(60s));
    run->settle(RowSet::all({State::InDoubt}));
    QTRY_COMPARE(looks.load(), 1);
    const bool clean = run->close(1ms);
    returns.open(); // whatever comes of it, the run must be able to go
    QVERIFY(!clean);
    QVERIFY(run->close(60s));
}

// Nothing was started: there is no attempt that would tell.
void TestBatchRunLife::closingTellsOfAnOperationThatDoesNotOpen()
{
    class Slow final : public BlockingOperation {
    public:
        explicit Slow(Door &opens)
            : m_opens(opens)
        {
        }
        Expected<void> open() override
        {
            m_opens.pass();
            return {};
        }
        Outcome run(Attempt &) override { return Outcome::done(); }

    private:
        Door &m_opens;
    };
    Door opens;
    const auto run = runOf(setupOf(1, std::make_unique<Slow>(opens)));
    const bool clean = run->close(1ms);
    opens.open();
    QVERIFY(!clean);
    QVERIFY(run->close(60s));
}

// It did not answer in time, then it did: only its journal is slow, and that is waited for.
void TestBatchRunLife::closingWaitsForASlowDisk()
{
    MemoryJournal journal;
    Door finish;
    std::atomic<int> begun = 0;
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([&](Attempt &) {
                                 ++begun;
                                 finish.pass();
                                 return Outcome::done();
                             }),
                             &journal);
    setup.workload.operations[0].durable = true;
    setup.settings.cleanup = 1ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(begun.load(), 1);
    run->cancel();
    QTRY_COMPARE(run->record(0).state, State::Unresponsive);
    finish.open();
    QTRY_COMPARE(journal.awaited(), 1U);
    std::optional<bool> clean;
    {
        const std::jthread closing([&] { clean = run->close(60s); });
        QTRY_COMPARE(run->summary().phase, RunPhase::Closed);
        journal.flush();
    }
    QCOMPARE(clean, std::optional(true));
    QCOMPARE(run->record(0).state, State::Succeeded);
}

void TestBatchRunLife::concurrencyChangesLive()
{
    std::atomic<int> running = 0;
    std::atomic<int> limit = 1;
    std::atomic<int> overruns = 0;
    std::atomic<int> begun = 0;
    std::mutex mutex;
    std::condition_variable changed;
    int released = 0;
    RunSetup setup = setupOf(1'000, std::make_unique<Blocking>([&](Attempt &) {
                                 if (++running > limit)
                                     ++overruns;
                                 ++begun;
                                 std::unique_lock lock(mutex);
                                 changed.wait(lock, [&] { return released > 0; });
                                 --released;
                                 --running;
                                 return Outcome::done();
                             }));
    setup.settings.concurrency = 1;
    const auto run = runOf(std::move(setup));
    const auto release = [&](int more) {
        const std::lock_guard lock(mutex);
        released += more;
        changed.notify_all();
    };
    run->start();
    QTRY_COMPARE(running.load(), 1);
    release(1);
    QTRY_COMPARE(begun.load(), 2);

    limit = 64;
    QVERIFY(run->setConcurrency(64));
    QTRY_COMPARE(running.load(), 64);

    QVERIFY(run->setConcurrency(2));
    release(62);
    QTRY_COMPARE(running.load(), 2);
    const int before = begun;
    limit = 2;
    release(1'000 - 1 - 62);
    QVERIFY(run->wait(60s));
    QVERIFY(before < 1000);
    QCOMPARE(overruns.load(), 0);
    QCOMPARE(run->summary().succeeded(), 1000U);
}

void TestBatchRunLife::aLongVerbDoesNotKeepItsCaller()
{
    // A million records are cancelled in slices by the run's own thread; the answer is there at once.
    Door finish;
    RunSetup setup = setupOf(1'000'000, std::make_unique<Blocking>([&](Attempt &) {
                                 finish.pass();
                                 return Outcome::done();
                             }));
    const auto run = runOf(std::move(setup));
    run->start();
    run->cancel();
    const RunSummary soon = run->summary();
    QCOMPARE(soon.phase, RunPhase::Cancelling);
    QVERIFY(soon.count(State::Cancelled) < 1'000'000U - 8);
    QTRY_COMPARE_WITH_TIMEOUT(run->summary().count(State::Queued), 0U, 60000);
    finish.open();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Cancelled) + run->summary().succeeded(), 1'000'000U);
}

void TestBatchRunLife::anotherTimeoutReachesWhatRuns()
{
    std::atomic<int> running = 0;
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 ++running;
                                 untilStopped(attempt);
                                 return Outcome::stopped();
                             }));
    setup.settings.timeout = 24h;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(running.load(), 1);
    QVERIFY(run->setTimeout(1ms));
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::TimedOut);
}

void TestBatchRunLife::noTimeoutReachesWhatHasNotBegun()
{
    // The records wait for an operation that opens slowly: that is no time of theirs.
    class Slow final : public BlockingOperation {
    public:
        Expected<void> open() override
        {
            const Instant since = Clock::now();
            while (Clock::now() - since < 200ms)
                std::this_thread::yield();
            return {};
        }
        Outcome run(Attempt &) override { return Outcome::done(); }
    };
    RunSetup setup = setupOf(20, std::make_unique<Slow>());
    setup.settings.timeout = 50ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 20U);
}

// Four timeouts are put off in one go, and meanwhile the rate lets a fifth record start.
void TestBatchRunLife::moreStartWhileTimeoutsAreHeld()
{
    class Slow final : public BlockingOperation {
    public:
        explicit Slow(Door &door)
            : m_door(door)
        {
        }
        Expected<void> open() override
        {
            m_door.pass();
            return {};
        }
        Outcome run(Attempt &) override { return Outcome::done(); }

    private:
        Door &m_door;
    };
    Door opened;
    RunSetup setup = setupOf(40, std::make_unique<Slow>(opened));
    setup.settings.concurrency = 64;
    setup.settings.timeout = 1ms;
    setup.settings.rate = 100;
    const auto run = runOf(std::move(setup));
    run->start();
    while (run->summary().inFlight < 4) {
        run->moveToFront(RowSet::of({39})); // whatever is asked, the rate is looked at
        QTRY_VERIFY(run->waiting(38).what != Waiting::For::Rate);
    }
    QTRY_VERIFY(run->waiting(38).what != Waiting::For::Rate);
    opened.open();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 40U);
}

void TestBatchRunLife::changesReachARunThatEndsAtOnce()
{
    // The thread that starts such records has no rest of its own before the last of them.
    std::atomic<quint32> begun = 0;
    std::atomic<int> together = 0;
    std::atomic<int> most = 0;
    RunSetup setup = setupOf(3'000'000, std::make_unique<Starting>([&](AttemptHandle handle) {
                                 ++begun;
                                 most = std::max(most.load(), ++together);
                                 --together;
                                 handle.finish(Outcome::done());
                             }));
    setup.settings.concurrency = 1;
    const auto run = runOf(std::move(setup));
    run->start();
    while (begun == 0)
        std::this_thread::yield();
    run->cancel();
    QVERIFY(run->wait(60s));
    QVERIFY(begun < 3'000'000U);
    QCOMPARE(run->summary().count(State::Cancelled) + run->summary().succeeded(), 3'000'000U);
    QCOMPARE(most.load(), 1);
}

void TestBatchRunLife::limitsByKeyAreKept()
{
    constexpr quint32 keys = 4;
    constexpr int most = 2;
    std::array<std::atomic<int>, keys> inside{};
    std::atomic<int> overruns = 0;
    RunSetup setup = setupOf(2000, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 std::atomic<int> &here = inside[attempt.record().row() % keys];
                                 if (++here > most)
                                     ++overruns;
                                 std::this_thread::yield();
                                 --here;
                                 return Outcome::done();
                             }));
    setup.workload.groups.clear();
    for (quint32 key = 0; key < keys; ++key) {
        setup.workload.gates.push_back({most});
        setup.workload.groups.push_back({0, nothing, {key}});
    }
    for (quint32 row = 0; row < 2000; ++row)
        setup.workload.groupOf.push_back(row % keys);
    setup.settings.concurrency = 16;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(overruns.load(), 0);
    QCOMPARE(run->summary().succeeded(), 2000U);
}

void TestBatchRunLife::theRateIsKept()
{
    RunSetup setup = setupOf(51, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }));
    setup.settings.rate = 500;
    const auto run = runOf(std::move(setup));
    const Instant begun = Clock::now();
    run->start();
    QVERIFY(run->wait(60s));
    QVERIFY(Clock::now() - begun >= 100ms - StartRate::slack);
}

QTEST_GUILESS_MAIN(TestBatchRunLife)
#include "tst_batchrunlife.moc"
