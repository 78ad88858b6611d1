#include "core/concurrentlauncher.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <optional>

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

// The future of the attempts that a thread goes through one after the other: one for each would take a fifth of all
// that is done for a record. It is exchanged before it keeps much.
class Trip {
    Q_DISABLE_COPY_MOVE(Trip)

public:
    explicit Trip(QPromise<Outcome> &first)
        : m_promise(&first)
    {
    }
    ~Trip() { finishOwn(); }

    void add(const Outcome &outcome)
    {
        if (!m_promise) {
            m_promise = &m_own.emplace();
            m_promise->start();
        }
        m_promise->addResult(outcome);
        m_room -= least + outcome.result.size();
        if (m_room > 0)
            return;
        finishOwn();
        m_promise = nullptr;
        m_room = most;
    }

private:
    void finishOwn()
    {
        if (m_own)
            m_own->finish();
        m_own.reset();
    }

    static constexpr qsizetype most = 64 * 1024;
    static constexpr qsizetype least = 10 * 1024; // counts for each, so that they are not many

    QPromise<Outcome> *m_promise;
    std::optional<QPromise<Outcome>> m_own;
    qsizetype m_room = most;
};

std::optional<AttemptWork> perform(Trip &trip, AttemptWork &work)
{
    Outcome outcome = work.run();
    trip.add(outcome);
    return work.finish(std::move(outcome));
}

// The thread stays for what comes next: a trip through the pool costs as much as all the rest.
void performAll(QPromise<Outcome> &promise, AttemptWork work)
{
    Trip trip(promise);
    for (auto next = perform(trip, work); next; next = perform(trip, work))
        work = *std::move(next);
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
