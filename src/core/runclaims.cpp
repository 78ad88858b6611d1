#include "core/runmachine.h"

#include <algorithm>

// The part of the machine that claims records ahead of their start, where running one twice does harm.

namespace batchdeck {

bool RunMachine::needsClaim(quint32 row) const
{
    return m_claiming && m_operations[operationOf(row)].claimed;
}

// What is claimed, and what of it is at work, may all be in doubt after a crash: twice the slots, and no more. An
// attempt that has ended is none of them, for the journal is told so before it is told of a later claim.
quint32 RunMachine::mostClaims() const
{
    const auto slots = static_cast<quint32>(m_settings.concurrency);
    return std::min(m_settings.rate ? slots : 2 * slots, 2 * slots - std::min(2 * slots, m_slots.claimed()));
}

// A claimed record has passed its gates: what waits behind them is none that may not start.
void RunMachine::claimAhead()
{
    if (!m_claiming || m_makesWay)
        return;
    // As many as there are slots, so that whoever gets one free finds a claim that is on disk already, and as many
    // more as are free.
    const auto slots = static_cast<quint32>(m_settings.concurrency);
    const quint32 most = std::min(mostClaims(), 2 * slots - std::min(slots, m_slots.taken()));
    for (; m_claims.size() < most; --m_claimsLeft) {
        const quint32 row = nextQueued();
        if (row == nothing || !needsClaim(row))
            return;
        if (isNew(row) && m_firstLeft && m_claims.size() >= *m_firstLeft)
            return;
        if (!mayGoOn(m_claimsLeft)) {
            m_rateDue = m_now; // the rest at the next Tick
            return;
        }
        m_queue.enter(row);
        tellClaim(row, End::What::Claimed, {nothing, m_claims.add(row)});
    }
}

void RunMachine::handBack(quint32 row)
{
    m_claims.remove(row);
    tellClaim(row, End::What::HandedBack, {});
    m_queue.leave(row);
    m_queue.add(row);
}

// Those that go last. False where the rest is left to the next Tick.
bool RunMachine::handBackClaims(quint32 most)
{
    for (; m_claims.size() > most; --m_claimsLeft) {
        if (!mayGoOn(m_claimsLeft)) {
            m_rateDue = m_now;
            return false;
        }
        handBack(m_claims.last());
    }
    return true;
}

// Of a claim: what it comes to where nothing more is heard of it.
void RunMachine::tellClaim(quint32 row, End::What what, AttemptId claim)
{
    const bool isHarmless = what == End::What::HandedBack || m_operations[operationOf(row)].idempotent;
    m_out->ends.push_back({.row = row,
                           .what = what,
                           .attempt = claim,
                           .number = m_records[row].attempts + 1U,
                           .became = isHarmless ? State::Queued : State::InDoubt,
                           .awaited = what == End::What::Claimed,
                           .started = m_now,
                           .ended = m_now});
}

// In the round's scope. What tries again goes first: where a new one comes, none of those may start.
quint32 RunMachine::nextQueued()
{
    if (!catchUp())
        return nothing;
    const quint32 row = m_queue.next();
    return row != nothing && inScope(row) && (m_firstLeft != 0 || !isNew(row)) ? row : nothing;
}

// Where very many stand at gates that have opened or closed, who goes next is known at a later Tick.
bool RunMachine::catchUp()
{
    const quint64 moved = m_queue.moves() - m_movesBefore;
    const bool isThrough = m_queue.catchUp(m_now, moved < mostMoves ? mostMoves - moved : 0);
    if (!isThrough)
        m_rateDue = m_now;
    return isThrough;
}

// Of what is claimed and what needs no claim, whatever goes first; nobody before it is known which that is.
quint32 RunMachine::nextToStart()
{
    claimAhead();
    if (!catchUp())
        return nothing;
    quint32 claimed = m_claims.first();
    for (; claimed != nothing && m_queue.isShut(claimed); claimed = m_claims.first(), --m_claimsLeft) {
        if (!mayGoOn(m_claimsLeft)) {
            m_rateDue = m_now; // the rest at the next Tick
            return nothing;
        }
        handBack(claimed); // it passed its gates before its target asked everybody to wait
    }
    const quint32 queued = nextQueued();
    if (queued == nothing || needsClaim(queued))
        return claimed;
    return claimed != nothing && m_records.goesBefore(claimed, queued) ? claimed : queued;
}

// ---- The journal

void RunMachine::on(const event::JournalLost &lost)
{
    m_journal.lost(lost.loss);
    if (!m_journal.isLost())
        return; // it goes on elsewhere by now
    if (m_phase == RunPhase::Running || m_phase == RunPhase::Paused) {
        m_phase = RunPhase::Paused;
        m_halt = Halt::Journal; // whatever else there is, this is what nobody can resume
    }
    // Their ends are kept in memory, and who reads them has been told.
    add({.kind = Sweep::Kind::Publish, .settled = m_slots.everSettled()});
    doChores(); // which follow from their ends
}

void RunMachine::on(const event::JournalFound &found)
{
    m_journal.mended(found.loss);
}

} // namespace batchdeck
