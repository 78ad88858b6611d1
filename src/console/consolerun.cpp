#include "console/consolerun.h"

#include "console/exitcodes.h"
#include "console/terminal.h"
#include "core/roundfuture.h"

#include <QCoreApplication>
#include <QtConcurrent>

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include <unistd.h>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

constexpr auto patience = 500ms; // with what does not end, when leaving
constexpr auto longestWriting = 10s; // when leaving
constexpr auto longDisk = 1s; // then it is told that the disk is waited for
constexpr auto haltInterval = 250ms; // however seldom progress is told

RowSet firstRows(quint32 count)
{
    std::vector<quint32> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return RowSet::of(std::move(rows));
}

// Lines and a bar do not share a terminal.
std::optional<ProgressForm> progressOf(const Options &options)
{
    const bool hasOutput =
        options.isDryRun || options.results == u"-" || options.failed == u"-" || options.lambdaResponse == u"-";
    if (!options.progress && hasOutput && ::isatty(STDOUT_FILENO) == 1)
        return ProgressForm::Plain;
    return options.progress;
}

bool canAsk(const Options &options)
{
    return canAskSomebody() && options.batch != u"-" && options.progress != ProgressForm::Json;
}

} // namespace

ConsoleRun::ConsoleRun(Options options)
    : m_options(std::move(options))
    , m_canAsk(canAsk(m_options))
    , m_teller(Teller::of(progressOf(m_options)))
{
}

ConsoleRun::~ConsoleRun()
{
    if (!m_isPrepared) // a future whose result was taken never finishes again
        m_preparation.waitForFinished();
}

bool ConsoleRun::start()
{
    if (const auto possible = checkFiles(m_options); !m_options.isDryRun && !possible) {
        refuse(possible.error());
        return false;
    }
    m_interrupts = std::make_unique<Interrupts>([this] { interrupt(); });
    connect(&m_timer, &QTimer::timeout, this, &ConsoleRun::showLoading);
    m_timer.start(m_teller->interval());
    connect(&m_preparation, &QFutureWatcherBase::finished, this, &ConsoleRun::prepared);
    m_preparation.setFuture(
        QtConcurrent::run([this] { return prepareRun(m_options, m_canAsk, m_recorder, m_preparing); }));
    return true;
}

void ConsoleRun::refuse(const Error &error)
{
    for (const QString &line : QString(u"batchdeck-run: "_s + error.message).split(u'\n'))
        m_teller->note(line);
}

void ConsoleRun::showLoading()
{
    if (m_preparing.isLoaded)
        m_teller->loaded();
    else
        m_teller->loading(m_preparing.loading.done, m_preparing.loading.total);
}

void ConsoleRun::prepared()
{
    m_timer.stop();
    m_timer.disconnect(this);
    m_teller->loaded();
    m_isPrepared = true;
    Expected<PreparedRun> found = m_preparation.future().takeResult();
    if (!found) {
        refuse(found.error());
        return QCoreApplication::exit(couldNotStart);
    }
    m_session = std::move(found->session);
    for (const QString &sentence : found->told)
        m_teller->note(sentence);
    if (found->exitCode)
        return QCoreApplication::exit(*found->exitCode);
    m_again = std::move(found->again);
    if (auto begun = m_recorder.begin(); !begun) {
        refuse(begun.error());
        return QCoreApplication::exit(couldNotStart);
    }
    run();
}

void ConsoleRun::run()
{
    m_stage = Stage::Running;
    m_question = std::make_unique<HaltQuestion>(*m_session, *m_teller, m_canAsk);
    m_teller->started(m_session->description(), m_session->batch()->size(), m_session->settings().concurrency);
    connect(&m_timer, &QTimer::timeout, this, &ConsoleRun::show);
    m_timer.start(m_teller->interval());
    connect(&m_halts, &QTimer::timeout, this, [this] { m_question->look(m_session->run().summary()); });
    m_halts.start(haltInterval);
    connect(&m_round, &QFutureWatcherBase::finished, this, &ConsoleRun::roundEnded);
    begin();
}

void ConsoleRun::begin()
{
    BatchRun &run = m_session->run();
    m_round.setFuture(mirrorRound(run));
    if (!m_again.empty())
        run.retry(RowSet::of(m_again));
    else if (m_options.limit)
        run.start(firstRows(std::min(*m_options.limit, m_session->batch()->size())));
    else
        run.start();
}

void ConsoleRun::show()
{
    tellProblems();
    if (m_stage == Stage::Writing)
        return showWriting();
    const RunSummary summary = this->summary();
    if (!m_untold)
        m_untold = summary;
    // Of what is told a kill takes no line any more.
    if (m_untold->inRound - m_untold->left <= m_recorder.recorded()) {
        m_teller->progress(*m_untold);
        m_untold.reset();
    }
}

void ConsoleRun::showWriting()
{
    const quint32 ended = m_summary.inRound - m_summary.left;
    const quint32 recorded = m_recorder.recorded();
    if (recorded < ended)
        m_teller->writing(recorded, ended);
    else
        m_teller->progress(m_summary);
}

void ConsoleRun::tellProblems()
{
    const QStringList servers = m_session->servers();
    while (m_toldServers < servers.size())
        m_teller->note(servers[m_toldServers++]);
    for (const RecordResult &problem : m_recorder.takeProblems())
        m_teller->problem(problem);
    tell(m_recorder.takeErrors());
    const bool hasResults = !m_options.results.isEmpty();
    if (m_recorder.hasMoreProblems() && !(hasResults && m_isIncomplete))
        m_teller->note(u"Problems past the first %1 are not told one by one; --results %2 all of them."_s.arg(
            QString::number(ResultRecorder::mostProblems), hasResults ? u"has"_s : u"FILE holds"_s));
}

void ConsoleRun::tell(const std::vector<Error> &errors)
{
    for (const Error &error : errors)
        m_teller->note(error.message);
    m_isIncomplete |= !errors.empty();
}

void ConsoleRun::interrupt()
{
    if (m_stage == Stage::Opening) {
        m_teller->loaded();
        m_teller->note(u"Interrupted before anything was run."_s);
        std::_Exit(wasInterrupted);
    }
    if (std::exchange(m_isEnding, true))
        return leave();
    if (m_stage == Stage::Writing) {
        m_teller->note(u"The run is over, and what came of it is being written. Once more leaves without that."_s);
        return;
    }
    m_wasInterrupted = true;
    m_teller->note(u"Stopping: what runs is cancelled and cleans up. Once more kills what can be killed."_s);
    m_session->run().cancel();
}

void ConsoleRun::roundEnded()
{
    if (m_wasLeft)
        return;
    m_summary = summary();
    if (!std::exchange(m_again, {}).empty() && m_summary.halt == Halt::None)
        return begin();
    m_stage = Stage::Writing;
    m_halts.stop();
    m_interrupts->forget();
    m_isEnding = false;
    SessionJournal *journal = m_session->journal();
    if (!journal)
        return journalWritten();
    connect(&m_flushing, &QFutureWatcherBase::finished, this, &ConsoleRun::journalWritten);
    QTimer::singleShot(longDisk, &m_flushing, [this, journal] {
        if (m_flushing.isRunning())
            m_teller->note(
                u"The run is over, and waits for the disk: not all that ended is in its journal “%1” yet."_s.arg(
                    journal->path()));
    });
    m_flushing.setFuture(QtConcurrent::run([journal] { return journal->flush(longestWriting); }));
}

// What was shared is shown once it is on disk, or nobody waits for that any longer.
void ConsoleRun::journalWritten()
{
    m_session->endRun();
    write();
}

void ConsoleRun::write()
{
    m_stage = Stage::Writing;
    m_halts.stop();
    m_question->end();
    m_recorder.finish([this] { QMetaObject::invokeMethod(this, &ConsoleRun::resultsWritten, Qt::QueuedConnection); });
}

void ConsoleRun::resultsWritten()
{
    m_timer.stop();
    tellProblems();
    connect(&m_files, &QFutureWatcherBase::finished, this, &ConsoleRun::filesWritten);
    m_files.setFuture(QtConcurrent::run([this] { return ::batchdeck::writeFiles(m_options, *m_session, m_recorder); }));
}

void ConsoleRun::filesWritten()
{
    const WrittenFiles written = m_files.result();
    tell(written.errors);
    for (const QString &note : written.notes)
        m_teller->note(note);
    if (m_options.isCheck)
        m_teller->note(u"It was a check: nothing of it was kept."_s);
    m_teller->ended(m_summary, exitCode());
    if (m_wasLeft)
        std::_Exit(exitCode());
    QCoreApplication::exit(exitCode());
}

// Waits no longer for what does not end; what came of the rest is written, if that can be.
void ConsoleRun::leave()
{
    m_wasInterrupted = true;
    if (m_stage == Stage::Writing)
        giveUp();
    m_wasLeft = true;
    m_session->run().close(patience);
    m_summary = summary();
    m_session->noteStates();
    if (SessionJournal *journal = m_session->journal())
        journal->flush(patience);
    write();
    QTimer::singleShot(longestWriting, this, &ConsoleRun::giveUp);
}

// Is gone, threads and all.
void ConsoleRun::giveUp()
{
    tellProblems();
    m_teller->note(u"Not all that came of it could be written."_s);
    m_teller->ended(m_summary, wasInterrupted);
    std::_Exit(wasInterrupted);
}

// What lies behind the limit is not run, whether it could be read or not.
RunSummary ConsoleRun::summary() const
{
    RunSummary summary = m_session->run().summary();
    if (!m_options.limit)
        return summary;
    const auto unasked =
        static_cast<quint32>(std::ranges::count_if(m_session->batch()->flaws(), [this](const Flaw &flaw) {
            return flaw.row >= *m_options.limit && m_session->batch()->isInvalid(flaw.row);
        }));
    summary.counts[index(State::Invalid)] -= unasked;
    summary.counts[index(State::Queued)] += unasked;
    return summary;
}

int ConsoleRun::exitCode() const
{
    if (m_wasInterrupted)
        return wasInterrupted;
    if (m_summary.count(State::InDoubt) > 0)
        return someInDoubt;
    return haveAllSucceeded() && !m_isIncomplete ? 0 : someDidNotSucceed;
}

// Of those that were asked for.
bool ConsoleRun::haveAllSucceeded() const
{
    const quint32 records = m_session->batch()->size();
    for (quint32 row = 0; row < std::min(records, m_options.limit.value_or(records)); ++row) {
        if (m_session->state(row) != State::Succeeded)
            return false;
    }
    return true;
}

} // namespace batchdeck
