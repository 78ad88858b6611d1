#include "machinedriver.h"

using namespace batchdeck;

// Every way to stop, or to let things end, against every phase of a record, in virtual time. Row 1 is the one
// that is looked at; row 0 is at work all the while, and it is row 0 that ends where a policy is to stop.
class TestRunMachine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsWhatWorks_data();
    void stopsWhatWorks();
    void stopsWhatWaits_data();
    void stopsWhatWaits();
    void stopsWhatIsSettled_data();
    void stopsWhatIsSettled();
    void cancelsWhatATimeoutStops_data();
    void cancelsWhatATimeoutStops();
    void stopsWhatHasEnded_data();
    void stopsWhatHasEnded();
    void firstReasonWins_data();
    void firstReasonWins();
};

namespace {

struct Way {
    const char *name;
    StopReason reason; // none: what runs goes on
};
constexpr Way ways[] = {
    {"user", StopReason::User},           {"run cancelled", StopReason::RunCancelled},
    {"timeout", StopReason::Timeout},     {"policy", StopReason::Policy},
    {"quit", StopReason::Quit},           {"first success", StopReason::Policy},
    {"round deadline", StopReason::None}, {"drain", StopReason::None},
    {"pause", StopReason::None},
};
constexpr Report reports[] = {Report::Done, Report::Unknown, Report::Failed, Report::Stopped};

RunSettings withPolicy(RunSettings settings, const QString &way)
{
    settings.failures.then =
        way == u"first success" ? FailureSettings::Then::FirstSuccess : FailureSettings::Then::Cancel;
    if (way != u"first success")
        settings.failures.count = 1;
    return settings;
}

void stop(MachineDriver &run, const QString &way)
{
    if (way == u"user") {
        run.cancel(1);
    } else if (way == u"run cancelled") {
        run.apply(event::CancelRun{});
    } else if (way == u"timeout") {
        run.advance(*run.machine.settings().timeout);
    } else if (way == u"policy") {
        run.fail(0);
    } else if (way == u"quit") {
        run.apply(event::Quit{});
    } else if (way == u"first success") {
        run.finish(0);
    } else if (way == u"round deadline") {
        RunSettings settings = run.machine.settings();
        settings.deadline = 1ns;
        run.change(settings);
        run.advance(1ns);
        QCOMPARE(run.summary().halt, Halt::Deadline);
    } else if (way == u"drain") {
        run.apply(event::Drain{});
    } else {
        QCOMPARE(way, QStringLiteral("pause"));
        run.apply(event::Pause{});
    }
}

QByteArray cell(std::initializer_list<QLatin1StringView> words)
{
    QByteArray text;
    for (const QLatin1StringView word : words)
        text += (text.isEmpty() ? "" : ", ") + QByteArray(word.data(), word.size());
    return text;
}

// As DESIGN.md has it, rows by report, columns by reason; ! where the stop came too late.
const char *const ending[reportCount][stopReasonCount] = {
    // none      user          run cancelled  timeout       policy       quit
    {"succeeded", "succeeded!", "succeeded!", "succeeded!", "succeeded", "succeeded"}, // done
    {"inDoubt", "inDoubt", "inDoubt", "inDoubt", "inDoubt", "inDoubt"}, // unknown
    {"failed", "cancelled", "cancelled", "timedOut", "cancelled", "queued"}, // failed
    {"failed", "cancelled", "cancelled", "timedOut", "cancelled", "queued"}, // stopped
};

} // namespace

void TestRunMachine::stopsWhatWorks_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<QString>("way");
    QTest::addColumn<StopReason>("reason");
    QTest::addColumn<Report>("report");
    for (const char *phase :
         {"running", "shield, which it leaves", "shield, in which it ends", "clean-up", "overrun"}) {
        for (const Way &way : ways) {
            // Of a clean-up its own budget is the clock.
            const bool reaches = qstrcmp(way.name, "timeout") != 0 || qstrcmp(phase, "clean-up") != 0;
            for (const Report report : reports)
                QTest::newRow(cell({QLatin1StringView(phase), QLatin1StringView(way.name), name(report)}))
                    << QString::fromLatin1(phase) << QString::fromLatin1(way.name)
                    << (reaches ? way.reason : StopReason::None) << report;
        }
    }
}

void TestRunMachine::stopsWhatWorks()
{
    QFETCH(QString, phase);
    QFETCH(QString, way);
    QFETCH(StopReason, reason);
    QFETCH(Report, report);
    const bool isStopped = reason != StopReason::None;

    RunSettings settings = withPolicy(jobs(2), way);
    settings.timeout = 3s;
    MachineDriver run(recordsOf(3), settings);
    run.start();
    const AttemptId attempt = run.attempt(1);
    const bool shielded = phase.startsWith(u"shield");
    const bool cleansUp = phase == u"clean-up" || (phase == u"overrun" && !isStopped); // else it has no budget yet
    if (shielded)
        QVERIFY(run.shieldUp(1));
    if (cleansUp)
        run.cleanUp(1);

    stop(run, way);
    QCOMPARE(run.machine.record(1).reason, reason);
    QCOMPARE(run.state(1), shielded ? State::Committing : isStopped ? State::Stopping : State::Running);
    // What only cleans up is not told to stop working.
    QCOMPARE(run.stopsOf(1).size(), shielded || cleansUp || !isStopped ? 0U : 1U);
    if (phase == u"shield, which it leaves") {
        run.shieldDown(1);
        QCOMPARE(run.state(1), isStopped ? State::Stopping : State::Running);
        QVERIFY(run.stopsOf(1) == (isStopped ? std::vector{reason} : std::vector<StopReason>{}));
    }
    if (phase == u"overrun") {
        run.advance(settings.cleanup);
        QCOMPARE(run.state(1), State::Unresponsive);
    } else {
        run.advance(1s);
    }
    QVERIFY(run.endsOf(1).empty());

    const Instant began = run.starts.at(1).row == 1 ? MachineDriver::epoch : never;
    run.finish(1, report, 10);
    QString expected = QString::fromLatin1(ending[static_cast<int>(report)][static_cast<int>(reason)]);
    const bool late = expected.endsWith(u'!');
    if (late)
        expected.chop(1);
    QCOMPARE(run.state(1), *stateNamed(expected));
    QCOMPARE(run.machine.record(1).reason, reason);
    QCOMPARE(run.machine.record(1).late, late);
    const std::vector<End> history = run.endsOf(1);
    QCOMPARE(history.size(), 1U);
    QVERIFY(history[0].attempt == attempt);
    QCOMPARE(history[0].number, 1U);
    QCOMPARE(history[0].became, *stateNamed(expected));
    QCOMPARE(history[0].report, report);
    QCOMPARE(history[0].reason, reason);
    QCOMPARE(history[0].late, late);
    QVERIFY(history[0].started == began);
    QVERIFY(history[0].ended == run.now);
    QVERIFY(!history[0].awaited && !history[0].writtenOff);
    QVERIFY(run.stopsOf(1).size() <= 1);
    QCOMPARE(run.machine.record(1).attempts, 1U);
}

void TestRunMachine::stopsWhatWaits_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<QString>("way");
    QTest::addColumn<StopReason>("reason");
    QTest::addColumn<QString>("expected");
    const char *const phases[] = {"before start", "backoff", "backoff after a timeout"};
    const struct {
        const char *way;
        const char *expected[std::size(phases)]; // of what had tried, as its last attempt ended
    } rows[] = {
        {"user", {"cancelled", "cancelled", "cancelled"}},
        {"run cancelled", {"cancelled", "cancelled", "cancelled"}},
        {"timeout", {"queued", "backoff", "backoff"}}, // which is for an attempt
        {"policy", {"skipped", "failed", "timedOut"}},
        {"quit", {"queued", "queued", "queued"}},
        {"first success", {"skipped", "failed", "timedOut"}},
        {"round deadline", {"skipped", "failed", "timedOut"}},
        {"drain", {"queued", "queued", "queued"}},
        {"pause", {"queued", "backoff", "backoff"}},
    };
    static_assert(std::size(rows) == std::size(ways));
    for (std::size_t at = 0; at < std::size(rows); ++at) {
        QCOMPARE(rows[at].way, ways[at].name);
        const StopReason reason = ways[at].reason == StopReason::None ? StopReason::Policy : ways[at].reason;
        for (std::size_t phase = 0; phase < std::size(phases); ++phase)
            QTest::newRow(cell({QLatin1StringView(phases[phase]), QLatin1StringView(rows[at].way)}))
                << QString::fromLatin1(phases[phase]) << QString::fromLatin1(rows[at].way) << reason
                << QString::fromLatin1(rows[at].expected[phase]);
    }
}

void TestRunMachine::stopsWhatWaits()
{
    QFETCH(QString, phase);
    QFETCH(QString, way);
    QFETCH(StopReason, reason);
    QFETCH(QString, expected);
    const bool waits = phase == u"before start";
    RunSettings settings = withPolicy(retrying(waits ? 1 : 2, 3, 60s), way);
    settings.timeout = 3s;
    settings.retry.timeouts = true;
    MachineDriver run(recordsOf(2), settings);
    run.start();
    if (phase == u"backoff") {
        run.failTransient(1);
    } else if (!waits) {
        run.advance(2s);
        run.apply(event::Began{run.attempt(0)}); // so that it does not time out as well
        run.advance(1s);
        run.finish(1, Report::Stopped);
    }
    QCOMPARE(run.state(1), waits ? State::Queued : State::Backoff);
    const std::size_t before = run.endsOf(1).size();
    QCOMPARE(before, waits ? 0U : 1U);

    stop(run, way);
    const State state = *stateNamed(expected);
    QCOMPARE(run.state(1), state);
    const std::vector<End> history = run.endsOf(1);
    QCOMPARE(history.size(), before + isEnded(state));
    if (!waits)
        QCOMPARE(history[0].became, State::Backoff);
    if (isEnded(state)) { // an end of the record, not of an attempt
        QVERIFY(history.back().attempt == AttemptId{});
        QCOMPARE(history.back().number, 0U);
        QCOMPARE(history.back().became, state);
        if (state == State::Cancelled || state == State::Skipped)
            QCOMPARE(history.back().reason, reason);
    }
    run.advance(10s);
    QCOMPARE(run.state(1), state);
    QCOMPARE(run.machine.record(1).attempts, waits ? 0U : 1U);
}

void TestRunMachine::stopsWhatIsSettled_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("expected");
    // The attempt is over, but what was to follow it is not: no cancel is retried.
    const char *const instead[] = {"cancelled", "cancelled", "backoff", "failed", "queued",
                                   "failed",    "failed",    "queued",  "backoff"};
    static_assert(std::size(instead) == std::size(ways));
    for (std::size_t at = 0; at < std::size(ways); ++at) {
        const auto add = [way = ways[at].name](const char *report, const char *expected) {
            QTest::newRow(cell({QLatin1StringView(way), QLatin1StringView(report)}))
                << QString::fromLatin1(way) << QString::fromLatin1(report) << QString::fromLatin1(expected);
        };
        add("done", "succeeded");
        add("unknown", "inDoubt");
        add("failed", "failed");
        add("transient", instead[at]);
    }
}

void TestRunMachine::stopsWhatIsSettled()
{
    QFETCH(QString, way);
    QFETCH(QString, report);
    QFETCH(QString, expected);
    Workload workload = recordsOf(3);
    workload.operations = {{.idempotent = false, .durable = false}, {.idempotent = false, .durable = true}};
    workload.groups = {{.operation = 0, .limits = {}}, {.operation = 1, .limits = {}}};
    workload.groupOf = {0, 1, 0};
    RunSettings settings = withPolicy(retrying(2, 3, 60s), way);
    settings.timeout = 3s;
    MachineDriver run(workload, settings);
    run.start();
    run.advance(1s);
    if (report == u"transient")
        run.failTransient(1);
    else
        run.finish(1, report == u"done" ? Report::Done : report == u"failed" ? Report::Failed : Report::Unknown, 10);
    QCOMPARE(run.state(1), State::Running);
    const std::vector<End> history = run.endsOf(1);
    QCOMPARE(history.size(), 1U);
    QVERIFY(history[0].awaited);

    stop(run, way);
    QCOMPARE(run.state(1), State::Running); // nothing shows an end that is not on disk
    QVERIFY(run.summary().inFlight >= 1);
    QVERIFY(run.stopsOf(1).empty());
    QCOMPARE(run.endsOf(1).size(), 1U);

    run.durable(1);
    QCOMPARE(run.state(1), *stateNamed(expected));
    QVERIFY(!run.machine.record(1).late);
    run.durable(1);
    const bool endsLater = report == u"transient" && isEnded(*stateNamed(expected));
    QCOMPARE(run.endsOf(1).size(), endsLater ? 2U : 1U);
    QCOMPARE(run.machine.record(1).attempts, 1U);
}

void TestRunMachine::cancelsWhatATimeoutStops_data()
{
    QTest::addColumn<QString>("phase");
    for (const char *phase : {"stopping", "shield", "cleanUp", "unresponsive"})
        QTest::newRow(phase) << QString::fromLatin1(phase);
}

// It would be tried again otherwise, and no cancel is retried.
void TestRunMachine::cancelsWhatATimeoutStops()
{
    QFETCH(QString, phase);
    Workload workload = recordsOf(1);
    workload.operations = {{.idempotent = true, .durable = false}};
    for (const bool isCancelled : {false, true}) {
        RunSettings settings = retrying(1, 3, 1s);
        settings.timeout = 3s;
        settings.cleanup = 5s;
        MachineDriver run(workload, settings);
        run.start();
        if (phase == u"shield")
            QVERIFY(run.shieldUp(0));
        run.advance(3s);
        if (phase == u"cleanUp")
            run.cleanUp(0);
        if (phase == u"unresponsive")
            run.advance(5s);
        if (isCancelled)
            run.cancel(0);
        run.finish(0, Report::Stopped);
        run.advance(1s);
        QCOMPARE(run.state(0), isCancelled ? State::TimedOut : State::Running);
        QCOMPARE(run.starts.size(), isCancelled ? 1U : 2U);
    }
}

void TestRunMachine::stopsWhatHasEnded_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<State>("state");
    for (const Way &way : ways) {
        for (const State state :
             {State::Succeeded, State::Failed, State::TimedOut, State::Cancelled, State::InDoubt, State::Invalid})
            QTest::newRow(cell({QLatin1StringView(way.name), name(state)})) << QString::fromLatin1(way.name) << state;
    }
}

void TestRunMachine::stopsWhatHasEnded()
{
    QFETCH(QString, way);
    QFETCH(State, state);
    RunSettings settings = jobs(2);
    settings.timeout = 3s;
    Workload workload = recordsOf(3);
    if (state == State::Invalid)
        workload.invalid = {1};
    MachineDriver run(workload, settings);
    run.start();
    if (state == State::TimedOut) {
        run.advance(2s);
        run.apply(event::Began{run.attempt(0)});
        run.advance(1s);
    }
    if (state == State::Cancelled)
        run.cancel(1);
    if (state != State::Invalid)
        run.finish(1,
                   state == State::Succeeded     ? Report::Done
                       : state == State::Failed  ? Report::Failed
                       : state == State::InDoubt ? Report::Unknown
                                                 : Report::Stopped);
    QCOMPARE(run.state(1), state);
    const std::size_t before = run.endsOf(1).size();
    const StopReason was = run.machine.record(1).reason;

    run.change(withPolicy(settings, way));
    stop(run, way);
    QCOMPARE(run.state(1), state);
    QCOMPARE(run.machine.record(1).reason, was);
    QCOMPARE(run.endsOf(1).size(), before);
}

void TestRunMachine::firstReasonWins_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<StopReason>("reason");
    QTest::addColumn<bool>("shielded");
    for (const bool shielded : {false, true}) {
        for (const Way &first : ways) {
            for (const Way &second : ways) {
                if (first.reason == StopReason::None || second.reason == StopReason::None
                    || qstrcmp(first.name, "first success") == 0 || qstrcmp(second.name, "first success") == 0)
                    continue; // stops nothing, or is a policy like the other
                QTest::newRow(cell({QLatin1StringView(first.name), QLatin1StringView(second.name),
                                    QLatin1StringView(shielded ? "in a shield" : "at work")}))
                    << QString::fromLatin1(first.name) << QString::fromLatin1(second.name) << first.reason << shielded;
            }
        }
    }
}

void TestRunMachine::firstReasonWins()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(StopReason, reason);
    QFETCH(bool, shielded);
    RunSettings settings = withPolicy(jobs(2), first);
    settings.timeout = 2s; // less than the clean-up may take
    MachineDriver run(recordsOf(2), settings);
    run.start();
    if (shielded)
        QVERIFY(run.shieldUp(1));
    stop(run, first);
    stop(run, second);
    if (shielded) {
        QVERIFY(run.stopsOf(1).empty());
        run.shieldDown(1);
    }
    QVERIFY(run.stopsOf(1) == std::vector{reason});
    QCOMPARE(run.machine.record(1).reason, reason);
    run.finish(1, Report::Stopped);
    QCOMPARE(run.endsOf(1).at(0).reason, reason);
    QCOMPARE(run.endsOf(1).size(), 1U);
}

QTEST_GUILESS_MAIN(TestRunMachine)
#include "tst_runmachine.moc"
