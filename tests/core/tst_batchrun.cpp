#include "core/runfixture.h"

#include <QSet>

#include <nlohmann/json.hpp>

using namespace batchdeck;

// The engine's contract with operations, in real threads.
class TestBatchRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsEveryRecordOnce();
    void anEmptyBatchEndsAtOnce();
    void refusesSettingsThatMakeNoSense();
    void aChangeThatMakesNoSenseChangesNothing();
    void endsInsideStartWithoutRecursing();
    void finishesFromAnotherThread();
    void countsOnlyTheFirstFinish();
    void aDroppedHandleIsInDoubt();
    void exceptions_data();
    void exceptions();
    void anExceptionOfStartIsAFailure();
    void aCancellationNobodyAskedForIsAFailure();
    void aHandleDroppedByACaughtExceptionIsInDoubt();
    void anOperationThatDoesNotOpenFailsItsRecords();
    void openMayThrow();
    void refusesASetupThatDoesNotMatch();
    void testsTheResult();
    void keepsTheHistoryOfRetries();
    void capsMessagesAndLogs();
    void showsProgress();
    void tellsHowARecordStands();
    void holdsTheSlotUntilTheEndIsDurable();
    void writesEndsInOrder();
};

void TestBatchRun::runsEveryRecordOnce()
{
    MemoryJournal journal;
    std::array<std::atomic<int>, 1000> ledger{};
    const auto run = runOf(setupOf(1000, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       ++ledger[attempt.record().row()];
                                       return Outcome::done(QByteArray::number(attempt.record().row()));
                                   }),
                                   &journal));
    run->start();
    QVERIFY(run->wait(60s));
    for (const auto &times : ledger)
        QCOMPARE(times.load(), 1);
    QCOMPARE(run->summary().succeeded(), 1000U);
    QCOMPARE(journal.items().size(), 1000U);
    for (const HistoryItem &item : journal.items())
        QCOMPARE(item.outcome.result, QByteArray::number(item.end.row));
}

void TestBatchRun::anEmptyBatchEndsAtOnce()
{
    const auto run = runOf(setupOf(0, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); })));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().round, 1U);
    QCOMPARE(run->summary().phase, RunPhase::Idle);
    run->startFirst(3);
    QVERIFY(run->wait(60s));
    run->retry(RowSet::all({}));
    run->moveToFront(RowSet::all({}));
    run->markAs(RowSet::all({}), State::Succeeded);
    run->settle(RowSet::all({}));
    run->cancel(RowSet::all({}));
    run->cancel();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().round, 3U);
    QCOMPARE(run->summary().halt, Halt::None);
    QCOMPARE(run->summary().inRound, 0U);
    QVERIFY(run->close(60s));
}

void TestBatchRun::refusesSettingsThatMakeNoSense()
{
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }));
    setup.settings.concurrency = 0;
    const auto run = BatchRun::create(std::move(setup));
    QVERIFY(!run);
    QCOMPARE(run.error().message, QStringLiteral("The number of jobs must be from 1 to 4096, not 0."));
}

void TestBatchRun::aChangeThatMakesNoSenseChangesNothing()
{
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); })));
    const RunSettings before = run->settings();
    for (const int nonsense : {0, -1}) {
        QVERIFY(!run->setConcurrency(nonsense));
        QVERIFY(!run->setTimeout(Duration(nonsense)));
        QVERIFY(!run->setRate(nonsense));
        QVERIFY(!run->change([=](RunSettings &settings) { settings.retry.attempts = nonsense; }));
        QVERIFY(!run->change([=](RunSettings &settings) { settings.deadline = Duration(nonsense); }));
        QVERIFY(!run->change([=](RunSettings &settings) { settings.cleanup = Duration(nonsense); }));
    }
    FailureSettings failures;
    failures.percent = 101;
    QVERIFY(!run->setFailures(failures));
    QVERIFY(run->settings() == before);
}

void TestBatchRun::endsInsideStartWithoutRecursing()
{
    // A thread's stack would not hold ten thousand starts that stand inside each other.
    std::atomic<int> depth = 0;
    std::atomic<int> deepest = 0;
    const auto run = runOf(setupOf(10'000, std::make_unique<Starting>([&](AttemptHandle handle) {
                                       deepest = std::max(deepest.load(), ++depth);
                                       handle.finish(Outcome::done());
                                       --depth;
                                   })));
    QVERIFY(run->setConcurrency(1));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 10'000U);
    QCOMPARE(deepest.load(), 1);
}

void TestBatchRun::finishesFromAnotherThread()
{
    std::mutex mutex;
    std::vector<std::jthread> threads;
    const auto run = runOf(setupOf(64, std::make_unique<Starting>([&](AttemptHandle handle) {
                                       const std::lock_guard lock(mutex);
                                       threads.emplace_back([own = std::make_shared<AttemptHandle>(std::move(handle))] {
                                           own->finish(Outcome::done());
                                       });
                                   })));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 64U);
}

void TestBatchRun::countsOnlyTheFirstFinish()
{
    MemoryJournal journal;
    const auto run =
        runOf(setupOf(100, std::make_unique<Starting>([&](AttemptHandle handle) {
                          auto shared = std::make_shared<AttemptHandle>(std::move(handle));
                          std::jthread other([shared] { shared->finish(Outcome::done("1")); });
                          shared->finish(Outcome::done("2"));
                          other.join();
                          shared->finish(Outcome::failed({QStringLiteral("x"), QStringLiteral("x"), false}));
                      }),
                      &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 100U);
    QCOMPARE(journal.items().size(), 100U);
}

void TestBatchRun::aDroppedHandleIsInDoubt()
{
    MemoryJournal journal;
    const auto run = runOf(setupOf(3, std::make_unique<Starting>([](AttemptHandle) {}), &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::InDoubt), 3U);
    QCOMPARE(journal.items().front().outcome.error.kind, QStringLiteral("unknown"));
}

struct Odd { };

void TestBatchRun::exceptions_data()
{
    QTest::addColumn<std::function<void()>>("raise");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, std::function<void()> raise, const char *kind, const char *message) {
        QTest::newRow(name) << std::move(raise) << QString::fromLatin1(kind) << QString::fromLatin1(message);
    };
    row(
        "std::exception", [] { throw std::out_of_range("no such page"); }, "exception.std::out_of_range",
        "no such page");
    row(
        "int", [] { throw 42; }, "exception.int", "The number 42 was thrown.");
    row(
        "text", [] { throw "plain"; }, "exception.char const*", "plain");
    row(
        "std::string", [] { throw std::string("string"); }, "exception.std::string", "string");
    row(
        "QString", [] { throw QStringLiteral("QString"); }, "exception.QString", "QString");
    row(
        "anything", [] { throw Odd(); }, "exception.Odd", "Odd was thrown.");
}

void TestBatchRun::exceptions()
{
    QFETCH(std::function<void()>, raise);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    MemoryJournal journal;
    const auto run = runOf(setupOf(3, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       if (attempt.record().row() == 1)
                                           raise();
                                       return Outcome::done();
                                   }),
                                   &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 2U);
    QCOMPARE(run->record(1).state, State::Failed);
    QCOMPARE(journal.itemsOf(1).front().outcome.error.kind, kind);
    QCOMPARE(journal.itemsOf(1).front().outcome.error.message, message);
}

void TestBatchRun::anExceptionOfStartIsAFailure()
{
    MemoryJournal journal;
    const auto run = runOf(setupOf(2, std::make_unique<Starting>([](AttemptHandle) { throw 7; }), &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Failed), 2U);
    QCOMPARE(journal.items().size(), 2U);
    QCOMPARE(journal.items().front().outcome.error.kind, QStringLiteral("exception.int"));
}

void TestBatchRun::aCancellationNobodyAskedForIsAFailure()
{
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::stopped(); })));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Failed);
    QCOMPARE(run->errorKind(run->record(0).errorKind), QStringLiteral("stopped"));
}

void TestBatchRun::anOperationThatDoesNotOpenFailsItsRecords()
{
    class Shut final : public BlockingOperation {
    public:
        Expected<void> open() override { return Error{QStringLiteral("absent"), QStringLiteral("No server."), false}; }
        Outcome run(Attempt &) override { qFatal("must not run"); }
    };
    MemoryJournal journal;
    const auto run = runOf(setupOf(20, std::make_unique<Shut>(), &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Failed), 20U);
    QCOMPARE(journal.items().back().outcome.error.message, QStringLiteral("No server."));
}

void TestBatchRun::aHandleDroppedByACaughtExceptionIsInDoubt()
{
    const auto run = runOf(setupOf(2, std::make_unique<Starting>([](AttemptHandle handle) {
                                       try {
                                           const AttemptHandle mine = std::move(handle);
                                           throw 1;
                                       } catch (int) {
                                       }
                                   })));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::InDoubt), 2U);
}

void TestBatchRun::openMayThrow()
{
    class Throwing final : public BlockingOperation {
    public:
        Expected<void> open() override { throw std::runtime_error("no driver"); }
        Outcome run(Attempt &) override { qFatal("must not run"); }
    };
    MemoryJournal journal;
    const auto run = runOf(setupOf(2, std::make_unique<Throwing>(), &journal));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Failed), 2U);
    QCOMPARE(journal.items().front().outcome.error.message, QStringLiteral("no driver"));
}

void TestBatchRun::refusesASetupThatDoesNotMatch()
{
    RunSetup setup = setupOf(2, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }));
    setup.workload.records = 3;
    QVERIFY(!BatchRun::create(std::move(setup)));
}

void TestBatchRun::testsTheResult()
{
    RunSetup setup =
        setupOf(2, std::make_unique<Blocking>([](Attempt &attempt) {
                    return Outcome::done(attempt.record().row() == 0 ? R"({"ok": true})" : R"({"ok": false})");
                }));
    setup.success.push_back(*SuccessTest::fromJson({{"/ok", true}}));
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Succeeded);
    QCOMPARE(run->record(1).state, State::Failed);
    QCOMPARE(run->errorKind(run->record(1).errorKind), QStringLiteral("success"));

    const auto failure = SuccessTest::fromJson({{"/a", 1}})->failure("{\"a\": \"" + QByteArray(10'000, 'x') + "\"}");
    QVERIFY(failure);
}

void TestBatchRun::keepsTheHistoryOfRetries()
{
    MemoryJournal journal;
    std::atomic<bool> good = false;
    RunSetup setup = setupOf(
        1, std::make_unique<Blocking>([&](Attempt &attempt) {
            if (good)
                return Outcome::done();
            return Outcome::failed({QStringLiteral("busy"), QStringLiteral("attempt %1").arg(attempt.number()), true});
        }),
        &journal);
    setup.settings.retry.attempts = 3;
    setup.settings.retry.delay = 1ms;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Failed);
    good = true;
    run->retry(RowSet::of({0}));
    QVERIFY(run->wait(60s));
    QCOMPARE(run->record(0).state, State::Succeeded);
    QCOMPARE(run->record(0).attempts, 4U);

    const auto items = journal.itemsOf(0);
    QCOMPARE(items.size(), 4U);
    const State became[] = {State::Backoff, State::Backoff, State::Failed, State::Succeeded};
    for (std::size_t at = 0; at < items.size(); ++at) {
        QCOMPARE(items[at].end.number, at + 1);
        QCOMPARE(items[at].end.became, became[at]);
    }
    QCOMPARE(items[1].outcome.error.message, QStringLiteral("attempt 2"));
}

void TestBatchRun::capsMessagesAndLogs()
{
    MemoryJournal journal;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([](Attempt &attempt) {
                                       for (int line = 0; line < 100; ++line)
                                           attempt.log(QString(10'000, u'x'));
                                       return Outcome::failed({QStringLiteral("long"), QString(5000, u'y'), false});
                                   }),
                                   &journal));
    run->start();
    QVERIFY(run->wait(60s));
    const HistoryItem item = journal.items().front();
    QVERIFY(item.outcome.error.message.startsWith(QString(messageCap, u'y')));
    QVERIFY(item.outcome.error.message.endsWith(QStringLiteral("… [904 more characters were cut]")));
    QVERIFY(item.log.size() < logCap + 100);
    QVERIFY(item.log.contains(QStringLiteral("[5904 more characters were cut]")));
    QVERIFY(item.log.endsWith(QStringLiteral("[The log is full; what came after this was cut.]")));
}

void TestBatchRun::showsProgress()
{
    Door shown;
    const auto run = runOf(setupOf(2, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       if (attempt.record().row() == 1) {
                                           attempt.log(QStringLiteral("here"));
                                           attempt.progress(0.25, QStringLiteral("a quarter"));
                                       }
                                       shown.pass();
                                       return Outcome::done();
                                   })));
    Changes changes;
    QSet<quint32> rows;
    run->start();
    QTRY_COMPARE(run->progress(1).fraction, 0.25);
    QCOMPARE(run->progress(1).note, QStringLiteral("a quarter"));
    QCOMPARE(run->progress(1).log, QStringLiteral("here"));
    QCOMPARE(run->progress(0).fraction, -1.0);
    run->takeChanges(changes);
    changes.forEach([&](quint32 row) { rows.insert(row); });
    QCOMPARE(rows, (QSet<quint32>{0, 1}));
    run->takeChanges(changes);
    QVERIFY(changes.isEmpty());
    shown.open();
    QVERIFY(run->wait(60s));
    run->takeChanges(changes);
    QVERIFY(!changes.isEmpty());
}

void TestBatchRun::tellsHowARecordStands()
{
    Door shown;
    RunSetup setup = setupOf(2, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 attempt.progress(0.5);
                                 shown.pass();
                                 return Outcome::failed({QStringLiteral("sort"), QStringLiteral("why"), false});
                             }));
    setup.settings.concurrency = 1;
    const auto run = runOf(std::move(setup));
    QCOMPARE(run->status(0).waiting.what, Waiting::For::Start);
    run->start();
    QTRY_COMPARE(run->status(0).progress, 0.5);
    QCOMPARE(run->status(0).record.state, State::Running);
    QCOMPARE(run->status(1).waiting.what, Waiting::For::Slot);
    QCOMPARE(run->status(1).progress, -1.0);
    shown.open();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->status(0).record.state, State::Failed);
    QCOMPARE(run->status(0).errorKind, QStringLiteral("sort"));
    QCOMPARE(run->status(0).progress, -1.0);
}

void TestBatchRun::holdsTheSlotUntilTheEndIsDurable()
{
    MemoryJournal journal;
    std::atomic<int> started = 0;
    RunSetup setup = setupOf(2, std::make_unique<Blocking>([&](Attempt &) {
                                 ++started;
                                 return Outcome::failed({QStringLiteral("no"), {}, false});
                             }),
                             &journal);
    setup.workload.operations[0].durable = true;
    setup.settings.concurrency = 1;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(journal.awaited(), 1U);
    QCOMPARE(run->record(0).state, State::Running); // it is not shown before it is true
    QCOMPARE(started.load(), 1); // and the failure policy has not seen it
    run->cancel(RowSet::of({0})); // too late: it is settled
    journal.flush();
    QTRY_COMPARE(journal.awaited(), 1U);
    QCOMPARE(run->record(0).state, State::Failed);
    QCOMPARE(started.load(), 2);
    journal.flush();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Failed), 2U);
}

void TestBatchRun::writesEndsInOrder()
{
    // Every attempt of a record comes after the one before it, whichever threads ended them.
    MemoryJournal journal;
    RunSetup setup = setupOf(200, std::make_unique<Blocking>([](Attempt &attempt) {
                                 if (attempt.number() < 4)
                                     return Outcome::failed({QStringLiteral("busy"), {}, true});
                                 return Outcome::done();
                             }),
                             &journal);
    setup.settings.retry.attempts = 4;
    setup.settings.retry.delay = 0ms;
    setup.settings.concurrency = 16;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    std::vector<quint32> last(200, 0);
    for (const HistoryItem &item : journal.items()) {
        QCOMPARE(item.end.number, last[item.end.row] + 1);
        last[item.end.row] = item.end.number;
    }
    QVERIFY(std::all_of(last.begin(), last.end(), [](quint32 number) { return number == 4; }));
}

QTEST_GUILESS_MAIN(TestBatchRun)
#include "tst_batchrun.moc"
