#include "widgets/runactions.h"

#include "models/runtext.h"
#include "models/runverbs.h"
#include "ui_mainwindow.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QRegularExpression>

namespace batchdeck {

namespace {

// What a menu says, without its key: Korean writes that behind the text, "열기…(&O)", and there is no room for it.
QString withoutKey(const QString &text)
{
    static const QRegularExpression key(QStringLiteral("\\(&.\\)|&"));
    return QString(text).remove(key);
}

} // namespace

RunActions::RunActions(const Ui::MainWindow &ui)
    : open(ui.actionOpen)
    , run(ui.actionRun)
    , runFirst(ui.actionRunFirst)
    , pause(ui.actionPause)
    , finish(ui.actionFinish)
    , cancel(ui.actionCancel)
    , retry(ui.actionRetry)
    , runAgain(ui.actionRunAgain)
    , plan(ui.actionPlan)
    , saveFailed(ui.actionSaveFailed)
    , saveResults(ui.actionSaveResults)
    , saveAnswer(ui.actionSaveAnswer)
    , runAfter(ui.runAfterMenu)
    , records(ui)
    , pane(ui)
    , main(ui.actionRun)
{
    for (QAction *onButtons : {open, plan, saveFailed, saveResults})
        onButtons->setIconText(withoutKey(onButtons->text()));
}

void RunActions::show(const RunSummary &summary, const Theme &theme)
{
    const RunVerbs verbs = RunVerbs::of(summary);
    const bool runs = verbs.main == RunVerbs::Main::Run;
    const bool resumes = verbs.main == RunVerbs::Main::Resume;

    const quint32 queued = summary.count(State::Queued);
    const QString obstacle = runs ? verbs.mainObstacle : tr("It is running already.");
    const bool goesOn = RunText::goesOn(summary);
    run->setText(goesOn           ? tr("Resume the Run")
                     : queued < 2 ? tr("Run")
                                  : tr("Run All %1").arg(QLocale().toString(queued)));
    run->setIconText(goesOn ? tr("Resume the Run") : tr("Run"));
    allow(run, obstacle, tr("Run every record that waits"));
    allow(runFirst, obstacle, tr("Run so many, then pause to look at what came of them"));
    pause->setText(resumes ? tr("Resume") : tr("Pause"));
    allow(pause, runs ? tr("Nothing is running.") : verbs.mainObstacle,
          resumes ? tr("Go on with what waits") : tr("Start nothing more; what runs goes on"));
    allow(finish, verbs.finishObstacle, tr("Start nothing more, then end the run"));
    allow(cancel, verbs.cancelObstacle, tr("Stop what runs, clean up, and cancel what waits"));
    retry->setText(verbs.toRetry == 0 ? tr("Retry") : tr("Retry %1").arg(QLocale().toString(verbs.toRetry)));
    allow(retry, verbs.retryObstacle, tr("Run again what failed or timed out"));
    runAgain->setText(verbs.runAgain);
    allow(runAgain, verbs.runAgainObstacle, tr("Run what was cancelled or skipped after all"));

    const QString unrun = summary.round == 0 && !goesOn ? tr("Nothing has been run yet.") : QString();
    const bool allWell = summary.succeeded() == RunText::total(summary);
    allow(saveFailed, unrun.isEmpty() && allWell ? tr("Every record has succeeded.") : unrun,
          tr("Write what did not succeed into a batch of its own"));
    allow(saveResults, unrun, tr("Write what came of each record into a file"));

    main = runs ? run : pause;
    primary = verbs.retryIsNext ? retry : main->isEnabled() ? main : nullptr;
    const auto colour = [&](const QAction *action) { return action == primary ? QColor(Qt::white) : theme.text; };
    setIcon(run, Glyph::Run, colour(run));
    setIcon(pause, resumes ? Glyph::Run : Glyph::Pause, colour(pause));
    setIcon(retry, Glyph::Retry, colour(retry));
    setIcon(open, Glyph::Open, theme.text);
}

// Every icon that is set lays out the strip anew, also where it is the one that was there.
void RunActions::setIcon(QAction *action, Glyph glyph, const QColor &colour)
{
    const std::pair wanted(glyph, colour.rgba());
    const auto known = m_icons.constFind(action);
    if (known != m_icons.constEnd() && *known == wanted)
        return;
    m_icons.insert(action, wanted);
    action->setIcon(glyphIcon(glyph, colour));
}

void RunActions::showAnswer(bool hasMessages, const RunSummary &summary)
{
    allow(saveAnswer,
          !hasMessages ? tr("The records of this batch are no messages of a queue.")
              : summary.round == 0 && !RunText::goesOn(summary) ? tr("Nothing has been run yet.")
                                                                : QString(),
          tr("The messages that the queue is to deliver again"));
}

void RunActions::showNone(const QString &obstacle)
{
    for (QAction *action : {run, runFirst, pause, finish, cancel, retry, runAgain, saveFailed, saveResults, saveAnswer})
        allow(action, obstacle, {});
    records.showNone(obstacle);
    pane.showNone(obstacle);
    primary = nullptr;
}

} // namespace batchdeck
