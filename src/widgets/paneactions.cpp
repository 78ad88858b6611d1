#include "widgets/paneactions.h"

#include "models/recordsort.h"
#include "session/sessionjournal.h"
#include "ui_mainwindow.h"
#include "widgets/recordactions.h"
#include "widgets/recordview.h"

namespace batchdeck {

PaneActions::PaneActions(const Ui::MainWindow &ui)
    : selectNone(ui.actionSelectNone)
    , refreshOrder(ui.actionRefreshOrder)
    , stopSorting(ui.actionStopSorting)
    , showAll(ui.actionShowAll)
    , showChosen(ui.actionShowFailures)
    , retryChosen(ui.actionRetryFailures)
    , moveJournal(ui.actionMoveJournal)
{
}

void PaneActions::showRows(const RecordView &view, const RecordSort &sort) const
{
    const bool hasChosen = view.selectedCount() > 0 || view.hiddenCount() > 0;
    allow(selectNone, hasChosen ? QString() : tr("No record is selected."), tr("Select no record any more"));
    allow(refreshOrder,
          sort.isSorting()      ? tr("The records are being sorted already.")
              : !sort.isStale() ? tr("The order is up to date.")
                                : QString(),
          tr("Rows have changed since they were sorted; they stay where they are until you ask"));
    allow(stopSorting, sort.isSorting() ? QString() : tr("Nothing is being sorted."),
          tr("Leave the records where they are"));
}

void PaneActions::showSet(bool isShown) const
{
    allow(showAll,
          isShown ? QString()
                  : tr("No set of records is shown by itself. To see what is filtered away, choose All above the "
                       "table and clear the search."),
          tr("Show the other records again"));
}

void PaneActions::showFailures(FailuresPane::Verb verb, const FailuresPane *failures) const
{
    QAction *action = verb == FailuresPane::Show ? showChosen : retryChosen;
    if (failures)
        failures->showOn(*action, verb);
    else
        allow(action, tr("The failures are not in sight: open them below the table first."), {});
}

void PaneActions::showJournal(const SessionJournal *journal) const
{
    allow(moveJournal,
          !journal                ? tr("No journal is kept of this run.")
              : !journal->error() ? tr("The journal can be written to where it is.")
                                  : QString(),
          tr("Write it into a file in another place, with all that it has missed"));
}

void PaneActions::showNone(const QString &obstacle) const
{
    for (QAction *action : {selectNone, refreshOrder, stopSorting, showAll, showChosen, retryChosen, moveJournal})
        allow(action, obstacle, {});
}

} // namespace batchdeck
