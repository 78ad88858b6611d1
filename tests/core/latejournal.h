#pragma once

#include "core/races.h"
#include "core/runjournal.h"

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <thread>

namespace batchdeck {

// Writes on a thread of its own, to a disk that takes its time, and knows what a crash would leave. Fails for good
// at one of its commits where it is told to.
class LateJournal final : public RunJournal {
    Q_DISABLE_COPY_MOVE(LateJournal)

public:
    LateJournal(quint32 records, quint32 seed, quint32 failsAt = nothing)
        : m_records(records)
        , m_jitter(seed)
        , m_failsAt(failsAt)
        , m_thread([this](const std::stop_token &stop) { commit(stop); })
    {
    }

    void open(Durable durable) override
    {
        const std::lock_guard telling(m_telling);
        m_durable = std::move(durable);
    }
    void onLost(Lost lost) override
    {
        const std::lock_guard telling(m_telling);
        m_lost = std::move(lost);
    }
    void close() override
    {
        const std::lock_guard telling(m_telling);
        m_durable = {};
        m_lost = {};
    }
    bool isDurable() const override { return true; }
    bool keepsAll() const override { return true; }
    void write(std::vector<HistoryItem> items) override
    {
        const std::lock_guard lock(m_mutex);
        for (const HistoryItem &item : items)
            follow(item.end);
        m_wanted.notify_one();
    }

    bool isClaimed(quint32 row) const // for good
    {
        const std::lock_guard lock(m_mutex);
        const Record &record = m_records[row];
        return record.isClaimed && record.claimedAt < m_written;
    }
    quint32 onItsWay(quint32 row) const // the attempt whose end is, or 0
    {
        const std::lock_guard lock(m_mutex);
        const Record &record = m_records[row];
        return record.endedAt != nowhere && record.endedAt >= m_written ? record.ended : 0;
    }
    bool isWritten(quint32 row) const
    {
        const std::lock_guard lock(m_mutex);
        return m_records[row].endedAt < m_written;
    }
    Progress commits; // also the one that fails
    std::mutex disk; // nothing is written while somebody holds it

    bool hasFailed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_failed;
    }
    quint32 inDoubt() const // if the feed ended here
    {
        const std::lock_guard lock(m_mutex);
        return m_inDoubt;
    }
    quint32 mostInDoubt() const
    {
        const std::lock_guard lock(m_mutex);
        return m_mostInDoubt;
    }
    std::vector<End> feed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_feed;
    }

private:
    static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
    struct Record {
        bool isClaimed = false; // and neither handed back nor ended
        std::size_t claimedAt = nowhere; // places in the feed
        std::size_t endedAt = nowhere;
        quint32 ended = 0; // that attempt
    };

    void follow(const End &end)
    {
        Record &record = m_records[end.row];
        const bool ends = end.what == End::What::Ended && end.number > 0;
        if (end.what == End::What::Claimed) {
            record.isClaimed = true;
            record.claimedAt = m_feed.size();
            m_mostInDoubt = std::max(m_mostInDoubt, ++m_inDoubt);
        } else if (ends || end.what == End::What::HandedBack) {
            m_inDoubt -= std::exchange(record.isClaimed, false);
        }
        if (ends && end.awaited) {
            record.endedAt = m_feed.size();
            record.ended = end.number;
        }
        m_feed.push_back(end);
    }

    void commit(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        for (quint32 made = 0; m_wanted.wait(lock, stop, [this] { return m_feed.size() > m_written; }); ++made) {
            const std::size_t until = m_feed.size();
            lock.unlock();
            m_jitter.pass();
            std::unique_lock writing(disk);
            lock.lock();
            commits.reach(made + 1);
            if (made >= m_failsAt) {
                m_failed = true;
                lock.unlock();
                const std::lock_guard telling(m_telling);
                if (m_lost)
                    m_lost(1);
                return;
            }
            std::vector<AttemptId> awaited;
            for (; m_written < until; ++m_written) {
                if (m_feed[m_written].awaited)
                    awaited.push_back(m_feed[m_written].attempt);
            }
            lock.unlock();
            writing.unlock();
            m_jitter.pass();
            {
                const std::lock_guard telling(m_telling);
                if (m_durable)
                    m_durable(std::move(awaited));
            }
            lock.lock();
        }
    }

    std::mutex m_telling; // for what follows, and while it is called
    Durable m_durable;
    Lost m_lost;

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable_any m_wanted;
    std::vector<Record> m_records;
    std::vector<End> m_feed;
    std::size_t m_written = 0; // so much of it
    quint32 m_inDoubt = 0;
    quint32 m_mostInDoubt = 0;
    bool m_failed = false;

    Jitter m_jitter; // of the thread
    const quint32 m_failsAt;
    std::jthread m_thread;
};

} // namespace batchdeck
