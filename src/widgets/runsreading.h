#pragma once

#include "session/keptruns.h"
#include "widgets/closedbatches.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

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
    void tellFound();
    void end();
    void take();

    const std::shared_ptr<const ClosedBatches> m_closed;
    std::vector<KeptRun> m_runs;
    QSet<QString> m_leftOut; // their journals
    std::stop_source m_stop;
    bool m_hasRead = false; // once
    bool m_hasFound = false; // what nobody was told of
    bool m_isBehind = false;
    QTimer m_pause;
    QFutureWatcher<KeptRun> m_reading;
};

} // namespace batchdeck
