#pragma once

#include "core/orderedrows.h"
#include "core/workload.h"

#include <span>
#include <vector>

namespace batchdeck {

// Which waiting record goes next. Records stand in their groups, groups compete by their first
// record's order, and a group behind a closed gate stands at that gate until it opens: picking costs
// O(log groups), however many records are blocked.
//
// What keeps the gates honest: for every open gate at which groups stand, at least one group that
// passes through it is among the ready ones, and goes before all that stand there; it wakes the next as
// soon as it leaves or loses its first record.
class ReadyQueue {
public:
    ReadyQueue(const Workload &workload, RecordTable &records);

    void add(quint32 row);
    void remove(quint32 row); // it waits no longer
    quint32 next(Instant now); // the record that goes first of those that may; it stays
    void enter(quint32 row); // its attempt begins: it passes its gates
    void leave(quint32 row); // its attempt is over
    void leaveForBackoff(quint32 row); // keeps its place in limits of 1
    void comeBack(quint32 row); // gives that place up

    void shut(quint32 row, Instant until); // the record's whole target waits
    void open(Instant now); // the targets that have waited long enough
    Instant nextOpening() const { return m_shut.isEmpty() ? never : m_shut.top().key; }

    quint32 size() const { return m_size; }
    // The gate that keeps the record's group waiting, and until when where that is known.
    struct Obstacle {
        quint32 gate = nothing;
        Instant until = never;
    };
    Obstacle obstacle(quint32 row) const;

private:
    enum class Seat : std::uint8_t { None, Ready, Gate };

    struct Group {
        OrderedRows rows;
        quint32 gatesBegin = 0;
        quint32 gatesEnd = 0;
        quint32 target = nothing;
        quint32 seatGate = nothing;
        quint32 position = 0;
        Seat seat = Seat::None;
    };
    struct Gate {
        quint32 max;
        quint32 inside = 0;
        bool isShut = false;
        Instant opens{};
        quint32 position = 0;
        IndexedHeap<qint64> standing;
    };

    bool isOpen(const Gate &gate) const { return gate.inside < gate.max && !gate.isShut; }
    std::span<const quint32> gatesOf(const Group &group) const;
    quint32 first(const Group &group) const { return group.rows.first(m_records); }
    quint32 closedGate(const Group &group) const;
    Group &groupOf(quint32 row) { return m_groups[m_records[row].group]; }

    void reseat(quint32 id);
    void sit(quint32 id, Seat seat, quint32 gate = nothing);
    void wakeAt(quint32 gate);
    void wakeBehind(const Group &group);

    RecordTable &m_records;
    std::vector<Group> m_groups;
    std::vector<Gate> m_gates;
    std::vector<quint32> m_groupGates;
    IndexedHeap<qint64> m_ready;
    IndexedHeap<Instant> m_shut;
    quint32 m_size = 0;
};

} // namespace batchdeck
