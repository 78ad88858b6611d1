#include "widgets/mainwindow.h"

#include "models/runtext.h"
#include "ui_mainwindow.h"
#include "widgets/batchpane.h"
#include "widgets/runactions.h"
#include "widgets/theme.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QtConcurrentRun>

static void initResources() // outside the namespace, as the macro wants it
{
    Q_INIT_RESOURCE(batchdeck);
}

namespace batchdeck {

namespace {

QList<QString> filesIn(const QMimeData *data)
{
    QList<QString> files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files += url.toLocalFile();
    }
    return files;
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_ui((initResources(), std::make_unique<Ui::MainWindow>()))
    , m_actions((m_ui->setupUi(this), std::make_unique<RunActions>(*m_ui)))
{
    QFont title = font();
    title.setPointSizeF(title.pointSizeF() * 1.6);
    title.setWeight(QFont::DemiBold);
    m_ui->startTitle->setFont(title);

    connectActions();
    connect(&m_loading, &QFutureWatcherBase::finished, this, &MainWindow::loaded);
    m_actions->showNone();
    m_ui->actionSelectAll->setEnabled(false);
    applyTheme();
    showTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectActions()
{
    connect(m_ui->actionOpen, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(m_ui->startOpen, &QToolButton::clicked, this, &MainWindow::chooseFile);
    const auto example = [this] { open(QStringLiteral(":/examples/night-shift.json")); };
    connect(m_ui->actionExample, &QAction::triggered, this, example);
    connect(m_ui->startExample, &QToolButton::clicked, this, example);
    connect(m_ui->actionClose, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->actionQuit, &QAction::triggered, qApp, &QApplication::closeAllWindows);

    const std::pair<QAction *, void (BatchPane::*)()> verbs[] = {
        {m_actions->run, &BatchPane::run},
        {m_actions->pause, &BatchPane::pauseOrResume},
        {m_actions->finish, &BatchPane::finish},
        {m_actions->cancel, &BatchPane::cancel},
        {m_actions->retry, &BatchPane::retryProblems},
        {m_actions->cancelSelected, &BatchPane::cancelSelected},
        {m_actions->retrySelected, &BatchPane::retrySelected},
        {m_ui->actionSelectAll, &BatchPane::selectAll},
    };
    for (const auto &[action, verb] : verbs)
        connect(action, &QAction::triggered, this, [this, does = verb] { (m_pane->*does)(); });
}

// ---- Opening

void MainWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a Batch"), QString(), tr("Batches (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::open);
    dialog->open();
}

void MainWindow::open(const QString &path)
{
    if (m_pane || m_loading.isRunning()) {
        Q_EMIT openElsewhere(path);
        return;
    }
    m_path = path;
    m_ui->messages->hide();
    m_ui->loadingText->setText(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    m_ui->pages->setCurrentWidget(m_ui->loadingPage);
    m_loading.setFuture(QtConcurrent::run(&OpenBatch::open, path));
}

void MainWindow::loaded()
{
    Loading loading = m_loading.future().takeResult();
    if (!loading) {
        m_ui->pages->setCurrentWidget(m_ui->startPage);
        m_ui->startOpen->setFocus();
        m_ui->messages->tell(MessageBar::Kind::Problem, loading.error().message);
        return;
    }
    m_pane = new BatchPane(*std::move(loading), *m_actions, m_ui->pages);
    connect(m_pane, &BatchPane::looked, this, &MainWindow::showTitle);
    connect(&m_pane->closing(), &RunClosing::stepChanged, this, &MainWindow::showClosing);
    connect(&m_pane->closing(), &RunClosing::closed, this, &MainWindow::closed);
    m_ui->pages->setCurrentIndex(m_ui->pages->addWidget(m_pane));
    m_ui->actionSelectAll->setEnabled(true);
    showTitle();
}

void MainWindow::showTitle()
{
    if (!m_pane) {
        setWindowTitle(QGuiApplication::applicationDisplayName());
        return;
    }
    const QString name = QFileInfo(m_pane->path()).fileName();
    const RunSummary &summary = m_pane->summary();
    setWindowTitle(summary.round == 0 ? name : tr("%1% · %2").arg(RunText::percent(summary)).arg(name));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QString> files = filesIn(event->mimeData());
    for (const QString &file : files)
        open(file);
    event->acceptProposedAction();
}

// ---- Closing

void MainWindow::closeEvent(QCloseEvent *event)
{
    using Step = RunClosing::Step;
    if (!m_pane || m_pane->closing().step() == Step::Over || !m_pane->closing().isNeeded()) {
        event->accept();
        return;
    }
    event->ignore();
    if (m_pane->closing().step() == Step::Stopping)
        return;
    if (m_pane->summary().phase == RunPhase::Idle)
        m_pane->closing().close(); // only what was given up is left
    else
        m_pane->closing().ask(this);
}

void MainWindow::showClosing()
{
    using Step = RunClosing::Step;
    const Step step = m_pane->closing().step();
    if (step == Step::Finishing)
        m_ui->messages->tell(MessageBar::Kind::News, tr("What runs is being finished, then this window closes."));
    else if (step == Step::Stopping)
        m_ui->messages->tell(MessageBar::Kind::News, tr("Stopping: this window closes when the clean-up is over."));
}

void MainWindow::closed(bool clean)
{
    if (!clean) {
        m_pane->abandon();
        Q_EMIT threadsLeft();
    }
    close();
}

// ---- Looks

void MainWindow::applyTheme()
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    setPalette(theme.palette());
    m_ui->centre->setStyleSheet(theme.styleSheet());
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
}

} // namespace batchdeck
