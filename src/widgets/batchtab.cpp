#include "widgets/batchtab.h"

#include "models/coretext.h"
#include "models/runface.h"
#include "models/runtext.h"
#include "ui_batchtab.h"
#include "widgets/batchpane.h"
#include "widgets/pageroom.h"
#include "widgets/preferences.h"
#include "widgets/resumepage.h"
#include "widgets/runactions.h"
#include "widgets/stateicon.h"
#include "widgets/watchpage.h"
#include "widgets/wherepage.h"

#include <QEvent>
#include <QFileInfo>
#include <QLocale>
#include <QStyle>
#include <QtConcurrentRun>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr int iconSide = 32;
constexpr int steps = 1000; // of the bar

} // namespace

BatchTab::BatchTab(OpenRequest request, RunActions &actions, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BatchTab>())
    , m_request(std::move(request))
    , m_actions(actions)
    , m_preferences(preferences)
{
    m_ui->setupUi(this);
    for (QLabel *title : {m_ui->loadingTitle, m_ui->problemTitle}) {
        QFont font = title->font();
        font.setPointSizeF(font.pointSizeF() * 1.35);
        font.setWeight(QFont::DemiBold);
        title->setFont(font);
    }
    m_look.setInterval(100ms);
    connect(&m_look, &QTimer::timeout, this, &BatchTab::showProgress);
    connect(&m_loading, &QFutureWatcherBase::finished, this, &BatchTab::loaded);
    connect(m_ui->stopLoading, &QToolButton::clicked, this, &BatchTab::dismissed);
    connect(m_ui->tryAgain, &QToolButton::clicked, this, &BatchTab::load);
    connect(m_ui->mendPlan, &QToolButton::clicked, this, &BatchTab::editPlan);
    connect(m_ui->another, &QToolButton::clicked, this, &BatchTab::anotherAsked);
    connect(m_ui->giveUp, &QToolButton::clicked, this, &BatchTab::dismissed);
    connect(m_ui->room, &PageRoom::roomChanged, this, [this](int height) {
        if (m_pane)
            m_pane->setRoom(height);
    });
    load();
}

BatchTab::~BatchTab()
{
    m_reading->stop.request_stop();
    m_loading.disconnect(this);
    if (m_loading.isRunning()) // a future whose result was taken never finishes again
        m_loading.waitForFinished();
}

QString BatchTab::name() const
{
    return QFileInfo(m_request.path.isEmpty() ? m_request.journal : m_request.path).fileName();
}

bool BatchTab::isAsked() const
{
    return m_where && m_ui->pages->currentWidget() == m_where;
}

bool BatchTab::isOffered() const
{
    return m_resume && m_ui->pages->currentWidget() == m_resume;
}

MessageBar &BatchTab::messages() const
{
    return *m_ui->messages;
}

std::optional<RunSummary> BatchTab::standing() const
{
    if (m_watch)
        return m_watch->summary();
    if (!m_pane || (m_pane->summary().round == 0 && !RunText::goesOn(m_pane->summary())))
        return {};
    return m_pane->summary();
}

RunFace BatchTab::face() const
{
    if (m_pane)
        return RunFace::of(m_pane->summary());
    if (isLoading())
        return {State::Running, false, tr("Being read")};
    if (m_watch)
        return {m_watch->isAtWork() ? State::Running : State::Queued, false, tr("Only looked at")};
    if (isOffered())
        return {State::Queued, false, tr("Waits for an answer")};
    return isAsked() ? RunFace{State::Queued, false, tr("Waits for a plan")}
                     : RunFace{State::Invalid, false, tr("Could not be opened")};
}

void BatchTab::setFront(bool isFront)
{
    m_isFront = isFront;
    if (m_pane)
        m_pane->setFront(isFront);
    else if (isFront)
        m_actions.showNone(isLoading()       ? tr("The batch is still being read.")
                               : m_watch     ? tr("This run is only looked at: open the batch to do something with it.")
                               : isAsked()   ? tr("Say where the batch should go first.")
                               : isOffered() ? tr("Say first how to go on with this batch.")
                                             : tr("Open a batch first."));
    if (isFront && m_watch)
        m_watch->showActions(m_actions.pane);
}

// ---- Loading

QString BatchTab::kept() const
{
    const SessionJournal *journal = m_pane ? m_pane->session().journal() : nullptr;
    return journal ? journal->path() : m_request.kept;
}

void BatchTab::loadKept(const QString &journal)
{
    m_request.kept = journal;
    m_request.isTrial = false;
    m_request.forgetRun();
    load();
}

void BatchTab::load()
{
    m_reading = std::make_shared<Reading>();
    m_reading->watch.stop = m_reading->stop.get_token();
    m_request.jobs = m_preferences.liking().jobs;
    m_request.timeout = m_preferences.liking().timeout;
    m_request.alike = m_preferences.liking().alike;
    m_request.keptDays = m_preferences.liking().keptDays;
    m_ui->pages->setCurrentWidget(m_ui->loadingPage);
    m_loading.setFuture(QtConcurrent::run(
        [request = m_request, reading = m_reading] { return OpenBatch::open(request, reading->watch); }));
    m_look.start();
    showProgress();
    setFront(m_isFront);
    Q_EMIT altered();
}

void BatchTab::showProgress()
{
    const quint64 done = m_reading->watch.done;
    const quint64 total = m_reading->watch.total;
    const bool isRead = m_reading->watch.isRead;
    const QLocale locale;
    m_ui->loadingBar->setMaximum(total > 0 && !isRead ? steps : 0);
    m_ui->loadingBar->setValue(total > 0 && !isRead ? int(steps * std::min(done, total) / total) : 0);
    m_ui->loadingTitle->setText(isRead ? tr("Opening %1").arg(name()) : tr("Reading %1").arg(name()));
    if (isRead)
        m_ui->loadingText->setText(!m_request.journal.isEmpty() ? tr("Opening the journal…")
                                       : m_request.isTrial || !m_request.keepsJournal
                                       ? tr("Applying the plan…")
                                       : tr("Applying the plan, opening the journal…"));
    else
        m_ui->loadingText->setText(total > 0 ? tr("%1 of %2")
                                                   .arg(locale.formattedDataSize(qint64(std::min(done, total))),
                                                        locale.formattedDataSize(qint64(total)))
                                             : locale.formattedDataSize(qint64(done)));
}

void BatchTab::loaded()
{
    m_look.stop();
    Loading loading = m_loading.future().takeResult();
    m_request.reopen = Reopen::Ask; // an answer is for once
    m_request.keepsJournal = true;
    if (loading && loading->doubt) {
        if (loading->doubt->why.kind == journalOther)
            m_request.run.clear(); // that one is offered instead
        return offer(*std::move(loading));
    }
    if (loading)
        m_request.forgetRun();
    if (loading && loading->watched)
        return showWatched(std::move(loading->watched));
    if (!loading)
        return m_where ? tellWhere(loading.error()) : tellProblem(loading.error());
    if (!loading->session)
        return askWhere(*std::move(loading));
    m_request.batch.reset(); // the session has it
    const SessionJournal *journal = loading->session->journal();
    if (!m_request.kept.isEmpty()) // it may be another one, or none, by now
        m_request.kept = journal ? journal->path() : QString();
    m_coming =
        new BatchPane({new OpenBatch(*std::move(loading)), {m_request.closed}}, m_actions, m_preferences, m_ui->pages);
    QTimer::singleShot(0, m_coming, [this] { makePane(); });
}

void BatchTab::makePane()
{
    if (m_coming->make())
        return QTimer::singleShot(0, m_coming, [this] { makePane(); });
    m_pane = std::exchange(m_coming, nullptr);
    connect(m_pane, &BatchPane::looked, this, &BatchTab::altered);
    m_ui->pages->setCurrentIndex(m_ui->pages->addWidget(m_pane));
    m_pane->setRoom(m_ui->room->viewport()->height());
    setFront(m_isFront);
    tellWhatWasThere();
    Q_EMIT opened();
    Q_EMIT altered();
    if (std::exchange(m_request.runs, false))
        m_pane->run();
    else if (std::exchange(m_isNotRun, false))
        messages().tell(MessageBar::Kind::Problem,
                        tr("This batch was not started: the window was being closed when it was opened."));
}

// ---- An earlier run

void BatchTab::offer(OpenBatch batch)
{
    m_request.batch = std::move(batch.batch);
    m_request.runs = false; // what goes on is opened paused
    if (!m_resume) {
        m_resume = new ResumePage(m_ui->pages);
        m_ui->pages->addWidget(m_resume);
        connect(m_resume, &ResumePage::resumeChosen, this, [this] { loadAs(Reopen::Resume); });
        connect(m_resume, &ResumePage::freshChosen, this, [this] { loadAs(Reopen::Fresh); });
        connect(m_resume, &ResumePage::againChosen, this, [this] { loadAs(Reopen::Ask); });
        connect(m_resume, &ResumePage::withoutChosen, this, [this] { loadAs(Reopen::Fresh, false); });
        connect(m_resume, &ResumePage::watchChosen, this, [this](const QString &journal) {
            m_request.journal = journal;
            load();
        });
        connect(m_resume, &ResumePage::laterChosen, this, &BatchTab::dismissed);
    }
    m_resume->setDoubt(name(), *batch.doubt);
    m_ui->pages->setCurrentWidget(m_resume);
    setFront(m_isFront);
    Q_EMIT altered();
}

void BatchTab::showWatched(std::shared_ptr<WatchedRun> run)
{
    m_request.batch.reset();
    m_watch = new WatchPage(std::move(run), m_ui->pages);
    connect(m_watch, &WatchPage::looked, this, &BatchTab::altered);
    connect(m_watch, &WatchPage::actionsAltered, this, [this] {
        if (m_isFront && m_watch)
            m_watch->showActions(m_actions.pane);
    });
    connect(m_watch, &WatchPage::openAsked, this, [this] {
        m_request.path = m_request.path.isEmpty() ? m_watch->batchPath() : m_request.path;
        m_request.kept = std::exchange(m_request.journal, {}); // that one, and not the latest
        std::exchange(m_watch, nullptr)->deleteLater(); // it is the one that asks
        load();
    });
    m_ui->pages->setCurrentIndex(m_ui->pages->addWidget(m_watch));
    setFront(m_isFront);
    Q_EMIT altered();
}

void BatchTab::loadAs(Reopen reopen, bool keepsJournal)
{
    m_request.reopen = reopen;
    m_request.keepsJournal = keepsJournal;
    if (reopen == Reopen::Fresh)
        m_request.forgetRun();
    load();
}

// What was said already is not said again.
void BatchTab::tellWhatWasThere()
{
    const Session &session = m_pane->session();
    QStringList told = session.told();
    const std::optional<FoundRun> &found = session.foundRun();
    if (found && session.journal()->goesOn()) {
        told.removeIf([this, &found](const QString &sentence) {
            return sentence.contains(found->standing()) || (m_resume && found->changes().contains(sentence));
        });
        std::transform(told.begin(), told.end(), told.begin(),
                       [](const QString &sentence) { return CoreText::told(sentence); });
        told.prepend(tr("This goes on with the run of %1: what had ended then stays as it was.")
                         .arg(QLocale().toString(found->created.toLocalTime(), QLocale::ShortFormat)));
    } else if (found && found->hasBegun && QFileInfo::exists(found->path)) {
        told.prepend(tr("A run of this batch, of %1, is over: Runs… shows it. This is a new one, for all its records.")
                         .arg(QLocale().toString(found->created.toLocalTime(), QLocale::ShortFormat)));
    }
    if (told.isEmpty())
        m_ui->messages->forgetNews(); // of a run that was here before
    else
        m_ui->messages->tell(MessageBar::Kind::News, told.join(u' '));
}

// ---- What went wrong

void BatchTab::tellProblem(const Error &error)
{
    m_ui->problemTitle->setText(tr("%1 could not be opened").arg(name()));
    m_ui->problemText->setText(CoreText::told(error.message));
    const bool isPlan = error.kind == QStringLiteral("plan");
    const bool isForGood = m_request.isPasted && error.kind == QStringLiteral("file");
    m_ui->mendPlan->setVisible(isPlan);
    m_ui->tryAgain->setVisible(!isForGood);
    QToolButton *next = isPlan ? m_ui->mendPlan : isForGood ? m_ui->another : m_ui->tryAgain;
    for (QToolButton *button : {m_ui->mendPlan, m_ui->tryAgain, m_ui->another}) {
        button->setProperty("primary", button == next);
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
    paintProblem();
    m_ui->pages->setCurrentWidget(m_ui->problemPage);
    next->setFocus();
    setFront(m_isFront);
    Q_EMIT altered();
}

void BatchTab::paintProblem()
{
    m_ui->problemIcon->setPixmap(statePixmap(State::Invalid, iconSide, *this));
}

void BatchTab::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintProblem();
}

} // namespace batchdeck
