#pragma once

#include "session/keptruns.h"
#include "widgets/closedbatches.h"

#include <QFutureWatcher>
#include <QObject>

namespace batchdeck {

// Looks in a thread what runs there are.
class RunsReading final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunsReading)

public:
    // Waits for what is being closed: it is at work until then.
    explicit RunsReading(std::shared_ptr<const ClosedBatches> closed, QObject *parent = nullptr);
    ~RunsReading() override;

    void read(); // and once more, where it is reading already
    bool isReading() const { return m_reading.isRunning(); }
    const std::vector<KeptRun> &runs() const { return m_runs; } // the latest first

Q_SIGNALS:
    void ended();

private:
    const std::shared_ptr<const ClosedBatches> m_closed;
    std::vector<KeptRun> m_runs;
    std::stop_source m_stop;
    bool m_isBehind = false;
    QFutureWatcher<std::shared_ptr<std::vector<KeptRun>>> m_reading;
};

} // namespace batchdeck
