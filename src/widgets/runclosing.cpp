#include "widgets/runclosing.h"

#include "core/batchrun.h"
#include "models/runwatch.h"

#include <QtConcurrentRun>

#include <tuple>

namespace batchdeck {

namespace {

constexpr auto patience = std::chrono::seconds(15); // then what does not answer is given up

}

RunClosing::RunClosing(BatchRun &run, RunWatch &watch, QObject *parent)
    : QObject(parent)
    , m_run(run)
    , m_watch(watch)
{
    connect(&m_watch, &RunWatch::roundEnded, this, [this] {
        if (m_step == Step::Finishing)
            close();
    });
    connect(&m_closing, &QFutureWatcherBase::finished, this, [this] {
        m_watch.wake(); // who hears of it sees a run that is over
        enter(Step::Over);
        Q_EMIT closed(m_closing.result());
    });
}

RunClosing::~RunClosing()
{
    m_closing.waitForFinished();
    m_givingUp.waitForFinished();
}

bool RunClosing::isNeeded() const
{
    const RunSummary summary = m_run.summary();
    const bool isAtRest = summary.phase == RunPhase::Idle || summary.phase == RunPhase::Closed;
    if (m_step == Step::Over)
        return false;
    return !isAtRest || summary.verbsUnderWay || summary.inFlight > 0 || summary.writing > 0 || summary.writtenOff > 0;
}

// Nothing is left to finish or to cancel but what was given up: what is queued stays so.
bool RunClosing::isIdle() const
{
    return m_run.summary().phase == RunPhase::Idle;
}

bool RunClosing::isStuck() const
{
    return m_step == Step::Over && !m_closing.result();
}

void RunClosing::finishThenClose()
{
    if (m_step == Step::Stopping || m_step == Step::Over) // it is on its way out
        return;
    if (!isNeeded() || isIdle()) { // it ended while the question stood, perhaps
        close();
        return;
    }
    enter(Step::Finishing);
    m_run.drain();
    m_watch.wake();
}

void RunClosing::cancelAndClose()
{
    if (!isIdle())
        m_run.cancel();
    close();
}

void RunClosing::close()
{
    if (m_step == Step::Stopping || m_step == Step::Over)
        return;
    enter(Step::Stopping);
    m_watch.wake();
    m_closing.setFuture(QtConcurrent::run([run = &m_run] { return run->close(patience); }));
}

void RunClosing::giveUp()
{
    if (m_step == Step::Stopping && !m_givingUp.isRunning())
        m_givingUp = QtConcurrent::run([run = &m_run] { std::ignore = run->close({}); });
}

bool RunClosing::wait()
{
    if (m_step != Step::Stopping && m_step != Step::Over)
        return true;
    m_closing.waitForFinished();
    return m_closing.result();
}

void RunClosing::enter(Step step)
{
    m_step = step;
    Q_EMIT stepChanged();
}

} // namespace batchdeck
