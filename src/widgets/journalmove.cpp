#include "widgets/journalmove.h"

#include "models/coretext.h"
#include "session/session.h"
#include "widgets/inscreen.h"
#include "widgets/question.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace batchdeck {

JournalMove::JournalMove(Session &session, QWidget *window)
    : m_session(session)
    , m_window(window)
{
    connect(&m_moving, &QFutureWatcherBase::finished, this, &JournalMove::ended);
}

JournalMove::~JournalMove()
{
    m_moving.disconnect(this);
    m_moving.waitForFinished();
}

void JournalMove::ask()
{
    if (m_moving.isRunning())
        return;
    const QFileInfo suggested(m_session.newJournalPath());
    auto *dialog = new QFileDialog(m_window, tr("Move the Journal"), suggested.path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is never written over
    dialog->setNameFilter(tr("Journals (%1)").arg(QStringLiteral("*.journal")));
    dialog->setDefaultSuffix(QStringLiteral("journal"));
    dialog->selectFile(suggested.fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_moving.setFuture(QtConcurrent::run([session = &m_session, path] { return session->moveJournal(path); }));
    });
    openInScreen(*dialog);
}

void JournalMove::ended()
{
    const Expected<QString> result = m_moving.result();
    if (result)
        Q_EMIT moved(m_session.journal()->path());
    const QString why = result ? *result : result.error().message;
    if (why.isEmpty())
        return;
    tellAtOnce(m_window, tr("Move the Journal"), CoreText::told(why));
}

} // namespace batchdeck
