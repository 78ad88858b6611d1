#include "widgets/runsaving.h"

#include "models/coretext.h"
#include "session/pastresults.h"
#include "session/planchoice.h"
#include "widgets/inscreen.h"
#include "widgets/question.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QProgressBar>
#include <QProgressDialog>
#include <QtConcurrentRun>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr int steps = 1000; // of the bar
constexpr auto patience = 500ms; // before it is shown

// "orders.failed.json" beside "orders.json".
QString beside(const QString &batchPath, const QString &part, const QString &suffix)
{
    const QFileInfo batch(batchPath);
    return batch.dir().filePath(QStringLiteral("%1.%2.%3").arg(batch.baseName(), part, suffix));
}

} // namespace

struct RunSaving::Form {
    QString filter; // "JSON Lines (*.jsonl)"
    QString suffix;
    Save save;
};

RunSaving::RunSaving(const Session &session, const QString &batchPath, QWidget *window)
    : m_session(session)
    , m_batchPath(batchPath)
    , m_window(window)
    , m_hasMessages(session.batch()->size() > 0 && !session.batch()->record(0).messageId().isEmpty())
{
    m_look.setInterval(100ms);
    connect(&m_look, &QTimer::timeout, this, &RunSaving::showProgress);
    connect(&m_work, &QFutureWatcherBase::finished, this, &RunSaving::ended);
}

RunSaving::~RunSaving()
{
    m_stop.request_stop();
    m_work.disconnect(this);
    if (m_work.isRunning())
        m_work.waitForFinished();
}

bool RunSaving::isUnderWay() const
{
    return m_isWriting || m_chooser || !m_refusal.isEmpty();
}

void RunSaving::stop()
{
    m_stop.request_stop();
}

void RunSaving::chooseNone()
{
    if (!m_chooser)
        return;
    // What it has open in an event loop of its own is part of it, and is answered first. Closed, it is a no; rejected,
    // it would be no answer, which some of Qt's questions take for a yes.
    for (QMenu *menu : m_chooser->findChildren<QMenu *>())
        menu->close();
    for (QDialog *question : m_chooser->findChildren<QDialog *>())
        question->close();
    m_chooser->reject();
}

QString RunSaving::obstacle()
{
    return tr("A file is being saved: wait until it is, or cancel that.");
}

void RunSaving::wait()
{
    if (m_isWriting) // else its result has been taken, and would not come again
        m_work.waitForFinished();
    m_isWriting = false;
}

void RunSaving::saveFailed()
{
    const QString suffix = QFileInfo(m_batchPath).completeSuffix();
    ask(tr("Save What Did Not Succeed as a Batch"), beside(m_batchPath, QStringLiteral("failed"), suffix),
        {{tr("As this batch is (%1)").arg(QStringLiteral("*.") + suffix), suffix,
          [this](const Destination &to) { return saveBatch(m_session, toRunAgain, to); }}});
}

void RunSaving::saveResults()
{
    const auto as = [this](ResultForm form) {
        return [this, form](const Destination &to) -> Expected<QString> {
            const auto done = batchdeck::saveResults(m_session, pastResults(m_session), form, false, to);
            return done ? Expected<QString>(QString()) : done.error();
        };
    };
    ask(tr("Save Results"), beside(m_batchPath, QStringLiteral("results"), QStringLiteral("jsonl")),
        {{tr("JSON Lines (%1)").arg(QStringLiteral("*.jsonl")), QStringLiteral("jsonl"), as(ResultForm::JsonLines)},
         {tr("Table (%1)").arg(QStringLiteral("*.csv")), QStringLiteral("csv"), as(ResultForm::Csv)},
         {tr("JSON (%1)").arg(QStringLiteral("*.json")), QStringLiteral("json"), as(ResultForm::Json)}});
}

void RunSaving::saveQueueAnswer()
{
    ask(tr("Save the Answer to the Queue"), beside(m_batchPath, QStringLiteral("answer"), QStringLiteral("json")),
        {{tr("JSON (%1)").arg(QStringLiteral("*.json")), QStringLiteral("json"),
          [this](const Destination &to) { return batchdeck::saveQueueAnswer(m_session, to); }}});
}

// The form is that of the name, where it says; else the one that is chosen.
void RunSaving::ask(const QString &title, const QString &name, const QList<Form> &forms)
{
    if (isUnderWay())
        return Q_EMIT told(obstacle());
    auto *dialog = new QFileDialog(m_window, title, QFileInfo(name).path());
    m_chooser = dialog;
    m_isChosen = false;
    // Some desktops tell of the file when it is closed already. Queued: what comes then may be the end of its parent.
    connect(dialog, &QObject::destroyed, this, &RunSaving::chooserGone, Qt::QueuedConnection);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const Form &form : forms)
        filters += form.filter;
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(forms.first().suffix);
    dialog->selectFile(QFileInfo(name).fileName());
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, forms](const QString &filter) {
        for (const Form &form : forms) {
            if (form.filter == filter)
                dialog->setDefaultSuffix(form.suffix);
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, forms](const QString &path) {
        const auto find = [&](auto matches) { return std::find_if(forms.begin(), forms.end(), matches); };
        auto form = find([&](const Form &one) { return path.endsWith(u'.' + one.suffix, Qt::CaseInsensitive); });
        if (form == forms.end())
            form = find([&](const Form &one) { return one.filter == dialog->selectedNameFilter(); });
        m_refusal = refusalOf(path);
        if (m_refusal.isEmpty())
            start(path, form->save);
    });
    openInScreen(*dialog);
}

QString RunSaving::refusalOf(const QString &path) const
{
    const QString name = QFileInfo(path).fileName();
    if (areOne(path, m_batchPath))
        return tr("“%1” is this batch itself. Save under another name.").arg(name);
    if (areOne(path, m_session.planPath()) || areOne(path, planFileBeside(m_batchPath)))
        return tr("“%1” is the plan of this batch. Save under another name.").arg(name);
    return {};
}

void RunSaving::chooserGone()
{
    if (!m_refusal.isEmpty())
        fail(std::exchange(m_refusal, {}));
    else if (!m_isChosen)
        Q_EMIT over(Outcome::NotWanted);
}

void RunSaving::start(const QString &path, Save save)
{
    m_path = path;
    m_chooser = nullptr; // it goes later, perhaps, than the file is written
    m_isChosen = m_isWriting = true;
    m_stop = {};
    m_watch = std::make_shared<LoadWatch>();
    m_watch->stop = m_stop.get_token();
    m_work.setFuture(QtConcurrent::run([path, save = std::move(save), watch = m_watch] {
        return save({path, true, watch.get()}); // the dialog has asked whether it may replace one
    }));
    m_progress = new QProgressDialog(tr("Writing %1").arg(QFileInfo(path).fileName()), tr("Cancel"), 0, 0, m_window);
    m_progress->setAttribute(Qt::WA_DeleteOnClose);
    m_progress->setWindowModality(Qt::NonModal);
    m_progress->setMinimumDuration(int(std::chrono::milliseconds(patience).count()));
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->findChild<QProgressBar *>()->setTextVisible(false); // it is as thin as the others
    connect(m_progress, &QProgressDialog::canceled, this, &RunSaving::stop);
    m_look.start();
}

void RunSaving::showProgress()
{
    if (!m_progress || m_progress->wasCanceled())
        return;
    const quint64 total = m_watch->total;
    m_progress->setMaximum(total > 0 ? steps : 0);
    m_progress->setValue(total > 0 ? int(steps * std::min<quint64>(m_watch->done, total) / total) : 0);
}

void RunSaving::ended()
{
    m_isWriting = false;
    m_look.stop();
    if (m_progress)
        m_progress->deleteLater();
    const Expected<QString> done = m_work.future().takeResult();
    if (!done && m_stop.stop_requested()) {
        Q_EMIT told(CoreText::told(done.error().message));
        Q_EMIT over(Outcome::NotWanted);
    } else if (!done) {
        fail(CoreText::told(done.error().message));
    } else {
        if (done->isEmpty())
            Q_EMIT told(tr("Saved as %1").arg(QDir::toNativeSeparators(m_path)));
        else
            tellAtOnce(m_window, tr("Saved"), CoreText::told(*done));
        Q_EMIT over(Outcome::Written);
    }
}

void RunSaving::fail(const QString &why)
{
    tellAtOnce(m_window, tr("Not saved"), why);
    Q_EMIT over(Outcome::Failed);
}

} // namespace batchdeck
