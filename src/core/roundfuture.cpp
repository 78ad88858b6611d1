#include "core/roundfuture.h"

#include <QPromise>

namespace batchdeck {

namespace {

class FutureMirror final : public RoundMirror {
public:
    FutureMirror() { m_promise.start(); }

    QFuture<RunSummary> future() const { return m_promise.future(); }

    Wish show(const RunSummary &summary) override
    {
        if (summary.phase != RunPhase::Idle) // else it is what the last round left
            showProgress(summary);
        if (m_promise.isCanceled())
            return std::exchange(m_cancelled, true) ? Wish::None : Wish::Cancel;
        const bool suspended = m_promise.future().isSuspending() || m_promise.future().isSuspended();
        if (suspended && summary.phase == RunPhase::Running) {
            m_paused = true;
            return Wish::Pause;
        }
        if (!suspended && std::exchange(m_paused, false) && summary.phase == RunPhase::Paused)
            return Wish::Resume;
        return Wish::None;
    }

    void end(const RunSummary &summary) override
    {
        if (!m_promise.isCanceled()) {
            showProgress(summary);
            m_promise.addResult(summary);
        }
        m_promise.finish();
    }

private:
    void showProgress(const RunSummary &summary)
    {
        // A running round may grow by what is retried; Qt takes a range that grows, not one that shrinks.
        m_promise.setProgressRange(0, static_cast<int>(summary.inRound));
        m_promise.setProgressValue(static_cast<int>(summary.inRound - std::min(summary.left, summary.inRound)));
    }

    QPromise<RunSummary> m_promise;
    bool m_cancelled = false;
    bool m_paused = false; // for its sake
};

} // namespace

QFuture<RunSummary> mirrorRound(BatchRun &run)
{
    auto mirror = std::make_shared<FutureMirror>();
    run.mirror(mirror);
    return mirror->future();
}

} // namespace batchdeck
