#include "console/haltquestion.h"

#include "console/teller.h"
#include "console/terminal.h"
#include "session/session.h"

#include <QFile>
#include <QtConcurrent>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace batchdeck {

using namespace Qt::StringLiterals;

namespace {

// Ctrl+C takes back what has been typed at a terminal, also the line that there was a moment ago: who reads must not
// wait for another. What others have open as well stays as it is.
int openInput()
{
    return ::isatty(STDIN_FILENO) ? ::open("/dev/stdin", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
}

} // namespace

HaltQuestion::HaltQuestion(Session &session, Teller &teller, bool canAsk)
    : m_session(session)
    , m_teller(teller)
    , m_canAsk(canAsk)
    , m_own(openInput())
    , m_input(m_own < 0 ? STDIN_FILENO : m_own)
{
    connect(&m_moving, &QFutureWatcherBase::finished, this, &HaltQuestion::journalMoved);
}

HaltQuestion::~HaltQuestion()
{
    m_moving.waitForFinished();
    m_answer.reset();
    if (m_own >= 0)
        ::close(m_own);
}

void HaltQuestion::look(const RunSummary &summary)
{
    if (summary.phase != RunPhase::Paused)
        m_wasAsked = false;
    else if (!m_isOver && !std::exchange(m_wasAsked, true))
        ask(summary.halt);
}

void HaltQuestion::end()
{
    m_isOver = true;
}

// The policy has paused the run, or its journal was lost.
void HaltQuestion::ask(Halt halt)
{
    const bool isLost = halt == Halt::Journal;
    if (isLost)
        m_teller.note(m_session.journal()->error().value_or(Error()).message
                      + u" Nothing more starts, and what runs is finished and kept in memory."_s);
    if (isLost && !m_canAsk)
        return m_session.run().drain();
    forgetKeysPressed();
    m_teller.note(
        isLost ? u"Enter moves the journal to a new file in your data folder, a path moves it there, Ctrl+C cancels "
                 "what is left."_s
               : u"Paused: too much went wrong. Enter goes on, Ctrl+C cancels what is left."_s);
    m_answer = std::make_unique<QSocketNotifier>(m_input, QSocketNotifier::Read);
    connect(m_answer.get(), &QSocketNotifier::activated, this, &HaltQuestion::answered);
}

void HaltQuestion::answered()
{
    char line[4096];
    const ssize_t size = ::read(m_input, line, sizeof(line));
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    m_answer->setEnabled(false);
    if (m_isOver)
        return;
    const QByteArray answer = QByteArray(line, std::max<qsizetype>(size, 0)).trimmed();
    if (size > 0 && m_session.run().summary().halt == Halt::Journal)
        return moveJournal(QFile::decodeName(answer));
    if (size > 0 && !answer.isEmpty()) { // such as "no"
        m_teller.note(u"Enter alone goes on, Ctrl+C cancels what is left."_s);
        return m_answer->setEnabled(true);
    }
    if (size > 0)
        return m_session.run().resume();
    m_teller.note(u"Nobody answers: what runs is finished, and the rest is not run."_s);
    m_session.run().drain();
}

void HaltQuestion::moveJournal(const QString &path)
{
    m_moving.setFuture(QtConcurrent::run([&session = m_session, path] {
        return session.journal()->moveTo(path.isEmpty() ? session.newJournalPath() : path);
    }));
}

void HaltQuestion::journalMoved()
{
    const Expected<SessionJournal::Moved> moved = m_moving.result();
    if (!moved) {
        m_teller.note(moved.error().message);
        m_wasAsked = false;
        return;
    }
    m_teller.note(u"The journal goes on in “%1”."_s.arg(m_session.journal()->path()));
    if (const QString warning = warningOf(*moved); !warning.isEmpty())
        m_teller.note(warning);
    if (m_isOver)
        return;
    m_session.run().journalFound(moved->loss);
    m_session.run().resume();
}

} // namespace batchdeck
