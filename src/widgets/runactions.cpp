#include "widgets/runactions.h"

#include "models/rowverbs.h"
#include "models/runtext.h"
#include "models/runverbs.h"
#include "session/entryedit.h"
#include "ui_mainwindow.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QRegularExpression>

#include <numeric>

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
    , runSelected(ui.actionRunSelected)
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
    , edit(ui.actionEdit)
    , cancelSelected(ui.actionCancelSelected)
    , retrySelected(ui.actionRetrySelected)
    , runAfter(ui.runAfterMenu)
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

void RunActions::showSelected(const PerState<quint32> &selected, const RunSummary &summary)
{
    const std::pair<QAction *, RowVerbs::Verb> verbs[] = {
        {cancelSelected, RowVerbs::Cancel}, {retrySelected, RowVerbs::Retry}, {runSelected, RowVerbs::Run}};
    const quint32 all = std::accumulate(selected.begin(), selected.end(), quint32(0));
    for (const auto &[action, verb] : verbs) {
        const quint32 reach = RowVerbs::reach(verb, selected);
        action->setText(RowVerbs::menuText(verb, reach));
        allow(action,
              all == 0         ? tr("No record is selected.")
                  : reach == 0 ? tr("None of the selected records is in a state for this.")
                  : verb == RowVerbs::Run && summary.phase != RunPhase::Idle ? tr("It is running already.")
                                                                             : QString(),
              RowVerbs::menuText(verb, reach));
    }
    quint32 editable = 0;
    for (int i = 0; i < stateCount; ++i)
        editable += EntryEdit::isPossible(State(i)) ? selected[std::size_t(i)] : 0;
    allow(edit,
          all != 1            ? tr("It edits one record: select one.")
              : editable == 0 ? tr("Only a record that did not succeed can be edited.")
                              : QString(),
          tr("Change the record's fields, then run it again"));
    if (!runSelected->isEnabled())
        runSelected->setText(tr("Run the Selection"));
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
    for (QAction *action : {run, runSelected, runFirst, pause, finish, cancel, retry, runAgain, saveFailed, saveResults,
                            saveAnswer, edit, cancelSelected, retrySelected})
        allow(action, obstacle, {});
    primary = nullptr;
}

} // namespace batchdeck
