#include "widgets/closingfixture.h"

#include "widgets/runorder.h"

#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSpinBox>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto quick = R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])";
constexpr auto others = R"([{"label": "four"}, {"label": "five"}])";
constexpr auto endless = R"([{"label": "long", "seconds": 3600}, {"label": "longer", "seconds": 7200}])";
constexpr auto cleansUp = R"([{"seconds": 3600, "steps": 1000000, "cleanup": 0.5}])";
constexpr auto cleansUpToo = R"([{"seconds": 3601, "steps": 1000000, "cleanup": 0.5}])";

} // namespace

// Batches and windows that go: at once, when what runs is over, or not at all.
class TestClosing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<ClosingFixture>(); }
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
    void whatWaitsForItIsNotStarted_data();
    void whatWaitsForItIsNotStarted();
    void whatIsToStartLaterIsNot();
    void whatRunsOnceItIsOpenDoesNot();
    void whatWasGivenUpKeepsNoOne_data();
    void whatWasGivenUpKeepsNoOne();
    void quittingAsksOnceForAll();
    void quittingMayBeThoughtBetter();
    void quittingMayFinishWhatRuns();
    void quittingMayHide();
    void aSignalAsksNothing();
    void theSessionsEndIsWaitedFor();

private:
    BatchTabs *tabs() const { return m_it->tabs(); }

    std::unique_ptr<ClosingFixture> m_it;
};

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
    m_it->answer("stay");
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
    m_it->answer("finish");
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
    m_it->answer("finish");
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
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    m_it->answer("cancel");
    QTRY_COMPARE(m_it->state(0), u"Stopping"_s); // shown until the clean-up is over
    QVERIFY(tabs()->current()->messages().isVisible());
    m_it->action("actionClose")->trigger();
    QVERIFY(!m_it->window().findChild<ClosingDialog *>());
    QVERIFY(m_it->window().findChild<QMessageBox *>()); // whether to wait no longer
    QTRY_COMPARE(m_it->tabTexts(), QStringList({u"other.json"_s}));
    QTRY_VERIFY(!m_it->window().findChild<QMessageBox *>()); // which is asked no more
}

void TestClosing::closingATabMayFinishWhatRuns()
{
    m_it->open(u"long.json"_s, endless);
    m_it->named<QSpinBox>("jobs")->setValue(1);
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    m_it->action("actionClose")->trigger();
    m_it->answer("finish");
    QTRY_VERIFY(tabs()->current()->messages().isVisible());
    QCOMPARE(m_it->state(0), u"Running"_s);
    m_it->named<QDoubleSpinBox>("timeout")->setValue(1); // that is one way in which it ends
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
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
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    m_it->window().findChild<RunOrder *>()->runAfter(waits, tabs()->current());
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action(isWindow ? "actionQuit" : "actionClose")->trigger();
    m_it->answer("cancel");
    if (isWindow)
        QTRY_COMPARE(left.size(), 1);
    else
        QTRY_COMPARE(m_it->tabTexts(), QStringList(u"other.json"_s));
    QCOMPARE(waits->pane()->summary().count(State::Queued), 3U);
    QCOMPARE(waits->messages().sentence(), u"“long.json” was stopped, so this batch was not started."_s);
}

// The one before it is done, of which nobody has heard when the signal comes.
void TestClosing::whatIsToStartLaterIsNot()
{
    m_it->open(u"other.json"_s, quick);
    BatchTab *waits = tabs()->current();
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
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

// Likewise where it is being opened yet.
void TestClosing::whatRunsOnceItIsOpenDoesNot()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->window().open({.path = m_it->file(u"other.json"_s, quick), .runs = true});
    const BatchTab *other = tabs()->current();
    QVERIFY(!other->pane());
    m_it->window().end();
    QTRY_COMPARE(left.size(), 1);
    QTRY_VERIFY(other->pane());
    QCOMPARE(other->pane()->summary().round, 0U);
    QVERIFY(other->messages().sentence().startsWith(u"This batch was not started"_s));
}

void TestClosing::whatWasGivenUpKeepsNoOne_data()
{
    QTest::addColumn<QByteArray>("answer"); // where another one runs
    QTest::newRow("alone") << QByteArray();
    QTest::newRow("beside one that is finished") << QByteArray("finish");
    QTest::newRow("beside one that is cancelled") << QByteArray("cancel");
}

// Its run is over, but for a thread that does not return; what it has not begun is neither cancelled nor waited for.
void TestClosing::whatWasGivenUpKeepsNoOne()
{
    QFETCH(const QByteArray, answer);
    m_it->bare(u"stuck.plan.json"_s,
               R"({"cleanup": 0.1, "concurrency": 1, "operations": {"*": {"kind": "simulate"}}})");
    m_it->startCleaningUp(
        u"stuck.json"_s,
        R"([{"blocking": true, "seconds": 1000, "steps": 10000, "ignoreStop": 5}, {"seconds": 1}, {"seconds": 2}])");
    BatchRun &run = m_it->records()->records()->run();
    run.drain();
    run.cancel(RowSet::of({0}));
    QTRY_COMPARE(run.record(0).state, State::Unresponsive);
    run.giveUp(0);
    QTRY_COMPARE(tabs()->current()->pane()->summary().phase, RunPhase::Idle);
    QCOMPARE(run.summary().writtenOff, 1U);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    if (!answer.isEmpty())
        m_it->start(u"brief.json"_s, R"([{"seconds": 1}])");
    m_it->action("actionQuit")->trigger();
    if (!answer.isEmpty())
        m_it->answer(answer);
    QTRY_COMPARE(left.size(), 1);
    const QList<RunSummary> &gone = m_it->window().goneRuns();
    const auto stuck = std::find_if(gone.begin(), gone.end(),
                                    [](const RunSummary &summary) { return summary.count(State::InDoubt) == 1; });
    QVERIFY(stuck != gone.end());
    QCOMPARE(stuck->count(State::Queued), 2U);
}

void TestClosing::quittingAsksOnceForAll()
{
    m_it->startCleaningUp(u"one.json"_s, cleansUp);
    m_it->startCleaningUp(u"two.json"_s, cleansUpToo);
    m_it->open(u"idle.json"_s, quick);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QVERIFY(!m_it->window().close());
    QVERIFY(!m_it->window().close());
    QCOMPARE(m_it->window().findChildren<ClosingDialog *>().size(), 1);
    m_it->answer("cancel");
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
    m_it->answer("finish");
    QCOMPARE(m_it->state(0), u"Running"_s);
    m_it->named<QDoubleSpinBox>("timeout")->setValue(1);
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::quittingMayHide()
{
    m_it->start(u"long.json"_s, endless);
    QVERIFY(!m_it->window().close());
    m_it->answer("hide");
    QTRY_VERIFY(m_it->window().isMinimized() || !m_it->window().isVisible());
    QCOMPARE(m_it->window().runs()[0].count(State::Running), 2U);
    m_it->window().come();
    QTRY_VERIFY(m_it->window().isVisible() && !m_it->window().isMinimized());
    QCOMPARE(m_it->state(1), u"Running"_s);
}

void TestClosing::aSignalAsksNothing()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->window().end();
    QVERIFY(left.isEmpty());
    QTRY_COMPARE(left.size(), 1);
}

void TestClosing::theSessionsEndIsWaitedFor()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    QElapsedTimer time;
    time.start();
    QVERIFY(m_it->window().waitCancelled());
    QVERIFY(time.elapsed() >= 500); // as long as the clean-up takes
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
}

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"
