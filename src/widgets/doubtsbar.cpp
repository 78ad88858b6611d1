#include "widgets/doubtsbar.h"

#include "ui_doubtsbar.h"
#include "widgets/stateicon.h"

#include <QEvent>
#include <QLocale>

namespace batchdeck {

namespace {

constexpr int iconSide = 16;

}

DoubtsBar::DoubtsBar(QWidget *parent)
    : NoticeBar(parent)
    , m_ui(std::make_unique<Ui::DoubtsBar>())
{
    m_ui->setupUi(this);
    setParts({m_ui->grid, m_ui->doubtsText, m_ui->advice, m_ui->brief, m_ui->verbs});
    hide();
    connect(m_ui->showDoubts, &QToolButton::clicked, this, &DoubtsBar::showAsked);
    const std::pair<QToolButton *, RowVerbs::Verb> verbs[] = {
        {m_ui->lookUp, RowVerbs::LookUp},
        {m_ui->markDone, RowVerbs::MarkDone},
        {m_ui->markFailed, RowVerbs::MarkFailed},
        {m_ui->runDoubtful, RowVerbs::RunDoubtful},
    };
    for (const auto &[button, verb] : verbs)
        connect(button, &QToolButton::clicked, this, [this, wanted = verb] { Q_EMIT asked(wanted); });
}

DoubtsBar::~DoubtsBar() = default;

void DoubtsBar::setDoubts(const Doubts &doubts)
{
    if (doubts == m_doubts)
        return;
    m_doubts = doubts;
    setVisible(doubts.records > 0);
    const bool isOne = doubts.records == 1;
    m_ui->doubtsText->setText(
        isOne ? tr("1 record is in doubt: it may have taken effect, and nobody saw how it ended.")
              : tr("%1 records are in doubt: they may have taken effect, and nobody saw how they ended.")
                    .arg(QLocale().toString(doubts.records)));
    m_ui->showDoubts->setText(isOne ? tr("Show It") : tr("Show Them"));
    const QString looking = isOne ? tr("Its operation is looking what became of it.")
                                  : tr("Their operation is looking what became of them.");
    setAdvice(doubts.looking > 0 ? looking
                  : isOne        ? tr("Find out what became of it, and say so. No retry reaches it before that.")
                                 : tr("Find out what became of them, and say so. No retry reaches them before that."));
    m_ui->lookUp->setEnabled(doubts.canLook && doubts.looking == 0);
    m_ui->lookUp->setToolTip(doubts.looking > 0   ? looking
                                 : doubts.canLook ? RowVerbs::text(RowVerbs::LookUp, doubts.records)
                                 : isOne
                                 ? tr("Its operation leaves no mark by which it could tell what became of it.")
                                 : tr("Their operation leaves no mark by which it could tell what became of them."));
    m_ui->markDone->setToolTip(RowVerbs::text(RowVerbs::MarkDone, doubts.records));
    m_ui->markFailed->setToolTip(RowVerbs::text(RowVerbs::MarkFailed, doubts.records));
    m_ui->runDoubtful->setToolTip(RowVerbs::text(RowVerbs::RunDoubtful, doubts.records));
    paintIcon();
}

void DoubtsBar::paintIcon()
{
    m_ui->icon->setPixmap(statePixmap(State::InDoubt, iconSide, *this));
}

void DoubtsBar::changeEvent(QEvent *event)
{
    NoticeBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

} // namespace batchdeck
