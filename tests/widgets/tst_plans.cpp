#include "windowfixture.h"

#include "operations/postgresserver.h"

#include "core/plankeys.h"
#include "journal/sqlitefile.h"
#include "session/keptruns.h"
#include "session/plandocument.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/choicebutton.h"
#include "widgets/keyeditor.h"
#include "widgets/messagebar.h"
#include "widgets/plandialog.h"
#include "widgets/wherepage.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto orders = R"([{"id": 1, "name": "ink"}, {"id": 2, "name": "paper"}])";
constexpr auto simulated = R"({"operations": {"*": {"kind": "simulate"}}})";

} // namespace

// A batch without a plan, and plans as a person makes them.
class TestPlans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void asksWhereToGo();
    void asksWhereOneRecordShouldGo();
    void simulates();
    void triesOutOnALocalFile();
    void draftsForADatabase();
    void savesBesideTheBatch();
    void asksBeforeAnotherPlanIsReplaced();
    void savesUnderAnotherName();
    void loadsAnother();
    void checksWhileSomebodyTypes();
    void showsTheRestUnderMore();
    void anotherKindBringsWhatItNeeds();
    void offersOnlyKindsThatThereAre();
    void asksForASecretsName();
    void testsAConnection();
    void takesTableAndKeyOfAFile();
    void keepsWhatWasSaidMeanwhile();
    void takesTableAndKeyOfAServer();
    void beginsANewRunUnderAnotherPlan();
    void goesOnUnderAChangedPlan();
    void goesOnWithARunThatIsOver();
    void goesOnWithNoOtherRun();
    void staysWhereSomethingDoesNotStop();
    void mendsABrokenPlan();

private:
    void open(const QByteArray &content = orders);
    BatchTab *tab() const { return m_it->window().findChild<BatchTab *>(); }
    PlanDialog *dialog() const { return m_it->window().findChild<PlanDialog *>(); }
    template <typename Widget>
    Widget *in(const QString &name) const
    {
        for (Widget *found : dialog()->findChildren<Widget *>(name)) {
            if (found->isVisibleTo(dialog()))
                return found;
        }
        qFatal("there is no %s", qPrintable(name));
    }
    QLineEdit *field(const QString &path) const { return in<QWidget>(path)->findChild<QLineEdit *>(); }
    void press(const char *button) const
    {
        auto *found = in<QToolButton>(QLatin1StringView(button));
        QVERIFY2(found->isEnabled(), button);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    void choose(const char *choice) const
    {
        QTRY_VERIFY(m_it->has<QWidget>(choice));
        m_it->press(choice);
    }
    void editPlan() const
    {
        m_it->action("actionPlan")->trigger();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
    }
    static void accept(const QMessageBox *question, const QString &answer = {})
    {
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole && button->text().contains(answer))
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        qFatal("nothing to agree to");
    }
    void changeLabel() const
    {
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        press("more");
        type(u"label"_s, u"the {name}"_s);
        press("use");
        QTRY_VERIFY(tab()->findChild<QMessageBox *>());
    }
    void useFile(const QString &name) const;
    bool execute(const char *statement) const // in there.db
    {
        auto file = SqliteFile::open(m_it->path(u"there.db"_s), SqliteFile::Access::Write);
        return file && file->execute(statement);
    }
    void type(const QString &path, const QString &text) const
    {
        field(path)->clear();
        QTest::keyClicks(field(path), text);
    }
    void chooseFile(const QString &name) const
    {
        auto *files = dialog()->findChild<QFileDialog *>();
        QVERIFY(files);
        files->selectFile(m_it->path(name));
        QVERIFY(QMetaObject::invokeMethod(files, "accept"));
        QTRY_VERIFY(!dialog()->findChild<QFileDialog *>());
    }
    int jobs() const { return tab()->pane()->session().run().settings().concurrency; }
    QByteArray saved(const QString &name = u"orders.plan.json"_s) const
    {
        QFile file(m_it->path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<WindowFixture> m_it;
};

void TestPlans::open(const QByteArray &content)
{
    m_it->window().open(m_it->bare(u"orders.json"_s, content));
}

void TestPlans::asksWhereOneRecordShouldGo()
{
    open(R"([{"id": 1, "name": "a"}])");
    QTRY_VERIFY(tab()->isAsked());
    QCOMPARE(m_it->named<QLabel>("whereText")->text(),
             u"orders.json holds 1 record and brings no plan that says what to do with it. Its fields: id, name"_s);
}

void TestPlans::asksWhereToGo()
{
    open();
    QTRY_VERIFY(m_it->has<WherePage>("WherePage") || tab()->isAsked());
    QVERIFY(m_it->named<QLabel>("whereText")->text().contains(u"orders.json holds 2 records"_s));
    QVERIFY(m_it->named<QLabel>("whereText")->text().endsWith(u"Their fields: id, name"_s));
    QVERIFY(!m_it->records());
    QVERIFY(!m_it->action("actionRun")->isEnabled()); // nothing runs without a plan
    QCOMPARE(m_it->action("actionRun")->toolTip(), u"Say where the batch should go first."_s);
}

void TestPlans::simulates()
{
    Liking liking = m_it->preferences().liking();
    liking.jobs = 3;
    liking.timeout = 7;
    m_it->preferences().setLiking(liking);
    open();
    choose("toNothing");
    QTRY_VERIFY(m_it->records());
    QCOMPARE(m_it->cell(0, RecordModel::Target), u"simulated"_s);
    QVERIFY(!m_it->records()->isColumnHidden(RecordModel::Target));
    QCOMPARE(m_it->named<QSpinBox>("jobs")->value(), 3);
    QCOMPARE(m_it->named<QDoubleSpinBox>("timeout")->value(), 7.0);
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QVERIFY(saved().isEmpty());
}

void TestPlans::triesOutOnALocalFile()
{
    open();
    choose("toFile");
    QTRY_VERIFY(m_it->records());
    QCOMPARE(m_it->cell(0, RecordModel::Target), u"trial"_s);
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QVERIFY(QFileInfo::exists(m_it->path(u"orders.trial.db"_s)));
}

void TestPlans::draftsForADatabase()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QCOMPARE(in<QLabel>(u"title"_s)->text(), u"How orders.json is run"_s);
    QCOMPARE(field(u"connections.main.host"_s)->text(), u"localhost"_s);
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"orders"_s);
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"id"_s);
    field(u"operations.*.key"_s)->clear();
    QTest::keyClicks(field(u"operations.*.key"_s), u"id, name"_s);
    QVERIFY(in<QTabBar>(u"tabs"_s)->isVisible());
    QTest::mouseClick(in<QTabBar>(u"tabs"_s), Qt::LeftButton, {}, in<QTabBar>(u"tabs"_s)->tabRect(1).center());
    QVERIFY(in<QPlainTextEdit>(u"text"_s)->toPlainText().contains(u"\"key\": [\"id\", \"name\"]"_s));
    press("cancel");
    QTRY_VERIFY(dialog()->findChild<QMessageBox *>()); // what was typed is in no file
    QTest::keyClick(dialog()->findChild<QMessageBox *>(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog()->findChild<QMessageBox *>());
    QVERIFY(dialog()->isVisible());
    press("cancel");
    accept(dialog()->findChild<QMessageBox *>());
    QTRY_VERIFY(!dialog());
    QVERIFY(tab()->isAsked());
}

void TestPlans::savesBesideTheBatch()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    press("saveBeside");
    QTRY_VERIFY(m_it->records());
    QVERIFY(saved().contains("\"sql.upsert\""));
}

void TestPlans::asksBeforeAnotherPlanIsReplaced()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    m_it->bare(u"orders.plan.json"_s, simulated); // somebody else's, meanwhile
    press("saveBeside");
    QTRY_VERIFY(dialog()->findChild<QMessageBox *>());
    QCOMPARE(saved(), QByteArray(simulated));
    accept(dialog()->findChild<QMessageBox *>());
    QTRY_VERIFY(saved().contains("sql.upsert"));
    QTRY_VERIFY(m_it->records());
}

void TestPlans::savesUnderAnotherName()
{
    m_it->bare(u"orders.plan.json"_s, simulated);
    open();
    QTRY_VERIFY(m_it->records());
    editPlan();
    type(u"concurrency"_s, u"24"_s);
    QCOMPARE(in<QLabel>(u"source"_s)->text(), u"From orders.plan.json, changed since"_s);
    press("saveAs");
    chooseFile(u"faster.json"_s);
    QTRY_COMPARE(in<QLabel>(u"source"_s)->text(), u"From faster.json"_s);
    QVERIFY(saved(u"faster.json"_s).contains("\"concurrency\": 24"));
    QCOMPARE(saved(), QByteArray(simulated)); // where it was from
    press("saveAs");
    Q_EMIT dialog()->findChild<QFileDialog *>()->fileSelected(m_it->path(u"orders.json"_s)); // as somebody has agreed
    dialog()->findChild<QFileDialog *>()->close();
    QVERIFY(in<QLabel>(u"problems"_s)->text().startsWith(u"“orders.json” is the batch itself."_s));
    QCOMPARE(saved(u"orders.json"_s), QByteArray(orders));
    QTRY_VERIFY(!dialog()->findChild<QFileDialog *>());
    press("use");
    QTRY_VERIFY(tab()->pane() && jobs() == 24);
}

void TestPlans::loadsAnother()
{
    m_it->bare(u"orders.plan.json"_s, simulated);
    m_it->bare(u"slow.json"_s, R"({"concurrency": 3, "operations": {"*": {"kind": "simulate"}}})");
    m_it->bare(u"broken.json"_s, R"(["no plan"])");
    open();
    QTRY_VERIFY(m_it->records());
    editPlan();
    press("load");
    chooseFile(u"slow.json"_s); // nothing is lost: nobody is asked
    QTRY_COMPARE(field(u"concurrency"_s)->text(), u"3"_s);
    QCOMPARE(in<QLabel>(u"source"_s)->text(), u"From slow.json"_s);
    QVERIFY(dialog()->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().contains(u"\"concurrency\": 3"_s));

    press("load");
    chooseFile(u"broken.json"_s);
    QTRY_VERIFY(!in<QToolButton>(u"use"_s)->isEnabled());
    QVERIFY(!in<QLabel>(u"problems"_s)->text().isEmpty());
    press("load"); // of that nothing is lost either
    chooseFile(u"slow.json"_s);
    QTRY_VERIFY(in<QToolButton>(u"use"_s)->isEnabled());

    type(u"concurrency"_s, u"5"_s);
    press("load");
    QVERIFY(!dialog()->findChild<QFileDialog *>());
    accept(dialog()->findChild<QMessageBox *>()); // what was typed is dropped
    QTRY_VERIFY(dialog()->findChild<QFileDialog *>());
    chooseFile(u"slow.json"_s);
    QTRY_COMPARE(field(u"concurrency"_s)->text(), u"3"_s);
    press("use");
    QTRY_VERIFY(tab()->pane() && jobs() == 3);
}

void TestPlans::checksWhileSomebodyTypes()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QLineEdit *jobs = field(u"concurrency"_s);
    QTest::keyClicks(jobs, u"many"_s);
    QTRY_VERIFY(!in<QToolButton>(u"saveBeside"_s)->isEnabled());
    QVERIFY(!in<QToolButton>(u"saveBeside"_s)->toolTip().isEmpty());
    const auto said = in<QWidget>(u"concurrency"_s)->findChildren<QLabel *>();
    QVERIFY(
        std::any_of(said.begin(), said.end(), [](const QLabel *label) { return label->text().contains(u"4096"_s); }));
    QVERIFY2(in<QLabel>(u"problems"_s)->text().startsWith(u"1 field is wrong: "_s),
             qPrintable(in<QLabel>(u"problems"_s)->text()));
    press("more");
    jobs = field(u"concurrency"_s); // the form is another one
    auto *bar = in<QScrollArea>(u"formScroll"_s)->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(bar->maximum());
    QTRY_VERIFY(jobs->visibleRegion().isEmpty());
    press("goToWrong");
    QVERIFY(jobs->hasFocus());
    QTRY_VERIFY(!jobs->visibleRegion().isEmpty());
    jobs->clear();
    QTest::keyClicks(jobs, u"12"_s);
    QVERIFY(in<QToolButton>(u"saveBeside"_s)->isEnabled());
    QVERIFY(!dialog()->findChild<QToolButton *>(u"goToWrong"_s)->isVisible());

    QTest::mouseClick(in<QTabBar>(u"tabs"_s), Qt::LeftButton, {}, in<QTabBar>(u"tabs"_s)->tabRect(1).center());
    auto *text = in<QPlainTextEdit>(u"text"_s);
    QVERIFY(text->toPlainText().contains(u"\"concurrency\": 12"_s));
    QTest::keyClicks(text, u"x"_s);
    QVERIFY(!in<QToolButton>(u"use"_s)->isEnabled());
    QVERIFY(in<QLabel>(u"problems"_s)->text().contains(u"line 1"_s));
}

void TestPlans::showsTheRestUnderMore()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    const auto has = [&](const QString &path) {
        for (const QWidget *found : dialog()->findChildren<QWidget *>(path)) {
            if (found->isVisibleTo(dialog()))
                return true;
        }
        return false;
    };
    QVERIFY(has(u"concurrency"_s));
    QVERIFY(!has(u"timeout"_s));
    int last = -1; // what it takes to get there stands together
    for (const QString &name : {u"host"_s, u"port"_s, u"database"_s, u"user"_s, u"password"_s}) {
        const int at = in<QWidget>(u"connections.main."_s + name)->y();
        QVERIFY2(at > last, qPrintable(name));
        last = at;
    }
    QVERIFY(!has(u"connections.main.sslmode"_s));
    press("more");
    for (const QString &path : {u"timeout"_s, u"connections.main.sslmode"_s, u"retry.attempts"_s,
                                u"operations.*.onConflict"_s, u"operations.*.success"_s, u"limits"_s})
        QVERIFY2(has(path), qPrintable(path));
}

// With the keys alone: the field that is changed keeps the keyboard, though all of them are others then.
void TestPlans::anotherKindBringsWhatItNeeds()
{
    m_it->file(u"orders.json"_s, "");
    open();
    QTRY_VERIFY(m_it->records());
    editPlan();
    const auto choose = [this](const QString &name, const QString &kind) {
        in<QComboBox>(name)->setFocus();
        for (int step = 0; step < 20 && in<QComboBox>(name)->currentData() != kind; ++step) {
            QTest::keyClick(in<QComboBox>(name), step < 10 ? Qt::Key_Down : Qt::Key_Up);
            QCOMPARE(dialog()->focusWidget(), in<QComboBox>(name));
        }
        QCOMPARE(in<QComboBox>(name)->currentData().toString(), kind);
    };
    QVERIFY(!dialog()->findChild<QWidget *>(u"connections.main.host"_s));
    choose(u"operations.*.kind"_s, u"sql.upsert"_s);
    type(u"connections.main.host"_s, u"db.example"_s);
    type(u"connections.main.database"_s, u"shop"_s);
    type(u"operations.*.table"_s, u"orders"_s);
    type(u"operations.*.rows"_s, u"{@record}"_s);
    QVERIFY(in<QToolButton>(u"saveBeside"_s)->isEnabled());
    choose(u"connections.main.driver"_s, u"mariadb"_s);
    QCOMPARE(field(u"connections.main.host"_s)->text(), u"db.example"_s);
    choose(u"connections.main.driver"_s, u"sqlite"_s);
    choose(u"connections.main.driver"_s, u"postgresql"_s);
    QCOMPARE(field(u"connections.main.host"_s)->text(), u"db.example"_s);
    choose(u"operations.*.kind"_s, u"simulate"_s);
    QVERIFY(in<QToolButton>(u"saveBeside"_s)->isEnabled()); // nothing is left that it does not know
    choose(u"operations.*.kind"_s, u"sql.upsert"_s);
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"orders"_s);

    in<QTabBar>(u"tabs"_s)->setFocus();
    QTest::keyClick(dialog(), Qt::Key_Tab);
    QCOMPARE(dialog()->focusWidget(), in<QComboBox>(u"connections.main.driver"_s));
    QTest::keyClick(dialog(), Qt::Key_Tab);
    QCOMPARE(dialog()->focusWidget(), field(u"connections.main.host"_s));

    choose(u"operations.*.kind"_s, u"simulate"_s);
    const auto showPage = [this](int page) {
        QTest::mouseClick(in<QTabBar>(u"tabs"_s), Qt::LeftButton, {}, in<QTabBar>(u"tabs"_s)->tabRect(page).center());
    };
    showPage(1);
    in<QPlainTextEdit>(u"text"_s)->setPlainText(
        uR"({"operations": {"*": {"kind": "simulate"}, "ship": {"kind": "simulate"}}})"_s);
    showPage(0);
    choose(u"operations.*.kind"_s, u"sql.upsert"_s);
    QCOMPARE(field(u"operations.*.table"_s)->text(), QString()); // that was another plan's
    in<QComboBox>(u"operations"_s)->setFocus();
    QTest::keyClick(in<QComboBox>(u"operations"_s), Qt::Key_Down);
    QCOMPARE(dialog()->focusWidget(), in<QComboBox>(u"operations"_s));
    QVERIFY(in<QComboBox>(u"operations.ship.kind"_s));
}

void TestPlans::offersOnlyKindsThatThereAre()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QStringList offered;
    for (const QComboBox *box : dialog()->findChildren<QComboBox *>()) {
        for (int i = 0; i < box->count(); ++i)
            offered += box->itemData(i).toString();
    }
    for (const KindDescription &kind : planKinds())
        QVERIFY2(offered.contains(kind.name), qPrintable(kind.name));
    QVERIFY(!offered.contains(u"celery"_s));
}

void TestPlans::asksForASecretsName()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    auto *password = in<QWidget>(u"connections.main.password"_s);
    auto *keeper = password->findChild<QComboBox *>();
    const auto said = [password] {
        QStringList texts;
        for (const QLabel *label : password->findChildren<QLabel *>())
            texts += label->isVisibleTo(password) ? label->text() : QString();
        texts.removeAll(QString());
        return texts.join(u' ');
    };
    for (const auto &[kind, wanted] :
         {std::pair(u"env"_s, u"Name the variable."_s), std::pair(u"keychain"_s, u"Name the entry."_s)}) {
        keeper->setCurrentIndex(keeper->findData(kind));
        Q_EMIT keeper->activated(keeper->currentIndex());
        QCOMPARE(said(), wanted);
        QVERIFY(!in<QToolButton>(u"saveBeside"_s)->isEnabled());
    }
    QTest::keyClicks(password->findChild<QLineEdit *>(), u"wahs"_s);
    QCOMPARE(said(), QString());
    QVERIFY(in<QToolButton>(u"saveBeside"_s)->isEnabled());

    auto *editor = in<KeyEditor>(u"connections.main.password"_s);
    editor->setJson("\"hunter2\"");
    editor->setProblem(u"a secret must not stand in a plan"_s);
    QCOMPARE(said(), u"a secret must not stand in a plan"_s);
}

void TestPlans::testsAConnection()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    const auto boxes = dialog()->findChildren<QComboBox *>();
    const auto drivers =
        std::find_if(boxes.begin(), boxes.end(), [](const QComboBox *box) { return box->findData(u"sqlite"_s) >= 0; });
    QVERIFY(drivers != boxes.end());
    (*drivers)->setCurrentIndex((*drivers)->findData(u"sqlite"_s));
    Q_EMIT(*drivers)->activated((*drivers)->currentIndex());
    QTest::keyClicks(field(u"connections.main.database"_s), u"missing.db"_s);
    press("test");
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().contains(u"missing.db"_s)); // and makes none
    QTest::keyClicks(field(u"connections.main.database"_s), u"x"_s);
    QCOMPARE(in<QLabel>(u"finding"_s)->text(), QString()); // it was of another one
    QVERIFY(!QFileInfo::exists(m_it->path(u"missing.db"_s)));
    m_it->bare(u"there.db"_s, {});
    field(u"connections.main.database"_s)->clear();
    QTest::keyClicks(field(u"connections.main.database"_s), u"there.db"_s);
    press("test");
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().startsWith(u"SQLite 3."_s));
    QVERIFY(in<QLabel>(u"finding"_s)->text().contains(u"there is no table “orders” yet"_s));
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"id"_s);
    QVERIFY(execute("create table order_s (id integer)"));
    press("test");
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().contains(u"no table “orders”, but there is “order_s”"_s));
    QVERIFY(execute("alter table order_s rename to orders"));
    press("test");
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().contains(u"“orders” has no key"_s));
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"id"_s); // else the same rows would be inserted again
    QVERIFY(execute("drop table orders") && execute("create table orders (id integer, name text primary key)"));
    press("test");
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().contains(u"“orders” has the key name"_s));
    QVERIFY(in<QLabel>(u"finding"_s)->text().contains(u"its columns: id INTEGER, name TEXT"_s, Qt::CaseInsensitive));
    QVERIFY(in<QLabel>(u"finding"_s)->text().contains(u"none of its, and is name now"_s));
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"name"_s);
}

void TestPlans::useFile(const QString &name) const
{
    const auto boxes = dialog()->findChildren<QComboBox *>();
    const auto drivers =
        std::find_if(boxes.begin(), boxes.end(), [](const QComboBox *box) { return box->findData(u"sqlite"_s) >= 0; });
    QVERIFY(drivers != boxes.end());
    (*drivers)->setCurrentIndex((*drivers)->findData(u"sqlite"_s));
    Q_EMIT(*drivers)->activated((*drivers)->currentIndex());
    field(u"connections.main.database"_s)->clear();
    QTest::keyClicks(field(u"connections.main.database"_s), name);
}

// Of a draft: what its fields named is only a guess. What somebody has said is not.
void TestPlans::takesTableAndKeyOfAFile()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    m_it->bare(u"there.db"_s, {});
    useFile(u"there.db"_s);
    const auto tested = [this](const QString &says) {
        in<QLabel>(u"finding"_s)->clear();
        press("test");
        return QTest::qWaitFor([&] { return in<QLabel>(u"finding"_s)->text().contains(says); }, 30000);
    };
    QVERIFY(execute("create table goods (name text primary key, id integer not null)"));
    QVERIFY(execute("create table wares (id integer, name text)"));
    QVERIFY(tested(u"the records would fit goods, wares: say which"_s));
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"orders"_s);
    QVERIFY(execute("drop table wares"));
    QVERIFY(tested(u"the records fit “goods” best, which the plan names now · its key: name"_s));
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"goods"_s);
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"name"_s);
    field(u"operations.*.table"_s)->clear();
    QTest::keyClicks(field(u"operations.*.table"_s), u"mine"_s);
    QVERIFY(tested(u"there is no table “mine” yet"_s));
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"mine"_s);
}

// The key, before anything was looked at; and another table, while the one before is looked at.
void TestPlans::keepsWhatWasSaidMeanwhile()
{
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    m_it->bare(u"there.db"_s, {});
    useFile(u"there.db"_s);
    QVERIFY(execute("create table goods (name text primary key, id integer not null)"));
    type(u"operations.*.key"_s, u"id, name"_s);
    press("test");
    const QString taken = u"the records fit “goods” best, which the plan names now"_s;
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().endsWith(taken));
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"goods"_s);
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"id, name"_s);
    press("test");
    type(u"operations.*.table"_s, u"mine"_s); // before it is told
    QTRY_VERIFY(in<QLabel>(u"finding"_s)->text().contains(u"“goods” has the key name"_s));
    QCOMPARE(field(u"operations.*.table"_s)->text(), u"mine"_s);
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"id, name"_s);
}

// Which everybody's programs find: it is looked at before anybody asks.
void TestPlans::takesTableAndKeyOfAServer()
{
    PostgresServer server;
    if (const QString why = server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    server.sql(u"create table goods (no int generated always as identity primary key, id int not null unique, "
               "name text)"_s);
    qputenv("DATABASE_URL", "postgresql://postgres@/postgres?host=" + server.folder().toUtf8());
    const auto unset = qScopeGuard([] { qunsetenv("DATABASE_URL"); });
    open();
    choose("toDatabase");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(field(u"operations.*.table"_s)->text(), u"goods"_s, 30000);
    QCOMPARE(field(u"operations.*.key"_s)->text(), u"id"_s);
    QVERIFY(in<QLabel>(u"finding"_s)->text().startsWith(u"PostgreSQL "_s));
    press("use");
    QTRY_VERIFY(m_it->records());
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QCOMPARE(server.asked(u"select id, name from goods order by id"_s), QByteArray("1|ink\n2|paper"));
}

void TestPlans::beginsANewRunUnderAnotherPlan()
{
    const QByteArray spelt = R"({"concurrency": 8, "operations": {"*": {"kind": "simulate"}}})";
    m_it->bare(u"orders.plan.json"_s, spelt);
    open();
    QTRY_VERIFY(m_it->records());
    editPlan(); // before it has run nobody is asked
    press("more");
    field(u"label"_s)->clear();
    QTest::keyClicks(field(u"label"_s), u"the {name}"_s);
    press("use");
    QTRY_COMPARE(m_it->cell(0, RecordModel::Label), u"the ink"_s);
    QCOMPARE(saved(), spelt); // it was not saved
    editPlan();
    QCOMPARE(in<QLabel>(u"source"_s)->text(), u"It is in no file yet."_s);
    QVERIFY(dialog()->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().contains(u"\"concurrency\": 8"_s));
    press("use"); // as it was typed
    QTRY_VERIFY(!dialog());
    QTRY_COMPARE(m_it->cell(0, RecordModel::Label), u"the ink"_s);
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QTRY_VERIFY(m_it->action("actionPlan")->isEnabled());
    editPlan();
    press("use");
    QTRY_VERIFY(tab()->findChild<QMessageBox *>());
    QCOMPARE(m_it->state(1), u"Succeeded"_s);
    QTest::keyClick(tab()->findChild<QMessageBox *>(), Qt::Key_Escape);
    QTRY_VERIFY(!tab()->findChild<QMessageBox *>());
    QVERIFY(dialog()->isVisible()); // what was typed is still there
    press("use");
    QTRY_VERIFY(tab()->findChild<QMessageBox *>());
    accept(tab()->findChild<QMessageBox *>(), u"Begin a New Run"_s);
    QTRY_COMPARE(m_it->state(1), u"Queued"_s);
    QCOMPARE(m_it->cell(0, RecordModel::Label), u"the ink"_s);
}

// What the bar of a run that was paused by its failures offers.
void TestPlans::goesOnUnderAChangedPlan()
{
    m_it->bare(u"orders.plan.json"_s, R"({"concurrency": 1, "failures": {"then": "pause", "alike": 2},
        "operations": {"*": {"kind": "simulate"}}})");
    open(R"([{"name": "ink"}, {"name": "paper", "fail": "No."}, {"name": "pens", "fail": "No."}, {"name": "tape"}])");
    QTRY_VERIFY(m_it->records());
    m_it->named<QDoubleSpinBox>("rate")->setValue(500);
    m_it->named<QDoubleSpinBox>("timeout")->setValue(40);
    m_it->action("actionRun")->trigger();
    QTRY_VERIFY(m_it->has<QToolButton>("planFromNews"));
    QTRY_VERIFY(m_it->named<QToolButton>("planFromNews")->isEnabled());
    m_it->press("planFromNews");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    type(u"concurrency"_s, u"2"_s);
    press("more");
    type(u"timeout"_s, u"20"_s);
    press("more");
    changeLabel();
    auto *question = tab()->findChild<QMessageBox *>();
    QCOMPARE(question->buttons().size(), 2); // not a new run: this one is under way
    accept(question);
    QTRY_COMPARE(m_it->cell(0, RecordModel::Label), u"the ink"_s);
    QCOMPARE(m_it->state(0), u"Succeeded"_s);
    QCOMPARE(m_it->state(2), u"Failed"_s);
    QCOMPARE(m_it->state(3), u"Queued"_s); // nothing runs before somebody says so
    QVERIFY(tab()->messages().sentence().contains(u"The plan has changed since: "_s));
    QCOMPARE(m_it->named<QSpinBox>("jobs")->value(), 2); // as the plan says now
    QCOMPARE(m_it->named<QDoubleSpinBox>("timeout")->value(), 20.0); // likewise
    QCOMPARE(m_it->named<QDoubleSpinBox>("rate")->value(), 500.0); // of which it says nothing
    QCOMPARE(tab()->pane()->session().run().settings().rate, std::optional(500.0));
    m_it->press("mainButton");
    QTRY_COMPARE(m_it->state(3), u"Succeeded"_s);
    QCOMPARE(m_it->cell(0, RecordModel::Try), u"1"_s); // and was not run again
    QCOMPARE(m_it->state(2), u"Failed"_s);
}

void TestPlans::goesOnWithARunThatIsOver()
{
    m_it->bare(u"orders.plan.json"_s, simulated);
    open(R"([{"name": "ink"}, {"name": "paper", "fail": "No.", "failTimes": 1}])");
    QTRY_VERIFY(m_it->records());
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Failed"_s);
    QTRY_VERIFY(m_it->action("actionPlan")->isEnabled());
    m_it->action("actionPlan")->trigger();
    changeLabel();
    accept(tab()->findChild<QMessageBox *>(), u"Go On"_s);
    QTRY_COMPARE(m_it->cell(1, RecordModel::Label), u"the paper"_s);
    QCOMPARE(m_it->state(0), u"Succeeded"_s);
    QCOMPARE(m_it->state(1), u"Failed"_s);
    m_it->action("actionRetry")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QCOMPARE(m_it->cell(0, RecordModel::Try), u"1"_s);

    QVERIFY(tab()->messages().sentence().startsWith(u"This goes on with the run of "_s));
    QTRY_VERIFY(m_it->action("actionPlan")->isEnabled());
    editPlan();
    press("use");
    QTRY_VERIFY(tab()->findChild<QMessageBox *>());
    accept(tab()->findChild<QMessageBox *>(), u"Begin a New Run"_s);
    QTRY_COMPARE(m_it->state(0), u"Queued"_s);
    QVERIFY(!tab()->messages().sentence().contains(u"This goes on"_s)); // it does not
}

// Another program has begun one, since this one was closed to be opened under the changed plan.
void TestPlans::goesOnWithNoOtherRun()
{
    m_it->bare(u"orders.plan.json"_s, simulated);
    open();
    QTRY_VERIFY(m_it->records());
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(1), u"Succeeded"_s);
    QTRY_VERIFY(m_it->action("actionPlan")->isEnabled());
    m_it->action("actionPlan")->trigger();
    changeLabel();
    {
        SessionRequest request;
        request.batch.path = m_it->path(u"orders.json"_s);
        LoadWatch watch;
        const auto other = Session::open(request, watch);
        QVERIFY(other);
        JournalChoice fresh;
        fresh.where = JournalChoice::Where::Folder;
        fresh.reopen = Reopen::Fresh;
        QVERIFY((*other)->createRun(nullptr, fresh));
        (*other)->run().startFirst(1);
        QTRY_COMPARE((*other)->run().record(0).state, State::Succeeded);
        QVERIFY((*other)->run().close(std::chrono::minutes(1)));
    }
    accept(tab()->findChild<QMessageBox *>(), u"Go On"_s);
    QTRY_VERIFY(m_it->has<QLabel>("resumeTitle"));
    QCOMPARE(m_it->named<QLabel>("resumeTitle")->text(), u"Another run of orders.json has begun since"_s);
    m_it->press("resumeRun"); // of that one
    QTRY_COMPARE(m_it->state(1), u"Queued"_s);
    QCOMPARE(m_it->state(0), u"Succeeded"_s);
}

// The tab does not go without a word, nor wait for it.
void TestPlans::staysWhereSomethingDoesNotStop()
{
    m_it->bare(u"orders.plan.json"_s,
               R"({"cleanup": 0.1, "concurrency": 8, "operations": {"*": {"kind": "simulate"}}})");
    open(R"([{"name": "ink"}, {"blocking": true, "seconds": 1000, "steps": 10000, "ignoreStop": 8}])");
    QTRY_VERIFY(m_it->records());
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(0), u"Succeeded"_s);
    QTRY_VERIFY(!m_it->cell(1, RecordModel::Progress).isEmpty()); // what is stopped before it has begun stops
    m_it->action("actionPause")->trigger();
    QTRY_VERIFY(m_it->action("actionPlan")->isEnabled());
    m_it->action("actionPlan")->trigger();
    changeLabel();
    accept(tab()->findChild<QMessageBox *>());
    const QPointer<RunClosing> closing(&tab()->pane()->closing());
    QCOMPARE(closing->step(), RunClosing::Step::Stopping);
    closing->giveUp();
    QTRY_VERIFY(!tab() || closing->step() == RunClosing::Step::Over);
    QVERIFY(tab());
    QVERIFY(closing->isStuck());
    QVERIFY2(tab()->messages().sentence().startsWith(u"What was at work does not stop"_s),
             qPrintable(tab()->messages().sentence()));
    QVERIFY(dialog() && dialog()->isVisible()); // what was typed is in no file
    QVERIFY(in<QLabel>(u"problems"_s)->text().startsWith(u"What was at work does not stop"_s));
    press("more");
    QCOMPARE(field(u"label"_s)->text(), u"the {name}"_s);
    QVERIFY(dialog()->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().contains(
        u"\"concurrency\": 8"_s)); // as it was typed
    press("use"); // once more, which leads nowhere
    QVERIFY(!tab()->findChild<QMessageBox *>()); // it is not asked about either
    QVERIFY(in<QLabel>(u"problems"_s)->text().startsWith(u"What was at work does not stop. To go on"_s));
    dialog()->done(0);
    QTRY_COMPARE(m_it->state(1), u"In doubt"_s);
    QVERIFY(!m_it->action("actionRun")->isEnabled());
    const QString journal = tab()->pane()->session().journal()->path();
    m_it->action("actionClose")->trigger();
    QTRY_VERIFY(!tab());
    QVERIFY(isAtWork(journal)); // what was given up may still write
    QTRY_VERIFY_WITH_TIMEOUT(!isAtWork(journal), 60'000); // its thread has returned
    m_it->window().open(m_it->path(u"orders.json"_s));
    QTRY_VERIFY(m_it->has<QWidget>("resumeRun"));
}

void TestPlans::mendsABrokenPlan()
{
    m_it->bare(u"orders.plan.json"_s, R"({"operations": {"*": {"kind": "simulat"}}})");
    open();
    QTRY_VERIFY(m_it->has<QToolButton>("mendPlan"));
    QVERIFY(m_it->named<QToolButton>("mendPlan")->property("primary").toBool()); // the file is well
    QVERIFY(!m_it->named<QToolButton>("tryAgain")->property("primary").toBool());
    m_it->press("mendPlan");
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QVERIFY(!in<QToolButton>(u"use"_s)->isEnabled());
    QTest::mouseClick(in<QTabBar>(u"tabs"_s), Qt::LeftButton, {}, in<QTabBar>(u"tabs"_s)->tabRect(1).center());
    QVERIFY(in<QLabel>(u"problems"_s)->text().contains(u"simulate"_s)); // the nearest one
    in<QPlainTextEdit>(u"text"_s)->setPlainText(QString::fromUtf8(simulated));
    press("saveBeside");
    QTRY_VERIFY(m_it->records());
    QVERIFY(saved().contains("\"simulate\""));
}

QTEST_MAIN(TestPlans)
#include "tst_plans.moc"
