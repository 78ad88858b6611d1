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
    const std::vector<KeptRun> &runs() const { return m_runs; } // the latest first; those found so far, the first time
    void leaveOut(const QString &journal); // it was removed

Q_SIGNALS:
    void found(); // some, the first time
    void ended();

private:
    void end();

    const std::shared_ptr<const ClosedBatches> m_closed;
    std::vector<KeptRun> m_runs;
    bool m_hasRead = false;
    std::stop_source m_stop;
    bool m_isBehind = false;
    QFutureWatcher<KeptRun> m_reading;
};

} // namespace batchdeck
