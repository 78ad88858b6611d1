#include "core/referencerun.h"
#include "machinedriver.h"

#include <random>

using namespace batchdeck;

// The machine against the reference: the same random events in virtual time, and after each of them both
// must agree on every record, start, stop and end. BATCHDECK_MODEL_SEEDS tells how many, or FROM-TO.
class TestRunModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agrees_data();
    void agrees();
    void holdsInSlices();
};

namespace {

// What a seed may make use of, so that a fault shows with as little as it needs.
enum Feature {
    Verbs = 1, // start, pause, drain, cancel, retry, front
    Shields = 2,
    Limits = 4,
    Alike = 8,
    Durables = 16,
    Changes = 32,
    Policies = 64,
    Rates = 128,
    Everything = 255,
    Claimed = 256 // which the reference knows nothing of
};

class Play {
public:
    Play(unsigned seed, int features, bool keepsLog, int slice = 200)
        : m_dice(seed)
        , m_features(features)
        , m_workload(workload())
        , m_settings(settings())
        , m_run(m_workload, m_settings, keepsLog, slice)
        , m_reference(m_workload, m_settings)
    {
    }

    // The first disagreement, or nothing.
    QString fault()
    {
        apply(has(Verbs) && chance(50) ? begin() : event::Start{});
        for (int step = 0, steps = 20 + int(below(160)); step < steps && m_fault.isEmpty(); ++step) {
            passTime();
            apply(anything());
        }
        if (hasSlices())
            apply(event::Drain{});
        for (int step = 0; step < 300 && m_fault.isEmpty() && m_reference.inFlight() > 0; ++step) {
            passTime();
            apply(report());
        }
        if (m_fault.isEmpty() && m_reference.inFlight() > 0)
            m_fault = QStringLiteral("it does not come to an end");
        return m_fault;
    }
    QString log() const { return m_run.log(); }

    struct Overlaps {
        int verbs = 0; // that came while others were under way
        int claims = 0; // that were made or handed back then
    };
    Overlaps overlaps;

    // Verbs come while others are under way, of which the reference knows nothing: what must hold whatever happens,
    // and that it comes to an end.
    QString faultInSlices()
    {
        applyAlone(begin());
        for (int step = 0, steps = 20 + int(below(160)); step < steps && m_fault.isEmpty(); ++step) {
            if (chance(50))
                m_run.now += std::chrono::milliseconds(below(120));
            if (chance(50))
                applyAlone(event::Tick{});
            if (!m_run.marks.empty() && chance(40))
                applyAlone(event::Durable{m_run.marks[below(quint32(m_run.marks.size()))].attempt});
            else
                applyAlone(anything(), &overlaps);
        }
        applyAlone(event::JournalFound{m_losses});
        for (int turn = 0; turn < 3000 && m_fault.isEmpty() && !isThrough(); ++turn)
            bringOn();
        if (m_fault.isEmpty() && !isThrough())
            m_fault = QStringLiteral("it does not come to an end");
        same(m_run.machine.isOver() && m_run.summary().left == 0, "what is left");
        return m_fault;
    }

private:
    void applyAlone(const Event &event, Overlaps *counts = nullptr)
    {
        if (!m_fault.isEmpty())
            return;
        const bool isUnderWay = m_run.summary().verbsUnderWay;
        m_run.apply(event);
        if (counts && isUnderWay) {
            counts->verbs += event.index() <= Event(event::Change{}).index();
            counts->claims += std::any_of(m_run.actions.ends.begin(), m_run.actions.ends.end(), [](const End &end) {
                return end.what == End::What::Claimed || end.what == End::What::HandedBack;
            });
        }
        m_doubts.insert(m_doubts.end(), m_run.actions.settles.begin(), m_run.actions.settles.end());
        m_fault = m_run.takeFault();
    }
    bool isThrough() const
    {
        const bool starts = m_run.summary().phase != RunPhase::Closed;
        return m_run.machine.isIdle() && m_run.machine.isOver() && !(starts && m_run.count(State::Queued) > 0);
    }
    // All that is at work is done, and on disk.
    void bringOn()
    {
        m_run.now += 500ms;
        applyAlone(event::Tick{});
        applyAlone(event::Resume{});
        if (m_run.machine.isIdle()) {
            const quint32 queued = m_run.count(State::Queued);
            const bool starts = m_run.summary().phase == RunPhase::Idle;
            applyAlone(event::Start{});
            same(!starts || m_run.summary().inRound == queued, "whom the round is for");
        }
        for (std::size_t at = 0; at < m_run.marks.size(); ++at)
            applyAlone(event::Durable{m_run.marks[at].attempt});
        for (std::size_t at = 0; at < m_run.starts.size(); ++at) {
            applyAlone(event::Finished{m_run.starts[at].attempt, Report::Done, 0, false, {}});
            applyAlone(event::Durable{m_run.starts[at].attempt});
        }
        for (const Actions::Settle &doubt : std::exchange(m_doubts, {}))
            applyAlone(event::Settled{doubt.row, doubt.number, Settlement::Found::Done, false});
    }

    bool has(Feature feature) const { return (m_features & feature) != 0; }
    quint32 below(quint32 bound) { return static_cast<quint32>(m_dice() % bound); }
    bool chance(int percent) { return below(100) < quint32(percent); }

    Workload workload()
    {
        Workload made = recordsOf(has(Claimed) ? 1 + below(40) : chance(1) ? 201 + below(600) : 1 + below(12));
        const bool durables = has(Durables) && chance(has(Claimed) ? 80 : 50);
        made.operations = {
            {.idempotent = false, .durable = durables && chance(has(Claimed) ? 90 : 50), .settles = true},
            {.idempotent = true, .durable = durables && chance(50), .settles = chance(50)}};
        if (has(Claimed)) {
            for (auto &operation : made.operations)
                operation.claimed = operation.durable;
        }
        if (has(Limits) && chance(60))
            made.gates = {{1 + below(3)}, {1 + below(2)}, {nothing}, {nothing}};
        made.groups.clear();
        for (quint32 group = 0; group < 4; ++group) {
            Workload::Group one{.operation = below(2), .limits = {}};
            if (!made.gates.empty()) {
                for (const quint32 gate : {0U, 1U}) {
                    if (chance(45))
                        one.limits.push_back(gate);
                }
                if (chance(60))
                    one.target = 2 + below(2);
            }
            made.groups.push_back(one);
        }
        const bool alike = has(Alike) && chance(50);
        for (quint32 row = 0; row < made.records; ++row) {
            made.groupOf.push_back(below(4));
            if (alike)
                made.sameAs.push_back(chance(30) ? nothing : below(3));
            if (chance(4))
                made.invalid.push_back(row);
        }
        return made;
    }

    RunSettings settings()
    {
        RunSettings made = retrying(1 + int(below(4)), 1 + int(below(3)), 200ms);
        made.retry.growth = static_cast<RetrySettings::Growth>(below(3));
        made.retry.maxDelay = 500ms;
        made.retry.timeouts = chance(30);
        made.cleanup = 150ms;
        if (chance(40))
            made.timeout = std::chrono::milliseconds(50 + 50 * below(8));
        if (has(Policies)) {
            if (chance(20))
                made.deadline = std::chrono::milliseconds(100 + 100 * below(20));
            made.failures.then = has(Claimed) && chance(70) ? FailureSettings::Then::Continue
                                                            : static_cast<FailureSettings::Then>(below(5));
            if (chance(40))
                made.failures.count = 1 + int(below(4));
            if (chance(30))
                made.failures.percent = 10.0 * below(11);
            if (chance(30))
                made.failures.alike = 1 + int(below(3));
        }
        if (has(Rates) && chance(25))
            made.rate = 1 + below(20);
        return made;
    }

    // Often to the next thing due, and often past it or short of it.
    void passTime()
    {
        const Instant due = m_reference.nextDue();
        if (m_run.machine.nextDue() > std::max(due, m_run.now))
            m_fault = QStringLiteral("the machine would oversleep");
        if (chance(35) && due != never && due > m_run.now)
            m_run.now = due;
        else if (chance(60))
            m_run.now += std::chrono::milliseconds(below(120));
        if (chance(70))
            apply(event::Tick{});
    }

    RowSet rows()
    {
        if (chance(has(Claimed) ? 30 : 15)) {
            static constexpr State states[] = {State::Failed, State::Cancelled, State::TimedOut, State::Queued};
            return chance(50) ? RowSet::all({}) : RowSet::all({states[below(4)]});
        }
        std::vector<quint32> all(m_workload.records + 1); // the last of them is no record
        for (quint32 row = 0; row < all.size(); ++row)
            all[row] = row;
        std::shuffle(all.begin(), all.end(), m_dice);
        all.resize(1 + below(quint32(std::min<std::size_t>(all.size(), 4))));
        return RowSet::of(all);
    }

    Event verb()
    {
        switch (below(16)) {
        case 0:
            return event::Pause{};
        case 1:
        case 2:
            return event::Resume{};
        case 3:
            return event::Drain{};
        case 4:
            return chance(30) ? Event(event::CancelRun{}) : Event(event::Cancel{rows()});
        case 5:
            return chance(15) ? Event(event::Quit{}) : Event(event::Resume{});
        case 6:
        case 7:
            return event::Cancel{rows()};
        case 8:
        case 9:
            return event::Retry{rows()};
        case 10:
        case 11:
            return event::Front{rows()};
        case 12:
            return chance(50) ? Event(event::Mark{rows(), chance(50) ? State::Succeeded : State::Failed})
                              : Event(event::Settle{chance(50) ? RowSet::all({State::InDoubt}) : rows(), chance(50)});
        case 13:
            for (quint32 row = 0; row < m_workload.records; ++row) {
                if (m_run.state(row) == State::Unresponsive)
                    return event::GiveUp{row};
            }
            return chance(50) ? Event(event::GiveUp{below(m_workload.records)})
                              : Event(event::Repair{below(m_workload.records)});
        default:
            return begin();
        }
    }

    event::Start begin()
    {
        event::Start start;
        if (chance(50))
            start.only = rows();
        if (chance(30))
            start.first = below(5);
        return start;
    }

    // Mostly in order.
    Event journal()
    {
        const quint32 loss = m_losses - (m_losses > 0 && chance(20));
        if (chance(60))
            return event::JournalFound{loss};
        return event::JournalLost{chance(20) ? loss : ++m_losses};
    }

    // Of any attempt there ever was; mostly of one at work.
    Event report()
    {
        if (m_run.starts.empty())
            return event::Tick{};
        if (!m_doubts.empty() && chance(20)) {
            const Actions::Settle doubt = m_doubts[below(quint32(m_doubts.size()))];
            return event::Settled{doubt.row, doubt.number, static_cast<Settlement::Found>(below(3)), doubt.queues};
        }
        AttemptId attempt = m_run.starts[below(quint32(m_run.starts.size()))].attempt;
        std::vector<AttemptId> atWork;
        for (quint32 row = 0; row < m_workload.records; ++row) {
            if (m_run.machine.record(row).slot() != nothing)
                atWork.push_back(m_run.attempt(row));
        }
        if (!atWork.empty() && !chance(10))
            attempt = atWork[below(quint32(atWork.size()))];
        if (has(Durables) && chance(4))
            return journal();
        if (has(Durables) && chance(30))
            return event::Durable{attempt};
        if (has(Shields) && chance(50)) {
            switch (below(5)) {
            case 0:
                return event::Began{attempt};
            case 1:
                return event::ShieldUp{attempt};
            case 2:
                return event::ShieldDown{attempt};
            case 3:
                return event::CleanUp{attempt};
            case 4:
                return event::Waits{attempt};
            }
        }
        event::Finished finished{attempt,
                                 chance(40) ? Report::Done : static_cast<Report>(below(reportCount)),
                                 quint16(10 + below(2)),
                                 chance(60),
                                 {}};
        if (has(Limits) && chance(15))
            finished.retryAfter = std::chrono::milliseconds(below(400));
        return finished;
    }

    Event anything()
    {
        if (has(Changes) && chance(6)) {
            const RunSettings fresh = settings();
            switch (below(6)) {
            case 0:
                m_settings.concurrency = fresh.concurrency;
                break;
            case 1:
                m_settings.timeout = fresh.timeout;
                break;
            case 2:
                m_settings.rate = fresh.rate;
                break;
            case 3:
                m_settings.failures = fresh.failures;
                break;
            case 4:
                m_settings.deadline = fresh.deadline;
                break;
            case 5:
                m_settings.retry = fresh.retry;
                break;
            }
            return event::Change{m_settings};
        }
        return has(Verbs) && chance(35) ? verb() : report();
    }

    // The reference has no slices: where there are some, nothing else may be due while they go on.
    void apply(const Event &event)
    {
        if (hasSlices() && !std::holds_alternative<event::Tick>(event))
            applyWhole(event::Tick{});
        applyWhole(event);
    }

    static void append(Actions &to, const Actions &from)
    {
        to.ends.insert(to.ends.end(), from.ends.begin(), from.ends.end());
        to.stops.insert(to.stops.end(), from.stops.begin(), from.stops.end());
        to.settles.insert(to.settles.end(), from.settles.begin(), from.settles.end());
        to.starts.insert(to.starts.end(), from.starts.begin(), from.starts.end());
        to.roundEnded |= from.roundEnded;
    }

    bool hasSlices() const { return m_workload.records > 200; }

    void applyWhole(const Event &event)
    {
        if (!m_fault.isEmpty())
            return;
        m_actions = m_run.apply(event);
        m_reference.apply(event, m_run.now);
        m_wanted = m_reference.actions;
        if (hasSlices()) {
            do
                append(m_actions, m_run.apply(event::Tick{}));
            while (m_run.machine.nextDue() == Instant::min() && m_run.fault().isEmpty());
            m_reference.apply(event::Tick{}, m_run.now);
            append(m_wanted, m_reference.actions);
        }
        m_doubts.insert(m_doubts.end(), m_actions.settles.begin(), m_actions.settles.end());
        m_fault = m_run.takeFault();
        for (quint32 row = 0; row < m_workload.records && m_fault.isEmpty(); ++row)
            compare(row);
        compareActions();
        const RunSummary summary = m_run.summary();
        same(summary.phase == m_reference.phase, "the phase");
        same(summary.halt == m_reference.halt, "the halt");
        same(summary.inRound == m_reference.roundRecords, "the round's records");
        same(summary.left == m_reference.left(), "what is left of the round");
        same(summary.inFlight == m_reference.taken(), "what is in flight");
        same(summary.writing == m_reference.inFlight() - m_reference.taken(), "what is on its way to the disk");
    }

    void same(bool agree, const char *what)
    {
        if (!agree && m_fault.isEmpty())
            m_fault = QStringLiteral("they differ in %1").arg(QLatin1StringView(what));
    }

    void compare(quint32 row)
    {
        const RecordRow &got = m_run.machine.record(row);
        const ReferenceRun::Record &wanted = m_reference.records[row];
        if (got.state == wanted.state && got.attempts == wanted.attempts && got.tries == wanted.tries
            && got.reason == wanted.reason && got.late == wanted.late && got.errorKind == wanted.errorKind)
            return;
        m_fault = QStringLiteral("record %1 is %2 after %3 attempts (%4) and should be %5 after %6 (%7)")
                      .arg(row)
                      .arg(name(got.state))
                      .arg(got.attempts)
                      .arg(name(got.reason), name(wanted.state))
                      .arg(wanted.attempts)
                      .arg(name(wanted.reason));
    }

    // The order among different records is nobody's promise.
    void compareActions()
    {
        const Actions &wanted = m_wanted;
        const Actions &got = m_actions;
        same(got.granted == wanted.granted, "the shield");
        same(got.roundEnded == wanted.roundEnded, "the round's end");
        same(std::equal(got.starts.begin(), got.starts.end(), wanted.starts.begin(), wanted.starts.end(),
                        [](const Actions::Start &a, const Actions::Start &b) {
                            return a.row == b.row && a.number == b.number && a.attempt.serial == b.attempt.serial;
                        }),
             "what starts");
        const auto sorted = [](auto entries, auto key) {
            std::stable_sort(entries.begin(), entries.end(),
                             [key](const auto &a, const auto &b) { return key(a) < key(b); });
            return entries;
        };
        const auto serial = [](const Actions::Stop &stop) { return stop.attempt.serial; };
        const auto stops = sorted(got.stops, serial);
        const auto wantedStops = sorted(wanted.stops, serial);
        same(std::equal(stops.begin(), stops.end(), wantedStops.begin(), wantedStops.end(),
                        [](const Actions::Stop &a, const Actions::Stop &b) {
                            return a.attempt.serial == b.attempt.serial && a.reason == b.reason;
                        }),
             "what is stopped");
        same(std::equal(got.settles.begin(), got.settles.end(), wanted.settles.begin(), wanted.settles.end(),
                        [](const Actions::Settle &a, const Actions::Settle &b) {
                            return a.row == b.row && a.number == b.number && a.queues == b.queues;
                        }),
             "what is looked at");
        const auto row = [](const End &end) { return end.row; };
        auto ends = sorted(got.ends, row);
        std::erase_if(ends, [](const End &end) { return end.what != End::What::Ended; });
        const auto wantedEnds = sorted(wanted.ends, row);
        same(std::equal(ends.begin(), ends.end(), wantedEnds.begin(), wantedEnds.end(),
                        [](const End &a, const End &b) {
                            return a.row == b.row && a.attempt.serial == b.attempt.serial && a.number == b.number
                                && a.became == b.became && a.reason == b.reason && a.late == b.late
                                && a.awaited == b.awaited && a.writtenOff == b.writtenOff && a.leader == b.leader
                                && (a.number == 0 || a.report == b.report);
                        }),
             "the ends");
    }

    std::mt19937 m_dice;
    int m_features;
    Workload m_workload;
    RunSettings m_settings;
    MachineDriver m_run;
    ReferenceRun m_reference;
    Actions m_actions; // of the last event, in all its slices
    Actions m_wanted;
    std::vector<Actions::Settle> m_doubts; // that were ever looked at
    quint32 m_losses = 0; // of the journal
    QString m_fault;
};

} // namespace

void TestRunModel::agrees_data()
{
    QTest::addColumn<int>("features");
    QTest::addColumn<int>("share"); // of the seeds, in per cent
    QTest::newRow("starts and ends") << 0 << 5;
    QTest::newRow("verbs") << int(Verbs) << 10;
    QTest::newRow("shields and clean-ups") << int(Verbs | Shields) << 10;
    QTest::newRow("limits") << int(Verbs | Limits) << 10;
    QTest::newRow("records alike") << int(Verbs | Alike) << 10;
    QTest::newRow("policies") << int(Verbs | Policies) << 10;
    QTest::newRow("everything") << int(Everything) << 45;
}

void TestRunModel::agrees()
{
    QFETCH(int, features);
    QFETCH(int, share);
    const QByteArray asked = qgetenv("BATCHDECK_MODEL_SEEDS");
    const QList<QByteArray> span = asked.split('-');
    unsigned from = 0;
    unsigned to = (asked.isEmpty() ? 10000U : span[0].toUInt()) * unsigned(share) / 100;
    if (span.size() == 2) {
        from = span[0].toUInt();
        to = span[1].toUInt() + 1;
    }
    for (unsigned seed = from; seed < to; ++seed) {
        const QString fault = Play(seed, features, false).fault();
        if (fault.isEmpty())
            continue;
        Play again(seed, features, true); // to tell how it came
        const QString told = again.fault();
        QFAIL(qPrintable(QStringLiteral("seed %1: %2\n%3").arg(seed).arg(told, again.log())));
    }
}

void TestRunModel::holdsInSlices()
{
    constexpr int features = Everything | Claimed;
    const QByteArray asked = qgetenv("BATCHDECK_MODEL_SEEDS");
    const unsigned seeds = asked.isEmpty() || asked.contains('-') ? 1500 : asked.toUInt();
    int verbs = 0;
    int claims = 0;
    for (unsigned seed = 0; seed < seeds; ++seed) {
        const int slice = 1 + int(seed % 4);
        Play play(seed, features, false, slice);
        const bool holds = play.faultInSlices().isEmpty();
        verbs += play.overlaps.verbs;
        claims += play.overlaps.claims;
        if (holds)
            continue;
        Play again(seed, features, true, slice);
        const QString told = again.faultInSlices();
        QFAIL(qPrintable(QStringLiteral("seed %1: %2\n%3").arg(seed).arg(told, again.log())));
    }
    const QByteArray said = QByteArray::number(verbs) + " verbs and " + QByteArray::number(claims) + " claims in "
        + QByteArray::number(seeds);
    QVERIFY2(verbs > int(seeds) && claims > int(seeds) / 5, said);
    qInfo("%s", said.data());
}

QTEST_GUILESS_MAIN(TestRunModel)
#include "tst_runmodel.moc"
