#include "app/program.h"

#include "models/runtext.h"

#include <QApplication>
#include <QSessionManager>
#include <QStandardPaths>
#include <QWindow>

#include <cstdlib>
#include <numeric>

namespace batchdeck {

namespace {

// As the console's.
constexpr int someDidNotSucceed = 1;
constexpr int someInDoubt = 3;
constexpr int wasInterrupted = 130;

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/batchdeck");
}

} // namespace

Program::Program(const StartRequest &request)
    : m_preferences(m_store)
    , m_appearance(m_preferences)
    , m_window(m_preferences, dataFolder())
    , m_interrupts([this] { interrupt(); })
{
    QGuiApplication::setQuitOnLastWindowClosed(false); // a hidden window goes on
    connect(&m_window, &MainWindow::threadsLeft, this, [this] { m_hasThreadsLeft = true; });
    connect(&m_window, &MainWindow::left, this, [this, quits = request.quitsWhenDone] {
        QCoreApplication::exit(m_interruptions > 0 ? wasInterrupted : quits ? exitCode() : 0);
    });
    // Directly: the session waits for no one who comes back to it later.
    connect(qApp, &QGuiApplication::commitDataRequest, this, &Program::saveSession, Qt::DirectConnection);
    qApp->installEventFilter(this);
    connect(&m_window, &MainWindow::roundEnded, this, &Program::tellStop);
    connect(&m_window, &MainWindow::halted, this, &Program::tellStop);
    connect(&m_window, &MainWindow::looked, this, &Program::showProgress, Qt::QueuedConnection); // not while it goes
    connect(qApp, &QGuiApplication::focusWindowChanged, this, [this](const QWindow *window) {
        if (window && std::exchange(m_isLookedFor, false))
            showProgress();
    });
    if (request.quitsWhenDone)
        connect(&m_window, &MainWindow::looked, this, &Program::quitIfDone, Qt::QueuedConnection);
    m_window.showInScreen();
    for (const OpenRequest &file : request.files)
        m_window.open(file);
}

// The second one waits for no clean-up any more, the third for nothing.
void Program::interrupt()
{
    switch (m_interruptions++) {
    case 0:
        return m_window.end();
    case 1:
        return m_window.giveUpAndQuit();
    default:
        std::_Exit(wasInterrupted);
    }
}

// A session that is only saved, to come back to it some day, ends nothing that runs. Of one that ends programs may ask
// something: Qt tells of no other difference.
void Program::saveSession(QSessionManager &session)
{
    if (!session.allowsInteraction())
        return;
    endSession(); // the session waits as long as it takes
    session.release();
}

// The session's end for those whom nobody asked before.
bool Program::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::Quit)
        endSession();
    return QObject::eventFilter(watched, event);
}

void Program::endSession()
{
    if (!m_window.waitCancelled())
        m_hasThreadsLeft = true;
}

// It has ended, or goes on only when somebody says so.
void Program::tellStop(const QString &batch, const RunSummary &summary)
{
    if (!m_preferences.liking().tells || m_window.isActiveWindow())
        return;
    QApplication::alert(&m_window);
    m_isLookedFor = true;
    m_desktop.tellStop(batch, summary);
    showProgress();
}

// Of all that run.
void Program::showProgress()
{
    RunSummary all;
    bool isUnderWay = false;
    bool isAtWork = false; // what is paused may sleep
    for (const RunSummary &run : m_window.runs()) {
        isAtWork = isAtWork || run.inFlight > 0 || run.writing > 0 || run.phase == RunPhase::Running;
        if (run.phase == RunPhase::Idle || run.isOver())
            continue;
        isUnderWay = true;
        for (std::size_t i = 0; i < all.counts.size(); ++i)
            all.counts[i] += run.counts[i];
    }
    m_desktop.keepAwake(isAtWork);
    m_desktop.showProgress(isUnderWay ? std::optional(RunText::percent(all)) : std::nullopt, m_isLookedFor);
}

void Program::quitIfDone()
{
    if (m_window.isEverythingRun() && !m_window.isLeaving())
        m_window.close();
}

int Program::exitCode() const
{
    bool someFailed = false;
    const QList<RunSummary> runs = m_window.runs() + m_window.goneRuns();
    for (const RunSummary &run : runs) {
        if (run.count(State::InDoubt) > 0)
            return someInDoubt;
        const quint32 all = std::accumulate(run.counts.begin(), run.counts.end(), quint32(0));
        someFailed = someFailed || run.succeeded() < all;
    }
    return someFailed ? someDidNotSucceed : 0;
}

} // namespace batchdeck
