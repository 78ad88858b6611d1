#include "widgets/mainwindow.h"

#include "models/runtext.h"
#include "ui_mainwindow.h"
#include "widgets/appicon.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/menukey.h"
#include "widgets/messagebar.h"
#include "widgets/preferences.h"
#include "widgets/recordview.h"
#include "widgets/resources.h"
#include "widgets/runactions.h"
#include "widgets/runorder.h"
#include "widgets/runsreading.h"
#include "widgets/tablepane.h"
#include "widgets/theme.h"
#include "widgets/watchpage.h"
#include "widgets/windowverbs.h"
#include "widgets/workpane.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScreen>
#include <QTimer>

namespace batchdeck {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Preferences &preferences, const QString &dataFolder, QWidget *parent)
    : QMainWindow(parent)
    , m_ui((loadResources(), std::make_unique<Ui::MainWindow>()))
    , m_actions((m_ui->setupUi(this), std::make_unique<RunActions>(*m_ui)))
    , m_preferences(preferences)
    , m_dataFolder(dataFolder)
    , m_order(new RunOrder(this))
    , m_verbs(new WindowVerbs(*m_ui, *m_ui->tabs, m_preferences, this))
    , m_runs(new RunsReading(m_ui->tabs->closed(), this))
{
    new MenuKey(this);
    m_ui->tabs->setUp(*m_actions, m_preferences);
    connectFile();
    connectRun();
    connectRecords();
    connect(m_ui->tabs, &BatchTabs::frontAltered, this, &MainWindow::showFront);
    connect(m_ui->tabs, &BatchTabs::opened, &m_preferences, &Preferences::addRecentFile);
    connect(m_ui->tabs, &BatchTabs::opened, this, &MainWindow::leaveIfDone, Qt::QueuedConnection); // another plan's run
    connect(m_ui->tabs, &BatchTabs::anotherAsked, this, &MainWindow::chooseFiles);
    connect(m_ui->tabs, &BatchTabs::written, this, &MainWindow::leaveIfDone);
    connect(m_ui->tabs, &BatchTabs::stays, this, &MainWindow::stay);
    connect(m_ui->tabs, &BatchTabs::threadsLeft, this, &MainWindow::threadsLeft);
    connect(m_ui->tabs, &BatchTabs::aboutToRemove, m_order, &RunOrder::forget);
    connect(m_ui->tabs, &BatchTabs::aboutToRemove, this, [this](const BatchTab *tab) {
        if (const RunSummary run = tab->pane() ? tab->pane()->summary() : RunSummary(); run.round > 0)
            m_goneRuns += run;
    });
    connect(m_ui->tabs, &BatchTabs::removed, this, [this] {
        if (m_ui->tabs->count() == 0) { // what is not finished of it is offered then
            m_ui->startPage->awaitRuns();
            QTimer::singleShot(0, m_runs, &RunsReading::read);
        }
        showFront();
        Q_EMIT looked();
        leaveIfDone();
    });
    connect(m_ui->tabs, &BatchTabs::roundEnded, this, [this](BatchTab *tab) {
        m_order->ended(tab);
        Q_EMIT roundEnded(tab->name(), tab->pane()->summary());
    });
    connect(m_runs, &RunsReading::ended, this, [this] { m_ui->startPage->setRuns(m_runs->runs()); });
    connect(m_ui->tabs, &BatchTabs::halted, this,
            [this](BatchTab *tab) { Q_EMIT halted(tab->name(), tab->pane()->summary()); });
    connect(m_ui->tabs, &BatchTabs::altered, this, &MainWindow::looked);
    connect(&m_preferences, &Preferences::recentFilesChanged, this, &MainWindow::showRecent);
    restoreGeometry(m_preferences.geometry());
    applyTheme();
    showRecent();
    showFront();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectFile()
{
    connect(m_ui->actionOpen, &QAction::triggered, this, &MainWindow::chooseFiles);
    connect(m_ui->actionPaste, &QAction::triggered, this, [this] { paste(QGuiApplication::clipboard()->mimeData()); });
    connect(m_ui->startPage, &StartPage::openAsked, this, &MainWindow::chooseFiles);
    connect(m_ui->startPage, &StartPage::pasteAsked, m_ui->actionPaste, &QAction::trigger);
    connect(m_ui->startPage, &StartPage::exampleAsked, this, &MainWindow::openExample);
    connect(m_ui->startPage, &StartPage::runsAsked, m_ui->actionRuns, &QAction::trigger);
    connect(m_ui->startPage, &StartPage::fileAsked, this, qOverload<const QString &>(&MainWindow::open));
    connect(m_ui->actionForget, &QAction::triggered, &m_preferences, &Preferences::forgetRecentFiles);
    connect(m_ui->actionClose, &QAction::triggered, this, [this] {
        if (BatchTab *tab = m_ui->tabs->current())
            m_ui->tabs->close(tab);
        else
            close();
    });
    connect(m_ui->actionNextTab, &QAction::triggered, this, [this] { nextTab(1); });
    connect(m_ui->actionPreviousTab, &QAction::triggered, this, [this] { nextTab(-1); });
    connect(m_ui->actionQuit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectRun()
{
    const std::pair<QAction *, void (BatchPane::*)()> verbs[] = {
        {m_actions->pause, &BatchPane::pauseOrResume},
        {m_actions->finish, &BatchPane::finish},
        {m_actions->retry, &BatchPane::retryProblems},
        {m_actions->saveFailed, &BatchPane::saveFailed},
        {m_actions->saveResults, &BatchPane::saveResults},
        {m_actions->saveAnswer, &BatchPane::saveAnswer},
        {m_ui->actionSelectAll, &BatchPane::selectAll},
        {m_ui->actionDetails, &BatchPane::toggleDetails},
        {m_ui->actionBottom, &BatchPane::toggleBottom},
        {m_actions->records.reveal, &BatchPane::revealInTimeline},
        {m_actions->pane.selectNone, &BatchPane::selectNone},
        {m_actions->pane.refreshOrder, &BatchPane::refreshOrder},
        {m_actions->pane.stopSorting, &BatchPane::stopSorting},
        {m_actions->pane.retryChosen, &BatchPane::retryFailures},
        {m_actions->pane.moveJournal, &BatchPane::moveJournal},
    };
    for (const auto &[action, verb] : verbs)
        connect(action, &QAction::triggered, this, [this, does = verb] { (pane()->*does)(); });
    const std::tuple<QAction *, void (BatchPane::*)(), void (WatchPage::*)()> shown[] = {
        {m_ui->actionFind, &BatchPane::search, &WatchPage::search},
        {m_actions->pane.showAll, &BatchPane::showAll, &WatchPage::showAll},
        {m_actions->pane.showChosen, &BatchPane::showFailures, &WatchPage::showFailures},
    };
    for (const auto &[action, verb, watched] : shown) {
        connect(action, &QAction::triggered, this, [this, does = verb, looks = watched] {
            if (pane())
                (pane()->*does)();
            else
                (m_ui->tabs->current()->watch()->*looks)();
        });
    }
    for (const PanePage page : panePages) {
        connect(m_actions->pane.pages[std::size_t(page)], &QAction::triggered, this, [this, page] {
            if (pane())
                pane()->turnTo(page);
            else
                m_ui->tabs->current()->watch()->turnTo(page);
        });
    }
    connect(m_ui->runAfterMenu, &QMenu::aboutToShow, this, &MainWindow::showRunAfter);
    connect(m_ui->columnsMenu, &QMenu::aboutToShow, this, [this] {
        m_ui->columnsMenu->clear();
        if (!pane())
            return;
        pane()->work().table().view().header().addColumnsTo(*m_ui->columnsMenu);
    });
    connect(m_ui->sortMenu, &QMenu::aboutToShow, this, [this] {
        m_ui->sortMenu->clear();
        if (!pane())
            return;
        pane()->work().table().view().header().addSortsTo(*m_ui->sortMenu);
    });
}

void MainWindow::connectRecords()
{
    const RecordActions &records = m_actions->records;
    records.wire(this, [this]() -> RecordCommands & { return pane()->commands(); });
    for (QMenu *menu : {m_ui->fileMenu, m_ui->editMenu, m_ui->recordMenu, m_ui->runMenu, m_ui->viewMenu, m_ui->goMenu,
                        records.copyMenu, records.likeMenu})
        menu->setToolTipsVisible(true); // why something cannot be done
}

BatchPane *MainWindow::pane() const
{
    const BatchTab *tab = m_ui->tabs->current();
    return tab ? tab->pane() : nullptr;
}

QList<RunSummary> MainWindow::runs() const
{
    QList<RunSummary> summaries;
    for (const BatchTab *tab : m_ui->tabs->all()) {
        if (tab->pane())
            summaries += tab->pane()->summary();
    }
    return summaries;
}

bool MainWindow::isEverythingRun() const
{
    const QList<BatchTab *> tabs = m_ui->tabs->all();
    const auto isRun = [](const BatchTab *tab) {
        const RunSummary run = tab->pane() ? tab->pane()->summary() : RunSummary();
        return run.round > 0 && (run.phase == RunPhase::Idle || run.isOver());
    };
    return !tabs.isEmpty() && std::all_of(tabs.begin(), tabs.end(), isRun) && !m_ui->tabs->lacksFile();
}

// ---- What is in front

void MainWindow::nextTab(int step)
{
    const int count = m_ui->tabs->count();
    m_ui->tabs->setCurrentIndex((m_ui->tabs->currentIndex() + step + count) % count);
}

void MainWindow::showFront()
{
    const bool hasTabs = m_ui->tabs->count() > 0;
    m_ui->pages->setCurrentWidget(hasTabs ? static_cast<QWidget *>(m_ui->tabs) : m_ui->startPage);
    if (!hasTabs)
        m_actions->showNone(tr("Open a batch first."));
    const bool isWatched = hasTabs && m_ui->tabs->current()->watch();
    const QString noRows = pane() ? QString()
        : isWatched               ? tr("This run is only looked at: open the batch to do something with it.")
                                  : tr("No records are open here.");
    const QString alone = m_ui->tabs->count() > 1 ? QString() : tr("No other batch is open.");
    allow(m_ui->actionSelectAll, noRows, tr("Select all records that the table shows"));
    allow(m_ui->actionFind, isWatched ? QString() : noRows, tr("Look in label, id, target, error and entry"));
    for (const auto &[action, part] : {std::pair(m_ui->actionDetails, WorkPane::Part::Details),
                                       std::pair(m_ui->actionBottom, WorkPane::Part::Bottom)}) {
        allow(action, noRows, tr("Show it, or make room for the table"));
        action->setChecked(pane() && pane()->work().isShown(part));
    }
    m_verbs->showFront();
    m_ui->actionClose->setText(hasTabs ? tr("&Close Batch") : tr("&Close Window"));
    for (QAction *action : {m_ui->actionNextTab, m_ui->actionPreviousTab})
        allow(action, alone, tr("Turn to the batch beside this one"));
    const std::tuple<QMenu *, QString, QString> menus[] = {
        {m_ui->runAfterMenu, pane() ? alone : noRows, tr("Start this batch when another one is done")},
        {m_ui->columnsMenu, noRows, tr("Show and hide columns of the table")},
        {m_ui->sortMenu, noRows, tr("Put the records in another order")},
    };
    for (const auto &[menu, obstacle, tip] : menus) {
        menu->setEnabled(obstacle.isEmpty());
        allow(menu->menuAction(), obstacle, tip);
    }
    showTitle();
}

void MainWindow::showTitle()
{
    const BatchTab *tab = m_ui->tabs->current();
    if (!tab)
        return setWindowTitle(QGuiApplication::applicationDisplayName());
    const std::optional<RunSummary> run = tab->standing();
    setWindowTitle(run ? tr("%1% · %2").arg(RunText::percent(*run)).arg(tab->name()) : tab->name());
}

void MainWindow::showRunAfter()
{
    BatchTab *tab = m_ui->tabs->current();
    m_ui->runAfterMenu->clear();
    m_ui->runAfterMenu->setToolTipsVisible(true);
    for (BatchTab *other : m_ui->tabs->all()) {
        if (other == tab)
            continue;
        QAction *action = m_ui->runAfterMenu->addAction(QString(other->name()).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(m_order->awaited(tab) == other);
        const bool ends = other->pane() && other->pane()->hasWork();
        action->setEnabled(action->isChecked() || (ends && m_order->mayFollow(tab, other)));
        if (!action->isEnabled() && !ends)
            action->setToolTip(other->pane() ? tr("Nothing of it is left to run") : tr("It is not open"));
        else if (!action->isEnabled())
            action->setToolTip(tr("It waits for this one itself"));
        connect(action, &QAction::triggered, tab, [this, tab, other = QPointer(other)](bool isWanted) {
            m_order->runAfter(tab, isWanted ? other.data() : nullptr);
        });
    }
}

void MainWindow::applyTheme()
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    setPalette(theme.palette());
    m_ui->centre->setStyleSheet(theme.styleSheet());
}

// It fills the screen that it would reach beyond. Letters are what takes longest at first: they come a moment later.
void MainWindow::showInScreen()
{
    if (size().boundedTo(screen()->availableSize()) != size())
        setWindowState(windowState() | Qt::WindowMaximized);
    m_ui->menus->hide();
    m_ui->pages->hide();
    show();
}

// What can wait until it is to be seen.
void MainWindow::seen()
{
    if (hasKeptRuns())
        m_ui->startPage->awaitRuns();
    if (m_ui->pages->isHidden()) {
        m_ui->menus->show();
        m_ui->pages->show();
        if (!focusWidget())
            focusNextChild();
    }
    setWindowIcon(appIcon());
    m_runs->read();
}

// changeEvent() never hears of the palette.
bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
    const bool isSight = event->type() == QEvent::Show || event->type() == QEvent::Paint;
    const bool mayBeFirst = isSight && !m_isSeen; // others come before it is made
    if (mayBeFirst && event->type() == (m_ui->pages->isHidden() ? QEvent::Paint : QEvent::Show)) { // showInScreen()
        m_isSeen = true;
        QTimer::singleShot(0, this, &MainWindow::seen);
    }
    return QMainWindow::event(event);
}

// A tool button hears the space bar alone; people press Return too.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (auto *button = qobject_cast<QAbstractButton *>(focusWidget()); button && isReturn)
        return button->click();
    QMainWindow::keyPressEvent(event);
}

} // namespace batchdeck
