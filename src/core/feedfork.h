#pragma once

#include "core/journallosses.h"
#include "core/lifeline.h"
#include "core/runjournal.h"

#include <mutex>
#include <unordered_map>

namespace batchdeck {

// One run's feed for two: its journal, and who reads its ends besides (results, a window's notes). The reader
// gets each end once, what the run waits for only when it is on disk, and otherwise in order; one that keeps all
// gets what a person asked for again as well, and no claims. Where the journal is lost, what was held for it ends
// in memory, and is read there.
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
    void close() override { m_journal.close(); }
    bool isDurable() const override { return m_journal.isDurable(); }
    bool keepsAll() const override { return m_journal.keepsAll(); }
    void decided(const Decision &decision) override { m_journal.decided(decision); }
    void write(std::vector<HistoryItem> items) override;

    // A journal that was lost has all again: that loss is over.
    void regain(quint32 loss);

private:
    void giveUp(quint32 loss);
    void release(const std::vector<AttemptId> &attempts);

    RunJournal &m_journal;
    RunJournal &m_reader;
    std::mutex m_mutex; // for what follows, and while the reader is written to
    std::unordered_map<quint32, HistoryItem> m_held; // by the attempt's serial
    JournalLosses m_losses;
    Lifeline<FeedFork> m_lifeline{*this};
};

} // namespace batchdeck
