#include "core/runfixture.h"

using namespace batchdeck;

// Which thread does what: the one that ends an attempt goes on with the next, and nothing waits for one
// that is busy.
class TestBatchRunThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theThreadThatEndsGoesOn();
    void nothingWaitsBehindABusyThread_data();
    void nothingWaitsBehindABusyThread();
    void nothingWaitsBehindAStart();
    void fewerJobsHoldUpNothing();
};

namespace {

class CountingLauncher final : public Launcher {
public:
    explicit CountingLauncher(std::atomic<int> &launches)
        : m_launches(launches)
    {
    }
    void setThreads(int most) override { m_launcher->setThreads(most); }
    void launch(AttemptWork work) override
    {
        ++m_launches;
        m_launcher->launch(std::move(work));
    }
    std::unique_ptr<AttemptPromise> promise() override { return m_launcher->promise(); }

private:
    std::atomic<int> &m_launches;
    std::unique_ptr<Launcher> m_launcher = testLauncher();
};

// Records of the first operation, then of the second, from the second row on.
RunSetup setupOfTwo(quint32 records, std::unique_ptr<Operation> first, std::unique_ptr<Operation> second)
{
    RunSetup setup = setupOf(records, std::move(first));
    setup.operations.push_back(std::move(second));
    setup.workload.operations.resize(2);
    setup.workload.groups = {{.operation = 0, .limits = {}}, {.operation = 1, .limits = {}}};
    setup.workload.groupOf.assign(records, 1);
    setup.workload.groupOf[0] = 0;
    return setup;
}

} // namespace

void TestBatchRunThreads::theThreadThatEndsGoesOn()
{
    std::atomic<int> launches = 0;
    RunSetup setup = setupOf(1000, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }));
    setup.launcher = std::make_unique<CountingLauncher>(launches);
    setup.settings.concurrency = 4;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 1000U);
    QCOMPARE(launches.load(), 4);
}

void TestBatchRunThreads::nothingWaitsBehindABusyThread_data()
{
    QTest::addColumn<bool>("cleaningUp");
    QTest::newRow("at work") << false;
    QTest::newRow("in a clean-up") << true;
}

// A thread that is at a record ends another one meanwhile: what follows on that gets a thread of its own.
void TestBatchRunThreads::nothingWaitsBehindABusyThread()
{
    QFETCH(bool, cleaningUp);
    std::optional<AttemptHandle> held;
    Door third;
    Door returned;
    const auto endFirst = [&] {
        held->finish(Outcome::done());
        returned.open();
        third.pass();
    };
    RunSetup setup =
        setupOfTwo(3, std::make_unique<Starting>([&](AttemptHandle handle) { held.emplace(std::move(handle)); }),
                   std::make_unique<Blocking>([&](Attempt &attempt) {
                       if (attempt.record().row() == 2) {
                           third.open();
                           returned.pass();
                       } else if (cleaningUp) {
                           attempt.onEnd(endFirst);
                       } else {
                           endFirst();
                       }
                       return Outcome::done();
                   }));
    setup.settings.concurrency = 2;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 3U);
}

// The end of the first lets two start at once: the one that blocks goes to another thread, for the other
// takes its time in start().
void TestBatchRunThreads::nothingWaitsBehindAStart()
{
    Door begun;
    RunSetup setup = setupOfTwo(3, std::make_unique<Blocking>([&](Attempt &attempt) {
                                    if (attempt.record().row() == 1)
                                        begun.open();
                                    return Outcome::done();
                                }),
                                std::make_unique<Starting>([&](AttemptHandle handle) {
                                    begun.pass();
                                    handle.finish(Outcome::done());
                                }));
    setup.workload.gates = {{1}, {1}};
    setup.workload.groups = {
        {.operation = 0, .limits = {0, 1}}, {.operation = 0, .limits = {0}}, {.operation = 1, .limits = {1}}};
    setup.workload.groupOf = {0, 1, 2};
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 3U);
}

// The work of the first is over, but its clean-up needs a thread: that there is one slot now, and a record that
// blocks, does not keep it from ending.
void TestBatchRunThreads::fewerJobsHoldUpNothing()
{
    class Told final : public Launcher {
    public:
        explicit Told(std::atomic<int> &most)
            : m_most(most)
        {
        }
        void setThreads(int most) override
        {
            m_launcher->setThreads(most);
            m_most = most;
        }
        void launch(AttemptWork work) override { m_launcher->launch(std::move(work)); }
        std::unique_ptr<AttemptPromise> promise() override { return m_launcher->promise(); }

    private:
        std::atomic<int> &m_most;
        std::unique_ptr<Launcher> m_launcher = testLauncher();
    };
    std::optional<AttemptHandle> held;
    std::atomic<int> most = 0;
    std::atomic<int> begun = 0;
    Door finish;
    RunSetup setup = setupOfTwo(3, std::make_unique<Starting>([&](AttemptHandle handle) {
                                    held.emplace(std::move(handle));
                                    ++begun;
                                }),
                                std::make_unique<Blocking>([&](Attempt &) {
                                    ++begun;
                                    finish.pass();
                                    return Outcome::done();
                                }));
    setup.launcher = std::make_unique<Told>(most);
    setup.settings.concurrency = 2;
    const auto run = runOf(std::move(setup));
    run->start();
    QTRY_COMPARE(begun.load(), 2);
    QVERIFY(run->setConcurrency(4));
    QTRY_COMPARE(most.load(), 4);
    QTRY_COMPARE(begun.load(), 3);
    QVERIFY(run->setConcurrency(1));
    QTRY_COMPARE(most.load(), 3); // as many as are taken
    std::move(*held).finishOnThread(Outcome::done());
    QTRY_COMPARE(run->record(0).state, State::Succeeded);
    QTRY_COMPARE(most.load(), 2);
    finish.open();
    QVERIFY(run->wait(60s));
    QTRY_COMPARE(most.load(), 1);
}

QTEST_GUILESS_MAIN(TestBatchRunThreads)
#include "tst_batchrunthreads.moc"
