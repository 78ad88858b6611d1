#pragma once

#include "console/consolefiles.h"
#include "console/options.h"
#include "console/teller.h"
#include "core/runsummary.h"
#include "session/interrupts.h"
#include "session/resultrecorder.h"
#include "session/session.h"

#include <QFutureWatcher>
#include <QTimer>

#include <atomic>
#include <mutex>

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

    // What takes long is done on a thread: the event loop must hear signals.
    struct Prepared {
        std::unique_ptr<Session> session;
        bool wouldAsk = false; // the plan pauses, and nobody is there
        QStringList told; // of a run that goes on
        std::vector<quint32> again;
        std::optional<int> code; // of a dry run, which is over
        QString outcome;
    };
    Expected<Prepared> prepare(const SessionRequest &request);
    Expected<void> prepareRun(Prepared &prepared);
    void noteMade(const QStringList &files);
    void prepareDoubts(Prepared &prepared) const;
    void dryRun(Prepared &prepared) const;

    void refuse(const Error &error);
    void showLoading();
    void prepared();
    void run();
    void begin();
    void show();
    void ask(Halt halt);
    void answered();
    void moveJournal(const QString &path);
    void journalMoved();
    void tellProblems();
    void tell(const std::vector<Error> &errors);
    void interrupt();
    void removeMade();
    void roundEnded();
    void write();
    void resultsWritten();
    void filesWritten();
    void leave();
    [[noreturn]] void giveUp();
    RunSummary summary() const;
    int exitCode() const;

    const Options m_options;
    const bool m_canAsk;
    const std::unique_ptr<Teller> m_teller;
    LoadWatch m_loading;
    std::atomic<bool> m_isLoaded = false;
    std::mutex m_making;
    QStringList m_made; // for a run that has not begun: without it they are nobody's
    QFutureWatcher<Expected<Prepared>> m_preparing;
    ResultRecorder m_recorder; // outlives the run
    std::unique_ptr<Session> m_session; // once it is prepared
    QString m_wayOn; // where it was not
    std::vector<quint32> m_again; // in doubt, and to run again: in a round of their own, before the other one
    std::optional<RunSummary> m_untold; // while lines of what has ended are on their way
    RunSummary m_summary; // once the round has ended
    QFutureWatcher<RunSummary> m_round;
    QFutureWatcher<Expected<void>> m_moving; // the journal
    QFutureWatcher<WrittenFiles> m_files;
    QTimer m_timer;
    std::unique_ptr<QSocketNotifier> m_answer; // while a person is asked
    std::unique_ptr<Interrupts> m_interrupts;
    Stage m_stage = Stage::Opening;
    bool m_isEnding = false; // a person asked for it, since the run began or ended
    bool m_isPrepared = false;
    bool m_wasAsked = false; // about this pause
    bool m_wasInterrupted = false;
    bool m_wasLeft = false; // with work that does not end
    bool m_isIncomplete = false; // files that were asked for are missing or not whole
};

} // namespace batchdeck
