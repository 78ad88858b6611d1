#pragma once

#include "core/decision.h"
#include "core/outcome.h"
#include "core/runevent.h"

#include <functional>
#include <vector>

namespace batchdeck {

// An end, with all that is to be remembered of it.
struct HistoryItem {
    End end;
    Outcome outcome; // of the attempt, where there was one
    QString log;
};

// Fills in what the operation could not know: that it was the clock, a person or the policy.
// The kind is what the machine says of the record.
void explain(HistoryItem &item, const QString &kind);

// Takes the complete, ordered feed of a run's ends.
class RunJournal {
public:
    using Durable = std::function<void(std::vector<AttemptId>)>;

    virtual ~RunJournal() = default;

    // Before anything is written. For each item whose end is `awaited` the journal calls `durable`,
    // from any thread but not from within write(), once the item is on disk; until then nothing of it is shown, and
    // what did not succeed holds its slot.
    // It may do so when the run is gone: that does nothing.
    virtual void open(Durable durable) = 0;

    // It calls this, from any thread, once nothing can be written any more: what is awaited does not come. Where
    // that can be mended it numbers its losses, from 1, and who mends one tells the run which.
    using Lost = std::function<void(quint32 loss)>;
    virtual void onLost(Lost) { }

    // The run is over: when this returns the journal calls nothing of it any more.
    virtual void close() { }

    // Whether it ever calls `durable`; under one that does not, nothing waits for it and nothing is claimed.
    virtual bool isDurable() const { return false; }

    // Whether it takes what is no end as well: claims, and what a person asked for again.
    virtual bool keepsAll() const { return false; }

    // What a person asked for, from any thread, before it has any effect; for one that keeps all.
    virtual void decided(const Decision &) { }

    // In order, one call at a time, from the threads that end attempts: must neither block nor throw.
    virtual void write(std::vector<HistoryItem> items) = 0;
};

} // namespace batchdeck
