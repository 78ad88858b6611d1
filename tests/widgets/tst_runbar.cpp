#include "widgets/windowfixture.h"

#include "widgets/question.h"
#include "widgets/runstrip.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto endless = R"([{"label": "one", "seconds": 3600}, {"label": "two", "seconds": 3600}])";
constexpr auto mixed = R"([
    {"id": "a", "label": "apples", "result": {"sold": 3}},
    {"id": "b", "label": "bread", "fail": "Out of ink.", "failTimes": 1},
    {"id": "c", "label": "cheese", "fail": "Out of paper 7."},
    {"id": "d", "label": "dates", "fail": "Out of paper 9."}])";

QByteArray manyFailing(int count)
{
    QByteArray text("[");
    for (int row = 0; row < count; ++row)
        text += QByteArray(row > 0 ? ",\n" : "") + "{\"id\": " + QByteArray::number(row) + ", \"fail\": \"No.\"}";
    return text + "]";
}

} // namespace

// What a person does with a run as a whole: its verbs, its live values, and what it tells when it stops.
class TestRunBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void aChangeHoldsAtOnceAndShows();
    void failuresAreChosenInAPanel();
    void whatThePlanSaysOfFailuresHolds();
    void whatRunsIsCountedWhereJobsAreFewer();
    void limitsThatHoldJobsBackAreNamed();
    void nothingMovesWhenVerbsChange();
    void runsTheSelection();
    void runsTheFirstThenPauses();
    void saysWhyThePolicyHasPausedIt();
    void tellsWhatCameOfItAtTheEnd();
    void runsWhatWasCancelled();
    void leavesTheRowsTheirRoomInALowWindow();
    void restsWhileABarIsShown();
    void savesWhatFailed();
    void theKeyboardDoesNotGoIntoAField();
    void savesResults_data();
    void savesResults();
    void savesTheAnswerToTheQueue();
    void tellsThatAFileCannotBeWritten();
    void savesNothingOverTheBatch();
    void isLaidOutOnce();
    void theWheelChangesOnlyWhereSomebodyIs();

private:
    void open(const QByteArray &content)
    {
        m_it->window().open(m_it->file(u"batch.json"_s, content));
        QTRY_VERIFY(m_it->records());
    }
    void run()
    {
        m_it->action("actionRun")->trigger();
        QTRY_VERIFY(m_it->window().windowTitle().startsWith(u"100%"_s));
    }
    RunSettings settings() const { return m_it->records()->records()->run().settings(); }
    QString text(const char *label) const { return m_it->named<QLabel>(label)->text(); }
    void saveAs(const QString &path, const QString &filter = {})
    {
        auto *dialog = m_it->window().findChild<QFileDialog *>();
        QVERIFY(dialog);
        if (!filter.isEmpty())
            dialog->selectNameFilter(filter);
        dialog->selectFile(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<WindowFixture> m_it;
};

void TestRunBar::savesNothingOverTheBatch()
{
    const QByteArray plan = R"({"operations": {"*": {"kind": "simulate"}}})";
    m_it->bare(u"batch.plan.json"_s, plan);
    open(mixed);
    run();
    for (const char *button : {"saveResults", "saveFailed"}) {
        for (const QString &name : {u"batch.json"_s, u"batch.plan.json"_s}) {
            const QByteArray before = read(m_it->path(name));
            m_it->press(button);
            auto *dialog = m_it->window().findChild<QFileDialog *>();
            QVERIFY(dialog);
            Q_EMIT dialog->fileSelected(m_it->path(name)); // which may be replaced, as somebody has agreed
            dialog->close();
            QTRY_VERIFY(!m_it->window().findChild<QFileDialog *>());
            QTRY_VERIFY(unreadIn(m_it->window()));
            const QString told = unreadIn(m_it->window())->informativeText();
            QVERIFY2(told.startsWith(u"“%1” is "_s.arg(name)), qPrintable(told));
            unreadIn(m_it->window())->accept();
            QTRY_VERIFY(!unreadIn(m_it->window()));
            QCOMPARE(read(m_it->path(name)), before);
        }
    }
}

// And not again and again while nothing happens.
void TestRunBar::isLaidOutOnce()
{
    struct Count : QObject {
        int layouts = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            layouts += event->type() == QEvent::LayoutRequest;
            return false;
        }
    };
    open(mixed);
    auto *strip = m_it->window().findChild<RunStrip *>();
    QVERIFY(strip);
    Count count;
    strip->installEventFilter(&count);
    constexpr int turns = 200;
    for (int turn = 0; turn < turns; ++turn)
        QCoreApplication::processEvents();
    QVERIFY2(count.layouts < turns / 4, qPrintable(QString::number(count.layouts)));
}

void TestRunBar::theWheelChangesOnlyWhereSomebodyIs()
{
    open(mixed);
    auto *jobs = m_it->named<QSpinBox>("jobs");
    const int before = jobs->value();
    const auto turn = [jobs] {
        const QPointF at = jobs->rect().center();
        QWheelEvent event(at, jobs->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(jobs, &event);
    };
    turn();
    QCOMPARE(jobs->value(), before);
    jobs->setFocus();
    QTRY_VERIFY(jobs->hasFocus());
    turn();
    QCOMPARE(jobs->value(), before + 1);
}

void TestRunBar::aChangeHoldsAtOnceAndShows()
{
    open(endless);
    auto *rate = m_it->named<QDoubleSpinBox>("rate");
    QCOMPARE(rate->text(), u"no limit"_s);
    rate->setFocus();
    rate->selectAll();
    QTest::keyClicks(rate, u"2.5"_s);
    QVERIFY(!settings().rate); // nobody is disturbed while a number is being typed
    QTest::keyClick(rate, Qt::Key_Return);
    QCOMPARE(settings().rate, std::optional(2.5));
    QCOMPARE(text("told"), u"2.5 starts a second from now on"_s);
    QVERIFY(rate->property("taken").toBool());
    QTRY_VERIFY(!rate->property("taken").toBool());

    m_it->named<QDoubleSpinBox>("timeout")->setValue(0.5);
    QCOMPARE(settings().timeout, std::optional<Duration>(std::chrono::milliseconds(500)));
    m_it->named<QDoubleSpinBox>("timeout")->setValue(0);
    QVERIFY(!settings().timeout);
    QTRY_VERIFY_WITH_TIMEOUT(text("told").startsWith(u"As "_s), 60'000); // it tells for a moment
    QTRY_COMPARE_WITH_TIMEOUT(text("told"), u"As batch.plan.json says, but for what is set here"_s, 60'000);
}

void TestRunBar::failuresAreChosenInAPanel()
{
    open(endless);
    auto *field = m_it->named<QToolButton>("failures");
    QCOMPARE(field->text(), u"20 alike ▾"_s);
    field->menu()->popup({});
    auto *panel = field->menu();
    panel->findChild<QCheckBox *>(u"hasAlike"_s)->click();
    QCOMPARE(settings().failures.then, FailureSettings::Then::Pause);
    QVERIFY(!settings().failures.alike);
    panel->findChild<QCheckBox *>(u"hasPercent"_s)->click();
    QCOMPARE(settings().failures.percent, std::optional(5.0));
    panel->findChild<QComboBox *>(u"then"_s)->setCurrentIndex(4);
    QCOMPARE(settings().failures.then, FailureSettings::Then::Continue);
    QCOMPARE(field->text(), u"never ▾"_s);
    panel->close();
}

void TestRunBar::whatThePlanSaysOfFailuresHolds()
{
    m_it->bare(u"batch.plan.json"_s,
               R"({"failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    open(manyFailing(40));
    QCOMPARE(m_it->named<QToolButton>("failures")->text(), u"never ▾"_s);
    run(); // it is paused nowhere
    QCOMPARE(m_it->state(39), u"Failed"_s);
}

void TestRunBar::whatRunsIsCountedWhereJobsAreFewer()
{
    open(endless);
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Running"_s);
    m_it->named<QSpinBox>("jobs")->setValue(1);
    QCOMPARE(text("told"), u"1 at once from now on; 2 are still at work"_s);
}

void TestRunBar::limitsThatHoldJobsBackAreNamed()
{
    m_it->file(u"batch.plan.json"_s, R"({"concurrency": 1, "limits": [{"by": "{db}", "max": 2}],
                                         "operations": {"*": {"kind": "simulate"}}})");
    const QByteArray one = R"({"db": "wahs", "seconds": 3600})";
    open('[' + QByteArrayList(4, one).join(',') + ']');
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    auto *jobs = m_it->named<QSpinBox>("jobs");
    const QString tip = jobs->toolTip();
    QVERIFY(!text("progress").contains(u"limits"_s)); // it is the jobs that hold the others back
    jobs->setValue(20);
    QTRY_COMPARE(m_it->state(1), u"Running"_s);
    QTRY_VERIFY2(text("progress").endsWith(u"limits let no more run"_s), qPrintable(text("progress")));
    QVERIFY2(jobs->toolTip().startsWith(tip) && jobs->toolTip().contains(u"db = wahs"_s), qPrintable(jobs->toolTip()));
    QCOMPARE(m_it->state(2), u"Queued"_s);
    jobs->setValue(2);
    QTRY_VERIFY(!text("progress").contains(u"limits"_s));
    QCOMPARE(jobs->toolTip(), tip);
}

void TestRunBar::nothingMovesWhenVerbsChange()
{
    open(mixed);
    const auto places = [this] {
        QList<int> all;
        for (const char *name : {"mainButton", "waysButton", "stopButton", "retryButton", "jobs", "failures"})
            all += m_it->named<QWidget>(name)->x();
        return all;
    };
    QCoreApplication::processEvents(); // it has been laid out
    const QList<int> before = places();
    m_it->named<QDoubleSpinBox>("rate")->setValue(0.001); // it has begun, and waits
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->named<QToolButton>("mainButton")->text(), u"Pause"_s);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(places(), before);
    m_it->action("actionPause")->trigger();
    QTRY_COMPARE(m_it->named<QToolButton>("mainButton")->text(), u"Resume"_s);
    QCOMPARE(places(), before);
    m_it->named<QDoubleSpinBox>("rate")->setValue(0);
    m_it->action("actionPause")->trigger();
    QTRY_VERIFY(m_it->named<QToolButton>("retryButton")->property("primary").toBool());
    QCOMPARE(places(), before);
}

void TestRunBar::runsTheSelection()
{
    open(mixed);
    QVERIFY(!m_it->action("actionRunSelected")->isEnabled());
    m_it->records()->selectRow(0);
    QTRY_VERIFY(m_it->action("actionRunSelected")->isEnabled());
    m_it->action("actionRunSelected")->trigger();
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
    QTRY_VERIFY(m_it->action("actionRun")->isEnabled()); // the round is over
    QCOMPARE(m_it->state(1), u"Queued"_s);
}

void TestRunBar::runsTheFirstThenPauses()
{
    open(mixed);
    m_it->action("actionRunFirst")->trigger();
    auto *question = m_it->window().findChild<QInputDialog *>();
    QVERIFY(question);
    QCOMPARE(question->intMaximum(), 4);
    question->setIntValue(1);
    question->accept();
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
    QTRY_VERIFY(m_it->has<QToolButton>("resumeFromNews"));
    QCOMPARE(text("sentence"), u"Paused: the first records have had their turn."_s);
    QCOMPARE(m_it->state(1), u"Queued"_s);
    m_it->press("resumeFromNews");
    QTRY_VERIFY(m_it->window().windowTitle().startsWith(u"100%"_s));
    QTRY_VERIFY(!m_it->has<QToolButton>("resumeFromNews"));
}

void TestRunBar::saysWhyThePolicyHasPausedIt()
{
    m_it->window().resize(1280, 900);
    open(manyFailing(60));
    m_it->named<QSpinBox>("jobs")->setValue(1);
    m_it->action("actionRun")->trigger();
    QTRY_VERIFY(m_it->has<QToolButton>("showProblems"));
    QCOMPARE(text("sentence"), u"Paused, because too many records fail: 20 so far."_s);
    QTRY_VERIFY(m_it->has<QLabel>("advice")); // the window has its size
    QVERIFY2(text("advice").startsWith(u"20 × "_s) && text("advice").contains(u"resume"_s), qPrintable(text("advice")));
    QVERIFY(m_it->named<QToolButton>("mainButton")->property("primary").toBool());
    m_it->press("showProblems");
    QCOMPARE(m_it->records()->model()->rowCount(), 20);
    m_it->press("dismissNews");
    QVERIFY(!m_it->has<QToolButton>("showProblems"));
}

void TestRunBar::tellsWhatCameOfItAtTheEnd()
{
    m_it->window().resize(1280, 900);
    open(mixed);
    QVERIFY(!m_it->has<QToolButton>("saveResults"));
    run();
    QTRY_VERIFY(m_it->has<QToolButton>("saveResults"));
    QVERIFY(!m_it->named<QToolButton>("waysButton")->isEnabled()); // nothing waits, and there is no other batch
    QVERIFY2(text("sentence").endsWith(u"1 succeeded  ·  3 failed"_s), qPrintable(text("sentence")));
    QTRY_VERIFY(m_it->has<QLabel>("advice")); // the window has its size
    QTRY_VERIFY2(text("advice").startsWith(u"2 × Out of paper"_s), qPrintable(text("advice")));
    QVERIFY(text("advice").contains(u"1 × Out of ink."_s));
    QCOMPARE(m_it->named<QToolButton>("retryFromNews")->text(), u"Retry 3"_s);
    m_it->press("retryFromNews");
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QTRY_VERIFY(m_it->has<QToolButton>("retryFromNews")); // once more, at the end of this round
    QCOMPARE(m_it->named<QToolButton>("retryFromNews")->text(), u"Retry 2"_s);
    QVERIFY2(text("sentence").endsWith(u"(3 records): in the whole batch 2 succeeded  ·  2 failed"_s),
             qPrintable(text("sentence"))); // none of which took as long as that
}

void TestRunBar::runsWhatWasCancelled()
{
    m_it->window().resize(1280, 900);
    open(R"([{"seconds": 0, "label": "ink"}, {"seconds": 1000, "label": "paper"}])");
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
    m_it->action("actionCancel")->trigger();
    QTRY_VERIFY(m_it->has<QToolButton>("runAgainFromNews"));
    QCOMPARE(m_it->named<QToolButton>("runAgainFromNews")->text(), u"Run 1 Cancelled"_s);
    QVERIFY(!m_it->has<QToolButton>("retryFromNews")); // nothing has failed
    QVERIFY(m_it->named<QToolButton>("waysButton")->isEnabled());
    m_it->press("runAgainFromNews");
    QTRY_COMPARE(m_it->state(1), u"Running"_s);
    QCOMPARE(m_it->cell(0, RecordModel::Try), u"1"_s);
    QVERIFY(!m_it->action("actionRunAgain")->isEnabled());
}

// Each turn that lays a bar out anew may ask for one more.
void TestRunBar::restsWhileABarIsShown()
{
    open(mixed);
    run();
    QTRY_VERIFY(m_it->has<QToolButton>("saveResults"));
    struct : QObject {
        int laidOut = 1; // it is looked at once more
        bool eventFilter(QObject *, QEvent *event) override
        {
            laidOut += event->type() == QEvent::LayoutRequest;
            return false;
        }
    } watch;
    m_it->named<QWidget>("news")->installEventFilter(&watch);
    QTRY_COMPARE(std::exchange(watch.laidOut, 0), 0); // from one look to the next
}

void TestRunBar::leavesTheRowsTheirRoomInALowWindow()
{
    constexpr QSize low(1280, 680); // of a screen of 1280×720, within its frame
    constexpr int fewest = 5; // rows
    m_it->window().resize(low);
    open(R"([{"label": "one", "fail": "Out of ink."}, {"label": "two", "unknown": true}, {}, {}, {}, {}, {}, {}, {}])");
    run();
    QTRY_VERIFY(m_it->has<QToolButton>("saveResults") && m_it->has<QToolButton>("markDone"));
    const auto rows = [this] { return m_it->records()->viewport()->height() / m_it->records()->rowHeight(0); };
    QTRY_VERIFY2(rows() >= fewest, qPrintable(QString::number(rows())));
    QTRY_VERIFY(!m_it->has<QLabel>("advice"));
    const auto *news = m_it->named<QWidget>("news");
    const auto *brief = news->findChild<QLabel *>(u"brief"_s); // it is there, as far as there is room
    QTRY_VERIFY(brief->isVisible() && brief->width() > 100);
    QVERIFY2(brief->text().contains(u"1 × Out of ink."_s), qPrintable(brief->text()));
    QCOMPARE(brief->toolTip(), brief->text());
    m_it->press("dismissNews");
    const auto *doubts = m_it->named<QWidget>("doubts"); // by itself it is no higher
    QTRY_COMPARE(doubts->height(), doubts->sizeHint().height());
    m_it->action("actionRetry")->trigger();
    QTRY_VERIFY(m_it->has<QToolButton>("saveResults"));
    m_it->window().resize(1280, 900);
    QTRY_VERIFY(m_it->has<QLabel>("advice") && !brief->isVisible());
}

void TestRunBar::savesWhatFailed()
{
    open(mixed);
    QVERIFY(!m_it->action("actionSaveFailed")->isEnabled());
    run();
    m_it->action("actionSaveFailed")->trigger();
    const QString path = m_it->path(u"again.json"_s);
    saveAs(path);
    QTRY_COMPARE(text("told"), u"Saved as %1"_s.arg(path));
    const auto failed = QJsonDocument::fromJson(read(path));
    QCOMPARE(failed.array().size(), 3);
    QCOMPARE(failed[0]["id"_L1].toString(), u"b"_s);
}

// A button that can be pressed no more does not leave the keyboard to a field beside it.
void TestRunBar::theKeyboardDoesNotGoIntoAField()
{
    open(R"([{"fail": "Out of ink.", "failTimes": 1}])");
    run();
    auto *retry = m_it->named<QToolButton>("retryButton");
    QTRY_VERIFY(retry->isEnabled());
    retry->setFocus();
    QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
    QTRY_VERIFY(!retry->isEnabled());
    QCOMPARE(m_it->window().focusWidget(), m_it->records());
}

void TestRunBar::savesResults_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("lines") << u"out.jsonl"_s << QByteArray(R"("state": "succeeded")");
    QTest::newRow("table") << u"out.csv"_s << QByteArray("id,label,result,");
    QTest::newRow("table, named as others name them") << u"OUT.CSV"_s << QByteArray("id,label,result,");
    QTest::newRow("array") << u"out.json"_s << QByteArray("[\n{");
}

void TestRunBar::savesResults()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, holds);
    open(mixed);
    run();
    m_it->press("saveResults");
    const QString path = m_it->path(name);
    saveAs(path);
    QTRY_COMPARE(text("told"), u"Saved as %1"_s.arg(path));
    const QByteArray saved = read(path);
    QVERIFY2(saved.contains(holds), saved.constData());
    QVERIFY2(saved.contains("sold"), saved.constData());
    QVERIFY2(saved.contains("Out of paper 9."), saved.constData());
}

// Which of its messages a queue is to deliver again; other batches have no queue.
void TestRunBar::savesTheAnswerToTheQueue()
{
    open(R"({"Records": [{"messageId": "first", "body": "{\"id\": 1}"},
                         {"messageId": "second", "body": "{\"id\": 2, \"fail\": \"No.\"}"},
                         {"messageId": "third", "body": "{\"id\": 3}"}]})");
    run();
    QTRY_VERIFY(m_it->action("actionSaveAnswer")->isEnabled());
    m_it->action("actionSaveAnswer")->trigger();
    const QString path = m_it->path(u"answer.json"_s);
    saveAs(path);
    QTRY_COMPARE(text("told"), u"Saved as %1"_s.arg(path));
    QCOMPARE(QJsonDocument::fromJson(read(path)).object(),
             QJsonObject({{u"batchItemFailures"_s, QJsonArray{QJsonObject{{u"itemIdentifier"_s, u"second"_s}}}}}));

    m_it->window().open(m_it->file(u"no queue.json"_s, mixed));
    QTRY_VERIFY(m_it->records() && m_it->records()->model()->rowCount() == 4);
    QTRY_VERIFY(!m_it->action("actionSaveAnswer")->isEnabled());
}

void TestRunBar::tellsThatAFileCannotBeWritten()
{
    open(mixed);
    run();
    const QString folder = m_it->path(u"gone"_s);
    QVERIFY(QDir().mkdir(folder));
    m_it->press("saveResults");
    auto *dialog = m_it->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(folder + u"/no/such/place.jsonl"_s);
    QTRY_VERIFY(m_it->window().findChild<QDialog *>(u"problem"_s));
    m_it->window().findChild<QDialog *>(u"problem"_s)->reject();
}

QTEST_MAIN(TestRunBar)
#include "tst_runbar.moc"
