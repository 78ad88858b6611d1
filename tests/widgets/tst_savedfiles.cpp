#include "widgets/closingfixture.h"

#include "widgets/plandialog.h"
#include "widgets/question.h"

#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QSignalSpy>
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
constexpr auto cleansUp = R"([{"seconds": 3600, "steps": 1000000, "cleanup": 0.5}])";
constexpr auto cleansUpLonger = R"([{"seconds": 3600, "steps": 1000000, "cleanup": 3}])";

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

// What somebody saves of a run is written before its tab goes, or the window.
class TestSavedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<ClosingFixture>(); }
    void cleanup() { m_it.reset(); }

    void closingWaitsForAFile_data();
    void closingWaitsForAFile();
    void aFileThatFailsKeepsItsTab();
    void aFileThatFailsKeepsTheWindow();
    void aWindowThatStaysSaysNothingElse();
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
    void aChooserThatWouldDeleteDoesNot();
    void aChooserKeepsNoOneFromTheSessionsEnd();
    void aFileMayBeWrittenBeforeItsChooserHasGone();
    void anotherPlanWaitsForAFile();
    void aRunGoesOnWhenItsFileIsWritten();
    void aRunGoesOnWhereItsFileHasFailed();
    void aRunGoesOnWhereItsFileFails();
    void whoClosesItWantsNoOtherPlan_data();
    void whoClosesItWantsNoOtherPlan();
    void whatRunsAgainMeanwhileIsAskedFor_data();
    void whatRunsAgainMeanwhileIsAskedFor();
    void whoThinksBetterStays_data();
    void whoThinksBetterStays();

private:
    void cancelMany();
    void saveMany(const QString &path); // that is heard of in the event loop
    void save(const QString &path);
    void choose(const QString &path);
    QString news() const { return tabs()->current()->messages().sentence(); }
    QPointer<BatchPane> stopForAnotherPlan(const QString &savedBefore = {});
    QMessageBox *problem() const { return unreadIn(m_it->window()); }
    BatchTabs *tabs() const { return m_it->tabs(); }

    std::unique_ptr<ClosingFixture> m_it;
};

void TestSavedFiles::cancelMany()
{
    constexpr int many = 1'000;
    QByteArray records = R"([{"seconds": 3600})";
    for (int i = 1; i < many; ++i)
        records += R"(,{"seconds": 0})";
    m_it->start(u"many.json"_s, records + ']');
    m_it->action("actionCancel")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->window().runs()[0].phase == RunPhase::Idle, 60'000);
}

void TestSavedFiles::saveMany(const QString &path)
{
    cancelMany();
    save(path);
}

void TestSavedFiles::save(const QString &path)
{
    m_it->action("actionSaveResults")->trigger();
    choose(path);
}

void TestSavedFiles::choose(const QString &path)
{
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
}

void TestSavedFiles::closingWaitsForAFile_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::newRow("a tab") << false;
    QTest::newRow("the window") << true;
}

void TestSavedFiles::closingWaitsForAFile()
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

void TestSavedFiles::aFileThatFailsKeepsItsTab()
{
    saveMany(m_it->path(u"no/such/folder.jsonl"_s));
    m_it->action("actionQuit")->trigger();
    QTRY_VERIFY(problem());
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(m_it->window().isVisible());
    QVERIFY(!m_it->window().isEverythingRun());
}

// Another one is on its way out, and the window after it.
void TestSavedFiles::aFileThatFailsKeepsTheWindow()
{
    cancelMany();
    m_it->startCleaningUp(u"long.json"_s, cleansUpLonger);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionQuit")->trigger();
    m_it->answer("cancel");
    tabs()->setCurrentIndex(0);
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    problem()->accept();
    QTRY_COMPARE(m_it->tabTexts(), QStringList(u"many.json"_s));
    QTRY_VERIFY(!problem());
    QVERIFY(left.isEmpty());
    m_it->action("actionQuit")->trigger();
    QTRY_COMPARE(left.size(), 1);
}

// With all that was to go with it.
void TestSavedFiles::aWindowThatStaysSaysNothingElse()
{
    cancelMany();
    m_it->open(u"other.json"_s, quick);
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(2), u"Succeeded"_s);
    SlowFile file(m_it->path(u"results.jsonl"_s));
    save(file.path());
    tabs()->setCurrentIndex(0);
    save(m_it->path(u"no/such/folder.jsonl"_s));
    m_it->action("actionQuit")->trigger();
    MessageBar &others = tabs()->all()[1]->messages();
    QCOMPARE(others.sentence(), u"This batch closes when the file is written."_s);
    QTRY_VERIFY(problem());
    QCOMPARE(others.sentence(), QString());
    QCOMPARE(file.read().count('\n'), 3);
}

void TestSavedFiles::aFileThatFailsKeepsATabThatStops_data()
{
    QTest::addColumn<bool>("isRead");
    QTest::newRow("read when its run is over") << false;
    QTest::newRow("read before") << true;
}

// Its run is over by then: it can be saved elsewhere.
void TestSavedFiles::aFileThatFailsKeepsATabThatStops()
{
    QFETCH(const bool, isRead);
    m_it->startCleaningUp(u"long.json"_s, cleansUpLonger);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionQuit")->trigger();
    m_it->answer("cancel");
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

void TestSavedFiles::whoChoosesNoOtherFileHasNone()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUpLonger);
    m_it->action("actionClose")->trigger();
    m_it->answer("cancel");
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    problem()->accept();
    m_it->action("actionSaveResults")->trigger();
    m_it->window().findChild<QFileDialog *>()->reject();
    QTRY_VERIFY(tabs()->current()->pane()->closing().step() == RunClosing::Step::Over);
    QVERIFY2(news().startsWith(u"A file could not be written, "_s), qPrintable(news()));
}

// Nothing is written over what is being closed.
void TestSavedFiles::itsOwnNameIsRefused()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    m_it->answer("cancel");
    save(m_it->path(u"long.json"_s));
    QTRY_VERIFY(problem());
    QVERIFY2(problem()->informativeText().contains(u"batch itself"_s), qPrintable(problem()->informativeText()));
    problem()->accept();
    QTRY_VERIFY(tabs()->current()->pane()->closing().step() == RunClosing::Step::Over);
    QVERIFY2(news().startsWith(u"A file could not be written, "_s), qPrintable(news()));
}

// Which somebody asks for who does not read.
void TestSavedFiles::aFileThatFailsKeepsNoOneFromTheEnd()
{
    m_it->open(u"other.json"_s, quick);
    m_it->startCleaningUp(u"long.json"_s, cleansUpLonger);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    save(m_it->path(u"no/such/folder.jsonl"_s));
    m_it->window().end();
    QTRY_VERIFY(problem());
    QVERIFY(left.isEmpty());
    QTRY_COMPARE(left.size(), 1);
}

// Whoever closes it knows of the file.
void TestSavedFiles::whatIsClosedAfterAFileHasFailedGoes()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionClose")->trigger();
    m_it->answer("finish");
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(problem());
    problem()->accept();
    QTRY_VERIFY(!problem());
    m_it->action("actionQuit")->trigger();
    m_it->answer("cancel");
    QTRY_COMPARE(left.size(), 1);
}

// What is told of a file that was written is no failure, but it is read before the window goes.
void TestSavedFiles::whatIsToldOfAFileIsRead()
{
    m_it->start(u"doubt.json"_s, R"([{"seconds": 3600}, {"unknown": true}])");
    QTRY_COMPARE(m_it->state(1), u"In doubt"_s);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    const QString path = m_it->path(u"failed.json"_s);
    m_it->action("actionSaveFailed")->trigger();
    choose(path);
    m_it->action("actionQuit")->trigger();
    m_it->answer("cancel");
    QTRY_VERIFY(problem() && m_it->window().runs().isEmpty());
    QVERIFY(QFile::exists(path));
    QVERIFY2(problem()->informativeText().contains(u"in doubt"_s), qPrintable(problem()->informativeText()));
    QVERIFY(left.isEmpty());
    problem()->accept();
    QTRY_COMPARE(left.size(), 1);
}

void TestSavedFiles::aTabWaitsForWhoChoosesAFile_data()
{
    QTest::addColumn<bool>("isChosen");
    QTest::newRow("one") << true;
    QTest::newRow("none") << false;
}

void TestSavedFiles::aTabWaitsForWhoChoosesAFile()
{
    QFETCH(const bool, isChosen);
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    m_it->answer("cancel");
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

void TestSavedFiles::aChooserKeepsNoOneFromTheEnd()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    m_it->action("actionSaveResults")->trigger();
    QVERIFY(m_it->window().findChild<QFileDialog *>());
    m_it->window().end();
    QTRY_COMPARE(left.size(), 1);
}

// Its question is one of Qt's, with an event loop of its own.
void TestSavedFiles::aChooserThatAsksKeepsNoOneFromTheEnd()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
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

// To that it would delete a file, the answer is no as well.
void TestSavedFiles::aChooserThatWouldDeleteDoesNot()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    const QSignalSpy left(&m_it->window(), &MainWindow::left);
    const QString path = m_it->bare(u"results.jsonl"_s, "of yesterday");
    m_it->action("actionSaveResults")->trigger();
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    auto *files = dialog->findChild<QListView *>(u"listView"_s);
    const auto place = [&] {
        const QModelIndex folder = files->rootIndex();
        return files->model()->match(files->model()->index(0, 0, folder), Qt::DisplayRole, u"results.jsonl"_s).value(0);
    };
    QTRY_VERIFY(place().isValid());
    files->selectionModel()->select(place(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    auto *remove = dialog->findChild<QAction *>(u"qt_delete_action"_s);
    remove->setEnabled(true); // as the menu does
    bool isAsked = false;
    QTimer::singleShot(0, dialog, [&] {
        isAsked = dialog->findChild<QMessageBox *>();
        m_it->window().end();
    });
    remove->trigger();
    QVERIFY(isAsked);
    QVERIFY(QFile::exists(path));
    QTRY_COMPARE(left.size(), 1);
}

// Which comes without an event loop.
void TestSavedFiles::aChooserKeepsNoOneFromTheSessionsEnd()
{
    saveMany(m_it->path(u"results.jsonl"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!tabs()->current()->pane()->saving()->isUnderWay(), 60'000);
    m_it->action("actionSaveResults")->trigger();
    QVERIFY(m_it->window().findChild<QFileDialog *>());
    QVERIFY(m_it->window().waitCancelled());
}

// It is quick, and the desktop is not.
void TestSavedFiles::aFileMayBeWrittenBeforeItsChooserHasGone()
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionClose")->trigger();
    m_it->answer("cancel");
    m_it->action("actionSaveResults")->trigger();
    QTRY_VERIFY(tabs()->current()->pane()->closing().step() == RunClosing::Step::Over);
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    connect(dialog, &QFileDialog::fileSelected, dialog, [] { QThreadPool::globalInstance()->waitForDone(); });
    dialog->selectFile(m_it->path(u"results.jsonl"_s));
    static_cast<QDialog *>(dialog)->accept();
    QTRY_VERIFY(m_it->window().runs().isEmpty());
}

void TestSavedFiles::anotherPlanWaitsForAFile()
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
QPointer<BatchPane> TestSavedFiles::stopForAnotherPlan(const QString &savedBefore)
{
    m_it->startCleaningUp(u"long.json"_s, cleansUp);
    m_it->action("actionPause")->trigger();
    if (!QTest::qWaitFor([this] { return m_it->action("actionPlan")->isEnabled(); }))
        qFatal("it has no plan");
    if (!savedBefore.isEmpty()) {
        save(savedBefore);
        if (!QTest::qWaitFor([this] { return problem() != nullptr; }))
            qFatal("it is saved");
        problem()->accept();
    }
    m_it->action("actionPlan")->trigger();
    QTest::mouseClick(m_it->window().findChild<PlanDialog *>()->findChild<QToolButton *>(u"use"_s), Qt::LeftButton);
    BatchPane *pane = tabs()->current()->pane();
    QTest::mouseClick(tabs()->current()->findChild<QMessageBox *>()->buttons()[0], Qt::LeftButton);
    pane->closing().wait();
    return pane;
}

// Somebody saves what it has come to while it stops to go on under another plan.
void TestSavedFiles::aRunGoesOnWhenItsFileIsWritten()
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

void TestSavedFiles::whoClosesItWantsNoOtherPlan_data()
{
    QTest::addColumn<QString>("who");
    QTest::newRow("the tab") << u"tab"_s;
    QTest::newRow("the window") << u"window"_s;
    QTest::newRow("from outside") << u"outside"_s;
}

void TestSavedFiles::whoClosesItWantsNoOtherPlan()
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

void TestSavedFiles::aRunGoesOnWhereItsFileHasFailed()
{
    const QPointer<BatchPane> before = stopForAnotherPlan(m_it->path(u"no/such/folder.jsonl"_s));
    QCOMPARE(news(), u"Stopping: the run goes on under the changed plan when the clean-up is over."_s);
    QTRY_VERIFY(!before && tabs()->current()->pane());
}

void TestSavedFiles::aRunGoesOnWhereItsFileFails()
{
    const QPointer<BatchPane> before = stopForAnotherPlan();
    save(m_it->path(u"no/such/folder.jsonl"_s));
    QTRY_VERIFY(!before && tabs()->current()->pane());
    QVERIFY(problem()); // to be read all the same
    QVERIFY(tabs()->current()->messages().sentence().startsWith(u"This goes on with the run of "_s));
}

void TestSavedFiles::whatRunsAgainMeanwhileIsAskedFor_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::newRow("a tab") << false;
    QTest::newRow("the window") << true;
}

void TestSavedFiles::whatRunsAgainMeanwhileIsAskedFor()
{
    QFETCH(const bool, isWindow);
    saveMany(m_it->path(u"results.jsonl"_s));
    m_it->action(isWindow ? "actionQuit" : "actionClose")->trigger();
    tabs()->current()->pane()->runCancelled();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->window().findChild<ClosingDialog *>(), 60'000);
    QCOMPARE(tabs()->count(), 1);
}

void TestSavedFiles::whoThinksBetterStays_data()
{
    QTest::addColumn<bool>("closesTab");
    QTest::addColumn<QByteArray>("choice");
    QTest::newRow("hides it") << false << QByteArray("hide");
    QTest::newRow("stays") << false << QByteArray("stay");
    QTest::newRow("stays, of the tab as well") << true << QByteArray("stay");
}

void TestSavedFiles::whoThinksBetterStays()
{
    QFETCH(const bool, closesTab);
    QFETCH(const QByteArray, choice);
    cancelMany();
    m_it->open(u"idle.json"_s, quick);
    tabs()->setCurrentIndex(0);
    save(m_it->path(u"results.jsonl"_s));
    if (closesTab)
        m_it->action("actionClose")->trigger();
    m_it->action("actionQuit")->trigger();
    tabs()->current()->pane()->runCancelled();
    QTRY_VERIFY_WITH_TIMEOUT(m_it->question(), 60'000);
    m_it->answer(choice);
    m_it->window().come();
    QCOMPARE(tabs()->count(), 2);
    tabs()->current()->pane()->closing().cancelAndClose();
    QTRY_COMPARE(m_it->tabTexts(), QStringList(u"idle.json"_s));
    QVERIFY(m_it->window().isVisible());
}

QTEST_MAIN(TestSavedFiles)
#include "tst_savedfiles.moc"
