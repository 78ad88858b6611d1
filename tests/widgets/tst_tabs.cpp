#include "widgets/windowfixture.h"

#include "widgets/batchfiles.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/batchtabs.h"
#include "widgets/choicebutton.h"
#include "widgets/closingdialog.h"
#include "widgets/messagebar.h"
#include "widgets/runorder.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileSystemModel>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto quick = R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])";
constexpr auto others = R"([{"label": "four"}, {"label": "five"}])";
constexpr auto endless = R"([{"label": "long", "seconds": 3600}, {"label": "longer", "seconds": 7200}])";
constexpr auto cleansUp = R"([{"seconds": 3600, "steps": 1000000, "cleanup": 0.5}])";
constexpr auto cleansUpToo = R"([{"seconds": 3601, "steps": 1000000, "cleanup": 0.5}])";

} // namespace

// Batches that come into the window, stand there side by side, and go.
class TestTabs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void namesABadFile_data();
    void namesABadFile();
    void aMendedFileIsOneClickAway();
    void opensWhatIsDropped();
    void takesNoLink();
    void opensWhatIsPasted_data();
    void opensWhatIsPasted();
    void offersWhatHelpsWithABadPaste();
    void hasNothingToPaste();
    void offersNoPlanAsABatch();
    void offersFilesInTheirOrder();
    void remembersWhatWasOpen();
    void opensWhatWasOpenByTheMenu();
    void everyBatchHasATab();
    void theSameFileComesToTheFront();
    void readingMayBeCancelled();
    void theCrossClosesATab();
    void theMiddleButtonClosesATab();
    void runsOneAfterTheOther();
    void whatIsToStartLaterMayStay();
    void aStoppedOneStartsNoOther();
    void aCircleIsNotOffered();
    void oneThatIsDoneIsNotOffered();

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
    void whatRunsAgainMeanwhileIsAskedFor();
    void quittingAsksOnceForAll();
    void quittingMayBeThoughtBetter();
    void quittingMayFinishWhatRuns();
    void quittingMayHide();
    void aSignalAsksNothing();
    void theSessionsEndIsWaitedFor();

private:
    void open(const QString &name, const QByteArray &content);
    void start(const QString &name, const QByteArray &content);
    void saveMany(const QString &path); // what lasts a moment
    void answer(const char *button);
    BatchTabs *tabs() const { return m_it->named<BatchTabs>("tabs"); }
    QStringList tabTexts() const;

    std::unique_ptr<WindowFixture> m_it;
};

void TestTabs::open(const QString &name, const QByteArray &content)
{
    m_it->window().open(m_it->file(name, content));
    QTRY_VERIFY(tabs()->current() && tabs()->current()->pane());
    QTRY_VERIFY(m_it->records());
}

void TestTabs::start(const QString &name, const QByteArray &content)
{
    open(name, content);
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    if (content == cleansUp || content == cleansUpToo) // what is stopped before it has begun has nothing to clean up
        QTRY_VERIFY(!m_it->cell(0, RecordModel::Progress).isEmpty());
}

void TestTabs::answer(const char *button)
{
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>());
    auto *question = m_it->window().findChild<ClosingDialog *>();
    QTRY_VERIFY(question->isVisible());
    QTest::mouseClick(question->findChild<ChoiceButton *>(QLatin1StringView(button)), Qt::LeftButton);
    QTRY_VERIFY(!m_it->window().findChild<ClosingDialog *>());
}

QStringList TestTabs::tabTexts() const
{
    QStringList texts;
    for (int i = 0; i < tabs()->count(); ++i)
        texts += tabs()->tabText(i);
    return texts;
}

// ---- Opening

void TestTabs::namesABadFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("missing") << u"missing.json"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("no batch") << QString();
}

void TestTabs::namesABadFile()
{
    QFETCH(const QString, name);
    const QString path = name.isEmpty() ? m_it->file(u"bad.json"_s, "no batch") : m_it->path(name);
    m_it->window().open(path);
    QTRY_VERIFY(m_it->has<QLabel>("problemText"));
    QVERIFY(m_it->named<QLabel>("problemText")->text().contains(path));
    QVERIFY(!m_it->action("actionRun")->isEnabled());
    m_it->press("giveUp");
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
}

void TestTabs::aMendedFileIsOneClickAway()
{
    m_it->window().open(m_it->path(u"late.json"_s));
    QTRY_VERIFY(m_it->has<QLabel>("problemText"));
    m_it->file(u"late.json"_s, quick);
    m_it->press("tryAgain");
    QTRY_VERIFY(m_it->records());
    QCOMPARE(m_it->records()->model()->rowCount(), 3);
}

void TestTabs::opensWhatIsDropped()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_it->file(u"one.json"_s, quick)),
                  QUrl::fromLocalFile(m_it->file(u"two.json"_s, endless))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_it->window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_it->window(), &drop);
    QTRY_VERIFY(m_it->records());
    QCOMPARE(tabTexts(), QStringList({u"one.json"_s, u"two.json"_s}));
}

// It is no text to be read as a batch.
void TestTabs::takesNoLink()
{
    QMimeData data;
    data.setUrls({QUrl(u"https://example.com/orders.json"_s)});
    data.setText(u"https://example.com/orders.json"_s);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_it->window(), &enter);
    QVERIFY(!enter.isAccepted());
}

void TestTabs::opensWhatIsPasted_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a batch") << QString::fromLatin1(quick);
    QTest::newRow("cells of a spreadsheet") << u"id\tlabel\n1\tone\n2\ttwo\n3\tthree\n"_s;
    QTest::newRow("a path") << QString();
}

void TestTabs::opensWhatIsPasted()
{
    QFETCH(const QString, text);
    QGuiApplication::clipboard()->setText(text.isEmpty() ? m_it->file(u"one.json"_s, quick) + u'\n' : text);
    m_it->press("startPaste");
    if (!text.isEmpty()) {
        QTRY_VERIFY(m_it->has<QWidget>("toNothing")); // it brings no plan
        m_it->press("toNothing");
    }
    QTRY_VERIFY(m_it->records());
    QCOMPARE(m_it->records()->model()->rowCount(), 3);
    const QFileInfo file(tabs()->current()->path());
    QVERIFY(text.isEmpty() || !(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    QTest::keyClick(&m_it->window(), Qt::Key_V, Qt::ControlModifier); // the same again is the same batch
    QCOMPARE(tabs()->count(), 1);
}

// To read it again would tell the same.
void TestTabs::offersWhatHelpsWithABadPaste()
{
    QGuiApplication::clipboard()->setText(u"no batch"_s);
    m_it->press("startPaste");
    QTRY_VERIFY(m_it->has<QLabel>("problemText"));
    QVERIFY(!m_it->has<QToolButton>("tryAgain"));
    QVERIFY(m_it->named<QToolButton>("another")->property("primary").toBool());
    QTRY_VERIFY(m_it->named<QToolButton>("another")->hasFocus());
    m_it->press("giveUp");
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));

    QGuiApplication::clipboard()->setText(m_it->file(u"bad.json"_s, "no batch")); // that one can be mended
    m_it->press("startPaste");
    QTRY_VERIFY(m_it->has<QLabel>("problemText"));
    QVERIFY(m_it->named<QToolButton>("tryAgain")->property("primary").toBool());
    QVERIFY(!m_it->named<QToolButton>("another")->property("primary").toBool());
}

void TestTabs::hasNothingToPaste()
{
    QGuiApplication::clipboard()->setText(u"  \n"_s);
    m_it->press("startPaste");
    QVERIFY(m_it->named<QLabel>("problem")->text().contains(u"copy"_s));
    open(u"one.json"_s, quick);
    m_it->action("actionPaste")->trigger();
    QVERIFY(tabs()->current()->messages().isVisible());
}

// They end in .json as well.
void TestTabs::offersNoPlanAsABatch()
{
    QStandardItemModel folder;
    for (const QString &name : {u"orders.json"_s, u"orders.plan.json"_s, u"a folder"_s}) {
        auto *item = new QStandardItem;
        item->setData(name, QFileSystemModel::FileNameRole);
        folder.appendRow(item);
    }
    m_it->action("actionOpen")->trigger();
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    auto *files = qobject_cast<BatchFiles *>(dialog->proxyModel());
    QVERIFY(files);
    BatchFiles offered;
    offered.setSourceModel(&folder);
    QCOMPARE(offered.rowCount(), 2);
    QCOMPARE(offered.index(1, 0).data(QFileSystemModel::FileNameRole).toString(), u"a folder"_s);
    offered.setAll(true);
    QCOMPARE(offered.rowCount(), 3);
    dialog->close();
}

// Not in that of what is written of them: 900 bytes come before 2.00 KiB, and folders before all.
void TestTabs::offersFilesInTheirOrder()
{
    QVERIFY(QDir().mkpath(m_it->path(u"files/z"_s)));
    m_it->bare(u"files/large.json"_s, QByteArray(2048, ' '));
    m_it->bare(u"files/small.json"_s, QByteArray(900, ' '));
    QFileSystemModel folder;
    folder.setOption(QFileSystemModel::DontWatchForChanges);
    const QModelIndex root = folder.setRootPath(m_it->path(u"files"_s));
    BatchFiles offered;
    offered.setSourceModel(&folder);
    const auto names = [&] {
        QStringList found;
        const QModelIndex shown = offered.mapFromSource(root);
        for (int row = 0; row < offered.rowCount(shown); ++row)
            found += offered.index(row, 0, shown).data().toString();
        return found;
    };
    QTRY_COMPARE(names().size(), 3);
    QAbstractItemModel &asked = offered; // as a view knows it
    asked.sort(0, Qt::AscendingOrder);
    QTRY_COMPARE(names(), QStringList({u"z"_s, u"large.json"_s, u"small.json"_s}));
    asked.sort(1, Qt::AscendingOrder);
    QTRY_COMPARE(names(), QStringList({u"z"_s, u"small.json"_s, u"large.json"_s}));
}

void TestTabs::remembersWhatWasOpen()
{
    open(u"one.json"_s, quick);
    open(u"two.json"_s, others);
    QCOMPARE(m_it->preferences().recentFiles(), QStringList({m_it->path(u"two.json"_s), m_it->path(u"one.json"_s)}));
    m_it->action("actionClose")->trigger();
    m_it->action("actionClose")->trigger();
    QVERIFY(m_it->has<QWidget>("startPage"));
    const auto buttons = m_it->named<QWidget>("recent")->findChildren<ChoiceButton *>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QTRY_VERIFY(m_it->records());
    QCOMPARE(tabTexts(), QStringList({u"one.json"_s}));
    m_it->action("actionForget")->trigger();
    QVERIFY(m_it->preferences().recentFiles().isEmpty());
}

void TestTabs::opensWhatWasOpenByTheMenu()
{
    const auto *menu = m_it->window().findChild<QMenu *>(u"recentMenu"_s);
    QVERIFY(!menu->isEnabled());
    open(u"one & other.json"_s, quick);
    open(u"two.json"_s, others);
    m_it->action("actionClose")->trigger();
    m_it->action("actionClose")->trigger();
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
    QVERIFY(menu->isEnabled());
    QCOMPARE(menu->actions().size(), 4); // the last of them forgets
    QVERIFY(menu->actions().at(0)->text().endsWith(u"two.json"_s)); // the latest
    QVERIFY(menu->actions().at(1)->text().endsWith(u"one && other.json"_s));
    menu->actions().at(1)->trigger();
    QTRY_VERIFY(m_it->records());
    QCOMPARE(tabTexts(), QStringList({u"one && other.json"_s})); // no letter of it is a shortcut
    QTRY_VERIFY(menu->actions().at(0)->text().endsWith(u"one && other.json"_s));
    menu->actions().constLast()->trigger();
    QVERIFY(!menu->isEnabled());
}

void TestTabs::everyBatchHasATab()
{
    start(u"long.json"_s, endless);
    QVERIFY(m_it->window().windowTitle().endsWith(u"long.json"_s));
    open(u"short.json"_s, quick);
    QCOMPARE(m_it->window().windowTitle(), u"short.json"_s);
    QVERIFY(m_it->action("actionRun")->isEnabled()); // the actions are those of the tab in front
    QVERIFY(!m_it->action("actionPause")->isEnabled());
    m_it->action("actionPreviousTab")->trigger();
    QCOMPARE(m_it->state(0), u"Running"_s);
    QVERIFY(m_it->action("actionPause")->isEnabled());
    m_it->action("actionPause")->trigger();
    QTRY_COMPARE(m_it->action("actionPause")->text(), u"Resume"_s);
    m_it->action("actionNextTab")->trigger();
    QVERIFY(!m_it->action("actionPause")->isEnabled());
    QVERIFY(tabs()->tabBar()->accessibleTabName(0).contains(u"Paused"_s));
}

void TestTabs::theSameFileComesToTheFront()
{
    open(u"one.json"_s, quick);
    open(u"two.json"_s, others);
    m_it->window().open(m_it->path(u"./one.json"_s));
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(tabs()->currentIndex(), 0);
}

void TestTabs::readingMayBeCancelled()
{
    QByteArray long_("[");
    for (int i = 0; i < 400'000; ++i)
        long_ += R"({"label": "a record that is one of many"},)"
                 "\n";
    long_ += "1]";
    m_it->window().open(m_it->file(u"long.json"_s, long_));
    QVERIFY(m_it->has<QWidget>("loadingBar"));
    m_it->press("stopLoading");
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
}

void TestTabs::theCrossClosesATab()
{
    open(u"one.json"_s, quick);
    open(u"two.json"_s, quick);
    QCOMPARE(tabs()->count(), 2);
    QTest::mouseClick(tabs()->tabBar()->tabButton(0, QTabBar::RightSide), Qt::LeftButton);
    QTRY_COMPARE(tabs()->count(), 1);
    QCOMPARE(tabs()->current()->name(), u"two.json"_s);
}

void TestTabs::theMiddleButtonClosesATab()
{
    open(u"one.json"_s, quick);
    open(u"two.json"_s, quick);
    QTest::mouseClick(tabs()->tabBar(), Qt::MiddleButton, {}, tabs()->tabBar()->tabRect(0).center());
    QTRY_COMPARE(tabs()->count(), 1);
    QCOMPARE(tabs()->current()->name(), u"two.json"_s);
}

void TestTabs::whatIsToStartLaterMayStay()
{
    open(u"second.json"_s, quick);
    start(u"first.json"_s, R"([{"seconds": 0.5}])");
    const auto *order = m_it->window().findChild<RunOrder *>();
    tabs()->setCurrentIndex(0);
    auto *menu = m_it->window().findChild<QMenu *>(u"runAfterMenu"_s);
    Q_EMIT menu->aboutToShow();
    menu->actions()[0]->trigger();
    auto *undo = tabs()->current()->messages().findChild<QToolButton *>(u"dismiss"_s);
    QCOMPARE(undo->text(), u"Don’t Start"_s);
    QVERIFY(order->awaited(tabs()->current()));
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(!tabs()->current()->messages().isVisible());
    QVERIFY(!order->awaited(tabs()->current()));
    tabs()->setCurrentIndex(1);
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
}

void TestTabs::runsOneAfterTheOther()
{
    open(u"second.json"_s, quick);
    start(u"first.json"_s, R"([{"seconds": 3600}])");
    tabs()->setCurrentIndex(0);
    auto *menu = m_it->window().findChild<QMenu *>(u"runAfterMenu"_s);
    QVERIFY(menu->isEnabled());
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    QCOMPARE(menu->actions()[0]->text(), u"first.json"_s);
    menu->actions()[0]->trigger();
    QVERIFY(tabs()->current()->messages().sentence().contains(u"first.json"_s));
    QCOMPARE(m_it->state(0), u"Queued"_s);
    tabs()->setCurrentIndex(1);
    m_it->named<QDoubleSpinBox>("timeout")->setValue(1); // that is one way in which it ends
    tabs()->setCurrentIndex(0);
    QTRY_COMPARE(m_it->state(2), u"Succeeded"_s);
    QVERIFY(!tabs()->current()->messages().isVisible());
}

void TestTabs::aStoppedOneStartsNoOther()
{
    open(u"second.json"_s, quick);
    start(u"first.json"_s, endless);
    tabs()->setCurrentIndex(0);
    auto *menu = m_it->window().findChild<QMenu *>(u"runAfterMenu"_s);
    Q_EMIT menu->aboutToShow();
    menu->actions()[0]->trigger();
    tabs()->setCurrentIndex(1);
    m_it->action("actionCancel")->trigger();
    QTRY_COMPARE(m_it->state(0), u"Cancelled"_s);
    tabs()->setCurrentIndex(0);
    QTRY_VERIFY(tabs()->current()->messages().sentence().contains(u"stopped"_s));
    QCOMPARE(m_it->state(0), u"Queued"_s);
}

void TestTabs::aCircleIsNotOffered()
{
    open(u"one.json"_s, quick);
    open(u"two.json"_s, others);
    auto *menu = m_it->window().findChild<QMenu *>(u"runAfterMenu"_s);
    Q_EMIT menu->aboutToShow();
    menu->actions()[0]->trigger();
    tabs()->setCurrentIndex(0);
    Q_EMIT menu->aboutToShow();
    QVERIFY(!menu->actions()[0]->isEnabled());
}

void TestTabs::oneThatIsDoneIsNotOffered()
{
    open(u"one.json"_s, quick);
    m_it->press("mainButton");
    QTRY_VERIFY(m_it->window().windowTitle().startsWith(u"100%"_s));
    m_it->window().open(m_it->file(u"broken.json"_s, "{"));
    QTRY_VERIFY(m_it->has<QLabel>("problemText"));
    open(u"two.json"_s, others);
    auto *menu = m_it->window().findChild<QMenu *>(u"runAfterMenu"_s);
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 2);
    for (const QAction *action : menu->actions()) {
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        QVERIFY(action->toolTip() != action->text());
    }
    tabs()->setCurrentIndex(0);
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions()[1]->isEnabled()); // that one has something to run
}

// ---- Closing

// Its journal is taken until the last of it is gone.
void TestTabs::opensAgainWhatIsStillBeingClosed()
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

void TestTabs::closesAtOnceWhenNothingRuns()
{
    open(u"one.json"_s, quick);
    m_it->press("mainButton");
    QTRY_VERIFY(m_it->window().windowTitle().startsWith(u"100%"_s));
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QVERIFY(m_it->window().close());
    QCOMPARE(left.size(), 1);
}

void TestTabs::closingATabAsksWhileItRuns()
{
    start(u"long.json"_s, endless);
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
void TestTabs::closingTellsHowFarItIs()
{
    m_it->window().resize(1280, 800);
    start(u"long.json"_s, endless);
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

void TestTabs::closingSaysWhatBecomesOfWhatWaits()
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

void TestTabs::closingTellsWhatIsPaused()
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
    open(u"long.json"_s, endless);
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

void TestTabs::closingHasRoomForWhatItTells()
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

void TestTabs::closingATabMayCancelWhatRuns()
{
    open(u"other.json"_s, quick);
    start(u"long.json"_s, cleansUp);
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

void TestTabs::closingATabMayFinishWhatRuns()
{
    open(u"long.json"_s, endless);
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

void TestTabs::saveMany(const QString &path)
{
    constexpr int many = 100'000;
    QByteArray records = R"([{"seconds": 3600})";
    for (int i = 1; i < many; ++i)
        records += R"(,{"seconds": 0})";
    start(u"many.json"_s, records + ']');
    m_it->action("actionCancel")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->window().runs()[0].phase == RunPhase::Idle, 60'000);
    m_it->action("actionSaveResults")->trigger();
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
}

void TestTabs::closingWaitsForAFile_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::newRow("a tab") << false;
    QTest::newRow("the window") << true;
}

void TestTabs::closingWaitsForAFile()
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
    QCOMPARE(file.readAll().count('\n'), 100'000);
    QTRY_COMPARE(left.size(), isWindow ? 1 : 0);
}

void TestTabs::aFileThatFailsKeepsItsTab()
{
    saveMany(m_it->path(u"no/such/folder.jsonl"_s));
    m_it->action("actionQuit")->trigger();
    QTRY_VERIFY(m_it->window().findChild<QMessageBox *>(u"problem"_s));
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(m_it->window().isVisible());
}

void TestTabs::whatRunsAgainMeanwhileIsAskedFor()
{
    saveMany(m_it->path(u"results.jsonl"_s));
    m_it->action("actionClose")->trigger();
    tabs()->current()->pane()->runCancelled();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->window().findChild<ClosingDialog *>(), 60'000);
    QCOMPARE(tabs()->count(), 1);
}

void TestTabs::quittingAsksOnceForAll()
{
    start(u"one.json"_s, cleansUp);
    start(u"two.json"_s, cleansUpToo);
    open(u"idle.json"_s, quick);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    QVERIFY(!m_it->window().close());
    QVERIFY(!m_it->window().close());
    QCOMPARE(m_it->window().findChildren<ClosingDialog *>().size(), 1);
    answer("cancel");
    QVERIFY(left.isEmpty()); // both clean up first
    QTRY_COMPARE(left.size(), 1);
    QVERIFY(!m_it->window().isVisible());
}

void TestTabs::quittingMayBeThoughtBetter()
{
    start(u"long.json"_s, endless);
    QVERIFY(!m_it->window().close());
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>()->isVisible());
    QTest::keyClick(m_it->window().findChild<ClosingDialog *>(), Qt::Key_Escape);
    QTRY_VERIFY(!m_it->window().findChild<ClosingDialog *>());
    QVERIFY(m_it->window().isVisible());
    QCOMPARE(m_it->state(1), u"Running"_s);
}

void TestTabs::quittingMayFinishWhatRuns()
{
    open(u"long.json"_s, endless);
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

void TestTabs::quittingMayHide()
{
    start(u"long.json"_s, endless);
    QVERIFY(!m_it->window().close());
    answer("hide");
    QTRY_VERIFY(m_it->window().isMinimized() || !m_it->window().isVisible());
    QCOMPARE(m_it->window().runs()[0].count(State::Running), 2U);
    m_it->window().come();
    QTRY_VERIFY(m_it->window().isVisible() && !m_it->window().isMinimized());
    QCOMPARE(m_it->state(1), u"Running"_s);
}

void TestTabs::aSignalAsksNothing()
{
    start(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->window().cancelAndQuit();
    QVERIFY(left.isEmpty());
    QTRY_COMPARE(left.size(), 1);
}

void TestTabs::theSessionsEndIsWaitedFor()
{
    start(u"long.json"_s, cleansUp);
    QElapsedTimer time;
    time.start();
    QVERIFY(m_it->window().waitCancelled());
    QVERIFY(time.elapsed() >= 500); // as long as the clean-up takes
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
}

QTEST_MAIN(TestTabs)
#include "tst_tabs.moc"
