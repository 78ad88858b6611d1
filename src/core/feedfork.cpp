#include "core/feedfork.h"

#include <algorithm>

namespace batchdeck {

void FeedFork::open(Durable durable)
{
    m_reader.open({});
    m_journal.open(
        m_lifeline.call([durable = std::move(durable)](FeedFork &fork, const std::vector<AttemptId> &attempts) {
            fork.release(attempts);
            durable(attempts);
        }));
}

void FeedFork::onLost(Lost lost)
{
    m_journal.onLost([this, lost = std::move(lost)](quint32 loss) {
        giveUp(loss);
        lost(loss);
    });
}

void FeedFork::write(std::vector<HistoryItem> items)
{
    {
        const std::lock_guard lock(m_mutex);
        std::vector<HistoryItem> now;
        for (const HistoryItem &item : items) {
            const bool isAskedAgain = item.end.what == End::What::Queued && m_reader.keepsAll();
            if (item.end.what != End::What::Ended && !isAskedAgain)
                continue;
            if (item.end.awaited && !m_losses.isLost())
                m_held.emplace(item.end.attempt.serial, item);
            else
                now.push_back(item);
        }
        if (!now.empty())
            m_reader.write(std::move(now));
    }
    m_journal.write(std::move(items));
}

void FeedFork::release(const std::vector<AttemptId> &attempts)
{
    const std::lock_guard lock(m_mutex);
    std::vector<HistoryItem> now;
    for (const AttemptId &attempt : attempts) {
        if (attempt.slot == nothing)
            continue; // a claim
        if (auto held = m_held.extract(attempt.serial))
            now.push_back(std::move(held.mapped()));
    }
    if (!now.empty())
        m_reader.write(std::move(now));
}

void FeedFork::giveUp(quint32 loss)
{
    const std::lock_guard lock(m_mutex);
    m_losses.lost(loss);
    if (!m_losses.isLost())
        return; // it goes on elsewhere by now
    std::vector<HistoryItem> now;
    for (auto &[serial, item] : m_held)
        now.push_back(std::move(item));
    m_held.clear();
    std::sort(now.begin(), now.end(),
              [](const HistoryItem &a, const HistoryItem &b) { return a.end.attempt.serial < b.end.attempt.serial; });
    if (!now.empty())
        m_reader.write(std::move(now));
}

void FeedFork::regain(quint32 loss)
{
    const std::lock_guard lock(m_mutex);
    m_losses.mended(loss);
}

} // namespace batchdeck
