#include "widgets/runsreading.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace batchdeck {

namespace {

constexpr std::chrono::milliseconds pause(200); // there may be thousands of small ones

} // namespace

RunsReading::RunsReading(std::shared_ptr<const ClosedBatches> closed, QObject *parent)
    : QObject(parent)
    , m_closed(std::move(closed))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &RunsReading::tellFound);
    connect(&m_reading, &QFutureWatcherBase::resultsReadyAt, this, [this] {
        m_hasFound = true;
        if (!m_pause.isActive())
            tellFound();
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
    m_leftOut.clear();
    m_reading.setFuture(QtConcurrent::run([closed = m_closed, stop = m_stop.get_token()](QPromise<KeptRun> &promise) {
        closed->wait({}, stop);
        findKeptRuns([&](KeptRun &&run) { promise.addResult(std::move(run)); }, stop);
    }));
}

void RunsReading::leaveOut(const QString &journal)
{
    m_leftOut.insert(journal);
    std::erase_if(m_runs, [&](const KeptRun &run) { return run.journal == journal; });
}

void RunsReading::tellFound()
{
    if (m_hasRead || !std::exchange(m_hasFound, false))
        return;
    take();
    m_pause.start();
    Q_EMIT found();
}

void RunsReading::end()
{
    m_hasRead = true;
    if (std::exchange(m_isBehind, false))
        return read();
    take();
    Q_EMIT ended();
}

void RunsReading::take()
{
    m_runs.clear();
    const QFuture<KeptRun> future = m_reading.future();
    for (int i = 0; i < future.resultCount(); ++i) {
        if (KeptRun run = future.resultAt(i); !m_leftOut.contains(run.journal))
            m_runs.push_back(std::move(run));
    }
    std::sort(m_runs.begin(), m_runs.end(), isLater);
}

} // namespace batchdeck
