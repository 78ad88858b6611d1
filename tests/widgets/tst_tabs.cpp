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

} // namespace

// Batches that come into the window, and stand there side by side.
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

private:
    BatchTabs *tabs() const { return m_it->tabs(); }
    QStringList tabTexts() const;

    std::unique_ptr<WindowFixture> m_it;
};

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
    m_it->open(u"one.json"_s, quick);
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
    m_it->open(u"one.json"_s, quick);
    m_it->open(u"two.json"_s, others);
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
    m_it->open(u"one & other.json"_s, quick);
    m_it->open(u"two.json"_s, others);
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
    m_it->start(u"long.json"_s, endless);
    QVERIFY(m_it->window().windowTitle().endsWith(u"long.json"_s));
    m_it->open(u"short.json"_s, quick);
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
    m_it->open(u"one.json"_s, quick);
    m_it->open(u"two.json"_s, others);
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
    m_it->open(u"one.json"_s, quick);
    m_it->open(u"two.json"_s, quick);
    QCOMPARE(tabs()->count(), 2);
    QTest::mouseClick(tabs()->tabBar()->tabButton(0, QTabBar::RightSide), Qt::LeftButton);
    QTRY_COMPARE(tabs()->count(), 1);
    QCOMPARE(tabs()->current()->name(), u"two.json"_s);
}

void TestTabs::theMiddleButtonClosesATab()
{
    m_it->open(u"one.json"_s, quick);
    m_it->open(u"two.json"_s, quick);
    QTest::mouseClick(tabs()->tabBar(), Qt::MiddleButton, {}, tabs()->tabBar()->tabRect(0).center());
    QTRY_COMPARE(tabs()->count(), 1);
    QCOMPARE(tabs()->current()->name(), u"two.json"_s);
}

void TestTabs::whatIsToStartLaterMayStay()
{
    m_it->open(u"second.json"_s, quick);
    m_it->start(u"first.json"_s, R"([{"seconds": 0.5}])");
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
    m_it->open(u"second.json"_s, quick);
    m_it->start(u"first.json"_s, R"([{"seconds": 3600}])");
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
    m_it->open(u"second.json"_s, quick);
    m_it->start(u"first.json"_s, endless);
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
    m_it->open(u"one.json"_s, quick);
    m_it->open(u"two.json"_s, others);
    auto *menu = m_it->window().findChild<QMenu *>(u"runAfterMenu"_s);
    Q_EMIT menu->aboutToShow();
    menu->actions()[0]->trigger();
    tabs()->setCurrentIndex(0);
    Q_EMIT menu->aboutToShow();
    QVERIFY(!menu->actions()[0]->isEnabled());
}

void TestTabs::oneThatIsDoneIsNotOffered()
{
    m_it->open(u"one.json"_s, quick);
    m_it->press("mainButton");
    QTRY_VERIFY(m_it->window().windowTitle().startsWith(u"100%"_s));
    m_it->window().open(m_it->file(u"broken.json"_s, "{"));
    QTRY_VERIFY(m_it->has<QLabel>("problemText"));
    m_it->open(u"two.json"_s, others);
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

QTEST_MAIN(TestTabs)
#include "tst_tabs.moc"
