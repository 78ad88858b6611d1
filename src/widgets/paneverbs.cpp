#include "widgets/batchpane.h"

#include "ui_batchpane.h"
#include "widgets/previewdialog.h"
#include "widgets/question.h"
#include "widgets/recordcommands.h"
#include "widgets/runsaving.h"
#include "widgets/tablepane.h"

#include <QInputDialog>
#include <QLocale>

// What a person can do with a batch: to its run, to its records, and to how its pane looks.
namespace batchdeck {

namespace {

constexpr quint32 firstFew = 10;
constexpr quint32 mostNamed = 3; // records in doubt

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

void BatchPane::cancelSelected()
{
    m_commands->ask(RowVerbs::Cancel);
}

void BatchPane::retrySelected()
{
    m_commands->ask(RowVerbs::Retry);
}

void BatchPane::editSelected()
{
    m_commands->editSelected();
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

void BatchPane::revealInTimeline()
{
    m_ui->work->revealCurrent();
}

void BatchPane::askOfDoubts(RowVerbs::Verb verb)
{
    const auto act = [this, verb] {
        RowVerbs::ask(engine(), verb, RowSet::all(RowVerbs::states(verb)));
        m_watch.wake();
    };
    if (verb == RowVerbs::LookUp)
        return act();
    const quint32 records = summary().count(State::InDoubt);
    ask(this, tr("%1?").arg(RowVerbs::text(verb, records)),
        tr("In doubt: %1.").arg(namesOfDoubts(records)) + QLatin1Char('\n')
            + (verb == RowVerbs::RunDoubtful ? tr("What has taken effect already takes effect once more.")
                                             : tr("Nobody looks whether it is so: it counts because you say it.")),
        RowVerbs::text(verb, records), act);
}

// "order 7 (#7), order 12 (#12) and 3 more"
QString BatchPane::namesOfDoubts(quint32 records) const
{
    QStringList names;
    const quint32 size = engine().batch().size();
    for (quint32 row = 0; row < size && quint32(names.size()) < std::min(records, mostNamed); ++row) {
        if (m_records.stateOf(row) == State::InDoubt)
            names += QStringLiteral("%1 (#%2)").arg(m_records.texts().label(row), QLocale().toString(row + 1));
    }
    const QString all = names.join(QStringLiteral(", "));
    const quint32 more = records - std::min(records, quint32(names.size()));
    return more == 0 ? all : tr("%1 and %2 more").arg(all, QLocale().toString(more));
}

} // namespace batchdeck
