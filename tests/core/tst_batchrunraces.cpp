#include "core/runfixture.h"

#include <deque>
#include <random>

using namespace batchdeck;

// What ends an attempt races what stops it, a hundred thousand times. The operation keeps a ledger of
// its own, and every record must end as the ledger says: once, and as the table of verdicts has it.
class TestBatchRunRaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void races_data();
    void races();
    void retryRacesCancel();
};

namespace {

constexpr quint32 rounds = 100'000;

// Takes handles from the thread that starts them and ends them on another, after a moment that differs.
class Finisher {
public:
    Finisher(std::vector<std::atomic<int>> &ledger, bool completes)
        : m_ledger(ledger)
        , m_completes(completes)
        , m_thread([this](const std::stop_token &end) { serve(end); })
    {
    }
    ~Finisher()
    {
        m_thread.request_stop();
        m_changed.notify_all();
    }

    void take(AttemptHandle handle)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_handles.push_back(std::move(handle));
        }
        m_changed.notify_one();
    }

private:
    void serve(const std::stop_token &end)
    {
        std::minstd_rand jitter(1);
        std::unique_lock lock(m_mutex);
        while (true) {
            m_changed.wait(lock, [&] { return end.stop_requested() || !m_handles.empty(); });
            if (m_handles.empty())
                return;
            AttemptHandle handle = std::move(m_handles.front());
            m_handles.pop_front();
            lock.unlock();
            for (auto spins = jitter() % 1000; spins > 0; --spins)
                std::atomic_signal_fence(std::memory_order_seq_cst);
            if (!m_completes)
                untilStopped(*handle);
            const bool stopped = handle->stopRequested();
            // Twice the same report would show in the ledger.
            m_ledger[handle->record().row()] += stopped ? 100 : 1;
            handle.finish(stopped ? Outcome::stopped() : Outcome::done());
            lock.lock();
        }
    }

    std::vector<std::atomic<int>> &m_ledger;
    const bool m_completes;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<AttemptHandle> m_handles;
    std::jthread m_thread;
};

} // namespace

void TestBatchRunRaces::races_data()
{
    QTest::addColumn<bool>("cancels");
    QTest::addColumn<bool>("timesOut");
    QTest::addColumn<bool>("completes");
    QTest::newRow("cancel against completion") << true << false << true;
    QTest::newRow("timeout against completion") << false << true << true;
    QTest::newRow("timeout against cancel") << true << true << false;
}

void TestBatchRunRaces::races()
{
    QFETCH(bool, cancels);
    QFETCH(bool, timesOut);
    QFETCH(bool, completes);

    MemoryJournal journal;
    std::vector<std::atomic<int>> ledger(rounds);
    std::atomic<quint32> newest = 0;
    std::atomic<quint32> calls = 0;
    Finisher finisher(ledger, completes);
    RunSetup setup = setupOf(rounds, std::make_unique<Starting>([&](AttemptHandle handle) {
                                 const quint32 row = handle->record().row();
                                 newest.store(row, std::memory_order_relaxed);
                                 const quint32 before = calls;
                                 finisher.take(std::move(handle));
                                 if (cancels && row % 256 == 0) // so that both are at it however they are scheduled
                                     calls.wait(before);
                             }),
                             &journal);
    setup.settings.concurrency = 4;
    if (timesOut)
        setup.settings.timeout = 2us;
    const auto run = runOf(std::move(setup));
    std::jthread canceller([&](const std::stop_token &end) {
        std::minstd_rand jitter(2);
        while (cancels && !end.stop_requested()) {
            run->cancel(RowSet::of({newest.load(std::memory_order_relaxed)}));
            ++calls;
            calls.notify_all();
            for (auto spins = jitter() % 1000; spins > 0; --spins)
                std::atomic_signal_fence(std::memory_order_seq_cst);
        }
    });
    // Short and long in turn, so that both sides win now and then however fast the machine is.
    std::jthread changer([&](const std::stop_token &end) {
        std::minstd_rand random(3);
        const Duration timeouts[] = {2us, 100us, 24h};
        while (timesOut && completes && !end.stop_requested()) {
            if (!run->setTimeout(timeouts[random() % 3]))
                qFatal("a timeout was refused");
            for (auto spins = random() % 100'000; spins > 0; --spins)
                std::atomic_signal_fence(std::memory_order_seq_cst);
        }
    });
    run->start();
    QVERIFY(run->wait(300s));
    canceller.request_stop();
    canceller.join();

    std::vector<int> ends(rounds, 0);
    quint32 stops = 0;
    for (const HistoryItem &item : journal.items()) {
        const RecordRow record = run->record(item.end.row);
        QCOMPARE(++ends[item.end.row], 1);
        QCOMPARE(record.state, item.end.became);
        const int reported = ledger[item.end.row];
        if (item.end.report == Report::Done)
            QCOMPARE(reported, 1);
        else
            QVERIFY(reported == 100 || reported == 0); // 0: stopped before the operation saw it
        if (item.end.number > 0)
            QCOMPARE(record.state, verdict(item.end.report, item.end.reason).state);
        else
            QCOMPARE(record.state, State::Cancelled);
        stops += item.end.reason != StopReason::None;
    }
    QCOMPARE(journal.items().size(), std::size_t(rounds));
    QVERIFY(stops > 100); // both sides won now and then
    QVERIFY(!completes || stops < rounds);
}

void TestBatchRunRaces::retryRacesCancel()
{
    constexpr quint32 records = 64;
    MemoryJournal journal;
    std::vector<std::atomic<int>> effects(records);
    RunSetup setup = setupOf(records, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 if (attempt.stopRequested())
                                     return Outcome::stopped();
                                 ++effects[attempt.record().row()];
                                 return Outcome::done();
                             }),
                             &journal);
    setup.settings.concurrency = 4;
    const auto run = runOf(std::move(setup));
    run->start();
    {
        std::jthread canceller([&] {
            std::minstd_rand random(1);
            for (quint32 times = 0; times < rounds; ++times)
                run->cancel(RowSet::of({static_cast<quint32>(random() % records)}));
        });
        std::minstd_rand random(2);
        for (quint32 times = 0; times < rounds; ++times)
            run->retry(RowSet::of({static_cast<quint32>(random() % records)}));
    }
    QVERIFY(run->wait(300s));

    // Every attempt is in the history once and in order, and the last item is what the record shows.
    std::vector<int> attempts(records, 0);
    std::vector<int> done(records, 0);
    std::vector<State> last(records, State::Queued);
    for (const HistoryItem &item : journal.items()) {
        if (item.end.number > 0)
            QCOMPARE(static_cast<int>(item.end.number), ++attempts[item.end.row]);
        if (item.end.number > 0 && item.end.report == Report::Done)
            ++done[item.end.row];
        last[item.end.row] = item.end.became;
    }
    for (quint32 row = 0; row < records; ++row) {
        QCOMPARE(done[row], effects[row].load());
        QCOMPARE(run->record(row).attempts, static_cast<quint32>(attempts[row]));
        QCOMPARE(run->record(row).state, last[row]);
        QVERIFY(isEnded(last[row]));
    }
}

QTEST_GUILESS_MAIN(TestBatchRunRaces)
#include "tst_batchrunraces.moc"
