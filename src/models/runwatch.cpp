#include "models/runwatch.h"

#include "core/batchrun.h"
#include "models/recordmodel.h"

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 34ms;
constexpr auto calmInterval = 500ms; // while a round is under way and nothing happens: it is paused, or waits long
constexpr int looksPerTick = 3; // of the times that are shown
constexpr int quietEnough = 30; // looks: then nothing is going on any more

bool isHalted(const RunSummary &summary)
{
    return summary.phase == RunPhase::Paused && summary.halt != Halt::None && summary.halt != Halt::User;
}

} // namespace

RunWatch::RunWatch(const BatchRun &run, RecordModel &model, QObject *parent)
    : QObject(parent)
    , m_run(run)
    , m_model(model)
    , m_summary(run.summary())
{
    m_timer.setParent(this);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &RunWatch::look);
}

bool RunWatch::isUnderWay() const
{
    return m_summary.phase != RunPhase::Idle && m_summary.phase != RunPhase::Closed;
}

void RunWatch::wake()
{
    m_quiet = 0;
    if (!m_timer.isActive())
        m_timer.start(interval);
    look(); // what was asked for shows at once
}

void RunWatch::look()
{
    const bool wasUnderWay = isUnderWay();
    const bool wasHalted = isHalted(m_summary);
    const quint32 round = m_summary.round;
    m_summary = m_run.summary(); // first: what it counts as ended the rows show as ended
    const bool changed = m_model.refresh();
    const bool ages = m_summary.inFlight > 0 || m_summary.count(State::Backoff) > 0;
    m_quiet = changed || ages || m_summary.settling > 0 ? 0 : m_quiet + 1;
    // Once more after the last end: why it failed is written down a moment later.
    if ((ages && ++m_looks % looksPerTick == 0) || m_quiet == looksPerTick)
        m_model.showTime();
    if (m_quiet >= quietEnough && !isUnderWay())
        m_timer.stop();
    else if (const auto next = m_quiet >= quietEnough ? calmInterval : interval; m_timer.intervalAsDuration() != next)
        m_timer.setInterval(next);
    Q_EMIT looked(m_summary);
    // A round may begin and end between two looks.
    if (!isUnderWay() && (wasUnderWay || m_summary.round != round))
        Q_EMIT roundEnded();
    if (isHalted(m_summary) && !wasHalted)
        Q_EMIT halted();
}

} // namespace batchdeck
