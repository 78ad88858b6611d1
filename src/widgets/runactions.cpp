#include "widgets/runactions.h"

#include "models/runverbs.h"
#include "ui_mainwindow.h"
#include "widgets/glyph.h"
#include "widgets/theme.h"

#include <QLocale>

namespace batchdeck {

namespace {

void allow(QAction *action, const QString &obstacle, const QString &tip)
{
    action->setEnabled(obstacle.isEmpty());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    if (!obstacle.isEmpty())
        action->setToolTip(obstacle);
    else
        action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
}

} // namespace

RunActions::RunActions(const Ui::MainWindow &ui)
    : open(ui.actionOpen)
    , run(ui.actionRun)
    , pause(ui.actionPause)
    , finish(ui.actionFinish)
    , cancel(ui.actionCancel)
    , retry(ui.actionRetry)
    , cancelSelected(ui.actionCancelSelected)
    , retrySelected(ui.actionRetrySelected)
    , main(ui.actionRun)
{
}

void RunActions::show(const RunSummary &summary, const Theme &theme)
{
    const RunVerbs verbs = RunVerbs::of(summary);
    const bool runs = verbs.main == RunVerbs::Main::Run;
    const bool resumes = verbs.main == RunVerbs::Main::Resume;

    allow(run, runs ? verbs.mainObstacle : tr("It is running already."), tr("Run every record that waits"));
    pause->setText(resumes ? tr("Resume") : tr("Pause"));
    allow(pause, runs ? tr("Nothing is running.") : verbs.mainObstacle,
          resumes ? tr("Go on with what waits") : tr("Start nothing more; what runs goes on"));
    allow(finish, verbs.finishObstacle, tr("Start nothing more, then end the run"));
    allow(cancel, verbs.cancelObstacle, tr("Stop what runs, clean up, and cancel what waits"));
    retry->setText(verbs.toRetry == 0 ? tr("Retry") : tr("Retry %1").arg(QLocale().toString(verbs.toRetry)));
    allow(retry, verbs.retryObstacle, tr("Run again what failed or timed out"));

    main = runs ? run : pause;
    primary = verbs.retryIsNext ? retry : main->isEnabled() ? main : nullptr;
    const auto colour = [&](const QAction *action) { return action == primary ? QColor(Qt::white) : theme.text; };
    run->setIcon(glyphIcon(Glyph::Run, colour(run)));
    pause->setIcon(glyphIcon(resumes ? Glyph::Run : Glyph::Pause, colour(pause)));
    retry->setIcon(glyphIcon(Glyph::Retry, colour(retry)));
    open->setIcon(glyphIcon(Glyph::Open, theme.text));
}

void RunActions::showNone(const QString &obstacle)
{
    for (QAction *action : {run, pause, finish, cancel, retry, cancelSelected, retrySelected})
        allow(action, obstacle, {});
    primary = nullptr;
}

} // namespace batchdeck
