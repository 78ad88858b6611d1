#include "core/runfixture.h"

using namespace batchdeck;

// What a mirror is shown of its round, and what it may wish for; Qt's own, over futures, has a test of its own.
class TestRoundMirror : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsARoundUntilItEnds();
    void endsOnceAllIsWritten();
    void obeysWishes();
    void aWishIsForItsOwnRound_data();
    void aWishIsForItsOwnRound();
    void cancelsARoundThatHasNotBegun();
    void manyMirrorsOfManyRounds();
};

namespace {

using Wish = RoundMirror::Wish;

class Plain final : public RoundMirror {
public:
    using Show = std::function<Wish(const RunSummary &)>;
    explicit Plain(Show show = [](const RunSummary &) { return Wish::None; })
        : m_show(std::move(show))
    {
    }

    Wish show(const RunSummary &summary) override
    {
        const Wish wish = m_show(summary);
        ++shown;
        return wish;
    }
    void end(const RunSummary &summary) override
    {
        last = summary;
        ++ends;
    }

    std::atomic<int> shown = 0;
    std::atomic<int> ends = 0;
    RunSummary last; // once it has ended

private:
    const Show m_show;
};

std::unique_ptr<Operation> quick()
{
    return std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); });
}

} // namespace

void TestRoundMirror::showsARoundUntilItEnds()
{
    MemoryJournal journal;
    std::mutex mutex;
    std::deque<AttemptHandle> handles;
    const auto run = runOf(setupOf(100, std::make_unique<Starting>([&](AttemptHandle handle) {
                                       const std::lock_guard lock(mutex);
                                       handles.push_back(std::move(handle));
                                   }),
                                   &journal));
    std::atomic<quint32> left = 100;
    std::atomic<bool> isSound = true;
    const auto mirror = std::make_shared<Plain>([&](const RunSummary &summary) {
        if (summary.phase == RunPhase::Running) {
            if (summary.inRound != 100 || summary.left > left)
                isSound = false;
            left = summary.left;
        }
        return Wish::None;
    });
    const auto endOne = [&] {
        std::optional<AttemptHandle> handle;
        while (!handle) {
            const std::lock_guard lock(mutex);
            if (handles.empty())
                continue;
            handle.emplace(std::move(handles.front()));
            handles.pop_front();
        }
        handle->finish(Outcome::done());
    };
    run->mirror(mirror);
    run->start();
    for (quint32 ended = 0; ended < 100; ++ended) {
        if (ended % 25 == 0)
            QTRY_COMPARE(left.load(), 100 - ended); // within an interval or two
        QCOMPARE(mirror->ends.load(), 0);
        endOne();
    }
    QVERIFY(run->wait(60s));
    QTRY_COMPARE(mirror->ends.load(), 1);
    QVERIFY(isSound);
    QCOMPARE(mirror->last.succeeded(), 100U);
    QCOMPARE(mirror->last.phase, RunPhase::Idle);
    const int before = mirror->shown;
    run->retry(RowSet::of({0})); // another round is not for it
    endOne();
    QVERIFY(run->wait(60s));
    QCOMPARE(mirror->shown.load(), before);
    QCOMPARE(mirror->ends.load(), 1);
}

// Nobody else wakes the run's thread for that.
void TestRoundMirror::endsOnceAllIsWritten()
{
    SlowJournal journal;
    const auto run = runOf(setupOf(1, quick(), &journal));
    const auto mirror = std::make_shared<Plain>();
    run->mirror(mirror);
    QTRY_VERIFY(mirror->shown > 0);
    run->start();
    journal.writing.pass();
    QTRY_COMPARE(run->summary().phase, RunPhase::Idle);
    QVERIFY(!run->wait(3 * RoundMirror::interval)); // so that it sleeps
    QCOMPARE(mirror->ends.load(), 0);
    journal.written.open();
    QTRY_COMPARE(mirror->ends.load(), 1);
    QVERIFY(run->wait(60s));
}

void TestRoundMirror::obeysWishes()
{
    class Keeping final : public RunJournal {
    public:
        void open(Durable) override { }
        bool keepsAll() const override { return true; }
        void decided(const Decision &decision) override { decisions += decision.what + u' '; }
        void write(std::vector<HistoryItem>) override { }

        QString decisions; // of the run's thread
    };
    Keeping journal;
    std::atomic<int> running = 0;
    const auto run = runOf(setupOf(100, std::make_unique<Blocking>([&](Attempt &attempt) {
                                       ++running;
                                       untilStopped(attempt);
                                       return Outcome::stopped();
                                   }),
                                   &journal));
    std::atomic<Wish> wish = Wish::None;
    const auto mirror = std::make_shared<Plain>([&](const RunSummary &) { return wish.exchange(Wish::None); });
    run->mirror(mirror);
    run->start();
    QTRY_COMPARE(running.load(), 8);
    wish = Wish::Pause;
    QTRY_COMPARE(run->summary().phase, RunPhase::Paused);
    wish = Wish::Resume;
    QTRY_COMPARE(run->summary().phase, RunPhase::Running);
    wish = Wish::Cancel;
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().count(State::Cancelled), 100U);
    QTRY_COMPARE(mirror->ends.load(), 1);
    QCOMPARE(mirror->last.count(State::Cancelled), 100U);
    QCOMPARE(journal.decisions, QStringLiteral("start pause resume cancel "));
}

void TestRoundMirror::aWishIsForItsOwnRound_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::newRow("cancel") << Wish::Cancel;
    QTest::newRow("pause") << Wish::Pause;
    QTest::newRow("resume") << Wish::Resume;
}

// A round ends, and another one begins, while the mirror of the first makes up its mind.
void TestRoundMirror::aWishIsForItsOwnRound()
{
    QFETCH(Wish, wish);
    std::atomic<bool> isAtWork = false; // the run's thread starts it, and is held up after that
    Door end;
    Door shows;
    Door wishes;
    RunSetup setup = setupOf(2, std::make_unique<Blocking>([&](Attempt &) {
                                 isAtWork = true;
                                 end.pass();
                                 return Outcome::done();
                             }));
    setup.settings.concurrency = 1;
    const auto run = runOf(std::move(setup));
    const auto first = std::make_shared<Plain>([&](const RunSummary &summary) {
        if (summary.phase != RunPhase::Running || !isAtWork)
            return Wish::None;
        shows.open();
        wishes.pass();
        return wish;
    });
    run->mirror(first);
    run->start();
    shows.pass();
    end.open();
    QVERIFY(run->wait(60s));
    run->retry(RowSet::of({0, 1}));
    if (wish == Wish::Resume)
        run->pause();
    const auto second = std::make_shared<Plain>();
    run->mirror(second);
    wishes.open();
    QTRY_VERIFY(second->shown > 0); // so that the wish has been looked at
    if (wish == Wish::Resume) {
        QCOMPARE(run->summary().phase, RunPhase::Paused);
        run->resume();
    }
    QVERIFY(run->wait(60s));
    QCOMPARE(run->summary().succeeded(), 2U);
    QCOMPARE(run->record(0).attempts, 2U);
    QTRY_COMPARE(second->ends.load(), 1);
    QCOMPARE(first->ends.load(), 1);
    QCOMPARE(first->last.round, 1U);
    QCOMPARE(second->last.round, 2U);
}

void TestRoundMirror::cancelsARoundThatHasNotBegun()
{
    const auto run = runOf(setupOf(10, quick()));
    const auto before = std::make_shared<Plain>();
    const auto unwilling = std::make_shared<Plain>([](const RunSummary &) { return Wish::Cancel; });
    const auto after = std::make_shared<Plain>();
    run->mirror(before);
    run->mirror(unwilling);
    run->mirror(after);
    QTRY_COMPARE(unwilling->ends.load(), 1);
    const int shown = after->shown;
    QTRY_VERIFY(after->shown > shown);
    QCOMPARE(before->ends.load(), 0);
    QCOMPARE(after->ends.load(), 0);
    run->start();
    QVERIFY(run->wait(60s));
    QTRY_VERIFY(before->ends == 1 && after->ends == 1);
    QCOMPARE(after->last.succeeded(), 10U);
    QCOMPARE(unwilling->ends.load(), 1);
    QCOMPARE(unwilling->shown.load(), 1);
}

// Mirrors come and wish while rounds begin and end.
void TestRoundMirror::manyMirrorsOfManyRounds()
{
    MemoryJournal journal;
    std::vector<std::shared_ptr<Plain>> mirrors;
    const auto run = runOf(setupOf(50, quick(), &journal));
    run->start();
    QVERIFY(run->wait(60s));
    std::atomic<bool> isOver = false;
    {
        const std::jthread watcher([&] {
            for (int times = 0; times < 200; ++times) {
                const auto wish = static_cast<Wish>(times % 4);
                mirrors.push_back(std::make_shared<Plain>([wish](const RunSummary &) { return wish; }));
                run->mirror(mirrors.back());
                while (times % 10 == 0 && mirrors.back()->shown == 0 && mirrors.back()->ends == 0)
                    std::this_thread::yield();
            }
            isOver = true;
        });
        while (!isOver) {
            run->retry(RowSet::all({}));
            while (!run->wait(1ms))
                run->resume();
        }
    }
    const auto haveEnded = [&] {
        return std::all_of(mirrors.begin(), mirrors.end(), [](const auto &mirror) { return mirror->ends > 0; });
    };
    while (!haveEnded()) {
        run->retry(RowSet::of({0}));
        while (!run->wait(1ms))
            run->resume();
    }
    for (const auto &mirror : mirrors)
        QCOMPARE(mirror->ends.load(), 1);
    for (const HistoryItem &item : journal.items())
        QVERIFY(item.end.became == State::Succeeded || item.end.became == State::Cancelled);
}

QTEST_GUILESS_MAIN(TestRoundMirror)
#include "tst_roundmirror.moc"
