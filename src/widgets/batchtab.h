#pragma once

#include "session/plandraft.h"
#include "widgets/openbatch.h"

#include <QDialog>
#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace Ui {
class BatchTab;
}

namespace batchdeck {

class BatchPane;
class MessageBar;
class PlanDialog;
class PlanDocument;
class Preferences;
class ResumePage;
class WatchPage;
class WherePage;
struct RunActions;
struct RunFace;

// A batch from the moment it is asked for: it is read, it is shown, or it is told why it cannot be.
class BatchTab final : public QWidget {
    Q_OBJECT

public:
    BatchTab(OpenRequest request, RunActions &actions, Preferences &preferences, QWidget *parent = nullptr);
    ~BatchTab() override;

    const QString &path() const { return m_request.path; }
    const QString &journal() const { return m_request.journal; } // of the run that is only looked at
    QString kept() const; // the journal of its run, or of the one that was chosen; empty: the latest
    QString name() const; // of the file
    bool isLoading() const { return m_loading.isRunning() || m_coming; }
    bool isAsked() const; // where it should go
    bool isOffered() const; // an earlier run of it
    BatchPane *pane() const { return m_pane; } // null until the batch is open
    WatchPage *watch() const { return m_watch; } // null unless a run is only looked at
    RunFace face() const;
    std::optional<RunSummary> standing() const; // of its run, or of the one that is looked at; none before it began
    MessageBar &messages() const;

    void setFront(bool isFront); // the run's actions speak of this one
    void load(); // also once more, after a problem
    void loadKept(const QString &journal); // of the run of it to go on with
    void editPlan(); // of an open batch
    bool hasWaitingPlan() const { return m_waiting.has_value(); } // until what runs has been stopped
    bool takeWaitingPlan(); // goes on under it; false where there is none
    void forgetWhatWaits(); // that plan, or a run as soon as it is open

Q_SIGNALS:
    void altered(); // how it stands, or what it is
    void opened();
    void dismissed(); // not worth keeping
    void anotherAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    using Loading = Expected<OpenBatch>;
    struct Reading {
        std::stop_source stop;
        OpenWatch watch;
    };

    void showProgress();
    void loaded();
    void makePane();
    void offer(OpenBatch batch);
    void showWatched(std::shared_ptr<WatchedRun> run);
    void loadAs(Reopen reopen, bool keepsJournal = true);
    void tellWhatWasThere();
    void askWhere(OpenBatch batch);
    void draft(WhereTo destination);
    void choosePlanFile();
    void showPlan(const PlanDocument &plan, const QString &file);
    void makeEditor(const PlanDocument &plan, const QString &file);
    static PlanDocument documentOf(const ChosenPlan &plan);
    PlanDocument ownPlan() const;
    void bringBack(const ChosenPlan &plan, const QString &why);
    void tellOfPlan(const QString &problem);
    static QString withoutJournal();
    void take(const ChosenPlan &plan);
    void takeAs(const ChosenPlan &plan, Reopen reopen);
    void loadAnew(Reopen reopen);
    void closeEditor();
    void tellWhere(const Error &error);
    void tellProblem(const Error &error);
    void paintProblem();

    const std::unique_ptr<Ui::BatchTab> m_ui;
    OpenRequest m_request;
    RunActions &m_actions;
    Preferences &m_preferences;
    BatchPane *m_pane = nullptr;
    BatchPane *m_coming = nullptr; // while it is being made
    WherePage *m_where = nullptr; // where somebody was asked
    BatchFields m_fields; // likewise
    ResumePage *m_resume = nullptr; // where somebody was asked how to go on
    WatchPage *m_watch = nullptr;
    QPointer<PlanDialog> m_editing; // its plan
    std::optional<ChosenPlan> m_waiting;
    bool m_isNotRun = false; // as soon as it is open: the window was left since
    bool m_isFront = false;
    std::shared_ptr<Reading> m_reading;
    QTimer m_look; // at how far the loading has come
    QFutureWatcher<Loading> m_loading;
};

} // namespace batchdeck
