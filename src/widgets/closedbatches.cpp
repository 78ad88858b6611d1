#include "widgets/closedbatches.h"

#include "widgets/openbatch.h"

namespace batchdeck {

ClosedBatches::~ClosedBatches()
{
    m_pool.waitForDone();
    for (std::thread &stuck : m_stuck)
        stuck.detach(); // it may never return
}

void ClosedBatches::take(std::unique_ptr<OpenBatch> batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_left.insert(batch->path);
    }
    m_pool.start([this, path = batch->path, batch = batch.release()] {
        delete batch;
        const std::lock_guard lock(m_mutex);
        m_left.erase(m_left.find(path));
        m_changed.notify_all();
    });
}

void ClosedBatches::takeStuck(std::unique_ptr<OpenBatch> batch)
{
    m_stuck.emplace_back([held = std::move(batch)]() mutable { held.reset(); });
}

void ClosedBatches::wait(const QString &path, const std::stop_token &stop) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [&] { return path.isEmpty() ? m_left.empty() : !m_left.contains(path); });
}

void ClosedBatches::waitForAll(std::chrono::milliseconds atMost) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, atMost, [this] { return m_left.empty(); });
}

void ClosesBatch::operator()(OpenBatch *batch) const
{
    std::unique_ptr<OpenBatch> held(batch);
    if (held->hasThreadsLeft)
        closed->takeStuck(std::move(held));
    else
        closed->take(std::move(held));
}

} // namespace batchdeck
