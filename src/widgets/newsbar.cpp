#include "widgets/newsbar.h"

#include "ui_newsbar.h"
#include "widgets/glyph.h"
#include "widgets/runactions.h"
#include "widgets/stateicon.h"
#include "widgets/theme.h"

#include <QEvent>

namespace batchdeck {

namespace {

constexpr int iconSide = 16;

}

NewsBar::NewsBar(QWidget *parent)
    : NoticeBar(parent)
    , m_ui(std::make_unique<Ui::NewsBar>())
{
    m_ui->setupUi(this);
    setParts({m_ui->grid, m_ui->sentence, m_ui->advice, m_ui->brief, m_ui->verbs});
    hide();
    connect(m_ui->showProblems, &QToolButton::clicked, this, &NewsBar::problemsAsked);
    connect(m_ui->moveJournal, &QToolButton::clicked, this, &NewsBar::moveAsked);
    connect(m_ui->dismissNews, &QToolButton::clicked, this, [this] {
        m_isDismissed = true;
        hide();
    });
}

NewsBar::~NewsBar() = default;

void NewsBar::setActions(const RunActions &actions)
{
    m_ui->planFromNews->setDefaultAction(actions.plan);
    m_ui->resumeFromNews->setDefaultAction(actions.pause);
    m_ui->retryFromNews->setDefaultAction(actions.retry);
    m_ui->runAgainFromNews->setDefaultAction(actions.runAgain);
    m_ui->saveFailed->setDefaultAction(actions.saveFailed);
    m_ui->saveResults->setDefaultAction(actions.saveResults);
}

void NewsBar::setLean(bool isLean)
{
    m_isLean = isLean;
    showVerbs();
}

void NewsBar::setNews(const RunNews &news)
{
    if (news == m_news)
        return;
    if (news.kind != m_news.kind || news.round != m_news.round || news.isJournalLost != m_news.isJournalLost)
        m_isDismissed = false;
    m_news = news;
    m_ui->sentence->setText(news.sentence);
    setAdvice(news.advice);
    showVerbs();
    paintIcons();
    setVisible(news.kind != RunNews::Kind::None && !m_isDismissed);
}

void NewsBar::showVerbs()
{
    const bool isOver = m_news.kind == RunNews::Kind::Ended;
    m_ui->showProblems->setVisible(m_news.hasProblems && !m_isLean);
    m_ui->resumeFromNews->setVisible(!isOver && !m_news.isJournalLost && !m_isLean);
    m_ui->planFromNews->setVisible(m_news.mayBeThePlan && !m_isLean);
    m_ui->moveJournal->setVisible(m_news.isJournalLost);
    m_ui->retryFromNews->setVisible(isOver && m_news.hasFailed);
    m_ui->runAgainFromNews->setVisible(isOver && m_news.hasCancelled);
    m_ui->saveFailed->setVisible(isOver && m_news.sign != State::Succeeded);
    m_ui->saveResults->setVisible(isOver);
}

void NewsBar::paintIcons()
{
    m_ui->icon->setPixmap(statePixmap(m_news.sign, iconSide, *this));
    m_ui->dismissNews->setIcon(glyphIcon(Glyph::Cancel, Theme::of(palette()).muted));
}

void NewsBar::changeEvent(QEvent *event)
{
    NoticeBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace batchdeck
