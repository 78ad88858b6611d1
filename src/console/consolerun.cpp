#include "console/consolerun.h"

#include "console/doubts.h"
#include "console/exitcodes.h"
#include "console/standardstreams.h"
#include "console/terminal.h"
#include "core/roundfuture.h"
#include "session/planchoice.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QtConcurrent>

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include <unistd.h>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

constexpr qsizetype pieceSize = 1 << 16;
constexpr auto patience = 500ms; // with what does not end, when leaving
constexpr auto longestWriting = 10s; // when leaving

QString counted(quint32 count)
{
    return count == 1 ? u"1 record"_s : u"%L1 records"_s.arg(count);
}

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
        m_preparing.waitForFinished();
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
    connect(&m_preparing, &QFutureWatcherBase::finished, this, &ConsoleRun::prepared);
    m_preparing.setFuture(QtConcurrent::run([this, request = requestOf(m_options)] { return prepare(request); }));
    return true;
}

void ConsoleRun::refuse(const Error &error)
{
    for (const QString &line : QString(u"batchdeck-run: "_s + error.message).split(u'\n'))
        m_teller->note(line);
}

void ConsoleRun::showLoading()
{
    if (m_isLoaded)
        m_teller->loaded();
    else
        m_teller->loading(m_loading.done, m_loading.total);
}

// ---- On a thread

Expected<ConsoleRun::Prepared> ConsoleRun::prepare(const SessionRequest &request)
{
    auto session = Session::open(request, m_loading);
    m_isLoaded = true;
    if (!session) {
        m_wayOn = wayOn(session.error(), m_options, nullptr);
        return session.error();
    }
    Prepared prepared;
    prepared.session = *std::move(session);
    if (m_options.isDryRun) {
        dryRun(prepared);
    } else if (auto ready = prepareRun(prepared); !ready) {
        m_wayOn = wayOn(ready.error(), m_options, prepared.session.get());
        return ready.error();
    }
    return prepared;
}

Expected<void> ConsoleRun::prepareRun(Prepared &prepared)
{
    using Then = FailureSettings::Then;
    Session &session = *prepared.session;
    Then &then = session.settings().failures.then;
    prepared.wouldAsk = then == Then::Pause && !m_canAsk;
    if (prepared.wouldAsk)
        then = Then::Drain;
    if (!m_options.lambdaResponse.isEmpty() && !session.hasMessages())
        return Error{u"usage"_s,
                     u"--lambda-response answers a queue, but this batch holds no queue's messages: those have a "
                     "“messageId” and a “body” and stand under “Records”."_s,
                     false};

    if (auto created = session.createRun(&m_recorder, m_options.journal); !created)
        return created;
    if (auto claimed = claimFiles(m_options, session); !claimed)
        return claimed;
    prepared.told = session.told();
    const bool asTheyEnd = m_options.resultForm == ResultForm::JsonLines;
    const bool goesOn = session.journal() && session.journal()->goesOn();
    if (session.journal() && !goesOn)
        noteMade(session.journal()->files());
    if (asTheyEnd && !goesOn && !m_options.results.isEmpty() && !QFileInfo::exists(m_options.results))
        noteMade({m_options.results});
    ResultRecorder::Past past;
    if (goesOn)
        past = [&session](const auto &take) { return session.journal()->eachPastResult(take); };
    if (auto begun = m_recorder.begin(session.batch(), session.names(), asTheyEnd ? m_options.results : QString(),
                                      mayReplace(m_options, session, m_options.results),
                                      !m_options.results.isEmpty() && (!asTheyEnd || session.plan().coalesce),
                                      m_options.limit, past);
        !begun)
        return begun;
    if (goesOn)
        prepareDoubts(prepared);
    return {};
}

void ConsoleRun::noteMade(const QStringList &files)
{
    const std::lock_guard lock(m_making);
    m_made << files;
}

// What is in doubt is looked up before anything runs, where its operation can. The rest is a person's.
void ConsoleRun::prepareDoubts(Prepared &prepared) const
{
    const BatchRun &run = prepared.session->run();
    const auto wait = [&run] {
        while (!run.wait(1h)) { }
    };
    const quint32 before = run.summary().count(State::InDoubt);
    prepared.session->lookUpDoubts();
    wait();
    if (const quint32 left = run.summary().count(State::InDoubt); left < before)
        prepared.told << u"Of what was in doubt, %1 could be looked up."_s.arg(counted(before - left));
    DecidedDoubts decided = decideDoubts(m_options.doubts, prepared.session->run());
    prepared.told << decided.told;
    prepared.again = std::move(decided.again);
    wait();
    if (const quint32 left = run.summary().count(State::InDoubt); left > prepared.again.size())
        prepared.told << u"In doubt: %1. Once you know what became of them, --in-doubt done, failed or again says so."_s
                             .arg(counted(left - static_cast<quint32>(prepared.again.size())));
}

// What each record would do: row, label, operation, what.
void ConsoleRun::dryRun(Prepared &prepared) const
{
    Session &session = *prepared.session;
    quint32 impossible = 0;
    QString lines;
    const quint32 records = std::min(session.batch()->size(), m_options.limit.value_or(session.batch()->size()));
    for (quint32 row = 0; row < records; ++row) {
        const Expected<QString> what = session.preview(row);
        impossible += what ? 0 : 1;
        const RecordName name = session.names().of(session.batch()->record(row));
        lines += QString::number(row) + u'\t' + harmless(name.label) + u'\t' + harmless(name.operation) + u'\t'
            + harmless(what ? *what : u"impossible: "_s + what.error().message) + u'\n';
        if (row + 1 < records && lines.size() < pieceSize)
            continue;
        if (auto printed = print(std::exchange(lines, {})); !printed) {
            prepared.outcome = printed.error().message;
            prepared.code = someDidNotSucceed;
            return;
        }
    }
    prepared.outcome = impossible == 0
        ? u"%1 could be run; nothing was done."_s.arg(counted(records))
        : u"%1 of %2 could not be run; nothing was done."_s.arg(impossible).arg(counted(records));
    prepared.code = impossible == 0 ? 0 : someDidNotSucceed;
}

// ---- In the event loop

void ConsoleRun::prepared()
{
    m_timer.stop();
    m_timer.disconnect(this);
    m_teller->loaded();
    m_isPrepared = true;
    Expected<Prepared> found = m_preparing.future().takeResult();
    if (!found) {
        refuse(found.error());
        if (!m_wayOn.isEmpty())
            m_teller->note(m_wayOn);
        return QCoreApplication::exit(couldNotStart);
    }
    m_session = std::move(found->session);
    if (found->code) {
        m_teller->note(found->outcome);
        return QCoreApplication::exit(*found->code);
    }
    if (found->wouldAsk)
        m_teller->note(u"Nobody can be asked here: where the plan would pause at failures, the run drains."_s);
    for (const QString &sentence : found->told)
        m_teller->note(sentence);
    m_again = std::move(found->again);
    run();
}

void ConsoleRun::run()
{
    m_stage = Stage::Running;
    m_teller->started(m_session->description(), m_session->batch()->size(), m_session->settings().concurrency);
    connect(&m_moving, &QFutureWatcherBase::finished, this, &ConsoleRun::journalMoved);
    connect(&m_timer, &QTimer::timeout, this, &ConsoleRun::show);
    m_timer.start(m_teller->interval());
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
    if (m_stage == Stage::Writing) {
        const quint32 ended = m_summary.inRound - m_summary.left;
        const quint32 recorded = m_recorder.recorded();
        return recorded < ended ? m_teller->writing(recorded, ended) : m_teller->progress(m_summary);
    }
    const RunSummary summary = this->summary();
    if (!m_untold)
        m_untold = summary;
    // Of what is told a kill takes no line any more.
    if (m_untold->inRound - m_untold->left <= m_recorder.recorded()) {
        m_teller->progress(*m_untold);
        m_untold.reset();
    }
    if (summary.phase != RunPhase::Paused)
        m_wasAsked = false;
    else if (!std::exchange(m_wasAsked, true))
        ask(summary.halt);
}

// The policy has paused the run, or its journal was lost.
void ConsoleRun::ask(Halt halt)
{
    const bool isLost = halt == Halt::Journal;
    if (isLost)
        m_teller->note(m_session->journal()->error().value_or(Error()).message
                       + u" Nothing more starts, and what runs is finished and kept in memory."_s);
    if (isLost && !m_canAsk)
        return m_session->run().drain();
    forgetKeysPressed();
    m_teller->note(
        isLost ? u"Enter moves the journal to a new file in your data folder, a path moves it there, Ctrl+C cancels "
                 "what is left."_s
               : u"Paused: too much went wrong. Enter goes on, Ctrl+C cancels what is left."_s);
    m_answer = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_answer.get(), &QSocketNotifier::activated, this, &ConsoleRun::answered);
}

void ConsoleRun::answered()
{
    char line[4096];
    const ssize_t size = ::read(STDIN_FILENO, line, sizeof(line));
    m_answer->setEnabled(false);
    if (m_stage != Stage::Running)
        return;
    const QByteArray answer = QByteArray(line, std::max<qsizetype>(size, 0)).trimmed();
    if (size > 0 && m_session->run().summary().halt == Halt::Journal)
        return moveJournal(QFile::decodeName(answer));
    if (size > 0 && !answer.isEmpty()) { // such as "no"
        m_teller->note(u"Enter alone goes on, Ctrl+C cancels what is left."_s);
        return m_answer->setEnabled(true);
    }
    if (size > 0)
        return m_session->run().resume();
    m_teller->note(u"Nobody answers: what runs is finished, and the rest is not run."_s);
    m_session->run().drain();
}

void ConsoleRun::moveJournal(const QString &path)
{
    m_moving.setFuture(QtConcurrent::run(
        [this, path] { return m_session->journal()->moveTo(path.isEmpty() ? m_session->newJournalPath() : path); }));
}

void ConsoleRun::journalMoved()
{
    const Expected<void> moved = m_moving.result();
    if (!moved) {
        m_teller->note(moved.error().message);
        m_wasAsked = false;
        return;
    }
    m_teller->note(u"The journal goes on in “%1”."_s.arg(m_session->journal()->path()));
    if (m_stage != Stage::Running)
        return;
    m_session->run().journalFound();
    m_session->run().resume();
}

void ConsoleRun::tellProblems()
{
    for (const RecordResult &problem : m_recorder.takeProblems())
        m_teller->problem(problem);
    if (m_recorder.hasMoreProblems())
        m_teller->note(u"Problems past the first %1 are not told one by one; --results has all of them."_s.arg(
            ResultRecorder::mostProblems));
    tell(m_recorder.takeErrors());
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
        removeMade();
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

void ConsoleRun::removeMade()
{
    const std::lock_guard lock(m_making);
    for (const QString &file : m_made)
        QFile::remove(file);
}

void ConsoleRun::roundEnded()
{
    if (m_wasLeft)
        return;
    m_summary = summary();
    if (!std::exchange(m_again, {}).empty() && m_summary.halt == Halt::None)
        return begin();
    m_session->endRun();
    m_interrupts->forget();
    m_isEnding = false;
    write();
}

void ConsoleRun::write()
{
    m_stage = Stage::Writing;
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
    quint32 others = 0;
    for (const quint32 count : m_summary.counts)
        others += count;
    others -= m_summary.succeeded();
    if (m_options.limit) // the rest was not asked for
        others -= m_summary.count(State::Queued);
    return others == 0 && !m_isIncomplete ? 0 : someDidNotSucceed;
}

} // namespace batchdeck
