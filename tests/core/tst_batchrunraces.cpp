#include "core/races.h"
#include "core/runfixture.h"

using namespace batchdeck;

// What ends an attempt races what stops it, a hundred thousand times. The operation keeps a ledger of
// its own, and every record must end as the ledger says: once, and as the table of verdicts has it. Both
// sides must win now and then, however fast or busy the machine is: else it was no race.
class TestBatchRunRaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelRacesCompletion();
    void timeoutRaces_data();
    void timeoutRaces();
    void retryRacesCancel();
};

namespace {

// What the operation saw of each record.
struct Ledger {
    std::vector<std::atomic<int>> done;
    std::vector<std::atomic<int>> stopped;

    explicit Ledger(quint32 records)
        : done(records)
        , stopped(records)
    {
    }
    Outcome enter(const Attempt &attempt)
    {
        const bool isStopped = attempt.stopRequested();
        ++(isStopped ? stopped : done)[attempt.record().row()];
        return isStopped ? Outcome::stopped() : Outcome::done();
    }
};

struct Wins {
    quint32 completed = 0; // before any stop
    quint32 late = 0; // after one that did not reach it
    quint32 cancelled = 0;
    quint32 timedOut = 0;
};

// Of rounds in which each record has one attempt.
Wins winsOf(const std::vector<HistoryItem> &history, const BatchRun &run, const Ledger &ledger)
{
    Wins wins;
    std::vector<int> ends(run.batch().size(), 0);
    for (const HistoryItem &item : history) {
        const End &end = item.end;
        const bool isDone = end.report == Report::Done;
        const RecordRow record = run.record(end.row);
        const bool holds = ++ends[end.row] == 1 && end.number == 1 && record.state == end.became
            && record.state == verdict(end.report, end.reason).state && ledger.done[end.row] == (isDone ? 1 : 0)
            && ledger.stopped[end.row] <= (isDone ? 0 : 1); // none where it never began
        if (!holds)
            qFatal("record %u: %s, %s after %d done and %d stopped", end.row, name(end.report).data(),
                   name(record.state).data(), ledger.done[end.row].load(), ledger.stopped[end.row].load());
        wins.completed += isDone && end.reason == StopReason::None;
        wins.late += isDone && end.reason != StopReason::None;
        wins.cancelled += !isDone && end.reason == StopReason::User;
        wins.timedOut += !isDone && end.reason == StopReason::Timeout;
    }
    return wins;
}

// Ends attempts, or cancels their records, at about the moment at which their timeouts reach them: how long
// that takes on this machine is learnt from those that are left to their timeouts. For a while in between there
// is no timeout.
class Player {
public:
    Player(Ledger &ledger, bool completes)
        : m_ledger(ledger)
        , m_completes(completes)
    {
    }

    void take(AttemptHandle handle)
    {
        const std::lock_guard lock(m_mutex);
        m_taken.emplace_back(std::move(handle), Clock::now());
    }

    // Until the round is over.
    void play(BatchRun &run)
    {
        std::vector<Playing> playing;
        do {
            {
                const std::lock_guard lock(m_mutex);
                std::move(m_taken.begin(), m_taken.end(), std::back_inserter(playing));
                m_taken.clear();
            }
            for (std::size_t at = 0; at < playing.size();) {
                if (goOn(run, playing[at])) {
                    const auto handle = std::move(playing[at].handle);
                    playing.erase(playing.begin() + static_cast<std::ptrdiff_t>(at));
                    Outcome outcome = m_ledger.enter(**handle);
                    handle->finish(std::move(outcome));
                } else {
                    ++at;
                }
            }
        } while (!playing.empty() || !run.wait(Duration()));
    }

private:
    struct Playing {
        Playing(AttemptHandle taken, Instant now)
            : handle(std::make_unique<AttemptHandle>(std::move(taken)))
            , began(now)
        {
        }
        std::unique_ptr<AttemptHandle> handle;
        Instant began;
        bool isLeft = false; // to its timeout
        bool isDecided = false;
        Instant acts = never;
    };

    void decide(BatchRun &run, Playing &one, quint32 row)
    {
        one.isDecided = true;
        if (row % volley == 0) { // also for those that are at work
            m_timesOut = m_jitter.below(4) > 0;
            const Duration timeout = m_timesOut ? std::chrono::microseconds(1 + m_jitter.below(20)) : Duration(24h);
            if (!run.setTimeout(timeout))
                qFatal("a timeout was refused");
        }
        one.isLeft = row % 8 == 0;
        if (!one.isLeft)
            one.acts = one.began + std::chrono::nanoseconds(m_jitter.below(2 * static_cast<quint32>(m_reach.count())));
    }

    // True where it ends now.
    bool goOn(BatchRun &run, Playing &one)
    {
        const quint32 row = (*one.handle)->record().row();
        if (!one.isDecided)
            decide(run, one, row);
        const Instant now = Clock::now();
        if ((*one.handle)->stopRequested()) {
            if (one.isLeft)
                m_reach += (std::min<Duration>(now - one.began, 200us) - m_reach) / 8;
            return true;
        }
        if (one.isLeft && !m_timesOut) {
            one.isLeft = false;
            one.acts = now;
        }
        if (now < one.acts)
            return false;
        if (!m_completes) {
            one.acts = never;
            run.cancel(RowSet::of({row}));
        }
        return m_completes;
    }

    Ledger &m_ledger;
    const bool m_completes;
    bool m_timesOut = true;
    Duration m_reach = 100us; // how long it takes a timeout to reach an attempt
    Jitter m_jitter{1};
    std::mutex m_mutex;
    std::vector<Playing> m_taken;
};

} // namespace

void TestBatchRunRaces::cancelRacesCompletion()
{
    MemoryJournal journal;
    Ledger ledger(rounds);
    std::vector<std::optional<AttemptHandle>> handles(rounds);
    std::vector<Progress> begun(rounds);
    Progress cancelling;
    Progress ending;
    RunSetup setup = setupOf(rounds, std::make_unique<Starting>([&](AttemptHandle handle) {
                                 const quint32 row = handle->record().row();
                                 handles[row].emplace(std::move(handle));
                                 begun[row].reach(1);
                             }),
                             &journal);
    setup.settings.concurrency = volley;
    const auto run = runOf(std::move(setup));
    run->start();
    {
        const std::jthread canceller([&] {
            Jitter jitter(1);
            for (quint32 row = 0; row < rounds; ++row) {
                begun[row].await(1);
                if (orderOf(row) == Order::CancelLast)
                    ending.await(row + 1);
                jitter.pass();
                cancelling.reach(row + 1);
                run->cancel(RowSet::of({row}));
            }
        });
        Jitter jitter(2);
        for (quint32 row = 0; row < rounds; ++row) {
            begun[row].await(1);
            AttemptHandle handle = *std::move(handles[row]);
            handles[row].reset();
            if (orderOf(row) == Order::CancelFirst)
                cancelling.await(row + 1);
            jitter.pass();
            if (orderOf(row) == Order::CancelFirst && row % 8 == 0)
                untilStopped(*handle);
            Outcome outcome = ledger.enter(*handle);
            ending.reach(row + 1);
            handle.finish(std::move(outcome));
        }
    }
    QVERIFY(run->wait(300s));
    QCOMPARE(journal.items().size(), std::size_t(rounds));
    const Wins wins = winsOf(journal.items(), *run, ledger);
    QVERIFY2(wins.completed > share && wins.cancelled > share,
             qPrintable(QStringLiteral("%1 completed, %2 cancelled").arg(wins.completed).arg(wins.cancelled)));
}

void TestBatchRunRaces::timeoutRaces_data()
{
    QTest::addColumn<bool>("completes");
    QTest::newRow("completion") << true;
    QTest::newRow("cancel") << false;
}

void TestBatchRunRaces::timeoutRaces()
{
    QFETCH(bool, completes);
    MemoryJournal journal;
    Ledger ledger(rounds);
    Player player(ledger, completes);
    RunSetup setup = setupOf(
        rounds, std::make_unique<Starting>([&](AttemptHandle handle) { player.take(std::move(handle)); }), &journal);
    setup.settings.concurrency = 4;
    setup.settings.timeout = 10us;
    const auto run = runOf(std::move(setup));
    run->start();
    player.play(*run);
    QCOMPARE(journal.items().size(), std::size_t(rounds));
    const Wins wins = winsOf(journal.items(), *run, ledger);
    const quint32 others = completes ? wins.completed : wins.cancelled;
    QVERIFY2(wins.timedOut > share && others > share,
             qPrintable(QStringLiteral("%1 timed out, %2 did not").arg(wins.timedOut).arg(others)));
}

void TestBatchRunRaces::retryRacesCancel()
{
    MemoryJournal journal;
    Ledger ledger(volley);
    std::atomic<quint32> pass = 0; // all records have ended, and are retried and cancelled once
    Progress retrying;
    Progress cancelling;
    Progress returned;
    std::vector<Progress> entered(volley);
    RunSetup setup = setupOf(volley, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 const quint32 row = attempt.record().row();
                                 const quint32 time = pass * volley + row;
                                 if (attempt.number() > 1 && orderOf(time) == Order::CancelFirst)
                                     cancelling.await(time + 1);
                                 Jitter(time).pass();
                                 Outcome outcome = ledger.enter(attempt);
                                 entered[row].reach(pass + 1);
                                 return outcome;
                             }),
                             &journal);
    setup.settings.concurrency = 4;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(300s));
    {
        const std::jthread canceller([&] {
            Jitter jitter(1);
            for (quint32 time = 0; time < rounds; ++time) {
                const quint32 row = time % volley;
                if (orderOf(time) == Order::CancelFirst)
                    retrying.await(time + 1); // else there is nothing to cancel
                else
                    retrying.await(time - row + 1);
                if (orderOf(time) == Order::CancelLast)
                    entered[row].await(time / volley + 1);
                jitter.pass();
                cancelling.reach(time + 1);
                run->cancel(RowSet::of({row}));
                returned.reach(time + 1);
            }
        });
        Jitter jitter(2);
        for (quint32 time = 0; time < rounds; ++time) {
            if (time % volley == 0) {
                returned.await(time);
                if (!run->wait(300s))
                    qFatal("a round does not end");
                pass = time / volley;
            }
            jitter.pass();
            retrying.reach(time + 1);
            run->retry(RowSet::of({time % volley}));
        }
    }
    QVERIFY(run->wait(300s));

    // Each retry has brought one end, every attempt is in the history once and in order, and the last item is
    // what the record shows.
    quint32 cancelled = 0;
    std::vector<quint32> ends(volley, 0);
    std::vector<int> attempts(volley, 0);
    std::vector<int> done(volley, 0);
    std::vector<int> stopped(volley, 0);
    std::vector<State> last(volley, State::Queued);
    const std::vector<HistoryItem> history = journal.items();
    for (const HistoryItem &item : history) {
        const End &end = item.end;
        ++ends[end.row];
        last[end.row] = end.became;
        cancelled += end.became == State::Cancelled;
        if (end.number == 0) {
            QCOMPARE(end.became, State::Cancelled);
            continue;
        }
        QCOMPARE(static_cast<int>(end.number), ++attempts[end.row]);
        QCOMPARE(end.became, verdict(end.report, end.reason).state);
        ++(end.report == Report::Done ? done : stopped)[end.row];
    }
    for (quint32 row = 0; row < volley; ++row) {
        QCOMPARE(ends[row], rounds / volley + 1);
        QCOMPARE(done[row], ledger.done[row].load());
        QVERIFY(stopped[row] >= ledger.stopped[row]); // or it was stopped before the operation saw it
        QCOMPARE(run->record(row).attempts, static_cast<quint32>(attempts[row]));
        QCOMPARE(run->record(row).state, last[row]);
    }
    const quint32 succeeded = static_cast<quint32>(history.size()) - cancelled;
    QVERIFY2(succeeded > share && cancelled > share,
             qPrintable(QStringLiteral("%1 succeeded, %2 cancelled").arg(succeeded).arg(cancelled)));
}

QTEST_GUILESS_MAIN(TestBatchRunRaces)
#include "tst_batchrunraces.moc"
