#include "widgets/batchpane.h"

#include "models/runnews.h"
#include "models/runtext.h"
#include "models/statefamily.h"
#include "session/plandraft.h"
#include "ui_batchpane.h"
#include "widgets/doubtsbar.h"
#include "widgets/journalmove.h"
#include "widgets/newsbar.h"
#include "widgets/recordcommands.h"
#include "widgets/runactions.h"
#include "widgets/runsaving.h"
#include "widgets/tablepane.h"
#include "widgets/theme.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr auto tellsFor = 5s;
constexpr int lowRows = 18; // a page that has no room for as many is low
constexpr int mostAsked = 1000; // records in doubt, whether they can be looked up
constexpr auto patience = 2s; // with the disk, when threads are left
constexpr int edge = 16;
constexpr int gap = 8;
constexpr int lowGap = 4;

} // namespace

BatchPane::BatchPane(HeldBatch batch, RunActions &actions, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BatchPane>())
    , m_actions(actions)
    , m_preferences(preferences)
    , m_batch(std::move(batch))
    , m_records(engine(),
                {engine(), m_batch->session->names(), &m_batch->notes->errors,
                 m_batch->session->isTrial() ? tr("simulated") : QString(), m_batch->session->history()})
    , m_sort(m_records)
    , m_search(m_records)
    , m_watch(engine(), m_records)
    , m_closing(engine(), m_watch, this)
{
}

bool BatchPane::make()
{
    switch (m_made++) {
    case 0:
        m_ui->setupUi(this);
        return true;
    case 1:
        showRecords();
        return true;
    default:
        wire();
        tell({});
        show(m_watch.summary());
        if (const SessionJournal *journal = m_batch->session->journal(); journal && journal->goesOn())
            m_watch.wake(); // what is in doubt is being looked up
        view().setFocus();
        return false;
    }
}

void BatchPane::showRecords()
{
    m_ui->work->table().setRecords(m_records, m_sort, m_search, m_preferences);
    QFont big = m_ui->percent->font();
    big.setPointSizeF(big.pointSizeF() * 1.35);
    big.setWeight(QFont::DemiBold);
    m_ui->percent->setFont(big);
    m_ui->percent->setMinimumWidth(m_ui->percent->fontMetrics().horizontalAdvance(tr("%1%").arg(100)));
    m_ui->strip->setRun(engine(), m_actions);
    m_ui->work->news().setActions(m_actions);
    m_ui->work->setRun(*m_batch, m_records, m_preferences);
    m_commands = std::make_unique<RecordCommands>(*m_batch->session, m_batch->notes->failures, view(), m_watch,
                                                  m_actions.records, m_preferences);
    m_saving = std::make_unique<RunSaving>(*m_batch->session, m_batch->path, this);
    m_journalMove = std::make_unique<JournalMove>(*m_batch->session, this);
}

BatchPane::~BatchPane()
{
    delete m_ui->work; // its panes read what the session keeps, in threads of their own
}

void BatchPane::setFront(bool isFront)
{
    m_isFront = isFront;
    if (isFront)
        m_commands->showActionsAnew();
    showActions();
}

// Large letters on a small screen: what can be asked for or stands elsewhere too is put away, and gaps are narrow.
void BatchPane::setRoom(int height)
{
    const bool isLow = height < lowRows * view().usualRowHeight();
    if (std::exchange(m_isLow, isLow) == isLow)
        return;
    QWidget &search = m_ui->filters->search();
    const bool isTyped = window()->focusWidget() == &search;
    m_ui->summaryLayout->setSpacing(isLow ? lowGap : gap);
    m_ui->summaryLayout->setContentsMargins(edge, isLow ? 0 : gap, edge, isLow ? lowGap : edge);
    m_ui->strip->setLow(isLow);
    m_ui->bar->setLow(isLow);
    m_ui->filters->setLow(isLow);
    showTold();
    m_ui->lineRest->changeSize(0, 0, isLow ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    if (isLow)
        m_ui->lineLayout->addWidget(&search, 1);
    m_ui->lineLayout->invalidate();
    if (isTyped) { // it has another parent: the keyboard has left it
        search.show();
        search.setFocus();
    }
    m_ui->work->setLow(isLow);
    Q_EMIT looked();
}

bool BatchPane::mayGoOn() const
{
    const SessionJournal *journal = m_batch->session->journal();
    return journal && !journal->error() && !journal->hasMoved();
}

LiveValues BatchPane::liveValues() const
{
    return {m_batch->session->begun(), engine().settings()};
}

bool BatchPane::mayTakePlan() const
{
    return summary().phase == RunPhase::Idle || (summary().phase == RunPhase::Paused && mayGoOn());
}

void BatchPane::flush()
{
    if (SessionJournal *journal = m_batch->session->journal())
        journal->flush(patience);
}

void BatchPane::abandon()
{
    flush(); // that they were given up is not lost with them
    m_watch.disconnect(this); // nobody looks any more
    m_tells.stop();
    m_batch->hasThreadsLeft = true;
}

void BatchPane::wire()
{
    connect(&m_watch, &RunWatch::looked, this, &BatchPane::show);
    connect(&m_watch, &RunWatch::roundEnded, m_ui->work, &WorkPane::roundEnded);
    connect(&m_watch, &RunWatch::roundEnded, this, &BatchPane::roundEnded);
    connect(&m_watch, &RunWatch::halted, this, &BatchPane::halted);
    connect(m_ui->work, &WorkPane::retryAsked, this, [this](std::vector<quint32> rows) {
        RowVerbs::ask(engine(), RowVerbs::Retry, RowSet::of(std::move(rows)));
        m_watch.wake();
    });
    connect(m_ui->work, &WorkPane::editAsked, m_commands.get(), &RecordCommands::edit);
    connect(m_ui->strip, &RunStrip::altered, &m_watch, &RunWatch::wake);
    connect(m_ui->strip, &RunStrip::told, this, &BatchPane::tell);
    connect(m_ui->strip, &RunStrip::left, &view(), [this] { view().setFocus(); });
    connect(m_ui->filters, &FilterBar::statesChosen, &m_records, &RecordModel::setStates);
    connect(m_ui->filters, &FilterBar::allAsked, m_ui->work, &WorkPane::showAll);
    connect(m_ui->work, &WorkPane::onlyShown, m_ui->filters, &FilterBar::setOnly);
    connect(m_ui->work, &WorkPane::onlyShown, this, &BatchPane::showPaneActions);
    connect(m_ui->work, &WorkPane::failureVerbsAltered, this, &BatchPane::showPaneActions);
    connect(&m_sort, &RecordSort::altered, this, &BatchPane::showPaneActions);
    connect(m_ui->filters, &FilterBar::searched, &m_search, &RecordSearch::find);
    connect(m_ui->filters, &FilterBar::left, &view(), [this] { view().setFocus(); });
    connect(&m_ui->work->news(), &NewsBar::problemsAsked, this, [this] { m_ui->filters->setStates(problemStates); });
    connect(&m_ui->work->news(), &NewsBar::moveAsked, m_journalMove.get(), &JournalMove::ask);
    connect(m_journalMove.get(), &JournalMove::moved, this, &BatchPane::journalMoved);
    connect(&m_ui->work->doubts(), &DoubtsBar::showAsked, this, [this] { m_ui->filters->setStates({State::InDoubt}); });
    connect(&m_ui->work->doubts(), &DoubtsBar::asked, m_commands.get(), &RecordCommands::askOfDoubts);
    connect(m_commands.get(), &RecordCommands::reachChanged, this, &BatchPane::showActions);
    connect(m_saving.get(), &RunSaving::told, this, &BatchPane::tell);
    m_tells.setSingleShot(true);
    connect(&m_tells, &QTimer::timeout, this, [this] { tell({}); });
}

const WorkPane &BatchPane::work() const
{
    return *m_ui->work;
}

// Else where its records go.
void BatchPane::tell(const QString &sentence)
{
    const Session &session = *m_batch->session;
    const QStringList trialFiles = trialFilesOf(session.plan());
    const QString trial = session.isTrial() ? tr("Trial: every record is simulated, nothing outside is touched")
        : !trialFiles.isEmpty()
        ? tr("Trial: rows go into %1, nothing else is touched").arg(trialFiles.join(QStringLiteral(", ")))
        : QString();
    const QString reason = session.isTrial() ? tr("The batch has no plan that says what to do with its records. On "
                                                  "trial each one does what its own fields ask for.")
                                             : QDir::toNativeSeparators(session.planPath());
    const LiveValues values = liveValues();
    const QString file = QFileInfo(session.planPath()).fileName();
    const QString plan = file.isEmpty() ? tr("As a plan says that is in no file")
        : values.now == values.begun    ? tr("As %1 says").arg(file)
                                        : tr("As %1 says, but for what is set here").arg(file);
    const QString news = sentence.isEmpty() ? trial : sentence;
    m_tellsMore = !news.isEmpty();
    m_ui->told->setText(m_tellsMore ? news : plan);
    m_ui->told->setToolTip(!sentence.isEmpty()   ? sentence
                               : trial.isEmpty() ? reason
                                                 : trial + QLatin1Char('\n') + reason);
    showTold();
    if (!sentence.isEmpty())
        m_tells.start(tellsFor);
}

// Which plan it is can be asked for. What else it tells has its share of a low page's line.
void BatchPane::showTold()
{
    QSizePolicy policy = m_ui->told->sizePolicy();
    policy.setHorizontalPolicy(m_isLow ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_ui->told->setSizePolicy(policy);
    m_ui->told->setVisible(!m_isLow || m_tellsMore);
}

void BatchPane::show(const RunSummary &summary)
{
    m_ui->percent->setText(tr("%1%").arg(RunText::percent(summary)));
    const HeldSlots::Why held = m_held.of(m_records, summary);
    QString progress = RunText::progress(summary);
    if (!held.brief.isEmpty())
        progress += QStringLiteral("  ·  ") + held.brief;
    if (progress != m_ui->progress->text()) {
        m_ui->progress->setText(progress);
        m_ui->progress->setToolTip(progress);
    }
    m_ui->strip->setHeld(held.sentence);
    m_ui->filters->setSummary(summary);
    m_ui->work->table().refresh();
    const SessionJournal *journal = m_batch->session->journal();
    m_ui->work->news().setNews(RunNews::of(summary, m_batch->notes->failures, journal && journal->error()));
    showDoubts(summary);
    m_ui->bar->setSummary(summary);
    m_ui->work->refresh(m_watch.isUnderWay());
    showActions();
    Q_EMIT looked();
}

// Of many that are in doubt it takes a while to ask each.
void BatchPane::showDoubts(const RunSummary &summary)
{
    const quint32 records = summary.count(State::InDoubt);
    if (records != std::exchange(m_doubts, records))
        m_canLookUp = canLookUp();
    m_ui->work->doubts().setDoubts({records, summary.settling, m_canLookUp});
}

bool BatchPane::canLookUp() const
{
    const quint32 size = engine().batch().size();
    int asked = 0;
    for (quint32 row = 0; row < size && m_doubts > 0 && asked < mostAsked; ++row) {
        if (m_records.stateOf(row) != State::InDoubt)
            continue;
        if (engine().canSettle(row))
            return true;
        ++asked;
    }
    return false;
}

void BatchPane::journalMoved(const QString &path)
{
    if (engine().summary().halt == Halt::Journal && engine().summary().phase == RunPhase::Paused)
        engine().resume();
    tell(tr("The journal goes on in %1").arg(QDir::toNativeSeparators(path)));
    m_watch.wake();
}

void BatchPane::showActions()
{
    if (!m_isFront)
        return;
    m_ui->strip->showActions([this] {
        m_actions.show(summary(), Theme::of(palette()));
        m_commands->showActions();
        m_actions.showAnswer(m_saving->hasQueueAnswer(), summary());
    });
    showPaneActions();
}

RecordView &BatchPane::view() const
{
    return m_ui->work->table().view();
}

void BatchPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_ui->work && view().records())
        showActions();
}

} // namespace batchdeck
