#include "widgets/closedbatches.h"

#include "widgets/openbatch.h"

namespace batchdeck {

ClosedBatches::~ClosedBatches()
{
    m_pool.waitForDone();
}

void ClosedBatches::take(std::unique_ptr<OpenBatch> batch)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_left;
    }
    m_pool.start([this, batch = batch.release()] {
        delete batch;
        const std::lock_guard lock(m_mutex);
        --m_left;
        m_changed.notify_all();
    });
}

void ClosedBatches::wait(const std::stop_token &stop) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return m_left == 0; });
}

void ClosesBatch::operator()(OpenBatch *batch) const
{
    closed->take(std::unique_ptr<OpenBatch>(batch));
}

} // namespace batchdeck
