#include "widgets/runclosing.h"

#include "core/batchrun.h"
#include "models/runwatch.h"

#include <QMessageBox>
#include <QPushButton>
#include <QtConcurrentRun>

namespace batchdeck {

namespace {

constexpr auto patience = std::chrono::seconds(15); // then what does not answer is given up

}

RunClosing::RunClosing(BatchRun &run, RunWatch &watch, QObject *parent)
    : QObject(parent)
    , m_run(run)
    , m_watch(watch)
{
    connect(&m_watch, &RunWatch::roundEnded, this, [this] {
        if (m_step == Step::Finishing)
            close();
    });
    connect(&m_closing, &QFutureWatcherBase::finished, this, [this] {
        enter(Step::Over);
        Q_EMIT closed(m_closing.result());
    });
}

RunClosing::~RunClosing()
{
    m_closing.waitForFinished();
}

bool RunClosing::isNeeded() const
{
    const RunSummary summary = m_run.summary();
    const bool isAtRest = summary.phase == RunPhase::Idle || summary.phase == RunPhase::Closed;
    return !isAtRest || summary.inFlight > 0 || summary.writtenOff > 0;
}

void RunClosing::ask(QWidget *window)
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Close while it runs?"),
                                     tr("The batch is still running."), QMessageBox::NoButton, window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(
        tr("Finishing what runs leaves the rest undone. Cancelling stops what runs and cleans up after it."));
    auto *stay = question->addButton(tr("Don’t Close"), QMessageBox::RejectRole);
    auto *finish = question->addButton(tr("Finish What Runs, Then Close"), QMessageBox::AcceptRole);
    auto *cancel = question->addButton(tr("Cancel and Close"), QMessageBox::DestructiveRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(finish, &QPushButton::clicked, this, &RunClosing::finishThenClose);
    connect(cancel, &QPushButton::clicked, this, &RunClosing::cancelAndClose);
    question->open();
}

void RunClosing::finishThenClose()
{
    if (!isNeeded()) { // it ended while the question stood
        close();
        return;
    }
    enter(Step::Finishing);
    m_run.drain();
    m_watch.wake();
}

void RunClosing::cancelAndClose()
{
    m_run.cancel();
    close();
}

void RunClosing::close()
{
    if (m_step == Step::Stopping || m_step == Step::Over)
        return;
    enter(Step::Stopping);
    m_watch.wake();
    m_closing.setFuture(QtConcurrent::run([run = &m_run] { return run->close(patience); }));
}

void RunClosing::enter(Step step)
{
    m_step = step;
    Q_EMIT stepChanged();
}

} // namespace batchdeck
