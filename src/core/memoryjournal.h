#pragma once

#include "core/runjournal.h"

#include <mutex>

namespace batchdeck {

// Keeps the history in memory, and calls nothing durable before it is told to.
class MemoryJournal final : public RunJournal {
public:
    void open(Durable durable) override;
    void onLost(Lost lost) override { m_lost = std::move(lost); }
    bool isDurable() const override { return true; }
    void write(std::vector<HistoryItem> items) override;

    std::vector<HistoryItem> items() const;
    std::vector<HistoryItem> itemsOf(quint32 row) const;
    std::size_t awaited() const;
    void flush(); // all that is awaited is durable now
    void lose() { m_lost(++m_losses); }

private:
    mutable std::mutex m_mutex;
    Durable m_durable;
    Lost m_lost;
    std::vector<HistoryItem> m_items;
    std::vector<AttemptId> m_awaited;
    quint32 m_losses = 0;
};

} // namespace batchdeck
