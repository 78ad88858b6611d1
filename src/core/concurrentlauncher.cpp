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

void perform(QPromise<Outcome> &promise, AttemptWork work)
{
    Outcome outcome = work.run();
    promise.addResult(outcome);
    work.finish(std::move(outcome));
}

} // namespace

void ConcurrentLauncher::setThreads(int most)
{
    m_pool.setMaxThreadCount(most);
}

void ConcurrentLauncher::launch(AttemptWork work)
{
    [[maybe_unused]] const QFuture<Outcome> future = QtConcurrent::run(&m_pool, perform, std::move(work));
}

std::unique_ptr<AttemptPromise> ConcurrentLauncher::promise()
{
    return std::make_unique<OutcomePromise>();
}

} // namespace batchdeck
