#include "core/attempt.h"

#include "core/batchrun.h"
#include "core/thrown.h"

#include <algorithm>

namespace batchdeck {

// ---- Shield

Shield &Shield::operator=(Shield &&other) noexcept
{
    lower();
    m_attempt = std::move(other.m_attempt);
    return *this;
}

void Shield::lower()
{
    if (const auto attempt = std::exchange(m_attempt, nullptr))
        attempt->lowerShield();
}

// ---- Attempt

Attempt::Attempt(BatchRun &run)
    : m_run(run)
{
}

Attempt::~Attempt() = default;

const QString &Attempt::runId() const
{
    return m_run.id();
}

BlockingStop Attempt::onStop(std::function<void()> stop)
{
    return {m_run.m_stopper, m_stop.get_token(), std::move(stop)};
}

void Attempt::progress(double fraction, QString note)
{
    if (m_finished.load(std::memory_order_relaxed))
        return;
    m_fraction.store(fraction >= 0 ? std::min(fraction, 1.0) : -1, std::memory_order_relaxed); // NaN is not known
    {
        const std::lock_guard lock(m_mutex);
        m_note = capped(std::move(note), noteCap);
    }
    if (!m_changed.exchange(true, std::memory_order_relaxed))
        m_run.markChanged(m_record.row());
}

void Attempt::log(QString line)
{
    if (m_finished.load(std::memory_order_relaxed))
        return;
    line = capped(std::move(line), logLineCap);
    const std::lock_guard lock(m_mutex);
    addToLog(line);
}

// Under the mutex. The first failure is told where the log is full as well.
void Attempt::addToLog(const QString &line, bool isFailure)
{
    const auto append = [this](const QString &text) {
        if (!m_log.isEmpty())
            m_log += u'\n';
        m_log += text;
    };
    const bool fits = !m_logIsFull && m_log.size() + line.size() <= logCap;
    if (!fits && !std::exchange(m_logIsFull, true))
        append(QStringLiteral("[The log is full; what came after this was cut.]"));
    if (fits || (isFailure && !std::exchange(m_logIsOver, true)))
        append(line);
}

Shield Attempt::shield()
{
    const std::lock_guard lock(m_shieldMutex);
    if (m_shields == 0 && (m_finished.load(std::memory_order_relaxed) || !m_run.post(event::ShieldUp{m_id})))
        return {};
    ++m_shields;
    return Shield(shared_from_this());
}

void Attempt::lowerShield()
{
    const std::lock_guard lock(m_shieldMutex);
    if (--m_shields == 0 && !m_finished.load(std::memory_order_relaxed))
        m_run.post(event::ShieldDown{m_id});
}

void Attempt::onEnd(std::function<void()> cleanUp)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_finished.load(std::memory_order_relaxed)) {
            m_cleanUps.push_back(std::move(cleanUp));
            return;
        }
    }
    cleanUp(); // late, but not never
}

void Attempt::waits(QString forWhat)
{
    if (m_finished.load(std::memory_order_relaxed))
        return;
    m_run.post(event::Waits{m_id});
    progress(-1, std::move(forWhat));
}

void Attempt::begins()
{
    if (m_finished.load(std::memory_order_relaxed))
        return;
    m_run.post(event::Began{m_id});
    progress(-1);
}

AttemptProgress Attempt::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return {m_fraction.load(std::memory_order_relaxed), m_note, m_log};
}

std::optional<AttemptWork> Attempt::finish(Outcome outcome)
{
    if (m_reported.exchange(true, std::memory_order_acq_rel))
        return {};
    if (m_promise)
        m_promise->finish(outcome);
    return m_run.finish(*this, std::move(outcome));
}

// True where there is nothing to clean up, and never will be.
bool Attempt::endsClean()
{
    const std::lock_guard lock(m_mutex);
    if (m_cleanUps.empty())
        m_finished.store(true, std::memory_order_relaxed);
    return m_cleanUps.empty();
}

void Attempt::runCleanUps()
{
    while (true) {
        std::function<void()> cleanUp;
        {
            const std::lock_guard lock(m_mutex);
            if (m_cleanUps.empty()) {
                m_finished.store(true, std::memory_order_relaxed);
                return;
            }
            cleanUp = std::move(m_cleanUps.back());
            m_cleanUps.pop_back();
        }
        try {
            cleanUp();
        } catch (...) {
            const QString failure = QStringLiteral("Clean-up failed: %1").arg(thrownError().message);
            const std::lock_guard lock(m_mutex);
            addToLog(capped(failure, logLineCap), true);
        }
    }
}

// ---- AttemptHandle

AttemptHandle::~AttemptHandle()
{
    if (m_attempt && !m_attempt->m_reported.load(std::memory_order_relaxed)
        && !BatchRun::droppedWhileStarting(*m_attempt))
        drop();
}

void AttemptHandle::drop()
{
    finish(Outcome::unknown(QStringLiteral("The operation let go of the record without saying how it ended.")));
}

void AttemptHandle::finish(Outcome outcome)
{
    if (!m_attempt)
        return;
    const std::shared_ptr<Attempt> attempt = m_attempt; // a clean-up may destroy the handle
    if (auto next = attempt->finish(std::move(outcome)))
        attempt->m_run.launch(*std::move(next)); // this thread has other things to do
}

void AttemptHandle::runOnThread(BlockingOperation &operation) &&
{
    BatchRun &run = m_attempt->m_run;
    m_attempt->m_promise.reset(); // the thread brings a future of its own
    run.launch(AttemptWork(std::move(m_attempt), operation));
}

void AttemptHandle::finishOnThread(Outcome outcome) &&
{
    BatchRun &run = m_attempt->m_run;
    run.launch(AttemptWork(std::move(m_attempt), std::move(outcome)));
}

// ---- AttemptWork

Outcome AttemptWork::run()
{
    if (m_outcome)
        return std::move(*m_outcome);
    if (m_attempt->stopRequested())
        return Outcome::stopped(); // before it had its thread
    m_attempt->m_run.begin(*m_attempt);
    try {
        return m_operation->run(*m_attempt);
    } catch (...) {
        return Outcome::failed(thrownError());
    }
}

std::optional<AttemptWork> AttemptWork::finish(Outcome outcome)
{
    const std::shared_ptr<Attempt> attempt = std::move(m_attempt);
    return attempt->finish(std::move(outcome));
}

} // namespace batchdeck
