#include "windowfixture.h"

#include "models/failuremodel.h"
#include "widgets/bottompane.h"
#include "widgets/detailspane.h"
#include "widgets/editdialog.h"
#include "widgets/errorpane.h"
#include "widgets/jsonpane.h"
#include "widgets/logpane.h"
#include "widgets/theme.h"
#include "widgets/timelineview.h"
#include "widgets/workpane.h"

#include <QClipboard>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTextBlock>
#include <QToolButton>
#include <QToolTip>
#include <QTreeView>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// Two that fail alike, one that fails otherwise once, one that succeeds.
constexpr auto batch = R"([
    {"label": "ink", "fail": "No ink in tray 1."},
    {"label": "fine", "result": {"sheets": 12}},
    {"label": "more ink", "fail": "No ink in tray 22."},
    {"label": "paper", "fail": "Out of paper.", "transient": true, "failTimes": 1}])";
constexpr auto plan = R"({"concurrency": 2, "retry": {"attempts": 2, "delay": 0.01}, "failures": {"then": "continue"},
                          "operations": {"*": {"kind": "simulate"}}})";

} // namespace

// What stands around the table, as a person uses it.
class TestPanes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void saysWhatWillBeThere();
    void showsTheCurrentRecord();
    void showsTheEntryInThreeWays();
    void showsTheCharactersOfALongEntry();
    void showsTheResult();
    void showsEveryTry();
    void showsAnOlderTry();
    void followsALog();
    void breaksALogsLongLines();
    void coloursTextThatIsBroken();
    void tellsAnErrorAndWhatToDo();
    void tellsOfAnEarlierEnd();
    void theTreeShowsItsFocus();
    void showsAWholeError();
    void showsWhatWentWrongAlike();
    void showsTheLargestKindFirst();
    void retriesAGroup();
    void goesThroughFailuresByKeyboard();
    void showsAGroupByKeys();
    void retriesAGroupByKeys();
    void goesToARecordFromTheTimeline();
    void namesWhatTheMouseIsOn();
    void zoomsTheTimelineByKeys();
    void goesThroughTheTimelineByKeys();
    void crossesTheTimelineByKeys();
    void tellsHowTheMarkedAttemptEnded_data();
    void tellsHowTheMarkedAttemptEnded();
    void dragsTheTimeline();
    void remembersHowItStood();
    void remembersHowARecordIsRead();
    void hidesPanes();
    void turnsToAPageByKeys_data();
    void turnsToAPageByKeys();
    void waitsForWhatIsToBeRead();
    void turnsToAPageBeforeARecordIsChosen();
    void saysWhatIsShownAgain();

private:
    void open(const QByteArray &content = batch, const QByteArray &planned = plan);
    void runToTheEnd();
    template <typename Widget>
    Widget *in(QWidget *pane, const char *name) const
    {
        auto *found = pane->findChild<Widget *>(QLatin1StringView(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    DetailsPane *details() const { return m_fixture->window().findChild<DetailsPane *>(); }
    BottomPane *bottom() const { return m_fixture->window().findChild<BottomPane *>(); }
    WorkPane *work() const { return m_fixture->window().findChild<WorkPane *>(); }
    void choose(int row) const
    {
        RecordView *view = m_fixture->records();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, RecordModel::Label)).center());
    }
    void turnTo(QWidget *pane, int page) const
    {
        auto *tabs = in<QTabBar>(pane, "tabs");
        QVERIFY(tabs->isVisible());
        QVERIFY(tabs->height() > tabs->fontMetrics().height());
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(page).center());
        QCOMPARE(tabs->currentIndex(), page);
    }
    static void click(QWidget *button)
    {
        QVERIFY(button->isVisible() && button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestPanes::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->window().resize(1280, 800);
}

void TestPanes::open(const QByteArray &content, const QByteArray &planned)
{
    const QString path = m_fixture->file(u"batch.json"_s, content);
    m_fixture->file(u"batch.plan.json"_s, planned);
    m_fixture->window().open(path);
    QTRY_VERIFY(m_fixture->records());
}

void TestPanes::runToTheEnd()
{
    m_fixture->press("mainButton");
    QTRY_VERIFY(m_fixture->window().windowTitle().startsWith(u"100%"_s));
}

void TestPanes::saysWhatWillBeThere()
{
    open();
    QVERIFY(in<QLabel>(details(), "nothing")->isVisible());
    QVERIFY(in<QLabel>(bottom(), "empty")->isVisible());
    choose(1);
    turnTo(details(), DetailsPane::ResultPage);
    QTRY_COMPARE(in<QLabel>(in<QWidget>(details(), "result"), "empty")->text(),
                 u"What comes of it will be shown here."_s);
    QVERIFY(in<QLabel>(in<QWidget>(details(), "result"), "empty")->isVisible());
    turnTo(details(), DetailsPane::TriesPage);
    QVERIFY(in<QLabel>(details(), "triesEmpty")->text().startsWith(u"Not tried yet."_s));
    turnTo(details(), DetailsPane::LogPage);
    QVERIFY(in<QLabel>(in<QWidget>(details(), "log"), "empty")->isVisible());
    turnTo(details(), DetailsPane::ErrorPage);
    QVERIFY(in<QLabel>(in<QWidget>(details(), "error"), "empty")->isVisible());
}

void TestPanes::showsTheCurrentRecord()
{
    open();
    choose(1);
    QCOMPARE(in<QLabel>(details(), "title")->text(), u"fine"_s);
    QCOMPARE(in<QLabel>(details(), "number")->text(), u"#2"_s);
    QTest::keyClick(m_fixture->records(), Qt::Key_Down);
    QCOMPARE(in<QLabel>(details(), "title")->text(), u"more ink"_s);
    runToTheEnd();
    QTRY_COMPARE(in<QLabel>(details(), "icon")->toolTip(), u"Failed"_s); // live
}

void TestPanes::showsTheEntryInThreeWays()
{
    open();
    choose(1);
    auto *record = in<QWidget>(details(), "record");
    auto *tree = in<QTreeView>(record, "tree");
    QTRY_COMPARE(tree->model()->rowCount(), 2);
    QVERIFY(tree->isVisible());
    QCOMPARE(tree->model()->index(0, 1).data().toString(), u"fine"_s);
    click(in<QToolButton>(record, "textButton"));
    QVERIFY(in<QPlainTextEdit>(record, "text")->isVisible());
    QCOMPARE(in<QPlainTextEdit>(record, "text")->toPlainText(),
             u"{\"label\": \"fine\", \"result\": {\"sheets\": 12}}"_s);
    click(in<QToolButton>(record, "fileButton"));
    QVERIFY(in<QPlainTextEdit>(record, "file")->isVisible());
    click(in<QToolButton>(record, "copy"));
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"{\"label\": \"fine\", \"result\": {\"sheets\": 12}}"_s);
}

void TestPanes::showsTheCharactersOfALongEntry()
{
    open("[{\"label\": \"long\", \"note\": \"" + QByteArray(R"(\uc8fc\ubb38 )").repeated(30'000) + "\"}]");
    choose(0);
    auto *record = in<QWidget>(details(), "record");
    QTRY_VERIFY(in<QLabel>(record, "note")->isVisible()); // it is cut
    click(in<QToolButton>(record, "textButton"));
    const QString text = in<QPlainTextEdit>(record, "text")->toPlainText();
    QVERIFY(text.count(u"주문"_s) > 19'000);
    QVERIFY(!text.contains(u'\\'));
}

void TestPanes::showsTheResult()
{
    open();
    choose(1);
    turnTo(details(), DetailsPane::ResultPage);
    runToTheEnd();
    auto *result = in<QWidget>(details(), "result");
    QTRY_COMPARE(in<QTreeView>(result, "tree")->model()->index(0, 0).data().toString(), u"sheets"_s);
    QVERIFY(!in<QToolButton>(result, "fileButton")->isVisible()); // it is in no file
    click(in<QToolButton>(result, "copy"));
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"{\"sheets\": 12}"_s);
    choose(0);
    QTRY_COMPARE(in<QLabel>(result, "empty")->text(), u"It ended without a result."_s);
    QVERIFY(in<QLabel>(result, "empty")->isVisible());
}

void TestPanes::showsEveryTry()
{
    open();
    choose(3);
    turnTo(details(), DetailsPane::TriesPage);
    runToTheEnd();
    const auto *tries = in<QListView>(details(), "tries");
    QTRY_COMPARE(tries->model()->rowCount(), 2);
    QCOMPARE(tries->model()->index(0, TriesModel::Ended).data().toString(), u"Failed"_s);
    QCOMPARE(tries->model()->index(1, TriesModel::Ended).data().toString(), u"Succeeded"_s);
    QCOMPARE(in<QTabBar>(details(), "tabs")->tabText(DetailsPane::TriesPage), u"Tries 2"_s);
}

void TestPanes::showsAnOlderTry()
{
    open();
    choose(3);
    turnTo(details(), DetailsPane::TriesPage);
    runToTheEnd();
    auto *tries = in<QListView>(details(), "tries");
    QTRY_COMPARE(tries->model()->rowCount(), 2);
    QTest::mouseClick(tries->viewport(), Qt::LeftButton, {}, tries->visualRect(tries->model()->index(0, 0)).center());
    turnTo(details(), DetailsPane::ErrorPage);
    auto *message = in<QPlainTextEdit>(in<QWidget>(details(), "error"), "message");
    QTRY_COMPARE(message->toPlainText(), u"Out of paper."_s);
    QCOMPARE(in<QLabel>(details(), "olderText")->text(), u"Of try 1"_s);
    click(in<QToolButton>(details(), "newest"));
    QTRY_VERIFY(!message->isVisible()); // it went well in the end
}

// The reader of a log is not moved by what comes, unless they stand at its end.
void TestPanes::followsALog()
{
    LogPane pane;
    pane.resize(400, 200);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    QString log = u"line 1"_s;
    const auto grow = [&](int lines) {
        for (int i = 0; i < lines; ++i)
            log += u"\nline %1"_s.arg(log.count(u'\n') + 2);
        pane.setLog(log);
    };
    pane.setLog(log);
    grow(100);
    auto *text = in<QPlainTextEdit>(&pane, "log");
    auto *follow = in<QToolButton>(&pane, "follow");
    QScrollBar *bar = text->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(10);
    QVERIFY(!follow->isChecked());
    grow(50);
    QCOMPARE(bar->value(), 10);
    click(follow);
    QCOMPARE(bar->value(), bar->maximum());
    grow(50);
    QCOMPARE(bar->value(), bar->maximum());

    auto *search = in<QLineEdit>(&pane, "search");
    QTest::keyClicks(search, u"line 12"_s);
    QCOMPARE(in<QLabel>(&pane, "matches")->text(), u"11 found"_s);
    QCOMPARE(text->textCursor().selectedText(), u"line 12"_s);
    const int first = text->textCursor().blockNumber();
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(text->textCursor().blockNumber() > first);
    QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(text->textCursor().blockNumber(), first);
    text->moveCursor(QTextCursor::Start);
    search->clear();
    QTest::keyClicks(search, u"line 1"_s); // the first of them, not one for each letter
    QCOMPARE(text->textCursor().blockNumber(), 0);
    search->setText(u"line 12"_s);
    grow(1); // what was found stays
    QCOMPARE(text->textCursor().selectedText(), u"line 12"_s);
    click(in<QToolButton>(&pane, "copy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), log);
}

void TestPanes::breaksALogsLongLines()
{
    LogPane pane;
    pane.show();
    const QString line(5000, u'x');
    pane.setLog(u"short"_s);
    pane.setLog(u"short\n"_s + line);
    auto *text = in<QPlainTextEdit>(&pane, "log");
    QCOMPARE(text->blockCount(), 6);
    pane.setLog(line + u'\n' + line);
    QCOMPARE(text->blockCount(), 10);
    for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.length() <= 1002);
    click(in<QToolButton>(&pane, "copy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), line + u'\n' + line); // as it was written
}

// Only what stands behind its end has a colour.
void TestPanes::coloursTextThatIsBroken()
{
    JsonPane pane;
    QByteArray broken(longestLine - 6, 'x'); // between a backslash and its quotation mark
    broken += "\\\\\\\"7, 8" + QByteArray(longestLine - 5, 'y') + "5, 6";
    const QByteArray json = "[\"" + broken + "\", 9]";
    pane.setJson(ShownJson::of(json));
    const QTextDocument *text = in<QPlainTextEdit>(&pane, "text")->document();
    QStringList lines;
    QList<qsizetype> coloured;
    for (QTextBlock block = text->begin(); block.isValid(); block = block.next()) {
        lines += block.text().right(6);
        coloured += block.layout()->formats().size();
    }
    QCOMPARE(lines, QStringList({u"["_s, u"xxx\\\\\\"_s, u"yyyyyy"_s, u"5, 6\","_s, u"  9"_s, u"]"_s}));
    QCOMPARE(coloured, QList<qsizetype>({1, 0, 0, 1, 1, 1}));
}

// What came while another page was in front, in the width of then.
void TestPanes::showsAWholeError()
{
    QStackedWidget pages;
    auto *pane = new ErrorPane;
    pages.addWidget(new QWidget);
    pages.addWidget(pane);
    pages.resize(300, 400);
    pages.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pages));
    pane->setError(State::TimedOut, {u"timeout"_s, u"It was stopped after 5 seconds, its timeout."_s, false});
    pages.setCurrentWidget(pane);
    const auto *message = in<QPlainTextEdit>(pane, "message");
    const auto seesAll = [&] {
        const QTextBlock last = message->document()->lastBlock();
        return last.layout()->lineCount() > 1 && message->verticalScrollBar()->maximum() == 0
            && message->viewport()->height() >= last.layout()->lineCount() * message->fontMetrics().lineSpacing();
    };
    QTRY_VERIFY(seesAll());
    pages.resize(200, 400);
    QTRY_VERIFY(seesAll());
}

void TestPanes::tellsAnErrorAndWhatToDo()
{
    open();
    choose(2);
    turnTo(details(), DetailsPane::ErrorPage);
    runToTheEnd();
    auto *error = in<QWidget>(details(), "error");
    QTRY_COMPARE(in<QPlainTextEdit>(error, "message")->toPlainText(), u"No ink in tray 22."_s);
    QCOMPARE(in<QLabel>(error, "kind")->text(), u"simulated"_s);
    QVERIFY(!in<QLabel>(error, "headline")->text().isEmpty());
    QVERIFY(!in<QLabel>(error, "advice")->text().isEmpty());
    QTRY_COMPARE(in<QToolButton>(error, "alike")->text(), u"Show 2 Like This"_s);
    click(in<QToolButton>(error, "edit"));
    auto *dialog = m_fixture->window().findChild<EditDialog *>();
    QVERIFY(dialog);
    QCOMPARE(in<QLabel>(dialog, "error")->text(), u"No ink in tray 22."_s);
    QVERIFY(in<QPlainTextEdit>(dialog, "text")->toPlainText().contains(u"more ink"_s));
    click(in<QToolButton>(dialog, "cancel"));
    QTRY_VERIFY(!m_fixture->window().findChild<EditDialog *>());
    click(in<QToolButton>(error, "alike"));
    QCOMPARE(m_fixture->records()->model()->rowCount(), 2);
    QVERIFY(in<QWidget>(work(), "only")->isVisible());
    QCOMPARE(in<QLabel>(details(), "title")->text(), u"more ink"_s); // still
    click(in<QToolButton>(work(), "showAll"));
    QCOMPARE(m_fixture->records()->model()->rowCount(), 4);
    QVERIFY(!in<QWidget>(work(), "only")->isVisible());
}

void TestPanes::tellsOfAnEarlierEnd()
{
    open(R"([{"fail": "No ink."}, {"seconds": 3600}])",
         R"({"concurrency": 1, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    choose(0);
    turnTo(details(), DetailsPane::ErrorPage);
    m_fixture->action("actionRun")->trigger();
    auto *error = in<QWidget>(details(), "error");
    const auto *message = in<QPlainTextEdit>(error, "message");
    auto *earlier = in<QLabel>(error, "earlier");
    QTRY_COMPARE(message->toPlainText(), u"No ink."_s);
    QVERIFY(earlier->isHidden());
    QTRY_COMPARE(m_fixture->state(1), u"Running"_s);
    QTRY_VERIFY(m_fixture->action("actionRetrySelected")->isEnabled());
    m_fixture->action("actionRetrySelected")->trigger(); // it waits: there is one slot
    QTRY_COMPARE(m_fixture->state(0), u"Queued"_s);
    QTRY_COMPARE(earlier->text(), u"It waits to be run again. Try 1 ended like this:"_s);
    QVERIFY(earlier->isVisible());
    QCOMPARE(message->toPlainText(), u"No ink."_s);
    QVERIFY(in<QLabel>(error, "advice")->text().isEmpty()); // it is being retried already

    QTRY_VERIFY(m_fixture->action("actionCancelSelected")->isEnabled());
    m_fixture->action("actionCancelSelected")->trigger();
    QTRY_COMPARE(m_fixture->state(0), u"Cancelled"_s);
    QTRY_VERIFY(earlier->isHidden());
    QTRY_VERIFY(m_fixture->action("actionRetrySelected")->isEnabled());
    m_fixture->action("actionRetrySelected")->trigger();
    QTRY_VERIFY2(earlier->text().startsWith(u"It waits to be run again."_s), qPrintable(earlier->text()));
    QVERIFY(earlier->isVisible());
}

void TestPanes::theTreeShowsItsFocus()
{
    open();
    choose(0);
    turnTo(details(), DetailsPane::RecordPage);
    auto *tree = in<QTreeView>(&details()->record(), "tree");
    QTRY_VERIFY(tree->model()->rowCount() > 0);
    m_fixture->records()->setFocus();
    const QImage before = tree->grab().toImage();
    tree->setFocus(Qt::TabFocusReason);
    QVERIFY(tree->hasFocus());
    QVERIFY(tree->grab().toImage() != before);
}

void TestPanes::showsWhatWentWrongAlike()
{
    open();
    runToTheEnd();
    auto *groups = in<QTableView>(bottom(), "groups");
    QTRY_COMPARE(groups->model()->rowCount(), 1);
    QTRY_COMPARE(groups->model()->index(0, FailureModel::Records).data().toString(), u"2"_s);
    QCOMPARE(groups->model()->index(0, FailureModel::Error).data().toString(), u"No ink in tray …."_s);
    QCOMPARE(in<QTabBar>(bottom(), "tabs")->tabText(BottomPane::Failures), u"Failures 1"_s);
    auto *show = in<QToolButton>(bottom(), "show");
    QVERIFY(!show->isEnabled());
    QVERIFY(!show->toolTip().isEmpty());
    QTest::mouseClick(groups->viewport(), Qt::LeftButton, {},
                      groups->visualRect(groups->model()->index(0, 0)).center());
    QCOMPARE(show->text(), u"Show These 2"_s);
    click(show);
    QCOMPARE(m_fixture->records()->model()->rowCount(), 2);
    QCOMPARE(m_fixture->cell(1, RecordModel::Label), u"more ink"_s);
    QVERIFY(in<QLabel>(work(), "onlyText")->text().contains(u"No ink in tray"_s));
    auto *all = m_fixture->named<QAbstractButton>("All");
    QVERIFY(!all->isChecked()); // for they are not
    click(all);
    QCOMPARE(m_fixture->records()->model()->rowCount(), 4);
    QVERIFY(!in<QWidget>(work(), "only")->isVisible());
    QVERIFY(all->isChecked());
}

void TestPanes::showsTheLargestKindFirst()
{
    open(R"([{"fail": "The first of all."}, {"fail": "More of these."}, {"fail": "More of these."}])",
         R"({"concurrency": 1, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    runToTheEnd();
    const auto *groups = in<QAbstractItemView>(bottom(), "groups");
    QTRY_COMPARE(groups->model()->rowCount(), 2);
    QTRY_COMPARE(groups->model()->index(0, FailureModel::Error).data().toString(), u"More of these."_s);
}

void TestPanes::retriesAGroup()
{
    open(R"([{"fail": "No ink in tray 1.", "failTimes": 1}, {"fail": "No ink in tray 2.", "failTimes": 1},
             {"fail": "Torn.", "failTimes": 1}, {"unknown": true}])",
         R"({"failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    runToTheEnd();
    auto *groups = in<QTableView>(bottom(), "groups");
    QTRY_COMPARE(groups->model()->rowCount(), 3);
    const auto rowOf = [&](State state, const QString &text) {
        for (int row = 0; row < groups->model()->rowCount(); ++row) {
            const QModelIndex index = groups->model()->index(row, 0);
            if (index.data(FailureModel::StateRole).toInt() == int(state) && index.data().toString().contains(text))
                return row;
        }
        return -1;
    };
    groups->selectRow(rowOf(State::InDoubt, {}));
    QVERIFY(!in<QToolButton>(bottom(), "retry")->isEnabled()); // it may have taken effect
    QVERIFY(in<QToolButton>(bottom(), "show")->isEnabled());
    groups->selectRow(rowOf(State::Failed, u"Torn"_s));
    QCOMPARE(in<QToolButton>(bottom(), "show")->text(), u"Show This Record"_s);
    QCOMPARE(in<QToolButton>(bottom(), "retry")->text(), u"Retry This Record"_s);
    groups->selectRow(rowOf(State::Failed, u"No ink"_s));
    QCOMPARE(in<QToolButton>(bottom(), "retry")->text(), u"Retry These 2"_s);
    click(in<QToolButton>(bottom(), "retry"));
    QTRY_COMPARE(m_fixture->state(0), u"Succeeded"_s);
    QTRY_COMPARE(m_fixture->state(1), u"Succeeded"_s);
    QCOMPARE(m_fixture->state(2), u"Failed"_s);
    QTRY_COMPARE(groups->model()->rowCount(), 2); // what is left when the round is over
}

void TestPanes::goesThroughFailuresByKeyboard()
{
    open();
    runToTheEnd();
    auto *groups = in<QTableView>(bottom(), "groups");
    QTRY_COMPARE(groups->model()->rowCount(), 1);
    const auto atTheEdge = [groups] {
        return groups->viewport()->grab().toImage().pixelColor(1, groups->rowHeight(0) / 2);
    };
    const QColor resting = atTheEdge();
    groups->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(groups->hasFocus());
    QVERIFY(atTheEdge() != resting); // where the keyboard is
    QTest::keyClick(groups, Qt::Key_Space);
    QCOMPARE(in<QToolButton>(bottom(), "show")->text(), u"Show These 2"_s);
    QTest::keyClick(groups, Qt::Key_Return);
    QCOMPARE(m_fixture->records()->model()->rowCount(), 2);
    QVERIFY(m_fixture->records()->hasFocus());
    in<QToolButton>(work(), "showAll")->setFocus();
    QTest::keyClick(in<QToolButton>(work(), "showAll"), Qt::Key_Return);
    QCOMPARE(m_fixture->records()->model()->rowCount(), 4);
}

void TestPanes::showsAGroupByKeys()
{
    open();
    QCOMPARE(m_fixture->obstacle("actionShowFailures"), u"Choose a kind of failure first"_s);
    QVERIFY(m_fixture->obstacle("actionShowAll").startsWith(u"No set of records is shown"_s));
    runToTheEnd();
    auto *groups = in<QTableView>(bottom(), "groups");
    QTRY_COMPARE(groups->model()->rowCount(), 1);
    groups->setFocus();
    QTest::keyClick(groups, Qt::Key_Space);
    QCOMPARE(m_fixture->obstacle("actionShowFailures"), QString());
    const QString reach = in<QToolButton>(bottom(), "show")->text().section(u' ', -1);
    QVERIFY2(m_fixture->action("actionShowFailures")->text().endsWith(u"(%1)"_s.arg(reach)), qPrintable(reach));

    turnTo(bottom(), BottomPane::TimelinePage); // what is not seen is not acted on
    QVERIFY(m_fixture->obstacle("actionShowFailures").startsWith(u"The failures are not in sight"_s));
    QVERIFY(!m_fixture->action("actionShowFailures")->text().contains(u'('));
    turnTo(bottom(), BottomPane::Failures);
    QCOMPARE(m_fixture->obstacle("actionShowFailures"), QString());
    m_fixture->action("actionBottom")->trigger();
    QVERIFY(m_fixture->obstacle("actionShowFailures").startsWith(u"The failures are not in sight"_s));
    m_fixture->action("actionBottom")->trigger();
    QCOMPARE(m_fixture->obstacle("actionShowFailures"), QString());

    QTest::keyClick(groups, Qt::Key_F8);
    QCOMPARE(m_fixture->records()->model()->rowCount(), 2);
    QCOMPARE(m_fixture->obstacle("actionShowAll"), QString());
    QTest::keyClick(m_fixture->records(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_fixture->records()->model()->rowCount(), 4);
    QVERIFY(m_fixture->obstacle("actionShowAll").startsWith(u"No set of records is shown"_s));
}

void TestPanes::retriesAGroupByKeys()
{
    open(R"([{"fail": "No ink.", "failTimes": 1}, {"unknown": true}])",
         R"({"failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    QCOMPARE(m_fixture->obstacle("actionRetryFailures"), u"Choose a kind of failure first"_s);
    runToTheEnd();
    auto *groups = in<QTableView>(bottom(), "groups");
    QTRY_COMPARE(groups->model()->rowCount(), 2);
    const bool isFirst = groups->model()->index(0, 0).data(FailureModel::StateRole).toInt() == int(State::InDoubt);
    groups->selectRow(isFirst ? 0 : 1);
    QVERIFY(m_fixture->obstacle("actionRetryFailures").startsWith(u"What is in doubt"_s));
    QCOMPARE(m_fixture->obstacle("actionShowFailures"), QString());
    groups->selectRow(isFirst ? 1 : 0);
    QCOMPARE(m_fixture->obstacle("actionRetryFailures"), QString());
    QTest::keyClick(groups, Qt::Key_F8, Qt::ShiftModifier);
    QTRY_COMPARE(m_fixture->state(0), u"Succeeded"_s);
    QCOMPARE(m_fixture->state(1), u"In doubt"_s);
}

void TestPanes::goesToARecordFromTheTimeline()
{
    open(R"([{"label": "slow", "seconds": 0.6}, {"label": "slower", "seconds": 0.8}])");
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    QVERIFY(view->isVisible());
    runToTheEnd();
    choose(0);
    m_fixture->action("actionReveal")->trigger(); // both lanes, and the record in the middle
    // Whatever is there has a record: the first that a click finds is chosen.
    QSignalSpy chosen(view, &TimelineView::rowChosen);
    const auto clickThrough = [&] {
        for (int y = 4; y < view->viewport()->height() && chosen.isEmpty(); y += 3) {
            for (int x = 60; x < view->viewport()->width() && chosen.isEmpty(); x += 40)
                QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(x, y));
        }
        return !chosen.isEmpty();
    };
    QTRY_VERIFY(clickThrough());
    const int row = chosen[0][0].toInt();
    QCOMPARE(m_fixture->records()->currentIndex().row(), row);
    QCOMPARE(in<QLabel>(details(), "title")->text(), row == 0 ? u"slow"_s : u"slower"_s);
}

void TestPanes::namesWhatTheMouseIsOn()
{
    open(R"([{"label": "slow", "seconds": 0.6}, {"label": "broken", "seconds": 0.6, "fail": "No."}])");
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    runToTheEnd();
    choose(0);
    m_fixture->action("actionReveal")->trigger();
    const auto texts = [view] { // of all that the mouse finds as it goes over it
        QStringList found;
        for (int y = 4; y < view->viewport()->height(); y += 3) {
            for (int x = 60; x < view->viewport()->width(); x += 40) {
                QToolTip::hideText();
                QHelpEvent event(QEvent::ToolTip, {x, y}, view->viewport()->mapToGlobal(QPoint(x, y)));
                QCoreApplication::sendEvent(view->viewport(), &event);
                if (QToolTip::isVisible() && !found.contains(QToolTip::text()))
                    found += QToolTip::text();
            }
        }
        found.sort();
        return found;
    };
    QTRY_COMPARE(texts().size(), 2);
    const QStringList said = texts();
    const auto matches = [](const QString &text, const QString &pattern) {
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
    };
    const QString when = u" · [0-9:]{8} · [0-9.]+ s"_s;
    QVERIFY2(matches(said[0], u"#1 slow\nSucceeded"_s + when), qPrintable(said[0]));
    QVERIFY2(matches(said[1], u"#2 broken\nFailed"_s + when), qPrintable(said[1]));
}

void TestPanes::zoomsTheTimelineByKeys()
{
    open();
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    runToTheEnd();
    const auto *span = in<QLabel>(bottom(), "span");
    QTRY_VERIFY(span->text().startsWith(u"the whole run"_s)); // it was brief
    QVERIFY(in<QToolButton>(bottom(), "all")->isChecked());
    QVERIFY(!in<QToolButton>(bottom(), "recent")->isEnabled()); // that would be the same
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Plus);
    QVERIFY(!span->text().startsWith(u"the whole run"_s));
    QVERIFY(!in<QToolButton>(bottom(), "all")->isChecked());
    QTest::keyClick(view, Qt::Key_Home);
    QVERIFY(span->text().startsWith(u"the whole run"_s));
    QVERIFY(in<QToolButton>(bottom(), "all")->isChecked());
    QTest::keyClick(view, Qt::Key_End);
    QVERIFY(!in<QToolButton>(bottom(), "recent")->isChecked());
    QVERIFY(in<QToolButton>(bottom(), "all")->isChecked());
    const QString before = span->text();
    QWheelEvent wheel(view->rect().center(), view->mapToGlobal(view->rect().center()), {}, {0, 120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view->viewport(), &wheel);
    QVERIFY(span->text() != before);
}

void TestPanes::goesThroughTheTimelineByKeys()
{
    open(R"([{"label": "a", "seconds": 0.1}, {"label": "b", "fail": "No."}, {"label": "c", "seconds": 0.4}])",
         R"({"concurrency": 1, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    runToTheEnd();
    const auto *span = in<QLabel>(bottom(), "span");
    QTRY_VERIFY(span->text().startsWith(u"the whole run"_s));
    const QString keys = view->accessibleDescription();
    QVERIFY(keys.contains(u"Ctrl"_s));
    QSignalSpy chosen(view, &TimelineView::rowChosen);
    choose(1);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(chosen.isEmpty()); // nothing is marked
    const auto press = [view](Qt::Key key) {
        QTest::keyClick(view, key, Qt::ControlModifier);
        return view->accessibleDescription().section(u" · "_s, 0, 1);
    };
    const auto isMarked = [view] {
        const QImage image =
            view->viewport()->grab({0, 0, view->width(), 32}).toImage(); // the lane; a curve has that colour too
        const QRgb focus = Theme::of(view->palette()).focus.rgb();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixel(x, y) == focus;
        }
        return count > 8;
    };
    QVERIFY(!isMarked());
    QCOMPARE(press(Qt::Key_Right), u"#2 b · Failed"_s); // the current one; it is too brief to have a bar
    QVERIFY(isMarked());
    QVERIFY(QToolTip::isVisible());
    QVERIFY2(QToolTip::text().startsWith(u"#2 b\nFailed · "_s), qPrintable(QToolTip::text()));
    QCOMPARE(press(Qt::Key_Right), u"#3 c · Succeeded"_s);
    QVERIFY2(QToolTip::text().startsWith(u"#3 c\nSucceeded · "_s), qPrintable(QToolTip::text()));
    QCOMPARE(press(Qt::Key_Right), u"#3 c · Succeeded"_s); // the last one
    QCOMPARE(m_fixture->records()->currentIndex().row(), 1);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(m_fixture->records()->currentIndex().row(), 2);
    QCOMPARE(in<QLabel>(details(), "title")->text(), u"c"_s);
    QVERIFY(view->hasFocus());
    QCOMPARE(press(Qt::Key_Left), u"#2 b · Failed"_s);
    QCOMPARE(press(Qt::Key_Left), u"#1 a · Succeeded"_s);
    QTest::keyClick(view, Qt::Key_Space);
    QCOMPARE(m_fixture->records()->currentIndex().row(), 0);
    QVERIFY(span->text().startsWith(u"the whole run"_s)); // nothing has moved
    QTest::keyClick(view, Qt::Key_Plus);
    QTRY_VERIFY(!QToolTip::isVisible()); // it would not be where the attempt is
    for (int times = 0; times < 20; ++times)
        QTest::keyClick(view, Qt::Key_Plus);
    QVERIFY(isMarked()); // so one sees it from near
    QTest::keyClick(view, Qt::Key_Home);

    m_fixture->records()->setFocus();
    QCOMPARE(view->accessibleDescription(), keys);
    QVERIFY(!isMarked());
    view->setFocus();
    QVERIFY(isMarked());
    choose(2); // from another one it goes on
    view->setFocus();
    QVERIFY(!isMarked());
    QCOMPARE(press(Qt::Key_Left), u"#3 c · Succeeded"_s);
    QCOMPARE(press(Qt::Key_Left), u"#2 b · Failed"_s);
    m_fixture->named<QLineEdit>("search")->setText(uR"("c")"_s); // the current one stays it
    QTRY_COMPARE(m_fixture->records()->model()->rowCount(), 1);
    QVERIFY(isMarked());
    QCOMPARE(press(Qt::Key_Left), u"#1 a · Succeeded"_s);
}

void TestPanes::crossesTheTimelineByKeys()
{
    open(R"([{"label": "one", "seconds": 0.3}, {"label": "two", "seconds": 0.3}])");
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    runToTheEnd();
    choose(0);
    view->setFocus();
    const auto press = [view](Qt::Key key) {
        QTest::keyClick(view, key, Qt::ControlModifier);
        return QToolTip::text().section(u'\n', 0, 0);
    };
    QTRY_COMPARE(press(Qt::Key_Up), u"#1 one"_s); // it is in one of the two lanes
    QSet<QString> seen;
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up})
        seen += press(key);
    QCOMPARE(seen, (QSet{u"#1 one"_s, u"#2 two"_s}));
    const QString above = press(Qt::Key_Up);
    QVERIFY(press(Qt::Key_Down) != above);
    QVERIFY(press(Qt::Key_Down) != above); // there it ends
    QCOMPARE(press(Qt::Key_Up), above);
}

void TestPanes::tellsHowTheMarkedAttemptEnded_data()
{
    QTest::addColumn<bool>("isSeen");
    QTest::newRow("to who sees it") << true;
    QTest::newRow("to who does not") << false;
}

void TestPanes::tellsHowTheMarkedAttemptEnded()
{
    QFETCH(const bool, isSeen);
    open(R"([{"label": "slow", "seconds": 3}])");
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    m_fixture->press("mainButton");
    QTRY_COMPARE(m_fixture->state(0), u"Running"_s);
    choose(0);
    view->setFocus();
    const auto press = [view] {
        QTest::keyClick(view, Qt::Key_Left, Qt::ControlModifier);
        return view->accessibleDescription().section(u" · "_s, 0, 1);
    };
    QTRY_COMPARE(press(), u"#1 slow · Running"_s);
    QVERIFY(in<QLabel>(bottom(), "span")->text().contains(u" – "_s)); // it stands still
    if (!isSeen) {
        QToolTip::hideText();
        QTRY_VERIFY(!QToolTip::isVisible());
    }
    QTRY_COMPARE(view->accessibleDescription().section(u" · "_s, 0, 1), u"#1 slow · Succeeded"_s);
    QCOMPARE(QToolTip::isVisible(), isSeen);
    if (isSeen)
        QVERIFY2(QToolTip::text().startsWith(u"#1 slow\nSucceeded"_s), qPrintable(QToolTip::text()));
}

void TestPanes::dragsTheTimeline()
{
    open();
    turnTo(bottom(), BottomPane::TimelinePage);
    auto *view = in<TimelineView>(bottom(), "timeline");
    runToTheEnd();
    const auto *span = in<QLabel>(bottom(), "span");
    QTRY_VERIFY(span->text().startsWith(u"the whole run"_s));
    view->setFocus();
    const auto began = [&] { return QTime::fromString(span->text().section(u' ', 0, 0), u"HH:mm:ss"_s); };
    for (int time = 0; time < 60 && !began().isValid(); ++time)
        QTest::keyClick(view, Qt::Key_Minus); // to whole seconds; what there is stays in sight
    const QTime before = began();
    QVERIFY2(before.isValid(), qPrintable(span->text()));
    QSignalSpy chosen(view, &TimelineView::rowChosen);
    const auto drag = [&](int from, int to) {
        const QPoint first(from, 10);
        const QPoint last(to, 10);
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, first);
        QMouseEvent move(QEvent::MouseMove, last, view->viewport()->mapToGlobal(last), Qt::NoButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(view->viewport(), &move);
        QCOMPARE(view->viewport()->cursor().shape(), Qt::ClosedHandCursor);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, last);
        QVERIFY(view->viewport()->cursor().shape() != Qt::ClosedHandCursor);
    };
    drag(300, 700); // what is under the mouse comes along: earlier times come into view
    QVERIFY2(before.secsTo(began()) < -2, qPrintable(span->text()));
    drag(700, 300);
    QVERIFY2(qAbs(before.secsTo(began())) <= 1, qPrintable(span->text()));
    QVERIFY(chosen.isEmpty()); // it is no click
}

void TestPanes::remembersHowItStood()
{
    open();
    turnTo(bottom(), BottomPane::TimelinePage);
    choose(0);
    turnTo(details(), DetailsPane::TriesPage);
    m_fixture->window().open(m_fixture->file(u"other.json"_s, "[{}]"));
    QTRY_COMPARE(m_fixture->window().findChildren<WorkPane *>().size(), 2);
    const auto panes = m_fixture->window().findChildren<BottomPane *>();
    QTRY_VERIFY(panes.last()->isVisible());
    QCOMPARE(panes.last()->page(), BottomPane::TimelinePage);
    QCOMPARE(m_fixture->window().findChildren<DetailsPane *>().last()->page(), DetailsPane::TriesPage);
}

void TestPanes::remembersHowARecordIsRead()
{
    open();
    choose(1);
    auto *record = in<QWidget>(details(), "record");
    QTRY_VERIFY(in<QTreeView>(record, "tree")->isVisible());
    click(in<QToolButton>(record, "textButton"));
    m_fixture->action("actionClose")->trigger();
    QTRY_VERIFY(!m_fixture->records());
    m_fixture->window().open(m_fixture->file(u"other.json"_s, R"([{"label": "a"}, {"label": "b", "result": [1]}])"));
    QTRY_VERIFY(m_fixture->records());
    choose(1);
    QTRY_VERIFY(in<QPlainTextEdit>(in<QWidget>(details(), "record"), "text")->isVisible());
    turnTo(details(), DetailsPane::ResultPage); // each has a choice of its own
    runToTheEnd();
    QTRY_VERIFY(in<QTreeView>(in<QWidget>(details(), "result"), "tree")->isVisible());
}

void TestPanes::hidesPanes()
{
    open();
    QAction *action = m_fixture->action("actionDetails");
    QVERIFY(action->isChecked());
    action->trigger();
    QVERIFY(!details()->isVisible());
    QVERIFY(!action->isChecked());
    m_fixture->action("actionBottom")->trigger();
    QVERIFY(!bottom()->isVisible());
    choose(0); // nothing is in its way
    QVERIFY(!m_fixture->action("actionReveal")->isEnabled()); // it has not been tried yet
    runToTheEnd();
    QTRY_VERIFY(m_fixture->action("actionReveal")->isEnabled());
    QVERIFY(!bottom()->isVisible());
    m_fixture->action("actionReveal")->trigger(); // asks for it by name
    QVERIFY(bottom()->isVisible());
    action->trigger();
    QVERIFY(details()->isVisible());
    QCOMPARE(in<QLabel>(details(), "title")->text(), u"ink"_s);
}

void TestPanes::turnsToAPageByKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("holder"); // of the keyboard
    QTest::newRow("record") << int(Qt::Key_1) << u"record"_s << u"tree"_s;
    QTest::newRow("result") << int(Qt::Key_2) << u"result"_s << u"tree"_s;
    QTest::newRow("tries") << int(Qt::Key_3) << u"triesPage"_s << u"tries"_s;
    QTest::newRow("log that is empty") << int(Qt::Key_4) << u"log"_s << u"tabs"_s;
    QTest::newRow("error") << int(Qt::Key_5) << u"error"_s << u"message"_s;
    QTest::newRow("failures") << int(Qt::Key_6) << u"failures"_s << u"groups"_s;
    QTest::newRow("timeline") << int(Qt::Key_7) << u"timeline"_s << u"timeline"_s;
}

void TestPanes::turnsToAPageByKeys()
{
    QFETCH(int, key);
    QFETCH(QString, page);
    QFETCH(QString, holder);
    const QList<QAction *> all = m_fixture->window().findChild<QMenu *>(u"goMenu"_s)->actions();
    const auto is = [key](const QAction *action) { return action->shortcut() == QKeySequence(int(Qt::ALT) | key); };
    const auto action = std::find_if(all.begin(), all.end(), is);
    QVERIFY(action != all.end());
    QVERIFY(!(*action)->isEnabled());
    QCOMPARE((*action)->toolTip(), u"Open a batch first."_s);

    open();
    QVERIFY((*action)->isEnabled());
    runToTheEnd();
    choose(page == u"error" ? 0 : 1);
    auto *pane = key < Qt::Key_6 ? static_cast<QWidget *>(details()) : bottom();
    QAction *shows = m_fixture->action(key < Qt::Key_6 ? "actionDetails" : "actionBottom");
    shows->trigger();
    QVERIFY(!pane->isVisible());
    QTest::keyClick(m_fixture->records(), Qt::Key(key), Qt::AltModifier);
    QVERIFY(pane->isVisible());
    QVERIFY(shows->isChecked());
    QVERIFY(pane->findChild<QWidget *>(page)->isVisible());
    QTRY_COMPARE(m_fixture->window().focusWidget()->objectName(), holder);
    QVERIFY(pane->isAncestorOf(m_fixture->window().focusWidget()));
    shows->trigger();
    QVERIFY(m_fixture->records()->hasFocus());
}

// The keyboard is at the tab until there is something to read, and comes into that then; it stays where it was taken.
void TestPanes::waitsForWhatIsToBeRead()
{
    open(R"([{"label": "slow", "seconds": 0.3, "result": [1]}, {"label": "slow", "seconds": 0.3, "result": [2]}])");
    choose(0);
    QTest::keyClick(m_fixture->records(), Qt::Key_2, Qt::AltModifier);
    auto *tabs = in<QTabBar>(details(), "tabs");
    QTRY_VERIFY(tabs->hasFocus());
    m_fixture->action("actionRun")->trigger();
    auto *tree = in<QTreeView>(in<QWidget>(details(), "result"), "tree");
    QTRY_VERIFY(tree->isVisible());
    QTRY_VERIFY(tree->hasFocus());

    m_fixture->action("actionClose")->trigger();
    QTRY_VERIFY(!m_fixture->records());
    open(R"([{"label": "slow", "seconds": 0.3, "result": [1]}])");
    choose(0);
    QTest::keyClick(m_fixture->records(), Qt::Key_2, Qt::AltModifier);
    tabs = in<QTabBar>(details(), "tabs");
    QTRY_VERIFY(tabs->hasFocus());
    QTest::keyClick(tabs, Qt::Key_Right);
    QTest::keyClick(tabs, Qt::Key_Left);
    QCOMPARE(details()->page(), DetailsPane::ResultPage);
    m_fixture->action("actionRun")->trigger();
    QTRY_VERIFY(in<QTreeView>(in<QWidget>(details(), "result"), "tree")->isVisible());
    QVERIFY(tabs->hasFocus());
}

void TestPanes::turnsToAPageBeforeARecordIsChosen()
{
    open();
    QVERIFY(!details()->row());
    auto *search = m_fixture->named<QLineEdit>("search");
    search->setFocus();
    QTest::keyClick(search, Qt::Key_3, Qt::AltModifier);
    QCOMPARE(details()->page(), DetailsPane::TriesPage);
    QVERIFY(m_fixture->records()->hasFocus()); // there one can be chosen
    choose(1);
    QVERIFY(in<QWidget>(details(), "triesPage")->isVisible());
    QVERIFY(m_fixture->records()->hasFocus());
    QTest::keyClick(m_fixture->records(), Qt::Key_6, Qt::AltModifier);
    QVERIFY(in<QTabBar>(bottom(), "tabs")->hasFocus()); // nothing has gone wrong
}

void TestPanes::saysWhatIsShownAgain()
{
    open();
    runToTheEnd();
    choose(1);
    QAction *action = m_fixture->action("actionBottom");
    action->trigger();
    QVERIFY(!action->isChecked());
    m_fixture->action("actionReveal")->trigger();
    QVERIFY(bottom()->isVisible());
    QVERIFY(action->isChecked());
}

QTEST_MAIN(TestPanes)
#include "tst_panes.moc"
