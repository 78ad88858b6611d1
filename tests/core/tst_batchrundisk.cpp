#include "core/latejournal.h"
#include "core/runfixture.h"

using namespace batchdeck;

// Records that must not run twice, under a journal that writes their ends late: what happens while an end is on its
// way to the disk, a hundred thousand times.
class TestBatchRunDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelRacesTheDisk();
    void leavingRacesTheDisk_data();
    void leavingRacesTheDisk();
};

namespace {

constexpr quint32 jobs = 4;

// Fails at first where a second attempt may help, and notes what else it saw.
struct Ledger {
    struct Record {
        std::atomic<int> done = 0;
        std::atomic<int> failed = 0;
        std::atomic<int> stopped = 0;
    };
    std::vector<Record> records;

    explicit Ledger(quint32 count)
        : records(count)
    {
    }
    static bool failsFirst(quint32 row) { return row % 4 == 1; }
    static bool fails(quint32 row) { return row % 4 == 2; }
    Outcome enter(const Attempt &attempt)
    {
        const quint32 row = attempt.record().row();
        Record &record = records[row];
        if (attempt.stopRequested()) {
            ++record.stopped;
            return Outcome::stopped();
        }
        const bool helps = failsFirst(row) && attempt.number() == 1;
        if (helps || fails(row)) {
            ++record.failed;
            return Outcome::failed({QStringLiteral("test"), QStringLiteral("It failed."), helps});
        }
        ++record.done;
        return Outcome::done();
    }
};

RunSetup setupOf(quint32 records, Blocking::Body body, LateJournal &journal)
{
    RunSetup setup = setupOf(records, std::make_unique<Blocking>(std::move(body)), &journal);
    setup.workload.operations = {{.idempotent = false, .durable = true, .claimed = true}};
    setup.settings.concurrency = jobs;
    setup.settings.retry.attempts = 2;
    setup.settings.retry.delay = {};
    return setup;
}

// Every attempt has one end, as the ledger says, and what is claimed has come to something.
QString faultIn(const LateJournal &journal, const Ledger &ledger)
{
    struct Told {
        quint32 attempts = 0;
        int done = 0;
        int failed = 0;
        int stopped = 0;
    };
    std::vector<Told> told(ledger.records.size());
    for (const End &end : journal.feed()) {
        if (end.what != End::What::Ended || end.number == 0)
            continue;
        Told &record = told[end.row];
        if (end.number != ++record.attempts)
            return QStringLiteral("record %1: attempt %2 ended out of turn").arg(end.row).arg(end.number);
        ++(end.report == Report::Done ? record.done : end.report == Report::Failed ? record.failed : record.stopped);
    }
    for (std::size_t row = 0; row < told.size(); ++row) {
        const Ledger::Record &seen = ledger.records[row];
        // It may have been stopped before the operation saw it.
        if (told[row].done != seen.done || told[row].failed != seen.failed || told[row].stopped < seen.stopped)
            return QStringLiteral("record %1 ended otherwise").arg(row);
    }
    if (journal.inDoubt() > 0)
        return QStringLiteral("%1 claims came to nothing").arg(journal.inDoubt());
    if (journal.mostInDoubt() > 2 * jobs)
        return QStringLiteral("%1 in doubt at once").arg(journal.mostInDoubt());
    return {};
}

// Its end stands on its way to the disk when the cancel comes, whoever gets the processor.
bool holdsDisk(quint32 row)
{
    return orderOf(row) == Order::CancelLast && row % 8 < 4;
}

} // namespace

void TestBatchRunDisk::cancelRacesTheDisk()
{
    Ledger ledger(rounds);
    LateJournal journal(rounds, 3);
    std::vector<Progress> begun(rounds);
    std::vector<Progress> ended(rounds);
    Progress cancelling;
    Progress held; // the disk, so that this row's end has to wait
    std::atomic<int> unclaimed = 0;
    const auto run = runOf(setupOf(
        rounds,
        [&](Attempt &attempt) {
            const quint32 row = attempt.record().row();
            unclaimed += !journal.isClaimed(row);
            begun[row].reach(1);
            if (orderOf(row) == Order::CancelFirst && attempt.number() == 1)
                cancelling.await(row + 1);
            if (holdsDisk(row))
                held.await(row + 1);
            Jitter(row).pass();
            Outcome outcome = ledger.enter(attempt);
            ended[row].reach(1);
            return outcome;
        },
        journal));
    std::vector<bool> caught(rounds); // the cancel came while the first end was on its way
    quint32 early = 0; // shown before they were on disk
    run->start();
    Jitter jitter(1);
    for (quint32 row = 0; row < rounds; ++row) {
        begun[row].await(1);
        std::unique_lock disk(journal.disk, std::defer_lock);
        if (holdsDisk(row)) {
            disk.lock();
            held.reach(row + 1);
        }
        if (orderOf(row) == Order::CancelLast) {
            ended[row].await(1);
            while (disk && journal.onItsWay(row) == 0 && !journal.isWritten(row))
                std::this_thread::yield();
        }
        jitter.pass();
        cancelling.reach(row + 1);
        const quint32 before = journal.onItsWay(row);
        run->cancel(RowSet::of({row}));
        caught[row] = before == 1 && journal.onItsWay(row) == 1;
        const quint32 other = row - std::min(row, jitter.below(jobs));
        const State shown = run->record(other).state;
        early += (shown == State::Succeeded || shown == State::Failed) && !journal.isWritten(other);
    }
    QVERIFY(run->wait(300s));
    QCOMPARE(unclaimed.load(), 0);
    QCOMPARE(early, 0U);
    const QString fault = faultIn(journal, ledger);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));

    quint32 inTime = 0;
    quint32 tooLate = 0;
    quint32 notAgain = 0;
    for (quint32 row = 0; row < rounds; ++row) {
        const RecordRow record = run->record(row);
        QVERIFY(isEnded(record.state));
        if (!caught[row]) {
            inTime += record.state == State::Cancelled;
            continue;
        }
        tooLate += record.state == State::Succeeded && !record.late;
        notAgain += record.state == State::Cancelled;
        const State expected = Ledger::failsFirst(row) ? State::Cancelled
            : Ledger::fails(row)                       ? State::Failed
                                                       : State::Succeeded;
        QCOMPARE(record.state, expected);
        QCOMPARE(record.attempts, 1U);
    }
    QVERIFY2(inTime > share && tooLate > share && notAgain > share / 4,
             qPrintable(
                 QStringLiteral("%1 in time, %2 too late, %3 not tried again").arg(inTime).arg(tooLate).arg(notAgain)));
}

void TestBatchRunDisk::leavingRacesTheDisk_data()
{
    QTest::addColumn<bool>("closes");
    QTest::addColumn<bool>("cancels");
    QTest::addColumn<bool>("fails");
    QTest::newRow("close") << true << false << false;
    QTest::newRow("destroy") << false << false << false;
    QTest::newRow("close, cancel") << true << true << false;
    QTest::newRow("destroy, lose") << false << false << true;
    QTest::newRow("close, cancel, lose") << true << true << true;
}

// Nothing is left of a run that is gone, and none of its ends either that the journal could have written.
void TestBatchRunDisk::leavingRacesTheDisk()
{
    QFETCH(const bool, closes);
    QFETCH(const bool, cancels);
    QFETCH(const bool, fails);
    Jitter jitter(1);
    quint32 midway = 0;
    for (quint32 round = 0; round < rounds / volley; ++round) {
        Ledger ledger(volley);
        constexpr quint32 least = volley / (2 * jobs); // commits, for no more is claimed in one
        const quint32 failsAt = fails ? jitter.below(least) : nothing;
        LateJournal journal(volley, round, failsAt);
        std::atomic<bool> isGone = false;
        std::atomic<int> outlived = 0;
        auto run = runOf(setupOf(
            volley,
            [&](Attempt &attempt) {
                outlived += isGone;
                Jitter(round + attempt.record().row()).pass();
                return ledger.enter(attempt);
            },
            journal));
        run->start();
        journal.commits.await(jitter.below(std::min(least, fails ? failsAt + 2 : least)));
        {
            std::jthread other;
            if (cancels) {
                other = std::jthread([&run, round] {
                    Jitter own(round);
                    for (quint32 row = 0; row < volley; ++row) {
                        own.pass();
                        run->cancel(RowSet::of({row}));
                    }
                });
            }
            jitter.pass();
            if (closes)
                QVERIFY(run->close(300s));
        }
        const quint32 left = run->summary().count(State::Queued);
        run.reset();
        isGone = true;
        const QString fault = faultIn(journal, ledger);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        midway += left > 0 && left < volley;
        if (!journal.hasFailed()) {
            for (quint32 row = 0; row < volley; ++row)
                QCOMPARE(journal.onItsWay(row), 0U);
        }
        QCOMPARE(outlived.load(), 0);
    }
    QVERIFY2(midway > rounds / volley / 50, qPrintable(QString::number(midway)));
}

QTEST_GUILESS_MAIN(TestBatchRunDisk)
#include "tst_batchrundisk.moc"
