#pragma once

#include "models/heldslots.h"
#include "models/recordmodel.h"
#include "models/recordsearch.h"
#include "models/recordsort.h"
#include "models/rowverbs.h"
#include "models/runwatch.h"
#include "widgets/openbatch.h"
#include "widgets/runclosing.h"

#include <QTimer>
#include <QWidget>

namespace Ui {
class BatchPane;
}

namespace batchdeck {

class JournalMove;
class Preferences;
class RecordCommands;
class RunSaving;
class RecordView;
class WorkPane;
enum class PanePage;
struct RunActions;

// One open batch: how its run stands, its records, and the verbs for both.
class BatchPane final : public QWidget {
    Q_OBJECT

public:
    // Nothing of it may be used before it is made, which takes a while.
    BatchPane(HeldBatch batch, RunActions &actions, Preferences &preferences, QWidget *parent = nullptr);
    ~BatchPane() override;
    bool make(); // a part of it: one for each turn of the window's loop; false after the last

    const QString &path() const { return m_batch->path; }
    const Session &session() const { return *m_batch->session; }
    const RunSummary &summary() const { return m_watch.summary(); }
    bool hasWork() const; // something runs, or waits to be run
    RunClosing &closing() { return m_closing; }
    void setFront(bool isFront); // the actions are this batch's
    void setRoom(int height); // that its page has: where that is little the rows get it
    bool mayGoOn() const; // opened again, under another plan: its journal says what came of it
    LiveValues liveValues() const;
    bool mayTakePlan() const; // another one, now
    void flush(); // its journal, as far as that does not hang
    void abandon(); // threads are left: nobody must wait for them

    void run();
    void runSelected();
    void askHowMany(); // of the first to run before a pause
    void pauseOrResume();
    void finish();
    void cancel();
    void retryProblems();
    void runCancelled(); // and what was skipped
    void saveFailed();
    void saveResults();
    void saveAnswer(); // to the queue
    RunSaving *saving() const { return m_saving.get(); } // null until it is made
    void selectAll();
    void search();
    void preview(); // what each record would do
    void toggleDetails();
    void toggleBottom();
    void turnTo(PanePage page); // with the keyboard
    void revealInTimeline(); // the current record
    void selectNone();
    void refreshOrder();
    void stopSorting();
    void showAll(); // records, after a set of them
    void showFailures(); // that are chosen
    void retryFailures(); // likewise
    void moveJournal();
    const WorkPane &work() const;
    RecordCommands &commands() const { return *m_commands; }

Q_SIGNALS:
    void looked();
    void roundEnded();
    void halted(); // by itself

protected:
    void changeEvent(QEvent *event) override;

private:
    BatchRun &engine() const { return m_batch->session->run(); }
    void showRecords();
    void wire();
    void tell(const QString &sentence); // for a moment, beside the progress
    void showTold();
    void show(const RunSummary &summary);
    void showDoubts(const RunSummary &summary);
    bool canLookUp() const; // what became of some that are in doubt
    void journalMoved(const QString &path);
    void showActions();
    void showPaneActions();
    RecordView &view() const;

    const std::unique_ptr<Ui::BatchPane> m_ui;
    RunActions &m_actions;
    Preferences &m_preferences;
    const HeldBatch m_batch;
    RecordModel m_records;
    HeldSlots m_held;
    RecordSort m_sort;
    RecordSearch m_search;
    RunWatch m_watch;
    RunClosing m_closing;
    std::unique_ptr<RecordCommands> m_commands;
    std::unique_ptr<RunSaving> m_saving;
    std::unique_ptr<JournalMove> m_journalMove;
    quint32 m_doubts = 0; // that canLookUp() was last asked of
    bool m_canLookUp = false;
    QTimer m_tells;
    int m_made = 0; // parts
    bool m_isLow = false;
    bool m_tellsMore = false; // than which plan it is
    bool m_isFront = false;
};

} // namespace batchdeck
