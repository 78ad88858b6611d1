#include "widgets/mainwindow.h"

#include "ui_mainwindow.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/closingdialog.h"
#include "widgets/preferences.h"
#include "widgets/question.h"
#include "widgets/runorder.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QSystemTrayIcon>

// How a window goes: at once, when what runs is over, or out of sight.
namespace batchdeck {

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_ui->tabs->atWork().isEmpty()) {
        event->ignore();
        return askToLeave();
    }
    if (m_ui->tabs->isWriting()) {
        m_isLeaving = true;
        m_ui->tabs->awaitWritten();
        return event->ignore();
    }
    if (const auto *unread = unreadIn(*this); unread && !m_isEnding) {
        m_isLeaving = true;
        connect(unread, &QObject::destroyed, this, &MainWindow::leaveIfDone, Qt::QueuedConnection);
        return event->ignore();
    }
    m_preferences.setGeometry(saveGeometry());
    event->accept();
    Q_EMIT left();
}

void MainWindow::askToLeave()
{
    if (const auto *asked = findChild<ClosingDialog *>()) { // about a tab, perhaps
        connect(asked, &QDialog::rejected, this, &MainWindow::stay, Qt::UniqueConnection);
        return;
    }
    const auto atWork = [this](bool alsoStopping) {
        QList<RunSummary> summaries;
        for (const BatchTab *tab : m_ui->tabs->atWork()) {
            if (alsoStopping || tab->pane()->closing().step() != RunClosing::Step::Stopping)
                summaries += tab->pane()->summary();
        }
        return summaries;
    };
    const QList<RunSummary> summaries = atWork(false);
    if (summaries.isEmpty() && m_isLeaving)
        return askToGiveUp(ClosingDialog::Of::Window, this, [this] { giveUpAndQuit(); });
    const bool onlyGivenUp = std::all_of(summaries.begin(), summaries.end(),
                                         [](const RunSummary &summary) { return summary.phase == RunPhase::Idle; });
    if (onlyGivenUp)
        return finishAndQuit();
    auto *question = new ClosingDialog(
        ClosingDialog::Of::Window, [atWork] { return atWork(true); }, this);
    connect(question, &QDialog::rejected, this, &MainWindow::stay);
    connect(question, &ClosingDialog::hideChosen, this, &MainWindow::hideAway);
    connect(question, &ClosingDialog::cancelChosen, this, &MainWindow::cancelAndQuit);
    connect(question, &ClosingDialog::finishChosen, this, &MainWindow::finishAndQuit);
    question->open();
}

void MainWindow::finishAndQuit()
{
    m_isLeaving = true;
    m_order->giveUp();
    m_ui->tabs->finishAll();
    leaveIfDone();
}

void MainWindow::cancelAndQuit()
{
    m_isLeaving = true;
    m_order->giveUp();
    m_ui->tabs->cancelAll();
    leaveIfDone();
}

void MainWindow::end()
{
    m_isEnding = true;
    cancelAndQuit();
}

void MainWindow::stay()
{
    m_isLeaving = m_isEnding;
    leaveIfDone();
}

void MainWindow::giveUpAndQuit()
{
    cancelAndQuit();
    m_ui->tabs->giveUpAll();
}

void MainWindow::finishClosed()
{
    m_ui->tabs->finishClosed();
}

bool MainWindow::waitCancelled()
{
    m_order->giveUp();
    return m_ui->tabs->waitCancelled();
}

void MainWindow::leaveIfDone()
{
    if (!m_isLeaving)
        return;
    const QList<BatchTab *> tabs = m_ui->tabs->atWork();
    const bool isAnew = std::any_of(tabs.begin(), tabs.end(), [](const BatchTab *tab) {
        return tab->pane()->closing().step() == RunClosing::Step::None; // it was run since
    });
    if (tabs.isEmpty())
        close();
    else if (isAnew && m_isEnding)
        cancelAndQuit();
    else if (isAnew)
        askToLeave();
}

void MainWindow::hideAway()
{
    m_isLeaving = m_isEnding;
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return showMinimized();
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(windowIcon(), this);
        m_tray->setToolTip(windowTitle());
        connect(this, &QWidget::windowTitleChanged, m_tray, &QSystemTrayIcon::setToolTip);
        connect(m_tray, &QSystemTrayIcon::activated, this, &MainWindow::come);
    }
    m_tray->show();
    hide();
}

void MainWindow::come()
{
    if (m_tray)
        m_tray->hide();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

} // namespace batchdeck
