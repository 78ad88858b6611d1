#include "console/consolerun.h"

#include "console/consolefiles.h"
#include "core/roundfuture.h"
#include "session/planchoice.h"

#include <QCoreApplication>
#include <QtConcurrent>

#include <cstdio>
#include <cstdlib>
#include <numeric>

#include <unistd.h>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

constexpr auto patience = 500ms; // with what does not end, when leaving

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

} // namespace

ConsoleRun::ConsoleRun(Options options)
    : m_options(std::move(options))
    , m_teller(Teller::of(m_options.progress))
{
}

ConsoleRun::~ConsoleRun()
{
    if (!m_isOpened) // a future whose result was taken never finishes again
        m_opening.waitForFinished();
}

Expected<void> ConsoleRun::start()
{
    if (auto possible = checkFiles(m_options); !m_options.isDryRun && !possible)
        return possible;
    const SessionRequest request = requestOf(m_options);
    m_interrupts = std::make_unique<Interrupts>([this] { interrupt(); });
    connect(&m_timer, &QTimer::timeout, this, &ConsoleRun::showLoading);
    m_timer.start(m_teller->interval());
    connect(&m_opening, &QFutureWatcherBase::finished, this, &ConsoleRun::opened);
    m_opening.setFuture(QtConcurrent::run([this, request] { return Session::open(request, m_loading); }));
    return {};
}

void ConsoleRun::showLoading()
{
    m_teller->loading(m_loading.done, m_loading.total);
}

void ConsoleRun::opened()
{
    m_timer.stop();
    m_timer.disconnect(this);
    m_isOpened = true;
    Opened session = m_opening.future().takeResult();
    const Expected<void> begun = session ? Expected<void>() : session.error();
    if (session)
        m_session = *std::move(session);
    if (begun && m_options.isDryRun)
        return QCoreApplication::exit(dryRun());
    if (const Expected<void> running = begun ? run() : begun; !running) {
        for (const QString &line : QString(u"batchdeck-run: "_s + running.error().message).split(u'\n'))
            m_teller->note(line);
        if (running.error().kind == noPlanKind)
            m_teller->note(u"Pass --plan FILE, or --trial to simulate each record, which touches nothing else."_s);
        QCoreApplication::exit(couldNotStart);
    }
}

// What each record would do: row, label, operation, what.
int ConsoleRun::dryRun()
{
    quint32 impossible = 0;
    const quint32 records = std::min(m_session->batch()->size(), m_options.limit.value_or(m_session->batch()->size()));
    for (quint32 row = 0; row < records; ++row) {
        const Expected<QString> what = m_session->preview(row);
        impossible += what ? 0 : 1;
        const RecordName name = m_session->names().of(m_session->batch()->record(row));
        QString line = u"%1\t%2\t%3\t%4"_s.arg(QString::number(row), name.label, name.operation,
                                               what ? *what : u"impossible: "_s + what.error().message);
        line.replace(u'\n', u' ').replace(u'\r', u' ');
        std::fputs(qUtf8Printable(line + u'\n'), stdout);
    }
    if (std::fflush(stdout) != 0) {
        m_teller->note(u"The list could not be written: %1."_s.arg(qt_error_string(errno).toLower()));
        return someDidNotSucceed;
    }
    m_teller->note(impossible == 0
                       ? u"%1 could be run; nothing was done."_s.arg(counted(records))
                       : u"%1 of %2 could not be run; nothing was done."_s.arg(impossible).arg(counted(records)));
    return impossible == 0 ? 0 : someDidNotSucceed;
}

Expected<void> ConsoleRun::run()
{
    RunSettings &settings = m_session->settings();
    using Then = FailureSettings::Then;
    const bool canAsk = ::isatty(STDIN_FILENO) == 1 && m_options.batch != u"-";
    if (settings.failures.then == Then::Pause && !canAsk) {
        settings.failures.then = Then::Drain;
        m_teller->note(u"Nobody can be asked here: where the plan would pause at failures, the run drains."_s);
    }
    if (!m_options.lambdaResponse.isEmpty() && !m_session->hasMessages())
        return Error{u"usage"_s,
                     u"--lambda-response answers a queue, but this batch holds no queue's messages: none "
                     "of its records has a “messageId”."_s,
                     false};

    const bool asTheyEnd = m_options.resultForm == ResultForm::JsonLines;
    if (auto begun = m_recorder.begin(m_session->batch(), m_session->names(), asTheyEnd ? m_options.results : QString(),
                                      m_options.isForced, !m_options.results.isEmpty() && !asTheyEnd);
        !begun)
        return begun;
    if (auto created = m_session->createRun(&m_recorder); !created)
        return created;

    const quint32 records = m_session->batch()->size();
    m_teller->started(m_session->description(), records, settings.concurrency);
    connect(&m_timer, &QTimer::timeout, this, &ConsoleRun::show);
    m_timer.start(m_teller->interval());
    connect(&m_round, &QFutureWatcherBase::finished, this, &ConsoleRun::roundEnded);
    m_round.setFuture(mirrorRound(m_session->run()));
    if (m_options.limit)
        m_session->run().start(firstRows(std::min(*m_options.limit, records)));
    else
        m_session->run().start();
    return {};
}

void ConsoleRun::show()
{
    tellProblems();
    if (!m_session->hasRun())
        return;
    const RunSummary summary = m_session->run().summary();
    m_teller->progress(summary);
    if (summary.phase != RunPhase::Paused)
        m_wasAsked = false;
    else if (!std::exchange(m_wasAsked, true))
        ask();
}

// The policy has paused the run.
void ConsoleRun::ask()
{
    m_teller->note(u"Paused: too much went wrong. Enter goes on, Ctrl+C cancels what is left."_s);
    m_answer = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_answer.get(), &QSocketNotifier::activated, this, &ConsoleRun::answered);
}

void ConsoleRun::answered()
{
    char line[256];
    const ssize_t size = ::read(STDIN_FILENO, line, sizeof(line));
    m_answer->setEnabled(false);
    if (!m_session->hasRun())
        return;
    if (size > 0)
        m_session->run().resume();
    else // nobody is there any more
        m_session->run().drain();
}

void ConsoleRun::tellProblems()
{
    for (const RecordResult &problem : m_recorder.takeProblems())
        m_teller->problem(problem);
    if (m_recorder.hasMoreProblems())
        m_teller->note(u"Problems past the first %1 are not told one by one; --results has all of them."_s.arg(
            ResultRecorder::mostProblems));
}

void ConsoleRun::interrupt()
{
    if (!m_session) {
        m_teller->note(u"Interrupted before anything was run."_s);
        std::_Exit(wasInterrupted);
    }
    if (m_wasInterrupted || !m_session->hasRun())
        leave();
    m_wasInterrupted = true;
    m_teller->note(u"Stopping: what runs is cancelled and cleans up. Once more kills what can be killed."_s);
    m_session->run().cancel();
}

void ConsoleRun::roundEnded()
{
    m_summary = m_session->run().summary();
    m_session->endRun();
    m_recorder.finish([this] { QMetaObject::invokeMethod(this, &ConsoleRun::resultsWritten, Qt::QueuedConnection); });
}

void ConsoleRun::resultsWritten()
{
    m_timer.stop();
    tellProblems();
    writeFiles();
    m_teller->ended(m_summary, exitCode());
    QCoreApplication::exit(exitCode());
}

void ConsoleRun::writeFiles()
{
    std::vector<Error> errors = ::batchdeck::writeFiles(m_options, *m_session, m_recorder);
    if (const auto error = m_recorder.error())
        errors.insert(errors.begin(), *error);
    for (const Error &error : errors)
        m_teller->note(error.message);
    m_isIncomplete = !errors.empty();
}

// Waits no longer for what does not end: says so, and is gone, threads and all.
void ConsoleRun::leave()
{
    m_wasInterrupted = true;
    if (m_session->hasRun()) {
        m_session->run().close(patience);
        m_summary = m_session->run().summary();
        m_session->noteStates();
    }
    m_recorder.finish({});
    if (!m_recorder.waitWritten(patience))
        m_teller->note(u"The last of the results could not be written."_s);
    tellProblems();
    writeFiles();
    m_teller->ended(m_summary, wasInterrupted);
    std::_Exit(wasInterrupted);
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
