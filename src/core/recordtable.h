#pragma once

#include "core/clock.h"
#include "core/state.h"

#include <QtGlobal>

#include <utility>
#include <vector>

namespace batchdeck {

inline constexpr quint32 nothing = ~quint32(0);

// Where a record that holds no slot is kept; each place uses next and previous in its own way.
enum class Place : std::uint8_t {
    None,
    Line, // in its group's line: links
    Heap, // in its group's heap, for it did not come in order: next is the position
    Claimed, // about to begin, by Claims
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
    Instant started{}; // of the last attempt
    qint64 front = 0; // 0: stands where the file has it; below: moved to the front, lowest first
    quint32 next = nothing;
    quint32 previous = nothing;
    quint32 group = 0;
    quint32 slot = nothing; // while an attempt is at work
    quint32 attempts : 20 = 0; // of all rounds
    quint32 tries : 11 = 0; // since the last start by hand
    quint32 begun : 1 = 0; // in the round that counts it
    float elapsed = 0; // seconds of the last attempt
    quint16 errorKind = 0; // of the last attempt; see ErrorKinds
    quint16 round = 0; // the last that counts it; see RunMachine
    State state = State::Queued;
    Place place = Place::None;
    StopReason reason = StopReason::None; // of the last attempt
    bool late : 1 = false; // the stop came too late
    bool again : 1 = false; // goes before all that have not tried in this round; see RunMachine
};
static_assert(sizeof(RecordRow) <= 48, "a waiting record has 64 bytes, the batch's part included");

// A line through the records' own links.
struct Line {
    quint32 head = nothing;
    quint32 tail = nothing;
};

class RecordTable {
public:
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

    void insert(Line &line, quint32 after, quint32 row, Place place); // after nothing: at its head
    void remove(Line &line, quint32 row);

private:
    std::vector<RecordRow> m_rows;
};

} // namespace batchdeck
