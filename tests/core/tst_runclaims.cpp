#include "machinedriver.h"

#include <random>

using namespace batchdeck;

// Records whose claim must be on disk before they may begin.
class TestRunClaims final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWhenItsClaimIsDurable();
    void saysWhatAClaimComesTo();
    void claimsAheadSoThatNobodyWaits();
    void nobodyWaitsForAnEndOnDisk();
    void whatWentWrongIsSeenFirst_data();
    void whatWentWrongIsSeenFirst();
    void handsBack_data();
    void handsBack();
    void handsManyBackInSlices();
    void claimsLessForFewerJobs();
    void claimsLessInSlices();
    void whatGoesFirstIsClaimedFirst();
    void whatGoesFirstNeedsItsLimit();
    void whatGoesFirstBeginsFirst();
    void makesWayInSlices();
    void whatGoesFirstIsWaitedFor();
    void claimsDoNotWaitForTheRate();
    void aShutTargetHandsBack();
    void anOldClaimIsNoLeave();
    void keepsLimits();
    void claimsNoMoreThanMayBegin();
    void whatNeedsNoneGoesItsOwnWay();
    void nothingIsHandedBackForWhatNeedsNone();
    void stopsWithTheJournal();
    void theLostJournalIsWhyNothingStarts_data();
    void theLostJournalIsWhyNothingStarts();
    void lossesAreTold_data();
    void lossesAreTold();
    void goesOnFromThePast();
    void holdsWhateverHappens_data();
    void holdsWhateverHappens();
};

namespace {

Workload claimedOf(quint32 records)
{
    Workload workload = recordsOf(records);
    workload.operations = {{.idempotent = false, .durable = true, .claimed = true}};
    return workload;
}

// What the journal has been told of a run, and what would be on disk if it had written so much of it.
class Disk {
public:
    explicit Disk(MachineDriver &run)
        : m_run(run)
    {
    }

    std::vector<quint32> claimed() const // rows, of all claims ever made
    {
        std::vector<quint32> rows;
        for (const End &mark : m_run.marks) {
            if (mark.what == End::What::Claimed)
                rows.push_back(mark.row);
        }
        return rows;
    }
    // All claims so far are on disk.
    void write()
    {
        for (const std::size_t until = m_run.marks.size(); m_written < until; ++m_written) {
            const End mark = m_run.marks[m_written];
            if (mark.what == End::What::Claimed)
                m_run.apply(event::Durable{mark.attempt});
        }
    }
    void writeEnds()
    {
        for (const std::size_t until = m_run.ends.size(); m_ends < until; ++m_ends) {
            if (m_run.ends[m_ends].awaited)
                m_run.apply(event::Durable{m_run.ends[m_ends].attempt});
        }
    }

private:
    MachineDriver &m_run;
    std::size_t m_written = 0;
    std::size_t m_ends = 0;
};

using Rows = std::vector<quint32>;

} // namespace

void TestRunClaims::beginsWhenItsClaimIsDurable()
{
    MachineDriver run(claimedOf(1));
    Disk disk(run);
    run.start();
    QVERIFY(run.starts.empty());
    QCOMPARE(disk.claimed(), Rows{0});
    QCOMPARE(run.marks[0].number, 1U);
    QVERIFY(run.marks[0].awaited);
    QCOMPARE(run.state(0), State::Queued);
    QCOMPARE(run.waiting(0).what, Waiting::For::Journal);
    disk.write();
    QCOMPARE(run.startedRows(), Rows{0});
    run.finish(0);
    QCOMPARE(run.state(0), State::Running); // until its end is on disk
    disk.writeEnds();
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.roundsEnded, 1);
    QCOMPARE(run.marks.size(), 1U);
}

void TestRunClaims::saysWhatAClaimComesTo()
{
    for (const bool isIdempotent : {false, true}) {
        Workload workload = claimedOf(1);
        workload.operations.front().idempotent = isIdempotent;
        MachineDriver run(workload);
        run.start();
        QCOMPARE(run.marks.size(), 1U);
        QCOMPARE(run.marks[0].became, isIdempotent ? State::Queued : State::InDoubt);
    }
}

void TestRunClaims::claimsAheadSoThatNobodyWaits()
{
    MachineDriver run(claimedOf(10), jobs(3));
    Disk disk(run);
    run.start();
    QCOMPARE(disk.claimed(), (Rows{0, 1, 2, 3, 4, 5})); // as many as there are slots, and as many again
    disk.write();
    QCOMPARE(run.startedRows(), (Rows{0, 1, 2}));
    QCOMPARE(disk.claimed().back(), 5U);
    QCOMPARE(run.waiting(3).what, Waiting::For::Slot);
    run.finish(1);
    QCOMPARE(run.startedRows(), (Rows{0, 1, 2, 3})); // at once
    QCOMPARE(disk.claimed().back(), 6U);
}

// What succeeded is shown once it is on disk; its slot goes on meanwhile.
void TestRunClaims::nobodyWaitsForAnEndOnDisk()
{
    MachineDriver run(claimedOf(10), jobs(1));
    Disk disk(run);
    run.start();
    disk.write();
    disk.write();
    run.finish(0);
    QCOMPARE(run.startedRows(), (Rows{0, 1}));
    QCOMPARE(run.state(0), State::Running);
    QCOMPARE(run.waiting(0).what, Waiting::For::Journal);
    QCOMPARE(run.summary().inFlight, 1U);
    QCOMPARE(run.summary().writing, 1U);
    disk.write();
    QCOMPARE(run.waiting(2).what, Waiting::For::Slot);
    run.finish(1);
    QCOMPARE(run.startedRows(), (Rows{0, 1})); // unless the disk does not follow at all
    QCOMPARE(run.waiting(2).what, Waiting::For::Journal); // for there is a slot
    QCOMPARE(run.summary().inFlight, 0U);
    QCOMPARE(run.summary().writing, 2U);
    QCOMPARE(run.summary().left, 10U);
    disk.write();
    QCOMPARE(run.startedRows(), (Rows{0, 1}));
    disk.writeEnds();
    QCOMPARE(run.startedRows(), (Rows{0, 1, 2}));
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.state(1), State::Succeeded);
}

void TestRunClaims::whatWentWrongIsSeenFirst_data()
{
    QTest::addColumn<bool>("succeeds");
    QTest::addColumn<FailureSettings::Then>("then");
    QTest::newRow("failures") << false << FailureSettings::Then::Drain;
    QTest::newRow("a first success") << true << FailureSettings::Then::FirstSuccess;
}

// One that goes wrong, or is all that is wanted, is the last one: no other begins while it is on its way to the disk.
void TestRunClaims::whatWentWrongIsSeenFirst()
{
    QFETCH(const bool, succeeds);
    QFETCH(const FailureSettings::Then, then);
    RunSettings settings = jobs(1);
    settings.failures.then = then;
    settings.failures.count = 1;
    MachineDriver run(claimedOf(10), settings);
    Disk disk(run);
    run.start();
    disk.write();
    disk.write();
    succeeds ? run.finish(0) : run.fail(0);
    QCOMPARE(run.startedRows(), Rows{0});
    disk.writeEnds();
    run.settle();
    QCOMPARE(run.startedRows(), Rows{0});
    QCOMPARE(run.count(State::Skipped), 9U);
}

void TestRunClaims::handsBack_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"pause", "drain", "cancel", "cancelRun", "quit", "front"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void TestRunClaims::handsBack()
{
    QFETCH(QString, verb);
    MachineDriver run(claimedOf(4), jobs(1));
    Disk disk(run);
    run.start();
    disk.write();
    QCOMPARE(disk.claimed(), (Rows{0, 1})); // 0 runs, 1 is claimed
    disk.write();
    const std::size_t before = run.marks.size();
    if (verb == u"pause")
        run.apply(event::Pause{});
    else if (verb == u"drain")
        run.apply(event::Drain{});
    else if (verb == u"cancel")
        run.cancel(1);
    else if (verb == u"cancelRun")
        run.apply(event::CancelRun{});
    else if (verb == u"quit")
        run.apply(event::Quit{});
    else
        run.apply(event::Front{RowSet::of({1})});
    QVERIFY(run.marks.size() > before);
    QCOMPARE(run.marks[before].what, End::What::HandedBack);
    QCOMPARE(run.marks[before].row, 1U);
    if (verb == u"front") {
        QCOMPARE(run.marks.back().what, End::What::Claimed);
        QCOMPARE(run.marks.back().row, 1U);
    }
    if (verb == u"pause") {
        run.apply(event::Resume{});
        QCOMPARE(disk.claimed(), (Rows{0, 1, 1}));
    }
}

void TestRunClaims::handsManyBackInSlices()
{
    constexpr quint32 many = 3000;
    MachineDriver run(claimedOf(many), jobs(maxConcurrency), false);
    const Disk disk(run);
    run.start();
    run.settle();
    QCOMPARE(disk.claimed().size(), std::size_t(many));
    run.apply(event::Quit{});
    QVERIFY(run.actions.ends.size() < many / 2);
    QVERIFY(!run.machine.isStuck() && !run.machine.isOver()); // nobody leaves before all of them are
    QCOMPARE(run.roundsEnded, 0);
    run.settle();
    QCOMPARE(run.marks.size(), std::size_t(2 * many));
    QVERIFY(run.machine.isStuck() && run.machine.isOver());
    QCOMPARE(run.roundsEnded, 1);
}

// What a crash would leave in doubt is at most twice the jobs as soon as what is at work allows it.
void TestRunClaims::claimsLessForFewerJobs()
{
    MachineDriver run(claimedOf(30), jobs(8));
    Disk disk(run);
    run.start();
    disk.write();
    disk.write();
    QCOMPARE(disk.claimed().size(), std::size_t(16));
    const auto claims = [&run] {
        quint32 count = 0;
        for (quint32 row = 0; row < run.machine.size(); ++row)
            count += run.machine.record(row).place == Place::Claimed;
        return count;
    };
    run.change(jobs(2));
    QCOMPARE(claims(), 0U); // more are at work than that already
    for (quint32 row = 0; row < 4; ++row) {
        QCOMPARE(claims(), 0U);
        run.finish(row);
        disk.writeEnds();
    }
    for (quint32 row = 4; row < 6; ++row) {
        run.finish(row);
        disk.writeEnds();
        QCOMPARE(claims(), row - 3U);
    }
    disk.write();
    run.finish(6);
    disk.writeEnds();
    QCOMPARE(run.startedRows(), (Rows{0, 1, 2, 3, 4, 5, 6, 7, 8})); // one whose claim was on disk
    run.change(jobs(4));
    QCOMPARE(claims(), 5U); // one has begun
    run.change(jobs(3));
    QCOMPARE(claims(), 3U); // those that go first
    QCOMPARE(run.waiting(11).what, Waiting::For::Journal);
    QCOMPARE(run.marks.back().what, End::What::HandedBack);
    QCOMPARE(run.marks.back().row, 13U);
}

void TestRunClaims::claimsLessInSlices()
{
    constexpr quint32 many = 3000;
    MachineDriver run(claimedOf(many), jobs(int(many)), false);
    run.start();
    run.settle();
    QCOMPARE(run.marks.size(), std::size_t(many));
    run.change(jobs(1));
    QVERIFY(run.actions.ends.size() < many / 2);
    run.settle();
    QCOMPARE(run.marks.size(), std::size_t(2 * many - 2));
}

void TestRunClaims::whatGoesFirstIsClaimedFirst()
{
    RunSettings settings = jobs(4);
    settings.rate = 1;
    MachineDriver run(claimedOf(10), settings);
    Disk disk(run);
    run.start();
    disk.write();
    QCOMPARE(run.startedRows(), Rows{0});
    QCOMPARE(run.waiting(1).what, Waiting::For::Rate);
    QCOMPARE(run.waiting(4).what, Waiting::For::Journal);
    disk.write();
    QCOMPARE(run.waiting(4).what, Waiting::For::Rate);
    run.apply(event::Front{RowSet::of({9})});
    disk.write();
    for (int second = 0; second < 2; ++second) {
        run.advance(1s);
        disk.write();
    }
    QCOMPARE(run.startedRows(), (Rows{0, 9, 1}));
}

// Which a claim of another record holds.
void TestRunClaims::whatGoesFirstNeedsItsLimit()
{
    Workload workload = claimedOf(3);
    workload.gates = {{1}};
    workload.groups = {{0, nothing, {0}}, {0, nothing, {}}};
    workload.groupOf = {1, 0, 0};
    MachineDriver run(workload, jobs(1));
    Disk disk(run);
    run.start();
    disk.write();
    QCOMPARE(disk.claimed(), (Rows{0, 1}));
    run.apply(event::Front{RowSet::of({2})});
    QCOMPARE(disk.claimed(), (Rows{0, 1, 2}));
    disk.write();
    run.finish(0);
    disk.writeEnds();
    QCOMPARE(run.startedRows(), (Rows{0, 2}));
}

// Not whoever was claimed first.
void TestRunClaims::whatGoesFirstBeginsFirst()
{
    RunSettings settings = jobs(4);
    settings.rate = 1;
    MachineDriver run(claimedOf(10), settings);
    Disk disk(run);
    run.start();
    disk.write();
    disk.write();
    run.fail(0);
    disk.writeEnds();
    run.retry(0); // where it stands in the file, but there are four claims already
    run.advance(1s);
    disk.write();
    run.advance(1s);
    QCOMPARE(run.startedRows(), (Rows{0, 1, 0}));
}

void TestRunClaims::makesWayInSlices()
{
    constexpr quint32 many = 3000;
    RunSettings settings = jobs(int(many));
    settings.rate = 1;
    MachineDriver run(claimedOf(2 * many), settings, false);
    Disk disk(run);
    run.start();
    run.settle();
    QCOMPARE(disk.claimed().size(), std::size_t(many));
    run.apply(event::Front{RowSet::of({2 * many - 1})});
    QVERIFY(run.actions.ends.size() < many / 2);
    run.settle();
    QCOMPARE(disk.claimed().size(), std::size_t(2 * many));
    QCOMPARE(disk.claimed()[many], 2 * many - 1);
    QCOMPARE(disk.claimed().back(), many - 2);
}

// Handed back and claimed again: what is on disk of the first claim says nothing of the second.
// An end opens gates at which thousands stand, and among them is who goes before what is claimed.
void TestRunClaims::whatGoesFirstIsWaitedFor()
{
    constexpr quint32 side = 50;
    Workload workload = claimedOf(side * side * side);
    workload.operations.push_back({});
    workload.gates.assign(3 * side, {1});
    workload.groups.clear();
    for (quint32 row = 0; row < workload.records; ++row) {
        workload.groups.push_back({.operation = row < side * side,
                                   .limits = {row / side / side, side + row / side % side, 2 * side + row % side}});
        workload.groupOf.push_back(row);
    }
    MachineDriver run(workload, jobs(1), false);
    Disk disk(run);
    run.start();
    run.settle();
    QCOMPARE(run.startedRows(), Rows{0});
    const quint32 far = (side + 1) * side + 1; // shares no gate with it
    QCOMPARE(disk.claimed(), Rows{far});
    disk.write();
    run.finish(0);
    QCOMPARE(run.startedRows(), Rows{0});
    run.settle();
    QCOMPARE(run.startedRows(), (Rows{0, 2})); // for that claim holds a gate of 1
}

void TestRunClaims::claimsDoNotWaitForTheRate()
{
    RunSettings settings = jobs(10);
    settings.rate = 1;
    MachineDriver run(claimedOf(20), settings, true, 2);
    Disk disk(run);
    run.start();
    disk.write();
    run.settle();
    QCOMPARE(run.startedRows(), Rows{0});
    QCOMPARE(disk.claimed().size(), std::size_t(1 + 10));
}

// A server that says Retry-After means those as well that were about to begin.
void TestRunClaims::aShutTargetHandsBack()
{
    Workload workload = claimedOf(8);
    workload.gates = {{.max = nothing}, {.max = nothing}};
    workload.groups = {{.operation = 0, .target = 0, .limits = {}}, {.operation = 0, .target = 1, .limits = {}}};
    workload.groupOf = {0, 0, 0, 0, 0, 0, 0, 1};
    MachineDriver run(workload, retrying(2, 2, 1s));
    Disk disk(run);
    run.start();
    disk.write();
    disk.write();
    QCOMPARE(run.startedRows(), (std::vector<quint32>{0, 1}));
    run.failTransient(0, 60s);
    run.durable(0);
    disk.write();
    disk.write();
    QCOMPARE(run.startedRows(), (std::vector<quint32>{0, 1, 7})); // another target's
    QCOMPARE(run.waiting(2).what, Waiting::For::Target);

    run.finish(1);
    run.durable(1);
    run.finish(7);
    run.durable(7);
    run.advance(59s);
    disk.write();
    QCOMPARE(run.starts.size(), 3U);
    run.advance(1s);
    disk.write();
    QCOMPARE(run.starts.size(), 5U);
}

void TestRunClaims::anOldClaimIsNoLeave()
{
    MachineDriver run(claimedOf(1));
    run.start();
    const AttemptId first = run.marks.at(0).attempt;
    run.apply(event::Pause{});
    run.apply(event::Resume{});
    const AttemptId second = run.marks.at(2).attempt;
    QVERIFY(first != second);
    run.apply(event::Durable{first});
    QVERIFY(run.starts.empty());
    run.apply(event::Durable{second});
    QCOMPARE(run.startedRows(), Rows{0});
}

void TestRunClaims::keepsLimits()
{
    Workload workload = claimedOf(6);
    workload.gates = {{1}};
    workload.groups = {{0, nothing, {0}}, {0, nothing, {}}};
    workload.groupOf = {0, 0, 0, 1, 1, 1};
    MachineDriver run(workload, jobs(2));
    Disk disk(run);
    run.start();
    QCOMPARE(disk.claimed(), (Rows{0, 3, 4, 5})); // nobody is claimed who may not begin
    disk.write();
    QCOMPARE(run.startedRows(), (Rows{0, 3}));
    disk.write();
    run.finish(3);
    disk.writeEnds();
    QCOMPARE(run.startedRows(), (Rows{0, 3, 4}));
    run.finish(0);
    disk.writeEnds();
    QCOMPARE(disk.claimed(), (Rows{0, 3, 4, 5, 1}));
}

void TestRunClaims::claimsNoMoreThanMayBegin()
{
    MachineDriver run(claimedOf(10), jobs(4));
    Disk disk(run);
    run.apply(event::Start{{}, 2});
    QCOMPARE(disk.claimed(), (Rows{0, 1}));
    disk.write();
    QCOMPARE(run.startedRows(), (Rows{0, 1}));
    run.finish(0);
    run.finish(1);
    disk.writeEnds();
    QCOMPARE(disk.claimed(), (Rows{0, 1}));
    QCOMPARE(run.summary().halt, Halt::FirstRecords);
}

void TestRunClaims::whatNeedsNoneGoesItsOwnWay()
{
    Workload workload = claimedOf(4);
    workload.operations.push_back({.idempotent = true});
    workload.groups = {{0, nothing, {}}, {1, nothing, {}}};
    workload.groupOf = {0, 1, 0, 1};
    MachineDriver run(workload, jobs(2));
    Disk disk(run);
    run.start();
    QCOMPARE(disk.claimed(), (Rows{0, 2}));
    QCOMPARE(run.startedRows(), (Rows{1, 3})); // while the others wait for the disk
    disk.write();
    run.finish(3);
    QCOMPARE(run.startedRows(), (Rows{1, 3, 0}));
}

// It is never in doubt.
void TestRunClaims::nothingIsHandedBackForWhatNeedsNone()
{
    Workload workload = claimedOf(12);
    workload.operations.push_back({.idempotent = true, .durable = true});
    workload.groups = {{0, nothing, {}}, {1, nothing, {}}};
    workload.groupOf = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    MachineDriver run(workload, jobs(2));
    Disk disk(run);
    run.start();
    QCOMPARE(run.startedRows(), (Rows{4, 5}));
    run.finish(4);
    run.finish(5);
    QCOMPARE(run.startedRows(), (Rows{4, 5, 6, 7}));
    QCOMPARE(disk.claimed(), (Rows{0, 1, 2, 3}));
    QCOMPARE(run.marks.size(), std::size_t(4));
    disk.write();
    run.finish(6);
    run.finish(7);
    disk.writeEnds();
    QCOMPARE(run.startedRows(), (Rows{4, 5, 6, 7, 0, 1}));
    QCOMPARE(run.marks.size(), std::size_t(4));
}

void TestRunClaims::stopsWithTheJournal()
{
    MachineDriver run(claimedOf(6), jobs(2));
    Disk disk(run);
    run.start();
    disk.write();
    disk.write();
    run.finish(0);
    QCOMPARE(run.state(0), State::Running);
    run.apply(event::JournalLost{1});
    QCOMPARE(run.state(0), State::Succeeded); // in memory
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.summary().halt, Halt::Journal);
    run.finish(1);
    QCOMPARE(run.state(1), State::Succeeded);
    QVERIFY(!run.ends.back().awaited);
    const std::size_t started = run.starts.size();
    run.apply(event::Resume{});
    disk.write();
    QCOMPARE(run.starts.size(), started);
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    run.apply(event::JournalFound{1});
    run.apply(event::Resume{});
    disk.write();
    QCOMPARE(run.starts.size(), started + 1); // the other slot's had begun before
    for (int turn = 0; turn < 20 && run.roundsEnded == 0; ++turn) {
        for (quint32 row = 0; row < 6; ++row) {
            if (run.state(row) == State::Running)
                run.finish(row);
        }
        disk.writeEnds();
        disk.write();
    }
    QCOMPARE(run.count(State::Succeeded), 6U);

    // A round that begins without a journal waits for one.
    run.apply(event::JournalLost{2});
    run.retry(0);
    QCOMPARE(run.summary().halt, Halt::Journal);
    QCOMPARE(run.state(0), State::Queued);
}

void TestRunClaims::theLostJournalIsWhyNothingStarts_data()
{
    QTest::addColumn<QString>("also");
    for (const char *also : {"paused before", "paused after", "failures before", "failures after"})
        QTest::newRow(also) << QString::fromLatin1(also);
}

// Other reasons to pause come and go: nobody can resume before there is a journal again.
void TestRunClaims::theLostJournalIsWhyNothingStarts()
{
    QFETCH(QString, also);
    RunSettings settings = jobs(2);
    settings.failures.then = FailureSettings::Then::Pause;
    MachineDriver run(recordsOf(3), settings);
    run.start();
    const auto pauses = [&](QStringView when) {
        if (!also.endsWith(when))
            return;
        if (also.startsWith(u"paused"))
            run.apply(event::Pause{});
        else
            run.fail(0);
    };
    pauses(u"before");
    run.apply(event::JournalLost{1});
    pauses(u"after");
    QCOMPARE(run.summary().phase, RunPhase::Paused);
    QCOMPARE(run.summary().halt, Halt::Journal);
    run.apply(event::Resume{});
    QCOMPARE(run.summary().halt, Halt::Journal);
    run.apply(event::JournalFound{1});
    run.apply(event::Resume{});
    QCOMPARE(run.summary().phase, RunPhase::Running);
}

void TestRunClaims::lossesAreTold_data()
{
    QTest::addColumn<std::vector<Event>>("events");
    QTest::addColumn<bool>("isLost");
    using Lost = event::JournalLost;
    using Found = event::JournalFound;
    QTest::newRow("lost") << std::vector<Event>{Lost{1}} << true;
    QTest::newRow("and found") << std::vector<Event>{Lost{1}, Found{1}} << false;
    QTest::newRow("and lost again") << std::vector<Event>{Lost{1}, Found{1}, Lost{2}} << true;
    QTest::newRow("lost again before it is found") << std::vector<Event>{Lost{1}, Lost{2}, Found{1}} << true;
    QTest::newRow("and found once more") << std::vector<Event>{Lost{1}, Lost{2}, Found{1}, Found{2}} << false;
    QTest::newRow("found before anybody heard that it was lost") << std::vector<Event>{Found{1}, Lost{1}} << false;
    QTest::newRow("moved though it was well") << std::vector<Event>{Found{0}} << false;
}

// By two threads: what they say comes in any order.
void TestRunClaims::lossesAreTold()
{
    QFETCH(std::vector<Event>, events);
    QFETCH(bool, isLost);
    MachineDriver run(claimedOf(2), jobs(1));
    Disk disk(run);
    run.start();
    for (const Event &event : events)
        run.apply(event);
    run.apply(event::Resume{});
    QCOMPARE(run.summary().phase, isLost ? RunPhase::Paused : RunPhase::Running);
    QCOMPARE(run.summary().halt, isLost ? Halt::Journal : Halt::None);
    disk.write();
    QCOMPARE(run.starts.size(), std::size_t(!isLost));
    if (isLost)
        return;
    run.finish(0);
    QVERIFY(run.ends.back().awaited);
}

void TestRunClaims::goesOnFromThePast()
{
    RunPast past;
    past.records = {{.row = 0, .attempts = 3, .state = State::Succeeded, .late = true, .elapsed = 1.5F},
                    {.row = 1, .attempts = 2, .state = State::InDoubt, .errorKind = 7},
                    {.row = 2, .attempts = 1, .state = State::Queued},
                    {.row = 9, .attempts = 1, .state = State::Failed}};
    RunMachine machine(recordsOf(4), jobs(4), 0, past);
    Actions actions;
    QVERIFY(machine.isIdle());
    QCOMPARE(machine.count(State::Queued), 2U);
    QCOMPARE(machine.record(0).state, State::Succeeded);
    QCOMPARE(machine.record(0).attempts, 3U);
    QCOMPARE(machine.record(1).errorKind, quint16(7));
    machine.apply(event::Start{}, MachineDriver::epoch, actions);
    QCOMPARE(actions.starts.size(), 2U);
    QCOMPARE(actions.starts[0].row, 2U);
    QCOMPARE(actions.starts[0].number, 2U);
    QCOMPARE(actions.starts[1].row, 3U);
    QCOMPARE(machine.summary(MachineDriver::epoch).inRound, 2U);
}

void TestRunClaims::holdsWhateverHappens_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 300; ++seed)
        QTest::addRow("%d", seed) << seed;
}

// At every moment: what begins has a claim on disk that was not handed back, and a journal; what a crash would leave
// in doubt is at most twice the slots, or what was at work when they became fewer; and in the end all of it has been
// through, or, after a quit, handed back.
void TestRunClaims::holdsWhateverHappens()
{
    QFETCH(int, seed);
    std::mt19937 dice(static_cast<unsigned>(seed));
    const auto below = [&dice](quint32 bound) { return static_cast<quint32>(dice() % bound); };
    Workload workload = claimedOf(4 + below(20));
    workload.operations.push_back({.idempotent = true});
    workload.gates = {{1 + below(2)}, {nothing}};
    workload.groups = {{0, nothing, {}}, {0, 1, {0}}, {1, 1, {0}}};
    for (quint32 row = 0; row < workload.records; ++row) {
        workload.groupOf.push_back(below(3));
        workload.sameAs.push_back(below(4) ? nothing : below(3));
    }
    RunSettings settings = retrying(1 + int(below(4)), 1 + int(below(3)), 100ms);
    if (below(3) == 0)
        settings.rate = 1 + below(30);
    MachineDriver run(workload, settings, true, seed % 2 ? 200 : 1 + int(below(3)));

    // The feed as the journal has it, and how much of it is on disk.
    std::vector<End> feed;
    std::size_t written = 0;
    std::vector<int> claims(workload.records); // by row: made, not handed back, and not ended
    std::map<quint32, bool> durable; // by row: its claim
    quint32 losses = 0; // of the journal
    bool isLost = false;
    const auto apply = [&](const Event &event) {
        std::size_t starts = run.starts.size();
        run.apply(event);
        QVERIFY2(!isLost || run.actions.starts.empty(), qPrintable(run.log()));
        bool claimsMore = false;
        feed.insert(feed.end(), run.actions.ends.begin(), run.actions.ends.end());
        for (; starts < run.starts.size(); ++starts) {
            const quint32 row = run.starts[starts].row;
            if (workload.groupOf[row] != 2)
                QVERIFY2(durable[row], qPrintable(run.log()));
        }
        for (const End &end : run.actions.ends) {
            claimsMore |= end.what == End::What::Claimed;
            if (end.what == End::What::Claimed)
                ++claims[end.row];
            else if (end.what == End::What::HandedBack || (end.attempt.serial != 0 && claims[end.row] > 0))
                --claims[end.row], durable[end.row] = false;
            QVERIFY(claims[end.row] == 0 || claims[end.row] == 1);
        }
        const auto open = std::count(claims.begin(), claims.end(), 1);
        const qint64 most = 2 * settings.concurrency;
        if (claimsMore)
            QVERIFY2(open <= most, qPrintable(run.log()));
        if (run.machine.nextDue() > run.now) // else some may be about to be handed back
            QVERIFY2(open <= std::max(most, qint64(run.summary().inFlight)), qPrintable(run.log()));
    };
    const auto write = [&] {
        if (isLost)
            return;
        for (const std::size_t until = feed.size(); written < until; ++written) {
            const End end = feed[written];
            if (!end.awaited)
                continue;
            // Only the latest claim of a record counts.
            const bool isLatest = std::none_of(feed.begin() + std::ptrdiff_t(written) + 1, feed.end(),
                                               [&](const End &other) { return other.row == end.row; });
            if (end.what == End::What::Claimed && isLatest)
                durable[end.row] = true;
            apply(event::Durable{end.attempt});
        }
    };
    const auto findJournal = [&] {
        if (!std::exchange(isLost, false))
            return;
        write(); // all that was kept is in the new one
        apply(event::JournalFound{losses});
    };
    const auto report = [&](Report with) {
        for (quint32 row = 0; row < workload.records; ++row) {
            if (isActive(run.state(row)))
                return apply(event::Finished{run.attempt(row), with, 10, true,
                                             below(5) ? std::optional<Duration>() : std::optional<Duration>(50ms)});
        }
    };
    apply(event::Start{});
    for (int step = 0; step < 150 && !QTest::currentTestFailed(); ++step) {
        run.now += std::chrono::milliseconds(below(60));
        apply(event::Tick{});
        const RowSet rows = below(6) ? RowSet::of({below(workload.records)}) : RowSet::all({});
        switch (below(20)) {
        case 0:
            apply(event::Pause{});
            break;
        case 1:
            apply(event::Cancel{rows});
            break;
        case 2:
            apply(event::Front{rows});
            break;
        case 3:
            apply(event::Retry{rows});
            break;
        case 4:
            apply(event::Start{});
            break;
        case 5:
            apply(below(3) ? Event(event::Resume{}) : Event(event::Drain{}));
            break;
        case 6:
        case 7:
        case 8:
            write();
            break;
        case 9:
            apply(event::Resume{});
            break;
        case 10:
            settings.concurrency = 1 + int(below(6));
            apply(event::Change{settings});
            break;
        case 11:
            settings.rate = below(2) ? std::optional<double>(1 + below(30)) : std::nullopt;
            settings.timeout = below(2) ? std::optional<Duration>(100ms) : std::nullopt;
            apply(event::Change{settings});
            break;
        case 12:
            isLost = true;
            apply(event::JournalLost{++losses});
            break;
        case 13:
            if (below(4) == 0)
                apply(event::JournalFound{losses - isLost}); // the loss before it, or nothing new
            else
                findJournal();
            break;
        case 14:
            if (below(30) == 0)
                apply(event::Quit{});
            break;
        default:
            report(static_cast<Report>(below(4)));
            break;
        }
    }
    const bool isClosed = run.summary().phase == RunPhase::Closed;
    const auto isThrough = [&] {
        return isClosed ? run.machine.isOver() : run.count(State::Queued) + run.machine.inFlight() == 0;
    };
    for (int turn = 0; turn < 2000 && !isThrough() && !QTest::currentTestFailed(); ++turn) {
        run.now += 50ms;
        apply(event::Tick{});
        findJournal();
        apply(event::Start{});
        apply(event::Resume{});
        write();
        report(Report::Done);
    }
    QVERIFY2(isThrough(), qPrintable(run.log()));
    QVERIFY(std::count(claims.begin(), claims.end(), 1) == 0);
}

QTEST_APPLESS_MAIN(TestRunClaims)
#include "tst_runclaims.moc"
