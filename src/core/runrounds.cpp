#include "core/runmachine.h"

#include <algorithm>

// The part of the machine that begins and ends rounds, and says who starts.

namespace batchdeck {

void RunMachine::beginRound(Scope scope)
{
    m_scope = scope;
    m_next = {};
    m_inRound = true;
    m_phase = m_journal.isLost() || scope.paused ? RunPhase::Paused : RunPhase::Running;
    m_rest = Rest::GoesOn;
    m_halt = m_journal.isLost() ? Halt::Journal : scope.paused ? Halt::User : Halt::None;
    ++m_round;
    m_roundRecords = m_scope.waiting;
    m_firstLeft = scope.first;
    m_roundBegan = m_now;
    m_roundDeadline = roundDeadline();
    m_failures.beginRound(m_roundRecords);
    m_throughput.start(m_now);
    if (m_again > 0) // in the round before
        add({.kind = Chore::Kind::Forget});
}

void RunMachine::endRound()
{
    if (m_slots.inFlight() > 0)
        return;
    m_sweeps.clear(); // they are for nobody any more, and not for the next round's
    if (!m_inRound || !m_backoff.isEmpty() || !m_chores.empty() || !m_claims.isEmpty())
        return;
    const bool goesOn = m_phase == RunPhase::Running || m_phase == RunPhase::Paused;
    if (goesOn && m_scope.startable > 0) {
        if (m_phase == RunPhase::Running && m_firstLeft == 0 && m_again == 0) {
            m_phase = RunPhase::Paused;
            m_halt = Halt::FirstRecords;
        }
        return;
    }
    if (m_phase == RunPhase::Paused && m_halt == Halt::Failures)
        m_halt = Halt::None; // they paused it, and somebody has cancelled what was left
    m_inRound = false;
    m_firstLeft.reset();
    if (m_phase != RunPhase::Closed)
        m_phase = RunPhase::Idle;
    m_rest = Rest::GoesOn;
    m_scope = everybody();
    if (m_next.startable == 0)
        m_next = {};
    m_roundDeadline = never;
    m_rateDue = never;
    m_roundEnded = m_now;
    m_out->roundEnded = true;
}

Instant RunMachine::roundDeadline() const
{
    return m_settings.deadline ? m_roundBegan + *m_settings.deadline : never;
}

void RunMachine::haltRound(RunPhase phase, Rest rest, Halt halt)
{
    m_phase = phase;
    m_rest = rest;
    m_halt = halt;
    m_roundDeadline = never;
    m_rateDue = never;
    if (rest == Rest::StaysQueued)
        add({.kind = Chore::Kind::QueueBackoffs});
    else
        add({.kind = rest == Rest::IsSkipped ? Chore::Kind::SkipRest : Chore::Kind::CancelRest,
             .scopeEnd = m_scope.end});
}

// The failure policy has seen enough.
void RunMachine::enough(Halt halt)
{
    if (m_phase != RunPhase::Running && m_phase != RunPhase::Paused)
        return;
    switch (m_failures.then()) {
    case FailureSettings::Then::Continue:
        break;
    case FailureSettings::Then::Pause:
        m_phase = RunPhase::Paused;
        m_halt = m_journal.isLost() ? Halt::Journal : halt;
        break;
    case FailureSettings::Then::Drain:
        haltRound(RunPhase::Draining, Rest::IsSkipped, halt);
        break;
    case FailureSettings::Then::Cancel:
    case FailureSettings::Then::FirstSuccess:
        haltRound(RunPhase::Cancelling, Rest::IsSkipped, halt);
        add({.kind = Sweep::Kind::Stop, .reason = StopReason::Policy});
        break;
    }
}

// A record that came after the round had begun; one that comes again is counted already.
void RunMachine::addToRound(quint32 row)
{
    if (!m_inRound || !inScope(row) || !count(row))
        return;
    ++m_roundRecords;
    m_failures.addRecords(1);
}

// False where the round had counted it: a mark in every record would take as long as there are records to
// wipe off, so it is the round's own number, of which 65,535 are in use.
bool RunMachine::count(quint32 row)
{
    if (!m_inRound || m_records[row].round == roundMark())
        return false;
    m_records[row].round = roundMark();
    m_records[row].begun = false;
    return true;
}

// And the disk follows: what has succeeded and is on its way there keeps no slot, but there is no end of it otherwise.
bool RunMachine::hasFreeSlot() const
{
    const auto slots = static_cast<quint32>(m_settings.concurrency);
    return m_slots.taken() < slots && m_slots.inFlight() < 2 * slots;
}

void RunMachine::startMore()
{
    m_rateDue = never;
    if (m_phase != RunPhase::Running || mustWait()) {
        handBackClaims(0);
        return;
    }
    if (!handBackClaims(mostClaims()))
        return;
    while (hasFreeSlot()) {
        if (!mayGoOn(m_slice - static_cast<int>(m_out->starts.size()))) {
            m_rateDue = m_now; // the rest at the next Tick
            return;
        }
        const quint32 row = nextToStart();
        if (row == nothing || !inScope(row))
            return;
        const bool begins = isNew(row);
        if (begins && m_firstLeft == 0) { // others have begun while its claim was on its way to the disk
            handBack(row);
            continue;
        }
        if (m_settings.rate && m_rate.next() > m_now) {
            m_rateDue = std::min(m_rateDue, m_rate.next()); // claims may wait for the next Tick alone
            return;
        }
        if (begins && m_firstLeft)
            --*m_firstLeft;
        start(row);
    }
    claimAhead();
    catchUp();
}

void RunMachine::start(quint32 row)
{
    RecordRow &record = m_records[row];
    const bool begins = isNew(row);
    const bool claimed = record.place == Place::Claimed;
    countStartable(row, -1);
    if (claimed)
        m_claims.remove(row);
    else
        m_queue.enter(row);
    setAgain(row, false);
    m_rate.started(m_now);
    move(row, State::Running);
    record.attempts = std::min(record.attempts + 1U, (1U << 20) - 1);
    record.tries = begins ? 1 : record.tries + 1U;
    record.begun = true;
    record.started = m_now;
    record.elapsed = 0;
    record.past = false;
    record.reason = StopReason::None;
    record.late = false;
    record.errorKind = 0;
    Slot &slot = m_slots.take(row, m_now, claimed);
    record.place = Place::Slot;
    record.next = slot.id.slot;
    arm(slot);
    m_out->starts.push_back({slot.id, row, record.attempts});
}

} // namespace batchdeck
