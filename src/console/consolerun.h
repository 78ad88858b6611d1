#pragma once

#include "console/interrupts.h"
#include "console/results.h"
#include "console/terminal.h"
#include "core/runsummary.h"
#include "session/session.h"

#include <QFutureWatcher>
#include <QTimer>

namespace batchdeck {

struct Options;

// Where several hold, the first of 2, 130, 3, 1.
inline constexpr int someDidNotSucceed = 1;
inline constexpr int couldNotStart = 2;
inline constexpr int someInDoubt = 3;
inline constexpr int wasInterrupted = 130;

// One batch in the terminal, from its start to the program's end.
class ConsoleRun final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleRun)

public:
    ConsoleRun() = default;

    Expected<void> start(const Options &options);

private:
    void show();
    void tellProblems();
    void interrupt();
    void roundEnded();
    void resultsWritten();
    [[noreturn]] void leave();
    int exitCode() const;

    Terminal m_terminal;
    Results m_results;
    std::unique_ptr<Session> m_session; // until its round has ended
    RunSummary m_summary; // after that
    QFutureWatcher<RunSummary> m_round;
    QTimer m_timer;
    QString m_lastLine;
    std::unique_ptr<Interrupts> m_interrupts;
    bool m_wasInterrupted = false;
};

} // namespace batchdeck
