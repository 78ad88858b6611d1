#include "widgets/bottompane.h"

#include "ui_bottompane.h"
#include "widgets/pagefocus.h"

#include <QEvent>
#include <QLocale>

#include <cmath>

namespace batchdeck {

BottomPane::BottomPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BottomPane>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_StyledBackground);
    m_ui->tabs->addTab({});
    m_ui->tabs->addTab({});
    m_ui->bottomBar->setAttribute(Qt::WA_StyledBackground);
    m_ui->tabs->setDrawBase(false);
    m_ui->tabs->setExpanding(false);
    m_ui->verbLayout->addWidget(m_ui->failures->verbs());
    connect(m_ui->tabs, &QTabBar::currentChanged, this, [this] {
        showPage();
        Q_EMIT pageChosen();
        Q_EMIT failureVerbsAltered();
    });
    connect(m_ui->failures, &FailuresPane::showAsked, this, &BottomPane::showAsked);
    connect(m_ui->failures, &FailuresPane::retryAsked, this, &BottomPane::retryAsked);
    connect(m_ui->failures, &FailuresPane::verbsAltered, this, &BottomPane::failureVerbsAltered);
    connect(m_ui->timeline, &TimelineView::rowChosen, this, &BottomPane::rowChosen);
    showTitles();
}

BottomPane::~BottomPane() = default;

void BottomPane::setRun(const BatchRun &run, const FailureGroups &groups, const AttemptMarks &marks,
                        const RecordModel &records)
{
    m_timeline = std::make_unique<Timeline>(run, marks, records.wallClock());
    m_ui->failures->setGroups(groups);
    m_ui->timeline->setTimeline(m_timeline.get(), &records.texts());
    connect(m_ui->recent, &QToolButton::clicked, m_timeline.get(), &Timeline::showRecent);
    connect(m_ui->all, &QToolButton::clicked, m_timeline.get(), &Timeline::showAll);
    connect(m_timeline.get(), &Timeline::changed, this, &BottomPane::showSpan);
    showPage();
}

BottomPane::Page BottomPane::page() const
{
    return Page(m_ui->tabs->currentIndex());
}

void BottomPane::setPage(Page page)
{
    m_ui->tabs->setCurrentIndex(page);
}

void BottomPane::turnTo(Page page)
{
    setPage(page);
    if (!focusPage(*m_ui->pages->currentWidget()))
        m_ui->tabs->setFocus(Qt::ShortcutFocusReason);
}

FailuresPane *BottomPane::failures() const
{
    return page() == Failures ? m_ui->failures : nullptr;
}

void BottomPane::refresh(bool underWay)
{
    m_isUnderWay = underWay;
    m_ui->failures->refresh(); // its count is in its title
    showTitles();
    if (isVisible() && page() == TimelinePage)
        m_ui->timeline->refresh(underWay);
}

void BottomPane::roundEnded()
{
    m_ui->failures->drop();
    refresh(false);
}

void BottomPane::setCurrent(quint32 row)
{
    m_ui->timeline->setCurrent(row);
}

void BottomPane::reveal(quint32 row)
{
    setPage(TimelinePage);
    m_timeline->refresh(m_isUnderWay);
    m_timeline->reveal(row);
    setCurrent(row);
}

void BottomPane::showPage()
{
    const bool isTimeline = page() == TimelinePage;
    m_ui->pages->setCurrentWidget(isTimeline ? m_ui->timeline : static_cast<QWidget *>(m_ui->failures));
    m_ui->failures->verbs()->setVisible(!isTimeline);
    m_ui->spanVerbs->setVisible(isTimeline);
    if (m_timeline && isVisible())
        refresh(m_isUnderWay);
}

void BottomPane::showTitles()
{
    const int kinds = m_ui->failures->count();
    const QString failures = kinds > 0 ? tr("Failures %1").arg(QLocale().toString(kinds)) : tr("Failures");
    if (m_ui->tabs->tabText(Failures) != failures)
        m_ui->tabs->setTabText(Failures, failures);
    if (m_ui->tabs->tabText(TimelinePage) != tr("Timeline"))
        m_ui->tabs->setTabText(TimelinePage, tr("Timeline"));
}

void BottomPane::showSpan()
{
    const TimelineScene::Frame &frame = m_timeline->frame();
    constexpr qint64 tenSeconds = 10'000'000;
    const QString form =
        frame.to() - frame.from() < tenSeconds ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss");
    const auto at = [&](qint64 time) { return QLocale().toString(m_timeline->wallTimeOf(time).time(), form); };
    const qint64 seconds = std::llround(double(frame.to() - frame.from()) / 1e6);
    const QString length = seconds % 60 == 0 && seconds > 60 ? tr("%1 min").arg(seconds / 60) : tr("%1 s").arg(seconds);
    QString text;
    switch (m_timeline->shows()) {
    case Timeline::Mode::Recent:
        text = tr("last %1").arg(length);
        break;
    case Timeline::Mode::All:
        text = tr("the whole run");
        break;
    case Timeline::Mode::Chosen:
        text = tr("%1 – %2").arg(at(frame.from()), at(frame.to()));
        break;
    }
    m_ui->span->setText(m_timeline->isEmpty() ? QString() : tr("%1 · scroll to zoom, drag to move").arg(text));
    m_ui->recent->setEnabled(!m_timeline->isEmpty() && !m_timeline->isBrief());
    m_ui->all->setEnabled(!m_timeline->isEmpty());
    m_ui->recent->setChecked(m_timeline->shows() == Timeline::Mode::Recent);
    m_ui->all->setChecked(m_timeline->shows() == Timeline::Mode::All);
}

void BottomPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_timeline)
        refresh(m_isUnderWay);
}

void BottomPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showTitles();
    }
}

} // namespace batchdeck
