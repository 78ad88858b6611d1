#include "core/batchrun.h"

namespace batchdeck {

namespace {

constexpr std::size_t inARow = 4096; // while the lock is held: tens of microseconds
constexpr std::size_t scattered = 512; // each a miss of the cache

// In slices, so that nobody waits for long; rows may change between them.
template <typename Take>
void inSlices(RunLock &lock, std::size_t rows, std::size_t slice, Take &&take)
{
    for (std::size_t at = 0; at < rows;) {
        const std::size_t end = std::min(at + slice, rows);
        const RunLock::Guard guard(lock);
        for (; at < end; ++at)
            take(at);
    }
}

} // namespace

void BatchRun::copyRecords(quint32 first, std::span<RecordRow> into) const
{
    inSlices(m_lock, into.size(), inARow, [&](std::size_t at) { into[at] = m_machine.record(first + quint32(at)); });
}

void BatchRun::copyStates(quint32 first, std::span<State> into) const
{
    inSlices(m_lock, into.size(), inARow,
             [&](std::size_t at) { into[at] = m_machine.record(first + quint32(at)).state; });
}

void BatchRun::copyStates(std::span<const quint32> rows, std::span<State> into) const
{
    inSlices(m_lock, rows.size(), scattered, [&](std::size_t at) { into[at] = m_machine.record(rows[at]).state; });
}

} // namespace batchdeck
