#include "core/runmachine.h"

#include <algorithm>

// The part of the machine that reaches all that is at work: in slices too, for there may be thousands of attempts.

namespace batchdeck {

void RunMachine::add(Sweep sweep)
{
    const bool isArm = sweep.kind == Sweep::Kind::Arm;
    if (isArm && !m_sweeps.empty() && m_sweeps.back().kind == Sweep::Kind::Arm && m_sweeps.back().at == 0)
        return; // it arms with what holds by then
    m_sweeps.push_back(std::move(sweep));
    if (m_sweeps.size() == 1)
        doSweeps();
}

void RunMachine::doSweeps()
{
    int budget = m_slice * toChange;
    for (; !m_sweeps.empty(); m_sweeps.pop_front()) {
        if (!advance(m_sweeps.front(), budget)) // a deque: what follows from an end may add another one
            return;
    }
}

// No verb depends on which timeouts are armed anew by then.
bool RunMachine::comesBeforeChores() const
{
    return std::any_of(m_sweeps.begin(), m_sweeps.end(),
                       [](const Sweep &sweep) { return sweep.kind != Sweep::Kind::Arm; });
}

// True where the sweep is over. What starts meanwhile is armed already, and where all is stopped nothing does.
bool RunMachine::advance(Sweep &sweep, int &budget)
{
    if (sweep.kind == Sweep::Kind::Publish)
        return publishMore(sweep, budget);
    for (; sweep.at < m_slots.size() && m_slots.inFlight() > 0; ++sweep.at) {
        if (!mayGoOn(budget))
            return false;
        Slot &slot = m_slots[sweep.at];
        budget -= slot.phase == Slot::Phase::Free ? toLook : toChange;
        if (sweep.kind == Sweep::Kind::Stop && slot.phase != Slot::Phase::Free)
            requestStop(slot, sweep.reason);
        else if (sweep.kind == Sweep::Kind::Arm && slot.phase == Slot::Phase::Working && !slot.budgeted && !slot.waits
                 && m_records[slot.row].reason == StopReason::None)
            arm(slot);
    }
    return true;
}

// In the order in which they ended.
bool RunMachine::publishMore(const Sweep &sweep, int &budget)
{
    for (; m_slots.settled() > 0 && m_slots.firstSettled().settledAs <= sweep.settled; budget -= toChange) {
        if (!mayGoOn(budget))
            return false;
        publish(m_slots.firstSettled());
    }
    return true;
}

} // namespace batchdeck
