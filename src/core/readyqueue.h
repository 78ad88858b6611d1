#pragma once

#include "core/orderedrows.h"
#include "core/workload.h"

#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace batchdeck {

// Which waiting record goes next. Records stand in their groups, and the groups in lanes: a lane is a heap
// of those behind the same gates, and of the lanes behind more gates still. So they make a tree, in which each
// group and each lane answers for the gates between its lane and itself, and takes part in its lane's heap,
// by its first record's order, only while it has one and all those gates are open. Whoever goes first at the
// top may therefore start: picking costs O(log groups), however many records are blocked.
//
// What is paid is a move when a gate closes or opens: one for each group or lane that answers for that gate.
// (Groups that sleep at one of their closed gates and are woken there make fewer, until many pass two gates: then
// all of them wander between these at each end.) The moves are few because a group's gates are ordered by how
// many groups pass them, most first: a limit that 100,000 values of a second one share is one lane, whose
// closing is one move, and so is whatever stands behind both of two limits. A gate that comes second has no more
// lanes before it than there are gates more popular than it, and no more groups behind it than pass it: of g groups
// with two gates each that is sqrt(2 g), 1,414 of a million. Of three gates each it may be more: 10,000 of a
// million groups that are all the combinations of three times a hundred values. Hence whoever holds a lock
// counts moves(), and may leave the rest of them for later.
class ReadyQueue {
public:
    ReadyQueue(const Workload &workload, RecordTable &records);

    void add(quint32 row);
    void remove(quint32 row); // it waits no longer
    // Moves what stands at gates that have opened or closed, so often at most. False where that was not enough:
    // who goes next is not known yet.
    bool catchUp(Instant now, quint64 mostMoves);
    quint32 next() const; // the record that goes first of those that may; it stays
    void enter(quint32 row); // its attempt begins: it passes its gates
    void leave(quint32 row); // its attempt is over
    void leaveForBackoff(quint32 row); // keeps its place in limits of 1
    void comeBack(quint32 row); // gives that place up

    void shut(quint32 row, Instant until); // the record's whole target waits
    bool isShut(quint32 row) const;
    void open(Instant now); // the targets that have waited long enough; the rest next time, where they are many
    Instant nextOpening() const { return m_opening.isEmpty() ? never : m_opening.top().key; }

    quint32 size() const { return m_size; }
    quint64 moves() const { return m_moves; } // ever made
    // The gate that keeps the record's group waiting, and until when where that is known.
    struct Obstacle {
        quint32 gate = nothing;
        Instant until = never;
    };
    Obstacle obstacle(quint32 row) const;

private:
    // A group or a lane, as a part of the lane that it stands in; lanes are numbered after the groups.
    struct Part {
        quint32 lane = 0;
        quint32 position = nothing; // in that one's heap, while it takes part
        quint32 gates = 0; // where those that lead to it begin
    };
    struct Group : Part {
        OrderedRows rows;
    };
    struct Lane : Part {
        quint32 depth = 0; // gates that lead to it
        IndexedHeap<qint64> open;
    };
    static constexpr quint16 unlimited = 0x3fff; // nearly as many as there ever are attempts and claims at once
    struct Gate {
        quint16 inside : 15 = 0;
        quint16 isBehind : 1 = false; // it has opened or closed, and its turn to move what stands there is to come
        quint16 max : 14 = unlimited;
        quint16 isTarget : 1 = false;
        quint16 isShut : 1 = false;
    };
    struct Shut {
        Instant until{};
        quint32 group = 0; // one of those behind it
        quint32 position = 0;
    };
    using Gates = std::span<const quint32>;

    std::vector<quint32> setGates(const Workload &workload);
    void makeLanes(quint32 lane, std::span<const quint32> groups);
    void shareOut(const std::vector<quint32> &passing);

    Gates gatesOf(quint32 group) const;
    Gates ownGates(quint32 part) const; // those between its lane and itself
    bool isLane(quint32 part) const { return part >= m_groups.size(); }
    Part &partOf(quint32 part);
    const Part &partOf(quint32 part) const { return const_cast<ReadyQueue *>(this)->partOf(part); }
    Lane &laneOf(quint32 part) { return m_lanes[part - m_groups.size()]; }
    std::optional<qint64> order(quint32 part) const; // nothing where no record stands in it
    bool isOpen(quint32 gate) const
    {
        const Gate &it = m_gates[gate];
        return (it.inside < it.max || it.max == unlimited) && !it.isShut;
    }

    void settle(quint32 part);
    void settleBehind(quint32 gate, quint32 group);
    template <typename Which>
    void leaveGates(quint32 row, Which &&which);

    RecordTable &m_records;
    std::vector<Group> m_groups;
    std::vector<Lane> m_lanes; // the first is the whole queue
    std::vector<Gate> m_gates;
    std::vector<quint32> m_passed; // the gates of each group, the most popular first
    std::vector<std::pair<quint32, quint32>> m_shared; // gates that several parts answer for, and these
    std::deque<quint32> m_behind; // there: for each gate, the first that has not moved yet
    std::unordered_map<quint32, Shut> m_shut; // gates
    IndexedHeap<Instant> m_opening;
    quint32 m_size = 0;
    quint64 m_moves = 0;
};

} // namespace batchdeck
