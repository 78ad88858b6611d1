#pragma once

#include "core/clock.h"
#include "core/indexedheap.h"
#include "core/nothing.h"
#include "core/state.h"

#include <QtGlobal>

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace batchdeck {

// Where a record is kept; each place uses next and previous in its own way.
enum class Place : std::uint8_t {
    None,
    Slot, // an attempt is at work: next is its slot
    Line, // in its group's line: links
    Heap, // in its group's heap, for it did not come in order: next is the position
    Claimed, // about to begin, by Claims: previous is the claim
    Backoff, // in the heap of delays: next is the position
    FollowerLine, // behind the record that runs for it: links
    FollowerHeap, // likewise: next is the position
};

constexpr bool isFollower(Place place)
{
    return place == Place::FollowerLine || place == Place::FollowerHeap;
}

// All that the engine keeps of a record; small, for there are millions.
struct RecordRow {
    Instant started{}; // of the last attempt; the clock's zero where nobody knows
    qint64 front : 48 = 0; // 0: stands where the file has it; below: moved to the front, lowest first
    quint16 errorKind = 0; // of the last attempt; see ErrorKinds
    quint32 next = nothing;
    quint32 previous = nothing;
    quint32 group = 0;
    float elapsed = 0; // seconds of the last attempt
    quint32 attempts : 20 = 0; // of all rounds
    quint32 tries : 10 = 0; // since the last start by hand
    quint32 begun : 1 = 0; // in the round that counts it
    quint32 again : 1 = 0; // goes before all that have not tried in this round; see RunMachine
    quint16 round = 0; // the last that counts it; see RunMachine
    State state : 4 = State::Queued;
    bool settling : 1 = false; // in doubt: its operation looks what became of it
    bool past : 1 = false; // its last attempt was before the run was opened again
    Place place : 4 = Place::None;
    StopReason reason : 3 = StopReason::None; // of the last attempt
    bool late : 1 = false; // the stop came too late

    quint32 slot() const { return place == Place::Slot ? next : nothing; }
};
static_assert(sizeof(RecordRow) <= 40, "a waiting record has 64 bytes, the batch's part and its key's included");

// A line through the records' own links; before its head is its tail.
struct Line {
    quint32 head = nothing;
};

class RecordTable {
public:
    // Of records that wait in order, where they are many; see OrderedRows.
    struct Aside {
        quint32 finger = nothing; // what came last into the line: the next one often belongs behind it
        std::unique_ptr<RowHeap<qint64>> heap; // of those that did not come in order
    };

    explicit RecordTable(quint32 records)
        : m_rows(records)
    {
    }

    quint32 size() const { return static_cast<quint32>(m_rows.size()); }
    RecordRow &operator[](quint32 row) { return m_rows[row]; }
    const RecordRow &operator[](quint32 row) const { return m_rows[row]; }

    // Lower goes first. What was moved to the front is below zero, the rest is as in the file.
    qint64 order(quint32 row) const { return m_rows[row].front < 0 ? m_rows[row].front : qint64(row); }

    // Where it stands in a queue: by its order, behind those that go first because they try again.
    qint64 standing(quint32 row) const { return m_rows[row].again ? order(row) - (qint64(1) << 62) : order(row); }

    bool goesBefore(quint32 row, quint32 other) const
    {
        return std::pair(standing(row), row) < std::pair(standing(other), other);
    }

    quint32 putAside();
    Aside &aside(quint32 number) { return m_asides[number]; }
    const Aside &aside(quint32 number) const { return m_asides[number]; }

    quint32 tail(const Line &line) const { return line.head == nothing ? nothing : m_rows[line.head].previous; }
    void insert(Line &line, quint32 after, quint32 row, Place place); // after nothing: at its head
    void remove(Line &line, quint32 row);

private:
    std::vector<RecordRow> m_rows;
    std::deque<Aside> m_asides;
};

} // namespace batchdeck
