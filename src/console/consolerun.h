#pragma once

#include "console/consolefiles.h"
#include "console/haltquestion.h"
#include "console/options.h"
#include "console/preparation.h"
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

    // False where something is wrong with it before anything is read. All else ends the event loop.
    bool start();

private:
    enum class Stage { Opening, Running, Writing };

    void refuse(const Error &error);
    void showLoading();
    void prepared();
    void run();
    void begin();
    void show();
    void showWriting();
    void tellProblems();
    void tell(const std::vector<Error> &errors);
    void interrupt();
    void roundEnded();
    void journalWritten();
    void write();
    void resultsWritten();
    void filesWritten();
    void leave();
    [[noreturn]] void giveUp();
    RunSummary summary() const;
    int exitCode() const;
    bool haveAllSucceeded() const;

    const Options m_options;
    const bool m_canAsk;
    const std::unique_ptr<Teller> m_teller;
    ResultRecorder m_recorder; // outlives the run
    Preparing m_preparing;
    QFutureWatcher<Expected<PreparedRun>> m_preparation;
    bool m_isPrepared = false;
    std::unique_ptr<Session> m_session; // once it is prepared
    std::unique_ptr<HaltQuestion> m_question; // once it runs
    std::vector<quint32> m_again; // in doubt, and to run again: in a round of their own, before the other one
    std::optional<RunSummary> m_untold; // while lines of what has ended are on their way
    qsizetype m_toldServers = 0;
    RunSummary m_summary; // once the round has ended
    QFutureWatcher<RunSummary> m_round;
    QFutureWatcher<bool> m_flushing;
    QFutureWatcher<WrittenFiles> m_files;
    QTimer m_timer;
    QTimer m_halts;
    std::unique_ptr<Interrupts> m_interrupts;
    Stage m_stage = Stage::Opening;
    bool m_isEnding = false; // a person asked for it, since the run began or ended
    bool m_wasInterrupted = false;
    bool m_wasLeft = false; // with work that does not end
    bool m_isIncomplete = false; // files that were asked for are missing or not whole
};

} // namespace batchdeck
