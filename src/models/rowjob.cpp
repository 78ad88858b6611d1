#include "models/rowjob.h"

#include <thread>
#include <vector>

namespace batchdeck {

// Threads of its own, not the pool's: those may all wait for each other here.
void RowJob::onEveryCore(quint32 parts, const std::function<void(quint32 part)> &work)
{
    std::atomic<quint32> next = 0;
    const auto help = [&] {
        for (quint32 part = next++; part < parts && !isStopped(); part = next++)
            work(part);
    };
    const quint32 helpers = std::min(quint32(std::max(QThread::idealThreadCount(), 1)), parts);
    std::vector<std::jthread> threads;
    for (quint32 helper = 1; helper < helpers; ++helper)
        threads.emplace_back(help);
    help();
}

void RowJob::inSlices(quint32 rows, const std::function<void(quint32 first, quint32 last)> &work)
{
    constexpr quint32 sliceRows = 1 << 14;
    static_assert(sliceRows % 64 == 0);
    onEveryCore((rows + sliceRows - 1) / sliceRows, [&](quint32 slice) {
        const quint32 first = slice * sliceRows;
        const quint32 last = std::min(first + sliceRows, rows);
        work(first, last);
        advance(last - first);
    });
}

} // namespace batchdeck
