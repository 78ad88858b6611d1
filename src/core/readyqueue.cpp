#include "core/readyqueue.h"

namespace batchdeck {

namespace {

constexpr OrderedRows::Places places{Place::Line, Place::Heap};

} // namespace

ReadyQueue::ReadyQueue(const Workload &workload, RecordTable &records)
    : m_records(records)
    , m_groups(workload.groups.size())
{
    m_gates.reserve(workload.gates.size());
    for (const Workload::Gate &gate : workload.gates)
        m_gates.push_back({.max = gate.max, .standing = {}});
    for (std::size_t id = 0; id < m_groups.size(); ++id) {
        const Workload::Group &from = workload.groups[id];
        Group &group = m_groups[id];
        group.gatesBegin = static_cast<quint32>(m_groupGates.size());
        m_groupGates.insert(m_groupGates.end(), from.limits.begin(), from.limits.end());
        if (from.target != Workload::none)
            m_groupGates.push_back(from.target);
        group.gatesEnd = static_cast<quint32>(m_groupGates.size());
        group.target = from.target;
    }
}

void ReadyQueue::add(quint32 row)
{
    const quint32 id = m_records[row].group;
    Group &group = m_groups[id];
    group.rows.add(m_records, row, places);
    ++m_size;
    if (first(group) == row)
        reseat(id);
}

void ReadyQueue::remove(quint32 row)
{
    const quint32 id = m_records[row].group;
    Group &group = m_groups[id];
    const bool wasFirst = first(group) == row;
    group.rows.remove(m_records, row, places);
    --m_size;
    if (!wasFirst)
        return;
    reseat(id);
    wakeBehind(group); // what stood behind it may go before what it has left
}

quint32 ReadyQueue::next(Instant now)
{
    open(now);
    while (!m_ready.isEmpty()) {
        const quint32 id = m_ready.top().id;
        const quint32 closed = closedGate(m_groups[id]);
        if (closed == nothing)
            return first(m_groups[id]);
        sit(id, Seat::Gate, closed);
        wakeBehind(m_groups[id]);
    }
    return nothing;
}

void ReadyQueue::enter(quint32 row)
{
    for (const quint32 gate : gatesOf(groupOf(row)))
        ++m_gates[gate].inside;
    remove(row);
}

void ReadyQueue::leave(quint32 row)
{
    for (const quint32 gate : gatesOf(groupOf(row))) {
        --m_gates[gate].inside;
        wakeAt(gate);
    }
}

void ReadyQueue::leaveForBackoff(quint32 row)
{
    for (const quint32 gate : gatesOf(groupOf(row))) {
        if (m_gates[gate].max == 1)
            continue;
        --m_gates[gate].inside;
        wakeAt(gate);
    }
}

void ReadyQueue::comeBack(quint32 row)
{
    for (const quint32 gate : gatesOf(groupOf(row))) {
        if (m_gates[gate].max != 1)
            continue;
        --m_gates[gate].inside;
        wakeAt(gate);
    }
}

void ReadyQueue::shut(quint32 row, Instant until)
{
    const quint32 target = groupOf(row).target;
    if (target == nothing)
        return;
    Gate &gate = m_gates[target];
    const auto place = [this](quint32 id, quint32 position) { m_gates[id].position = position; };
    if (!gate.isShut)
        m_shut.insert(until, target, place);
    else if (until > gate.opens)
        m_shut.change(gate.position, until, place);
    else
        return;
    gate.isShut = true;
    gate.opens = until;
}

ReadyQueue::Obstacle ReadyQueue::obstacle(quint32 row) const
{
    const quint32 gate = closedGate(m_groups[m_records[row].group]);
    if (gate == nothing)
        return {};
    return {gate, m_gates[gate].isShut ? m_gates[gate].opens : never};
}

std::span<const quint32> ReadyQueue::gatesOf(const Group &group) const
{
    return {m_groupGates.data() + group.gatesBegin, group.gatesEnd - group.gatesBegin};
}

quint32 ReadyQueue::closedGate(const Group &group) const
{
    for (const quint32 gate : gatesOf(group)) {
        if (!isOpen(m_gates[gate]))
            return gate;
    }
    return nothing;
}

// After a change of its first record, or of the gate at which it stood.
void ReadyQueue::reseat(quint32 id)
{
    Group &group = m_groups[id];
    if (first(group) == nothing) {
        sit(id, Seat::None);
    } else if (group.seat == Seat::Gate && !isOpen(m_gates[group.seatGate])) {
        sit(id, Seat::Gate, group.seatGate);
    } else {
        sit(id, Seat::Ready);
    }
}

void ReadyQueue::sit(quint32 id, Seat seat, quint32 gate)
{
    Group &group = m_groups[id];
    const auto place = [this](quint32 member, quint32 position) { m_groups[member].position = position; };
    const auto heap = [this](Seat at, quint32 door) -> IndexedHeap<qint64> & {
        return at == Seat::Ready ? m_ready : m_gates[door].standing;
    };
    if (group.seat == seat && group.seatGate == gate) {
        if (seat != Seat::None)
            heap(seat, gate).change(group.position, m_records.standing(first(group)), place);
        return;
    }
    if (group.seat != Seat::None)
        heap(group.seat, group.seatGate).remove(group.position, place);
    if (seat != Seat::None)
        heap(seat, gate).insert(m_records.standing(first(group)), id, place);
    group.seat = seat;
    group.seatGate = gate;
}

void ReadyQueue::wakeAt(quint32 id)
{
    const Gate &gate = m_gates[id];
    if (isOpen(gate) && !gate.standing.isEmpty())
        sit(gate.standing.top().id, Seat::Ready);
}

void ReadyQueue::wakeBehind(const Group &group)
{
    for (const quint32 gate : gatesOf(group))
        wakeAt(gate);
}

void ReadyQueue::open(Instant now)
{
    while (!m_shut.isEmpty() && m_shut.top().key <= now) {
        const quint32 id = m_shut.top().id;
        m_shut.remove(0, [this](quint32 gate, quint32 position) { m_gates[gate].position = position; });
        m_gates[id].isShut = false;
        wakeAt(id);
    }
}

} // namespace batchdeck
