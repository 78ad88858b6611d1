#pragma once

#include "core/runjournal.h"
#include "core/runlock.h"

#include <deque>

namespace batchdeck {

// The ends of a run on their way into its journal: in order, one thread at a time, and never under the
// run's lock.
class Delivery {
public:
    // The run's own thread is wanted, or all is written: called under the lock.
    using Wanted = std::function<void()>;

    Delivery(RunJournal *journal, RunLock &lock, Wanted wanted);

    bool isKept() const { return m_journal != nullptr; }
    bool takes(const End &end) const { return end.what == End::What::Ended || m_journal->keepsAll(); }

    // Under the lock.
    void add(HistoryItem item);
    bool isOver() const { return m_unwritten == 0; } // nothing is on its way
    void leave(); // what there is, to the run's own thread: a verb returns at once, however much it ended
    bool isLeft() const { return m_isLeft; }
    void take() { m_isLeft = false; } // that thread is about to deliver

    // Without it. Whoever finds nobody at it writes all that has come up, once: what comes up meanwhile is
    // left to the run's own thread, so that nobody writes for the others for ever.
    void deliver();

private:
    RunJournal *const m_journal;
    RunLock &m_lock; // for what follows
    const Wanted m_wanted;
    std::deque<HistoryItem> m_outbox;
    std::size_t m_unwritten = 0; // in the outbox, or on their way into the journal
    bool m_isLeft = false;

    std::mutex m_writing; // one thread writes to the journal at a time
    std::atomic<bool> m_undelivered = false;
};

} // namespace batchdeck
