#include "operations/simulateoperation.h"

#include "core/thrown.h"
#include "operations/simulatedattempt.h"
#include "operations/waiting.h"

namespace batchdeck {

Outcome SimulateOperation::OnThread::run(Attempt &attempt)
{
    const Expected<SimulatedWork> work = SimulatedWork::read(attempt.record());
    if (!work)
        return Outcome::failed(work.error());
    SimulatedAttempt simulated(attempt, *work);
    while (const auto until = simulated.goOn())
        waitUntil(*until, simulated.isStopping() ? std::stop_token() : attempt.stopToken());
    return simulated.outcome();
}

// An attempt that waits without a thread.
class SimulateOperation::OnTimer final : public TimerThread::Task {
public:
    OnTimer(TimerThread &timer, AttemptHandle handle, const SimulatedWork &work)
        : m_handle(std::move(handle))
        , m_simulated(*m_handle, work)
        , m_onStop(std::in_place, m_handle->stopToken(), [this, &timer] { timer.hurry(*this); })
    {
    }

    std::optional<Instant> ring() override
    {
        if (const auto until = m_simulated.goOn())
            return until;
        m_onStop.reset();
        if (m_simulated.cleansUp())
            std::move(m_handle).finishOnThread(outcome());
        else
            m_handle.finish(outcome());
        return {};
    }

private:
    Outcome outcome() const
    {
        try {
            return m_simulated.outcome();
        } catch (...) {
            return Outcome::failed(thrownError());
        }
    }

    AttemptHandle m_handle;
    SimulatedAttempt m_simulated;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

Expected<QString> SimulateOperation::preview(const Record &record) const
{
    const Expected<SimulatedWork> work = SimulatedWork::read(record);
    return work ? Expected<QString>(work->description()) : work.error();
}

Settlement SimulateOperation::settle(const DoubtfulAttempt &doubt, std::stop_token)
{
    const Expected<SimulatedWork> work = SimulatedWork::read(doubt.record);
    if (!work)
        return Settlement::nothing(work.error().message);
    switch (work->check.value_or(Settlement::Found::Nothing)) {
    case Settlement::Found::Done:
        return Settlement::done(work->result, QStringLiteral("A look at it found it done."));
    case Settlement::Found::NotDone:
        return Settlement::notDone(QStringLiteral("A look at it found that it was not done."));
    case Settlement::Found::Nothing:
        break;
    }
    return Settlement::nothing(QStringLiteral("A look at it found nothing: nobody knows whether it was done."));
}

void SimulateOperation::start(AttemptHandle handle)
{
    const Expected<SimulatedWork> work = SimulatedWork::read(handle->record());
    if (!work) {
        handle.finish(Outcome::failed(work.error()));
        return;
    }
    if (work->blocking) {
        std::move(handle).runOnThread(m_onThread);
        return;
    }
    const auto attempt = std::make_shared<OnTimer>(m_timer, std::move(handle), *work);
    if (const auto due = attempt->ring())
        m_timer.add(attempt, *due);
}

} // namespace batchdeck
