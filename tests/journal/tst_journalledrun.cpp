#include "core/runfixture.h"
#include "journal/journalwriter.h"
#include "journalfixture.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

// A run and its journal, in real threads.
class TestJournalledRun final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void everyAttemptIsClaimedFirst();
    void goesOnWhereItStopped();
    void endsInMemoryWhereTheJournalIsLost();
    void remembersWhatAPersonAskedFor();

private:
    QString path() const { return m_folder->filePath(u"run.journal"_s); }
    RunSetup setup(quint32 records, Blocking::Body body, RunJournal *journal)
    {
        RunSetup made = setupOf(records, std::make_unique<Blocking>(std::move(body)), journal);
        made.workload.operations = {{.idempotent = false, .durable = true, .claimed = true}};
        made.settings.concurrency = 4;
        return made;
    }
    JournalPast past(JournalFile &file) { return pastIn(file); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

// By what is on disk while the attempt is at work.
void TestJournalledRun::everyAttemptIsClaimedFirst()
{
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    std::atomic<int> unclaimed = 0;
    auto run = runOf(setup(
        60,
        [&](Attempt &attempt) {
            JournalFile file = must(JournalFile::read(path()));
            const auto history = must(file.history(attempt.record().row()));
            unclaimed += history.size() != 1 || history[0].what != What::Claim || history[0].number != 1;
            return Outcome::done("1");
        },
        &writer));
    run->start();
    QVERIFY(run->wait(1h));
    QCOMPARE(run->summary().succeeded(), 60U);
    QCOMPARE(unclaimed.load(), 0);
    JournalFile file = must(JournalFile::read(path()));
    QCOMPARE(past(file).ended, 60U); // each was on disk before it was shown
    QVERIFY(past(file).interrupted.empty());
}

void TestJournalledRun::goesOnWhereItStopped()
{
    const QString crashed = m_folder->filePath(u"crashed.journal"_s);
    {
        JournalWriter writer(must(JournalFile::create(path(), someRun())));
        Door hold;
        std::atomic<int> held = 0;
        auto run = runOf(setup(
            20,
            [&](Attempt &attempt) {
                if (attempt.record().row() == 3)
                    return Outcome::failed({u"http.503"_s, u"busy"_s, false});
                if (attempt.record().row() >= 8) {
                    ++held;
                    hold.pass();
                }
                return Outcome::done();
            },
            &writer));
        run->start();
        QTRY_COMPARE(held.load(), 4);
        QTRY_COMPARE(run->summary().succeeded(), 7U);
        // What a crash would leave, as another program sees it.
        JournalFile now = must(JournalFile::read(path()));
        const JournalPast left = past(now);
        QCOMPARE(left.ended, 8U + static_cast<quint32>(left.interrupted.size()));
        QVERIFY(left.interrupted.size() >= 4 && left.interrupted.size() <= 8);
        JournalFile copy = must(JournalFile::create(crashed, someRun()));
        for (quint32 row = 0; row < 20; ++row) {
            auto history = must(now.history(row));
            must(copy.append(history));
        }
        hold.open();
        QVERIFY(run->wait(1h));
    }

    JournalFile file = must(JournalFile::open(crashed));
    JournalPast was = past(file);
    must(file.append(was.interrupted));
    const auto inDoubt = static_cast<quint32>(was.interrupted.size());
    JournalWriter writer(std::move(file));
    std::mutex mutex;
    std::vector<quint32> ran;
    RunSetup made = setup(
        20,
        [&](Attempt &attempt) {
            const std::lock_guard lock(mutex);
            ran.push_back(attempt.record().row());
            return Outcome::done();
        },
        &writer);
    made.past = was.run;
    auto run = runOf(std::move(made));
    QCOMPARE(run->summary().phase, RunPhase::Idle); // until a person starts it
    QCOMPARE(run->summary().succeeded(), 7U);
    QCOMPARE(run->summary().count(State::InDoubt), inDoubt);
    QCOMPARE(run->errorKind(run->record(3).errorKind), u"http.503"_s);
    QCOMPARE(run->record(3).attempts, 1U);
    QCOMPARE(run->errorKind(run->record(8).errorKind), u"interrupted"_s);
    run->start();
    QVERIFY(run->wait(1h));
    QCOMPARE(run->summary().succeeded(), 20 - 1 - inDoubt);
    QCOMPARE(ran.size(), std::size_t(20 - 8 - inDoubt));
    QVERIFY(std::all_of(ran.begin(), ran.end(), [inDoubt](quint32 row) { return row >= 8 + inDoubt; }));
    run->markAs(RowSet::of({8}), State::Succeeded);
    QTRY_COMPARE(run->summary().count(State::InDoubt), inDoubt - 1);
    QVERIFY(run->wait(1h) && writer.flush(1h));
    JournalFile after = must(JournalFile::read(crashed));
    QVERIFY(past(after).interrupted.empty());
    QCOMPARE(past(after).ended, 20U);
}

void TestJournalledRun::endsInMemoryWhereTheJournalIsLost()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    std::unique_ptr<BatchRun> run;
    Door hold;
    {
        JournalWriter writer(must(JournalFile::create(path(), someRun())));
        std::atomic<int> started = 0;
        run = runOf(setup(
            30,
            [&](Attempt &attempt) {
                ++started;
                if (attempt.record().row() >= 4)
                    hold.pass();
                return Outcome::done();
            },
            &writer));
        run->start();
        QTRY_COMPARE(started.load(), 8);
        QTRY_COMPARE(run->summary().succeeded(), 4U);
        QVERIFY(writer.flush(1h));
        must(must(SqliteFile::open(path(), SqliteFile::Access::Write))
                 .execute("create trigger full before insert on history begin select raise(abort, 'full'); end"));
        hold.open();
        QTRY_COMPARE(run->summary().halt, Halt::Journal);
        QTRY_COMPARE(run->summary().inFlight, 0U);
        QCOMPARE(run->summary().phase, RunPhase::Paused);
        const int before = started;
        QCOMPARE(run->summary().succeeded(), quint32(before));
        QVERIFY(before <= 4 + 8);
        run->resume();
        QCOMPARE(run->summary().phase, RunPhase::Paused);

        run->journalFound(must(writer.moveTo(elsewhere)).loss);
        run->resume();
        QVERIFY(run->wait(1h));
        QCOMPARE(run->summary().succeeded(), 30U);
        QCOMPARE(started.load(), 30);
        run.reset();
    }
    JournalFile file = must(JournalFile::read(elsewhere));
    QCOMPARE(past(file).ended, 30U);
    QVERIFY(past(file).interrupted.empty());
}

void TestJournalledRun::remembersWhatAPersonAskedFor()
{
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    auto run = runOf(setup(
        3,
        [&](Attempt &) {
            return Outcome::failed({u"no"_s, u"no"_s, false});
        },
        &writer));
    run->start();
    QVERIFY(run->wait(1h));
    run->retry(RowSet::of({1}));
    QVERIFY(run->wait(1h) && writer.flush(1h));
    JournalFile file = must(JournalFile::read(path()));
    QStringList whats;
    for (const JournalEntry &entry : must(file.history(1)))
        whats += QString::number(int(entry.what));
    QCOMPARE(whats.join(u' '), u"0 2 3 0 2"_s); // claimed, ended, asked for again, claimed, ended
    QVERIFY(run->setConcurrency(3));
    QVERIFY(writer.flush(1h));
    QStringList decisions;
    for (const JournalledDecision &decision : must(file.decisions()))
        decisions += decision.what + u' ' + decision.detail;
    QCOMPARE(decisions, (QStringList{u"start "_s, u"retry row 1"_s, u"change concurrency: 3, was 4"_s}));
}

QTEST_APPLESS_MAIN(TestJournalledRun)
#include "tst_journalledrun.moc"
