#include "core/feedfork.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr quint32 followsAnother = nothing - 1; // in the place of a slot: no attempt has it

bool isShared(const End &end)
{
    return end.what == End::What::Ended && end.became == State::Succeeded && end.leader != nothing;
}

} // namespace

void FeedFork::open(Durable durable)
{
    m_reader.open({});
    m_journal.open(
        m_lifeline.call([durable = std::move(durable)](FeedFork &fork, const std::vector<AttemptId> &attempts) {
            durable(fork.release(attempts));
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
        const bool holds = !m_losses.isLost();
        for (HistoryItem &item : items) {
            const bool isAskedAgain = item.end.what == End::What::Queued && m_reader.keepsAll();
            if (item.end.what != End::What::Ended && !isAskedAgain)
                continue;
            if (item.end.awaited && holds) {
                m_held.emplace(item.end.attempt.serial, item);
            } else if (holds && m_journal.isDurable() && isShared(item.end)) {
                m_following.push_back({++m_followings, item});
                m_followingRows.insert(item.end.row);
                item.end.awaited = true;
                item.end.attempt = {followsAnother, m_followings};
            } else if (m_followingRows.contains(item.end.row)) {
                m_following.push_back({m_followings, item});
                m_followingRows.insert(item.end.row);
            } else {
                now.push_back(item);
            }
        }
        if (!now.empty())
            m_reader.write(std::move(now));
    }
    m_journal.write(std::move(items));
}

// Those that the run waits for.
std::vector<AttemptId> FeedFork::release(const std::vector<AttemptId> &attempts)
{
    const std::lock_guard lock(m_mutex);
    std::vector<AttemptId> awaited;
    std::vector<HistoryItem> now;
    for (const AttemptId &attempt : attempts) {
        if (attempt.slot == followsAnother) {
            releaseFollowing(now, attempt.serial);
            continue;
        }
        awaited.push_back(attempt);
        if (attempt.slot == nothing)
            continue; // a claim
        if (auto held = m_held.extract(attempt.serial))
            now.push_back(std::move(held.mapped()));
    }
    if (!now.empty())
        m_reader.write(std::move(now));
    return awaited;
}

void FeedFork::releaseFollowing(std::vector<HistoryItem> &now, quint32 last)
{
    for (; !m_following.empty() && m_following.front().number <= last; m_following.pop_front()) {
        m_followingRows.erase(m_followingRows.find(m_following.front().item.end.row));
        now.push_back(std::move(m_following.front().item));
    }
}

// Whoever ends a run has waited for its journal, or does not wait for anything any more.
void FeedFork::close()
{
    m_journal.close();
    const std::lock_guard lock(m_mutex);
    std::vector<HistoryItem> now;
    releaseFollowing(now, m_followings);
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
    releaseFollowing(now, m_followings);
    if (!now.empty())
        m_reader.write(std::move(now));
}

void FeedFork::regain(quint32 loss)
{
    const std::lock_guard lock(m_mutex);
    m_losses.mended(loss);
}

} // namespace batchdeck
