#include "models/recordmodel.h"
#include "widgets/mainwindow.h"
#include "widgets/preferences.h"
#include "widgets/recordview.h"

#include <QAbstractButton>
#include <QAction>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QScreen>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto quick = R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])";
constexpr auto endless = R"([{"label": "long", "seconds": 3600}, {"label": "longer", "seconds": 7200}])";
constexpr auto failing =
    R"([{"id": 1}, {"id": 2, "fail": "Out of ink.", "failTimes": 1}, {"id": 3, "fail": "Out of paper."}])";

template <typename Widget>
Widget *named(const QWidget &window, const char *name)
{
    auto *found = window.findChild<Widget *>(QLatin1StringView(name));
    if (!found)
        qFatal("there is no %s", name);
    return found;
}

RecordView *recordsOf(const MainWindow &window)
{
    auto *records = window.findChild<RecordView *>();
    return records && records->isVisible() ? records : nullptr; // else it is still being made
}

QString cell(const MainWindow &window, int row, RecordModel::Column column)
{
    return recordsOf(window)->model()->index(row, column).data().toString();
}

void clickButtonOf(const MainWindow &window, int row)
{
    RecordView *records = recordsOf(window);
    const QRect button = records->visualRect(records->model()->index(row, RecordModel::Action));
    QTest::mouseClick(records->viewport(), Qt::LeftButton, {}, button.center());
}

} // namespace

// What a person does with the window, from opening to closing.
class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }

    void theExampleIsOneClickAway();
    void runsToTheEnd();
    void cancelsByTheRowsButton();
    void retriesByTheRowsButton();
    void retriesWhatFailed();
    void pausesAndResumes();
    void finishesWhatRuns();
    void cancelsTheSelectionByKeyboard();
    void anotherTimeoutReachesWhatRuns();
    void moreJobsStartAtOnce();
    void fillsASmallScreen();
    void isSeenBeforeItsLettersAre();

private:
    QString fileWith(const QByteArray &content);
    void openFileWith(const QByteArray &content);
    void press(const char *button) { QTest::mouseClick(named<QToolButton>(*m_window, button), Qt::LeftButton); }
    void trigger(const char *name)
    {
        auto *action = named<QAction>(*m_window, name);
        QTRY_VERIFY(action->isEnabled());
        action->trigger();
    }
    QString title() const { return m_window->windowTitle(); }

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(u"home"_s))); // where journals are
    m_store = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_preferences = std::make_unique<Preferences>(*m_store);
    Liking liking;
    liking.asksToCancel = false;
    m_preferences->setLiking(liking);
    m_window = std::make_unique<MainWindow>(*m_preferences, m_folder.filePath(u"data"_s));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

QString TestMainWindow::fileWith(const QByteArray &content)
{
    QFile file(m_folder.filePath(u"batch.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    return file.fileName();
}

void TestMainWindow::openFileWith(const QByteArray &content)
{
    m_window->open(OpenRequest{.path = fileWith(content), .isTrial = true});
    QTRY_VERIFY(recordsOf(*m_window));
    QTRY_VERIFY(recordsOf(*m_window)->isVisible());
}

void TestMainWindow::theExampleIsOneClickAway()
{
    QVERIFY(named<QWidget>(*m_window, "startPage")->isVisible());
    for (const char *name : {"actionRun", "actionSelectNone", "actionRefreshOrder", "actionStopSorting",
                             "actionShowAll", "actionShowFailures", "actionRetryFailures", "actionMoveJournal"}) {
        QVERIFY2(!named<QAction>(*m_window, name)->isEnabled(), name);
        QCOMPARE(named<QAction>(*m_window, name)->toolTip(), u"Open a batch first."_s);
    }
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        const bool isNamed = action->objectName().startsWith(u"action"_s);
        QVERIFY2(!isNamed || action->isEnabled() || action->toolTip().endsWith(u'.'), qPrintable(action->objectName()));
    }
    for (const char *name : {"runAfterMenu", "columnsMenu", "sortMenu", "recentMenu"}) {
        const auto *menu = m_window->findChild<QMenu *>(QLatin1StringView(name));
        QVERIFY2(!menu->isEnabled() && menu->menuAction()->toolTip().endsWith(u'.'), name);
    }
    for (const char *name : {"fileMenu", "editMenu", "recordMenu", "runMenu", "viewMenu"})
        QVERIFY2(m_window->findChild<QMenu *>(QLatin1StringView(name))->toolTipsVisible(), name);
    QTest::mouseClick(named<QWidget>(*m_window, "night-shift"), Qt::LeftButton);
    QTRY_VERIFY(recordsOf(*m_window));
    QVERIFY(recordsOf(*m_window)->model()->rowCount() > 10);
    QCOMPARE(named<QLabel>(*m_window, "told")->text(), u"As night-shift.plan.json says"_s);
    QCOMPARE(title(), u"night-shift.json"_s);
    press("mainButton");
    QTRY_VERIFY(cell(*m_window, 0, RecordModel::RecordState) != u"Queued"_s);
    trigger("actionCancel");
    QTRY_VERIFY_WITH_TIMEOUT(title().startsWith(u"100%"_s), 30'000);
}

void TestMainWindow::runsToTheEnd()
{
    openFileWith(quick);
    QCOMPARE(named<QToolButton>(*m_window, "mainButton")->text(), u"Run"_s);
    QVERIFY(!named<QToolButton>(*m_window, "stopButton")->isEnabled());
    press("mainButton");
    QTRY_COMPARE(title(), u"100% · batch.json"_s);
    QCOMPARE(cell(*m_window, 2, RecordModel::RecordState), u"Succeeded"_s);
    QCOMPARE(named<QAbstractButton>(*m_window, "Succeeded")->accessibleName(), u"Succeeded: 3"_s);
    QVERIFY(!named<QToolButton>(*m_window, "mainButton")->isEnabled());
    QVERIFY(!named<QToolButton>(*m_window, "mainButton")->toolTip().isEmpty());
    QVERIFY(!named<QToolButton>(*m_window, "retryButton")->isEnabled());
}

void TestMainWindow::cancelsByTheRowsButton()
{
    openFileWith(endless);
    press("mainButton");
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Running"_s);
    clickButtonOf(*m_window, 1);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Cancelled"_s);
    QCOMPARE(cell(*m_window, 0, RecordModel::RecordState), u"Running"_s);
    QVERIFY(!recordsOf(*m_window)->selectionModel()->hasSelection()); // a button is not a choice of rows
}

void TestMainWindow::retriesByTheRowsButton()
{
    openFileWith(failing);
    press("mainButton");
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::ErrorText), u"Out of ink."_s);
    QTRY_VERIFY(title().startsWith(u"100%"_s));
    clickButtonOf(*m_window, 1);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Succeeded"_s);
    QCOMPARE(cell(*m_window, 1, RecordModel::ErrorText), QString());
    QCOMPARE(cell(*m_window, 2, RecordModel::RecordState), u"Failed"_s);
}

void TestMainWindow::retriesWhatFailed()
{
    openFileWith(failing);
    press("mainButton");
    auto *retry = named<QToolButton>(*m_window, "retryButton");
    QTRY_COMPARE(retry->text(), u"Retry 2"_s);
    QTRY_VERIFY(retry->property("primary").toBool());
    press("retryButton");
    QTRY_COMPARE(retry->text(), u"Retry 1"_s);
    QTRY_COMPARE(cell(*m_window, 2, RecordModel::RecordState), u"Failed"_s);
    QCOMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Succeeded"_s);
}

void TestMainWindow::pausesAndResumes()
{
    openFileWith(endless);
    const auto *main = named<QToolButton>(*m_window, "mainButton");
    press("mainButton");
    QTRY_COMPARE(main->text(), u"Pause"_s);
    QVERIFY(!named<QSpinBox>(*m_window, "jobs")->hasFocus()); // the focus did not wander off
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QTRY_COMPARE(main->text(), u"Resume"_s);
    QVERIFY(main->property("primary").toBool());
    press("mainButton");
    QTRY_COMPARE(main->text(), u"Pause"_s);
}

void TestMainWindow::finishesWhatRuns()
{
    openFileWith(endless);
    named<QSpinBox>(*m_window, "jobs")->setValue(1);
    press("mainButton");
    QTRY_COMPARE(cell(*m_window, 0, RecordModel::RecordState), u"Running"_s);
    trigger("actionFinish");
    QTRY_VERIFY(!named<QToolButton>(*m_window, "mainButton")->isEnabled());
    clickButtonOf(*m_window, 0);
    QTRY_COMPARE(named<QToolButton>(*m_window, "mainButton")->text(), u"Run"_s);
    QCOMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Queued"_s);
}

void TestMainWindow::cancelsTheSelectionByKeyboard()
{
    openFileWith(endless);
    const auto *action = named<QAction>(*m_window, "actionCancelSelected");
    QVERIFY(!action->isEnabled());
    press("mainButton");
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Running"_s);
    recordsOf(*m_window)->selectRow(1);
    QVERIFY(action->isEnabled());
    QTest::keyClick(recordsOf(*m_window), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Cancelled"_s);
    QTRY_VERIFY(named<QAction>(*m_window, "actionRetrySelected")->isEnabled());
    QVERIFY(!action->isEnabled());
    QTest::keyClick(recordsOf(*m_window), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Running"_s);
    QCOMPARE(cell(*m_window, 0, RecordModel::RecordState), u"Running"_s);
}

void TestMainWindow::anotherTimeoutReachesWhatRuns()
{
    openFileWith(endless);
    press("mainButton");
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Running"_s);
    named<QDoubleSpinBox>(*m_window, "timeout")->setValue(1);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Timed out"_s);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::ErrorText), u"It was stopped after 1 seconds, its timeout."_s);
}

void TestMainWindow::moreJobsStartAtOnce()
{
    openFileWith(endless);
    auto *jobs = named<QSpinBox>(*m_window, "jobs");
    jobs->setValue(1);
    press("mainButton");
    QTRY_COMPARE(cell(*m_window, 0, RecordModel::RecordState), u"Running"_s);
    QCOMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Queued"_s);
    jobs->setValue(2);
    QTRY_COMPARE(cell(*m_window, 1, RecordModel::RecordState), u"Running"_s);
}

void TestMainWindow::fillsASmallScreen()
{
    const QSize room = m_window->screen()->availableSize();
    const QString data = m_folder.filePath(u"data"_s);
    MainWindow fitting(*m_preferences, data);
    fitting.resize(room.width() - 200, room.height() - 200);
    const QSize chosen = fitting.size();
    fitting.showInScreen();
    QVERIFY(QTest::qWaitForWindowExposed(&fitting));
    QCOMPARE(fitting.size(), chosen);
    MainWindow large(*m_preferences, data);
    large.resize(room.width() + 200, chosen.height());
    large.showInScreen();
    QTRY_VERIFY(large.isMaximized());
    QTRY_COMPARE_WITH_TIMEOUT(large.size().boundedTo(room), large.size(), 60000);
}

// To get at fonts takes longer than all else.
void TestMainWindow::isSeenBeforeItsLettersAre()
{
    MainWindow window(*m_preferences, m_folder.filePath(u"data"_s));
    const auto startOpen = [&window] { return window.findChild<QToolButton *>(u"startOpen"_s); };
    QVERIFY(!startOpen());
    window.showInScreen();
    QVERIFY(window.isVisible() && !startOpen());
    QTRY_VERIFY(startOpen() && startOpen()->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
