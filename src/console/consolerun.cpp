#include "console/consolerun.h"

#include "console/options.h"
#include "console/summarytext.h"
#include "core/roundfuture.h"

#include <QCoreApplication>

#include <cstdlib>
#include <numeric>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;
constexpr auto barInterval = 100ms;
constexpr auto lineInterval = 5s; // where there is no terminal
constexpr auto patience = 500ms; // with what does not end, when leaving

} // namespace

Expected<void> ConsoleRun::start(const Options &options)
{
    auto session = Session::open(options.batch, options.settings, &m_results);
    if (!session)
        return session.error();
    if (auto begun = m_results.begin((*session)->batch(), options.results); !begun)
        return begun;
    m_session = *std::move(session);
    m_interrupts = std::make_unique<Interrupts>([this] { interrupt(); });
    m_terminal.say(QStringLiteral("A trial: %1 records are simulated, %2 at once; nothing else is touched.")
                       .arg(m_session->batch()->size())
                       .arg(options.settings.concurrency));

    connect(&m_timer, &QTimer::timeout, this, &ConsoleRun::show);
    m_timer.start(m_terminal.isTerminal() ? barInterval : lineInterval);
    connect(&m_round, &QFutureWatcherBase::finished, this, &ConsoleRun::roundEnded);
    m_round.setFuture(mirrorRound(m_session->run()));
    m_session->run().start();
    return {};
}

void ConsoleRun::show()
{
    tellProblems();
    if (!m_session)
        return;
    const RunSummary summary = m_session->run().summary();
    if (m_terminal.isTerminal())
        m_terminal.showBar(summary.inRound ? 1 - double(summary.left) / summary.inRound : 0, progressText(summary));
    else if (const QString line = progressText(summary); line != std::exchange(m_lastLine, line))
        m_terminal.say(line);
}

void ConsoleRun::tellProblems()
{
    for (const QString &problem : m_results.takeProblems())
        m_terminal.say(problem);
}

void ConsoleRun::interrupt()
{
    if (m_wasInterrupted || !m_session)
        leave();
    m_wasInterrupted = true;
    m_terminal.say(QStringLiteral("Stopping: what runs is cancelled and cleans up. Once more leaves at once."));
    m_session->run().cancel();
}

void ConsoleRun::roundEnded()
{
    m_summary = m_session->run().summary();
    m_session.reset();
    m_results.finish([this] { QMetaObject::invokeMethod(this, &ConsoleRun::resultsWritten, Qt::QueuedConnection); });
}

void ConsoleRun::resultsWritten()
{
    m_timer.stop();
    tellProblems();
    if (const auto error = m_results.error())
        m_terminal.say(error->message);
    m_terminal.say(endText(m_summary));
    QCoreApplication::exit(exitCode());
}

// Waits no longer for what does not end: says so, and is gone, threads and all.
void ConsoleRun::leave()
{
    if (m_session) {
        m_session->run().close(patience);
        m_summary = m_session->run().summary();
    }
    m_results.finish({});
    if (!m_results.waitWritten(patience))
        m_terminal.say(QStringLiteral("The last of the results could not be written."));
    tellProblems();
    m_terminal.say(endText(m_summary));
    std::_Exit(wasInterrupted);
}

int ConsoleRun::exitCode() const
{
    if (m_wasInterrupted)
        return wasInterrupted;
    if (m_summary.count(State::InDoubt) > 0)
        return someInDoubt;
    const bool allSucceeded =
        std::accumulate(m_summary.counts.begin(), m_summary.counts.end(), 0U) == m_summary.succeeded();
    return allSucceeded && !m_results.error() ? 0 : someDidNotSucceed;
}

} // namespace batchdeck
