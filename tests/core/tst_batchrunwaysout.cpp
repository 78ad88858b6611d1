#include "core/runfixture.h"

#include <QScopeGuard>

using namespace batchdeck;

// Every way to stop a record, or to let it end, in every phase, driven by hand: its clean-ups ran once, last in
// first out, and were over before its end was shown or written down. Row 1 is the one that is looked at; row 0 is
// at work all the while, and it is row 0 that ends where a policy is to stop.
class TestBatchRunWaysOut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleansUpOnce_data();
    void cleansUpOnce();
};

namespace {

const char *const phases[] = {
    "before start", "running", "shield, which it leaves", "shield, in which it ends", "clean-up", "overrun",
    "backoff",      "ended"};

struct Way {
    const char *name;
    StopReason reason; // none: what runs goes on
    const char *ends[std::size(phases)]; // ! where the stop came too late
};

// clang-format off
const Way ways[] = {
    //                                              before start running      leaves       ends in       clean-up     overrun      backoff      ended
    {"nothing",        StopReason::None,         {"queued",    "succeeded", "succeeded", "succeeded",  "failed",    "failed",    "backoff",   "succeeded"}},
    {"user",           StopReason::User,         {"cancelled", "cancelled", "cancelled", "succeeded!", "cancelled", "cancelled", "cancelled", "succeeded"}},
    {"run cancelled",  StopReason::RunCancelled, {"cancelled", "cancelled", "cancelled", "succeeded!", "cancelled", "cancelled", "cancelled", "succeeded"}},
    {"timeout",        StopReason::Timeout,      {"queued",    "timedOut",  "timedOut",  "succeeded!", "failed",    "failed",    "backoff",   "succeeded"}},
    {"policy",         StopReason::Policy,       {"skipped",   "cancelled", "cancelled", "succeeded",  "cancelled", "cancelled", "failed",    "succeeded"}},
    {"first success",  StopReason::Policy,       {"skipped",   "cancelled", "cancelled", "succeeded",  "cancelled", "cancelled", "failed",    "succeeded"}},
    {"quit",           StopReason::Quit,         {"queued",    "queued",    "queued",    "succeeded",  "queued",    "queued",    "queued",    "succeeded"}},
    {"round deadline", StopReason::None,         {"skipped",   "succeeded", "succeeded", "succeeded",  "failed",    "failed",    "failed",    "succeeded"}},
    {"drain",          StopReason::None,         {"queued",    "succeeded", "succeeded", "succeeded",  "failed",    "failed",    "queued",    "succeeded"}},
    {"pause",          StopReason::None,         {"queued",    "succeeded", "succeeded", "succeeded",  "failed",    "failed",    "backoff",   "succeeded"}},
};
// clang-format on

// A run of two records, whose attempts a test holds in its hands.
class ByHand {
public:
    ByHand(const QString &phase, const QString &way)
        : m_blocks(phase == u"clean-up" || phase == u"overrun")
    {
        RunSetup setup =
            setupOf(2, std::make_unique<Starting>([this](AttemptHandle handle) { take(std::move(handle)); }), &journal);
        setup.settings.concurrency = phase == u"before start" ? 1 : 2;
        setup.settings.cleanup = phase == u"overrun" ? Duration(1ms) : Duration(24h);
        setup.settings.retry.attempts = phase == u"backoff" ? 2 : 1;
        setup.settings.retry.delay = setup.settings.retry.maxDelay = 24h;
        setup.settings.retry.jitter = false;
        if (way == u"policy") {
            setup.settings.failures.then = FailureSettings::Then::Cancel;
            setup.settings.failures.count = 1;
        } else if (way == u"first success") {
            setup.settings.failures.then = FailureSettings::Then::FirstSuccess;
        }
        run = runOf(std::move(setup));
    }
    ~ByHand()
    {
        leave.open();
        run->drain();
        for (quint32 row : {1U, 0U}) {
            if (held[row])
                finish(row, Outcome::stopped());
        }
    }

    bool isHeld(quint32 row) const { return m_begun > row; }
    bool stopRequested() { return (*held[1])->stopRequested(); }
    void finish(quint32 row, Outcome outcome)
    {
        AttemptHandle handle = *std::move(held[row]);
        held[row].reset();
        handle.finish(std::move(outcome));
    }

    MemoryJournal journal;
    std::array<std::optional<AttemptHandle>, 2> held;
    QByteArray cleaned; // by row 1
    QString fault; // the first
    Door inside; // a clean-up that may not end yet
    Door leave;
    std::unique_ptr<BatchRun> run;

private:
    void take(AttemptHandle handle)
    {
        const quint32 row = handle->record().row();
        if (row == 1) {
            for (const char letter : {'a', 'b', 'c'})
                handle->onEnd([this, letter] { cleanUp(letter); });
        }
        held[row].emplace(std::move(handle));
        ++m_begun;
    }
    void cleanUp(char letter)
    {
        if (m_blocks && letter == 'c') {
            inside.open();
            leave.pass();
        }
        cleaned += letter;
        if (const State state = run->record(1).state; fault.isEmpty() && !isActive(state))
            fault = QStringLiteral("it shows as ") + name(state);
        if (fault.isEmpty() && !journal.itemsOf(1).empty())
            fault = QStringLiteral("its end is written down");
    }

    const bool m_blocks;
    std::atomic<quint32> m_begun = 0;
};

} // namespace

void TestBatchRunWaysOut::cleansUpOnce_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<QString>("way");
    QTest::addColumn<StopReason>("reason");
    QTest::addColumn<QString>("expected");
    for (const Way &way : ways) {
        for (std::size_t phase = 0; phase < std::size(phases); ++phase) {
            const QByteArray title = QByteArray(phases[phase]) + ", " + way.name;
            QTest::newRow(title.constData()) << QString::fromLatin1(phases[phase]) << QString::fromLatin1(way.name)
                                             << way.reason << QString::fromLatin1(way.ends[phase]);
        }
    }
}

void TestBatchRunWaysOut::cleansUpOnce()
{
    QFETCH(QString, phase);
    QFETCH(QString, way);
    QFETCH(StopReason, reason);
    QFETCH(QString, expected);
    const bool isCleaningUp = phase == u"clean-up" || phase == u"overrun";
    const bool waits = phase == u"before start" || phase == u"backoff" || phase == u"ended";
    if (waits || (isCleaningUp && way == u"timeout"))
        reason =
            StopReason::None; // of the attempt, which is over or has none yet; of a clean-up its budget is the clock
    const bool isStopped = reason != StopReason::None;
    ByHand hand(phase, way);
    BatchRun &run = *hand.run;
    Shield shield;
    std::jthread finisher;
    std::jthread closing;
    const auto leaves = qScopeGuard([&] { hand.leave.open(); });
    run.start();
    QTRY_VERIFY(hand.isHeld(phase == u"before start" ? 0 : 1));

    // Into the phase
    if (phase.startsWith(u"shield")) {
        shield = (*hand.held[1])->shield();
        QVERIFY(bool(shield));
    } else if (phase == u"backoff") {
        hand.finish(1, Outcome::failed({QStringLiteral("busy"), {}, true}));
        QCOMPARE(run.record(1).state, State::Backoff);
    } else if (phase == u"ended") {
        hand.finish(1, Outcome::done());
        QCOMPARE(run.record(1).state, State::Succeeded);
    } else if (isCleaningUp) {
        finisher = std::jthread([&] { hand.finish(1, Outcome::failed({QStringLiteral("bad"), {}, false})); });
        hand.inside.pass();
        if (phase == u"overrun")
            QTRY_COMPARE(run.record(1).state, State::Unresponsive);
        QVERIFY(run.change([](RunSettings &settings) { settings.cleanup = 24h; }));
    }
    const QByteArray before = hand.cleaned;

    // The way out
    if (way == u"user") {
        run.cancel(RowSet::of({1}));
    } else if (way == u"run cancelled") {
        run.cancel();
    } else if (way == u"timeout") {
        QVERIFY(run.setTimeout(1us));
        QTRY_COMPARE(run.record(0).reason, StopReason::Timeout);
    } else if (way == u"policy") {
        hand.finish(0, Outcome::failed({QStringLiteral("bad"), {}, false}));
    } else if (way == u"first success") {
        hand.finish(0, Outcome::done());
    } else if (way == u"quit") {
        closing = std::jthread([&] { QVERIFY(run.close(60s)); });
        QTRY_COMPARE(run.summary().phase, RunPhase::Closed);
    } else if (way == u"round deadline") {
        QVERIFY(run.change([](RunSettings &settings) { settings.deadline = 1ns; }));
        QTRY_COMPARE(run.summary().halt, Halt::Deadline);
    } else if (way == u"drain") {
        run.drain();
    } else if (way == u"pause") {
        run.pause();
    }

    // What it comes to
    if (isStopped)
        QTRY_COMPARE(run.record(1).reason, reason);
    if (phase == u"running")
        QTRY_COMPARE(hand.stopRequested(), isStopped);
    if (phase.startsWith(u"shield"))
        QVERIFY(!hand.stopRequested());
    if (phase == u"shield, which it leaves") {
        shield.lower();
        QTRY_COMPARE(hand.stopRequested(), isStopped);
    }
    QCOMPARE(hand.cleaned, before);
    if (isCleaningUp)
        hand.leave.open();
    else if (!waits)
        hand.finish(1, hand.stopRequested() ? Outcome::stopped() : Outcome::done());
    if (finisher.joinable())
        finisher.join();
    const bool isLate = expected.endsWith(u'!');
    if (isLate)
        expected.chop(1);
    const State state = *stateNamed(expected);
    QCOMPARE(run.record(1).state, state);
    QCOMPARE(run.record(1).late, isLate);
    QVERIFY2(hand.fault.isEmpty(), qPrintable(hand.fault));
    const QByteArray all = phase == u"before start" ? "" : "cba";
    QCOMPARE(hand.cleaned, all);

    // Nothing follows.
    run.drain();
    if (hand.held[0])
        hand.finish(0, Outcome::stopped());
    if (closing.joinable())
        closing.join();
    QCOMPARE(hand.cleaned, all);
    const bool endsAgain = phase == u"before start" || phase == u"backoff"; // without an attempt
    const std::size_t items = (phase != u"before start") + (endsAgain && isEnded(state));
    QTRY_COMPARE(hand.journal.itemsOf(1).size(), items); // the run's thread may still be telling the last one
    std::vector<HistoryItem> history = hand.journal.itemsOf(1);
    if (phase != u"before start") {
        QVERIFY(!history.empty());
        const End &end = history.front().end;
        QCOMPARE(end.number, 1U);
        QCOMPARE(end.became, phase == u"backoff" ? State::Backoff : state);
        QCOMPARE(end.reason, reason);
        QCOMPARE(end.late, isLate);
        history.erase(history.begin());
    }
    if (isEnded(state) || phase == u"backoff") // what is shown and what is written down say the same
        QCOMPARE(run.status(1).errorKind, hand.journal.itemsOf(1).back().outcome.error.kind);
    if (!history.empty()) {
        QCOMPARE(history.front().end.number, 0U);
        QCOMPARE(history.front().end.became, state);
    }
}

QTEST_GUILESS_MAIN(TestBatchRunWaysOut)
#include "tst_batchrunwaysout.moc"
