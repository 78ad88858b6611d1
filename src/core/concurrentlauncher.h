#pragma once

#include "core/launcher.h"

#include <QThreadPool>

namespace batchdeck {

// QtConcurrent on a pool of the run's own; each attempt is a QFuture<Outcome>.
class ConcurrentLauncher final : public Launcher {
public:
    void setThreads(int most) override;
    void launch(AttemptWork work) override;
    std::unique_ptr<AttemptPromise> promise() override;

private:
    QThreadPool m_pool;
};

} // namespace batchdeck
