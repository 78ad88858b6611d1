#pragma once

#include "app/desktop.h"
#include "session/interrupts.h"
#include "widgets/appearance.h"
#include "widgets/mainwindow.h"
#include "widgets/preferences.h"

class QSessionManager;

namespace batchdeck {

// What the command line asks for.
struct StartRequest {
    QList<OpenRequest> files;
    bool quitsWhenDone = false;
};

// The program while it has a window: what comes from outside reaches the window, and what the window says the desktop.
class Program final : public QObject {
    Q_OBJECT

public:
    explicit Program(const StartRequest &request);

    bool hasThreadsLeft() const { return m_hasThreadsLeft; }
    void finishClosed() { m_window.finishClosed(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void interrupt();
    void saveSession(QSessionManager &session);
    void endSession();
    void tellStop(const QString &batch, const RunSummary &summary);
    void showProgress();
    void quitIfDone();
    int exitCode() const;

    QSettings m_store;
    Preferences m_preferences;
    Appearance m_appearance;
    MainWindow m_window;
    Desktop m_desktop;
    Interrupts m_interrupts;
    bool m_isLookedFor = false; // since a run has ended or halted
    bool m_hasThreadsLeft = false;
    int m_interruptions = 0;
};

} // namespace batchdeck
