#include "widgets/resumepage.h"

#include "models/coretext.h"
#include "models/runtext.h"
#include "ui_resumepage.h"
#include "widgets/openbatch.h"

#include <QLocale>

namespace batchdeck {

namespace {

QString number(quint32 count)
{
    return QLocale().toString(count);
}

} // namespace

ResumePage::ResumePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ResumePage>())
{
    m_ui->setupUi(this);
    QFont font = m_ui->resumeTitle->font();
    font.setPointSizeF(font.pointSizeF() * 1.35);
    font.setWeight(QFont::DemiBold);
    m_ui->resumeTitle->setFont(font);
    connect(m_ui->resumeRun, &ChoiceButton::clicked, this, &ResumePage::resumeChosen);
    connect(m_ui->beginAnew, &ChoiceButton::clicked, this, &ResumePage::freshChosen);
    connect(m_ui->lookAgain, &ChoiceButton::clicked, this, &ResumePage::againChosen);
    connect(m_ui->watchRun, &ChoiceButton::clicked, this, [this] { Q_EMIT watchChosen(m_journal); });
    connect(m_ui->withoutJournal, &ChoiceButton::clicked, this, &ResumePage::withoutChosen);
    connect(m_ui->notNow, &ChoiceButton::clicked, this, &ResumePage::laterChosen);
}

ResumePage::~ResumePage() = default;

void ResumePage::setDoubt(const QString &name, const OpenDoubt &doubt)
{
    const QString &kind = doubt.why.kind;
    const bool isLocked = kind == journalLocked;
    const bool isUnread = kind == journalUnread || (kind == journalDamaged && !doubt.found);
    const bool isUnfinished =
        doubt.found && (kind == journalUnfinished || kind == journalDamaged || kind == journalOther);
    m_ui->resumeRun->setVisible(isUnfinished);
    m_ui->beginAnew->setVisible(isUnfinished || isLocked || isUnread);
    m_ui->lookAgain->setVisible(!isUnfinished);
    m_ui->withoutJournal->setVisible(!isUnfinished && !isLocked && !isUnread);
    m_ui->watchRun->setVisible(isLocked && doubt.found);
    m_journal = doubt.found ? doubt.found->path : QString();
    m_ui->resumeChanges->hide();
    if (isUnfinished)
        return setUnfinished(kind == journalOther ? tr("Another run of %1 has begun since").arg(name)
                                                  : tr("A run of %1 was not finished").arg(name),
                             *doubt.found);
    ChoiceButton *next = isLocked && doubt.found ? m_ui->watchRun : m_ui->lookAgain;
    m_ui->watchRun->setPrimary(next == m_ui->watchRun);
    m_ui->lookAgain->setPrimary(next == m_ui->lookAgain);
    next->setFocus();
    if (isLocked) {
        m_ui->resumeTitle->setText(tr("A run of %1 is open elsewhere").arg(name));
        m_ui->resumeText->setText(
            doubt.found ? tr("Another tab, window or terminal has it open: %1.").arg(RunText::tally(*doubt.found))
                        : tr("Another tab, window or terminal has it open."));
        m_ui->lookAgain->setExplanation(tr("When it has been closed there."));
        m_ui->beginAnew->setExplanation(tr("A run of its own beside that one: what both run is done twice."));
        return;
    }
    if (isUnread) {
        m_ui->resumeTitle->setText(tr("A journal of %1 cannot be read").arg(name));
        m_ui->resumeText->setText(CoreText::told(doubt.why.message));
        m_ui->lookAgain->setExplanation(tr("When it can be read again."));
        m_ui->beginAnew->setExplanation(
            tr("Every record waits to be run, also what may have succeeded. The journal is kept."));
        return;
    }
    m_ui->resumeTitle->setText(tr("No journal can be kept for %1").arg(name));
    m_ui->resumeText->setText(CoreText::told(doubt.why.message));
    m_ui->lookAgain->setExplanation(tr("When there is room, and the folder can be written to."));
}

void ResumePage::setUnfinished(const QString &title, const FoundRun &found)
{
    m_ui->resumeTitle->setText(title);
    m_ui->resumeText->setText(standing(found));
    const QStringList changed = changes(found);
    m_ui->resumeChanges->setText(changed.join(u'\n'));
    m_ui->resumeChanges->setVisible(!changed.isEmpty());
    m_ui->resumeRun->setExplanation(
        found.batch.sameOrder
            ? tr("What has ended stays as it is; what was cancelled or skipped with the run waits again. It opens "
                 "paused: nothing runs before you say so.")
            : tr("What the records that are still there came to is kept, and the rest waits. It opens "
                 "paused: nothing runs before you say so."));
    m_ui->beginAnew->setExplanation(
        tr("Every record waits to be run, also what has succeeded. The earlier run is kept as it is."));
    m_ui->resumeRun->setPrimary(true);
    m_ui->resumeRun->setFocus();
}

QString ResumePage::standing(const FoundRun &found)
{
    const QString when = QLocale().toString(found.created.toLocalTime(), QLocale::ShortFormat);
    const QString run = found.isDamaged ? tr("The run of %1, as far as its journal can be read").arg(when)
                                        : tr("The run of %1").arg(when);
    return tr("%1: %2.").arg(run, RunText::tally(found));
}

QStringList ResumePage::changes(const FoundRun &found)
{
    QStringList sentences;
    const BatchChange &batch = found.batch;
    if (!batch.sameOrder && batch.added == 0 && batch.gone == 0)
        sentences += tr("The batch has its records in another order since.");
    else if (!batch.sameOrder)
        sentences += tr("The batch has changed since: records that are the same: %1, new: %2, gone: %3.")
                         .arg(number(batch.same), number(batch.added), number(batch.gone));
    if (!batch.sameFrame)
        sentences += tr("The batch's header has changed since: its records have other fields now.");
    if (!found.planKeys.isEmpty())
        sentences += tr("The plan has changed since: %1. What is run from now on is run as it says today.")
                         .arg(found.planKeys.join(QStringLiteral(", ")));
    return sentences;
}

} // namespace batchdeck
