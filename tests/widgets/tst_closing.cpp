#include "widgets/windowfixture.h"

#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/batchtabs.h"
#include "widgets/choicebutton.h"
#include "widgets/closingdialog.h"
#include "widgets/messagebar.h"
#include "widgets/plandialog.h"
#include "widgets/runorder.h"

#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSpinBox>
#include <QThreadPool>
#include <QTimer>
#include <QToolButton>

#include <semaphore>
#include <thread>

#include <sys/stat.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto quick = R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])";
constexpr auto others = R"([{"label": "four"}, {"label": "five"}])";
constexpr auto endless = R"([{"label": "long", "seconds": 3600}, {"label": "longer", "seconds": 7200}])";
constexpr auto cleansUp = R"([{"seconds": 3600, "steps": 1000000, "cleanup": 0.5}])";
constexpr auto cleansUpLonger = R"([{"seconds": 3600, "steps": 1000000, "cleanup": 3}])";
constexpr auto cleansUpToo = R"([{"seconds": 3601, "steps": 1000000, "cleanup": 0.5}])";

// Whoever writes to it waits until it is read.
class SlowFile {
    Q_DISABLE_COPY_MOVE(SlowFile)

public:
    explicit SlowFile(const QString &path)
        : m_path(path)
    {
        if (::mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
            qFatal("there is no pipe");
    }
    ~SlowFile() { read(); }

    QString path() const { return m_path; }
    QByteArray read()
    {
        m_mayRead.release();
        if (m_reader.joinable())
            m_reader.join();
        return m_text;
    }

private:
    const QString m_path;
    QByteArray m_text;
    std::binary_semaphore m_mayRead{0};
    std::jthread m_reader{[this] {
        std::ignore = m_mayRead.try_acquire_for(10s); // where something waits for it that must not
        QFile file(m_path);
        if (file.open(QIODevice::ReadOnly))
            m_text = file.readAll();
    }};
};

} // namespace

// Batches and windows that go: at once, when what runs is over, or not at all.
class TestClosing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void closesAtOnceWhenNothingRuns();
    void opensAgainWhatIsStillBeingClosed();
    void closingATabAsksWhileItRuns();
    void closingTellsHowFarItIs();
    void closingSaysWhatBecomesOfWhatWaits();
    void closingTellsWhatIsPaused();
    void closingHasRoomForWhatItTells();
    void closingATabMayCancelWhatRuns();
    void closingATabMayFinishWhatRuns();
    void closingWaitsForAFile_data();
    void closingWaitsForAFile();
    void aFileThatFailsKeepsItsTab();
    void aFileThatFailsKeepsTheWindow();
    void aFileThatFailsKeepsATabThatStops_data();
    void aFileThatFailsKeepsATabThatStops();
    void whoChoosesNoOtherFileHasNone();
    void itsOwnNameIsRefused();
    void aFileThatFailsKeepsNoOneFromTheEnd();
    void whatIsClosedAfterAFileHasFailedGoes();
    void whatIsToldOfAFileIsRead();
    void aTabWaitsForWhoChoosesAFile_data();
    void aTabWaitsForWhoChoosesAFile();
    void aChooserKeepsNoOneFromTheEnd();
    void aChooserThatAsksKeepsNoOneFromTheEnd();
    void aFileMayBeWrittenBeforeItsChooserHasGone();
    void anotherPlanWaitsForAFile();
    void aRunGoesOnWhenItsFileIsWritten();
    void aRunGoesOnWhereItsFileFails();
    void whoClosesItWantsNoOtherPlan_data();
    void whoClosesItWantsNoOtherPlan();
    void whatRunsAgainMeanwhileIsAskedFor();
    void whatWaitsForItIsNotStarted_data();
    void whatWaitsForItIsNotStarted();
    void whatIsToStartLaterIsNot();
    void quittingAsksOnceForAll();
    void quittingMayBeThoughtBetter();
    void quittingMayFinishWhatRuns();
    void quittingMayHide();
    void aSignalAsksNothing();
    void theSessionsEndIsWaitedFor();

private:
    void startsCleaningUp(const QString &name, const QByteArray &content);
    void cancelMany();
    void saveMany(const QString &path); // that is heard of in the event loop
    void save(const QString &path);
    void choose(const QString &path);
    QString news() const { return tabs()->current()->messages().sentence(); }
    QPointer<BatchPane> stopForAnotherPlan();
    QMessageBox *problem() const { return m_it->window().findChild<QMessageBox *>(u"problem"_s); }
    void answer(const char *button);
    BatchTabs *tabs() const { return m_it->tabs(); }
    QStringList tabTexts() const;

    std::unique_ptr<WindowFixture> m_it;
};

// What is stopped before it has begun has nothing to clean up.
void TestClosing::startsCleaningUp(const QString &name, const QByteArray &content)
{
    m_it->start(name, content);
    QTRY_VERIFY(!m_it->cell(0, RecordModel::Progress).isEmpty());
}

void TestClosing::answer(const char *button)
{
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>());
    auto *question = m_it->window().findChild<ClosingDialog *>();
    QTRY_VERIFY(question->isVisible());
    QTest::mouseClick(question->findChild<ChoiceButton *>(QLatin1StringView(button)), Qt::LeftButton);
    QTRY_VERIFY(!m_it->window().findChild<ClosingDialog *>());
}

QStringList TestClosing::tabTexts() const
{
    QStringList texts;
    for (int i = 0; i < tabs()->count(); ++i)
        texts += tabs()->tabText(i);
    return texts;
}

// Its journal is taken until the last of it is gone.
void TestClosing::opensAgainWhatIsStillBeingClosed()
{
    const QString path = m_it->file(u"batch.json"_s, quick);
    OpenWatch watch;
    auto opened = OpenBatch::open({.path = path}, watch);
    QVERIFY(opened);
    QSemaphore mayGo;
    opened->batch = {new Batch, [&mayGo](const Batch *held) { // goes before the session
                         mayGo.acquire();
                         delete held;
                     }};
    const auto *tabs = m_it->window().findChild<BatchTabs *>();
    tabs->closed()->take(std::make_unique<OpenBatch>(*std::move(opened)));
    m_it->window().open(path);
    QVERIFY(OpenBatch::open({.path = m_it->file(u"other.json"_s, others)}, watch)); // there is time enough
    QVERIFY(!m_it->records());
    QTRY_COMPARE(m_it->named<QLabel>("loadingTitle")->text(), u"Opening batch.json"_s);
    QCOMPARE(m_it->named<QLabel>("loadingText")->text(), u"Applying the plan, opening the journal…"_s);
    // No bar says how far that is.
    QCOMPARE(m_it->named<QProgressBar>("loadingBar")->maximum(), 0);
    mayGo.release();
    QTRY_VERIFY(m_it->records()); // nobody is told that it is open elsewhere
    QCOMPARE(m_it->state(2), u"Queued"_s);
}

void TestClosing::closesAtOnceWhenNothingRuns()
{
    m_it->open(u"one.json"_s, quick);
    m_it->press("mainButton");
    QTRY_VERIFY(m_it->window().windowTitle().startsWith(u"100%"_s));
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QVERIFY(m_it->window().close());
    QCOMPARE(left.size(), 1);
}

void TestClosing::closingATabAsksWhileItRuns()
{
    m_it->start(u"long.json"_s, endless);
    m_it->action("actionClose")->trigger();
    const auto *asked = m_it->window().findChild<ClosingDialog *>();
    QVERIFY(asked);
    const QString cancels = asked->findChild<ChoiceButton *>(u"cancel"_s)->explanation();
    QVERIFY2(!cancels.contains(u"wait"_s), qPrintable(cancels)); // none does
    answer("stay");
    QCOMPARE(m_it->state(1), u"Running"_s);
    QCOMPARE(tabs()->count(), 1);
}

// It goes on while the question stands.
void TestClosing::closingTellsHowFarItIs()
{
    m_it->window().resize(1280, 800);
    m_it->start(u"long.json"_s, endless);
    m_it->window().close();
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>());
    const auto *asked = m_it->window().findChild<ClosingDialog *>();
    QTRY_VERIFY(asked->isVisible());
    QCOMPARE(asked->findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0); // all answers are in sight
    const auto *counts = asked->findChild<QLabel *>(u"counts"_s);
    const QString before = counts->text();
    const int roomy = asked->height();
    m_it->records()->selectRow(1);
    QTRY_VERIFY(m_it->action("actionCancelSelected")->isEnabled());
    m_it->action("actionCancelSelected")->trigger();
    QTRY_VERIFY(counts->text() != before);
    m_it->action("actionCancel")->trigger();
    QTRY_COMPARE(asked->findChild<QLabel *>(u"title"_s)->text(), u"Nothing is running any more."_s);
    QVERIFY(!counts->isVisible());
    QTRY_VERIFY(asked->height() < roomy); // for what is left of it
    QVERIFY(!asked->findChild<ChoiceButton *>(u"cancel"_s)->isVisible());
    QCOMPARE(asked->findChild<ChoiceButton *>(u"finish"_s)->text(), u"Quit"_s);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    answer("finish");
    QCOMPARE(left.size(), 1);
}

void TestClosing::closingSaysWhatBecomesOfWhatWaits()
{
    RunSummary summary;
    summary.counts[index(State::Running)] = 2;
    summary.counts[index(State::Queued)] = 71;
    summary.counts[index(State::Backoff)] = 2;
    summary.inFlight = 2;
    const auto explained = [&](const char *name) {
        const ClosingDialog dialog(
            ClosingDialog::Of::Window, [&summary] { return QList{summary}; }, &m_it->window());
        return dialog.findChild<ChoiceButton *>(QLatin1StringView(name))->explanation();
    };
    summary.left = 75;
    QVERIFY(explained("cancel").endsWith(u"The 73 records that wait are cancelled too."_s));
    QVERIFY(explained("finish").endsWith(u"The 73 records that wait are left undone."_s));
    summary.left = 12; // a run for some of them
    QVERIFY(explained("cancel").endsWith(u"The 10 records that wait are cancelled too."_s));
    QVERIFY(explained("finish").endsWith(u"The 73 records that wait are left undone."_s));
}

void TestClosing::closingTellsWhatIsPaused()
{
    RunSummary running;
    running.phase = RunPhase::Running;
    running.counts[index(State::Running)] = 2;
    running.inFlight = running.left = 2;
    RunSummary paused;
    paused.phase = RunPhase::Paused;
    paused.counts[index(State::Queued)] = 71;
    paused.left = 71;
    RunSummary pausing = paused; // what runs goes on
    pausing.counts[index(State::Running)] = 1;
    pausing.inFlight = 1;
    RunSummary between = paused; // two tries
    between.phase = RunPhase::Running;
    const auto title = [this](const QList<RunSummary> &runs) {
        const ClosingDialog dialog(
            ClosingDialog::Of::Window, [&runs] { return runs; }, &m_it->window());
        return dialog.findChild<QLabel *>(u"title"_s)->text();
    };
    QCOMPARE(title({paused}), u"The batch is paused."_s);
    QCOMPARE(title({paused, paused}), u"2 batches are paused."_s);
    QCOMPARE(title({pausing}), u"The batch is still running."_s);
    QCOMPARE(title({between}), u"The batch is still running."_s);
    QCOMPARE(title({running, pausing}), u"2 batches are still running."_s);
    QCOMPARE(title({running, paused, pausing, paused, paused}), u"Batches still running: 2. Paused: 3."_s);

    // While the question stands.
    m_it->open(u"long.json"_s, endless);
    m_it->named<QSpinBox>("jobs")->setValue(1);
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    m_it->window().close();
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>());
    auto *asked = m_it->window().findChild<ClosingDialog *>();
    QCOMPARE(asked->findChild<QLabel *>(u"title"_s)->text(), u"The batch is still running."_s);
    QCOMPARE(asked->windowTitle(), u"Quit while it runs?"_s);
    m_it->records()->selectRow(0);
    QTRY_VERIFY(m_it->action("actionCancelSelected")->isEnabled());
    m_it->action("actionPause")->trigger();
    m_it->action("actionCancelSelected")->trigger();
    QTRY_COMPARE(asked->findChild<QLabel *>(u"title"_s)->text(), u"The batch is paused."_s);
    QCOMPARE(asked->windowTitle(), u"Quit before it is done?"_s);
    const auto *finish = asked->findChild<ChoiceButton *>(u"finish"_s);
    QCOMPARE(finish->text(), u"Leave the Rest and Quit"_s);
    QVERIFY2(finish->explanation().endsWith(u"is left undone."_s), qPrintable(finish->explanation()));
    QCOMPARE(asked->findChild<ChoiceButton *>(u"cancel"_s)->explanation(), u"The record that waits is cancelled."_s);
    QCOMPARE(asked->findChild<ChoiceButton *>(u"stay"_s)->explanation(), u"Everything stays as it is."_s);
    QCOMPARE(asked->findChild<ChoiceButton *>(u"hide"_s)->text(), u"Hide the Window"_s);
    m_it->action("actionPause")->trigger(); // it goes on
    QTRY_COMPARE(asked->findChild<QLabel *>(u"title"_s)->text(), u"The batch is still running."_s);
    QCOMPARE(finish->text(), u"Finish What Runs, Then Quit"_s);
    m_it->records()->selectRow(1);
    QTRY_VERIFY(m_it->action("actionCancelSelected")->isEnabled());
    m_it->action("actionCancelSelected")->trigger();
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QTRY_COMPARE(asked->findChild<QLabel *>(u"title"_s)->text(), u"Nothing is running any more."_s);
    answer("finish");
    QCOMPARE(left.size(), 1);
}

void TestClosing::closingHasRoomForWhatItTells()
{
    RunSummary run;
    run.phase = RunPhase::Paused;
    run.counts[index(State::Queued)] = run.left = 71;
    ClosingDialog dialog(
        ClosingDialog::Of::Window, [&run] { return QList{run}; }, &m_it->window());
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const int paused = dialog.height();
    run.phase = RunPhase::Running;
    QTRY_COMPARE(dialog.windowTitle(), u"Quit while it runs?"_s);
    QTRY_VERIFY(dialog.height() > paused); // what becomes of what runs is told as well
    QCOMPARE(dialog.findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0); // all answers are in sight
}

void TestClosing::closingATabMayCancelWhatRuns()
{
    m_it->open(u"other.json"_s, quick);
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    answer("cancel");
    QTRY_COMPARE(m_it->state(0), u"Stopping"_s); // shown until the clean-up is over
    QVERIFY(tabs()->current()->messages().isVisible());
    m_it->action("actionClose")->trigger();
    QVERIFY(!m_it->window().findChild<ClosingDialog *>());
    QVERIFY(m_it->window().findChild<QMessageBox *>()); // whether to wait no longer
    QTRY_COMPARE(tabTexts(), QStringList({u"other.json"_s}));
    QTRY_VERIFY(!m_it->window().findChild<QMessageBox *>()); // which is asked no more
}

void TestClosing::closingATabMayFinishWhatRuns()
{
    m_it->open(u"long.json"_s, endless);
    m_it->named<QSpinBox>("jobs")->setValue(1);
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    m_it->action("actionClose")->trigger();
    answer("finish");
    QTRY_VERIFY(tabs()->current()->messages().isVisible());
    QCOMPARE(m_it->state(0), u"Running"_s);
    m_it->named<QDoubleSpinBox>("timeout")->setValue(1); // that is one way in which it ends
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
}

void TestClosing::cancelMany()
{
    constexpr int many = 1'000;
    QByteArray records = R"([{"seconds": 3600})";
    for (int i = 1; i < many; ++i)
        records += R"(,{"seconds": 0})";
    m_it->start(u"many.json"_s, records + ']');
    m_it->action("actionCancel")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->window().runs()[0].phase == RunPhase::Idle, 60'000);
}

void TestClosing::saveMany(const QString &path)
{
    cancelMany();
    save(path);
}

void TestClosing::save(const QString &path)
{
    m_it->action("actionSaveResults")->trigger();
    choose(path);
}

void TestClosing::choose(const QString &path)
{
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
}

void TestClosing::closingWaitsForAFile_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::newRow("a tab") << false;
    QTest::newRow("the window") << true;
}

void TestClosing::closingWaitsForAFile()
{
    QFETCH(const bool, isWindow);
    const QString path = m_it->path(u"results.jsonl"_s);
    saveMany(path);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action(isWindow ? "actionQuit" : "actionClose")->trigger();
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(tabs()->current()->messages().isVisible());
    m_it->action(isWindow ? "actionQuit" : "actionClose")->trigger(); // once more makes no difference
    QTRY_VERIFY_WITH_TIMEOUT(isWindow ? !left.isEmpty() : m_it->window().runs().isEmpty(), 60'000);
    QCOMPARE(m_it->window().runs().size(), isWindow ? 1 : 0); // by what they came to the program's exit code is known
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 1'000);
    QTRY_COMPARE(left.size(), isWindow ? 1 : 0);
}

void TestClosing::aFileThatFailsKeepsItsTab()
{
    saveMany(m_it->path(u"no/such/folder.jsonl"_s));
    m_it->action("actionQuit")->trigger();
    QTRY_VERIFY(problem());
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(m_it->window().isVisible());
    QVERIFY(!m_it->window().isEverythingRun());
}

// Another one is on its way out, and the window after it.
void TestClosing::aFileThatFailsKeepsTheWindow()
{
    cancelMany();
    startsCleaningUp(u"long.json"_s, cleansUpLonger);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionQuit")->trigger();
    answer("cancel");
    tabs()->setCurrentIndex(0);
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    problem()->accept();
    QTRY_COMPARE(tabTexts(), QStringList(u"many.json"_s));
    QTRY_VERIFY(!problem());
    QVERIFY(left.isEmpty());
    m_it->action("actionQuit")->trigger();
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::aFileThatFailsKeepsATabThatStops_data()
{
    QTest::addColumn<bool>("isRead");
    QTest::newRow("read when its run is over") << false;
    QTest::newRow("read before") << true;
}

// Its run is over by then: it can be saved elsewhere.
void TestClosing::aFileThatFailsKeepsATabThatStops()
{
    QFETCH(const bool, isRead);
    startsCleaningUp(u"long.json"_s, cleansUpLonger);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionQuit")->trigger();
    answer("cancel");
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    const RunClosing &closing = tabs()->current()->pane()->closing();
    QCOMPARE(closing.step(), RunClosing::Step::Stopping);
    QVERIFY2(news().startsWith(u"A file could not be written: "_s), qPrintable(news()));
    if (isRead)
        problem()->accept();
    QTRY_VERIFY(closing.step() == RunClosing::Step::Over);
    QVERIFY2(news().startsWith(u"A file could not be written, "_s), qPrintable(news()));
    QCOMPARE(bool(problem()), !isRead);
    QVERIFY(left.isEmpty());
    QVERIFY(!m_it->action("actionRun")->isEnabled());
    QVERIFY(tabs()->current()->pane()->summary().isOver());
    QVERIFY(!m_it->window().isEverythingRun()); // somebody wants that file
    if (!isRead)
        problem()->accept();

    const QString path = m_it->path(u"results.jsonl"_s);
    save(path);
    QTRY_VERIFY(QFile::exists(path));
    QTRY_COMPARE(news(), QString()); // which was mended
    QVERIFY(m_it->window().isEverythingRun());
    QTRY_VERIFY(!problem());
    m_it->action("actionQuit")->trigger();
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::whoChoosesNoOtherFileHasNone()
{
    startsCleaningUp(u"long.json"_s, cleansUpLonger);
    m_it->action("actionClose")->trigger();
    answer("cancel");
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    problem()->accept();
    m_it->action("actionSaveResults")->trigger();
    m_it->window().findChild<QFileDialog *>()->reject();
    QTRY_VERIFY(tabs()->current()->pane()->closing().step() == RunClosing::Step::Over);
    QVERIFY2(news().startsWith(u"A file could not be written, "_s), qPrintable(news()));
}

// Nothing is written over what is being closed.
void TestClosing::itsOwnNameIsRefused()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    answer("cancel");
    save(m_it->path(u"long.json"_s));
    QTRY_VERIFY(problem());
    QVERIFY2(problem()->informativeText().contains(u"batch itself"_s), qPrintable(problem()->informativeText()));
    problem()->accept();
    QTRY_VERIFY(tabs()->current()->pane()->closing().step() == RunClosing::Step::Over);
    QVERIFY2(news().startsWith(u"A file could not be written, "_s), qPrintable(news()));
}

// Which somebody asks for who does not read.
void TestClosing::aFileThatFailsKeepsNoOneFromTheEnd()
{
    m_it->open(u"other.json"_s, quick);
    startsCleaningUp(u"long.json"_s, cleansUpLonger);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    save(m_it->path(u"no/such/folder.jsonl"_s));
    m_it->window().end();
    QTRY_VERIFY(problem());
    QVERIFY(left.isEmpty());
    QTRY_COMPARE(left.size(), 1);
}

// Whoever closes it knows of the file.
void TestClosing::whatIsClosedAfterAFileHasFailedGoes()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionClose")->trigger();
    answer("finish");
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    problem()->accept();
    QTRY_VERIFY(!problem());
    m_it->action("actionQuit")->trigger();
    answer("cancel");
    QTRY_COMPARE(left.size(), 1);
}

// What is told of a file that was written is no failure, but it is read before the window goes.
void TestClosing::whatIsToldOfAFileIsRead()
{
    m_it->start(u"doubt.json"_s, R"([{"seconds": 3600}, {"unknown": true}])");
    QTRY_COMPARE(m_it->state(1), u"In doubt"_s);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    const QString path = m_it->path(u"failed.json"_s);
    m_it->action("actionSaveFailed")->trigger();
    choose(path);
    m_it->action("actionQuit")->trigger();
    answer("cancel");
    QTRY_VERIFY(problem() && m_it->window().runs().isEmpty());
    QVERIFY(QFile::exists(path));
    QVERIFY2(problem()->informativeText().contains(u"in doubt"_s), qPrintable(problem()->informativeText()));
    QVERIFY(left.isEmpty());
    problem()->accept();
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::aTabWaitsForWhoChoosesAFile_data()
{
    QTest::addColumn<bool>("isChosen");
    QTest::newRow("one") << true;
    QTest::newRow("none") << false;
}

void TestClosing::aTabWaitsForWhoChoosesAFile()
{
    QFETCH(const bool, isChosen);
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    answer("cancel");
    m_it->action("actionSaveResults")->trigger();
    const auto &closing = tabs()->current()->pane()->closing();
    QTRY_VERIFY(closing.step() == RunClosing::Step::Over);
    QCOMPARE(news(), u"This batch closes when the file is written."_s);
    const QString path = m_it->path(u"results.jsonl"_s);
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    if (isChosen)
        choose(path);
    else
        dialog->reject();
    QTRY_VERIFY(m_it->window().runs().isEmpty());
    QCOMPARE(QFile::exists(path), isChosen);
}

void TestClosing::aChooserKeepsNoOneFromTheEnd()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionSaveResults")->trigger();
    QVERIFY(m_it->window().findChild<QFileDialog *>());
    m_it->window().end();
    QTRY_COMPARE(left.size(), 1);
}

// Its question is one of Qt's, with an event loop of its own.
void TestClosing::aChooserThatAsksKeepsNoOneFromTheEnd()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    const QString path = m_it->file(u"results.jsonl"_s, "of yesterday");
    m_it->action("actionSaveResults")->trigger();
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    dialog->selectFile(path);
    bool isAsked = false;
    QTimer::singleShot(0, dialog, [&] {
        isAsked = dialog->findChild<QMessageBox *>();
        m_it->window().end();
    });
    static_cast<QDialog *>(dialog)->accept();
    QVERIFY(isAsked);
    QTRY_COMPARE(left.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "of yesterday");
}

// It is quick, and the desktop is not.
void TestClosing::aFileMayBeWrittenBeforeItsChooserHasGone()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    answer("cancel");
    m_it->action("actionSaveResults")->trigger();
    QTRY_VERIFY(tabs()->current()->pane()->closing().step() == RunClosing::Step::Over);
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    connect(dialog, &QFileDialog::fileSelected, dialog, [] { QThreadPool::globalInstance()->waitForDone(); });
    dialog->selectFile(m_it->path(u"results.jsonl"_s));
    static_cast<QDialog *>(dialog)->accept();
    QTRY_VERIFY(m_it->window().runs().isEmpty());
}

void TestClosing::anotherPlanWaitsForAFile()
{
    const QString path = m_it->path(u"results.jsonl"_s);
    cancelMany();
    m_it->action("actionPlan")->trigger();
    const QPointer<PlanDialog> dialog = m_it->window().findChild<PlanDialog *>();
    QVERIFY(dialog);
    save(path);
    QTest::mouseClick(dialog->findChild<QToolButton *>(u"use"_s), Qt::LeftButton);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLabel *>(u"problems"_s)->text(),
             u"A file is being saved: wait until it is, or cancel that."_s);
    QVERIFY(!tabs()->current()->findChild<QMessageBox *>()); // nothing is asked
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 60'000);
}

// Its run is over, and nobody has heard of it yet.
QPointer<BatchPane> TestClosing::stopForAnotherPlan()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionPause")->trigger();
    if (!QTest::qWaitFor([this] { return m_it->action("actionPlan")->isEnabled(); }))
        qFatal("it has no plan");
    m_it->action("actionPlan")->trigger();
    QTest::mouseClick(m_it->window().findChild<PlanDialog *>()->findChild<QToolButton *>(u"use"_s), Qt::LeftButton);
    BatchPane *pane = tabs()->current()->pane();
    QTest::mouseClick(tabs()->current()->findChild<QMessageBox *>()->buttons()[0], Qt::LeftButton);
    pane->closing().wait();
    return pane;
}

// Somebody saves what it has come to while it stops to go on under another plan.
void TestClosing::aRunGoesOnWhenItsFileIsWritten()
{
    const QPointer<BatchPane> before = stopForAnotherPlan();
    SlowFile file(m_it->path(u"results.jsonl"_s));
    save(file.path());
    QTRY_COMPARE(news(), u"The run goes on under the changed plan when the file is written."_s);
    QVERIFY(before);
    QCOMPARE(file.read().count('\n'), 1);
    QTRY_VERIFY(!before && tabs()->current()->pane());
    QVERIFY2(news().startsWith(u"This goes on with the run of "_s), qPrintable(news()));
}

void TestClosing::whoClosesItWantsNoOtherPlan_data()
{
    QTest::addColumn<QString>("who");
    QTest::newRow("the tab") << u"tab"_s;
    QTest::newRow("the window") << u"window"_s;
    QTest::newRow("from outside") << u"outside"_s;
}

void TestClosing::whoClosesItWantsNoOtherPlan()
{
    QFETCH(const QString, who);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    stopForAnotherPlan();
    SlowFile file(m_it->path(u"results.jsonl"_s));
    save(file.path());
    QTRY_COMPARE(news(), u"The run goes on under the changed plan when the file is written."_s);
    if (who == u"outside"_s)
        m_it->window().end();
    else
        m_it->action(who == u"tab"_s ? "actionClose" : "actionQuit")->trigger();
    QCOMPARE(news(), u"This batch closes when the file is written."_s);
    QCOMPARE(file.read().count('\n'), 1);
    QTRY_VERIFY(m_it->window().runs().isEmpty());
    QTRY_COMPARE(left.size(), who == u"tab"_s ? 0 : 1);
}

void TestClosing::aRunGoesOnWhereItsFileFails()
{
    const QPointer<BatchPane> before = stopForAnotherPlan();
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(!before && tabs()->current()->pane());
    QVERIFY(problem()); // to be read all the same
    QVERIFY(tabs()->current()->messages().sentence().startsWith(u"This goes on with the run of "_s));
}

void TestClosing::whatRunsAgainMeanwhileIsAskedFor()
{
    saveMany(m_it->path(u"results.jsonl"_s));
    m_it->action("actionClose")->trigger();
    tabs()->current()->pane()->runCancelled();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->window().findChild<ClosingDialog *>(), 60'000);
    QCOMPARE(tabs()->count(), 1);
}

void TestClosing::whatWaitsForItIsNotStarted_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::newRow("a tab") << false;
    QTest::newRow("the window") << true;
}

void TestClosing::whatWaitsForItIsNotStarted()
{
    QFETCH(const bool, isWindow);
    m_it->open(u"other.json"_s, quick);
    BatchTab *waits = tabs()->current();
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->window().findChild<RunOrder *>()->runAfter(waits, tabs()->current());
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action(isWindow ? "actionQuit" : "actionClose")->trigger();
    answer("cancel");
    if (isWindow)
        QTRY_COMPARE(left.size(), 1);
    else
        QTRY_COMPARE(tabTexts(), QStringList(u"other.json"_s));
    QCOMPARE(waits->pane()->summary().count(State::Queued), 3U);
    QCOMPARE(waits->messages().sentence(), u"“long.json” was stopped, so this batch was not started."_s);
}

// The one before it is done, of which nobody has heard when the signal comes.
void TestClosing::whatIsToStartLaterIsNot()
{
    m_it->open(u"other.json"_s, quick);
    BatchTab *waits = tabs()->current();
    startsCleaningUp(u"long.json"_s, cleansUp);
    m_it->open(u"brief.json"_s, R"([{"seconds": 0.2}])");
    const RunClosing &brief = tabs()->current()->pane()->closing();
    m_it->window().findChild<RunOrder *>()->runAfter(waits, tabs()->current());
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionRun")->trigger();
    QVERIFY(brief.isNeeded());
    while (brief.isNeeded())
        QThread::yieldCurrentThread();
    m_it->window().end();
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(waits->pane()->summary().count(State::Queued), 3U);
}

void TestClosing::quittingAsksOnceForAll()
{
    startsCleaningUp(u"one.json"_s, cleansUp);
    startsCleaningUp(u"two.json"_s, cleansUpToo);
    m_it->open(u"idle.json"_s, quick);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QVERIFY(!m_it->window().close());
    QVERIFY(!m_it->window().close());
    QCOMPARE(m_it->window().findChildren<ClosingDialog *>().size(), 1);
    answer("cancel");
    QVERIFY(left.isEmpty()); // both clean up first
    QTRY_COMPARE(left.size(), 1);
    QVERIFY(!m_it->window().isVisible());
}

void TestClosing::quittingMayBeThoughtBetter()
{
    m_it->start(u"long.json"_s, endless);
    QVERIFY(!m_it->window().close());
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>()->isVisible());
    QTest::keyClick(m_it->window().findChild<ClosingDialog *>(), Qt::Key_Escape);
    QTRY_VERIFY(!m_it->window().findChild<ClosingDialog *>());
    QVERIFY(m_it->window().isVisible());
    QCOMPARE(m_it->state(1), u"Running"_s);
}

void TestClosing::quittingMayFinishWhatRuns()
{
    m_it->open(u"long.json"_s, endless);
    m_it->named<QSpinBox>("jobs")->setValue(1);
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QVERIFY(!m_it->window().close());
    answer("finish");
    QCOMPARE(m_it->state(0), u"Running"_s);
    m_it->named<QDoubleSpinBox>("timeout")->setValue(1);
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::quittingMayHide()
{
    m_it->start(u"long.json"_s, endless);
    QVERIFY(!m_it->window().close());
    answer("hide");
    QTRY_VERIFY(m_it->window().isMinimized() || !m_it->window().isVisible());
    QCOMPARE(m_it->window().runs()[0].count(State::Running), 2U);
    m_it->window().come();
    QTRY_VERIFY(m_it->window().isVisible() && !m_it->window().isMinimized());
    QCOMPARE(m_it->state(1), u"Running"_s);
}

void TestClosing::aSignalAsksNothing()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->window().end();
    QVERIFY(left.isEmpty());
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::theSessionsEndIsWaitedFor()
{
    startsCleaningUp(u"long.json"_s, cleansUp);
    QElapsedTimer time;
    time.start();
    QVERIFY(m_it->window().waitCancelled());
    QVERIFY(time.elapsed() >= 500); // as long as the clean-up takes
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
}

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"
