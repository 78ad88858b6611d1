#include "widgets/paneactions.h"

#include "models/recordsort.h"
#include "session/sessionjournal.h"
#include "ui_mainwindow.h"
#include "widgets/recordactions.h"
#include "widgets/recordview.h"

#include <QLocale>

namespace batchdeck {

PaneActions::PaneActions(const Ui::MainWindow &ui)
    : selectNone(ui.actionSelectNone)
    , refreshOrder(ui.actionRefreshOrder)
    , stopSorting(ui.actionStopSorting)
    , showAll(ui.actionShowAll)
    , showChosen(ui.actionShowFailures)
    , retryChosen(ui.actionRetryFailures)
    , moveJournal(ui.actionMoveJournal)
    , pages{ui.actionRecordPage, ui.actionResultPage,   ui.actionTriesPage,   ui.actionLogPage,
            ui.actionErrorPage,  ui.actionFailuresPage, ui.actionTimelinePage}
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
    nameChosen(verb, failures ? failures->reach(verb) : 0);
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

void PaneActions::showPages(std::span<const PanePage> shown) const
{
    for (const PanePage page : shown)
        allow(pages[std::size_t(page)], {}, tr("Show this page, and go to it"));
}

// A menu says how many records its verb reaches.
void PaneActions::nameChosen(FailuresPane::Verb verb, quint32 count) const
{
    const QString many = QLocale().toString(count);
    if (verb == FailuresPane::Show)
        showChosen->setText(count > 1 ? tr("S&how the Chosen Failures (%1)").arg(many)
                                      : tr("S&how the Chosen Failures"));
    else
        retryChosen->setText(count > 1 ? tr("Retry the C&hosen Failures (%1)").arg(many)
                                       : tr("Retry the C&hosen Failures"));
}

void PaneActions::showNone(const QString &obstacle) const
{
    for (const FailuresPane::Verb verb : {FailuresPane::Show, FailuresPane::Retry})
        nameChosen(verb, 0);
    for (QAction *action : {selectNone, refreshOrder, stopSorting, showAll, showChosen, retryChosen, moveJournal})
        allow(action, obstacle, {});
    for (QAction *page : pages)
        allow(page, obstacle, {});
}

} // namespace batchdeck
