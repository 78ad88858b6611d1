#pragma once

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>

namespace batchdeck {

// Work on many rows away from the thread that shows them: on every core, told to stop, and saying how far
// it has come.
class RowJob {
public:
    void stop() { m_stop.request_stop(); }
    bool isStopped() const { return m_stop.stop_requested(); }

    // Slices begin at a multiple of 64 rows, so that each has words of its own in RowBits. Those that have not
    // begun when the job is stopped are left out.
    void inSlices(quint32 rows, const std::function<void(quint32 first, quint32 last)> &work);

    // Sorts on every core.
    template <typename Iterator, typename Before>
    void inOrder(Iterator begin, Iterator end, Before before);

    void setSteps(quint32 steps) { m_steps = std::max(steps, 1u); }
    void advance(quint32 steps) { m_done += steps; }
    double fraction() const { return std::min(double(m_done) / m_steps, 1.0); }

private:
    void onEveryCore(quint32 parts, const std::function<void(quint32 part)> &work);

    std::stop_source m_stop;
    std::atomic<quint32> m_done = 0;
    std::atomic<quint32> m_steps = 1;
};

template <typename Iterator, typename Before>
void RowJob::inOrder(Iterator begin, Iterator end, Before before)
{
    constexpr quint32 partRows = 1 << 16; // between two looks at whether to stop
    const auto rows = quint32(end - begin);
    const auto at = [&](quint64 row) { return begin + std::min<quint64>(row, rows); };
    onEveryCore((rows + partRows - 1) / partRows, [&](quint32 part) {
        std::sort(at(quint64(part) * partRows), at(quint64(part + 1) * partRows), before);
        advance(partRows / 4);
    });
    for (quint64 width = partRows; width < rows && !isStopped(); width *= 2) {
        onEveryCore(quint32((rows + 2 * width - 1) / (2 * width)), [&](quint32 pair) {
            const quint64 first = pair * 2 * width;
            std::inplace_merge(at(first), at(first + width), at(first + 2 * width), before);
        });
        advance(rows / 16);
    }
}

// One job after the other, the last one asked for: what it finds is told in the thread that asked. The pool
// outlives it, and waits for those that were stopped.
template <typename Result>
class Background {
    Q_DISABLE_COPY_MOVE(Background)

public:
    explicit Background(QThreadPool &pool)
        : m_pool(pool)
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            const auto job = std::exchange(m_job, nullptr);
            if (job && !job->isStopped())
                std::exchange(m_done, nullptr)(m_watcher.future().takeResult());
        });
    }
    ~Background() { stop(); }

    void start(std::function<Result(RowJob &)> work, std::function<void(Result)> done)
    {
        stop();
        m_job = std::make_shared<RowJob>();
        m_done = std::move(done);
        m_watcher.setFuture(QtConcurrent::run(&m_pool, [job = m_job, work = std::move(work)] { return work(*job); }));
    }
    void stop()
    {
        if (const auto job = std::exchange(m_job, nullptr))
            job->stop();
    }
    bool isRunning() const { return m_job != nullptr; }
    double fraction() const { return m_job ? m_job->fraction() : 1; }

private:
    QThreadPool &m_pool;
    std::shared_ptr<RowJob> m_job;
    std::function<void(Result)> m_done;
    QFutureWatcher<Result> m_watcher;
};

} // namespace batchdeck
