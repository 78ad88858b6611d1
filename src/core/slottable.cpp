#include "core/slottable.h"

#include <utility>

namespace batchdeck {

Slot &SlotTable::take(quint32 row, Instant now, bool claimed)
{
    if (m_free.empty()) {
        m_free.push_back(size());
        m_slots.emplace_back();
    }
    if (m_freeLanes.empty())
        m_freeLanes.push(taken());
    Slot &slot = m_slots[m_free.back()];
    slot.id = {m_free.back(), ++m_serial};
    m_free.pop_back();
    slot.lane = m_freeLanes.top();
    m_freeLanes.pop();
    slot.row = row;
    slot.claimed = claimed;
    m_claimed += claimed;
    slot.phase = Slot::Phase::Working;
    slot.shielded = false;
    slot.waits = false;
    slot.budgeted = false;
    slot.began = now;
    slot.transient = false;
    slot.cancelled = false;
    slot.goesOn = false;
    slot.retryAfter.reset();
    slot.timeout.reset();
    ++m_inFlight;
    return slot;
}

void SlotTable::settle(Slot &slot, bool goesOn)
{
    disarm(slot);
    slot.phase = Slot::Phase::Settled;
    m_claimed -= std::exchange(slot.claimed, false);
    slot.goesOn = goesOn;
    m_gone += goesOn;
    if (goesOn)
        leaveLane(slot);
    ++m_settled;
    slot.settledAs = ++m_everSettled;
    slot.before = std::exchange(m_lastSettled, slot.id.slot);
    slot.after = nothing;
    (slot.before == nothing ? m_firstSettled : m_slots[slot.before].after) = slot.id.slot;
}

void SlotTable::free(Slot &slot)
{
    disarm(slot);
    if (slot.phase == Slot::Phase::Settled)
        unlink(slot);
    m_claimed -= std::exchange(slot.claimed, false);
    if (!slot.goesOn)
        leaveLane(slot);
    slot.phase = Slot::Phase::Free;
    m_free.push_back(slot.id.slot);
    --m_inFlight;
}

void SlotTable::unlink(const Slot &slot)
{
    --m_settled;
    m_gone -= slot.goesOn;
    (slot.before == nothing ? m_firstSettled : m_slots[slot.before].after) = slot.after;
    (slot.after == nothing ? m_lastSettled : m_slots[slot.after].before) = slot.before;
}

Slot *SlotTable::find(AttemptId id)
{
    if (id.slot >= m_slots.size())
        return nullptr;
    Slot &slot = m_slots[id.slot];
    return slot.phase != Slot::Phase::Free && slot.id == id ? &slot : nullptr;
}

void SlotTable::arm(Slot &slot, Instant deadline)
{
    const auto place = [this](quint32 id, quint32 position) { m_slots[id].deadlineAt = position; };
    if (slot.deadlineAt == nothing)
        m_deadlines.insert(deadline, slot.id.slot, place);
    else
        m_deadlines.change(slot.deadlineAt, deadline, place);
}

void SlotTable::disarm(Slot &slot)
{
    if (slot.deadlineAt == nothing)
        return;
    m_deadlines.remove(slot.deadlineAt, [this](quint32 id, quint32 position) { m_slots[id].deadlineAt = position; });
    slot.deadlineAt = nothing;
}

} // namespace batchdeck
