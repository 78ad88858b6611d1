#include "machinedriver.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Records of one key: one runs for all, and a success is shared.
class TestRunAlike : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNothingOfWhatWasShared();
    void successIsShared();
    void failureHandsOver_data();
    void failureHandsOver();
    void waitingLeaderHandsOver();
    void doubtSkipsTheFollowers();
    void doubtThatIsOverSkipsNobody_data();
    void doubtThatIsOverSkipsNobody();
    void retriedLeaderStillLeads();
    void chosenFollowerRuns_data();
    void chosenFollowerRuns();
    void handsOverWithinTheRound();
    void theFirstOfTheChosenLeads();
    void handsOverToTheFirstInOrder();
    void handsOverAmongVeryMany();
    void whatFollowsIsLeft();
    void sharedSuccessesAreThroughput();
    void whatSucceededBeforeIsShared();
    void whatIsInDoubtFromBeforeIsNotRunTwice_data();
    void whatIsInDoubtFromBeforeIsNotRunTwice();
    void whoIsAskedForSinceRuns_data();
    void whoIsAskedForSinceRuns();
    void theOneThatRanIsShared();
};

namespace {

Workload alike(std::initializer_list<quint32> keys)
{
    Workload workload = recordsOf(quint32(keys.size()));
    workload.sameAs = keys;
    return workload;
}

using Rows = std::vector<quint32>;

// As its journal says when the run is opened again.
RunPast pastOf(std::vector<PastRecord> records)
{
    return {std::move(records), {}};
}

} // namespace

void TestRunAlike::successIsShared()
{
    MachineDriver run(alike({0, 0, nothing, 0}), jobs(4));
    run.start();
    QVERIFY((run.startedRows() == Rows{0, 2}));
    QCOMPARE(run.waiting(3).what, Waiting::For::Leader);
    QCOMPARE(run.waiting(3).which, 0U);
    run.finish(0);
    run.finish(2);
    QCOMPARE(run.count(State::Succeeded), 4U);
    QCOMPARE(run.starts.size(), 2U);
    QCOMPARE(run.endsOf(3).size(), 1U);
    QCOMPARE(run.endsOf(3)[0].leader, 0U);
    QVERIFY(run.endsOf(3)[0].attempt == AttemptId{});
    QCOMPARE(run.machine.record(3).attempts, 0U);
    QCOMPARE(run.roundsEnded, 1);
    run.retry(3); // alone, and by name
    QVERIFY((run.startedRows() == Rows{0, 2, 3}));
}

void TestRunAlike::failureHandsOver_data()
{
    QTest::addColumn<bool>("cancelled");
    QTest::newRow("failed") << false;
    QTest::newRow("cancelled") << true;
}

void TestRunAlike::failureHandsOver()
{
    QFETCH(bool, cancelled);
    MachineDriver run(alike({0, 0, 0}), jobs(4));
    run.start();
    if (cancelled)
        run.cancel(0);
    run.finish(0, cancelled ? Report::Stopped : Report::Failed);
    QVERIFY((run.startedRows() == Rows{0, 1}));
    QCOMPARE(run.waiting(2).which, 1U);
    run.finish(1);
    QCOMPARE(run.state(0), cancelled ? State::Cancelled : State::Failed);
    QCOMPARE(run.state(1), State::Succeeded);
    QCOMPARE(run.state(2), State::Succeeded);
    QCOMPARE(run.endsOf(2)[0].leader, 1U);
}

void TestRunAlike::waitingLeaderHandsOver()
{
    MachineDriver run(alike({nothing, 0, 0, 0}), retrying(1, 2, 10s));
    run.start();
    run.cancel(1); // before it began
    QCOMPARE(run.waiting(2).what, Waiting::For::Slot);
    QCOMPARE(run.waiting(3).which, 2U);
    run.finish(0);
    run.failTransient(2);
    QCOMPARE(run.waiting(3).which, 2U); // it tries again
    run.cancel(2); // in its backoff
    QCOMPARE(run.state(3), State::Running);
    run.finish(3);
    QCOMPARE(run.count(State::Cancelled), 2U);
    QCOMPARE(run.count(State::Succeeded), 2U);
}

void TestRunAlike::doubtSkipsTheFollowers()
{
    MachineDriver run(alike({0, 0, 0}), jobs(4));
    run.start();
    run.finish(0, Report::Unknown);
    QCOMPARE(run.state(0), State::InDoubt);
    QCOMPARE(run.count(State::Skipped), 2U); // it may have taken effect: nothing twice
    QCOMPARE(run.starts.size(), 1U);
    QCOMPARE(run.endsOf(2)[0].leader, 0U);
    QCOMPARE(run.machine.record(2).errorKind, ErrorKinds::leaderInDoubt);
    QCOMPARE(run.roundsEnded, 1);
}

void TestRunAlike::doubtThatIsOverSkipsNobody_data()
{
    QTest::addColumn<Settlement::Found>("found");
    QTest::addColumn<bool>("queues");
    QTest::newRow("it was done") << Settlement::Found::Done << false;
    QTest::newRow("it was not done") << Settlement::Found::NotDone << false;
    QTest::newRow("it was not done and runs again") << Settlement::Found::NotDone << true;
}

// So many follow that this is known before the last of them is skipped.
void TestRunAlike::doubtThatIsOverSkipsNobody()
{
    QFETCH(Settlement::Found, found);
    QFETCH(bool, queues);
    constexpr quint32 many = 3000;
    Workload workload = recordsOf(many);
    workload.sameAs.assign(many, 0);
    MachineDriver run(workload, jobs(1), false);
    run.start();
    run.finish(0, Report::Unknown);
    QCOMPARE(run.state(0), State::InDoubt);
    const quint32 skipped = run.count(State::Skipped);
    QVERIFY(skipped > 0 && skipped < many / 2);
    run.apply(event::Settled{0, 1, found, queues});
    run.settle();
    QCOMPARE(run.count(State::Skipped), skipped);
    const Rows runs = found == Settlement::Found::Done ? Rows{0} : Rows{0, queues ? 0 : skipped + 1};
    QCOMPARE(run.startedRows(), runs);
    if (run.state(runs.back()) == State::Running)
        run.finish(runs.back());
    run.settle();
    QCOMPARE(run.count(State::Succeeded), many - skipped - quint32(found == Settlement::Found::NotDone && !queues));
}

void TestRunAlike::retriedLeaderStillLeads()
{
    MachineDriver run(alike({0, 0}), retrying(4, 2, 10s));
    run.start();
    run.failTransient(0);
    run.advance(10s);
    QVERIFY((run.startedRows() == Rows{0, 0}));
    QCOMPARE(run.waiting(1).which, 0U);
    run.finish(0);
    QCOMPARE(run.state(1), State::Succeeded);
}

void TestRunAlike::chosenFollowerRuns_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"start", "retry", "front"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

// A person names a record that follows one that the round is not for: it runs all the same.
void TestRunAlike::chosenFollowerRuns()
{
    QFETCH(QString, how);
    MachineDriver run(alike({nothing, 0, 0}), jobs(1));
    run.start();
    run.apply(event::Drain{});
    run.finish(0);
    QCOMPARE(run.roundsEnded, 1);
    if (how == u"retry") {
        run.cancel(2);
        run.retry(2);
    } else if (how == u"start") {
        run.apply(event::Start{RowSet::of({2}), {}});
    } else {
        run.retry(0);
        run.apply(event::Front{RowSet::of({2})});
        run.finish(0);
    }
    QCOMPARE(run.state(2), State::Running);
    QCOMPARE(run.waiting(1).which, 2U);
    run.finish(2);
    QCOMPARE(run.state(1), State::Succeeded); // it would have been the same
    QCOMPARE(run.roundsEnded, 2);
}

// Of the followers one that the round is for leads next.
void TestRunAlike::handsOverWithinTheRound()
{
    MachineDriver run(alike({0, 0, 0}), jobs(1));
    run.apply(event::Start{RowSet::of({0}), {}});
    run.apply(event::Front{RowSet::of({2})}); // joins, and waits for what is at work
    QCOMPARE(run.waiting(2).which, 0U);
    run.fail(0);
    QCOMPARE(run.state(2), State::Running);
    QCOMPARE(run.waiting(1).which, 2U);
    run.fail(2);
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.state(1), State::Queued);
    QCOMPARE(run.waiting(1).what, Waiting::For::Start);
}

void TestRunAlike::theFirstOfTheChosenLeads()
{
    MachineDriver run(alike({nothing, 0, 0, 0}), jobs(1));
    run.start();
    run.apply(event::Front{RowSet::of({3, 2})});
    QCOMPARE(run.waiting(2).which, 3U);
    run.finish(0);
    QVERIFY((run.startedRows() == Rows{0, 3}));
}

// Not to the one that came first: a person moved another to the front, while the leader was at work.
void TestRunAlike::handsOverToTheFirstInOrder()
{
    MachineDriver run(alike({0, 0, 0, 0}), jobs(1));
    run.start();
    run.apply(event::Front{RowSet::of({3, 2})});
    run.fail(0);
    run.fail(3);
    run.cancel(2);
    run.retry(0); // back in its place of the file: before 1
    run.finish(2, Report::Stopped);
    QVERIFY((run.startedRows() == Rows{0, 3, 2, 0}));
    QCOMPARE(run.waiting(1).which, 0U);
}

// A scan of those that the round is not for would be quadratic: minutes.
void TestRunAlike::handsOverAmongVeryMany()
{
    constexpr quint32 many = 1'000'000;
    constexpr quint32 chosen = 100'000;
    Workload workload = recordsOf(many);
    workload.sameAs.assign(many, 0);
    MachineDriver run(workload, jobs(1), false);
    Rows rows;
    for (quint32 row = many - chosen; row < many; ++row)
        rows.push_back(row);
    run.apply(event::Start{RowSet::of(rows), {}});
    run.settle();
    QCOMPARE(run.summary().left, chosen);
    for (const quint32 row : rows)
        run.fail(row);
    QCOMPARE(run.roundsEnded, 1);
    QVERIFY(run.startedRows() == rows);
}

void TestRunAlike::whatFollowsIsLeft()
{
    MachineDriver run(alike({0, 0, 0, nothing, nothing}), jobs(1));
    run.apply(event::Start{RowSet::of({0, 1, 2, 3}), {}});
    QCOMPARE(run.summary().inRound, 4U);
    QCOMPARE(run.summary().left, 4U); // two of them follow
    run.cancel(2);
    QCOMPARE(run.summary().left, 3U);
    run.finish(0);
    QCOMPARE(run.summary().left, 1U);
    run.finish(3);
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.summary().left, 0U);
}

void TestRunAlike::sharedSuccessesAreThroughput()
{
    MachineDriver run(alike({0, 0, 0, 0, nothing}), jobs(2));
    run.start();
    run.advance(2s);
    run.finish(0); // and with it three more
    QVERIFY(std::abs(run.summary().perSecond - 2) < 0.01);
    QCOMPARE(run.summary().eta.value_or(0s), Duration(500ms)); // for the one that is left
}

// Each success that is shared is a chore of its own, and carries no rows that somebody must free.
void TestRunAlike::keepsNothingOfWhatWasShared()
{
    Workload workload = recordsOf(100);
    for (quint32 row = 0; row < 100; ++row)
        workload.sameAs.push_back(row / 2);
    RunMachine machine(workload, jobs(1));
    Actions actions;
    machine.apply(event::Start{}, MachineDriver::epoch, actions);
    while (!actions.starts.empty()) {
        const AttemptId attempt = actions.starts.back().attempt;
        actions.clear();
        machine.apply(event::Finished{attempt, Report::Done, 0, false, {}}, MachineDriver::epoch, actions);
    }
    QCOMPARE(machine.count(State::Succeeded), 100U);
    QVERIFY(actions.spent.empty());
    machine.apply(event::Cancel{RowSet::of({1})}, MachineDriver::epoch, actions);
    QCOMPARE(actions.spent.size(), std::size_t(1));
}

// The program was killed between a success and its being shared.
void TestRunAlike::whatSucceededBeforeIsShared()
{
    MachineDriver run(alike({0, 0, nothing, 0}), jobs(1), true, 200,
                      pastOf({{.row = 0, .attempts = 1, .state = State::Succeeded, .last = 2}}));
    QCOMPARE(run.waiting(1).what, Waiting::For::Leader);
    QCOMPARE(run.count(State::Queued), 3U); // a person starts it
    run.start();
    QVERIFY((run.startedRows() == Rows{2}));
    QCOMPARE(run.state(1), State::Succeeded);
    QCOMPARE(run.endsOf(3).at(0).leader, 0U);
    run.finish(2);
    QCOMPARE(run.count(State::Succeeded), 4U);
    QCOMPARE(run.roundsEnded, 1);
    run.retry(3); // by name
    QVERIFY((run.startedRows() == Rows{2, 3}));
}

void TestRunAlike::whatIsInDoubtFromBeforeIsNotRunTwice_data()
{
    QTest::addColumn<QString>("found"); // before the run is started
    QTest::addColumn<QString>("states");
    QTest::addColumn<Rows>("starts");
    QTest::newRow("nothing") << u"nothing"_s << u"inDoubt skipped skipped"_s << Rows{};
    QTest::newRow("a person says it is done") << u"done"_s << u"succeeded succeeded succeeded"_s << Rows{};
    QTest::newRow("a person says it has failed") << u"failed"_s << u"failed succeeded succeeded"_s << Rows{1};
    QTest::newRow("a person runs it again") << u"again"_s << u"succeeded succeeded succeeded"_s << Rows{0};
    QTest::newRow("a person runs another one") << u"another"_s << u"inDoubt succeeded succeeded"_s << Rows{1};
    QTest::newRow("its operation says it is done") << u"seen"_s << u"succeeded succeeded succeeded"_s << Rows{};
    QTest::newRow("its operation says it is not") << u"unseen"_s << u"failed succeeded succeeded"_s << Rows{1};
    QTest::newRow("it was not done, and waits") << u"queued"_s << u"succeeded succeeded succeeded"_s << Rows{0};
}

void TestRunAlike::whatIsInDoubtFromBeforeIsNotRunTwice()
{
    QFETCH(const QString, found);
    QFETCH(const QString, states);
    QFETCH(const Rows, starts);
    Workload workload = alike({0, 0, 0});
    workload.operations = {{.settles = true}};
    RunPast past = pastOf({{.row = 0, .attempts = 1, .state = State::InDoubt, .last = nothing}});
    if (found == u"another")
        past.records.push_back({.row = 1, .attempts = 1, .state = State::Failed, .last = 1});
    MachineDriver run(workload, jobs(4), true, 200, past);
    QCOMPARE(run.waiting(2).what, Waiting::For::Leader);
    if (found == u"done" || found == u"failed") {
        run.apply(event::Mark{RowSet::of({0}), found == u"done" ? State::Succeeded : State::Failed});
    } else if (found == u"seen" || found == u"unseen" || found == u"queued") {
        run.apply(event::Settle{RowSet::of({0}), found == u"queued"});
        run.apply(event::Settled{0, 1, found == u"seen" ? Settlement::Found::Done : Settlement::Found::NotDone,
                                 found == u"queued"});
    }
    run.settle();
    QVERIFY(run.starts.empty()); // a person starts it
    if (found == u"again" || found == u"another")
        run.retry(found == u"again" ? 0 : 1);
    else
        run.start();
    run.settle();
    QVERIFY(run.startedRows() == starts);
    for (const quint32 row : starts)
        run.finish(row);
    QStringList told;
    for (quint32 row = 0; row < 3; ++row)
        told += QString(name(run.state(row)));
    QCOMPARE(told.join(u' '), states);
    QVERIFY(run.startedRows() == starts);
    if (found == u"nothing")
        QCOMPARE(run.machine.record(2).errorKind, ErrorKinds::leaderInDoubt);
    QVERIFY(run.machine.isIdle());
}

void TestRunAlike::whoIsAskedForSinceRuns_data()
{
    QTest::addColumn<quint32>("ended");
    QTest::addColumn<quint32>("asked");
    QTest::addColumn<State>("state");
    QTest::addColumn<Rows>("starts");
    QTest::newRow("after a success") << 3U << 4U << State::Succeeded << Rows{1};
    QTest::newRow("before a success") << 4U << 3U << State::Succeeded << Rows{};
    QTest::newRow("after a doubt") << 3U << 4U << State::InDoubt << Rows{1};
    QTest::newRow("before a doubt") << nothing << 4U << State::InDoubt << Rows{};
}

void TestRunAlike::whoIsAskedForSinceRuns()
{
    QFETCH(const quint32, ended);
    QFETCH(const quint32, asked);
    QFETCH(const State, state);
    QFETCH(const Rows, starts);
    MachineDriver run(alike({0, 0}), jobs(4), true, 200,
                      pastOf({{.row = 0, .attempts = 1, .state = state, .last = ended},
                              {.row = 1, .attempts = 1, .state = State::Queued, .asked = asked}}));
    run.start();
    QVERIFY(run.startedRows() == starts);
}

// Who shared has no result of its own to share.
void TestRunAlike::theOneThatRanIsShared()
{
    MachineDriver run(alike({0, 0, 0}), jobs(4), true, 200,
                      pastOf({{.row = 0, .attempts = 1, .state = State::Succeeded, .last = 2},
                              {.row = 1, .state = State::Succeeded, .last = 3}}));
    run.start();
    QCOMPARE(run.endsOf(2).at(0).leader, 0U);
    QVERIFY(run.starts.empty());
}

QTEST_GUILESS_MAIN(TestRunAlike)
#include "tst_runalike.moc"
