#pragma once

#include "core/runsummary.h"

#include "widgets/glyph.h"
#include "widgets/paneactions.h"
#include "widgets/recordactions.h"

#include <QColor>
#include <QCoreApplication>
#include <QHash>

class QAction;
class QMenu;
namespace Ui {
class MainWindow;
}

namespace batchdeck {

struct Theme;

// The verbs of a run as menus and buttons have them: what each is called now, and whether and why not
// it can be done.
struct RunActions {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RunActions)

public:
    explicit RunActions(const Ui::MainWindow &ui);

    void show(const RunSummary &summary, const Theme &theme);
    void showAnswer(bool hasMessages, const RunSummary &summary); // to the queue
    void showNone(const QString &obstacle); // there is no run

    QAction *open;
    QAction *run;
    QAction *runFirst; // a few, then pause
    QAction *pause; // and resume
    QAction *finish;
    QAction *cancel;
    QAction *retry;
    QAction *runAgain; // what was cancelled or skipped
    QAction *plan;
    QAction *saveFailed;
    QAction *saveResults;
    QAction *saveAnswer;
    QMenu *runAfter;
    RecordActions records;
    PaneActions pane;
    QAction *main; // of these, the one on the main button
    QAction *primary = nullptr; // and the one that a person most likely takes next; may be none

private:
    void setIcon(QAction *action, Glyph glyph, const QColor &colour);

    QHash<QAction *, std::pair<Glyph, QRgb>> m_icons; // that they have now
};

} // namespace batchdeck
