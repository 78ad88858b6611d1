#include "widgets/tablefixture.h"

#include "core/runfixture.h"
#include "models/recordsearch.h"
#include "models/recordsort.h"
#include "widgets/cell.h"
#include "widgets/tablefoot.h"

#include <QLineEdit>
#include <QMenu>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSemaphore>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <numeric>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// Every second one fails, all others go on for ever.
QByteArray manyMixed(int count)
{
    QByteArray text("[");
    for (int row = 0; row < count; ++row)
        text += QByteArray(row > 0 ? ",\n" : "") + "{\"id\": " + QByteArray::number(row)
            + (row % 2 == 0 ? ", \"fail\": \"No.\"}" : ", \"seconds\": 3600}");
    return text + "]";
}

} // namespace

// Which rows a table shows, in which order, and which of them are chosen.
class TestTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<TableFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void chipsFilter();
    void aChipOpensIntoItsStates();
    void aFilterFollowsWhatChanges();
    void whatIsInSightStaysThere();
    void searches_data();
    void searches();
    void sortsAsASnapshot();
    void sortsAnewByKeys();
    void aSortIsStoppedByKeys();
    void clearsTheSelectionByKeys();
    void keepsWhatIsChosenWhileRowsMove();
    void aFilterLosesNothingThatIsChosen();
    void theColumnsFitIntoTheWindow();
    void columnsAreAsWideAsTheirTextsNeed();
    void aGivenWidthStays();
    void aColumnThatComesOrGoesIsGivenNoWidth();
    void theSortMarkCoversNoLetter_data();
    void theSortMarkCoversNoLetter();
    void tellsHowFarASortIs();
    void remembersItsColumns();
    void remembersNothingOfWhatABatchLacks();
    void columnsFitWhatStandsInThem();
    void sortsByTheMenu();
    void menusOfColumnsGoByLetters();
    void columnsAreDraggedIntoPlace();
    void scatteredRowsAreASet();
    void cancelsAHundredThousand();

private:
    void choose(const char *menu, const QString &text);

    std::unique_ptr<TableFixture> m_fixture;
};

void TestTable::chipsFilter()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->click("Problems");
    QCOMPARE(m_fixture->labels(), QStringList({u"bread"_s, u"사과"_s, u"eggs 10"_s, u"eggs 9"_s}));
    QCOMPARE(m_fixture->foot(), u"4 of 6 records"_s);
    QCOMPARE(m_fixture->named<QAbstractButton>("Problems")->accessibleName(), u"Problems: 4"_s);
    m_fixture->click("Succeeded");
    QCOMPARE(m_fixture->labels(), QStringList({u"apples"_s, u"dates"_s}));
    m_fixture->click("All");
    QCOMPARE(m_fixture->labels().size(), 6);
    QCOMPARE(m_fixture->foot(), u"6 records"_s);
}

void TestTable::aChipOpensIntoItsStates()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    auto *chip = m_fixture->named<QAbstractButton>("Problems");
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Down);
    auto *states = chip->findChild<QFrame *>(u"states"_s);
    QVERIFY(states);
    const auto boxes = states->findChildren<QAbstractButton *>();
    const auto inDoubt = std::find_if(boxes.begin(), boxes.end(),
                                      [](const auto *box) { return box->text().startsWith(u"In doubt  1"); });
    QVERIFY(inDoubt != boxes.end());
    QVERIFY(states->focusWidget()); // what a menu that is open gives its keys to
    for (int presses = 0; presses < boxes.size() && states->focusWidget() != *inDoubt; ++presses)
        QTest::keyClick(states->focusWidget(), Qt::Key_Down);
    QCOMPARE(states->focusWidget(), *inDoubt);
    QTest::keyClick(*inDoubt, Qt::Key_Space);
    QCOMPARE(m_fixture->labels(), QStringList({u"eggs 9"_s}));
    QVERIFY(!chip->isChecked()); // not all of its states are shown
    QVERIFY(states->isVisible()); // another one may be wanted as well
    QTest::keyClick(*inDoubt, Qt::Key_Escape);
    QTRY_VERIFY(!chip->findChild<QFrame *>());
}

void TestTable::aFilterFollowsWhatChanges()
{
    m_fixture->open(R"([{"label": "one", "seconds": 3600}, {"label": "two", "seconds": 3600}])");
    m_fixture->click("Active");
    QCOMPARE(m_fixture->view().model()->rowCount(), 0);
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->labels(), QStringList({u"one"_s, u"two"_s}));
    m_fixture->select({0});
    QTest::keyClick(&m_fixture->view(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->labels(), QStringList({u"two"_s}));
}

void TestTable::whatIsInSightStaysThere()
{
    constexpr int count = 200;
    QByteArray text("[");
    for (int row = 0; row < count; ++row)
        text += QByteArray(row > 0 ? "," : "") + R"({"seconds": 3600})";
    m_fixture->open(text + ']', R"({"concurrency": 200, "operations": {"*": {"kind": "simulate"}}})");
    m_fixture->click("Active");
    m_fixture->action("actionRun")->trigger();
    RecordView &view = m_fixture->view();
    QTRY_COMPARE(view.model()->rowCount(), count);
    constexpr int top = 120;
    constexpr int offset = 5;
    view.verticalScrollBar()->setValue(top * view.rowHeight(0) + offset);
    m_fixture->select({top + 2});
    const auto recordOn = [&view](int y) { return view.indexAt({5, y}).data(RecordModel::RowRole).toInt(); };
    QCOMPARE(recordOn(0), top);

    std::vector<quint32> above(40);
    std::iota(above.begin(), above.end(), 10);
    view.records()->run().cancel(RowSet::of(above)); // they leave what is shown
    QTRY_COMPARE(view.model()->rowCount(), count - int(above.size()));
    QCOMPARE(recordOn(0), top);
    QCOMPARE(view.rowViewportPosition(view.rowAt(0)), -offset);

    m_fixture->click("All"); // they come back above what somebody is at
    QCOMPARE(view.model()->rowCount(), count);
    QCOMPARE(view.currentIndex().data(RecordModel::RowRole).toInt(), top + 2);
    QVERIFY(view.viewport()->rect().contains(view.visualRect(view.currentIndex().siblingAtColumn(0))));
}

void TestTable::searches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("label") << u"BREAD"_s << QStringList({u"bread"_s});
    QTest::newRow("target") << u"wahs"_s << QStringList({u"apples"_s, u"사과"_s});
    QTest::newRow("error") << u"out of ink"_s << QStringList({u"bread"_s, u"eggs 10"_s});
    QTest::newRow("Korean, escaped") << u"사과"_s << QStringList({u"사과"_s});
    QTest::newRow("Korean, escaped twice") << u"주문"_s << QStringList({u"dates"_s});
    QTest::newRow("nowhere") << u"no such thing"_s << QStringList();
}

void TestTable::searches()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, found);
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    auto *field = m_fixture->named<QLineEdit>("search");
    QVERIFY(field->isClearButtonEnabled());
    m_fixture->action("actionFind")->trigger();
    QVERIFY(field->hasFocus());
    field->insert(text);
    QTRY_COMPARE(m_fixture->labels(), found);
    const QString count = u"%1 of 6 records"_s.arg(found.size());
    if (found.isEmpty()) {
        QTRY_COMPARE(m_fixture->foot(), count);
        QTRY_COMPARE(m_fixture->view().whyEmpty(), u"No record holds “%1”."_s.arg(text));
        m_fixture->click("Succeeded");
        QCOMPARE(m_fixture->view().whyEmpty(), u"No record in the chosen states holds “%1”."_s.arg(text));
        m_fixture->click("All");
    } else {
        QTRY_COMPARE(m_fixture->foot(),
                     count + u"  ·  “%1” is marked, or it is in the entry or a hidden column"_s.arg(text));
    }
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString());
    QCOMPARE(m_fixture->labels().size(), 6);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(m_fixture->view().hasFocus());
}

void TestTable::sortsAsASnapshot()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->clickHead(RecordModel::Label);
    const QStringList sorted{u"apples"_s, u"bread"_s, u"dates"_s, u"eggs 9"_s, u"eggs 10"_s, u"사과"_s};
    QTRY_COMPARE(m_fixture->labels(), sorted);
    m_fixture->clickHead(RecordModel::Label);
    QTRY_COMPARE(m_fixture->labels(), QStringList(sorted.rbegin(), sorted.rend()));

    m_fixture->clickHead(RecordModel::RecordState);
    QTRY_COMPARE(m_fixture->labels().first(), u"apples"_s);
    m_fixture->run();
    QCOMPARE(m_fixture->labels().first(), u"apples"_s); // nothing moves by itself
    QTRY_VERIFY(m_fixture->has<QToolButton>("refresh"));
    m_fixture->press("refresh");
    QTRY_COMPARE(m_fixture->labels().first(), u"eggs 9"_s); // in doubt: needs eyes
    QTRY_VERIFY(!m_fixture->has<QToolButton>("refresh"));
    m_fixture->clickHead(RecordModel::Number);
    QTRY_COMPARE(m_fixture->labels().first(), u"apples"_s);
}

void TestTable::sortsAnewByKeys()
{
    m_fixture->open(TableFixture::mixed);
    QCOMPARE(m_fixture->obstacle("actionRefreshOrder"), u"The order is up to date."_s);
    m_fixture->clickHead(RecordModel::RecordState);
    QCOMPARE(m_fixture->obstacle("actionRefreshOrder"), u"The records are being sorted already."_s);
    QTRY_COMPARE(m_fixture->obstacle("actionRefreshOrder"), u"The order is up to date."_s);
    m_fixture->run();
    QTRY_COMPARE(m_fixture->obstacle("actionRefreshOrder"), QString());
    QCOMPARE(m_fixture->labels().first(), u"apples"_s);
    QTest::keyClick(&m_fixture->view(), Qt::Key_F7);
    QTRY_COMPARE(m_fixture->labels().first(), u"eggs 9"_s);
    QTRY_COMPARE(m_fixture->obstacle("actionRefreshOrder"), u"The order is up to date."_s);
}

// What a sort has found comes by the window's loop: until that turns it is at work.
void TestTable::aSortIsStoppedByKeys()
{
    m_fixture->open(TableFixture::mixed);
    QCOMPARE(m_fixture->obstacle("actionStopSorting"), u"Nothing is being sorted."_s);
    m_fixture->clickHead(RecordModel::Label);
    QCOMPARE(m_fixture->obstacle("actionStopSorting"), QString());
    QTest::keyClick(&m_fixture->view(), Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(m_fixture->obstacle("actionStopSorting"), u"Nothing is being sorted."_s);
    QVERIFY(!m_fixture->has<QToolButton>("stop"));
    QCOMPARE(m_fixture->labels().last(), u"eggs 9"_s);
}

void TestTable::clearsTheSelectionByKeys()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->select({1, 3});
    QCOMPARE(m_fixture->obstacle("actionSelectNone"), QString());
    QTest::keyClick(&m_fixture->view(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_fixture->view().selectedCount(), 0u);
    QCOMPARE(m_fixture->obstacle("actionSelectNone"), u"No record is selected."_s);
    m_fixture->select({1});
    m_fixture->click("Problems"); // it is not shown there, and chosen still
    QCOMPARE(m_fixture->view().hiddenCount(), 1u);
    QCOMPARE(m_fixture->obstacle("actionSelectNone"), QString());
    QTest::keyClick(&m_fixture->view(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_fixture->view().hiddenCount(), 0u);
    QCOMPARE(m_fixture->obstacle("actionSelectNone"), u"No record is selected."_s);
}

void TestTable::keepsWhatIsChosenWhileRowsMove()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->select({1, 3});
    m_fixture->clickHead(RecordModel::Label);
    m_fixture->clickHead(RecordModel::Label);
    QTRY_COMPARE(m_fixture->labels().first(), u"사과"_s);
    RowBits chosen(6);
    chosen.set(1);
    chosen.set(3);
    QCOMPARE(m_fixture->view().selectedBits(), chosen);
    QCOMPARE(m_fixture->view().currentIndex().data(RecordModel::RowRole).toInt(), 3);
}

void TestTable::aFilterLosesNothingThatIsChosen()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    m_fixture->select({1, 3});
    m_fixture->click("Problems");
    RowBits shown(6);
    shown.set(1);
    QCOMPARE(m_fixture->view().selectedBits(), shown); // no verb reaches what nobody sees
    QCOMPARE(m_fixture->foot(), u"4 of 6 records  ·  1 selected  ·  1 selected, not shown"_s);
    const QRect last = m_fixture->view().visualRect(m_fixture->view().model()->index(2, RecordModel::Label));
    QTest::mouseClick(m_fixture->view().viewport(), Qt::LeftButton, Qt::ControlModifier, last.center());
    m_fixture->click("Active"); // none is
    QCOMPARE(m_fixture->view().selectedCount(), 0u);
    QCOMPARE(m_fixture->view().hiddenCount(), 3u);
    m_fixture->click("All");
    RowBits chosen(6);
    for (const quint32 row : {1u, 3u, 4u})
        chosen.set(row);
    QCOMPARE(m_fixture->view().selectedBits(), chosen);
    QCOMPARE(m_fixture->foot(), u"6 records  ·  3 selected"_s);

    m_fixture->click("Problems");
    m_fixture->select({0}); // others instead
    m_fixture->click("All");
    QCOMPARE(m_fixture->view().selectedCount(), 1u);
}

void TestTable::theColumnsFitIntoTheWindow()
{
    m_fixture->window().resize(1180, 770);
    m_fixture->open(TableFixture::mixed, R"({"target": "{target}", "operations": {"*": {"kind": "simulate"}}})");
    QVERIFY(!m_fixture->view().header().isSectionHidden(RecordModel::Target));
    QTRY_COMPARE(m_fixture->view().horizontalScrollBar()->maximum(), 0);
}

void TestTable::columnsAreAsWideAsTheirTextsNeed()
{
    m_fixture->window().resize(1280, 800);
    m_fixture->open(R"([{"label": "a"}, {"label": "b"}])");
    const int shortLabel = m_fixture->view().header().sectionSize(RecordModel::Label);
    const int besideShort = m_fixture->view().header().sectionSize(RecordModel::ErrorText);
    m_fixture->action("actionClose")->trigger();
    QTRY_VERIFY(!m_fixture->records());

    const QString name = u"Open the vault of the night's orders and count them"_s;
    m_fixture->open(u"[{\"label\": \"a\"}, {\"label\": \"%1\"}]"_s.arg(name).toUtf8());
    const RecordHeader &head = m_fixture->view().header();
    const int besideLong = head.sectionSize(RecordModel::ErrorText);
    QVERIFY2(head.sectionSize(RecordModel::Label) > shortLabel, "a name gets no more room");
    QVERIFY2(besideShort - besideLong > 40, "an error gets none of the room that short names leave");
    QCOMPARE(m_fixture->view().horizontalScrollBar()->maximum(), 0);
    QVERIFY(besideLong
            >= std::min(200, head.sectionSize(RecordModel::Label))); // as much as the name, where it is tight

    m_fixture->window().resize(1900, 800);
    const int whole = m_fixture->view().fontMetrics().horizontalAdvance(name) + 16 + 2;
    QTRY_COMPARE(head.sectionSize(RecordModel::Label), whole); // and no more than that
    QCOMPARE(m_fixture->view().horizontalScrollBar()->maximum(), 0);
    QVERIFY(head.sectionSize(RecordModel::ErrorText) > besideLong);

    const QFontMetrics letters = m_fixture->view().fontMetrics();
    for (const quint32 rows : {2'000u, 9'876u}) { // no last digit is cut off
        m_fixture->action("actionClose")->trigger();
        QTRY_VERIFY(!m_fixture->records());
        m_fixture->open('[' + QByteArray("{},").repeated(qsizetype(rows) - 1) + "{}]");
        const QString last = QLocale().toString(rows);
        const int room = m_fixture->view().header().sectionSize(RecordModel::Number) - 16;
        QCOMPARE(letters.elidedText(last, Qt::ElideRight, room), last);
    }
}

void TestTable::aGivenWidthStays()
{
    m_fixture->window().resize(1280, 800);
    m_fixture->open(TableFixture::mixed);
    RecordHeader &head = m_fixture->view().header();
    head.resizeSection(RecordModel::Progress, 111);
    head.resizeSection(RecordModel::Label, 140);
    const int error = head.sectionSize(RecordModel::ErrorText);
    m_fixture->window().resize(1600, 800);
    QTRY_VERIFY(head.sectionSize(RecordModel::ErrorText) >= error + 200);
    QCOMPARE(head.sectionSize(RecordModel::Progress), 111);
    QCOMPARE(head.sectionSize(RecordModel::Label), 140);
    QVERIFY(head.layout().contains(u"label:140"_s));
    QVERIFY(head.layout().contains(u"state"_s)); // whose width nobody has given
}

void TestTable::aColumnThatComesOrGoesIsGivenNoWidth()
{
    m_fixture->window().resize(1280, 800);
    m_fixture->open(TableFixture::mixed);
    const RecordHeader &head = m_fixture->view().header();
    const auto toggle = [&](int column) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(-1, -1), {});
        QCoreApplication::sendEvent(head.viewport(), &event);
        auto *menu = head.findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly).last();
        const QString title = head.model()->headerData(column, Qt::Horizontal).toString();
        QAction *action = TableFixture::entry(menu, title);
        QVERIFY(action);
        menu->close();
        action->trigger();
    };
    toggle(RecordModel::Id);
    QVERIFY(!head.isSectionHidden(RecordModel::Id));
    toggle(RecordModel::Label);
    toggle(RecordModel::Label);
    const QStringList layout = m_fixture->preferences().columns();
    QCOMPARE(layout, head.layout());
    QVERIFY2(layout.contains(u"id"_s) && layout.contains(u"label"_s), qPrintable(layout.join(u' ')));
    QCOMPARE(layout.filter(u":"_s), QStringList());
}

void TestTable::theSortMarkCoversNoLetter_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("to the left") << int(RecordModel::Label);
    QTest::newRow("to the right") << int(RecordModel::Elapsed);
}

// What stands there stays where it is, to the pixel, and something comes beside it.
void TestTable::theSortMarkCoversNoLetter()
{
    QFETCH(const int, column);
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    RecordHeader &head = m_fixture->view().header();
    const QRect section(head.sectionViewportPosition(column), 0, head.sectionSize(column), head.height());
    const int letters =
        head.fontMetrics().horizontalAdvance(head.model()->headerData(column, Qt::Horizontal).toString());
    const bool isRight = column == RecordModel::Elapsed;
    const QRect text(isRight ? section.right() - 8 - letters : section.left() + 8, 0, letters, section.height());
    const QRect beside(isRight ? section.left() : text.right() + 2, 0, section.width() - letters - 12, text.height());
    const auto seen = [&](const QRect &rect) { return head.viewport()->grab(rect).toImage(); };
    const QImage before = seen(text);
    const QImage nothing = seen(beside);
    m_fixture->clickHead(RecordModel::Column(column));
    QTRY_COMPARE(head.sortIndicatorSection(), column);
    QTest::mouseMove(m_fixture->view().viewport(), QPoint(5, 5));
    QTRY_VERIFY(seen(beside) != nothing);
    QTRY_VERIFY(seen(text) == before);
}

namespace {

// Errors that are there, and can be read up to a row for now.
class SlowErrors final : public RowDetails {
public:
    QString error(quint32 row) const override
    {
        if (row >= upTo)
            mayGo.acquire();
        return u"error %1"_s.arg(row % 7);
    }
    void addErrors(const std::function<bool(const QString &)> &, RowBits &) const override { }

    quint32 upTo = 0;
    mutable QSemaphore mayGo;
};

} // namespace

void TestTable::tellsHowFarASortIs()
{
    constexpr quint32 rows = 3 << 14;
    const auto run = runOf(setupOf(rows, std::make_unique<Starting>([](AttemptHandle handle) {
                                       handle.finish(Outcome::failed({u"test"_s, u"No."_s, false}));
                                   })));
    run->start();
    QVERIFY(run->wait(60s));
    SlowErrors errors;
    errors.upTo = 2 << 14;
    RecordModel model(*run, {*run, RecordNames(), &errors});
    RecordSort sort(model);
    RecordSearch search(model);
    RecordView view;
    view.setRecords(&model);
    TableFoot foot;
    foot.setTable(view, sort, search);
    const auto letGo = qScopeGuard([&] { errors.mayGo.release(rows); });
    sort.by(RecordModel::ErrorText, Qt::AscendingOrder);
    QTRY_COMPARE(foot.findChild<QLabel *>(u"work"_s)->text(), u"Sorting… 44%"_s); // two thirds are read
    errors.mayGo.release(rows);
    QTRY_VERIFY(!sort.isSorting());
    QCOMPARE(foot.findChild<QLabel *>(u"work"_s)->text(), QString());
}

void TestTable::remembersItsColumns()
{
    m_fixture->open(TableFixture::mixed);
    RecordHeader &head = m_fixture->view().header();
    QVERIFY(head.isSectionHidden(RecordModel::Id));
    choose("columnsMenu", u"Id"_s);
    head.resizeSection(RecordModel::Label, 333);
    head.moveSection(head.visualIndex(RecordModel::Target), 1);
    const QStringList layout = head.layout();
    QCOMPARE(m_fixture->preferences().columns(), layout);
    QCOMPARE(head.visualIndex(RecordModel::Action), RecordModel::columns - 1);

    m_fixture->action("actionClose")->trigger();
    QTRY_VERIFY(!m_fixture->records());
    m_fixture->open(TableFixture::mixed);
    QCOMPARE(m_fixture->view().header().layout(), layout);
    QCOMPARE(m_fixture->view().header().sectionSize(RecordModel::Label), 333);
    QVERIFY(!m_fixture->view().header().isSectionHidden(RecordModel::Id));
}

// What a batch lacks is no choice of anybody.
void TestTable::remembersNothingOfWhatABatchLacks()
{
    const auto reopen = [this](const char *plan) {
        if (m_fixture->records())
            m_fixture->action("actionClose")->trigger();
        QTRY_VERIFY(!m_fixture->records());
        m_fixture->open(TableFixture::mixed, plan);
    };
    const auto hasTarget = [this] { return !m_fixture->view().header().isSectionHidden(RecordModel::Target); };
    const char *with = R"({"target": "{target}", "operations": {"*": {"kind": "simulate"}}})";
    const char *without = R"({"operations": {"*": {"kind": "simulate"}}})";
    reopen(without);
    QVERIFY(!hasTarget());
    choose("columnsMenu", u"Id"_s);
    reopen(with);
    QVERIFY(hasTarget());
    choose("columnsMenu", u"Id"_s);
    reopen(without);
    QVERIFY(!hasTarget());
    reopen(with);
    choose("columnsMenu", u"Target"_s);
    QVERIFY(!hasTarget());
    reopen(with);
    QVERIFY(!hasTarget());
}

void TestTable::columnsFitWhatStandsInThem()
{
    m_fixture->open(TableFixture::mixed);
    m_fixture->run();
    const RecordHeader &head = m_fixture->view().header();
    choose("columnsMenu", u"Fit All Columns"_s);
    const int text = m_fixture->view().fontMetrics().horizontalAdvance(u"Succeeded"_s);
    QVERIFY(head.sectionSize(RecordModel::RecordState) >= text + 16 + 3 * cellMargin); // its icon stands before it
}

void TestTable::sortsByTheMenu()
{
    m_fixture->open(R"([{"label": "b"}, {"label": "a"}])");
    choose("sortMenu", u"Label"_s);
    QTRY_COMPARE(m_fixture->labels(), QStringList({u"a"_s, u"b"_s}));
    choose("sortMenu", u"Descending"_s);
    QTRY_COMPARE(m_fixture->labels(), QStringList({u"b"_s, u"a"_s}));
}

void TestTable::menusOfColumnsGoByLetters()
{
    m_fixture->open(R"([{"label": "b"}, {"label": "a"}])");
    for (const char *name : {"columnsMenu", "sortMenu"}) {
        auto *menu = m_fixture->window().findChild<QMenu *>(QLatin1StringView(name));
        menu->popup(QPoint(0, 0));
        for (const QAction *action : menu->actions())
            QVERIFY2(action->isSeparator() || !QKeySequence::mnemonic(action->text()).isEmpty(),
                     qPrintable(action->text()));
        menu->hide();
    }
    const auto press = [this](const char *name, char key) {
        auto *menu = m_fixture->window().findChild<QMenu *>(QLatin1StringView(name));
        menu->popup(QPoint(0, 0));
        QTest::keyClick(menu, key);
        QVERIFY(!menu->isVisible());
    };
    const RecordHeader &head = m_fixture->view().header();
    QVERIFY(head.isSectionHidden(RecordModel::Id));
    press("columnsMenu", 'i');
    QVERIFY(!head.isSectionHidden(RecordModel::Id));
    press("columnsMenu", '#');
    QVERIFY(head.isSectionHidden(RecordModel::Number));
    press("sortMenu", 'l');
    QTRY_COMPARE(m_fixture->labels(), QStringList({u"a"_s, u"b"_s}));
    press("sortMenu", 'n');
    QTRY_COMPARE(m_fixture->labels(), QStringList({u"b"_s, u"a"_s}));
    for (int column = 0; column < RecordModel::columns; ++column)
        QVERIFY(!head.model()->headerData(column, Qt::Horizontal).toString().contains(u'&'));
}

void TestTable::choose(const char *menu, const QString &text)
{
    auto *shown = m_fixture->window().findChild<QMenu *>(QLatin1StringView(menu));
    Q_EMIT shown->aboutToShow();
    const QList<QAction *> actions = shown->actions();
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [&](QAction *one) { return QString(one->text()).remove(u'&') == text; });
    QVERIFY2(found != actions.end(), qPrintable(text));
    (*found)->trigger();
}

void TestTable::columnsAreDraggedIntoPlace()
{
    m_fixture->window().resize(1280, 800);
    m_fixture->open(TableFixture::mixed);
    const RecordHeader &head = m_fixture->view().header();
    const auto drag = [&](int from, int to) {
        QWidget *viewport = head.viewport();
        const int y = head.height() / 2;
        const auto move = [&](int x) {
            const QPoint at(x, y);
            QMouseEvent event(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(viewport, &event);
        };
        QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(from, y));
        move((from + to) / 2);
        move(to);
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, QPoint(to, y));
    };
    const int label = head.sectionSize(RecordModel::Label);
    const int edge = head.sectionViewportPosition(RecordModel::Label) + label - 1;
    drag(edge, edge + 40);
    QCOMPARE(head.sectionSize(RecordModel::Label), label + 40);

    const auto middle = [&](int column) { return head.sectionViewportPosition(column) + head.sectionSize(column) / 2; };
    const int before = head.visualIndex(RecordModel::Elapsed);
    drag(middle(RecordModel::Elapsed),
         middle(RecordModel::RecordState) - head.sectionSize(RecordModel::RecordState) / 3);
    QVERIFY(head.visualIndex(RecordModel::Elapsed) < before);
    QVERIFY(head.visualIndex(RecordModel::Elapsed) < head.visualIndex(RecordModel::RecordState));
    QCOMPARE(head.visualIndex(RecordModel::Action), RecordModel::columns - 1);

    const QStringList layout = head.layout();
    m_fixture->action("actionClose")->trigger();
    QTRY_VERIFY(!m_fixture->records());
    m_fixture->open(TableFixture::mixed);
    QCOMPARE(m_fixture->view().header().layout(), layout);
}

void TestTable::scatteredRowsAreASet()
{
    constexpr int rows = 4000;
    m_fixture->open(
        manyMixed(rows),
        R"({"concurrency": 64, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    m_fixture->named<QSpinBox>("jobs")->setValue(rows);
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->state(rows - 2), u"Failed"_s);
    QTRY_COMPARE(m_fixture->state(0), u"Failed"_s);
    QTRY_COMPARE(m_fixture->named<QAbstractButton>("Problems")->accessibleName(), u"Problems: 2,000"_s);
    m_fixture->select({0});
    m_fixture->choose(u"The Same State: Failed"_s);
    QVERIFY(m_fixture->view().holdsSet());
    QCOMPARE(m_fixture->view().selectedCount(), quint32(rows / 2));
    QCOMPARE(m_fixture->foot(), u"4,000 records  ·  2,000 selected: Failed"_s);
    QVERIFY(m_fixture->view().isSelected(2));
    QVERIFY(!m_fixture->view().isSelected(1));

    m_fixture->select({}); // with Ctrl a click adds to it and takes from it
    const QRect second = m_fixture->view().visualRect(m_fixture->view().model()->index(1, RecordModel::Label));
    QTest::mouseClick(m_fixture->view().viewport(), Qt::LeftButton, Qt::ControlModifier, second.center());
    QCOMPARE(m_fixture->view().selectedCount(), quint32(rows / 2 + 1));
    QTest::mouseClick(m_fixture->view().viewport(), Qt::LeftButton, Qt::ControlModifier, second.center());
    QCOMPARE(m_fixture->view().selectedCount(), quint32(rows / 2));
    m_fixture->clickHead(RecordModel::RecordState); // it stays the same where rows move
    QTRY_VERIFY(m_fixture->state(0) == u"Running"_s);
    QCOMPARE(m_fixture->view().selectedCount(), quint32(rows / 2));
    QVERIFY(!m_fixture->view().holdsSet()); // as they are together now
    m_fixture->press("unselect");
    QCOMPARE(m_fixture->view().selectedCount(), 0u);
}

void TestTable::cancelsAHundredThousand()
{
    constexpr int rows = 100'000;
    QByteArray text("[");
    for (int row = 0; row < rows; ++row)
        text += QByteArray(row > 0 ? ",\n" : "") + "{\"seconds\": 3600}";
    m_fixture->open(text + "]");
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->state(0), u"Running"_s);
    m_fixture->action("actionSelectAll")->trigger();
    QTRY_COMPARE(m_fixture->action("actionCancelSelected")->text(), u"Cancel 100,000 Records"_s);
    QTest::keyClick(&m_fixture->view(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->named<QAbstractButton>("Cancelled")->accessibleName(), u"Cancelled: 100,000"_s,
                              60'000);
    QTRY_COMPARE(m_fixture->state(0), u"Cancelled"_s);
    QTRY_COMPARE(m_fixture->state(rows - 1), u"Cancelled"_s);
}

QTEST_MAIN(TestTable)
#include "tst_table.moc"
