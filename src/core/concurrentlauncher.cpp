#include "core/concurrentlauncher.h"

#include <QPromise>
#include <QtConcurrentRun>

namespace batchdeck {

namespace {

class OutcomePromise final : public AttemptPromise {
public:
    OutcomePromise() { m_promise.start(); }

    void finish(const Outcome &outcome) override
    {
        m_promise.addResult(outcome);
        m_promise.finish();
    }

private:
    QPromise<Outcome> m_promise;
};

std::optional<AttemptWork> perform(QPromise<Outcome> &promise, AttemptWork &work)
{
    Outcome outcome = work.run();
    promise.addResult(outcome);
    return work.finish(std::move(outcome));
}

// The thread stays for what comes next: a trip through the pool costs as much as all the rest.
void performAll(QPromise<Outcome> &promise, AttemptWork work)
{
    for (auto next = perform(promise, work); next;) {
        QPromise<Outcome> own;
        own.start();
        work = *std::move(next);
        next = perform(own, work);
        own.finish();
    }
}

} // namespace

void ConcurrentLauncher::setThreads(int most)
{
    m_pool.setMaxThreadCount(most);
}

void ConcurrentLauncher::launch(AttemptWork work)
{
    [[maybe_unused]] const QFuture<Outcome> future = QtConcurrent::run(&m_pool, performAll, std::move(work));
}

std::unique_ptr<AttemptPromise> ConcurrentLauncher::promise()
{
    return std::make_unique<OutcomePromise>();
}

} // namespace batchdeck
