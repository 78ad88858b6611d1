#include "tablefixture.h"

#include "core/runsummary.h"
#include "journal/sqlitefile.h"
#include "session/keptruns.h"
#include "session/session.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/batchtabs.h"
#include "widgets/choicebutton.h"
#include "widgets/closingdialog.h"
#include "widgets/filterchip.h"
#include "widgets/language.h"
#include "widgets/messagebar.h"
#include "widgets/openbatch.h"
#include "widgets/resumepage.h"
#include "widgets/runsdialog.h"
#include "widgets/runsreading.h"
#include "widgets/startpage.h"
#include "widgets/watchpage.h"

#include <QClipboard>
#include <QDirIterator>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTranslator>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto plan = R"({"concurrency": 1, "operations": {"*": {"kind": "simulate", "idempotent": false}}})";
constexpr auto records = R"([{"result": 7}, {"fail": "Out of paper."}, {"seconds": 3600}, {"label": "four"},
    {"label": "five"}])";

} // namespace

// A run that was cut short, what is in doubt of it, and a journal that cannot be written to any more.
class TestResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<TableFixture>(); }
    void cleanup() { m_it.reset(); }

    void offersARunThatWasCutShort();
    void goesOnWhereItStood();
    void beginsAnew();
    void offersItAgainLater();
    void offersItOnTheStartPage();
    void nothingMovesWhereRunsComeLate();
    void tellsOfDoubtsOnTheStartPage();
    void tellsOfNoDoubtsWhereThereAreNone();
    void tellsWhatHasChanged();
    void keepsWhatEndedHere();
    void leavesNothingOfWhatWasOnlyLookedAt();
    void trialsKeepNone();
    void tellsThatAnotherIsAtWork();
    void watchesWhatAnotherRuns();
    void whatAWatchedRecordSaysStays();
    void findsAndSortsInAWatchedRun();
    void listsRuns();
    void goesOnWithTheRunThatIsChosen_data();
    void goesOnWithTheRunThatIsChosen();
    void tellsWhyARunCannotBeRead();
    void showsTheRunsThatItHasFound();
    void deletesARun();
    void givesUpWhatDoesNotStop();
    void goesOnWithoutAJournal();
    void marksWhatIsInDoubt_data();
    void marksWhatIsInDoubt();
    void looksUpWhatIsInDoubt();
    void writesNothingSecret();
    void movesALostJournal();
    void tellsThatItCannotBeMoved();

private:
    QString batch(const QByteArray &content = records) const
    {
        m_it->bare(u"orders.plan.json"_s, plan);
        return m_it->bare(u"orders.json"_s, content);
    }
    QStringList journals() const { return QDir(journalFolder()).entryList({u"*.journal"_s}, QDir::Files); }
    std::unique_ptr<Session> session(const QString &path, Reopen reopen = Reopen::Ask) const;
    void cutShort(const QByteArray &content = records);
    void openAndResume();
    void open() const
    {
        m_it->window().open(m_it->path(u"orders.json"_s));
        QTRY_VERIFY(m_it->records());
    }
    void agree() const;
    void loseTheJournal() const;
    BatchTab *tab() const { return m_it->window().findChild<BatchTab *>(); }
    QString text(const char *label) const { return m_it->named<QLabel>(label)->text(); }

    std::unique_ptr<TableFixture> m_it;
};

std::unique_ptr<Session> TestResume::session(const QString &path, Reopen reopen) const
{
    SessionRequest request;
    request.batch.path = path;
    LoadWatch watch;
    auto opened = Session::open(request, watch);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    JournalChoice journal;
    journal.where = JournalChoice::Where::Folder;
    journal.reopen = reopen;
    if (auto created = (*opened)->createRun(nullptr, journal); !created)
        qFatal("%s", qPrintable(created.error().message));
    return *std::move(opened);
}

// The journal stands as if the program had ended while the first record that takes long was at work.
void TestResume::cutShort(const QByteArray &content)
{
    auto cut = session(batch(content));
    const QString journal = cut->journal()->path();
    cut->run().start();
    QTRY_COMPARE(cut->state(content == records ? 2 : 0), State::Running);
    QVERIFY(cut->journal()->flush(60s));
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::copy(journal + QLatin1StringView(suffix), m_it->path(u"kept"_s) + QLatin1StringView(suffix)));
    cut.reset();
    QVERIFY(QDir(journalFolder()).removeRecursively());
    QVERIFY(QDir().mkpath(journalFolder()));
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::copy(m_it->path(u"kept"_s) + QLatin1StringView(suffix), journal + QLatin1StringView(suffix)));
}

void TestResume::openAndResume()
{
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("resumeRun"));
    m_it->press("resumeRun");
    QTRY_VERIFY(m_it->records());
}

void TestResume::agree() const
{
    QTRY_VERIFY(m_it->window().findChild<QMessageBox *>());
    auto *question = m_it->window().findChild<QMessageBox *>();
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::AcceptRole)
            return QTest::mouseClick(button, Qt::LeftButton);
    }
    QFAIL("nothing to agree to");
}

// ---- A run that was cut short

void TestResume::offersARunThatWasCutShort()
{
    cutShort();
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("resumeRun"));
    QVERIFY(tab()->isOffered());
    QCOMPARE(text("resumeTitle"), u"A run of orders.json was not finished"_s);
    // Claimed is what runs and what would be next.
    static const QRegularExpression counts(uR"((\d) ended \(.*(\d) in doubt\), (\d) to run)"_s);
    const auto found = counts.match(text("resumeText"));
    QVERIFY2(found.hasMatch(), qPrintable(text("resumeText")));
    QCOMPARE(found.captured(1).toInt() + found.captured(3).toInt(), 5);
    QVERIFY(found.captured(2).toInt() == 1 || found.captured(2).toInt() == 2);
    QVERIFY(!m_it->has<QLabel>("resumeChanges"));
    QVERIFY(!m_it->has<ChoiceButton>("lookAgain"));
    QVERIFY(!m_it->action("actionRun")->isEnabled());
    QCOMPARE(m_it->action("actionRun")->toolTip(), u"Say first how to go on with this batch."_s);
}

void TestResume::goesOnWhereItStood()
{
    const QDateTime before = QDateTime::currentDateTime();
    cutShort();
    openAndResume();
    QCOMPARE(m_it->state(0), u"Succeeded"_s);
    QCOMPARE(m_it->state(1), u"Failed"_s);
    QCOMPARE(m_it->cell(1, RecordModel::ErrorText), u"Out of paper."_s);
    QCOMPARE(m_it->state(2), u"In doubt"_s);
    QCOMPARE(m_it->cell(1, RecordModel::Try), u"1"_s);
    QCOMPARE(m_it->cell(2, RecordModel::Elapsed), QString()); // nobody saw how long it took
    QCOMPARE(m_it->cell(2, RecordModel::Started), QString()); // or when it really began
    const QModelIndex began = m_it->view().model()->index(1, RecordModel::Started);
    const QDateTime started = began.data(RecordModel::ValueRole).toDateTime();
    QVERIFY2(started > before.addMSecs(-50) && started < QDateTime::currentDateTime(), qPrintable(started.toString()));
    QCOMPARE(m_it->state(4), u"Queued"_s); // nobody has started it
    const QAction *reveal = m_it->action("actionReveal");
    m_it->select({1});
    QTRY_COMPARE(reveal->toolTip(), u"It ran before this run was opened again: the timeline begins there."_s);
    QVERIFY(!reveal->isEnabled());
    QVERIFY(tab()->messages().sentence().startsWith(u"This goes on with the run of"_s));
    QVERIFY(text("progress").endsWith(u"paused"_s));
    QCOMPARE(m_it->action("actionRun")->text(), u"Resume the Run"_s);
    QVERIFY(m_it->action("actionSaveResults")->isEnabled());
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(4), u"Succeeded"_s);
    QCOMPARE(m_it->state(2), u"In doubt"_s); // it is never run again behind somebody's back
    QCOMPARE(m_it->state(1), u"Failed"_s);
    m_it->select({4});
    QTRY_VERIFY(reveal->isEnabled());
    m_it->select({1});
    QTRY_VERIFY(!reveal->isEnabled());
}

void TestResume::beginsAnew()
{
    cutShort();
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("beginAnew"));
    m_it->press("beginAnew");
    QTRY_VERIFY(m_it->records());
    for (int row = 0; row < 5; ++row)
        QCOMPARE(m_it->state(row), u"Queued"_s);
    QCOMPARE(journals().size(), 2); // the earlier one is kept
}

void TestResume::offersItAgainLater()
{
    cutShort();
    for (int time = 0; time < 2; ++time) {
        m_it->window().open(m_it->path(u"orders.json"_s));
        QTRY_VERIFY(m_it->has<ChoiceButton>("notNow"));
        m_it->press("notNow");
        QTRY_VERIFY(m_it->has<QWidget>("startPage"));
    }
    QCOMPARE(journals().size(), 1);
}

void TestResume::offersItOnTheStartPage()
{
    QVERIFY(!m_it->has<QWidget>("unfinished"));
    cutShort();
    Preferences &preferences = m_it->preferences();
    MainWindow another(preferences, m_it->path(u"data"_s)); // started afterwards
    another.show();
    auto *page = another.findChild<QWidget *>(u"unfinished"_s);
    QTRY_COMPARE(page->findChildren<ChoiceButton *>().size(), 1);
    page->findChild<ChoiceButton *>()->click();
    QTRY_VERIFY(another.findChild<ChoiceButton *>(u"resumeRun"_s));
    QTRY_VERIFY(another.findChild<BatchTab *>()->isOffered());
}

// Journals may take seconds to read.
void TestResume::nothingMovesWhereRunsComeLate()
{
    KeptRun run;
    run.batch = m_it->bare(u"orders.json"_s, "[{}]");
    run.begun = QDateTime::currentDateTime();
    run.stands = KeptRun::Stands::Unfinished;
    run.ended = 34;
    run.inDoubt = 3;
    run.left = 6;
    KeptRun other = run;
    other.batch = m_it->bare(u"members.json"_s, "[{}]");
    StartPage page;
    page.resize(1280, 800);
    page.awaitRuns();
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    const auto *example = page.findChild<ChoiceButton *>(u"night-shift"_s);
    const auto *place = page.findChild<QWidget *>(u"unfinished"_s);
    QVERIFY(place->isVisible());
    const auto laidOut = [] {
        for (int turn = 0; turn < 3; ++turn)
            QCoreApplication::processEvents();
    };
    laidOut();
    const QPoint before = example->mapTo(&page, QPoint());
    page.setRuns({run, other});
    laidOut();
    QCOMPARE(place->findChildren<ChoiceButton *>().size(), 2);
    QCOMPARE(example->mapTo(&page, QPoint()), before);

    page.awaitRuns();
    QTest::qWait(2 * StartPage::soon);
    page.setRuns({});
    laidOut();
    QCOMPARE(example->mapTo(&page, QPoint()), before);
    page.hide();
    page.show();
    QVERIFY(!place->isVisible()); // there is nothing to say
}

void TestResume::tellsOfDoubtsOnTheStartPage()
{
    KeptRun run;
    run.batch = m_it->bare(u"orders.json"_s, "[{}]");
    run.begun = QDateTime::currentDateTime();
    run.stands = KeptRun::Stands::Unfinished;
    run.ended = 40;
    run.inDoubt = 1;
    StartPage page;
    page.setRuns({run});
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    const auto *button = page.findChild<QWidget *>(u"unfinished"_s)->findChild<ChoiceButton *>();
    QVERIFY(button->explanation().contains(u"40 ended (1 in doubt). Open it to say"_s));
}

void TestResume::tellsOfNoDoubtsWhereThereAreNone()
{
    FoundRun found;
    found.created = QDateTime::currentDateTime();
    found.ended = 3;
    found.left = 2;
    ResumePage page;
    page.setDoubt(u"orders.json"_s, {{journalUnfinished, {}, false}, found});
    const auto *told = page.findChild<QLabel *>(u"resumeText"_s);
    QVERIFY2(told->text().endsWith(u": 3 ended, 2 to run."_s), qPrintable(told->text()));
    found.failed = 1;
    found.cancelled = 1;
    found.inDoubt = 1;
    page.setDoubt(u"orders.json"_s, {{journalUnfinished, {}, false}, found});
    QVERIFY2(told->text().endsWith(u": 3 ended (1 failed or timed out, 1 cancelled, 1 in doubt), 2 to run."_s),
             qPrintable(told->text()));
}

void TestResume::tellsWhatHasChanged()
{
    cutShort();
    m_it->bare(u"orders.json"_s, R"([{"result": 7}, {"fail": "Out of paper."}, {"seconds": 3600}, {"label": "six"}])");
    m_it->bare(u"orders.plan.json"_s,
               R"({"concurrency": 2, "operations": {"*": {"kind": "simulate", "idempotent": false}}})");
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<QLabel>("resumeChanges"));
    QVERIFY(text("resumeChanges").contains(u"the same: 3, new: 1, gone: 2"_s));
    QVERIFY(text("resumeChanges").contains(u"The plan has changed since: concurrency."_s));
    m_it->press("resumeRun");
    QTRY_VERIFY(m_it->records());
    QCOMPARE(m_it->state(0), u"Succeeded"_s);
    QCOMPARE(m_it->state(3), u"Queued"_s);
}

// ---- What is kept

void TestResume::keepsWhatEndedHere()
{
    batch(R"([{"label": "one"}, {"fail": "Out of ink."}])");
    open();
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(1), u"Failed"_s);
    QCOMPARE(journals().size(), 1);
    const auto file = JournalFile::read(journalFolder() + u'/' + journals().front());
    QVERIFY(file);
    QVERIFY(file->run().plan.contains("simulate"));
    m_it->action("actionClose")->trigger();
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
    open(); // it is over: nobody is asked
    QCOMPARE(m_it->state(0), u"Queued"_s);
}

void TestResume::leavesNothingOfWhatWasOnlyLookedAt()
{
    batch();
    for (int time = 0; time < 3; ++time) {
        open();
        QCOMPARE(journals().size(), 1);
        m_it->action("actionClose")->trigger();
        QTRY_VERIFY(m_it->has<QWidget>("startPage"));
        QTRY_VERIFY(!tab());
    }
}

void TestResume::trialsKeepNone()
{
    m_it->window().open(m_it->bare(u"orders.json"_s, R"([{"label": "one"}])"));
    QTRY_VERIFY(m_it->has<ChoiceButton>("toNothing"));
    m_it->press("toNothing");
    QTRY_VERIFY(m_it->records());
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
    QVERIFY(journals().isEmpty());
    QCOMPARE(m_it->obstacle("actionMoveJournal"), u"No journal is kept of this run."_s);
}

void TestResume::tellsThatAnotherIsAtWork()
{
    auto other = session(batch());
    other->run().start();
    QTRY_COMPARE(other->state(2), State::Running);
    QVERIFY(other->journal()->flush(60s));
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("lookAgain"));
    QCOMPARE(text("resumeTitle"), u"A run of orders.json is open elsewhere"_s);
    QVERIFY(!m_it->has<ChoiceButton>("resumeRun"));
    m_it->press("lookAgain");
    QTRY_VERIFY(!tab()->isLoading() && tab()->isOffered());
    QVERIFY(m_it->has<ChoiceButton>("lookAgain"));
    other->run().close(60s);
    other.reset();
    m_it->press("lookAgain");
    QTRY_VERIFY(m_it->has<ChoiceButton>("resumeRun")); // it was stopped in the middle
}

void TestResume::watchesWhatAnotherRuns()
{
    auto other = session(batch());
    other->run().start();
    QTRY_COMPARE(other->state(2), State::Running);
    QVERIFY(other->journal()->flush(60s));
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("watchRun"));
    m_it->press("watchRun");
    QTRY_VERIFY(m_it->has<QTableView>("watchRecords"));
    auto *table = m_it->named<QTableView>("watchRecords");
    const auto cell = [table](int row, WatchModel::Column column) {
        return table->model()->index(row, column).data().toString();
    };
    QTRY_COMPARE(cell(2, WatchModel::RecordState), u"At work, or next"_s);
    QCOMPARE(cell(1, WatchModel::RecordState), u"Failed"_s);
    QCOMPARE(cell(1, WatchModel::Why), u"Out of paper."_s);
    QCOMPARE(cell(4, WatchModel::Label), u"five"_s);
    QTRY_COMPARE(m_it->window().windowTitle().section(u' ', 0, 0), m_it->named<QLabel>("watchPercent")->text());
    QVERIFY(!m_it->has<FilterChip>("Active")); // which of them that are nobody has written
    QCOMPARE(m_it->named<FilterChip>("Not ended")->accessibleName(), u"Not ended: 3"_s);
    m_it->press("Not ended");
    QCOMPARE(table->model()->rowCount(), 3);
    m_it->press("All");
    QCOMPARE(table->model()->rowCount(), 5);
    QVERIFY(!m_it->action("actionRun")->isEnabled());
    QVERIFY(!m_it->named<QToolButton>("openWatched")->isEnabled());
    const auto *body = m_it->named<QPlainTextEdit>("watchBody");
    table->selectRow(0);
    QCOMPARE(body->toPlainText(), QString()); // it is read in a thread
    QTRY_VERIFY(body->toPlainText().contains(u'7'));
    table->selectRow(4);
    QTRY_COMPARE(body->toPlainText(), u"Nothing has come of this record yet."_s);

    other->run().cancel(RowSet::of({2})); // it is followed
    QTRY_COMPARE(cell(4, WatchModel::RecordState), u"Succeeded"_s);
    QCOMPARE(cell(2, WatchModel::RecordState), u"Cancelled"_s);
    other.reset();
    QTRY_VERIFY(m_it->named<QToolButton>("openWatched")->isEnabled());
    m_it->press("openWatched");
    QTRY_VERIFY(m_it->records()); // nothing is left of it
}

void TestResume::whatAWatchedRecordSaysStays()
{
    const auto asBefore = qScopeGuard([locale = QLocale()] {
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
        QLocale::setDefault(locale);
    });
    auto other = session(batch(R"([{"fail": "There is no table “prices”."}, {"seconds": "soon"}, {"seconds": 3600}])"));
    other->run().start();
    QTRY_COMPARE(other->state(2), State::Running);
    QVERIFY(other->journal()->flush(60s));
    speak(u"ko"_s);
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("watchRun"));
    m_it->press("watchRun");
    QTRY_VERIFY(m_it->has<QTableView>("watchRecords"));
    const auto *model = m_it->named<QTableView>("watchRecords")->model();
    const auto why = [model](int row) { return model->index(row, WatchModel::Why).data().toString(); };
    QTRY_COMPARE(why(0), u"There is no table “prices”."_s); // its own words, though ours are like them
    QVERIFY2(why(1).contains(u"값이 필요한데"_s), qPrintable(why(1))); // ours
}

void TestResume::findsAndSortsInAWatchedRun()
{
    auto other = session(batch(R"([{"label": "one"}, {"label": "two", "fail": "Out of paper."}, {"label": "three"},
        {"label": "four", "fail": "Out of ink."}, {"label": "five", "note": "\uc8fc\ubb38", "seconds": 3600}])"));
    other->run().start();
    QTRY_COMPARE(other->state(4), State::Running);
    QVERIFY(other->journal()->flush(60s));
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("watchRun"));
    m_it->press("watchRun");
    QTRY_VERIFY(m_it->has<QTableView>("watchRecords"));
    auto *table = m_it->named<QTableView>("watchRecords");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    const auto labels = [table] {
        QStringList all;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            all += table->model()->index(row, WatchModel::Label).data().toString();
        return all;
    };
    table->selectRow(3);
    m_it->action("actionFind")->trigger();
    auto *search = m_it->named<QLineEdit>("search");
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"ink"_s);
    QTRY_COMPARE(labels(), QStringList{u"four"_s}); // by its error
    QCOMPARE(table->currentIndex().row(), 0); // it is current still
    search->setText(u"\uc8fc\ubb38"_s);
    QTRY_COMPARE(labels(), QStringList{u"five"_s}); // by its entry
    search->setText(u"THREE"_s);
    QTRY_COMPARE(labels(), QStringList{u"three"_s});
    search->clear();
    QTRY_COMPARE(labels().size(), 5);

    QHeaderView *head = table->horizontalHeader();
    const QPoint middle(head->sectionViewportPosition(WatchModel::Label) + 40, head->height() / 2);
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, middle);
    QTRY_COMPARE(labels(), (QStringList{u"five"_s, u"four"_s, u"one"_s, u"three"_s, u"two"_s}));
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, middle);
    QTRY_COMPARE(labels().front(), u"two"_s);

    auto *tabs = m_it->named<QTabBar>("watchTabs");
    QTRY_COMPARE(tabs->tabText(1), u"Failures 2"_s);
    tabs->setCurrentIndex(1);
    auto *groups = m_it->named<QTableView>("groups");
    for (int row = 0; row < 2; ++row) {
        if (groups->model()->index(row, 0).data().toString() == u"Out of paper."_s)
            groups->selectRow(row);
    }
    QVERIFY(!m_it->has<QToolButton>("retry")); // nothing is done with them here
    QCOMPARE(m_it->obstacle("actionShowFailures"), QString());
    m_it->press("show");
    QTRY_COMPARE(labels(), QStringList{u"two"_s});
    m_it->press("showAll");
    QTRY_COMPARE(labels().size(), 5);

    QTest::keyClick(table, Qt::Key_F8);
    QTRY_COMPARE(labels(), QStringList{u"two"_s});
    QTest::keyClick(table, Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(labels().size(), 5);
    QVERIFY(m_it->obstacle("actionShowAll").startsWith(u"No set of records is shown"_s));
    QTest::keyClick(table, Qt::Key_1, Qt::AltModifier);
    QCOMPARE(tabs->currentIndex(), 0);
    QCOMPARE(m_it->window().focusWidget()->objectName(), u"watchTries"_s);
    QVERIFY(m_it->obstacle("actionShowFailures").startsWith(u"The failures are not in sight"_s));
    QTest::keyClick(table, Qt::Key_6, Qt::AltModifier);
    QCOMPARE(tabs->currentIndex(), 1);
    QVERIFY(groups->hasFocus());
    QVERIFY(m_it->obstacle("actionTimelinePage").startsWith(u"This run is only looked at"_s));
    tabs->setCurrentIndex(0);
    QVERIFY(m_it->obstacle("actionRetryFailures").startsWith(u"This run is only looked at"_s));
}

void TestResume::tellsWhyARunCannotBeRead()
{
    const auto asBefore = qScopeGuard([locale = QLocale()] {
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
        QLocale::setDefault(locale);
    });
    QVERIFY(QDir().mkpath(journalFolder()));
    QFile file(QDir(journalFolder()).filePath(u"other.journal"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no journal at all, but long enough to be one") > 0);
    file.close();
    speak(u"ko"_s);
    m_it->action("actionRuns")->trigger();
    const auto *dialog = m_it->window().findChild<RunsDialog *>();
    QVERIFY(dialog);
    const auto *table = dialog->findChild<QTableView *>(u"runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    const QString told = table->model()->index(0, 2).data().toString();
    QVERIFY2(told.contains(u"니다"_s), qPrintable(told));
}

void TestResume::goesOnWithTheRunThatIsChosen_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("from the start page") << false;
    QTest::newRow("while the latest is offered") << true;
}

// Of two of a batch, neither of which is finished.
void TestResume::goesOnWithTheRunThatIsChosen()
{
    QFETCH(const bool, isOpen);
    cutShort(); // in the middle of a record
    auto latest = session(batch(), Reopen::Fresh);
    latest->run().start();
    QTRY_COMPARE(latest->state(2), State::Running);
    QVERIFY(latest->run().close(60s)); // where it waits once more
    latest.reset();
    if (isOpen) {
        m_it->window().open(m_it->path(u"orders.json"_s));
        QTRY_VERIFY(m_it->has<ChoiceButton>("resumeRun"));
    }
    m_it->action("actionRuns")->trigger();
    auto *dialog = m_it->window().findChild<RunsDialog *>();
    QVERIFY(dialog);
    auto *table = dialog->findChild<QTableView *>(u"runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(!table->model()->index(0, 2).data().toString().contains(u"in doubt"_s));
    table->selectRow(1);
    QTRY_VERIFY(table->hasFocus()); // its window has come to the front
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(m_it->has<ChoiceButton>("resumeRun") && text("resumeText").contains(u"in doubt"_s));
    m_it->press("resumeRun");
    QTRY_VERIFY(m_it->records());
    QCOMPARE(m_it->state(2), u"In doubt"_s);
    QCOMPARE(m_it->window().findChildren<BatchTab *>().size(), 1);
    QCOMPARE(journals().size(), 2); // the other one is there still
}

void TestResume::listsRuns()
{
    cutShort();
    m_it->action("actionRuns")->trigger();
    auto *dialog = m_it->window().findChild<RunsDialog *>();
    QVERIFY(dialog);
    const auto *table = dialog->findChild<QTableView *>(u"runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"orders.json"_s);
    QVERIFY(table->model()->index(0, 2).data().toString().startsWith(u"Not finished"_s));
    QTest::mouseClick(dialog->findChild<QToolButton *>(u"openKept"_s), Qt::LeftButton);
    QTRY_VERIFY(m_it->has<ChoiceButton>("resumeRun"));
    m_it->press("resumeRun");
    QTRY_VERIFY(m_it->records());
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(4), u"Succeeded"_s);
    m_it->press("markDone"); // what it has left in doubt would not be over
    agree();
    QTRY_COMPARE(m_it->state(2), u"Succeeded"_s);
    QTRY_COMPARE(keptRuns().at(0).inDoubt, 0); // it is written down too
    m_it->action("actionRuns")->trigger(); // it is over, and open here
    QTRY_VERIFY((dialog = m_it->window().findChild<RunsDialog *>()));
    table = dialog->findChild<QTableView *>(u"runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"Over, and still open: 5 ended (1 failed or timed out)"_s);
    dialog->close();
    QTRY_VERIFY(!m_it->window().findChild<RunsDialog *>());
    m_it->action("actionClose")->trigger();
    QTRY_VERIFY(m_it->has<QWidget>("startPage"));
    QTRY_VERIFY(!tab());

    m_it->action("actionRuns")->trigger(); // it is over
    QTRY_VERIFY((dialog = m_it->window().findChild<RunsDialog *>()));
    table = dialog->findChild<QTableView *>(u"runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"Over: 5 ended (1 failed or timed out)"_s);
    QTest::mouseClick(dialog->findChild<QToolButton *>(u"openKept"_s), Qt::LeftButton);
    QTRY_VERIFY(m_it->has<QTableView>("watchRecords"));
    QTRY_COMPARE(m_it->named<QTableView>("watchRecords")->model()->index(4, WatchModel::RecordState).data().toString(),
                 u"Succeeded"_s);
    m_it->window().open(m_it->path(u"orders.json"_s)); // another time: what ran then would run once more
    QTRY_VERIFY(m_it->records());
    const BatchTab *again = m_it->window().findChild<BatchTabs *>()->current();
    QVERIFY2(again->messages().sentence().startsWith(u"A run of this batch, of "_s),
             qPrintable(again->messages().sentence()));
}

// All of them may take long to read.
void TestResume::showsTheRunsThatItHasFound()
{
    cutShort();
    RunsReading reading(std::make_shared<ClosedBatches>());
    std::size_t found = 0;
    connect(&reading, &RunsReading::found, this, [&] { found = reading.runs().size(); });
    std::optional<std::size_t> before;
    connect(&reading, &RunsReading::ended, this, [&] { before = found; });
    reading.read();
    QTRY_COMPARE(before, std::optional(found));
    QCOMPARE(found, 1U);
}

void TestResume::deletesARun()
{
    cutShort();
    m_it->action("actionRuns")->trigger();
    auto *dialog = m_it->window().findChild<RunsDialog *>();
    QVERIFY(dialog);
    const auto *table = dialog->findChild<QTableView *>(u"runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(table->hasFocus()); // its window has come to the front
    QTest::keyClick(dialog->findChild<QTableView *>(u"runs"_s), Qt::Key_Delete);
    const auto *question = dialog->findChild<QMessageBox *>();
    QVERIFY(question && question->text().startsWith(u"Delete the run of orders.json, begun "_s));
    QVERIFY(!journals().isEmpty()); // it is asked for first
    agree();
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QVERIFY(journals().isEmpty());
    QVERIFY(!dialog->findChild<QToolButton *>(u"openKept"_s)->isEnabled());
}

void TestResume::givesUpWhatDoesNotStop()
{
    batch(R"([{"seconds": 3600, "steps": 36000, "cleanup": 3600}])");
    m_it->bare(u"orders.plan.json"_s, R"({"cleanup": 3600, "operations": {"*": {"kind": "simulate"}}})");
    open();
    m_it->press("mainButton");
    QTRY_VERIFY(!m_it->cell(0, RecordModel::Progress).isEmpty()); // it has begun, so there is something to clean up
    const QString journal = journalFolder() + u'/' + journals().front();
    m_it->action("actionClose")->trigger();
    QTRY_VERIFY(m_it->window().findChild<ClosingDialog *>());
    QTest::mouseClick(m_it->window().findChild<ClosingDialog *>()->findChild<ChoiceButton *>(u"cancel"_s),
                      Qt::LeftButton);
    QTRY_COMPARE(m_it->state(0), u"Stopping"_s);
    QTRY_VERIFY(!m_it->window().findChild<ClosingDialog *>());
    m_it->action("actionClose")->trigger(); // once more: it stays until somebody says so
    agree();
    QTRY_VERIFY(!tab());
    const auto became = [&journal] { // what was closed is taken apart in a thread
        auto file = JournalFile::read(journal);
        const auto history = file ? file->history(0) : Expected<std::vector<JournalEntry>>(file.error());
        return history && !history->empty() ? history->back().became : State::Invalid;
    };
    QTRY_COMPARE(became(), State::InDoubt);
}

void TestResume::goesOnWithoutAJournal()
{
    batch(R"([{"label": "one"}])");
    QVERIFY(QDir().mkpath(QFileInfo(QFileInfo(journalFolder()).path()).path()));
    m_it->bare(u"home/batchdeck"_s, "no folder");
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<ChoiceButton>("withoutJournal"));
    QVERIFY(text("resumeText").contains(journalFolder()));
    m_it->press("withoutJournal");
    QTRY_VERIFY(m_it->records());
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
}

// ---- In doubt

void TestResume::marksWhatIsInDoubt_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QString>("state");
    QTest::newRow("done") << QByteArray("markDone") << u"Succeeded"_s;
    QTest::newRow("failed") << QByteArray("markFailed") << u"Failed"_s;
    QTest::newRow("again") << QByteArray("runDoubtful") << u"Running"_s;
}

void TestResume::marksWhatIsInDoubt()
{
    QFETCH(const QByteArray, button);
    QFETCH(const QString, state);
    cutShort(R"([{"seconds": 3600}])");
    openAndResume();
    QCOMPARE(m_it->state(0), u"In doubt"_s);
    QVERIFY(text("doubtsText").startsWith(u"1 record is in doubt"_s));
    QCOMPARE(m_it->named<QToolButton>("showDoubts")->text(), u"Show It"_s);
    QVERIFY(m_it->named<QWidget>("doubts")->findChild<QLabel *>(u"advice"_s)->text().contains(u"became of it,"_s));
    QVERIFY(m_it->named<QToolButton>("lookUp")->isEnabled());
    QVERIFY(!m_it->action("actionRetry")->isEnabled());
    m_it->press(button.constData());
    QCOMPARE(m_it->state(0), u"In doubt"_s);
    QTRY_VERIFY(m_it->window().findChild<QMessageBox *>());
    const auto *question = m_it->window().findChild<QMessageBox *>();
    QVERIFY2(question->text().endsWith(u'?'), qPrintable(question->text()));
    QVERIFY2(question->informativeText().contains(u"(#1)"_s), qPrintable(question->informativeText())); // which
    agree();
    QTRY_COMPARE(m_it->state(0), state);
    QTRY_VERIFY(!m_it->has<QLabel>("doubtsText"));
}

void TestResume::looksUpWhatIsInDoubt()
{
    cutShort(R"([{"seconds": 3600, "check": "done"}])");
    openAndResume();
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s); // its operation has looked by itself
    QTRY_VERIFY(!m_it->has<QLabel>("doubtsText"));
}

// A plan refers to it; in nothing that the window leaves behind does it stand.
void TestResume::writesNothingSecret()
{
    const QByteArray secret = "planted-9f2c-in-the-window";
    qputenv("BATCHDECK_PLANTED", secret);
    m_it->bare(u"orders.json"_s, R"([{"label": "one"}, {"label": "two"}])");
    m_it->bare(u"orders.plan.json"_s, R"({"connections": {"db": {"driver": "postgresql", "host": "127.0.0.1",
        "port": 1, "database": "a", "user": "b", "password": {"env": "BATCHDECK_PLANTED"}}},
        "operations": {"*": {"kind": "sql", "connection": "db", "statement": "select 1"}}})");
    open();
    m_it->press("mainButton");
    QTRY_COMPARE_WITH_TIMEOUT(m_it->state(1), u"Failed"_s, 60'000);
    QVERIFY(!m_it->cell(1, RecordModel::ErrorText).contains(QString::fromLatin1(secret)));
    const QString answer = m_it->path(u"results.jsonl"_s);
    m_it->action("actionSaveResults")->trigger();
    QTRY_VERIFY(m_it->window().findChild<QFileDialog *>());
    Q_EMIT m_it->window().findChild<QFileDialog *>()->fileSelected(answer);
    QTRY_VERIFY(QFileInfo(answer).size() > 0);
    m_it->select({1});
    for (const QString &copy : {u"Label"_s, u"Entry"_s, u"Error"_s, u"Command Line That Runs It"_s}) {
        QGuiApplication::clipboard()->clear();
        m_it->choose(copy);
        QString copied;
        QTRY_VERIFY(!(copied = QGuiApplication::clipboard()->text()).isEmpty());
        QVERIFY2(!copied.contains(QString::fromLatin1(secret)), qPrintable(copied));
    }
    int files = 0;
    QDirIterator all(m_it->path({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 5); // batch, plan, results, the journal and its log
    qunsetenv("BATCHDECK_PLANTED");
}

// ---- A journal that is lost

void TestResume::loseTheJournal() const
{
    auto disk = SqliteFile::open(journalFolder() + u'/' + journals().front(), SqliteFile::Access::Write);
    QVERIFY(disk
            && disk->execute("create trigger full before insert on history begin select raise(abort, 'full'); end"));
}

void TestResume::movesALostJournal()
{
    batch(R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])");
    open();
    loseTheJournal();
    m_it->press("mainButton");
    QTRY_VERIFY(m_it->has<QToolButton>("moveJournal"));
    QVERIFY(text("sentence").startsWith(u"Nothing starts"_s));
    QVERIFY(!m_it->has<QToolButton>("resumeFromNews"));
    QCOMPARE(m_it->state(0), u"Queued"_s);
    m_it->press("moveJournal");
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QString path = m_it->path(u"elsewhere.journal"_s);
    dialog->selectFile(path);
    QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    QTRY_COMPARE(m_it->state(2), u"Succeeded"_s);
    QTRY_VERIFY(!m_it->has<QToolButton>("moveJournal"));
    QCOMPARE(m_it->obstacle("actionMoveJournal"), u"The journal can be written to where it is."_s);
    QVERIFY(JournalFile::read(path));
}

void TestResume::tellsThatItCannotBeMoved()
{
    batch(R"([{"label": "one"}])");
    open();
    QCOMPARE(m_it->obstacle("actionMoveJournal"), u"The journal can be written to where it is."_s);
    loseTheJournal();
    m_it->press("mainButton");
    QTRY_VERIFY(m_it->has<QToolButton>("moveJournal"));
    QCOMPARE(m_it->obstacle("actionMoveJournal"), QString());
    QTest::keyClick(m_it->records(), Qt::Key_J, Qt::ControlModifier);
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(m_it->path(u"no/such/place.journal"_s));
    QTRY_VERIFY(m_it->window().findChild<QDialog *>(u"problem"_s));
    m_it->window().findChild<QDialog *>(u"problem"_s)->reject();
    QVERIFY(m_it->has<QToolButton>("moveJournal"));
}

QTEST_MAIN(TestResume)
#include "tst_resume.moc"
