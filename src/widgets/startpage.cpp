#include "widgets/startpage.h"

#include "models/coretext.h"
#include "models/runtext.h"
#include "ui_startpage.h"
#include "widgets/choicebutton.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStyle>

namespace batchdeck {

namespace {

struct Example {
    const char *resource;
    const char *title;
    const char *text;
};
constexpr Example examples[] = {
    {":/examples/night-shift.json", QT_TRANSLATE_NOOP("batchdeck::StartPage", "A night shift"),
     QT_TRANSLATE_NOOP("batchdeck::StartPage",
                       "Simulated work, nothing is touched: some fails, hangs, is tried again or commits.")},
    {":/examples/upserts.json", QT_TRANSLATE_NOOP("batchdeck::StartPage", "Rows into a database"),
     QT_TRANSLATE_NOOP("batchdeck::StartPage", "Upserts into a SQLite file beside the batch; two of them do not fit.")},
    {":/examples/queue-event.json", QT_TRANSLATE_NOOP("batchdeck::StartPage", "Messages of a queue"),
     QT_TRANSLATE_NOOP("batchdeck::StartPage", "An event as a queue hands it over, limited by its targets.")},
    {":/examples/korean-orders.csv", QT_TRANSLATE_NOOP("batchdeck::StartPage", "A spreadsheet"),
     QT_TRANSLATE_NOOP("batchdeck::StartPage", "CSV as Excel writes it in Korea; each row is a record.")},
};

constexpr qsizetype shownFiles = 6;
constexpr qsizetype shownRuns = 2;
constexpr int columnWidth = 464; // of either list

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::StartPage>())
{
}

StartPage::~StartPage() = default;

// Not when it is polished: a stack does that with its first page at once.
void StartPage::showEvent(QShowEvent *event)
{
    m_shown.start();
    if (std::exchange(m_isMade, true))
        showRuns();
    else
        make();
    QWidget::showEvent(event);
}

void StartPage::make()
{
    m_ui->setupUi(this);
    QFont font = m_ui->startTitle->font();
    font.setPointSizeF(font.pointSizeF() * 1.7);
    font.setWeight(QFont::DemiBold);
    m_ui->startTitle->setFont(font);
    font = m_ui->examplesTitle->font();
    font.setWeight(QFont::DemiBold);
    for (QLabel *title : {m_ui->examplesTitle, m_ui->recentTitle, m_ui->unfinishedTitle, m_ui->stepTitle1,
                          m_ui->stepTitle2, m_ui->stepTitle3})
        title->setFont(font);
    addExamples();
    showRecentFiles();
    showRuns();
    showProblem();
    connect(m_ui->startOpen, &QToolButton::clicked, this, &StartPage::openAsked);
    connect(m_ui->allRuns, &QToolButton::clicked, this, &StartPage::runsAsked);
    connect(m_ui->startPaste, &QToolButton::clicked, this, &StartPage::pasteAsked);
}

void StartPage::addExamples()
{
    for (const Example &example : examples) {
        auto *button = new ChoiceButton(this);
        button->setText(tr(example.title));
        button->setExplanation(tr(example.text));
        const QString resource = QString::fromLatin1(example.resource);
        button->setObjectName(QFileInfo(resource).baseName());
        connect(button, &ChoiceButton::clicked, this, [this, resource] { Q_EMIT exampleAsked(resource); });
        m_ui->examplesLayout->insertWidget(m_ui->examplesLayout->count() - 1, button);
    }
}

void StartPage::setRecentFiles(const QStringList &files)
{
    m_files = files;
    if (m_isMade)
        showRecentFiles();
}

void StartPage::showRecentFiles()
{
    qDeleteAll(m_ui->recent->findChildren<ChoiceButton *>(Qt::FindDirectChildrenOnly));
    m_ui->noRecent->setVisible(m_files.isEmpty());
    for (const QString &file : m_files.first(std::min(m_files.size(), shownFiles))) {
        auto *button = new ChoiceButton(m_ui->recent);
        button->setText(QFileInfo(file).fileName());
        QString folder = QDir::toNativeSeparators(QFileInfo(file).path());
        if (folder.startsWith(QDir::homePath()))
            folder.replace(0, QDir::homePath().size(), u'~');
        button->setExplanation(folder);
        button->setToolTip(QDir::toNativeSeparators(file));
        connect(button, &ChoiceButton::clicked, this, [this, file] { Q_EMIT fileAsked(file); });
        m_ui->recentLayout->insertWidget(m_ui->recentLayout->count() - 1, button);
    }
}

void StartPage::awaitRuns()
{
    m_isAwaiting = true;
    if (m_isMade)
        showRuns();
}

void StartPage::setRuns(const std::vector<KeptRun> &runs)
{
    m_runs = runs;
    m_isAwaiting = false;
    if (m_isMade)
        showRuns();
}

QString StartPage::told(const KeptRun &run)
{
    const QString begun = QLocale().toString(run.begun.toLocalTime(), QLocale::ShortFormat);
    return (run.left > 0 ? tr("Begun %1: %2. Open it to go on.") : tr("Begun %1: %2. Open it to say what came of it."))
        .arg(begun, RunText::tally(run));
}

// Its place is as high as what is told of a usual one.
void StartPage::showRuns()
{
    qDeleteAll(m_ui->unfinishedRuns->findChildren<ChoiceButton *>(Qt::FindDirectChildrenOnly));
    QStringList files;
    for (const KeptRun &run : m_runs) { // the latest first: an earlier one of the same batch is not gone on with
        if (run.batch.isEmpty() || files.contains(run.batch) || files.size() == shownRuns)
            continue;
        if (run.stands != KeptRun::Stands::Unfinished || !QFileInfo(run.batch).isFile())
            continue;
        files += run.batch;
        auto *button = new ChoiceButton(m_ui->unfinishedRuns);
        button->setText(QFileInfo(run.batch).fileName());
        button->setExplanation(told(run));
        button->setToolTip(QDir::toNativeSeparators(run.batch));
        connect(button, &ChoiceButton::clicked, this, [this, file = run.batch] { Q_EMIT fileAsked(file); });
        m_ui->runsLayout->addWidget(button, 1);
    }
    const bool hasPlace = m_ui->unfinished->isVisible() && m_shown.hasExpired(soon);
    m_ui->unfinished->setVisible(!files.isEmpty() || m_isAwaiting || hasPlace);
    m_ui->noRuns->setVisible(files.isEmpty());
    m_ui->noRuns->setText(m_isAwaiting ? tr("Looking at the runs that are kept…") : tr("All of them are finished."));
    KeptRun run;
    run.begun = QDateTime::currentDateTime();
    run.ended = run.inDoubt = run.left = 1000;
    ChoiceButton usual;
    usual.setText(QStringLiteral("batch.json"));
    usual.setExplanation(told(run));
    m_ui->unfinishedRuns->setMinimumHeight(usual.heightForWidth(columnWidth));
}

void StartPage::setDropping(bool isDropping)
{
    if (!m_isMade)
        return;
    m_ui->dropZone->setProperty("dropping", isDropping);
    m_ui->dropZone->style()->unpolish(m_ui->dropZone);
    m_ui->dropZone->style()->polish(m_ui->dropZone);
}

void StartPage::tell(const QString &problem)
{
    m_problem = problem;
    if (m_isMade)
        showProblem();
}

void StartPage::showProblem()
{
    m_ui->problem->setText(CoreText::told(m_problem));
    m_ui->problem->setVisible(!m_problem.isEmpty());
}

} // namespace batchdeck
