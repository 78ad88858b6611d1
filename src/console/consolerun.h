#pragma once

#include "console/exitcodes.h"
#include "console/options.h"
#include "console/teller.h"
#include "core/runsummary.h"
#include "session/interrupts.h"
#include "session/resultrecorder.h"
#include "session/session.h"

#include <QFutureWatcher>
#include <QTimer>

namespace batchdeck {

// One batch in the terminal, from its opening to the program's end.
class ConsoleRun final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleRun)

public:
    explicit ConsoleRun(Options options);
    ~ConsoleRun() override;

    // What is wrong with it is known before anything is read. All else is told, and ends the event loop.
    Expected<void> start();

private:
    using Opened = Expected<std::unique_ptr<Session>>;

    void showLoading();
    void opened();
    Expected<void> run();
    int dryRun();
    void show();
    void ask();
    void answered();
    void tellProblems();
    void interrupt();
    void roundEnded();
    void resultsWritten();
    void writeFiles();
    [[noreturn]] void leave();
    int exitCode() const;

    const Options m_options;
    const std::unique_ptr<Teller> m_teller;
    LoadWatch m_loading;
    QFutureWatcher<Opened> m_opening;
    ResultRecorder m_recorder; // outlives the run
    std::unique_ptr<Session> m_session; // once it is open
    RunSummary m_summary; // once the round has ended
    QFutureWatcher<RunSummary> m_round;
    QTimer m_timer;
    std::unique_ptr<QSocketNotifier> m_answer; // while a person is asked
    std::unique_ptr<Interrupts> m_interrupts;
    bool m_isOpened = false;
    bool m_wasAsked = false; // about this pause
    bool m_wasInterrupted = false;
    bool m_isIncomplete = false; // files that were asked for are missing or not whole
};

} // namespace batchdeck
