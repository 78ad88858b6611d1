#include "core/runmachine.h"

// The part of the machine that reaches all that is at work: in slices too, for there may be thousands of attempts.

namespace batchdeck {

void RunMachine::add(Sweep sweep)
{
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
