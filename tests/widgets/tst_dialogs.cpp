#include "clipping.h"
#include "windowfixture.h"

#include "widgets/appearance.h"
#include "widgets/batchtab.h"
#include "widgets/closingdialog.h"
#include "widgets/editdialog.h"
#include "widgets/language.h"
#include "widgets/plandialog.h"
#include "widgets/previewdialog.h"
#include "widgets/question.h"
#include "widgets/resumepage.h"
#include "widgets/runsdialog.h"
#include "widgets/settingsdialog.h"
#include "widgets/shortcutsdialog.h"
#include "widgets/theme.h"
#include "widgets/wherepage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QCryptographicHash>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressDialog>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTranslator>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

QPalette paletteOf(bool isDark)
{
    return Theme::of(QPalette(isDark ? Qt::black : Qt::white)).palette();
}

// How a window speaks and looks while it lives: in one of the languages, bright or dark, its text as large as that.
class Look {
public:
    Look(bool isKorean, bool isDark, int percent)
        : m_font(QApplication::font())
    {
        QFont font = m_font;
        font.setPointSizeF(9.75 * percent / 100);
        QApplication::setFont(font);
        QApplication::setPalette(paletteOf(isDark));
        speak(isKorean ? u"ko"_s : u"en"_s);
    }
    ~Look()
    {
        QApplication::setFont(m_font);
        QApplication::setPalette(QPalette());
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
        QLocale::setDefault(m_locale);
    }
    Q_DISABLE_COPY_MOVE(Look)

private:
    const QFont m_font;
    const QLocale m_locale;
};

void addLooks()
{
    QTest::addColumn<bool>("isKorean");
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("percent");
    for (const bool isKorean : {false, true}) {
        for (const bool isDark : {false, true}) {
            for (const int percent : {100, 200})
                QTest::addRow("%s-%s-%d", isKorean ? "korean" : "english", isDark ? "dark" : "light", percent)
                    << isKorean << isDark << percent;
        }
    }
}

constexpr QSize smallest(1280, 680); // of a screen of 1280×720, within the frame that a desktop puts around it

// Waits until it is laid out; where somebody wants pictures, it is kept as one.
QString looked(QWidget *shown, const QString &name)
{
    const Clipping clipping(shown);
    const bool isWell = QTest::qWaitFor([&clipping] { return clipping.found().isEmpty(); });
    keepPicture(*shown, name);
    return isWell ? QString() : u"%1: %2"_s.arg(name, clipping.found());
}

// Likewise, and it is not higher than the screen.
QString lookedInScreen(QDialog *dialog, const QString &name)
{
    if (!dialog || !QTest::qWaitForWindowExposed(dialog))
        return u"%1 does not come"_s.arg(name);
    const QString clipped = looked(dialog, name);
    const int most = dialog->screen()->availableSize().height();
    return !clipped.isEmpty() || dialog->height() < most
        ? clipped
        : u"%1: %2 of %3 high"_s.arg(name).arg(dialog->height()).arg(most);
}

// The letter that two of them have; empty where each has its own.
QString sharedLetter(const QStringList &texts)
{
    QHash<QKeySequence, QString> owners;
    for (const QString &text : texts) {
        const QKeySequence letter = QKeySequence::mnemonic(text);
        if (letter.isEmpty())
            continue;
        if (owners.contains(letter))
            return u"%1: “%2” and “%3”"_s.arg(letter.toString(), owners[letter], text);
        owners[letter] = text;
    }
    return {};
}

QStringList textsOf(const QList<QAction *> &actions)
{
    QStringList texts;
    for (const QAction *action : actions)
        texts += action->text();
    return texts;
}

// Likewise, of the menus and fields that are seen, and within each menu.
QString sharedLetters(const MainWindow &window)
{
    QStringList texts = textsOf(window.menuBar()->actions());
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy())
            texts += label->text();
    }
    QString shared = sharedLetter(texts);
    for (QMenu *menu : window.menuBar()->findChildren<QMenu *>()) {
        Q_EMIT menu->aboutToShow(); // what it holds may depend on the batch
        shared += sharedLetter(textsOf(menu->actions()));
    }
    return shared;
}

FoundRun cutShort()
{
    FoundRun found;
    found.created = QDateTime(QDate(2026, 11, 20), QTime(22, 15));
    found.ended = 1'220;
    found.inDoubt = 3;
    found.left = 780;
    found.batch.sameOrder = false;
    found.batch.same = 1'990;
    found.batch.added = 10;
    found.planKeys = {u"timeout"_s, u"operations"_s};
    return found;
}

} // namespace

// The dialogs that the menus open.
class TestDialogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void likesAreKept();
    void returnIsHeard();
    void coloursChangeAtOnce();
    void previewsWithoutRunning();
    void previewsWhatCannotRun();
    void previewsAMillionRecords();
    void namesEveryShortcut();
    void asksBeforeARunIsCancelled();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void plansAreNotClipped_data();
    void plansAreNotClipped();
    void questionsAreNotClipped_data();
    void questionsAreNotClipped();
    void pagesAreNotClipped_data();
    void pagesAreNotClipped();
    void rowsHaveTheRoomOfALowWindow_data();
    void rowsHaveTheRoomOfALowWindow();

private:
    template <typename Dialog>
    Dialog *dialog() const
    {
        return m_it->window().findChild<Dialog *>();
    }
    template <typename Dialog>
    Dialog *opened(const char *action) const
    {
        m_it->action(action)->trigger();
        return dialog<Dialog>();
    }
    static void click(QWidget *dialog, const char *name)
    {
        QTest::mouseClick(dialog->findChild<QToolButton *>(QLatin1StringView(name)), Qt::LeftButton);
    }
    static void agree(const QMessageBox *question)
    {
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        qFatal("nothing to agree to");
    }
    void open(const QByteArray &content, const QByteArray &plan) const
    {
        m_it->bare(u"orders.plan.json"_s, plan);
        m_it->window().open(m_it->bare(u"orders.json"_s, content));
        QTRY_VERIFY(m_it->records());
    }

    std::unique_ptr<WindowFixture> m_it;
};

void TestDialogs::likesAreKept()
{
    auto *settings = opened<SettingsDialog>("actionSettings");
    QVERIFY(settings);
    settings->findChild<QSpinBox *>(u"jobs"_s)->setValue(24);
    settings->findChild<QSpinBox *>(u"alike"_s)->setValue(0);
    QTest::mouseClick(settings->findChild<QCheckBox *>(u"asksForServer"_s), Qt::LeftButton, {}, QPoint(8, 8));
    click(settings, "cancel");
    QCOMPARE(m_it->preferences().liking().jobs, 8);
    QTRY_VERIFY(!dialog<SettingsDialog>());
    settings = opened<SettingsDialog>("actionSettings");
    QCOMPARE(settings->findChild<QSpinBox *>(u"jobs"_s)->value(), 8);
    settings->findChild<QSpinBox *>(u"jobs"_s)->setValue(24);
    settings->findChild<QSpinBox *>(u"keptDays"_s)->setValue(7);
    click(settings, "save");
    QCOMPARE(m_it->preferences().liking().jobs, 24);
    QCOMPARE(m_it->preferences().liking().keptDays, 7);
}

void TestDialogs::returnIsHeard()
{
    auto *settings = opened<SettingsDialog>("actionSettings");
    QVERIFY(settings);
    auto *jobs = settings->findChild<QSpinBox *>(u"jobs"_s);
    jobs->setValue(24);
    settings->findChild<QToolButton *>(u"cancel"_s)->setFocus();
    QTest::keyClick(settings->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!dialog<SettingsDialog>());
    QCOMPARE(m_it->preferences().liking().jobs, 8);
    settings = opened<SettingsDialog>("actionSettings");
    jobs = settings->findChild<QSpinBox *>(u"jobs"_s);
    jobs->setFocus();
    jobs->setValue(24);
    QTest::keyClick(jobs, Qt::Key_Return); // in a field: that is all
    QTRY_VERIFY(!dialog<SettingsDialog>());
    QCOMPARE(m_it->preferences().liking().jobs, 24);
}

void TestDialogs::coloursChangeAtOnce()
{
    const Appearance appearance(m_it->preferences());
    Liking liking = m_it->preferences().liking();
    liking.look = Liking::Look::Dark;
    m_it->preferences().setLiking(liking);
    QTRY_COMPARE(m_it->window().palette().color(QPalette::Window), paletteOf(true).color(QPalette::Window));
    liking.look = Liking::Look::Light;
    m_it->preferences().setLiking(liking);
    QTRY_COMPARE(m_it->window().palette().color(QPalette::Window), paletteOf(false).color(QPalette::Window));
    liking.look = Liking::Look::System;
    m_it->preferences().setLiking(liking);
}

void TestDialogs::previewsWithoutRunning()
{
    open(R"([{"id": 1, "name": "ink"}, {"id": 2, "name": "paper"}])",
         R"({"connections": {"main": {"driver": "sqlite", "database": "orders.db", "create": true}}, "operations":
             {"*": {"kind": "sql.upsert", "connection": "main", "table": "orders", "rows": "{@record}", "key": ["id"]}}})");
    auto *preview = opened<PreviewDialog>("actionPreview");
    QVERIFY(preview);
    const auto *records = preview->findChild<QTableView *>(u"records"_s);
    QCOMPARE(records->model()->rowCount(), 2);
    QVERIFY(records->model()->index(1, PreviewModel::Effect).data().toString().contains(u"orders"_s));
    QTest::keyClick(preview->findChild<QTableView *>(u"records"_s), Qt::Key_Down);
    QVERIFY(preview->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().contains(u"orders"_s));
    click(preview, "done");
    QVERIFY(!QFileInfo::exists(m_it->path(u"orders.db"_s)));
    QCOMPARE(m_it->state(0), u"Queued"_s);
}

void TestDialogs::previewsWhatCannotRun()
{
    open(R"([{"label": "good"}, {"label": )", R"({"operations": {"*": {"kind": "simulate"}}})");
    auto *preview = opened<PreviewDialog>("actionPreview");
    const auto *model = preview->findChild<QTableView *>(u"records"_s)->model();
    QCOMPARE(model->index(0, 0).data(PreviewModel::StateRole).toInt(), int(State::Queued));
    QCOMPARE(model->index(1, 0).data(PreviewModel::StateRole).toInt(), int(State::Failed));
    QVERIFY(!model->index(1, PreviewModel::Effect).data().toString().isEmpty());
}

void TestDialogs::previewsAMillionRecords()
{
    int asked = 0;
    PreviewModel model({1'000'000, [](quint32 row) { return QString::number(row); },
                        [&](quint32 row) {
                            ++asked;
                            return Expected<QString>(u"does %1"_s.arg(row));
                        }});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    asked = 0;
    QTableView view;
    view.setModel(&model);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.scrollTo(model.index(999'999, 0));
    QCOMPARE(model.index(999'999, PreviewModel::Effect).data().toString(), u"does 999999"_s);
    QVERIFY2(asked < 1000, qPrintable(QString::number(asked))); // those that are seen
}

void TestDialogs::namesEveryShortcut()
{
    QStringList said;
    for (const QLabel *label : opened<ShortcutsDialog>("actionShortcuts")->findChildren<QLabel *>())
        said += label->text();
    QStringList keys;
    for (const QAction *action : m_it->window().findChildren<QAction *>(QRegularExpression(u"^action[A-Z]"_s))) {
        keys += action->shortcut().toString(QKeySequence::NativeText);
        QVERIFY2(!keys.back().isEmpty() && said.contains(keys.back()), qPrintable(action->text()));
    }
    QVERIFY(said.contains(u"Copy ▸ Label"_s)); // else nobody knows what of it
    for (const QString &key : {u"Ctrl+Left, Ctrl+Right"_s, u"Ctrl+Up, Ctrl+Down"_s, u"Enter, Space"_s})
        QVERIFY2(said.contains(key), qPrintable(key)); // in the timeline
    QVERIFY(keys.size() > 25);
    QCOMPARE(keys.removeDuplicates(), 0);
}

void TestDialogs::asksBeforeARunIsCancelled()
{
    Liking liking = m_it->preferences().liking();
    liking.asksToCancel = true;
    m_it->preferences().setLiking(liking);
    open(R"([{"seconds": 1000}, {"seconds": 1000}])", R"({"operations": {"*": {"kind": "simulate"}}})");
    m_it->action("actionRun")->trigger();
    QTRY_COMPARE(m_it->state(0), u"Running"_s);
    m_it->action("actionCancel")->trigger();
    auto *question = m_it->window().findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->informativeText().startsWith(u"2 records"_s));
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!m_it->window().findChild<QMessageBox *>());
    QCOMPARE(m_it->state(0), u"Running"_s);
    m_it->action("actionCancel")->trigger();
    agree(m_it->window().findChild<QMessageBox *>());
    QTRY_COMPARE(m_it->state(0), u"Cancelled"_s);
    QTRY_COMPARE(m_it->state(1), u"Cancelled"_s);
}

void TestDialogs::nothingIsClipped_data()
{
    addLooks();
}

// What cannot be scrolled to must have the size that it asks for.
void TestDialogs::nothingIsClipped()
{
    QFETCH(bool, isKorean);
    QFETCH(bool, isDark);
    QFETCH(int, percent);
    const Look look(isKorean, isDark, percent);
    const Record record(0, "{}");
    const PlanDocument plan(R"({"connections": {"main": {"driver": "postgresql", "host": "localhost"}}, "operations":
        {"*": {"kind": "sql.upsert", "connection": "main", "table": "orders", "rows": "{@record}", "key": ["id"]}}})",
                            {});
    const PreviewModel::Source source{2, [](quint32) { return u"label"_s; },
                                      [](quint32) { return Expected<QString>(u"effect"_s); }};
    SessionRequest request;
    request.batch.path = m_it->bare(u"edit.json"_s, R"([{"id": 1}])");
    request.isTrial = true;
    LoadWatch watch;
    const auto session = Session::open(request, watch);
    QVERIFY(session);
    RunSummary summary;
    summary.counts[index(State::Queued)] = 772;
    summary.counts[index(State::Running)] = 8;
    summary.counts[index(State::Succeeded)] = 1'171;
    summary.counts[index(State::Failed)] = 43;
    QMainWindow window;
    const std::unique_ptr<MainWindow> menus(new MainWindow(m_it->preferences(), m_it->path(u"other"_s)));
    RunSummary last;
    last.counts[index(State::Running)] = 1;
    RunSummary paused = summary;
    paused.phase = RunPhase::Paused;
    paused.left = 772;
    const std::pair<const char *, QDialog *> dialogs[] = {
        {"close-last",
         new ClosingDialog(
             ClosingDialog::Of::Window, [last] { return QList{last}; }, &window)},
        {"close-paused",
         new ClosingDialog(
             ClosingDialog::Of::Window,
             [paused] {
                 return QList{paused, paused};
             },
             &window)},
        {"plan", new PlanDialog(plan, {}, u"orders.json"_s, record, &window)},
        {"preview", new PreviewDialog(source, 0, &window)},
        {"edit", new EditDialog(**session, 0, u"label"_s, u"It was busy."_s, &window)},
        {"runs", new RunsDialog(30, std::make_shared<ClosedBatches>(), &window)},
        {"settings", new SettingsDialog(m_it->preferences(), &window)},
        {"shortcuts", new ShortcutsDialog(*menus->findChild<QMenuBar *>(), &window)},
        {"close-tab",
         new ClosingDialog(
             ClosingDialog::Of::Tab, [summary] { return QList{summary}; }, &window)},
        {"close-window",
         new ClosingDialog(
             ClosingDialog::Of::Window,
             [summary] {
                 return QList{summary, summary};
             },
             &window)},
    };
    for (const auto &[name, dialog] : dialogs) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        const auto *page = dialog->findChild<QScrollArea *>(u"room"_s); // of a question: it need not be scrolled
        const int title = dialog->style()->pixelMetric(QStyle::PM_TitleBarHeight);
        const bool fits = dialog->height() < dialog->screen()->availableSize().height() - title;
        QVERIFY2(!page || !fits || !page->verticalScrollBar()->isVisible(), name);
        QCOMPARE(lookedInScreen(dialog, QLatin1StringView(name)), QString());
        dialog->hide();
    }
}

void TestDialogs::plansAreNotClipped_data()
{
    addLooks();
}

// All that a plan may say, what is wrong with it, its text, and what its dialog asks.
void TestDialogs::plansAreNotClipped()
{
    QFETCH(bool, isKorean);
    QFETCH(bool, isDark);
    QFETCH(int, percent);
    const Look look(isKorean, isDark, percent);
    const Record record(0, R"({"id": 1})");
    const char *drivers[] = {
        R"("driver": "postgresql", "host": "localhost", "password": {"keychain": "warehouse of the night shift"})",
        R"("driver": "mariadb", "host": "localhost", "password": {"env": "WAREHOUSE_PASSWORD"})",
        R"("driver": "sqlite", "database": "orders.db", "create": true)"};
    QMainWindow window;
    for (const char *driver : drivers) {
        const PlanDocument plan(R"({"connections": {"main": {)" + QByteArray(driver) + R"(}}, "operations":
            {"*": {"kind": "sql.upsert", "connection": "main", "table": "orders", "rows": "{@record}", "key": ["id"]}}})",
                                {});
        QPointer dialog(new PlanDialog(plan, {}, u"orders.json"_s, record, &window));
        dialog->open();
        click(dialog, "more");
        QTRY_COMPARE(dialog->findChildren<QToolButton *>(u"more"_s).size(), 1); // the form before is gone
        QCOMPARE(lookedInScreen(dialog, u"plan-more"_s), QString());
        auto *password = dialog->findChild<QWidget *>(u"connections.main.password"_s);
        auto *store = password ? password->findChild<QToolButton *>() : nullptr; // in the keychain
        const bool isKept = QByteArrayView(driver).contains("keychain");
        QCOMPARE(store && store->isVisible(), isKept);
        if (isKept) {
            store->click();
            auto *asks = dialog->findChild<QInputDialog *>();
            QCOMPARE(lookedInScreen(asks, u"password"_s), QString());
            asks->reject();
            QTRY_VERIFY(!dialog->findChild<QInputDialog *>());
        }
        for (const QString &key : {u"concurrency"_s, u"timeout"_s}) {
            auto *field = dialog->findChild<QWidget *>(key)->findChild<QLineEdit *>();
            field->clear();
            QTest::keyClicks(field, u"as many as there are"_s);
        }
        QVERIFY(dialog->findChild<QToolButton *>(u"goToWrong"_s)->isVisible());
        QCOMPARE(lookedInScreen(dialog, u"plan-wrong"_s), QString());
        dialog->findChild<QTabBar *>(u"tabs"_s)->setCurrentIndex(1);
        QCOMPARE(lookedInScreen(dialog, u"plan-text"_s), QString());
        dialog->reject();
        auto *question = dialog->findChild<QMessageBox *>();
        QCOMPARE(lookedInScreen(question, u"drop"_s), QString());
        agree(question);
        QTRY_VERIFY(!dialog);
    }
}

void TestDialogs::questionsAreNotClipped_data()
{
    addLooks();
}

// Also where names are long that are not ours.
void TestDialogs::questionsAreNotClipped()
{
    QFETCH(bool, isKorean);
    QFETCH(bool, isDark);
    QFETCH(int, percent);
    const Look look(isKorean, isDark, percent);
    m_it = std::make_unique<WindowFixture>();
    MainWindow &window = m_it->window();
    window.resize(smallest);
    const auto questioned = [&](const char *action) {
        m_it->action(action)->trigger();
        auto *question = window.findChild<QMessageBox *>();
        const QString clipped = lookedInScreen(question, QLatin1StringView(action));
        if (question)
            question->reject();
        return QTest::qWaitFor([&] { return !dialog<QMessageBox>(); }) ? clipped : u"it stays"_s;
    };
    QCOMPARE(questioned("actionAbout"), QString());

    Liking liking = m_it->preferences().liking();
    liking.asksToCancel = true;
    m_it->preferences().setLiking(liking);
    const QByteArray id = QCryptographicHash::hash("an order", QCryptographicHash::Sha256).toHex();
    open(R"([{"label": "the balances of the day", "seconds": 1000}, {"label": ")" + id + R"(", "seconds": 1000}])",
         R"({"operations": {"*": {"kind": "simulate"}}})");
    auto *first = opened<QInputDialog>("actionRunFirst");
    QCOMPARE(lookedInScreen(first, u"first"_s), QString());
    first->reject();
    QTRY_VERIFY(!dialog<QInputDialog>());

    m_it->action("actionRun")->trigger();
    QTRY_VERIFY(m_it->records()->model()->index(1, 0).data(RecordModel::StateRole).toInt() == int(State::Running));
    QCOMPARE(questioned("actionCancel"), QString());
    m_it->records()->selectAll();
    QTRY_VERIFY(m_it->action("actionCancelSelected")->isEnabled());
    QCOMPARE(questioned("actionCancelSelected"), QString()); // names them
    for (const auto of : {ClosingDialog::Of::Window, ClosingDialog::Of::Tab}) {
        askToGiveUp(of, &window, [] {});
        auto *stuck = dialog<QMessageBox>();
        QCOMPARE(lookedInScreen(stuck, u"stuck"_s), QString());
        stuck->reject();
        QTRY_VERIFY(!dialog<QMessageBox>());
    }
    tellAtOnce(&window, u"Not saved"_s, u"“results.jsonl” cannot be written: no space left on device."_s);
    QMessageBox *told = unreadIn(window);
    QCOMPARE(lookedInScreen(told, u"told"_s), QString());
    const auto *sentence = told->findChild<QLabel *>(u"qt_msgbox_informativelabel"_s);
    QVERIFY(sentence->contentsRect().height() < 3 * sentence->fontMetrics().lineSpacing());
    told->accept();
    QTRY_VERIFY(!dialog<QMessageBox>());

    m_it->action("actionPause")->trigger();
    QTRY_VERIFY(m_it->action("actionPlan")->isEnabled());
    auto *plan = opened<PlanDialog>("actionPlan");
    click(plan, "use");
    QTRY_VERIFY(window.findChild<BatchTab *>()->findChild<QMessageBox *>()); // the longest that there is
    QCOMPARE(lookedInScreen(dialog<QMessageBox>(), u"under-another-plan"_s), QString());
    dialog<QMessageBox>()->reject();
    plan->reject();
    QTRY_VERIFY(!dialog<PlanDialog>());

    auto *file = opened<QFileDialog>("actionSaveResults");
    QVERIFY(file);
    Q_EMIT file->fileSelected(m_it->path(u"results of the batch of the night shift.jsonl"_s));
    auto *progress = dialog<QProgressDialog>();
    QVERIFY(progress);
    progress->show(); // it would be only after a while
    QCOMPARE(Clipping(progress).found(), QString());
    keepPicture(*progress, u"progress"_s);
    file->reject();
    QTRY_VERIFY(!dialog<QProgressDialog>());
}

void TestDialogs::pagesAreNotClipped_data()
{
    addLooks();
}

// Each page of a window as small as it must bear, also with letters twice as large.
void TestDialogs::pagesAreNotClipped()
{
    QFETCH(bool, isKorean);
    QFETCH(bool, isDark);
    QFETCH(int, percent);
    const Look look(isKorean, isDark, percent);
    m_it = std::make_unique<WindowFixture>();
    MainWindow &window = m_it->window();
    window.resize(smallest);
    QCOMPARE(looked(&window, u"start"_s), QString());

    ResumePage resume;
    resume.setStyleSheet(Theme::of(QApplication::palette()).styleSheet());
    resume.setDoubt(u"orders.json"_s, {{journalUnfinished, u"It is not finished."_s, false}, cutShort()});
    resume.resize(1280, 560);
    resume.show();
    QVERIFY(QTest::qWaitForWindowExposed(&resume));
    QCOMPARE(looked(&resume, u"resume"_s), QString());
    resume.setDoubt(u"orders.json"_s, {{journalLocked, u"Somebody has it."_s, false}, cutShort()});
    QCOMPARE(looked(&resume, u"elsewhere"_s), QString());
    resume.hide();

    window.open(m_it->bare(u"where.json"_s, R"([{"id": 1, "name": "ink"}])"));
    QTRY_VERIFY(window.findChild<WherePage *>());
    QCOMPARE(looked(&window, u"where"_s), QString());
    window.open(m_it->bare(u"broken.json"_s, "no batch at all"));
    QTRY_VERIFY(m_it->has<QToolButton>("tryAgain"));
    QCOMPARE(looked(&window, u"problem"_s), QString());

    QByteArray records =
        R"([{"seconds": 1000, "label": "Ask the bank for the balances of the day"}, {"unknown": true})";
    for (int i = 0; i < 30; ++i)
        records += R"(, {"label": "Post the books", "fail": "There is no table “prices_daegu”."})";
    m_it->bare(u"orders.plan.json"_s,
               R"({"failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
    window.open(m_it->bare(u"orders.json"_s, records + ']'));
    QTRY_VERIFY(m_it->records());
    QCOMPARE(looked(&window, u"queued"_s), QString());
    m_it->action("actionRun")->trigger();
    const QAbstractItemModel *model = m_it->records()->model();
    QTRY_COMPARE(model->index(31, 0).data(RecordModel::StateRole).toInt(), int(State::Failed));
    m_it->records()->setCurrentIndex(model->index(5, 0));
    QCOMPARE(looked(&window, u"running"_s), QString());
    QCOMPARE(sharedLetters(window), QString());
    // What is beside the rows and below them, also where a low window has put it away.
    for (const auto &[pane, action] : {std::pair("details", "actionDetails"), std::pair("bottom", "actionBottom")}) {
        const bool wasSeen = m_it->has<QWidget>(pane);
        if (!wasSeen)
            m_it->action(action)->trigger();
        QTRY_VERIFY(m_it->has<QWidget>(pane));
        auto *tabs = m_it->named<QWidget>(pane)->findChild<QTabBar *>(u"tabs"_s);
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            if (auto *groups = m_it->named<QWidget>(pane)->findChild<QTableView *>(u"groups"_s)) {
                QTRY_VERIFY(groups->model()->rowCount() > 0);
                groups->selectRow(0); // its verbs name their reach
            }
            QCOMPARE(looked(&window, u"%1-%2"_s.arg(QLatin1StringView(pane)).arg(i)), QString());
        }
        tabs->setCurrentIndex(0);
        if (!wasSeen)
            m_it->action(action)->trigger();
    }
    if (percent == 100) { // nothing of its own stands behind a page
        const auto *foot = m_it->named<QWidget>("foot");
        QCOMPARE(window.grab().toImage().pixelColor(foot->mapTo(&window, foot->rect().center())),
                 Theme::of(QApplication::palette()).window);
    }
    m_it->records()->clearSelection();
    m_it->records()->setCurrentIndex(model->index(0, 0));
    m_it->action("actionCancel")->trigger();
    QTRY_COMPARE(model->index(0, 0).data(RecordModel::StateRole).toInt(), int(State::Cancelled));
    QTRY_VERIFY(m_it->has<QToolButton>("retryFromNews"));
    QCOMPARE(looked(&window, u"ended"_s), QString());
    const QSize least = window.layout()->totalMinimumSize();
    QVERIFY2(least.boundedTo(smallest) == least, qPrintable(u"%1×%2"_s.arg(least.width()).arg(least.height())));
}

void TestDialogs::rowsHaveTheRoomOfALowWindow_data()
{
    QTest::addColumn<bool>("isKorean");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QSize>("size");
    for (const bool isKorean : {false, true}) {
        const char *language = isKorean ? "korean" : "english";
        QTest::addRow("%s-letters", language) << isKorean << 200 << smallest;
        QTest::addRow("%s-all", language) << isKorean << 100 << smallest / 2; // where the desktop scales all of it
    }
}

// What can be asked for, or stands elsewhere too, gives way: the rows are what it is about.
void TestDialogs::rowsHaveTheRoomOfALowWindow()
{
    constexpr int fewest = 5;
    QFETCH(bool, isKorean);
    QFETCH(int, percent);
    QFETCH(QSize, size);
    const Look look(isKorean, false, percent);
    m_it = std::make_unique<WindowFixture>();
    MainWindow &window = m_it->window();
    window.resize(size);
    QByteArray records = R"([{"label": "Ask the bank for the balances of the day", "seconds": 0})";
    for (int i = 1; i < 400; ++i)
        records += R"(, {"label": "Post the books", "fail": "There is no table “prices_daegu”."})";
    open(records + ']', R"({"concurrency": 1, "failures": {"then": "pause", "alike": 19},
                            "operations": {"*": {"kind": "simulate"}}})");
    const auto rowsInSight = [this] {
        const RecordView &view = *m_it->records();
        return double(view.viewport()->height()) / view.rowHeight(0);
    };
    QCOMPARE(looked(&window, u"queued"_s), QString());
    QCOMPARE(window.size(), size);
    QTRY_VERIFY2(rowsInSight() >= fewest, qPrintable(QString::number(rowsInSight())));
    m_it->action("actionRun")->trigger();
    QTRY_VERIFY(m_it->has<QWidget>("news"));
    QCOMPARE(looked(&window, u"paused"_s), QString());
    QCOMPARE(window.size(), size);
    QTRY_VERIFY2(rowsInSight() >= fewest - 2, qPrintable(QString::number(rowsInSight())));
    QTRY_COMPARE(m_it->records()->horizontalScrollBar()->maximum(), 0); // a row's button is at its end

    QVERIFY(!m_it->has<QSpinBox>("jobs"));
    m_it->press("valuesButton");
    QTRY_VERIFY(m_it->has<QSpinBox>("jobs"));
    QCOMPARE(looked(&window, u"values"_s), QString());
    m_it->press("valuesButton");
    QVERIFY(!m_it->action("actionDetails")->isChecked());
    m_it->action("actionDetails")->trigger();
    QTRY_VERIFY(m_it->has<QWidget>("details"));
    m_it->action("actionDetails")->trigger();
    QVERIFY(!m_it->has<QWidget>("details"));
    window.resize(size * 2);
    QTRY_VERIFY(m_it->has<QWidget>("details")); // as it was chosen for windows that have room
    QVERIFY(m_it->has<QWidget>("bottom"));
    QVERIFY(m_it->has<QSpinBox>("jobs"));
    QCOMPARE(looked(&window, u"roomy"_s), QString());
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
