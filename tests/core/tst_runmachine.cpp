#include "machinedriver.h"

using namespace batchdeck;

// Every reason to stop against every phase of a record, in virtual time. Row 1 is the one that is
// looked at; row 0 is at work all the while, and it is row 0 that fails where a policy is to stop.
class TestRunMachine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsWhatWorks_data();
    void stopsWhatWorks();
    void stopsWhatWaits_data();
    void stopsWhatWaits();
    void stopsWhatIsSettled_data();
    void stopsWhatIsSettled();
    void stopsWhatHasEnded_data();
    void stopsWhatHasEnded();
    void firstReasonWins_data();
    void firstReasonWins();
};

namespace {

constexpr StopReason reasons[] = {StopReason::User, StopReason::RunCancelled, StopReason::Timeout, StopReason::Policy,
                                  StopReason::Quit};
constexpr Report reports[] = {Report::Done, Report::Unknown, Report::Failed, Report::Stopped};

RunSettings withPolicy(RunSettings settings)
{
    settings.failures.then = FailureSettings::Then::Cancel;
    settings.failures.count = 1;
    return settings;
}

void stop(MachineDriver &run, StopReason reason)
{
    switch (reason) {
    case StopReason::None:
        break;
    case StopReason::User:
        run.cancel(1);
        break;
    case StopReason::RunCancelled:
        run.apply(event::CancelRun{});
        break;
    case StopReason::Timeout:
        run.advance(*run.machine.settings().timeout);
        break;
    case StopReason::Policy:
        run.fail(0);
        break;
    case StopReason::Quit:
        run.apply(event::Quit{});
        break;
    }
}

QByteArray cell(std::initializer_list<QLatin1StringView> words)
{
    QByteArray text;
    for (const QLatin1StringView word : words)
        text += (text.isEmpty() ? "" : ", ") + QByteArray(word.data(), word.size());
    return text;
}

State stateNamed(const QString &wanted)
{
    for (int at = 0; at < stateCount; ++at) {
        if (wanted == name(static_cast<State>(at)))
            return static_cast<State>(at);
    }
    qFatal("no state is named %s", qPrintable(wanted));
}

// As DESIGN.md has it, rows by report, columns by reason; ! where the stop came too late.
const char *const ending[reportCount][std::size(reasons)] = {
    // user       run cancelled  timeout       policy       quit
    {"succeeded!", "succeeded!", "succeeded!", "succeeded", "succeeded"}, // done
    {"inDoubt", "inDoubt", "inDoubt", "inDoubt", "inDoubt"}, // unknown
    {"cancelled", "cancelled", "timedOut", "cancelled", "queued"}, // failed
    {"cancelled", "cancelled", "timedOut", "cancelled", "queued"}, // stopped
};

} // namespace

void TestRunMachine::stopsWhatWorks_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("report");
    for (const char *phase :
         {"running", "shield, which it leaves", "shield, in which it ends", "clean-up", "overrun"}) {
        for (int column = 0; column < int(std::size(reasons)); ++column) {
            for (const Report report : reports)
                QTest::newRow(cell({QLatin1StringView(phase), name(reasons[column]), name(report)}))
                    << QString::fromLatin1(phase) << column << static_cast<int>(report);
        }
    }
}

void TestRunMachine::stopsWhatWorks()
{
    QFETCH(QString, phase);
    QFETCH(int, column);
    QFETCH(int, report);
    const StopReason reason = reasons[column];
    if (reason == StopReason::Timeout && phase == u"clean-up")
        return; // the clean-up's own budget stands in its place: see tst_runattempts

    RunSettings settings = withPolicy(jobs(2));
    settings.timeout = 3s;
    MachineDriver run(recordsOf(3), settings);
    run.start();
    const AttemptId attempt = run.attempt(1);
    const bool shielded = phase.startsWith(u"shield");
    if (shielded)
        QVERIFY(run.shieldUp(1));
    if (phase == u"clean-up")
        run.cleanUp(1);

    stop(run, reason);
    QCOMPARE(run.machine.record(1).reason, reason);
    if (shielded) {
        QCOMPARE(run.state(1), State::Committing);
        QVERIFY(run.stopsOf(1).empty());
    } else {
        QCOMPARE(run.state(1), State::Stopping);
        // What only cleans up is not told to stop working.
        QCOMPARE(run.stopsOf(1).size(), phase == u"clean-up" ? 0U : 1U);
    }
    if (phase == u"shield, which it leaves") {
        run.shieldDown(1);
        QCOMPARE(run.state(1), State::Stopping);
        QVERIFY(run.stopsOf(1) == std::vector{reason});
    }
    if (phase == u"overrun") {
        run.advance(settings.cleanup);
        QCOMPARE(run.state(1), State::Unresponsive);
        QVERIFY(run.endsOf(1).empty());
    } else {
        run.advance(1s);
    }

    const Instant began = run.starts.at(1).row == 1 ? MachineDriver::epoch : never;
    run.finish(1, static_cast<Report>(report), 10);
    QString expected = QString::fromLatin1(ending[report][column]);
    const bool late = expected.endsWith(u'!');
    if (late)
        expected.chop(1);
    QCOMPARE(run.state(1), stateNamed(expected));
    QCOMPARE(run.machine.record(1).reason, reason);
    QCOMPARE(run.machine.record(1).late, late);
    const std::vector<End> history = run.endsOf(1);
    QCOMPARE(history.size(), 1U);
    QVERIFY(history[0].attempt == attempt);
    QCOMPARE(history[0].number, 1U);
    QCOMPARE(history[0].became, stateNamed(expected));
    QCOMPARE(history[0].report, static_cast<Report>(report));
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
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *phase, StopReason reason, const char *expected) {
        QTest::newRow(cell({QLatin1StringView(phase), name(reason)}))
            << QString::fromLatin1(phase) << static_cast<int>(reason) << QString::fromLatin1(expected);
    };
    add("before start", StopReason::User, "cancelled");
    add("before start", StopReason::RunCancelled, "cancelled");
    add("before start", StopReason::Timeout, "queued"); // a timeout is for an attempt
    add("before start", StopReason::Policy, "skipped");
    add("before start", StopReason::Quit, "queued");
    add("backoff", StopReason::User, "cancelled");
    add("backoff", StopReason::RunCancelled, "cancelled");
    add("backoff", StopReason::Timeout, "backoff");
    add("backoff", StopReason::Policy, "failed"); // as its last attempt ended
    add("backoff", StopReason::Quit, "queued");
    add("backoff after a timeout", StopReason::User, "cancelled");
    add("backoff after a timeout", StopReason::RunCancelled, "cancelled");
    add("backoff after a timeout", StopReason::Policy, "timedOut");
    add("backoff after a timeout", StopReason::Quit, "queued");
}

void TestRunMachine::stopsWhatWaits()
{
    QFETCH(QString, phase);
    QFETCH(int, reason);
    QFETCH(QString, expected);
    const bool waits = phase == u"before start";
    RunSettings settings = withPolicy(retrying(waits ? 1 : 2, 3, 60s));
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

    stop(run, static_cast<StopReason>(reason));
    const State state = stateNamed(expected);
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
            QCOMPARE(history.back().reason, static_cast<StopReason>(reason));
    }
    run.advance(10s);
    QCOMPARE(run.state(1), state);
    QCOMPARE(run.machine.record(1).attempts, waits ? 0U : 1U);
}

void TestRunMachine::stopsWhatIsSettled_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("expected");
    for (const StopReason reason : reasons) {
        const auto add = [reason](const char *report, const char *expected) {
            QTest::newRow(cell({name(reason), QLatin1StringView(report)}))
                << static_cast<int>(reason) << QString::fromLatin1(report) << QString::fromLatin1(expected);
        };
        add("done", "succeeded");
        add("unknown", "inDoubt");
        add("failed", "failed");
        // The attempt is over, but what was to follow it is not: no cancel is retried.
        const char *const instead[] = {"cancelled", "cancelled", "backoff", "failed", "queued"};
        add("transient", instead[std::find(std::begin(reasons), std::end(reasons), reason) - std::begin(reasons)]);
    }
}

void TestRunMachine::stopsWhatIsSettled()
{
    QFETCH(int, reason);
    QFETCH(QString, report);
    QFETCH(QString, expected);
    Workload workload = recordsOf(3);
    workload.operations = {{.idempotent = false, .durable = false}, {.idempotent = false, .durable = true}};
    workload.groups = {{.operation = 0, .limits = {}}, {.operation = 1, .limits = {}}};
    workload.groupOf = {0, 1, 0};
    RunSettings settings = withPolicy(retrying(2, 3, 60s));
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

    stop(run, static_cast<StopReason>(reason));
    QCOMPARE(run.state(1), State::Running); // nothing shows an end that is not on disk
    QVERIFY(run.summary().inFlight >= 1);
    QVERIFY(run.stopsOf(1).empty());
    QCOMPARE(run.endsOf(1).size(), 1U);

    run.durable(1);
    QCOMPARE(run.state(1), stateNamed(expected));
    QVERIFY(!run.machine.record(1).late);
    run.durable(1);
    const bool endsLater = report == u"transient" && isEnded(stateNamed(expected));
    QCOMPARE(run.endsOf(1).size(), endsLater ? 2U : 1U);
    QCOMPARE(run.machine.record(1).attempts, 1U);
}

void TestRunMachine::stopsWhatHasEnded_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("ended");
    for (const StopReason reason : reasons) {
        for (const State ended :
             {State::Succeeded, State::Failed, State::TimedOut, State::Cancelled, State::InDoubt, State::Invalid})
            QTest::newRow(cell({name(reason), name(ended)})) << static_cast<int>(reason) << QString(name(ended));
    }
}

void TestRunMachine::stopsWhatHasEnded()
{
    QFETCH(int, reason);
    QFETCH(QString, ended);
    const State state = stateNamed(ended);
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

    run.change(withPolicy(settings));
    stop(run, static_cast<StopReason>(reason));
    QCOMPARE(run.state(1), state);
    QCOMPARE(run.machine.record(1).reason, was);
    QCOMPARE(run.endsOf(1).size(), before);
}

void TestRunMachine::firstReasonWins_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<bool>("shielded");
    for (const bool shielded : {false, true}) {
        for (const StopReason first : reasons) {
            for (const StopReason second : reasons)
                QTest::newRow(
                    cell({name(first), name(second), QLatin1StringView(shielded ? "in a shield" : "at work")}))
                    << static_cast<int>(first) << static_cast<int>(second) << shielded;
        }
    }
}

void TestRunMachine::firstReasonWins()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(bool, shielded);
    RunSettings settings = withPolicy(jobs(2));
    settings.timeout = 2s; // less than the clean-up may take
    MachineDriver run(recordsOf(2), settings);
    run.start();
    if (shielded)
        QVERIFY(run.shieldUp(1));
    stop(run, static_cast<StopReason>(first));
    stop(run, static_cast<StopReason>(second));
    if (shielded) {
        QVERIFY(run.stopsOf(1).empty());
        run.shieldDown(1);
    }
    QVERIFY(run.stopsOf(1) == std::vector{static_cast<StopReason>(first)});
    QCOMPARE(run.machine.record(1).reason, static_cast<StopReason>(first));
    run.finish(1, Report::Stopped);
    QCOMPARE(run.endsOf(1).at(0).reason, static_cast<StopReason>(first));
    QCOMPARE(run.endsOf(1).size(), 1U);
}

QTEST_GUILESS_MAIN(TestRunMachine)
#include "tst_runmachine.moc"
