#include "widgets/mainwindow.h"

#include "session/userfiles.h"
#include "ui_mainwindow.h"
#include "widgets/batchfiles.h"
#include "widgets/batchtab.h"
#include "widgets/inscreen.h"
#include "widgets/messagebar.h"
#include "widgets/preferences.h"
#include "widgets/runactions.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

// How batches come into a window: chosen, dropped, pasted, or as before.
namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

QStringList filesIn(const QMimeData *data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files += url.toLocalFile();
    }
    return files;
}

bool canBeOpened(const QMimeData *data)
{
    return data->hasUrls() ? !filesIn(data).isEmpty() : data->hasText(); // a link is no text
}

} // namespace

void MainWindow::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Open Batches"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Batches (%1)").arg(u"*.json *.jsonl *.ndjson *.csv *.tsv *.txt *.gz"_s),
                            tr("All files (%1)").arg(u"*"_s)});
    auto *offered = new BatchFiles(dialog);
    dialog->setProxyModel(offered);
    connect(dialog, &QFileDialog::filterSelected, offered,
            [offered, dialog](const QString &filter) { offered->setAll(filter != dialog->nameFilters().first()); });
    if (const QStringList recent = m_preferences.recentFiles(); !recent.isEmpty())
        dialog->setDirectory(QFileInfo(recent.first()).path());
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const QString &file : files)
            open(file);
    });
    openInScreen(*dialog);
}

void MainWindow::open(const OpenRequest &request)
{
    m_ui->startPage->tell({});
    m_ui->tabs->open(request);
}

void MainWindow::paste(const QMimeData *what)
{
    const QStringList files = filesIn(what);
    for (const QString &file : files)
        open(file);
    if (files.isEmpty())
        openText(what->text());
}

void MainWindow::openText(const QString &text)
{
    const QString folder = QDir(m_dataFolder).filePath(u"pasted"_s);
    const Expected<QString> path = keepPasted(text, folder);
    openKept(path, path && QFileInfo(*path).path() == folder); // else it is the path of a file
}

void MainWindow::openExample(const QString &resource)
{
    openKept(unpackExample(resource, QDir(m_dataFolder).filePath(u"examples"_s)));
}

void MainWindow::openKept(const Expected<QString> &path, bool isPasted)
{
    if (!path)
        return tell(path.error().message);
    OpenRequest request{*path};
    request.isPasted = isPasted;
    open(request);
}

void MainWindow::tell(const QString &problem)
{
    if (BatchTab *tab = m_ui->tabs->current())
        tab->messages().tell(MessageBar::Kind::Problem, problem);
    else
        m_ui->startPage->tell(problem);
}

void MainWindow::showRecent()
{
    const QStringList files = m_preferences.recentFiles();
    m_ui->startPage->setRecentFiles(files);
    m_ui->recentMenu->clear();
    for (const QString &file : files) {
        const QString name = QDir::toNativeSeparators(file).replace(u'&', u"&&"_s);
        m_ui->recentMenu->addAction(name, this, [this, file] { open(file); });
    }
    m_ui->recentMenu->addSeparator();
    m_ui->recentMenu->addAction(m_ui->actionForget);
    m_ui->recentMenu->setEnabled(!files.isEmpty());
    allow(m_ui->recentMenu->menuAction(), files.isEmpty() ? tr("No batch has been opened yet.") : QString(),
          tr("Open a batch that was open before"));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!canBeOpened(event->mimeData()))
        return;
    m_ui->startPage->setDropping(true);
    event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_ui->startPage->setDropping(false);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_ui->startPage->setDropping(false);
    paste(event->mimeData());
    event->acceptProposedAction();
}

} // namespace batchdeck
