#include "widgets/closingdialog.h"

#include "models/runtext.h"
#include "ui_closingdialog.h"
#include "widgets/inscreen.h"
#include "widgets/question.h"

#include <QLocale>
#include <QMessageBox>
#include <QScrollBar>
#include <QSystemTrayIcon>

namespace batchdeck {

namespace {

constexpr auto interval = std::chrono::milliseconds(250);

// Nothing of it runs: else it is still running, though nothing more starts.
bool isAtRest(const RunSummary &run)
{
    return run.phase == RunPhase::Paused && run.inFlight == 0 && run.writing == 0;
}

QString number(qsizetype count)
{
    return QLocale().toString(count);
}

} // namespace

ClosingDialog::ClosingDialog(Of what, Runs runs, QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::ClosingDialog>())
    , m_what(what)
    , m_runs(std::move(runs))
{
    m_ui->setupUi(this);
    QFont big = m_ui->title->font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    big.setWeight(QFont::DemiBold);
    m_ui->title->setFont(big);

    const bool isWindow = what == Of::Window;
    m_ui->hide->setVisible(isWindow);
    m_ui->hide->setExplanation(QSystemTrayIcon::isSystemTrayAvailable()
                                   ? tr("An icon in the desktop’s panel brings the window back.")
                                   : tr("The window is minimised, as this desktop has no place for an icon."));
    m_ui->cancel->setText(isWindow ? tr("Cancel and Quit") : tr("Cancel and Close"));

    connect(m_ui->stay, &ChoiceButton::clicked, this, &QDialog::reject);
    const std::pair<ChoiceButton *, void (ClosingDialog::*)()> answers[] = {
        {m_ui->hide, &ClosingDialog::hideChosen},
        {m_ui->finish, &ClosingDialog::finishChosen},
        {m_ui->cancel, &ClosingDialog::cancelChosen},
    };
    for (const auto &[button, answer] : answers) {
        connect(button, &ChoiceButton::clicked, this, [this, chosen = answer] {
            accept();
            Q_EMIT(this->*chosen)();
        });
    }
    m_ui->stay->setFocus();
    connect(&m_timer, &QTimer::timeout, this, &ClosingDialog::look);
    m_timer.start(interval);
    look();
    showAll();
}

void ClosingDialog::look()
{
    const QList<RunSummary> runs = m_runs();
    if (runs.isEmpty())
        tellThatItIsOver();
    else
        tell(runs);
}

void ClosingDialog::tell(const QList<RunSummary> &runs)
{
    const qsizetype paused = std::count_if(runs.begin(), runs.end(), isAtRest);
    const bool isPaused = paused == runs.size(); // all that there is
    if (paused > 0 && !isPaused)
        m_ui->title->setText(
            tr("Batches still running: %1. Paused: %2.").arg(number(runs.size() - paused), number(paused)));
    else if (runs.size() == 1)
        m_ui->title->setText(isPaused ? tr("The batch is paused.") : tr("The batch is still running."));
    else
        m_ui->title->setText(
            (isPaused ? tr("%1 batches are paused.") : tr("%1 batches are still running.")).arg(number(runs.size())));
    nameAnswers(isPaused);

    RunSummary all;
    quint32 cancelled = 0; // that wait: of a round for some, the others stay as they are
    for (const RunSummary &run : runs) {
        const quint32 atWork = run.inFlight + run.writing;
        cancelled += run.left > atWork ? run.left - atWork : 0;
        for (std::size_t i = 0; i < all.counts.size(); ++i)
            all.counts[i] += run.counts[i];
    }
    m_ui->counts->setText(RunText::counts(all));
    const quint32 waiting = all.count(State::Queued) + all.count(State::Backoff);
    m_ui->cancel->setExplanation(isPaused && cancelled > 0 ? cancelledText(cancelled) : stoppedText(cancelled));
    m_ui->finish->setExplanation(
        waiting == 0       ? tr("Nothing more starts.")
            : waiting == 1 ? tr("Nothing more starts. The record that waits is left undone.")
                           : tr("Nothing more starts. The %1 records that wait are left undone.").arg(number(waiting)));
    if (m_isPaused != isPaused)
        showAll(); // the texts are others
    m_isPaused = isPaused;
}

// Where all is paused nothing runs that could go on, or be finished.
void ClosingDialog::nameAnswers(bool isPaused)
{
    const bool isWindow = m_what == Of::Window;
    if (isPaused) {
        setWindowTitle(isWindow ? tr("Quit before it is done?") : tr("Close before it is done?"));
        m_ui->stay->setExplanation(tr("Everything stays as it is."));
        m_ui->hide->setText(tr("Hide the Window"));
        m_ui->finish->setText(isWindow ? tr("Leave the Rest and Quit") : tr("Leave the Rest and Close"));
    } else {
        setWindowTitle(isWindow ? tr("Quit while it runs?") : tr("Close while it runs?"));
        m_ui->stay->setExplanation(tr("Everything goes on as it is."));
        m_ui->hide->setText(tr("Hide and Keep Running"));
        m_ui->finish->setText(isWindow ? tr("Finish What Runs, Then Quit") : tr("Finish What Runs, Then Close"));
    }
}

QString ClosingDialog::cancelledText(quint32 waiting)
{
    return waiting == 1 ? tr("The record that waits is cancelled.")
                        : tr("The %1 records that wait are cancelled.").arg(number(waiting));
}

QString ClosingDialog::stoppedText(quint32 waiting)
{
    const QString stopped = tr("What runs is stopped and cleaned up after; what commits is allowed to end.");
    return waiting == 0 ? stopped
        : waiting == 1  ? tr("%1 The record that waits is cancelled too.").arg(stopped)
                        : tr("%1 The %2 records that wait are cancelled too.").arg(stopped, number(waiting));
}

// Nobody has answered: it is not closed by itself.
void ClosingDialog::tellThatItIsOver()
{
    m_timer.stop();
    m_ui->title->setText(tr("Nothing is running any more."));
    setWindowTitle(m_ui->title->text());
    m_ui->counts->hide();
    if (m_ui->cancel->hasFocus() || m_ui->hide->hasFocus())
        m_ui->stay->setFocus();
    m_ui->hide->hide();
    m_ui->cancel->hide();
    m_ui->stay->setExplanation(tr("Everything stays as it is."));
    m_ui->finish->setText(m_what == Of::Window ? tr("Quit") : tr("Close"));
    m_ui->finish->setExplanation({});
    showAll();
}

// A page that may be scrolled asks for less than it has. Once it has a bar, its texts are broken as if it needed one.
void ClosingDialog::showAll()
{
    ensurePolished();
    QLayout *layout = m_ui->answers->layout();
    layout->activate();
    const int width = isVisible() ? this->width() : m_ui->room->sizeHint().width();
    const int broken = layout->totalHeightForWidth(width - m_ui->room->verticalScrollBar()->sizeHint().width());
    resize(width, std::max(broken, layout->totalMinimumSize().height()));
    fitScreen(*this);
}

void ClosingDialog::showEvent(QShowEvent *event)
{
    ThemedDialog::showEvent(event);
    showAll(); // its letters are known now
}

ClosingDialog::~ClosingDialog() = default;

void askToGiveUp(ClosingDialog::Of what, QWidget *closed, const std::function<void()> &then)
{
    QWidget *window = closed->window();
    if (window->findChild<QMessageBox *>()) // it stands already
        return;
    ask(window, ClosingDialog::tr("Still stopping"),
        ClosingDialog::tr(
            "What was stopped is cleaning up. If you do not wait for it, it is in doubt: nobody will know "
            "whether it took effect."),
        what == ClosingDialog::Of::Window ? ClosingDialog::tr("Give Up and Quit")
                                          : ClosingDialog::tr("Give Up and Close"),
        then);
    auto *question = window->findChild<QMessageBox *>();
    QObject::connect(closed, &QObject::destroyed, question, &QDialog::reject);
}

} // namespace batchdeck
