#include "core/delivery.h"

#include <iterator>

namespace batchdeck {

Delivery::Delivery(RunJournal *journal, RunLock &lock, Wanted wanted)
    : m_journal(journal)
    , m_lock(lock)
    , m_wanted(std::move(wanted))
{
}

void Delivery::add(HistoryItem item)
{
    m_outbox.push_back(std::move(item));
    ++m_unwritten;
    m_undelivered.store(true);
}

void Delivery::leave()
{
    if (!m_undelivered.load())
        return;
    m_isLeft = true;
    m_wanted();
}

void Delivery::deliver()
{
    if (!m_undelivered.load())
        return;
    if (const std::unique_lock writing(m_writing, std::try_to_lock); writing) {
        m_undelivered.store(false);
        std::deque<HistoryItem> items;
        {
            const RunLock::Guard guard(m_lock);
            items.swap(m_outbox);
        }
        if (!items.empty())
            m_journal->write({std::make_move_iterator(items.begin()), std::make_move_iterator(items.end())});
        const RunLock::Guard guard(m_lock);
        m_unwritten -= items.size();
        if (m_unwritten == 0)
            m_wanted(); // a mirror or the end may have waited for it
    } else {
        return; // whoever is at it looks again afterwards
    }
    if (m_undelivered.load()) {
        const RunLock::Guard guard(m_lock);
        leave();
    }
}

} // namespace batchdeck
