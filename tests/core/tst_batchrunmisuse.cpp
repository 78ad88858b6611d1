#include "core/runfixture.h"

#include <nlohmann/json.hpp>

using namespace batchdeck;

// What others get wrong does no harm: setups that do not fit, rows that are not there, code that throws,
// texts without end.
class TestBatchRunMisuse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesAWorkloadThatDoesNotFit_data();
    void refusesAWorkloadThatDoesNotFit();
    void rowsThatAreNotThere();
    void anEditMayAskTheRun();
    void noChangeIsLost();
    void closeMayThrow();
    void aStopMayThrow();
    void aLateCleanUpRunsAtOnce();
    void capsKindsAndNotes();
    void capsTheLogOfCleanUps_data();
    void capsTheLogOfCleanUps();
};

namespace {

std::unique_ptr<Operation> nothingToDo()
{
    return std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); });
}

} // namespace

void TestBatchRunMisuse::refusesAWorkloadThatDoesNotFit_data()
{
    QTest::addColumn<std::function<void(Workload &)>>("spoil");
    QTest::addColumn<QString>("says"); // nothing: it fits
    const auto add = [](const char *row, const char *says, std::function<void(Workload &)> spoil) {
        QTest::newRow(row) << std::move(spoil) << QString::fromLatin1(says);
    };
    add("it fits", "", [](Workload &) {});
    add("no group", "no group", [](Workload &it) { it.groups.clear(); });
    add("operation", "operation", [](Workload &it) { it.groups[1].operation = 1; });
    add("target", "target", [](Workload &it) { it.groups[0].target = 2; });
    add("limit", "limit", [](Workload &it) { it.groups[0].limits = {0, 2}; });
    add("a limit is no target", "limit", [](Workload &it) { it.groups[0].limits = {nothing}; });
    add("nobody gets in", "nobody", [](Workload &it) { it.gates[1].max = 0; });
    add("too few groups named", "each record", [](Workload &it) { it.groupOf.pop_back(); });
    add("another group", "each record", [](Workload &it) { it.groupOf[2] = 2; });
    add("too many keys", "keys", [](Workload &it) { it.sameAs.push_back(0); });
    add("a key far out", "keys", [](Workload &it) { it.sameAs[0] = nothing - 1; });
    add("invalid row", "invalid", [](Workload &it) { it.invalid = {1, 3}; });
}

void TestBatchRunMisuse::refusesAWorkloadThatDoesNotFit()
{
    QFETCH(std::function<void(Workload &)>, spoil);
    QFETCH(QString, says);
    RunSetup setup = setupOf(3, nothingToDo());
    setup.workload.gates = {{1}, {nothing}};
    setup.workload.groups = {{.operation = 0, .target = 1, .limits = {0}}, {.operation = 0, .limits = {}}};
    setup.workload.groupOf = {0, 1, 0};
    setup.workload.sameAs = {0, nothing, 0};
    setup.workload.invalid = {1};
    spoil(setup.workload);
    const auto run = BatchRun::create(std::move(setup));
    QCOMPARE(bool(run), says.isEmpty());
    if (run)
        return;
    QCOMPARE(run.error().kind, QStringLiteral("setup"));
    QVERIFY2(run.error().message.contains(says), qPrintable(run.error().message));
}

void TestBatchRunMisuse::rowsThatAreNotThere()
{
    const auto run = runOf(setupOf(2, nothingToDo()));
    for (const quint32 row : {2U, 1'000'000U, nothing}) {
        QCOMPARE(run->record(row).state, State::Invalid);
        QCOMPARE(run->record(row).attempts, 0U);
        QCOMPARE(run->waiting(row).what, Waiting::For::Nothing);
        QCOMPARE(run->progress(row).fraction, -1.0);
        QCOMPARE(run->status(row).record.state, State::Invalid);
        QCOMPARE(run->status(row).progress, -1.0);
        run->giveUp(row);
        run->repair(row);
        run->cancel(RowSet::of({row}));
        run->retry(RowSet::of({row}));
        run->moveToFront(RowSet::of({row}));
        run->markAs(RowSet::of({row}), State::Failed);
    }
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Queued), 2U);
    QCOMPARE(run->errorKind(60'000), QString());
}

void TestBatchRunMisuse::anEditMayAskTheRun()
{
    const auto run = runOf(setupOf(7, nothingToDo()));
    QVERIFY(run->change([&](RunSettings &settings) {
        settings.concurrency = static_cast<int>(run->summary().count(State::Queued)) + run->settings().retry.attempts;
    }));
    QCOMPARE(run->settings().concurrency, 8);
}

void TestBatchRunMisuse::noChangeIsLost()
{
    const auto run = runOf(setupOf(1, nothingToDo()));
    QVERIFY(run->setConcurrency(1));
    {
        const std::jthread other([&] {
            for (int times = 1; times < 500; ++times)
                (void)run->change([](RunSettings &settings) { ++settings.retry.attempts; });
        });
        for (int times = 1; times < 500; ++times)
            (void)run->change([](RunSettings &settings) { ++settings.concurrency; });
    }
    QCOMPARE(run->settings().concurrency, 500);
    QCOMPARE(run->settings().retry.attempts, 500);
}

void TestBatchRunMisuse::closeMayThrow()
{
    class Closing final : public BlockingOperation {
    public:
        explicit Closing(std::atomic<int> &closed)
            : m_closed(closed)
        {
        }
        Outcome run(Attempt &) override { return Outcome::done(); }
        void close() override
        {
            ++m_closed;
            throw std::runtime_error("the server is gone");
        }

    private:
        std::atomic<int> &m_closed;
    };
    std::atomic<int> closed = 0;
    RunSetup setup = setupOf(1, std::make_unique<Closing>(closed));
    setup.operations.push_back(std::make_unique<Closing>(closed));
    setup.workload.operations.resize(2);
    auto run = runOf(std::move(setup));
    for (int times = 0; times < 2; ++times)
        QTest::ignoreMessage(QtWarningMsg, "closing an operation failed: the server is gone");
    run.reset();
    QCOMPARE(closed.load(), 2); // the other is closed all the same
}

void TestBatchRunMisuse::aStopMayThrow()
{
    std::atomic<int> running = 0;
    std::atomic<int> asked = 0;
    const auto run = runOf(setupOf(4, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       Door stopped;
                                       const BlockingStop stop = attempt.onStop([&] {
                                           ++asked;
                                           stopped.open();
                                           throw std::runtime_error("no such query");
                                       });
                                       ++running;
                                       stopped.pass();
                                       return Outcome::stopped();
                                   })));
    run->start();
    QTRY_COMPARE(running.load(), 4);
    for (int times = 0; times < 4; ++times)
        QTest::ignoreMessage(QtWarningMsg, "a stop failed: no such query");
    run->cancel();
    QVERIFY(run->wait(60s));
    QCOMPARE(asked.load(), 4); // the first did not take the others' thread along
    QCOMPARE(run->summary().count(State::Cancelled), 4U);
}

void TestBatchRunMisuse::aLateCleanUpRunsAtOnce()
{
    std::atomic<int> cleaned = 0;
    std::atomic<int> atOnce = 0;
    const auto run = runOf(setupOf(10, std::make_unique<Starting>([&](AttemptHandle handle) {
                                       handle->onEnd([&] { ++cleaned; });
                                       handle.finish(Outcome::done());
                                       const int before = cleaned;
                                       handle->onEnd([&] { ++cleaned; });
                                       atOnce += cleaned > before;
                                   })));
    QVERIFY(run->setConcurrency(1));
    run->start();
    QVERIFY(run->wait(60s));
    QTRY_COMPARE(atOnce.load(), 10);
    QCOMPARE(cleaned.load(), 20);
}

void TestBatchRunMisuse::capsKindsAndNotes()
{
    Door shown;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       attempt.progress(0.5, QString(1'000'000, u'n'));
                                       shown.pass();
                                       return Outcome::failed({QString(1'000'000, u'k'), {}, false});
                                   })));
    run->start();
    QTRY_VERIFY(!run->progress(0).note.isEmpty());
    QVERIFY(run->progress(0).note.startsWith(QString(noteCap, u'n')));
    QVERIFY(run->progress(0).note.endsWith(u"… [999488 more characters were cut]"));
    shown.open();
    QVERIFY(run->wait(60s));
    const QString kind = run->errorKind(run->record(0).errorKind);
    QVERIFY(kind.startsWith(QString(errorKindCap, u'k')));
    QVERIFY(kind.endsWith(u"… [999872 more characters were cut]"));
}

void TestBatchRunMisuse::capsTheLogOfCleanUps_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::newRow("an empty log") << false;
    QTest::newRow("a full log") << true;
}

// Of those that throw, one is told past the end of the log, and that there was more.
void TestBatchRunMisuse::capsTheLogOfCleanUps()
{
    QFETCH(bool, isFull);
    MemoryJournal journal;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       for (int times = 0; times < 100; ++times) {
                                           attempt.onEnd([] { throw std::runtime_error(std::string(9000, 'x')); });
                                           if (isFull)
                                               attempt.log(QString(logLineCap, u'y'));
                                       }
                                       return Outcome::done();
                                   }),
                                   &journal));
    run->start();
    QVERIFY(run->wait(60s));
    const QString log = journal.items().front().log;
    QVERIFY2(log.size() < logCap + logLineCap + 200, qPrintable(QString::number(log.size())));
    const qsizetype notice = log.indexOf(QStringLiteral("[The log is full; what came after this was cut.]"));
    QVERIFY(notice > logCap - 2 * logLineCap && notice <= logCap);
    QCOMPARE(log.count(QStringLiteral("[The log is full")), 1);
    const QString failure = QStringLiteral("Clean-up failed: ");
    QCOMPARE(log.mid(notice).count(failure), 1);
    QCOMPARE(log.left(notice).contains(failure), !isFull);
}

QTEST_GUILESS_MAIN(TestBatchRunMisuse)
#include "tst_batchrunmisuse.moc"
