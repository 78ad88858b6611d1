#include "widgets/runstrip.h"

#include "core/batchrun.h"
#include "models/coretext.h"
#include "models/failuretext.h"
#include "models/runtext.h"
#include "ui_runstrip.h"
#include "widgets/calmwheel.h"
#include "widgets/glyph.h"
#include "widgets/runactions.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QStyle>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr int fieldExtra = 34; // margins, and room for a longer number
constexpr auto showsFor = 2s;
constexpr int margin = 8; // above and below
constexpr int lowMargin = 3;
constexpr int gap = 8; // between verbs
constexpr int lowGap = 4;
constexpr int columnGap = 12; // between verbs, fields and the plan

void mark(QWidget *widget, const char *property, bool isSo)
{
    if (widget->property(property).toBool() == isSo)
        return;
    widget->setProperty(property, isSo);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QString number(int value)
{
    return QLocale().toString(value);
}

} // namespace

RunStrip::RunStrip(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RunStrip>())
{
    m_ui->setupUi(this);
    calmWheel(*this);
    setAttribute(Qt::WA_StyledBackground);
    m_ui->jobs->setMaximum(maxConcurrency);
    m_jobsTip = m_ui->jobs->toolTip();
    m_ui->valuesButton->hide();
    connect(m_ui->valuesButton, &QToolButton::toggled, m_ui->fields, &QWidget::setVisible);
    for (QWidget *field : {static_cast<QWidget *>(m_ui->timeout), static_cast<QWidget *>(m_ui->rate)})
        field->setMaximumWidth(field->fontMetrics().horizontalAdvance(tr("no limit")) + fieldExtra);
    m_shows.setSingleShot(true);
    m_shows.setInterval(showsFor);
    connect(&m_shows, &QTimer::timeout, this, [this] {
        for (QWidget *field : findChildren<QWidget *>())
            mark(field, "taken", false);
    });
    paintIcons();
}

RunStrip::~RunStrip() = default;

void RunStrip::setRun(BatchRun &run, RunActions &actions)
{
    m_run = &run;
    m_actions = &actions;
    m_ui->planButton->setDefaultAction(actions.plan);
    m_ui->openButton->setDefaultAction(actions.open);
    m_ui->retryButton->setDefaultAction(actions.retry);
    m_ui->retryButton->keepRoomFor({tr("Retry %1").arg(number(int(run.batch().size())))});
    QStringList words{tr("Run"), tr("Pause"), tr("Resume")};
    if (RunText::goesOn(run.summary()))
        words += RunActions::tr("Resume the Run");
    m_ui->mainButton->keepRoomFor(words);
    auto *ways = new QMenu(m_ui->waysButton);
    ways->setToolTipsVisible(true);
    ways->addActions({actions.run, actions.records.verbs[RowVerbs::Run], actions.runFirst, actions.runAgain});
    ways->addSeparator();
    ways->addMenu(actions.runAfter);
    m_ui->waysButton->setMenu(ways);
    auto *stop = new QMenu(m_ui->stopButton);
    stop->setToolTipsVisible(true);
    stop->addActions({actions.finish, actions.cancel});
    m_ui->stopButton->setMenu(stop);
    showSettings();
    wireFields();
}

// ---- What may be changed

void RunStrip::showSettings()
{
    const QSignalBlocker jobs(m_ui->jobs);
    const QSignalBlocker timeout(m_ui->timeout);
    const QSignalBlocker rate(m_ui->rate);
    const RunSettings settings = m_run->settings();
    m_ui->jobs->setValue(settings.concurrency);
    m_ui->timeout->setValue(settings.timeout ? std::chrono::duration<double>(*settings.timeout).count() : 0);
    m_ui->rate->setValue(settings.rate.value_or(0));
    m_ui->failures->setSettings(settings.failures);
}

void RunStrip::wireFields()
{
    connect(m_ui->jobs, &QSpinBox::valueChanged, this, [this](int jobs) {
        const auto done = m_run->setConcurrency(jobs);
        const auto atWork = int(m_run->summary().inFlight);
        show(m_ui->jobs, done,
             atWork > jobs ? tr("%1 at once from now on; %2 are still at work").arg(number(jobs), number(atWork))
                           : tr("%1 at once from now on").arg(number(jobs)));
    });
    connect(m_ui->timeout, &QDoubleSpinBox::valueChanged, this, [this](double seconds) {
        const auto timeout = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
        const auto done = m_run->setTimeout(seconds > 0 ? std::optional(timeout) : std::nullopt);
        show(m_ui->timeout, done,
             seconds > 0
                 ? tr("%1 s for each attempt, also for what is at work").arg(QLocale().toString(seconds, 'g', 6))
                 : tr("An attempt may take as long as it likes"));
    });
    connect(m_ui->rate, &QDoubleSpinBox::valueChanged, this, [this](double rate) {
        const auto done = m_run->setRate(rate > 0 ? std::optional(rate) : std::nullopt);
        show(m_ui->rate, done,
             rate > 0 ? tr("%1 starts a second from now on").arg(QLocale().toString(rate, 'g', 6))
                      : tr("Starts as fast as there is room"));
    });
    connect(m_ui->failures, &FailureField::changed, this, [this](const FailureSettings &failures) {
        show(m_ui->failures, m_run->setFailures(failures),
             tr("Halts at failures: %1").arg(FailureText::brief(failures)));
    });
}

void RunStrip::setHeld(const QString &why)
{
    const QString whole = why.isEmpty() ? m_jobsTip : m_jobsTip + QLatin1Char('\n') + why;
    if (m_ui->jobs->toolTip() != whole)
        m_ui->jobs->setToolTip(whole);
}

// What the run does not take changes nothing: the field goes back.
void RunStrip::show(QWidget *field, const Expected<void> &done, const QString &news)
{
    if (!done)
        showSettings();
    mark(field, "taken", bool(done));
    m_shows.start();
    Q_EMIT told(done ? news : CoreText::told(done.error().message));
    Q_EMIT altered();
}

// ---- The verbs

void RunStrip::showActions(const std::function<void()> &change)
{
    const QWidget *had = window()->focusWidget(); // what cannot be done any more loses it
    const bool isVerb = had && m_ui->verbs->isAncestorOf(had);
    change();
    if (m_ui->mainButton->defaultAction() != m_actions->main)
        m_ui->mainButton->setDefaultAction(m_actions->main);
    mark(m_ui->mainButton, "primary", m_actions->primary == m_actions->main);
    mark(m_ui->retryButton, "primary", m_actions->primary == m_actions->retry);
    const bool mayRun =
        m_actions->run->isEnabled() || m_actions->runAgain->isEnabled() || m_actions->runAfter->isEnabled();
    m_ui->waysButton->setEnabled(mayRun);
    m_ui->waysButton->setToolTip(mayRun ? tr("Other ways to run") : m_actions->run->toolTip());
    const bool mayStop = m_actions->finish->isEnabled() || m_actions->cancel->isEnabled();
    m_ui->stopButton->setEnabled(mayStop);
    m_ui->stopButton->setToolTip(mayStop ? tr("End the run") : m_actions->cancel->toolTip());
    if (isVerb && !had->isEnabled())
        Q_EMIT left();
    else if (had == m_ui->mainButton)
        m_ui->mainButton->setFocus();
}

// ---- Its two rows

// Large letters in a small window leave no room for all of it in one.
void RunStrip::arrange()
{
    const QMargins margins = m_ui->grid->contentsMargins();
    int needed = margins.left() + margins.right() + 3 * columnGap;
    needed += m_ui->verbs->sizeHint().width() + m_ui->planButton->minimumSizeHint().width();
    if (m_ui->openButton->isBrief())
        needed += m_ui->openButton->wordsWidth();
    m_ui->openButton->setBrief(needed > width()); // people know its sign
    if (const int between = m_ui->openButton->isBrief() ? lowGap : columnGap;
        m_ui->grid->horizontalSpacing() != between)
        m_ui->grid->setHorizontalSpacing(between); // it asks to be laid out also where it is the same
    const int fields = fieldsWidth(QBoxLayout::LeftToRight);
    m_ui->fieldsLayout->setDirection(margins.left() + fields + margins.right() > width() ? QBoxLayout::TopToBottom
                                                                                         : QBoxLayout::LeftToRight);
    const bool isBroken = m_isLow || needed + fields > width();
    if (std::exchange(m_isBroken, isBroken) == isBroken)
        return;
    m_ui->grid->removeWidget(m_ui->fields);
    if (isBroken)
        m_ui->grid->addWidget(m_ui->fields, 1, 0, 1, 4, Qt::AlignLeft);
    else
        m_ui->grid->addWidget(m_ui->fields, 0, 1);
}

// Of both parts of them, side by side or one above the other.
int RunStrip::fieldsWidth(QBoxLayout::Direction direction) const
{
    const int first = m_ui->firstFields->minimumSize().width();
    const int last = m_ui->lastFields->minimumSize().width();
    return direction == QBoxLayout::LeftToRight ? first + m_ui->fieldsLayout->spacing() + last : std::max(first, last);
}

void RunStrip::setLow(bool isLow)
{
    m_isLow = isLow;
    QMargins margins = m_ui->grid->contentsMargins();
    margins.setTop(isLow ? lowMargin : margin);
    margins.setBottom(margins.top());
    m_ui->grid->setContentsMargins(margins);
    m_ui->verbsLayout->setSpacing(isLow ? lowGap : gap);
    m_ui->valuesButton->setVisible(isLow);
    if (isLow && m_ui->fields->isAncestorOf(window()->focusWidget()))
        m_ui->valuesButton->setChecked(true); // not away from under whoever types in them
    m_ui->fields->setVisible(!isLow || m_ui->valuesButton->isChecked());
    arrange();
}

QSize RunStrip::minimumSizeHint() const
{
    const QMargins margins = m_ui->grid->contentsMargins();
    const int verbs = m_ui->verbs->minimumSizeHint().width() + m_ui->grid->horizontalSpacing()
        + m_ui->planButton->minimumSizeHint().width();
    const int fields = m_ui->fields->isHidden() ? 0 : fieldsWidth(QBoxLayout::TopToBottom);
    return {margins.left() + std::max(verbs, fields) + margins.right(), QWidget::minimumSizeHint().height()};
}

void RunStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool RunStrip::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void RunStrip::paintIcons()
{
    m_ui->stopButton->setIcon(glyphIcon(Glyph::Stop, Theme::of(palette()).text));
}

void RunStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace batchdeck
