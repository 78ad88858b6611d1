#include "core/feedfork.h"
#include "runfixture.h"

using namespace batchdeck;

class TestFeedFork final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theReaderWaitsForTheDisk();
    void aReaderOfAllHearsWhatIsAskedAgain();
    void aLostJournalHoldsNothing();
    void aRunWithoutADurableJournalWaitsForNothing();
    void aRunUnderBoth();
    void theJournalMayOutliveTheFork();
    void whatIsSharedWaitsForTheDisk();
    void whatIsSharedIsNeverLost_data();
    void whatIsSharedIsNeverLost();
};

namespace {

// Takes all, and says nothing of any disk.
class Reader final : public RunJournal {
public:
    explicit Reader(bool keepsEverything = false)
        : m_keepsAll(keepsEverything)
    {
    }
    bool keepsAll() const override { return m_keepsAll; }
    void open(Durable) override { }
    void write(std::vector<HistoryItem> items) override
    {
        const std::lock_guard lock(m_mutex);
        for (const HistoryItem &item : items)
            m_rows.push_back(item.end.row);
    }
    std::vector<quint32> rows() const
    {
        const std::lock_guard lock(m_mutex);
        return m_rows;
    }

private:
    const bool m_keepsAll;
    mutable std::mutex m_mutex;
    std::vector<quint32> m_rows;
};

HistoryItem itemOf(quint32 row, bool awaited, End::What what = End::What::Ended)
{
    HistoryItem item;
    item.end = {.row = row, .what = what, .attempt = {row, row + 1}, .number = 1, .awaited = awaited};
    return item;
}

using Rows = std::vector<quint32>;

HistoryItem sharedBy(quint32 leader, quint32 row)
{
    HistoryItem item;
    item.end = {.row = row, .became = State::Succeeded, .report = Report::Done, .leader = leader};
    return item;
}

} // namespace

void TestFeedFork::theReaderWaitsForTheDisk()
{
    MemoryJournal journal;
    Reader reader;
    FeedFork fork(journal, reader);
    std::size_t told = 0;
    fork.open([&](const std::vector<AttemptId> &attempts) {
        told += attempts.size();
        QCOMPARE(reader.rows(), (Rows{2, 0})); // before the run shows it
    });
    fork.write({itemOf(0, true), itemOf(1, true, End::What::Claimed), itemOf(2, false)});
    QCOMPARE(reader.rows(), Rows{2});
    QCOMPARE(journal.items().size(), std::size_t(3));
    journal.flush();
    QCOMPARE(told, std::size_t(2));
}

void TestFeedFork::aReaderOfAllHearsWhatIsAskedAgain()
{
    for (const bool keepsAll : {false, true}) {
        MemoryJournal journal;
        Reader reader(keepsAll);
        FeedFork fork(journal, reader);
        fork.write({itemOf(0, false), itemOf(1, true, End::What::Claimed), itemOf(2, false, End::What::Queued)});
        QCOMPARE(reader.rows(), keepsAll ? (Rows{0, 2}) : Rows{0});
    }
}

void TestFeedFork::aLostJournalHoldsNothing()
{
    MemoryJournal journal;
    Reader reader;
    FeedFork fork(journal, reader);
    int lost = 0;
    fork.open([](const std::vector<AttemptId> &) {});
    fork.onLost([&](quint32 loss) { lost = int(loss); });
    fork.write({itemOf(1, true), itemOf(0, true)});
    QVERIFY(reader.rows().empty());
    journal.lose();
    QCOMPARE(lost, 1);
    QCOMPARE(reader.rows(), (Rows{0, 1}));
    fork.write({itemOf(2, true)});
    journal.flush(); // it comes back: nothing is told twice
    fork.regain(1);
    QCOMPARE(reader.rows(), (Rows{0, 1, 2}));
    fork.write({itemOf(3, true)});
    QCOMPARE(reader.rows().size(), std::size_t(3));
    journal.flush();
    QCOMPARE(reader.rows(), (Rows{0, 1, 2, 3}));
    journal.lose();
    fork.regain(1); // somebody was slow to say so
    fork.write({itemOf(4, true)});
    QCOMPARE(reader.rows().back(), 4U);
    fork.regain(3);
    journal.lose(); // and here to say that
    fork.write({itemOf(5, true)});
    QCOMPARE(reader.rows().back(), 4U);
}

// A reader alone says nothing of any disk: whoever waited for it would do so for ever.
void TestFeedFork::aRunWithoutADurableJournalWaitsForNothing()
{
    Reader reader;
    for (RunJournal *journal : {static_cast<RunJournal *>(nullptr), static_cast<RunJournal *>(&reader)}) {
        RunSetup setup = setupOf(20, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }), journal);
        setup.workload.operations = {{.idempotent = false, .durable = true, .claimed = true}};
        const auto run = runOf(std::move(setup));
        run->start();
        QVERIFY(run->wait(60s));
        QCOMPARE(run->summary().succeeded(), 20U);
    }
    QCOMPARE(reader.rows().size(), std::size_t(20));
}

void TestFeedFork::aRunUnderBoth()
{
    MemoryJournal journal;
    Reader reader;
    FeedFork fork(journal, reader);
    RunSetup setup = setupOf(20, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }), &fork);
    setup.workload.operations = {{.idempotent = false, .durable = true}};
    setup.settings.concurrency = 4;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(journal.awaited(), std::size_t(8)); // what succeeds waits without its slot
    QVERIFY(reader.rows().empty());
    QCOMPARE(run->summary().succeeded(), 0U);
    QTRY_VERIFY((journal.flush(), run->summary().succeeded() == 20));
    QTRY_COMPARE(reader.rows().size(), std::size_t(20));
}

void TestFeedFork::theJournalMayOutliveTheFork()
{
    MemoryJournal journal;
    std::size_t told = 0;
    {
        Reader reader;
        FeedFork fork(journal, reader);
        fork.open([&](const std::vector<AttemptId> &attempts) { told += attempts.size(); });
        fork.write({itemOf(0, true)});
    }
    journal.flush();
    QCOMPARE(told, std::size_t(0));
}

// The run does not wait for it: whoever reads of it does.
void TestFeedFork::whatIsSharedWaitsForTheDisk()
{
    MemoryJournal journal;
    Reader reader(true);
    FeedFork fork(journal, reader);
    std::size_t told = 0;
    fork.open([&](const std::vector<AttemptId> &attempts) { told += attempts.size(); });
    fork.write({itemOf(0, true), sharedBy(0, 1), sharedBy(0, 2), itemOf(3, false)});
    QCOMPARE(reader.rows(), Rows{3});
    fork.write({itemOf(1, false, End::What::Queued), itemOf(4, false)}); // asked for again meanwhile
    QCOMPARE(reader.rows(), (Rows{3, 4}));
    journal.flush();
    QCOMPARE(told, std::size_t(1)); // the run knows of no other
    QCOMPARE(reader.rows(), (Rows{3, 4, 0, 1, 2, 1}));
    QVERIFY(journal.itemsOf(2).front().end.leader == 0U);
}

void TestFeedFork::whatIsSharedIsNeverLost_data()
{
    QTest::addColumn<bool>("isClosed");
    QTest::newRow("where the journal is lost") << false;
    QTest::newRow("where the run is over") << true;
}

void TestFeedFork::whatIsSharedIsNeverLost()
{
    QFETCH(const bool, isClosed);
    MemoryJournal journal;
    Reader reader;
    FeedFork fork(journal, reader);
    fork.open([](const std::vector<AttemptId> &) {});
    fork.onLost([](quint32) {});
    fork.write({sharedBy(0, 1), sharedBy(0, 2)});
    QVERIFY(reader.rows().empty());
    if (isClosed)
        fork.close();
    else
        journal.lose();
    QCOMPARE(reader.rows(), (Rows{1, 2}));
    journal.flush(); // nothing is told twice
    QCOMPARE(reader.rows(), (Rows{1, 2}));
}

QTEST_APPLESS_MAIN(TestFeedFork)
#include "tst_feedfork.moc"
