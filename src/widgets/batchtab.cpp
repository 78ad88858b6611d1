#include "widgets/batchtab.h"

#include "models/runface.h"
#include "ui_batchtab.h"
#include "widgets/batchpane.h"
#include "widgets/runactions.h"
#include "widgets/stateicon.h"

#include <QEvent>
#include <QFileInfo>
#include <QLocale>
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
    connect(m_ui->another, &QToolButton::clicked, this, &BatchTab::anotherAsked);
    connect(m_ui->giveUp, &QToolButton::clicked, this, &BatchTab::dismissed);
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
    return QFileInfo(m_request.path).fileName();
}

MessageBar &BatchTab::messages() const
{
    return *m_ui->messages;
}

RunFace BatchTab::face() const
{
    if (m_pane)
        return RunFace::of(m_pane->summary());
    return isLoading() ? RunFace{State::Running, false, tr("Being read")}
                       : RunFace{State::Invalid, false, tr("Could not be opened")};
}

void BatchTab::setFront(bool isFront)
{
    m_isFront = isFront;
    if (m_pane)
        m_pane->setFront(isFront);
    else if (isFront)
        m_actions.showNone(isLoading() ? tr("The batch is still being read.") : tr("Open a batch first."));
}

// ---- Loading

void BatchTab::load()
{
    m_reading = std::make_shared<Reading>();
    m_reading->watch.stop = m_reading->stop.get_token();
    m_ui->loadingTitle->setText(tr("Reading %1").arg(name()));
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
    const QLocale locale;
    m_ui->loadingBar->setMaximum(total > 0 ? steps : 0);
    m_ui->loadingBar->setValue(total > 0 ? int(steps * std::min(done, total) / total) : 0);
    m_ui->loadingText->setText(total > 0 ? tr("%1 of %2")
                                               .arg(locale.formattedDataSize(qint64(std::min(done, total))),
                                                    locale.formattedDataSize(qint64(total)))
                                         : locale.formattedDataSize(qint64(done)));
}

void BatchTab::loaded()
{
    m_look.stop();
    Loading loading = m_loading.future().takeResult();
    if (!loading)
        return tellProblem(loading.error());
    m_pane = new BatchPane(*std::move(loading), m_actions, m_preferences, m_ui->pages);
    connect(m_pane, &BatchPane::looked, this, &BatchTab::altered);
    m_ui->pages->setCurrentIndex(m_ui->pages->addWidget(m_pane));
    setFront(m_isFront);
    Q_EMIT opened();
    Q_EMIT altered();
    if (std::exchange(m_request.runs, false))
        m_pane->run();
}

void BatchTab::tellProblem(const Error &error)
{
    m_ui->problemTitle->setText(tr("%1 could not be opened").arg(name()));
    m_ui->problemText->setText(error.message);
    paintProblem();
    m_ui->pages->setCurrentWidget(m_ui->problemPage);
    m_ui->tryAgain->setFocus();
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
