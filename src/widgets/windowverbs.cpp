#include "widgets/windowverbs.h"

#include "ui_mainwindow.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/batchtabs.h"
#include "widgets/preferences.h"
#include "widgets/question.h"
#include "widgets/runsdialog.h"
#include "widgets/settingsdialog.h"
#include "widgets/shortcutsdialog.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>

namespace batchdeck {

namespace {

// Those that the plan may write to over a network.
QStringList serversOf(const Plan &plan)
{
    QStringList names;
    for (const PlannedConnection &connection : plan.connections) {
        if (connection.driver != QLatin1StringView("sqlite"))
            names += connection.name;
    }
    return names;
}

} // namespace

WindowVerbs::WindowVerbs(const Ui::MainWindow &ui, BatchTabs &tabs, Preferences &preferences, QWidget *window)
    : QObject(window)
    , m_ui(ui)
    , m_tabs(tabs)
    , m_preferences(preferences)
    , m_window(window)
{
    const std::pair<QAction *, void (BatchPane::*)()> starts[] = {
        {m_ui.actionRun, &BatchPane::run},
        {m_ui.actionRunSelected, &BatchPane::runSelected},
        {m_ui.actionRunFirst, &BatchPane::askHowMany},
        {m_ui.actionRunAgain, &BatchPane::runCancelled},
    };
    for (const auto &[action, verb] : starts)
        connect(action, &QAction::triggered, this, [this, does = verb] { start(does); });
    connect(m_ui.actionCancel, &QAction::triggered, this, &WindowVerbs::cancel);
    connect(m_ui.actionPlan, &QAction::triggered, this, [this] { m_tabs.current()->editPlan(); });
    connect(m_ui.actionPreview, &QAction::triggered, this, [this] { m_tabs.current()->pane()->preview(); });
    connect(m_ui.actionSettings, &QAction::triggered, this,
            [this] { (new SettingsDialog(m_preferences, m_window))->open(); });
    connect(m_ui.actionRuns, &QAction::triggered, this, &WindowVerbs::showRuns);
    connect(m_ui.actionShortcuts, &QAction::triggered, this, &WindowVerbs::showShortcuts);
    connect(m_ui.actionAbout, &QAction::triggered, this, &WindowVerbs::showAbout);
}

void WindowVerbs::showFront()
{
    BatchPane *pane = m_tabs.current() ? m_tabs.current()->pane() : nullptr;
    const bool mayPlan = pane && pane->mayTakePlan();
    m_ui.actionPlan->setEnabled(mayPlan);
    m_ui.actionPlan->setToolTip(
        mayPlan     ? tr("See or change what is done with the records, and how")
            : !pane ? tr("Open a batch first.")
            : pane->closing().isStuck()
            ? tr("What was at work does not stop. To go on, close the batch, and open it again when that has stopped.")
            : pane->mayGoOn() ? tr("The plan stays as it is while records run. Pause or stop the run first.")
                              : tr("The plan stays as it is while records run. Stop the run first."));
    m_ui.actionPreview->setEnabled(pane != nullptr);
    m_ui.actionPreview->setToolTip(pane ? tr("See what each record would do, without doing it")
                                        : tr("Open a batch first."));
}

void WindowVerbs::start(void (BatchPane::*verb)())
{
    BatchPane *pane = m_tabs.current()->pane();
    const QStringList servers = serversOf(pane->session().plan());
    if (!m_preferences.liking().asksForServer || servers.isEmpty() || pane->summary().round > 0)
        return (pane->*verb)();
    ask(pane, tr("Run on a server?"), tr("The records of this batch go to %1.").arg(servers.join(QStringLiteral(", "))),
        tr("Run"), [pane, verb] { (pane->*verb)(); });
}

void WindowVerbs::cancel()
{
    BatchPane *pane = m_tabs.current()->pane();
    if (!m_preferences.liking().asksToCancel)
        return pane->cancel();
    const RunSummary &summary = pane->summary();
    quint32 left = 0;
    for (const State state : {State::Queued, State::Backoff, State::Running, State::Committing})
        left += summary.count(state);
    ask(pane, tr("Cancel what runs?"),
        left == 1 ? tr("1 record that runs or waits is cancelled. What has ended stays as it is.")
                  : tr("%1 records that run or wait are cancelled. What has ended stays as it is.")
                        .arg(QLocale().toString(left)),
        tr("Cancel the Run"), [pane] { pane->cancel(); });
}

// What is left of a run its batch is opened for; else it is only looked at.
void WindowVerbs::showRuns()
{
    auto *dialog = new RunsDialog(m_preferences.liking().keptDays, m_tabs.closed(), m_window);
    connect(dialog, &RunsDialog::openAsked, this, [this](const KeptRun &run) {
        OpenRequest request{run.batch};
        const bool goesOn = run.stands == KeptRun::Stands::Unfinished && QFileInfo(run.batch).isFile();
        (goesOn ? request.kept : request.journal) = run.journal; // of several of a batch this one
        m_tabs.open(request);
    });
    dialog->open();
}

void WindowVerbs::showShortcuts()
{
    (new ShortcutsDialog(*m_ui.menus, m_window))->open();
}

void WindowVerbs::showAbout()
{
    const QString name = QGuiApplication::applicationDisplayName();
    auto *about = new QMessageBox(QMessageBox::NoIcon, tr("About %1").arg(name),
                                  tr("<b>%1 %2</b><p>Runs batches of records and shows each one live.</p>")
                                      .arg(name, QStringLiteral(BATCHDECK_VERSION)),
                                  QMessageBox::Close, m_window);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->open();
}

} // namespace batchdeck
