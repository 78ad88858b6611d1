#include "widgets/batchpane.h"

#include "ui_batchpane.h"
#include "widgets/failurespane.h"
#include "widgets/journalmove.h"
#include "widgets/previewdialog.h"
#include "widgets/question.h"
#include "widgets/recordcommands.h"
#include "widgets/runactions.h"
#include "widgets/runsaving.h"
#include "widgets/tablepane.h"

#include <QInputDialog>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>

// What a person can do with a batch: to its run, to its records, and to how its pane looks.
namespace batchdeck {

namespace {

constexpr quint32 firstFew = 10;
constexpr int narrowest = 400; // so that its title is read

} // namespace

void BatchPane::run()
{
    engine().start();
    m_watch.wake();
}

void BatchPane::runSelected()
{
    m_commands->ask(RowVerbs::Run);
}

void BatchPane::askHowMany()
{
    auto *question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Run the First"));
    question->setLabelText(tr("So many records run, then the run is paused:"));
    question->setInputMode(QInputDialog::IntInput);
    question->setIntRange(1, int(std::max(summary().count(State::Queued), 1u)));
    question->setIntValue(int(firstFew));
    question->setOkButtonText(tr("Run"));
    connect(question, &QInputDialog::intValueSelected, this, [this](int records) {
        engine().startFirst(quint32(records));
        m_watch.wake();
    });
    question->open();
    dress(*question); // its parts are made now
    question->findChild<QSpinBox *>()->setButtonSymbols(QAbstractSpinBox::NoButtons);
    for (QLabel *label : question->findChildren<QLabel *>())
        label->setMinimumWidth(narrowest);
}

void BatchPane::pauseOrResume()
{
    if (engine().summary().phase == RunPhase::Paused)
        engine().resume();
    else
        engine().pause();
    m_watch.wake();
}

void BatchPane::finish()
{
    engine().drain();
    m_watch.wake();
}

void BatchPane::cancel()
{
    engine().cancel();
    m_watch.wake();
}

bool BatchPane::hasWork() const
{
    const RunSummary now = engine().summary();
    return now.left > 0 || now.verbsUnderWay || now.count(State::Queued) > 0;
}

void BatchPane::retryProblems()
{
    engine().retry(RowSet::all({State::Failed, State::TimedOut}));
    m_watch.wake();
}

void BatchPane::runCancelled()
{
    engine().retry(RowSet::all({State::Cancelled, State::Skipped}));
    m_watch.wake();
}

void BatchPane::saveFailed()
{
    m_saving->saveFailed();
}

void BatchPane::saveResults()
{
    m_saving->saveResults();
}

void BatchPane::saveAnswer()
{
    m_saving->saveQueueAnswer();
}

void BatchPane::selectAll()
{
    view().selectAll();
}

void BatchPane::search()
{
    m_ui->filters->focusSearch();
}

void BatchPane::preview()
{
    const PreviewModel::Source source{m_records.run().batch().size(),
                                      [this](quint32 row) { return m_records.texts().label(row); },
                                      [this](quint32 row) { return m_batch->session->preview(row); }};
    const QModelIndex current = view().currentIndex();
    (new PreviewDialog(source, current.isValid() ? current.data(RecordModel::RowRole).toInt() : 0, this))->open();
}

void BatchPane::toggleDetails()
{
    m_ui->work->setShown(WorkPane::Part::Details, !m_ui->work->isShown(WorkPane::Part::Details));
}

void BatchPane::toggleBottom()
{
    m_ui->work->setShown(WorkPane::Part::Bottom, !m_ui->work->isShown(WorkPane::Part::Bottom));
}

void BatchPane::turnTo(PanePage page)
{
    m_ui->work->turnTo(page);
    Q_EMIT looked(); // what is shown now
}

void BatchPane::revealInTimeline()
{
    m_ui->work->revealCurrent();
    Q_EMIT looked();
}

// ---- What it has buttons for

void BatchPane::selectNone()
{
    view().selectNone();
}

void BatchPane::refreshOrder()
{
    m_sort.refresh();
}

void BatchPane::stopSorting()
{
    m_sort.stop();
}

void BatchPane::showAll()
{
    m_ui->work->showAll();
}

void BatchPane::showFailures()
{
    if (FailuresPane *failures = m_ui->work->failures())
        failures->press(FailuresPane::Show);
}

void BatchPane::retryFailures()
{
    if (FailuresPane *failures = m_ui->work->failures())
        failures->press(FailuresPane::Retry);
}

void BatchPane::moveJournal()
{
    m_journalMove->ask();
}

void BatchPane::showPaneActions()
{
    if (!m_isFront)
        return;
    const PaneActions &actions = m_actions.pane;
    actions.showRows(view(), m_sort);
    actions.showSet(m_ui->work->showsOnly());
    for (const FailuresPane::Verb verb : {FailuresPane::Show, FailuresPane::Retry})
        actions.showFailures(verb, m_ui->work->failures());
    actions.showJournal(m_batch->session->journal());
    actions.showPages(panePages);
}

} // namespace batchdeck
