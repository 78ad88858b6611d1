#include "widgets/runsreading.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>

namespace batchdeck {

RunsReading::RunsReading(std::shared_ptr<const ClosedBatches> closed, QObject *parent)
    : QObject(parent)
    , m_closed(std::move(closed))
{
    connect(&m_reading, &QFutureWatcherBase::resultsReadyAt, this, [this](int begin, int end) {
        if (m_hasRead)
            return;
        for (int i = begin; i < end; ++i) {
            const KeptRun run = m_reading.resultAt(i);
            m_runs.insert(std::upper_bound(m_runs.begin(), m_runs.end(), run, isLater), run);
        }
        Q_EMIT found();
    });
    connect(&m_reading, &QFutureWatcherBase::finished, this, &RunsReading::end);
}

RunsReading::~RunsReading()
{
    m_stop.request_stop();
    m_reading.disconnect(this); // it needs nothing of ours
}

void RunsReading::read()
{
    m_isBehind = m_reading.isRunning();
    if (m_isBehind)
        return;
    m_reading.setFuture(QtConcurrent::run([closed = m_closed, stop = m_stop.get_token()](QPromise<KeptRun> &promise) {
        closed->wait({}, stop);
        findKeptRuns([&](KeptRun &&run) { promise.addResult(std::move(run)); }, stop);
    }));
}

void RunsReading::leaveOut(const QString &journal)
{
    std::erase_if(m_runs, [&](const KeptRun &run) { return run.journal == journal; });
}

void RunsReading::end()
{
    m_hasRead = true;
    if (std::exchange(m_isBehind, false))
        return read();
    const QList<KeptRun> runs = m_reading.future().results();
    m_runs.assign(runs.begin(), runs.end());
    std::sort(m_runs.begin(), m_runs.end(), isLater);
    Q_EMIT ended();
}

} // namespace batchdeck
