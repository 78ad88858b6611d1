#pragma once

#include "widgets/openbatch.h"

#include <QMainWindow>

class QMimeData;
class QSystemTrayIcon;
namespace Ui {
class MainWindow;
}

namespace batchdeck {

class BatchPane;
class BatchTab;
class Preferences;
class RunOrder;
class RunsReading;
class WindowVerbs;
struct RunActions;

// The program's window: a tab for each batch, or the page that says how to open one.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    // The folder is where what is pasted, and the examples, are kept.
    MainWindow(Preferences &preferences, const QString &dataFolder, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showInScreen(); // no larger than the screen is
    void open(const OpenRequest &request);
    void open(const QString &path) { open(OpenRequest{path}); }

    QList<RunSummary> runs() const; // of all batches that are open
    const QList<RunSummary> &goneRuns() const { return m_goneRuns; } // of those that were, and had begun
    bool isLeaving() const { return m_isLeaving; }
    // Each batch that is open has been run, its run is over, and every file that somebody wants of it is written.
    bool isEverythingRun() const;
    void end(); // asks nothing, and goes when what runs has been cancelled
    void giveUpAndQuit(); // likewise, and waits for no clean-up: what does not stop is in doubt then
    void finishClosed(); // before the process ends without ado
    bool waitCancelled(); // the same, at once; false where threads are left that do not return
    void come(); // to where it is seen, from wherever it is

Q_SIGNALS:
    void left(); // it is closed, and nothing is at work any more
    void threadsLeft(); // the process must not wait for them when it goes
    void looked(); // some run stands otherwise
    void roundEnded(const QString &name, const batchdeck::RunSummary &summary);
    void halted(const QString &name, const batchdeck::RunSummary &summary); // by itself

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void connectFile();
    void connectRun();
    void connectRecords();
    void applyTheme();
    void seen();
    void showFront();
    void showTitle();
    void showRecent();
    void showRunAfter();
    void chooseFiles();
    void paste(const QMimeData *what);
    void openText(const QString &text);
    void openExample(const QString &resource);
    void openKept(const Expected<QString> &path, bool isPasted = false); // or tell why there is none
    void tell(const QString &problem);
    void nextTab(int step);
    void askToLeave();
    void finishAndQuit();
    void cancelAndQuit();
    void leaveIfDone();
    void stay();
    void hideAway();
    BatchPane *pane() const; // the front one; null where none is open

    const std::unique_ptr<Ui::MainWindow> m_ui;
    const std::unique_ptr<RunActions> m_actions;
    Preferences &m_preferences;
    const QString m_dataFolder;
    RunOrder *m_order;
    WindowVerbs *m_verbs;
    RunsReading *m_runs;
    QSystemTrayIcon *m_tray = nullptr; // while the window is hidden
    bool m_isSeen = false;
    QList<RunSummary> m_goneRuns;
    bool m_isLeaving = false;
    bool m_isEnding = false; // asked for from outside
};

} // namespace batchdeck
