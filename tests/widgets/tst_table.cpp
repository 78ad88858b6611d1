#include "widgets/editdialog.h"
#include "widgets/recordcommands.h"
#include "widgets/recordheader.h"
#include "widgets/windowfixture.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto mixed = R"([
    {"id": "a", "label": "apples", "target": "wahs"},
    {"id": "b", "label": "bread", "target": "prod", "fail": "Out of ink."},
    {"id": "c", "label": "\uc0ac\uacfc", "target": "wahs", "fail": "Out of paper."},
    {"id": "d", "label": "dates", "note": "{\"what\": \"\\uc8fc\\ubb38\"}"},
    {"id": "e", "label": "eggs 10", "fail": "Out of ink."},
    {"id": "f", "label": "eggs 9", "unknown": true}])";

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

// What a person does with the rows.
class TestTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void chipsFilter();
    void aChipOpensIntoItsStates();
    void aFilterFollowsWhatChanges();
    void searches_data();
    void searches();
    void sortsAsASnapshot();
    void keepsWhatIsChosenWhileRowsMove();
    void aFilterLosesNothingThatIsChosen();
    void remembersItsColumns();
    void scatteredRowsAreASet();
    void cancelsAHundredThousand();
    void theMenuNamesItsReach();
    void theMenuOffersWhatTheStateAllows();
    void marksWhatIsInDoubt();
    void copies();
    void theRowsButtonHasAKey();
    void selectsWhatFailedAlike();
    void editsAndRetries();
    void anEditMustBeARecordOfItsKind();

private:
    void open(const QByteArray &content, const char *plan = nullptr);
    void run();
    QStringList labels() const;
    void click(const char *chip) { QTest::mouseClick(m_fixture->named<QAbstractButton>(chip), Qt::LeftButton); }
    QString foot() const { return m_fixture->named<QLabel>("rows")->text(); }
    void clickHead(RecordModel::Column column) const;
    void select(std::initializer_list<int> rows) const;
    QMenu *menu() const;
    QAction *entry(QMenu *menu, const QString &text) const;
    RecordView &view() const { return *m_fixture->records(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestTable::open(const QByteArray &content, const char *plan)
{
    if (plan)
        m_fixture->file(u"batch.plan.json"_s, plan);
    m_fixture->window().open(
        OpenRequest{.path = m_fixture->bare(u"batch.json"_s, content), .isTrial = plan == nullptr});
    QTRY_VERIFY(m_fixture->records());
}

void TestTable::run()
{
    m_fixture->action("actionRun")->trigger();
    QTRY_VERIFY(m_fixture->window().windowTitle().startsWith(u"100%"_s));
}

QStringList TestTable::labels() const
{
    QStringList labels;
    for (int row = 0; row < view().model()->rowCount(); ++row)
        labels += m_fixture->cell(row, RecordModel::Label);
    return labels;
}

void TestTable::clickHead(RecordModel::Column column) const
{
    const RecordHeader &head = view().header();
    const QPoint middle(head.sectionViewportPosition(column) + head.sectionSize(column) / 2, head.height() / 2);
    QTest::mouseClick(head.viewport(), Qt::LeftButton, {}, middle);
}

void TestTable::select(std::initializer_list<int> rows) const
{
    Qt::KeyboardModifiers modifiers;
    for (const int row : rows) {
        const QRect cell = view().visualRect(view().model()->index(row, RecordModel::Label));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, cell.center());
        modifiers = Qt::ControlModifier;
    }
}

QMenu *TestTable::menu() const
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(view().viewport(), &event);
    const auto menus = view().findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    return menus.isEmpty() ? nullptr : menus.last();
}

QAction *TestTable::entry(QMenu *menu, const QString &text) const
{
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action;
        if (action->menu()) {
            if (QAction *found = entry(action->menu(), text))
                return found;
        }
    }
    return nullptr;
}

// ---- Which rows

void TestTable::chipsFilter()
{
    open(mixed);
    run();
    click("Problems");
    QCOMPARE(labels(), QStringList({u"bread"_s, u"사과"_s, u"eggs 10"_s, u"eggs 9"_s}));
    QCOMPARE(foot(), u"4 of 6 records"_s);
    QCOMPARE(m_fixture->named<QAbstractButton>("Problems")->accessibleName(), u"Problems: 4"_s);
    click("Succeeded");
    QCOMPARE(labels(), QStringList({u"apples"_s, u"dates"_s}));
    click("All");
    QCOMPARE(labels().size(), 6);
    QCOMPARE(foot(), u"6 records"_s);
}

void TestTable::aChipOpensIntoItsStates()
{
    open(mixed);
    run();
    auto *chip = m_fixture->named<QAbstractButton>("Problems");
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Down);
    auto *states = chip->findChild<QMenu *>();
    QVERIFY(states);
    QAction *inDoubt = entry(states, u"In doubt  1"_s);
    QVERIFY(inDoubt);
    inDoubt->trigger();
    states->close();
    QCOMPARE(labels(), QStringList({u"eggs 9"_s}));
    QVERIFY(!chip->isChecked()); // not all of its states are shown
}

void TestTable::aFilterFollowsWhatChanges()
{
    open(R"([{"label": "one", "seconds": 3600}, {"label": "two", "seconds": 3600}])");
    click("Active");
    QCOMPARE(view().model()->rowCount(), 0);
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(labels(), QStringList({u"one"_s, u"two"_s}));
    select({0});
    QTest::keyClick(&view(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(labels(), QStringList({u"two"_s}));
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
    open(mixed);
    run();
    auto *field = m_fixture->named<QLineEdit>("search");
    QVERIFY(field->isClearButtonEnabled());
    m_fixture->action("actionFind")->trigger();
    QVERIFY(field->hasFocus());
    field->insert(text);
    QTRY_COMPARE(labels(), found);
    QTRY_COMPARE(foot(), u"%1 of 6 records"_s.arg(found.size()));
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString());
    QCOMPARE(labels().size(), 6);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(view().hasFocus());
}

void TestTable::sortsAsASnapshot()
{
    open(mixed);
    clickHead(RecordModel::Label);
    const QStringList sorted{u"apples"_s, u"bread"_s, u"dates"_s, u"eggs 9"_s, u"eggs 10"_s, u"사과"_s};
    QTRY_COMPARE(labels(), sorted);
    clickHead(RecordModel::Label);
    QTRY_COMPARE(labels(), QStringList(sorted.rbegin(), sorted.rend()));

    clickHead(RecordModel::RecordState);
    QTRY_COMPARE(labels().first(), u"apples"_s);
    run();
    QCOMPARE(labels().first(), u"apples"_s); // nothing moves by itself
    QTRY_VERIFY(m_fixture->has<QToolButton>("refresh"));
    m_fixture->press("refresh");
    QTRY_COMPARE(labels().first(), u"eggs 9"_s); // in doubt: needs eyes
    QTRY_VERIFY(!m_fixture->has<QToolButton>("refresh"));
    clickHead(RecordModel::Number);
    QTRY_COMPARE(labels().first(), u"apples"_s);
}

void TestTable::keepsWhatIsChosenWhileRowsMove()
{
    open(mixed);
    select({1, 3});
    clickHead(RecordModel::Label);
    clickHead(RecordModel::Label);
    QTRY_COMPARE(labels().first(), u"사과"_s);
    RowBits chosen(6);
    chosen.set(1);
    chosen.set(3);
    QCOMPARE(view().selectedBits(), chosen);
    QCOMPARE(view().currentIndex().data(RecordModel::RowRole).toInt(), 3);
}

void TestTable::aFilterLosesNothingThatIsChosen()
{
    open(mixed);
    run();
    select({1, 3});
    click("Problems");
    RowBits shown(6);
    shown.set(1);
    QCOMPARE(view().selectedBits(), shown); // no verb reaches what nobody sees
    QCOMPARE(foot(), u"4 of 6 records  ·  1 selected  ·  1 selected, not shown"_s);
    const QRect last = view().visualRect(view().model()->index(2, RecordModel::Label));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, Qt::ControlModifier, last.center());
    click("Active"); // none is
    QCOMPARE(view().selectedCount(), 0u);
    QCOMPARE(view().hiddenCount(), 3u);
    click("All");
    RowBits chosen(6);
    for (const quint32 row : {1u, 3u, 4u})
        chosen.set(row);
    QCOMPARE(view().selectedBits(), chosen);
    QCOMPARE(foot(), u"6 records  ·  3 selected"_s);

    click("Problems");
    select({0}); // others instead
    click("All");
    QCOMPARE(view().selectedCount(), 1u);
}

void TestTable::remembersItsColumns()
{
    open(mixed);
    RecordHeader &head = view().header();
    QVERIFY(head.isSectionHidden(RecordModel::Id));
    head.setSectionHidden(RecordModel::Id, false);
    head.resizeSection(RecordModel::Label, 333);
    head.moveSection(head.visualIndex(RecordModel::Target), 1);
    const QStringList layout = head.layout();
    QCOMPARE(m_fixture->preferences().columns(), layout);
    QCOMPARE(head.visualIndex(RecordModel::Action), RecordModel::columns - 1);

    m_fixture->action("actionClose")->trigger();
    QTRY_VERIFY(!m_fixture->records());
    open(mixed);
    QCOMPARE(view().header().layout(), layout);
    QCOMPARE(view().header().sectionSize(RecordModel::Label), 333);
    QVERIFY(!view().header().isSectionHidden(RecordModel::Id));
}

// ---- What is done with them

void TestTable::scatteredRowsAreASet()
{
    constexpr int rows = 4000;
    open(manyMixed(rows),
         R"({"concurrency": 64, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    m_fixture->named<QSpinBox>("jobs")->setValue(rows);
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->state(rows - 2), u"Failed"_s);
    QTRY_COMPARE(m_fixture->state(0), u"Failed"_s);
    QTRY_COMPARE(m_fixture->named<QAbstractButton>("Problems")->accessibleName(), u"Problems: 2,000"_s);
    select({0});
    entry(menu(), u"The Same State: Failed"_s)->trigger();
    QVERIFY(view().holdsSet());
    QCOMPARE(view().selectedCount(), quint32(rows / 2));
    QCOMPARE(foot(), u"4,000 records  ·  2,000 selected: Failed"_s);
    QVERIFY(view().isSelected(2));
    QVERIFY(!view().isSelected(1));

    select({}); // with Ctrl a click adds to it and takes from it
    const QRect second = view().visualRect(view().model()->index(1, RecordModel::Label));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, Qt::ControlModifier, second.center());
    QCOMPARE(view().selectedCount(), quint32(rows / 2 + 1));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, Qt::ControlModifier, second.center());
    QCOMPARE(view().selectedCount(), quint32(rows / 2));
    clickHead(RecordModel::RecordState); // it stays the same where rows move
    QTRY_VERIFY(m_fixture->state(0) == u"Running"_s);
    QCOMPARE(view().selectedCount(), quint32(rows / 2));
    QVERIFY(!view().holdsSet()); // as they are together now
    m_fixture->press("unselect");
    QCOMPARE(view().selectedCount(), 0u);
}

void TestTable::cancelsAHundredThousand()
{
    constexpr int rows = 100'000;
    QByteArray text("[");
    for (int row = 0; row < rows; ++row)
        text += QByteArray(row > 0 ? ",\n" : "") + "{\"seconds\": 3600}";
    open(text + "]");
    m_fixture->action("actionRun")->trigger();
    QTRY_COMPARE(m_fixture->state(0), u"Running"_s);
    m_fixture->action("actionSelectAll")->trigger();
    QTRY_COMPARE(m_fixture->action("actionCancelSelected")->text(), u"Cancel 100,000 Records"_s);
    QTest::keyClick(&view(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->named<QAbstractButton>("Cancelled")->accessibleName(), u"Cancelled: 100,000"_s,
                              60'000);
    QTRY_COMPARE(m_fixture->state(0), u"Cancelled"_s);
    QTRY_COMPARE(m_fixture->state(rows - 1), u"Cancelled"_s);
}

void TestTable::theMenuNamesItsReach()
{
    open(mixed);
    run();
    select({0, 1, 2});
    QMenu *opened = menu();
    QVERIFY(opened);
    QVERIFY(entry(opened, u"Retry 2 Records"_s)->isEnabled());
    QVERIFY(!entry(opened, u"Cancel"_s)->isEnabled());
    QVERIFY(!entry(opened, u"Cancel"_s)->toolTip().isEmpty());
    QVERIFY(entry(opened, u"Run Again, Though It Succeeded"_s)->isEnabled());
    entry(opened, u"Run Again, Though It Succeeded"_s)->trigger();
    QTRY_COMPARE(view().records()->run().record(0).attempts, 2u);
    QTRY_COMPARE(m_fixture->state(0), u"Succeeded"_s);
    QCOMPARE(view().records()->run().record(1).attempts, 1u);
}

void TestTable::theMenuOffersWhatTheStateAllows()
{
    open(mixed);
    select({3});
    QMenu *opened = menu();
    QVERIFY(entry(opened, u"Run First"_s)->isEnabled());
    QVERIFY(!entry(opened, u"Mark as Done"_s));
    QVERIFY(!entry(opened, u"Error"_s)->isEnabled());
    QVERIFY(entry(opened, u"Label"_s)->isEnabled());
}

void TestTable::marksWhatIsInDoubt()
{
    open(mixed);
    run();
    select({5});
    QCOMPARE(m_fixture->state(5), u"In doubt"_s);
    entry(menu(), u"Mark as Done"_s)->trigger();
    QTRY_COMPARE(m_fixture->state(5), u"Succeeded"_s);
}

void TestTable::copies()
{
    open(mixed);
    run();
    const auto copied = [this](const QString &what) {
        entry(menu(), what)->trigger();
        return QGuiApplication::clipboard()->text();
    };
    select({0, 1});
    QCOMPARE(copied(u"Label"_s), u"apples\nbread"_s);
    QCOMPARE(copied(u"Error"_s), u"Out of ink."_s);
    QVERIFY(!entry(menu(), u"Command Line That Runs It"_s)->isEnabled());
    select({0});
    QCOMPARE(copied(u"Entry"_s), uR"({"id": "a", "label": "apples", "target": "wahs"})"_s);
    QCOMPARE(copied(u"Command Line That Runs It"_s),
             uR"(printf '%s\n' '[{"id": "a", "label": "apples", "target": "wahs"}]' | batchdeck-run --trial -)"_s);
}

void TestTable::theRowsButtonHasAKey()
{
    open(mixed);
    run();
    select({1});
    view().setCurrentIndex(view().model()->index(1, RecordModel::Action));
    QTest::keyClick(&view(), Qt::Key_Space);
    QTRY_COMPARE(view().records()->run().record(1).attempts, 2u);
    QTRY_COMPARE(m_fixture->state(1), u"Failed"_s);
}

void TestTable::selectsWhatFailedAlike()
{
    open(R"([{"fail": "No member 12."}, {"label": "fine"}, {"fail": "No member 7."}, {"fail": "No table."}])");
    run();
    select({0});
    QTRY_VERIFY(entry(menu(), u"The Same Error: No member 12."_s));
    entry(menu(), u"The Same Error: No member 12."_s)->trigger();
    RowBits alike(4);
    alike.set(0);
    alike.set(2);
    QCOMPARE(view().selectedBits(), alike);
    QCOMPARE(m_fixture->action("actionRetrySelected")->text(), u"Retry 2 Records"_s);
}

void TestTable::editsAndRetries()
{
    open(mixed);
    run();
    select({1});
    entry(menu(), u"Edit and Retry…"_s)->trigger();
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
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->state(1), u"Succeeded"_s);
    QCOMPARE(m_fixture->cell(1, RecordModel::Label), u"brot"_s);
    QCOMPARE(view().records()->run().record(1).attempts, 2u);
    QCOMPARE(view().records()->run().batch().entry(1), QByteArray(R"({"label":"brot","id":"b"})"));
}

void TestTable::anEditMustBeARecordOfItsKind()
{
    open(R"([{"operation": "a", "fail": "No."}, {"operation": "b"}])",
         R"({"operations": {"a": {"kind": "simulate"}, "b": {"kind": "simulate"}}})");
    run();
    select({0});
    m_fixture->action("actionEdit")->trigger();
    auto *dialog = m_fixture->window().findChild<EditDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QPlainTextEdit *>(u"text"_s)->setPlainText(uR"({"operation": "b"})"_s);
    QVERIFY(!dialog->findChild<QToolButton *>(u"retry"_s)->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"verdict"_s)->text().contains(u"operation"_s));
    dialog->reject();
    QCOMPARE(m_fixture->state(0), u"Failed"_s);
}

QTEST_MAIN(TestTable)
#include "tst_table.moc"
