#pragma once

#include "core/indexedheap.h"
#include "core/runevent.h"

#include <deque>
#include <functional>
#include <queue>

namespace batchdeck {

// An attempt in flight, as the machine sees it.
struct Slot {
    enum class Phase : std::uint8_t { Free, Working, CleaningUp, Settled };

    AttemptId id;
    quint32 row = 0;
    quint32 lane = 0; // which of those that are taken at once
    Phase phase = Phase::Free;
    bool claimed = false; // it may be in doubt after a crash, for its end is not told yet
    bool shielded = false;
    bool waits = false; // for something of its own: the timeout does not count yet
    bool budgeted = false; // the deadline is that of the clean-up
    bool cancelled = false; // by a person: it is not tried again
    quint32 deadlineAt = nothing;
    Instant began{};
    std::optional<Duration> timeout; // that stopped it
    // Once settled:
    quint32 settledAs = 0; // how manieth of all
    quint32 before = nothing; // slots that settled next before it and after it
    quint32 after = nothing;
    bool goesOn = false; // its lane does: another attempt has that already
    End end;
    bool transient = false;
    std::optional<Duration> retryAfter;
};

// The slots, lowest free lane first, and the one deadline that each may have.
class SlotTable {
public:
    Slot &take(quint32 row, Instant now, bool claimed);
    // It is over, and stays until that is on disk; so does its lane, unless others need not wait for it.
    void settle(Slot &slot, bool goesOn);
    void free(Slot &slot);
    Slot *find(AttemptId id); // null where that attempt holds its slot no longer
    Slot &operator[](quint32 index) { return m_slots[index]; }
    const Slot &operator[](quint32 index) const { return m_slots[index]; }

    quint32 inFlight() const { return m_inFlight; }
    quint32 settled() const { return m_settled; }
    quint32 everSettled() const { return m_everSettled; }
    Slot &firstSettled() { return m_slots[m_firstSettled]; } // of those that are
    quint32 taken() const { return m_inFlight - m_gone; } // lanes
    quint32 claimed() const { return m_claimed; } // at work
    quint32 size() const { return static_cast<quint32>(m_slots.size()); }

    void arm(Slot &slot, Instant deadline);
    void disarm(Slot &slot);
    Instant nextDeadline() const { return m_deadlines.isEmpty() ? never : m_deadlines.top().key; }
    quint32 dueSlot() const { return m_deadlines.top().id; }

private:
    void unlink(const Slot &slot);
    void leaveLane(const Slot &slot) { m_freeLanes.push(slot.lane); }

    std::deque<Slot> m_slots;
    std::vector<quint32> m_free;
    std::priority_queue<quint32, std::vector<quint32>, std::greater<>> m_freeLanes;
    IndexedHeap<Instant> m_deadlines;
    quint32 m_inFlight = 0;
    quint32 m_settled = 0;
    quint32 m_gone = 0; // of them, those whose lane goes on
    quint32 m_claimed = 0;
    quint32 m_everSettled = 0;
    quint32 m_firstSettled = nothing;
    quint32 m_lastSettled = nothing;
    quint32 m_serial = 0;
};

} // namespace batchdeck
