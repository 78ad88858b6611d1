#include "widgets/bottompane.h"
#include "widgets/editdialog.h"
#include "widgets/tablefixture.h"
#include "widgets/timelineview.h"

#include <QAccessible>
#include <QClipboard>
#include <QHelpEvent>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QToolButton>
#include <QToolTip>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// What a person does with rows: by their buttons, by their menu, and by another text in a record's place.
class TestRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<TableFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void theMenuNamesItsReach();
    void theMenuOffersWhatTheStateAllows();
    void theMenuHasAKey();
    void nothingIsCancelledTwice();
    void asksBeforeAllIsCancelled();
    void marksWhatIsInDoubt();
    void theMenuBarHasEveryVerb();
    void theMenuBarFollowsWhatIsInTheSameStateAgain();
    void everyVerbHasAKey();
    void copies();
    void runsFirstWhatItIsTold();
    void showsARecordInTheTimeline();
    void copiesAResult();
    void theCommandLineRunsTheRecord();
    void selectsWhatFailedAlike();
    void selectsWhatGoesToTheSameTarget();
    void theRowsButtonHasAKey();
    void theRowsButtonIsReachedByArrows();
    void theRowsButtonShowsWhereTheMouseIs();
    void theRowsButtonSaysWhatItDoes();
    void theRowsButtonMayBeThoughtBetter();
    void aSecondClickDoesNothingElse();
    void editsAndRetries();
    void anEditMustBeARecordOfItsKind();

private:
    QImage buttonOf(int row) const
    {
        RecordView &view = m_fixture->view();
        return view.viewport()->grab(view.visualRect(view.model()->index(row, RecordModel::Action))).toImage();
    }
    void moveTo(const QPoint &at, Qt::MouseButtons pressed = {}) const
    {
        QWidget *viewport = m_fixture->view().viewport();
        QMouseEvent event(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, pressed, {});
        QCoreApplication::sendEvent(viewport, &event);
    }
    quint32 attempts(int row) const { return m_fixture->view().records()->run().record(quint32(row)).attempts; }

    std::unique_ptr<TableFixture> m_fixture;
};

// ---- By their menu

void TestRows::theMenuNamesItsReach()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({0, 1, 2});
    QMenu *opened = m_fixture->menu();
    QVERIFY(opened);
    QVERIFY(m_fixture->entry(opened, u"Retry 2 Records"_s)->isEnabled());
    QVERIFY(!m_fixture->entry(opened, u"Cancel Record"_s)->isEnabled());
    QVERIFY(!m_fixture->entry(opened, u"Cancel Record"_s)->toolTip().isEmpty());
    QVERIFY(m_fixture->entry(opened, u"Run Again, Though It Succeeded…"_s)->isEnabled());
    m_fixture->choose(u"Run Again, Though It Succeeded…"_s);
    m_fixture->agree();
    QTRY_COMPARE(m_fixture->view().records()->run().record(0).attempts, 2u);
    QTRY_COMPARE(m_fixture->state(0), u"Succeeded"_s);
    QCOMPARE(m_fixture->view().records()->run().record(1).attempts, 1u);
}

void TestRows::theMenuOffersWhatTheStateAllows()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->select({3});
    QMenu *opened = m_fixture->menu();
    QVERIFY(m_fixture->entry(opened, u"Run First"_s)->isEnabled());
    QVERIFY(!m_fixture->entry(opened, u"Mark as Done…"_s));
    QVERIFY(!m_fixture->entry(opened, u"Error"_s)->isEnabled());
    QVERIFY(m_fixture->entry(opened, u"Label"_s)->isEnabled());
}

// The key Menu is the platform's.
void TestRows::theMenuHasAKey()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->select({1});
    m_fixture->view().setFocus();
    QTRY_VERIFY(m_fixture->view().hasFocus());
    QTest::keyClick(m_fixture->window().windowHandle(), Qt::Key_F10, Qt::ShiftModifier);
    QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(m_fixture->entry(menu, u"Run First"_s));
    QTest::keyClick(menu, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

// As the tool bar does.
void TestRows::asksBeforeAllIsCancelled()
{
    m_fixture->open(R"([{"seconds": 1000}, {"seconds": 1000}, {"seconds": 1000}])");
    Liking liking = m_fixture->preferences().liking();
    liking.asksToCancel = true;
    m_fixture->preferences().setLiking(liking);
    m_fixture->select({0});
    m_fixture->action("actionCancelSelected")->trigger();
    QTRY_COMPARE(m_fixture->state(0), u"Cancelled"_s); // that was a part
    m_fixture->select({1, 2});
    m_fixture->action("actionCancelSelected")->trigger();
    const auto *question = m_fixture->window().findChild<QMessageBox *>();
    QVERIFY(question);
    QCOMPARE(question->text(), u"Cancel 2 Records?"_s);
    QCOMPARE(m_fixture->state(1), u"Queued"_s);
    m_fixture->agree();
    QTRY_COMPARE(m_fixture->state(2), u"Cancelled"_s);
}

void TestRows::nothingIsCancelledTwice()
{
    m_fixture->open(R"([{"blocking": true, "seconds": 1000, "steps": 10000, "ignoreStop": 2}, {"seconds": 1000}])");
    m_fixture->action("actionRun")->trigger();
    QTRY_VERIFY(!m_fixture->cell(0, RecordModel::Progress).isEmpty());
    m_fixture->select({0});
    QVERIFY(m_fixture->action("actionCancelSelected")->isEnabled());
    m_fixture->action("actionCancelSelected")->trigger();
    QTRY_VERIFY(!m_fixture->action("actionCancelSelected")->isEnabled());
    QCOMPARE(m_fixture->action("actionCancelSelected")->toolTip(), u"It is being cancelled already."_s);
    m_fixture->select({1});
    QTRY_VERIFY(m_fixture->action("actionCancelSelected")->isEnabled());
    m_fixture->select({0, 1}); // the other one may be
    QTRY_VERIFY(m_fixture->action("actionCancelSelected")->isEnabled());
}

void TestRows::marksWhatIsInDoubt()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({5});
    QCOMPARE(m_fixture->state(5), u"In doubt"_s);
    m_fixture->choose(u"Mark as Done…"_s);
    const auto *question = m_fixture->window().findChild<QMessageBox *>();
    QVERIFY(question);
    QCOMPARE(question->text(), u"Mark as Done?"_s);
    QVERIFY(question->informativeText().contains(u"eggs 9 (#6)"_s));
    QCOMPARE(m_fixture->state(5), u"In doubt"_s);
    m_fixture->agree();
    QTRY_COMPARE(m_fixture->state(5), u"Succeeded"_s);
}

// What a right click offers stands there as well, with its keys, whatever can be done now.
void TestRows::theMenuBarHasEveryVerb()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    auto *records = m_fixture->window().findChild<QMenu *>(u"recordMenu"_s);
    const auto all = [](QMenu *menu) {
        QList<QAction *> actions;
        for (QAction *action : menu->actions())
            actions += action->menu() ? action->menu()->actions() : QList{action};
        actions.removeIf([](const QAction *action) { return action->isSeparator(); });
        return actions;
    };
    m_fixture->view().selectNone();
    for (const QAction *action : all(records)) {
        if (action == m_fixture->action("actionReveal"))
            continue; // it is about the current one
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        QCOMPARE(action->toolTip(), u"No record is selected."_s);
        QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
    }
    for (int row = 0; row < 6; ++row) {
        m_fixture->select({row});
        QMenu *opened = m_fixture->menu();
        opened->close();
        for (QAction *action : all(opened))
            QVERIFY2(all(records).contains(action), qPrintable(action->text()));
    }
    QVERIFY(m_fixture->action("actionMarkFailed")->isEnabled()); // of what is in doubt
    QVERIFY(!m_fixture->action("actionGiveUp")->isEnabled());
}

// The window has not looked in between.
void TestRows::theMenuBarFollowsWhatIsInTheSameStateAgain()
{
    m_fixture->open(R"([{"id": "a", "seconds": 1000}, {"id": "b", "seconds": 1000}])");
    BatchRun &run = m_fixture->view().records()->run();
    const auto await = [&run](State state) {
        const QDeadlineTimer end(60'000);
        while (run.record(0).state != state && !end.hasExpired())
            QThread::msleep(1);
        QCOMPARE(run.record(0).state, state);
    };
    m_fixture->select({0});
    m_fixture->action("actionCancelSelected")->trigger();
    QTRY_COMPARE(m_fixture->state(0), u"Cancelled"_s);
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->state(1), u"Running"_s);
    QTRY_VERIFY(m_fixture->action("actionSameState")->text().contains(u"Cancelled"_s));
    QVERIFY(!m_fixture->action("actionReveal")->isEnabled());
    run.retry(RowSet::of({0}));
    await(State::Running);
    run.cancel(RowSet::of({0}));
    await(State::Cancelled);
    QTRY_VERIFY(m_fixture->action("actionReveal")->isEnabled());
}

void TestRows::everyVerbHasAKey()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({5});
    QTest::keyClick(&m_fixture->view(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    m_fixture->agree();
    QTRY_COMPARE(m_fixture->state(5), u"Failed"_s);
    m_fixture->select({1});
    QTest::keyClick(&m_fixture->view(), Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->view().selectedCount(), 2u);
    QSignalSpy came(QGuiApplication::clipboard(), &QClipboard::dataChanged);
    QTest::keyClick(&m_fixture->view(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(came.wait());
    QCOMPARE(QGuiApplication::clipboard()->text(), u"bread\neggs 10"_s);
}

void TestRows::copies()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    const auto copied = [this](const QString &what) {
        QSignalSpy came(QGuiApplication::clipboard(), &QClipboard::dataChanged);
        m_fixture->choose(what);
        const bool isElsewhere = came.isEmpty(); // the window does not wait for what may be long
        if (!isElsewhere || !came.wait())
            qFatal("it was not read elsewhere");
        return QGuiApplication::clipboard()->text();
    };
    m_fixture->select({0, 1});
    QCOMPARE(copied(u"Label"_s), u"apples\nbread"_s);
    QCOMPARE(copied(u"Error"_s), u"Out of ink."_s);
    QVERIFY(!m_fixture->entry(m_fixture->menu(), u"Command Line That Runs It"_s)->isEnabled());
    m_fixture->select({0});
    QCOMPARE(copied(u"Entry"_s), uR"({"id": "a", "label": "apples", "target": "wahs"})"_s);
    QCOMPARE(copied(u"Command Line That Runs It"_s),
             uR"(printf '%s\n' '[{"id": "a", "label": "apples", "target": "wahs"}]' | batchdeck-run --trial -)"_s);
}

void TestRows::runsFirstWhatItIsTold()
{
    m_fixture->open(R"([{"seconds": 3600}, {"seconds": 3600}, {"seconds": 3600}, {"seconds": 3600}])",
                    R"({"concurrency": 1, "operations": {"*": {"kind": "simulate"}}})");
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->state(0), u"Running"_s);
    m_fixture->select({2, 3});
    m_fixture->choose(u"Run 2 Records First"_s);
    m_fixture->select({0});
    m_fixture->action("actionCancelSelected")->trigger();
    QTRY_COMPARE(m_fixture->state(2), u"Running"_s);
    QCOMPARE(m_fixture->state(1), u"Queued"_s);
    QCOMPARE(m_fixture->state(3), u"Queued"_s);
}

void TestRows::showsARecordInTheTimeline()
{
    QByteArray records("[");
    for (int row = 0; row < 30; ++row)
        records += QByteArray(row > 0 ? "," : "") + (row == 7 ? "{}" : R"({"seconds": 0.02})"); // too brief to be seen
    m_fixture->open(records + "]", R"({"concurrency": 1, "operations": {"*": {"kind": "simulate"}}})");
    m_fixture->select({7});
    QVERIFY(!m_fixture->entry(m_fixture->menu(), u"Show in Timeline"_s)->isEnabled());
    m_fixture->run();
    m_fixture->select({7});
    m_fixture->choose(u"Show in Timeline"_s);
    const auto *bottom = m_fixture->window().findChild<BottomPane *>();
    QCOMPARE(bottom->page(), BottomPane::TimelinePage);
    auto *timeline = bottom->findChild<TimelineView *>();
    QVERIFY(timeline->isVisible());
    QSignalSpy chosen(timeline, &TimelineView::rowChosen);
    // About there: beside the lanes stand their numbers, and it may be a few pixels wide.
    const auto isInTheMiddle = [&] {
        constexpr int about = 40;
        const QRect area = timeline->viewport()->rect();
        const auto click = [&](int x, int y) {
            QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, QPoint(x, y));
        };
        int y = area.top();
        while (y < area.bottom() && chosen.isEmpty())
            click(area.center().x(), y += 2);
        for (int x = area.center().x() - about; x < area.center().x() + about; ++x)
            click(x, y);
        return std::any_of(chosen.begin(), chosen.end(), [](const auto &row) { return row[0].toUInt() == 7; });
    };
    QTRY_VERIFY(isInTheMiddle());
}

void TestRows::copiesAResult()
{
    m_fixture->open(R"([{"result": {"sheets": 12}}, {"result": "한글"}, {"fail": "No."}])");
    m_fixture->run();
    m_fixture->select({0, 1, 2});
    m_fixture->choose(u"Result"_s);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"{\"sheets\": 12}\n\"한글\""_s);
    m_fixture->select({2});
    QVERIFY(!m_fixture->entry(m_fixture->menu(), u"Result"_s)->isEnabled());
}

// In the terminal it is pasted into.
void TestRows::theCommandLineRunsTheRecord()
{
    m_fixture->open(R"([{"label": "it's \"$HOME\" `x` %s \\n", "result": {"name": "한글 it's"}}])",
                    R"({"operations": {"*": {"kind": "simulate"}}})");
    m_fixture->select({0});
    QSignalSpy came(QGuiApplication::clipboard(), &QClipboard::dataChanged);
    m_fixture->choose(u"Command Line That Runs It"_s);
    QVERIFY(came.wait());
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, QStringLiteral(CONSOLE_FOLDER ":") + environment.value(u"PATH"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_fixture->path(u"console"_s));
    shell.setProcessEnvironment(environment);
    shell.start(u"/bin/sh"_s, {u"-c"_s, QGuiApplication::clipboard()->text() + u" --results - --no-journal"_s});
    QVERIFY(shell.waitForFinished(-1));
    const QByteArray out = shell.readAllStandardOutput();
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError());
    QVERIFY2(out.contains(R"("label": "it's \"$HOME\" `x` %s \\n")"), out);
    QVERIFY2(out.contains(R"("result": {"name":"한글 it's"})"), out);
}

void TestRows::selectsWhatFailedAlike()
{
    m_fixture->open(
        R"([{"fail": "No member 12."}, {"label": "fine"}, {"fail": "No member 7."}, {"fail": "No table."}])");
    m_fixture->run();
    m_fixture->select({0});
    QTRY_VERIFY(m_fixture->entry(m_fixture->menu(), u"The Same Error: No member 12."_s));
    m_fixture->choose(u"The Same Error: No member 12."_s);
    RowBits alike(4);
    alike.set(0);
    alike.set(2);
    QCOMPARE(m_fixture->view().selectedBits(), alike);
    QCOMPARE(m_fixture->view().selectionName(), u"No member …."_s);
    QCOMPARE(m_fixture->action("actionRetrySelected")->text(), u"Retry 2 Records"_s);
}

void TestRows::selectsWhatGoesToTheSameTarget()
{
    m_fixture->open(R"([{"to": "wahs"}, {"to": "prod"}, {"to": "prod"}, {"to": "wahs"}, {}])",
                    R"({"target": "{to}", "operations": {"*": {"kind": "simulate"}}})");
    m_fixture->select({3});
    m_fixture->choose(u"The Same Target: wahs"_s);
    RowBits alike(5);
    alike.set(0);
    alike.set(3);
    QTRY_COMPARE(m_fixture->view().selectedBits(), alike);
    QTRY_COMPARE(m_fixture->foot(), u"5 records  ·  2 selected: wahs"_s);
}

// ---- By its button

void TestRows::theRowsButtonHasAKey()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({1});
    m_fixture->view().setCurrentIndex(m_fixture->view().model()->index(1, RecordModel::Action));
    QTest::keyClick(&m_fixture->view(), Qt::Key_Space);
    QTRY_COMPARE(m_fixture->view().records()->run().record(1).attempts, 2u);
    QTRY_COMPARE(m_fixture->state(1), u"Failed"_s);
}

void TestRows::theRowsButtonIsReachedByArrows()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({2});
    for (int column = 0; column < RecordModel::columns; ++column)
        QTest::keyClick(&m_fixture->view(), Qt::Key_Right);
    QCOMPARE(m_fixture->view().currentIndex().column(), int(RecordModel::Action));
    QTest::keyClick(&m_fixture->view(), Qt::Key_Up);
    QTest::keyClick(&m_fixture->view(), Qt::Key_Return);
    QTRY_COMPARE(attempts(1), 2u);
    QCOMPARE(attempts(2), 1u);
}

void TestRows::theRowsButtonShowsWhereTheMouseIs()
{
    m_fixture->open(R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])");
    m_fixture->select({2});
    QWidget *viewport = m_fixture->view().viewport();
    const QPoint button = m_fixture->middleOf(1, RecordModel::Action);
    moveTo(m_fixture->middleOf(0));
    const QImage none = buttonOf(1);
    moveTo(m_fixture->middleOf(1));
    const QImage inRow = buttonOf(1);
    QVERIFY(inRow != none); // what waits shows its button only where somebody points
    moveTo(button);
    const QImage hovered = buttonOf(1);
    QVERIFY(hovered != inRow);
    QTest::mousePress(viewport, Qt::LeftButton, {}, button);
    const QImage pressed = buttonOf(1);
    QVERIFY(pressed != hovered);
    moveTo(m_fixture->middleOf(0), Qt::LeftButton);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, m_fixture->middleOf(0));
    moveTo(button);
    QCOMPARE(buttonOf(1), hovered);

    m_fixture->select({1});
    moveTo(m_fixture->middleOf(0));
    const QImage chosen = buttonOf(1);
    for (int column = 0; column < RecordModel::columns; ++column)
        QTest::keyClick(&m_fixture->view(), Qt::Key_Right);
    QVERIFY(buttonOf(1) != chosen);
}

void TestRows::theRowsButtonSaysWhatItDoes()
{
    m_fixture->open(TableFixture::mixed);
    const auto tip = [&](int row) {
        QWidget *viewport = m_fixture->view().viewport();
        const QPoint at = m_fixture->middleOf(row, RecordModel::Action);
        QHelpEvent help(QEvent::ToolTip, at, viewport->mapToGlobal(at));
        QCoreApplication::sendEvent(viewport, &help);
        return QToolTip::text();
    };
    QCOMPARE(tip(1), u"Cancel this record (Ctrl+.)"_s);
    m_fixture->run();
    QCOMPARE(tip(1), u"Run this record again (Ctrl+R)"_s);
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&m_fixture->view());
    QAccessibleInterface *button = table->tableInterface()->cellAt(1, RecordModel::Action);
    QCOMPARE(button->text(QAccessible::Name), u"Run this record again (Ctrl+R)"_s);
}

// It counts where the mouse is let go, and a set of rows stays chosen.
void TestRows::theRowsButtonMayBeThoughtBetter()
{
    m_fixture->open(R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])");
    m_fixture->select({0, 2});
    QWidget *viewport = m_fixture->view().viewport();
    const QPoint button = m_fixture->middleOf(1, RecordModel::Action);
    QTest::mousePress(viewport, Qt::LeftButton, {}, button);
    moveTo(m_fixture->middleOf(0), Qt::LeftButton);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, m_fixture->middleOf(0));
    QCOMPARE(m_fixture->state(1), u"Queued"_s);
    QCOMPARE(m_fixture->view().selectedCount(), 2u);
    QVERIFY(!m_fixture->view().isSelected(1));
    QTest::mouseClick(viewport, Qt::LeftButton, {}, button);
    QTRY_COMPARE(m_fixture->state(1), u"Cancelled"_s);
}

// What was cancelled can be run again by the same button: not by the rest of a double click.
void TestRows::aSecondClickDoesNothingElse()
{
    m_fixture->open(R"([{"label": "one"}, {"label": "two"}])");
    QWidget *viewport = m_fixture->view().viewport();
    const QPoint button = m_fixture->middleOf(1, RecordModel::Action);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, button);
    QTRY_COMPARE(m_fixture->state(1), u"Cancelled"_s);
    QMouseEvent again(QEvent::MouseButtonDblClick, button, viewport->mapToGlobal(button), Qt::LeftButton,
                      Qt::LeftButton, {});
    QCoreApplication::sendEvent(viewport, &again);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, button);
    QTest::keyClick(&m_fixture->view(), Qt::Key_Down); // what was asked for has been done
    QCOMPARE(m_fixture->state(1), u"Cancelled"_s);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, button);
    QTRY_COMPARE(m_fixture->state(1), u"Succeeded"_s);
}

// ---- Another text in its place

void TestRows::editsAndRetries()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({1});
    m_fixture->choose(u"Edit and Retry…"_s);
    auto *dialog = m_fixture->window().findChild<EditDialog *>();
    QVERIFY(dialog);
    auto *text = dialog->findChild<QPlainTextEdit *>(u"text"_s);
    auto *retry = dialog->findChild<QToolButton *>(u"retry"_s);
    QVERIFY(text->toPlainText().contains(u"Out of ink."_s));
    QVERIFY(retry->isEnabled());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    text->selectAll();
    QTest::keyClicks(text, u"{\"label\": \"brot\","_s);
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(!retry->isEnabled());
    QVERIFY2(dialog->findChild<QLabel *>(u"verdict"_s)->text().startsWith(u"Line "_s),
             qPrintable(dialog->findChild<QLabel *>(u"verdict"_s)->text()));
    QTest::keyClicks(text, u"\"id\": \"b\"}"_s);
    QVERIFY(retry->isEnabled());
    QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_COMPARE(m_fixture->state(1), u"Succeeded"_s);
    QCOMPARE(m_fixture->cell(1, RecordModel::Label), u"brot"_s);
    const auto *shown = m_fixture->window().findChild<QWidget *>(u"record"_s);
    QTRY_VERIFY(shown->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().contains(u"brot"_s));
    QCOMPARE(shown->findChild<QPlainTextEdit *>(u"file"_s)->toPlainText(), // what stands there still
             uR"({"id": "b", "label": "bread", "target": "prod", "fail": "Out of ink."})"_s);
    QCOMPARE(m_fixture->view().records()->run().record(1).attempts, 2u);
    QCOMPARE(m_fixture->view().records()->run().batch().entry(1), QByteArray(R"({"label":"brot","id":"b"})"));
}

void TestRows::anEditMustBeARecordOfItsKind()
{
    m_fixture->open(R"([{"operation": "a", "fail": "No."}, {"operation": "b"}])",
                    R"({"operations": {"a": {"kind": "simulate"}, "b": {"kind": "simulate"}}})");
    m_fixture->run();
    m_fixture->select({0});
    m_fixture->action("actionEdit")->trigger();
    auto *dialog = m_fixture->window().findChild<EditDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QPlainTextEdit *>(u"text"_s)->setPlainText(uR"({"operation": "b"})"_s);
    QVERIFY(!dialog->findChild<QToolButton *>(u"retry"_s)->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"verdict"_s)->text().contains(u"operation"_s));
    const QPointer<QDialog> open(dialog);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"text"_s), u" "_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    const auto *question = dialog->findChild<QMessageBox *>();
    QVERIFY(question && open->isVisible()); // what was typed is nowhere else
    QTest::mouseClick(question->buttons().front(), Qt::LeftButton);
    QTRY_VERIFY(!open);
    QCOMPARE(m_fixture->state(0), u"Failed"_s);
}

QTEST_MAIN(TestRows)
#include "tst_rows.moc"
