#include "widgets/batchtab.h"

#include "models/coretext.h"
#include "ui_batchtab.h"
#include "widgets/batchpane.h"
#include "widgets/inscreen.h"
#include "widgets/messagebar.h"
#include "widgets/plandialog.h"
#include "widgets/preferences.h"
#include "widgets/question.h"
#include "widgets/runsaving.h"
#include "widgets/wherepage.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>

// What is done with a tab's records: where nobody has said so yet, and under another plan.
namespace batchdeck {

void BatchTab::askWhere(OpenBatch batch)
{
    m_request.batch = std::move(batch.batch);
    m_fields = std::move(batch.fields);
    m_where = new WherePage(m_ui->pages);
    m_ui->pages->addWidget(m_where);
    m_where->setBatch(name(), m_request.batch->size(), m_fields);
    connect(m_where, &WherePage::destinationChosen, this, &BatchTab::draft);
    connect(m_where, &WherePage::planAsked, this, &BatchTab::choosePlanFile);
    connect(m_where, &WherePage::simulationChosen, this, [this] {
        m_request.isTrial = true;
        load();
    });
    m_ui->pages->setCurrentWidget(m_where);
    setFront(m_isFront);
    Q_EMIT altered();
}

void BatchTab::draft(WhereTo destination)
{
    DraftRequest request;
    request.destination = destination;
    request.batchPath = path();
    request.jobs = m_preferences.liking().jobs;
    request.timeout = m_preferences.liking().timeout;
    const PlanDocument plan(draftPlan(m_fields, request), QFileInfo(path()).absolutePath());
    if (destination == WhereTo::LocalFile && plan.plan())
        take({*plan.plan(), {}, {}});
    else
        showPlan(plan, {});
}

void BatchTab::choosePlanFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a Plan"), QFileInfo(path()).path(), tr("Plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const auto plan = PlanDocument::load(file);
        if (!plan)
            m_where->tell(plan.error().message);
        else
            showPlan(*plan, file);
    });
    openInScreen(*dialog);
}

void BatchTab::editPlan()
{
    const Session *session = m_pane ? &m_pane->session() : nullptr;
    const QString file = session   ? session->planPath()
        : m_request.plan.isEmpty() ? planFileBeside(path())
                                   : m_request.plan;
    const auto loaded = file.isEmpty() ? Expected<PlanDocument>(ownPlan()) : PlanDocument::load(file);
    if (loaded)
        showPlan(*loaded, file);
    else
        m_ui->messages->tell(MessageBar::Kind::Problem, loaded.error().message);
}

void BatchTab::showPlan(const PlanDocument &plan, const QString &file)
{
    makeEditor(plan, file);
    if (file.isEmpty() && isAsked())
        m_editing->draftFrom(m_fields);
    m_editing->open();
}

void BatchTab::makeEditor(const PlanDocument &plan, const QString &file)
{
    const std::shared_ptr<const Batch> batch = m_pane ? m_pane->session().batch() : m_request.batch;
    const Record first = batch && batch->size() > 0 && !batch->isInvalid(0) ? batch->record(0) : Record();
    m_editing = new PlanDialog(plan, file, path(), first, this);
    connect(m_editing, &PlanDialog::chosen, this, &BatchTab::take);
    connect(m_editing, &QDialog::finished, this, [this] { // also where it goes together with what it asks
        if (QGuiApplication::applicationState() == Qt::ApplicationActive)
            window()->activateWindow();
    });
}

// As it was written, where that is known.
PlanDocument BatchTab::documentOf(const ChosenPlan &plan)
{
    return plan.text.isEmpty() ? PlanDocument::of(plan.plan) : PlanDocument(plan.text, plan.plan.folder);
}

// Of the open batch, where it is in no file.
PlanDocument BatchTab::ownPlan() const
{
    const PlanDocument own = PlanDocument::of(m_pane->session().plan());
    const auto &chosen = m_request.chosen;
    return chosen && PlanDocument::of(chosen->plan).text() == own.text() ? documentOf(*chosen) : own;
}

void BatchTab::tellOfPlan(const QString &problem)
{
    if (m_editing)
        m_editing->tell(problem); // what it says stands before the window
    else
        m_ui->messages->tell(MessageBar::Kind::Problem, problem);
}

// What somebody typed, and has saved nowhere, is not lost where it came to nothing.
void BatchTab::bringBack(const ChosenPlan &plan, const QString &why)
{
    if (!plan.path.isEmpty() || m_editing)
        return;
    makeEditor(documentOf(plan), {});
    m_editing->bringBack(why);
    m_editing->open();
}

// Another plan is another run, or the same one with what its journal says came of it: what it has shown is not lost
// without a word.
void BatchTab::take(const ChosenPlan &plan)
{
    const bool isUnderWay = m_pane && m_pane->summary().phase != RunPhase::Idle;
    if (m_pane && m_pane->saving()->isUnderWay())
        return tellOfPlan(RunSaving::obstacle());
    if (!m_pane || (m_pane->summary().round == 0 && !isUnderWay))
        return takeAs(plan, Reopen::Ask);
    if (m_pane->closing().isStuck())
        return tellOfPlan(tr("What was at work does not stop. To go on, close the batch, and open it again when that "
                             "has stopped."));
    QWidget *asker = m_editing ? static_cast<QWidget *>(m_editing.data()) : this; // which stays until it is answered
    const Answer anew{tr("Begin a New Run"), [this, plan] { takeAs(plan, Reopen::Fresh); }};
    if (!m_pane->mayGoOn())
        return ask(asker, tr("Begin a new run?"),
                   tr("Under another plan the records run anew. What this run has shown, its results, tries and "
                      "failures, is then shown no more."),
                   {anew});
    const Answer goesOn{tr("Go On With This Run"), [this, plan] {
                            if (!m_pane || m_pane->closing().step() != RunClosing::Step::None)
                                return tellOfPlan(tr("This batch is being closed."));
                            if (!m_pane->mayGoOn())
                                return tellOfPlan(withoutJournal());
                            m_waiting = plan;
                            closeEditor();
                            m_pane->closing().close();
                        }};
    if (isUnderWay)
        return ask(
            asker, tr("Go on under the changed plan?"),
            tr("What has ended stays as it is. What is at work is stopped, with its clean-up, and waits again. "
               "The run opens paused: nothing runs before you say so, and then every record that waits. What was set "
               "in the tool bar stays, unless the changed plan says something else about it."),
            {goesOn});
    ask(asker, tr("Go on under the changed plan?"),
        tr("This run can go on: what has ended stays as it is, and what waits or is retried runs as the changed plan "
           "says. In a new run every record runs anew, and what this one has shown is shown no more."),
        {goesOn, anew});
}

void BatchTab::takeAs(const ChosenPlan &plan, Reopen reopen)
{
    m_request.chosen = plan;
    m_request.isTrial = false;
    if (reopen == Reopen::Fresh)
        m_request.forgetRun();
    else if (m_pane)
        m_request.live = m_pane->liveValues();
    if (m_pane && reopen == Reopen::Resume)
        m_request.run = m_pane->session().journal()->run().id;
    loadAnew(reopen);
}

// Later: it is the run that tells that it is closed.
bool BatchTab::takeWaitingPlan()
{
    if (!m_waiting)
        return false;
    const ChosenPlan plan = *std::exchange(m_waiting, {});
    const bool isStuck = m_pane->closing().isStuck(); // its journal stays open as long, and nobody else can write to it
    if (!isStuck && m_pane->mayGoOn()) {
        QTimer::singleShot(0, this, [this, plan] { takeAs(plan, Reopen::Resume); });
        return true;
    }
    const QString why = isStuck
        ? tr("What was at work does not stop, so the run does not go on under another plan. What it has come to is "
             "shown here until this batch is closed. To go on, close it, and open it again when that has stopped.")
        : withoutJournal();
    m_ui->messages->tell(MessageBar::Kind::Problem, why);
    bringBack(plan, why);
    return true;
}

// What came of the run is in this window alone.
QString BatchTab::withoutJournal()
{
    return tr("The run's journal cannot be written, so the run does not go on under another plan. What it has come to "
              "is shown here until this batch is closed.");
}

void BatchTab::forgetWhatWaits()
{
    m_waiting.reset();
    m_isNotRun = std::exchange(m_request.runs, false) || m_isNotRun;
}

void BatchTab::closeEditor()
{
    if (m_editing)
        m_editing->accept();
}

void BatchTab::loadAnew(Reopen reopen)
{
    if (m_pane && m_pane->closing().isStuck())
        return tellOfPlan(tr("What was at work does not stop. To go on, close the batch, and open it again when that "
                             "has stopped."));
    if (m_pane && m_pane->closing().isNeeded())
        return tellOfPlan(tr("The plan stays as it is while records run. Stop the run first."));
    closeEditor();
    if (m_pane) {
        m_request.batch = m_pane->session().batch();
        m_ui->pages->setCurrentWidget(m_ui->loadingPage);
        delete std::exchange(m_pane, nullptr);
    }
    loadAs(reopen);
}

void BatchTab::tellWhere(const Error &error)
{
    m_where->tell(error.message);
    m_ui->pages->setCurrentWidget(m_where);
    setFront(m_isFront);
    Q_EMIT altered();
    if (const auto plan = std::exchange(m_request.chosen, {}))
        bringBack(*plan, CoreText::told(error.message));
}

} // namespace batchdeck
