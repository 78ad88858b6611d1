#pragma once

#include "core/batchrun.h"

namespace batchdeck {

// An open batch: its file and its run. What a window and the console share.
class Session final {
    Q_DISABLE_COPY_MOVE(Session)

public:
    // A trial: every record is simulated. The journal outlives the session.
    static Expected<std::unique_ptr<Session>> open(const QString &path, const RunSettings &settings,
                                                   RunJournal *journal);

    const std::shared_ptr<const Batch> &batch() const { return m_batch; }
    BatchRun &run() const { return *m_run; }

private:
    Session(std::shared_ptr<const Batch> batch, std::unique_ptr<BatchRun> run)
        : m_batch(std::move(batch))
        , m_run(std::move(run))
    {
    }

    std::shared_ptr<const Batch> m_batch;
    std::unique_ptr<BatchRun> m_run;
};

} // namespace batchdeck
