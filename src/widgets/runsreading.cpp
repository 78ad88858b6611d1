#include "widgets/runsreading.h"

#include <QtConcurrentRun>

namespace batchdeck {

RunsReading::RunsReading(std::shared_ptr<const ClosedBatches> closed, QObject *parent)
    : QObject(parent)
    , m_closed(std::move(closed))
{
    connect(&m_reading, &QFutureWatcherBase::finished, this, [this] {
        m_runs = std::move(*m_reading.result());
        if (std::exchange(m_isBehind, false))
            return read();
        Q_EMIT ended();
    });
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
    m_reading.setFuture(QtConcurrent::run([closed = m_closed, stop = m_stop.get_token()] {
        closed->wait({}, stop);
        return std::make_shared<std::vector<KeptRun>>(keptRuns(stop));
    }));
}

} // namespace batchdeck
