#include "widgets/batchpane.h"

#include "models/runtext.h"
#include "ui_batchpane.h"
#include "widgets/glyph.h"
#include "widgets/recordview.h"
#include "widgets/runactions.h"
#include "widgets/tablepane.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QStyle>

namespace batchdeck {

namespace {

constexpr int buttonExtra = 54; // icon, margins, and the bolder text of the primary one

// Also when a row changed since the button was painted: the engine looks at its state now.
const StateSet cancellable{State::Queued, State::Running, State::Committing, State::Backoff};
const StateSet retriable{State::Failed, State::TimedOut, State::Cancelled, State::Skipped};

RowSet in(RowSet rows, StateSet states)
{
    rows.states = states;
    return rows;
}

void mark(QToolButton *button, bool isPrimary)
{
    if (button->property("primary").toBool() == isPrimary)
        return;
    button->setProperty("primary", isPrimary);
    button->style()->unpolish(button);
    button->style()->polish(button);
}

} // namespace

BatchPane::BatchPane(OpenBatch batch, RunActions &actions, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BatchPane>())
    , m_actions(actions)
    , m_batch(std::move(batch))
    , m_records(engine(), {engine(), m_batch.session->names(), &m_batch.notes->errors})
    , m_sort(m_records)
    , m_search(m_records)
    , m_watch(engine(), m_records)
    , m_closing(engine(), m_watch, this)
{
    m_ui->setupUi(this);
    m_ui->work->table().setRecords(m_records, m_sort, m_search);
    QFont big = m_ui->percent->font();
    big.setPointSizeF(big.pointSizeF() * 1.35);
    big.setWeight(QFont::DemiBold);
    m_ui->percent->setFont(big);
    setUpStrip();
    wireSettings();
    m_ui->work->setRun(m_batch, m_records, preferences);
    connect(m_ui->work, &WorkPane::retryAsked, this, [this](const std::vector<quint32> &rows) {
        engine().retry(in(RowSet::of(rows), retriable));
        m_watch.wake();
    });
    connect(&m_watch, &RunWatch::looked, this, &BatchPane::show);
    connect(&m_watch, &RunWatch::roundEnded, m_ui->work, &WorkPane::roundEnded);
    connect(&m_watch, &RunWatch::roundEnded, this, &BatchPane::roundEnded);
    connect(&view(), &RecordView::buttonClicked, this, &BatchPane::press);
    connect(&view(), &RecordView::selectionAltered, this, &BatchPane::showActions);
    connect(m_ui->filters, &FilterBar::statesChosen, &m_records, &RecordModel::setStates);
    connect(m_ui->filters, &FilterBar::searched, &m_search, &RecordSearch::find);
    connect(m_ui->filters, &FilterBar::left, &view(), [this] { view().setFocus(); });
    show(m_watch.summary());
    view().setFocus();
}

BatchPane::~BatchPane() = default;

void BatchPane::setFront(bool isFront)
{
    m_isFront = isFront;
    showActions();
}

void BatchPane::abandon()
{
    std::ignore = m_batch.session.release();
    std::ignore = m_batch.notes.release();
}

void BatchPane::setUpStrip()
{
    m_ui->openButton->setDefaultAction(m_actions.open);
    m_ui->retryButton->setDefaultAction(m_actions.retry);
    auto *stop = new QMenu(m_ui->stopButton);
    stop->addAction(m_actions.finish);
    stop->addAction(m_actions.cancel);
    m_ui->stopButton->setMenu(stop);

    // Counts and verbs change under the mouse: nothing may move for it.
    const auto reserve = [](QWidget *widget, const QStringList &texts, int extra) {
        for (const QString &text : texts)
            widget->setMinimumWidth(
                std::max(widget->minimumWidth(), widget->fontMetrics().horizontalAdvance(text) + extra));
    };
    reserve(m_ui->percent, {tr("%1%").arg(100)}, 0);
    reserve(m_ui->mainButton, {tr("Run"), tr("Pause"), tr("Resume")}, buttonExtra);
    reserve(m_ui->retryButton, {tr("Retry %1").arg(QLocale().toString(999))}, buttonExtra);
}

void BatchPane::wireSettings()
{
    const RunSettings settings = engine().settings();
    m_ui->jobs->setMaximum(maxConcurrency);
    m_ui->jobs->setValue(settings.concurrency);
    if (settings.timeout)
        m_ui->timeout->setValue(int(std::chrono::ceil<std::chrono::seconds>(*settings.timeout).count()));
    // The fields hold only what the engine takes.
    connect(m_ui->jobs, &QSpinBox::valueChanged, this, [this](int jobs) {
        std::ignore = engine().setConcurrency(jobs);
        m_watch.wake();
    });
    connect(m_ui->timeout, &QSpinBox::valueChanged, this, [this](int seconds) {
        const std::chrono::seconds timeout(seconds);
        std::ignore = engine().setTimeout(seconds > 0 ? std::optional<Duration>(timeout) : std::nullopt);
        m_watch.wake();
    });
}

// ---- Verbs

void BatchPane::run()
{
    engine().start();
    m_watch.wake();
}

void BatchPane::pauseOrResume()
{
    if (engine().summary().phase == RunPhase::Paused)
        engine().resume();
    else
        engine().pause();
    m_watch.wake();
}

void BatchPane::finish()
{
    engine().drain();
    m_watch.wake();
}

void BatchPane::cancel()
{
    engine().cancel();
    m_watch.wake();
}

void BatchPane::retryProblems()
{
    engine().retry(RowSet::all({State::Failed, State::TimedOut}));
    m_watch.wake();
}

void BatchPane::cancelSelected()
{
    engine().cancel(in(view().selectedRows(), cancellable));
    m_watch.wake();
}

void BatchPane::retrySelected()
{
    engine().retry(in(view().selectedRows(), retriable));
    m_watch.wake();
}

void BatchPane::selectAll()
{
    view().selectAll();
}

void BatchPane::search()
{
    m_ui->filters->focusSearch();
}

void BatchPane::press(const QModelIndex &index)
{
    RowSet row = RowSet::of({index.data(RecordModel::RowRole).toUInt()});
    if (index.data(RecordModel::ActionRole).toInt() == RecordModel::Cancel)
        engine().cancel(in(std::move(row), cancellable));
    else
        engine().retry(in(std::move(row), retriable));
    m_watch.wake();
}

void BatchPane::toggleDetails()
{
    m_ui->work->setShown(WorkPane::Part::Details, !m_ui->work->isShown(WorkPane::Part::Details));
}

void BatchPane::toggleBottom()
{
    m_ui->work->setShown(WorkPane::Part::Bottom, !m_ui->work->isShown(WorkPane::Part::Bottom));
}

void BatchPane::revealInTimeline()
{
    m_ui->work->revealCurrent();
}

const WorkPane &BatchPane::work() const
{
    return *m_ui->work;
}

// ---- What is shown

void BatchPane::show(const RunSummary &summary)
{
    m_ui->percent->setText(tr("%1%").arg(RunText::percent(summary)));
    m_ui->progress->setText(RunText::progress(summary));
    m_ui->filters->setSummary(summary);
    m_ui->work->table().refresh();
    m_ui->bar->setSummary(summary);
    m_ui->work->refresh(m_watch.isUnderWay());
    showActions();
    Q_EMIT looked();
}

void BatchPane::showActions()
{
    if (!m_isFront)
        return;
    const bool hadFocus = m_ui->mainButton->hasFocus();
    m_actions.show(summary(), Theme::of(palette()));
    m_actions.cancelSelected->setEnabled(view().selectionHas(RecordModel::Cancel));
    m_actions.retrySelected->setEnabled(view().selectionHas(RecordModel::Retry));
    if (m_ui->mainButton->defaultAction() != m_actions.main)
        m_ui->mainButton->setDefaultAction(m_actions.main);
    if (hadFocus) // it is lost where the verb before could not be done any more
        (m_ui->mainButton->isEnabled() ? m_ui->mainButton : static_cast<QWidget *>(&view()))->setFocus();
    mark(m_ui->mainButton, m_actions.primary == m_actions.main);
    mark(m_ui->retryButton, m_actions.primary == m_actions.retry);
    const bool mayStop = m_actions.finish->isEnabled() || m_actions.cancel->isEnabled();
    m_ui->stopButton->setEnabled(mayStop);
    m_ui->stopButton->setToolTip(mayStop ? tr("End the run") : m_actions.cancel->toolTip());
    m_ui->stopButton->setIcon(glyphIcon(Glyph::Stop, Theme::of(palette()).text));
}

RecordView &BatchPane::view() const
{
    return m_ui->work->table().view();
}

void BatchPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && view().records())
        showActions();
}

} // namespace batchdeck
