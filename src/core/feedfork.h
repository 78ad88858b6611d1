#pragma once

#include "core/journallosses.h"
#include "core/lifeline.h"
#include "core/runjournal.h"

#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace batchdeck {

// One run's feed for two: its journal, and who reads its ends besides (results, a window's notes). The reader
// gets each end once, what the run waits for and what shares another's success only when it is on disk, and otherwise
// in order; one that keeps all gets what a person asked for again as well, and no claims. Where the journal is lost,
// what was held for it ends in memory, and is read there.
class FeedFork final : public RunJournal {
    Q_DISABLE_COPY_MOVE(FeedFork)

public:
    // Both outlive the fork.
    FeedFork(RunJournal &journal, RunJournal &reader)
        : m_journal(journal)
        , m_reader(reader)
    {
    }

    void open(Durable durable) override;
    void onLost(Lost lost) override;
    void close() override;
    bool isDurable() const override { return m_journal.isDurable(); }
    bool keepsAll() const override { return m_journal.keepsAll(); }
    void decided(const Decision &decision) override { m_journal.decided(decision); }
    void write(std::vector<HistoryItem> items) override;

    // A journal that was lost has all again: that loss is over.
    void regain(quint32 loss);

private:
    void giveUp(quint32 loss);
    std::vector<AttemptId> release(const std::vector<AttemptId> &attempts);
    void releaseFollowing(std::vector<HistoryItem> &now, quint32 last);

    RunJournal &m_journal;
    RunJournal &m_reader;
    std::mutex m_mutex; // for what follows, and while the reader is written to
    std::unordered_map<quint32, HistoryItem> m_held; // by the attempt's serial
    // Successes that follow from another's, which the run itself does not wait for; and what comes of their rows
    // behind.
    struct Following {
        quint32 number;
        HistoryItem item;
    };
    std::deque<Following> m_following;
    std::unordered_multiset<quint32> m_followingRows;
    quint32 m_followings = 0;
    JournalLosses m_losses;
    Lifeline<FeedFork> m_lifeline{*this};
};

} // namespace batchdeck
