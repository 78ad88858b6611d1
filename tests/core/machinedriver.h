#pragma once

#include "core/runmachine.h"

#include <QStringList>
#include <QTest>

#include <algorithm>
#include <map>

namespace batchdeck {

using namespace std::chrono_literals;

inline Workload recordsOf(quint32 count)
{
    Workload workload;
    workload.records = count;
    return workload;
}

// So many jobs, one attempt, and delays without dice.
inline RunSettings jobs(int concurrency)
{
    RunSettings settings;
    settings.concurrency = concurrency;
    settings.retry.jitter = false;
    return settings;
}

inline RunSettings retrying(int concurrency, int attempts, Duration delay)
{
    RunSettings settings = jobs(concurrency);
    settings.retry.attempts = attempts;
    settings.retry.delay = delay;
    settings.retry.growth = RetrySettings::Growth::Fixed;
    return settings;
}

inline QString describe(const Event &event)
{
    static const char *const names[] = {
        "start",   "pause",    "resume",  "drain",   "cancelRun",   "quit",         "cancel", "retry",    "front",
        "mark",    "settle",   "giveUp",  "repair",  "change",      "waits",        "began",  "shieldUp", "shieldDown",
        "cleanUp", "finished", "settled", "durable", "journalLost", "journalFound", "tick"};
    static_assert(std::size(names) == std::variant_size_v<Event>);
    QString text = QLatin1StringView(names[event.index()]);
    std::visit(
        [&text]<typename E>(const E &happened) {
            if constexpr (requires { happened.attempt; })
                text += QStringLiteral(" #%1").arg(happened.attempt.serial);
            if constexpr (requires { happened.row; })
                text += QStringLiteral(" %1").arg(happened.row);
            if constexpr (requires { happened.rows.rows; }) {
                text += happened.rows.every ? QStringLiteral(" all") : QString();
                for (const quint32 row : happened.rows.rows)
                    text += QStringLiteral(" %1").arg(row);
            }
            if constexpr (std::is_same_v<E, event::Finished>)
                text += QStringLiteral(" %1 kind %2%3%4")
                            .arg(name(happened.report))
                            .arg(happened.errorKind)
                            .arg(happened.transient ? QStringLiteral(" transient") : QString(),
                                 happened.retryAfter ? QStringLiteral(" retry-after") : QString());
        },
        event);
    return text;
}

// A machine in virtual time: keeps all that it asked for, and checks after every event what must hold
// whatever happens. The first fault fails the test.
class MachineDriver {
    Q_DISABLE_COPY_MOVE(MachineDriver)

public:
    explicit MachineDriver(const Workload &workload, const RunSettings &settings = jobs(1), bool keepsLog = true,
                           int slice = 200, const RunPast &past = {})
        : machine(workload, settings, 0, past, slice)
        , m_keepsLog(keepsLog)
        , m_slice(slice)
    {
        for (quint32 row = 0; row < machine.size(); ++row)
            m_states.push_back(state(row));
    }
    ~MachineDriver()
    {
        if (!m_fault.isEmpty() && !m_faultTaken)
            QTest::qFail(qPrintable(m_fault + u'\n' + log()), __FILE__, __LINE__);
    }

    const Actions &apply(const Event &event)
    {
        const quint32 takenBefore = machine.slotTable().taken();
        const qint64 doneBefore = dueDone();
        const bool wasUnderWay = summary().verbsUnderWay; // a longer timeout, perhaps: what is due is armed anew
        actions.clear();
        machine.apply(event, now, actions);
        if (m_keepsLog)
            m_log << QStringLiteral("%1 ms: %2")
                         .arg(std::chrono::duration<double, std::milli>(now - epoch).count())
                         .arg(describe(event));
        follow(event);
        for (const End &end : actions.ends)
            (end.what == End::What::Ended ? ends : marks).push_back(end);
        stops.insert(stops.end(), actions.stops.begin(), actions.stops.end());
        starts.insert(starts.end(), actions.starts.begin(), actions.starts.end());
        roundsEnded += actions.roundEnded;
        checkCounts(takenBefore);
        checkMoves();
        // Verbs go on at the next tick; of what is due nothing is left but what a slice had no room for.
        if (std::holds_alternative<event::Tick>(event) && !wasUnderWay && machine.nextDue() != Instant::min()
            && machine.size() <= 64) {
            const qint64 done = dueDone() - doneBefore + qint64(actions.starts.size() + actions.ends.size());
            expect(machine.nextDue() > now || done >= m_slice, "a tick left something due");
        }
        return actions;
    }

    // Time goes on, with a tick whenever one is wanted.
    void advance(Duration span) { advanceTo(now + span); }
    void advanceTo(Instant until)
    {
        while (m_fault.isEmpty() && machine.nextDue() <= until) {
            now = std::max(now, machine.nextDue());
            apply(event::Tick{});
        }
        now = until;
    }
    void settle() // what is done in slices
    {
        while (m_fault.isEmpty() && machine.nextDue() <= now)
            apply(event::Tick{});
    }

    // Events by row: those of its last attempt.
    AttemptId attempt(quint32 row) const { return m_attemptOf.at(row); }
    void start() { apply(event::Start{}); }
    void cancel(quint32 row) { apply(event::Cancel{RowSet::of({row})}); }
    void retry(quint32 row) { apply(event::Retry{RowSet::of({row})}); }
    void finish(quint32 row, Report report = Report::Done, quint16 kind = 0)
    {
        apply(event::Finished{attempt(row), report, kind, false, {}});
    }
    void fail(quint32 row, quint16 kind = 10) { finish(row, Report::Failed, kind); }
    void failTransient(quint32 row, std::optional<Duration> retryAfter = {})
    {
        apply(event::Finished{attempt(row), Report::Failed, 10, true, retryAfter});
    }
    bool shieldUp(quint32 row) { return apply(event::ShieldUp{attempt(row)}).granted; }
    void shieldDown(quint32 row) { apply(event::ShieldDown{attempt(row)}); }
    void cleanUp(quint32 row) { apply(event::CleanUp{attempt(row)}); }
    void durable(quint32 row) { apply(event::Durable{attempt(row)}); }
    void change(const RunSettings &settings) { apply(event::Change{settings}); }

    State state(quint32 row) const { return machine.record(row).state; }
    quint32 count(State state) const { return summary().count(state); }
    RunSummary summary() const { return machine.summary(now); }
    Waiting waiting(quint32 row) const { return machine.waiting(row, now); }
    std::vector<quint32> startedRows() const
    {
        std::vector<quint32> rows;
        for (const Actions::Start &start : starts)
            rows.push_back(start.row);
        return rows;
    }
    std::vector<End> endsOf(quint32 row) const
    {
        std::vector<End> found;
        std::copy_if(ends.begin(), ends.end(), std::back_inserter(found),
                     [row](const End &end) { return end.row == row; });
        return found;
    }
    std::vector<StopReason> stopsOf(quint32 row) const
    {
        std::vector<StopReason> found;
        for (const Actions::Stop &stop : stops) {
            if (m_attempts.at(stop.attempt.serial).row == row)
                found.push_back(stop.reason);
        }
        return found;
    }
    QString log() const { return m_log.join(u'\n'); }
    const QString &fault() const { return m_fault; }
    QString takeFault() // whoever takes it tells of it
    {
        m_faultTaken = true;
        return m_fault;
    }

    static constexpr Instant epoch{std::chrono::hours(1)};
    RunMachine machine;
    Instant now = epoch;
    Actions actions; // of the last event
    std::vector<End> ends; // of all
    std::vector<End> marks; // what was told of records besides
    std::vector<Actions::Stop> stops;
    std::vector<Actions::Start> starts;
    int roundsEnded = 0;

private:
    struct Attempt {
        quint32 row = 0;
        quint32 number = 0;
        bool ended = false;
        bool stopped = false;
        bool shielded = false;
        bool givenUp = false;
    };

    void expect(bool holds, const char *what)
    {
        if (!holds && m_fault.isEmpty())
            m_fault = QString::fromLatin1(what);
    }

    void follow(const Event &event)
    {
        if (const auto *down = std::get_if<event::ShieldDown>(&event);
            down && m_attempts.contains(down->attempt.serial))
            m_attempts[down->attempt.serial].shielded = false;
        for (const End &end : actions.ends) {
            expect(end.row < machine.size(), "an end of no record");
            if (end.attempt == AttemptId{} || end.what != End::What::Ended)
                continue;
            expect(m_attempts.contains(end.attempt.serial), "an end of an attempt that never began");
            Attempt &attempt = m_attempts[end.attempt.serial];
            expect(attempt.ended == end.writtenOff, "an attempt ended twice");
            expect(attempt.row == end.row && attempt.number == end.number, "an end of another attempt");
            attempt.ended = true;
            attempt.givenUp = std::holds_alternative<event::GiveUp>(event);
        }
        for (const Actions::Stop &stop : actions.stops) {
            expect(m_attempts.contains(stop.attempt.serial), "a stop of an attempt that never began");
            Attempt &attempt = m_attempts[stop.attempt.serial];
            expect((!attempt.ended || attempt.givenUp) && !attempt.stopped && !attempt.shielded,
                   "a stop twice, too late or in a shield");
            expect(stop.reason != StopReason::None, "a stop for no reason");
            attempt.stopped = true;
        }
        for (const Actions::Start &start : actions.starts) {
            expect(!m_attempts.contains(start.attempt.serial), "a serial was used twice");
            expect(start.number == machine.record(start.row).attempts, "an attempt has the wrong number");
            m_attempts[start.attempt.serial] = {start.row, start.number};
            m_attemptOf[start.row] = start.attempt;
        }
        if (actions.granted)
            m_attempts[std::get<event::ShieldUp>(event).attempt.serial].shielded = true;
    }

    void checkCounts(quint32 takenBefore)
    {
        const RunSummary summary = machine.summary(now);
        quint32 sum = 0;
        for (const quint32 count : summary.counts)
            sum += count;
        expect(sum == machine.size(), "the counts do not sum up");
        const quint32 taken = machine.slotTable().taken();
        const auto slots = quint32(machine.settings().concurrency);
        expect(taken <= std::max(takenBefore, slots), "more at work than there are slots");
        if (!actions.starts.empty()) {
            expect(taken <= slots, "a start without a slot");
            expect(machine.slotTable().inFlight() <= 2 * slots, "a start though the disk does not follow");
        }
        for (const Actions::Start &start : actions.starts)
            expect(machine.slotTable()[start.attempt.slot].lane < slots, "a lane more than there are slots");
        expect(!actions.roundEnded || summary.inFlight + summary.writing == 0, "a round ended before its attempts");
    }

    // Deadlines that have passed or are put off, and delays that are over.
    qint64 dueDone() const
    {
        qint64 done = qint64(count(State::Unresponsive)) - count(State::Backoff) - machine.slotTable().settled();
        for (quint32 at = 0; at < machine.slotTable().size(); ++at) {
            const Slot &slot = machine.slotTable()[at];
            const bool isAtWork = slot.phase == Slot::Phase::Working || slot.phase == Slot::Phase::CleaningUp;
            done += isAtWork && (slot.budgeted || slot.waits);
        }
        return done;
    }

    // An event may take a record several moves on.
    void checkMoves()
    {
        if (machine.size() > 64)
            return;
        PerState<quint32> counts{};
        quint32 active = 0;
        std::map<quint32, int> lanes;
        for (quint32 at = 0; at < machine.slotTable().size(); ++at) {
            const Slot &slot = machine.slotTable()[at];
            if (slot.phase != Slot::Phase::Free && !slot.goesOn)
                expect(++lanes[slot.lane] == 1, "two attempts in one lane");
        }
        expect(lanes.size() == machine.slotTable().taken(), "the slots taken are not those of the lanes");
        for (quint32 row = 0; row < machine.size(); ++row) {
            const State to = state(row);
            const State from = std::exchange(m_states[row], to);
            ++counts[index(to)];
            active += isActive(to);
            if (from == to)
                continue;
            if (m_keepsLog)
                m_log << QStringLiteral("    %1: %2 to %3").arg(row).arg(name(from), name(to));
            expect(mayReach(from, to), "an illegal move");
        }
        expect(counts == machine.summary(now).counts, "the counts are not those of the records");
        const RunSummary summary = machine.summary(now);
        expect(active == summary.inFlight + summary.writing, "the slots taken are not those of the active records");
    }
    static bool mayReach(State from, State to, int moves = 3)
    {
        if (mayBecome(from, to))
            return true;
        for (int via = 0; moves > 1 && via < stateCount; ++via) {
            if (mayBecome(from, static_cast<State>(via)) && mayReach(static_cast<State>(via), to, moves - 1))
                return true;
        }
        return false;
    }

    bool m_keepsLog;
    int m_slice;
    bool m_faultTaken = false;
    QString m_fault;
    QStringList m_log;
    std::vector<State> m_states;
    std::map<quint32, Attempt> m_attempts; // by serial
    std::map<quint32, AttemptId> m_attemptOf; // the last of a row
};

} // namespace batchdeck
