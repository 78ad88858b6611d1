#include "core/memoryjournal.h"

#include <iterator>

namespace batchdeck {

void MemoryJournal::open(Durable durable)
{
    m_durable = std::move(durable);
}

void MemoryJournal::write(std::vector<HistoryItem> items)
{
    const std::lock_guard lock(m_mutex);
    for (HistoryItem &item : items) {
        if (item.end.awaited)
            m_awaited.push_back(item.end.attempt);
        m_items.push_back(std::move(item));
    }
}

std::vector<HistoryItem> MemoryJournal::items() const
{
    const std::lock_guard lock(m_mutex);
    return m_items;
}

std::vector<HistoryItem> MemoryJournal::itemsOf(quint32 row) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<HistoryItem> found;
    std::copy_if(m_items.begin(), m_items.end(), std::back_inserter(found),
                 [row](const HistoryItem &item) { return item.end.row == row; });
    return found;
}

std::size_t MemoryJournal::awaited() const
{
    const std::lock_guard lock(m_mutex);
    return m_awaited.size();
}

void MemoryJournal::flush()
{
    std::vector<AttemptId> durable;
    {
        const std::lock_guard lock(m_mutex);
        durable.swap(m_awaited);
    }
    if (!durable.empty())
        m_durable(std::move(durable));
}

} // namespace batchdeck
