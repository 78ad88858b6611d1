#include "windowfixture.h"

#include "widgets/appearance.h"
#include "widgets/editdialog.h"
#include "widgets/language.h"
#include "widgets/plandialog.h"
#include "widgets/previewdialog.h"
#include "widgets/runsdialog.h"
#include "widgets/settingsdialog.h"
#include "widgets/shortcutsdialog.h"
#include "widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

QPalette paletteOf(bool isDark)
{
    return Theme::of(QPalette(isDark ? Qt::black : Qt::white)).palette();
}

} // namespace

// The dialogs that the menus open.
class TestDialogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void likesAreKept();
    void coloursChangeAtOnce();
    void previewsWithoutRunning();
    void previewsWhatCannotRun();
    void previewsAMillionRecords();
    void namesEveryShortcut();
    void asksBeforeARunIsCancelled();
    void nothingIsClipped_data();
    void nothingIsClipped();

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
    for (const QAction *action : m_it->window().findChildren<QAction *>()) {
        if (!action->shortcut().isEmpty())
            QVERIFY2(said.contains(action->shortcut().toString(QKeySequence::NativeText)), qPrintable(action->text()));
    }
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
    QVERIFY(question->text().startsWith(u"2 records"_s));
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!m_it->window().findChild<QMessageBox *>());
    QCOMPARE(m_it->state(0), u"Running"_s);
    m_it->action("actionCancel")->trigger();
    question = m_it->window().findChild<QMessageBox *>();
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::AcceptRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE(m_it->state(0), u"Cancelled"_s);
    QTRY_COMPARE(m_it->state(1), u"Cancelled"_s);
}

void TestDialogs::nothingIsClipped_data()
{
    QTest::addColumn<bool>("isKorean");
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("percent");
    for (const bool isKorean : {false, true}) { // once Korean is spoken it stays so
        for (const bool isDark : {false, true}) {
            for (const int percent : {100, 200})
                QTest::addRow("%s, %s, %d %%", isKorean ? "Korean" : "English", isDark ? "dark" : "light", percent)
                    << isKorean << isDark << percent;
        }
    }
}

// What cannot be scrolled to must have the size that it asks for.
void TestDialogs::nothingIsClipped()
{
    QFETCH(bool, isKorean);
    QFETCH(bool, isDark);
    QFETCH(int, percent);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSizeF(9.75 * percent / 100);
    QApplication::setFont(font);
    QApplication::setPalette(paletteOf(isDark));
    static bool speaksKorean = false;
    if (isKorean && !std::exchange(speaksKorean, true))
        speak(u"ko"_s);

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
    QMainWindow window;
    const std::unique_ptr<MainWindow> menus(new MainWindow(m_it->preferences(), m_it->path(u"other"_s)));
    const std::pair<const char *, QDialog *> dialogs[] = {
        {"plan", new PlanDialog(plan, {}, u"orders.json"_s, record, &window)},
        {"preview", new PreviewDialog(source, 0, &window)},
        {"edit", new EditDialog(**session, 0, u"label"_s, u"It was busy."_s, &window)},
        {"runs", new RunsDialog(30, &window)},
        {"settings", new SettingsDialog(m_it->preferences(), &window)},
        {"shortcuts", new ShortcutsDialog(*menus->findChild<QMenuBar *>(), &window)},
    };
    for (const auto &[name, dialog] : dialogs) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
            const bool speaks = qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
            if (!speaks || !widget->isVisible() || widget->objectName().startsWith(u"qt_"_s))
                continue;
            const QSize needed = widget->hasHeightForWidth()
                ? QSize(widget->minimumSizeHint().width(), widget->heightForWidth(widget->width()))
                : widget->minimumSizeHint();
            QVERIFY2(widget->width() >= needed.width() && widget->height() >= needed.height(),
                     qPrintable(u"%1: %2 “%3” has %4×%5 and needs %6×%7"_s.arg(QLatin1StringView(name))
                                    .arg(widget->objectName(), widget->property("text").toString())
                                    .arg(widget->width())
                                    .arg(widget->height())
                                    .arg(needed.width())
                                    .arg(needed.height())));
            // Nor beyond what it stands in: a page that scrolls does so up and down only.
            for (const QWidget *inside = widget; inside != dialog; inside = inside->parentWidget()) {
                const int right = inside->mapTo(dialog, QPoint(inside->width(), 0)).x();
                QVERIFY2(right <= dialog->width(),
                         qPrintable(u"%1: “%2” ends at %3 of %4"_s.arg(QLatin1StringView(name))
                                        .arg(widget->property("text").toString())
                                        .arg(right)
                                        .arg(dialog->width())));
            }
        }
    }
    QApplication::setFont(before);
    QApplication::setPalette(QPalette());
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
