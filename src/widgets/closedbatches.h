#pragma once

#include <QString>
#include <QThreadPool>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

namespace batchdeck {

struct OpenBatch;

// Batches that nobody shows any more. Each is taken apart in a thread, for that takes as long as it has records; until
// then its journal cannot be opened again.
class ClosedBatches final {
    Q_DISABLE_COPY_MOVE(ClosedBatches)

public:
    ClosedBatches() = default;
    ~ClosedBatches(); // waits for all but what is stuck

    void take(std::unique_ptr<OpenBatch> batch);
    void takeStuck(std::unique_ptr<OpenBatch> batch); // threads are left, and nobody waits for it
    // Any thread may: until those of this file are gone, or where none is named all that were taken, or it is told to
    // stop.
    void wait(const QString &path, const std::stop_token &stop) const;
    void waitForAll(std::chrono::milliseconds atMost) const;

private:
    mutable std::mutex m_mutex; // for the files that are left
    mutable std::condition_variable_any m_changed;
    std::multiset<QString> m_left;
    QThreadPool m_pool;
    std::vector<std::thread> m_stuck;
};

// Hands a batch over where it would be deleted. One that threads are left of goes when they return: until then its
// journal is at work.
struct ClosesBatch {
    std::shared_ptr<ClosedBatches> closed;
    void operator()(OpenBatch *batch) const;
};
using HeldBatch = std::unique_ptr<OpenBatch, ClosesBatch>;

} // namespace batchdeck
