#include "machinedriver.h"

using namespace batchdeck;

// What a person does about records that have ended, or do not want to.
class TestRunRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retryByHand_data();
    void retryByHand();
    void retryJoinsAChosenRound();
    void succeededRunsAgainOnlyByName();
    void markTellsTheTruth();
    void looksWhatBecameOfIt_data();
    void looksWhatBecameOfIt();
    void queuesWhatWasNotDone();
    void looksOnceAndBelievesNothingOld();
    void looksForNothingOnceItIsClosed();
    void givenUp_data();
    void givenUp();
    void lateTruthAfterAQuit_data();
    void lateTruthAfterAQuit();
    void lateTruthOfAnOlderAttempt();
    void lateTruthIsNotAnothersDoubt();
    void repairedIsQueued();
    void countsOnceInItsRound();
};

namespace {

using Rows = std::vector<quint32>;
using For = Waiting::For;

} // namespace

void TestRunRecords::retryByHand_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QList<int>>("again");
    QTest::newRow("one") << QStringLiteral("one") << QList<int>{1};
    QTest::newRow("some") << QStringLiteral("some") << QList<int>{3, 1};
    QTest::newRow("what failed") << QStringLiteral("failed") << QList<int>{1, 3};
    QTest::newRow("all") << QStringLiteral("all") << QList<int>{0, 1, 2, 3, 4};
}

void TestRunRecords::retryByHand()
{
    QFETCH(QString, which);
    QFETCH(QList<int>, again);
    MachineDriver run(recordsOf(5), retrying(1, 2, 1s));
    run.start();
    for (quint32 row = 0; row < 5; ++row) {
        if (row % 2 == 0)
            run.finish(row);
        else
            run.fail(row);
    }
    QCOMPARE(run.roundsEnded, 1);
    run.starts.clear();
    const RowSet rows = which == u"one" ? RowSet::of({1})
        : which == u"some"              ? RowSet::of({3, 1})
        : which == u"failed"            ? RowSet::all({State::Failed})
                                        : RowSet::all({});
    run.apply(event::Retry{rows});
    while (run.roundsEnded == 1) {
        const quint32 row = run.starts.back().row;
        QCOMPARE(run.starts.back().number, 2U); // the history goes on
        run.finish(row);
    }
    Rows expected(again.begin(), again.end());
    QVERIFY(run.startedRows() == expected);
    QCOMPARE(run.count(State::Succeeded), which == u"one" ? 4U : 5U);
    QCOMPARE(run.endsOf(1).size(), 2U);

    run.retry(1); // by hand the attempts count anew
    run.failTransient(1);
    QCOMPARE(run.state(1), State::Backoff);
}

void TestRunRecords::retryJoinsAChosenRound()
{
    MachineDriver run(recordsOf(4), jobs(1));
    run.start();
    run.fail(0);
    run.cancel(3);
    run.apply(event::Drain{});
    run.finish(1);
    QCOMPARE(run.roundsEnded, 1);
    run.retry(0);
    run.retry(3);
    QCOMPARE(run.summary().inRound, 2U);
    run.finish(0);
    QCOMPARE(run.state(3), State::Running);
    run.finish(3);
    QCOMPARE(run.roundsEnded, 2);
    QCOMPARE(run.state(2), State::Queued); // the round was not for it
}

void TestRunRecords::succeededRunsAgainOnlyByName()
{
    MachineDriver run(recordsOf(2), jobs(2));
    run.start();
    run.finish(0);
    run.fail(1);
    run.start();
    run.apply(event::Retry{RowSet::all({State::Failed, State::TimedOut, State::Cancelled})});
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.state(1), State::Running);
    run.cancel(0);
    run.apply(event::Front{RowSet::of({0})});
    run.apply(event::Mark{RowSet::of({0}), State::Failed});
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.endsOf(0).size(), 1U);
}

void TestRunRecords::markTellsTheTruth()
{
    MachineDriver run(recordsOf(3), jobs(3));
    run.start();
    run.finish(0, Report::Unknown);
    run.finish(1, Report::Unknown);
    run.apply(event::Mark{RowSet::of({0}), State::Succeeded});
    run.apply(event::Mark{RowSet::of({1, 2}), State::Failed}); // 2 is at work
    run.apply(event::Mark{RowSet::of({2}), State::Cancelled}); // no answer at all
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.state(1), State::Failed);
    QCOMPARE(run.state(2), State::Running);
    QCOMPARE(run.endsOf(1).size(), 2U);
    QVERIFY(run.endsOf(1)[1].attempt == AttemptId{});
}

void TestRunRecords::looksWhatBecameOfIt_data()
{
    QTest::addColumn<int>("found");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("report");
    QTest::newRow("done") << int(Settlement::Found::Done) << int(State::Succeeded) << int(Report::Done);
    QTest::newRow("not done") << int(Settlement::Found::NotDone) << int(State::Failed) << int(Report::Failed);
    QTest::newRow("nothing") << int(Settlement::Found::Nothing) << int(State::InDoubt) << int(Report::Unknown);
}

void TestRunRecords::looksWhatBecameOfIt()
{
    QFETCH(int, found);
    QFETCH(int, state);
    QFETCH(int, report);
    Workload workload = recordsOf(3);
    workload.operations[0].settles = true;
    MachineDriver run(workload, jobs(3));
    run.start();
    run.finish(0, Report::Unknown);
    run.finish(1);
    run.apply(event::Settle{RowSet::of({0, 1, 2})}); // of the others nothing is in doubt
    QCOMPARE(run.actions.settles.size(), std::size_t(1));
    QCOMPARE(run.actions.settles[0].row, 0U);
    QCOMPARE(run.actions.settles[0].number, 1U);
    QCOMPARE(run.waiting(0).what, Waiting::For::Check);
    QCOMPARE(run.summary().settling, 1U);
    run.finish(2);
    QCOMPARE(run.roundsEnded, 1); // which does not wait for it
    QVERIFY(!run.machine.isIdle());
    run.apply(event::Settled{0, 1, static_cast<Settlement::Found>(found)});
    QCOMPARE(run.state(0), static_cast<State>(state));
    QCOMPARE(run.waiting(0).what, Waiting::For::Nothing);
    QVERIFY(run.machine.isIdle());
    const End end = run.endsOf(0).back();
    QVERIFY(end.checked);
    QCOMPARE(end.became, static_cast<State>(state));
    QCOMPARE(end.report, static_cast<Report>(report));
}

void TestRunRecords::queuesWhatWasNotDone()
{
    Workload workload = recordsOf(3);
    workload.operations[0].settles = true;
    MachineDriver run(workload, jobs(1));
    run.start();
    run.finish(0, Report::Unknown);
    run.apply(event::Settle{RowSet::of({0}), true});
    run.apply(event::Settled{0, 1, Settlement::Found::NotDone, true});
    QCOMPARE(run.state(0), State::Queued);
    QCOMPARE(run.endsOf(0).back().became, State::Queued);
    QCOMPARE(run.summary().inRound, 3U); // it was counted
    run.finish(1);
    QCOMPARE(run.starts.back().row, 0U); // where it stands in the file
    QCOMPARE(run.starts.back().number, 2U);
    run.finish(0, Report::Unknown);
    run.finish(2);
    QCOMPARE(run.roundsEnded, 1);
    run.apply(event::Settle{RowSet::of({0}), true});
    run.apply(event::Settled{0, 2, Settlement::Found::NotDone, true});
    QCOMPARE(run.starts.size(), std::size_t(4)); // nothing starts by itself
    run.start();
    QCOMPARE(run.state(0), State::Running);
}

void TestRunRecords::looksOnceAndBelievesNothingOld()
{
    Workload workload = recordsOf(2);
    workload.operations = {{.settles = true}, {.settles = false}};
    workload.groups = {{.operation = 0, .limits = {}}, {.operation = 1, .limits = {}}};
    workload.groupOf = {0, 1};
    MachineDriver run(workload, jobs(2));
    run.start();
    run.finish(0, Report::Unknown);
    run.finish(1, Report::Unknown);
    run.apply(event::Settle{RowSet::all({})});
    QCOMPARE(run.actions.settles.size(), std::size_t(1)); // the other operation cannot tell
    run.apply(event::Settle{RowSet::all({})});
    QVERIFY(run.actions.settles.empty());
    run.retry(0);
    run.finish(0, Report::Unknown); // and in doubt again
    run.apply(event::Settled{0, 1, Settlement::Found::Done});
    QCOMPARE(run.state(0), State::InDoubt);
    run.apply(event::Settle{RowSet::of({0})});
    QCOMPARE(run.actions.settles.at(0).number, 2U);
    run.apply(event::Quit{});
    QVERIFY(run.machine.isIdle());
    run.apply(event::Settled{0, 2, Settlement::Found::Done}); // it was under way
    QCOMPARE(run.state(0), State::Succeeded);
    run.apply(event::Settle{RowSet::of({1})});
    QVERIFY(run.actions.settles.empty());
}

// What was asked for before is gone through, but nobody is left to look.
void TestRunRecords::looksForNothingOnceItIsClosed()
{
    constexpr quint32 many = 5000;
    Workload workload = recordsOf(many);
    workload.operations[0].settles = true;
    MachineDriver run(workload, jobs(200), false);
    run.start();
    for (quint32 row = 0; row < many; ++row)
        run.finish(row, Report::Unknown);
    run.apply(event::Settle{RowSet::all({})});
    QVERIFY(!run.actions.settles.empty());
    run.apply(event::Quit{});
    run.settle();
    QVERIFY(run.machine.isIdle());
}

void TestRunRecords::givenUp_data()
{
    QTest::addColumn<int>("report");
    QTest::addColumn<bool>("movedOn");
    QTest::addColumn<int>("state");
    for (const bool movedOn : {false, true}) {
        const auto add = [movedOn](const char *row, Report report, State state) {
            QTest::newRow(movedOn ? QByteArray(row) + ", retried" : QByteArray(row))
                << int(report) << movedOn << int(movedOn ? State::Running : state);
        };
        add("done", Report::Done, State::Succeeded);
        add("failed", Report::Failed, State::Failed);
        add("stopped", Report::Stopped, State::Failed);
        add("unknown", Report::Unknown, State::InDoubt);
    }
}

void TestRunRecords::givenUp()
{
    QFETCH(int, report);
    QFETCH(bool, movedOn);
    QFETCH(int, state);
    MachineDriver run(recordsOf(2), jobs(1));
    run.start();
    const AttemptId first = run.attempt(0);
    run.apply(event::GiveUp{0}); // it is at work: no
    run.cancel(0);
    run.apply(event::GiveUp{0}); // it cleans up: no
    QCOMPARE(run.state(0), State::Stopping);
    run.advance(5s);
    QCOMPARE(run.state(0), State::Unresponsive);
    QCOMPARE(run.state(1), State::Queued);
    run.apply(event::GiveUp{0});
    QCOMPARE(run.state(0), State::InDoubt);
    QCOMPARE(run.state(1), State::Running); // in its slot
    QCOMPARE(run.summary().writtenOff, 1U);
    QVERIFY(run.ends.at(0).attempt == first);
    run.finish(1);
    QCOMPARE(run.roundsEnded, 1);

    if (movedOn)
        run.retry(0);
    QVERIFY(!run.apply(event::ShieldUp{first}).granted);
    run.apply(event::Finished{first, static_cast<Report>(report), 10, true, {}});
    QCOMPARE(run.state(0), static_cast<State>(state));
    QCOMPARE(run.summary().writtenOff, 0U);
    const End late = run.endsOf(0).back();
    QVERIFY(late.writtenOff && late.attempt == first);
    QCOMPARE(late.report, static_cast<Report>(report));
    QCOMPARE(late.number, 1U);
    const std::size_t before = run.ends.size();
    run.apply(event::Finished{first, Report::Done, 0, false, {}});
    QCOMPARE(run.ends.size(), before);
}

void TestRunRecords::lateTruthAfterAQuit_data()
{
    QTest::addColumn<Report>("report");
    QTest::addColumn<State>("state");
    QTest::newRow("done") << Report::Done << State::Succeeded;
    QTest::newRow("failed") << Report::Failed << State::Queued;
    QTest::newRow("stopped") << Report::Stopped << State::Queued;
    QTest::newRow("unknown") << Report::Unknown << State::InDoubt;
}

// Whoever closed the run waited no longer: by the table what a quit stopped runs again, in another session.
void TestRunRecords::lateTruthAfterAQuit()
{
    QFETCH(Report, report);
    QFETCH(State, state);
    MachineDriver run(recordsOf(2), jobs(1));
    run.start();
    const AttemptId first = run.attempt(0);
    run.apply(event::Quit{});
    run.apply(event::GiveUp{0});
    QCOMPARE(run.state(0), State::InDoubt);
    run.apply(event::Finished{first, report, 10, true, {}});
    QCOMPARE(run.state(0), state);
    QCOMPARE(run.ends.back().became, state);
    QCOMPARE(run.ends.back().reason, StopReason::Quit);
    QVERIFY(run.machine.isOver());
    QCOMPARE(run.starts.size(), 1U);
    QCOMPARE(run.waiting(1).what, Waiting::For::End);
}

// What is told of an attempt is of that attempt, not of the one after it.
void TestRunRecords::lateTruthOfAnOlderAttempt()
{
    MachineDriver run(recordsOf(1), jobs(1));
    run.start();
    const AttemptId first = run.attempt(0);
    run.advance(1s);
    run.cancel(0);
    run.advance(5s);
    run.apply(event::GiveUp{0});
    run.advance(10s);
    run.retry(0);
    run.apply(event::Finished{first, Report::Done, 0, false, {}});
    const End late = run.ends.back();
    QVERIFY(late.started == MachineDriver::epoch);
    QCOMPARE(late.reason, StopReason::User);
    QCOMPARE(run.state(0), State::Running);
    run.finish(0);
    QVERIFY(!run.machine.record(0).late);
}

void TestRunRecords::lateTruthIsNotAnothersDoubt()
{
    MachineDriver run(recordsOf(1), jobs(1));
    run.start();
    const AttemptId first = run.attempt(0);
    run.cancel(0);
    run.advance(5s);
    run.apply(event::GiveUp{0});
    run.retry(0);
    run.finish(0, Report::Unknown);
    run.apply(event::Finished{first, Report::Done, 0, false, {}});
    QCOMPARE(run.state(0), State::InDoubt); // the second attempt's, of which nobody knows more
    QVERIFY(run.ends.back().writtenOff);
}

void TestRunRecords::repairedIsQueued()
{
    Workload workload = recordsOf(3);
    workload.invalid = {0, 2};
    MachineDriver run(workload, jobs(1));
    QCOMPARE(run.count(State::Invalid), 2U);
    run.start();
    QCOMPARE(run.summary().inRound, 1U);
    run.retry(0); // there is nothing to run
    run.cancel(0);
    QCOMPARE(run.state(0), State::Invalid);
    run.apply(event::Repair{0});
    run.apply(event::Repair{1}); // is at work
    run.apply(event::Repair{9});
    QCOMPARE(run.summary().inRound, 2U);
    run.finish(1);
    run.finish(0);
    QCOMPARE(run.roundsEnded, 1);
    run.apply(event::Repair{2});
    QCOMPARE(run.waiting(2).what, For::Start);
}

// However often a person tries it again while the round goes on; in the next round it counts again.
void TestRunRecords::countsOnceInItsRound()
{
    MachineDriver run(recordsOf(4), jobs(1));
    run.start();
    for (int times = 0; times < 3; ++times) {
        const quint32 row = run.starts.back().row;
        run.fail(row);
        run.retry(row);
        QCOMPARE(run.summary().inRound, 4U);
        QCOMPARE(run.summary().left, 4U);
    }
    run.cancel(3);
    QCOMPARE(run.summary().left, 3U);
    run.retry(3);
    QCOMPARE(run.summary().inRound, 4U);
    run.apply(event::CancelRun{});
    run.finish(run.starts.back().row);
    QCOMPARE(run.roundsEnded, 1);
    run.retry(1);
    run.retry(2);
    QCOMPARE(run.summary().inRound, 2U);
    run.cancel(2);
    run.retry(2);
    QCOMPARE(run.summary().inRound, 2U);
    QCOMPARE(run.summary().left, 2U);
}

QTEST_GUILESS_MAIN(TestRunRecords)
#include "tst_runrecords.moc"
