#include "widgets/pageroom.h"
#include "widgets/windowfixture.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize low(640, 340); // of a screen of 1280×720 whose desktop scales all to the double
constexpr QSize roomy(1280, 900);
constexpr auto few = R"([{"label": "one"}, {"label": "two"}, {"label": "three"}])";

} // namespace

// What a window that has little room for rows still tells, and where the keyboard is when it becomes one.
class TestLowWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_it = std::make_unique<WindowFixture>(); }
    void cleanup() { m_it.reset(); }

    void saysThatItIsATrial();
    void saysWhatBecameOfAValue();
    void leavesTheFieldInWhichSomebodyTypes();
    void theProgressGivesWay();
    void theKeyboardStaysInTheSearch();
    void theKeyboardLeavesWhatGoes_data();
    void theKeyboardLeavesWhatGoes();
    void allRowsChangeTheirHeightAtOnce();
    void whatIsOpenedComesIntoSight();

private:
    void open(const QByteArray &content, bool isTrial = false)
    {
        const QString name = u"batch.json"_s;
        m_it->window().open(
            OpenRequest{.path = isTrial ? m_it->bare(name, content) : m_it->file(name, content), .isTrial = isTrial});
        QTRY_VERIFY(m_it->records());
    }
    void resize(QSize size)
    {
        m_it->window().resize(size);
        QTRY_COMPARE(m_it->has<QToolButton>("valuesButton"), size == low);
    }
    // As far as its place goes.
    bool isRead(const char *label, int letters) const
    {
        const auto *shown = m_it->named<QLabel>(label);
        const QRect all = m_it->window().rect();
        const QRect place(shown->mapTo(&m_it->window(), QPoint()), shown->size());
        return all.contains(place) && place.width() >= letters * shown->fontMetrics().averageCharWidth();
    }

    std::unique_ptr<WindowFixture> m_it;
};

void TestLowWindow::saysThatItIsATrial()
{
    open(few, true);
    resize(low);
    QTRY_VERIFY(m_it->has<QLabel>("told"));
    const auto *told = m_it->named<QLabel>("told");
    QVERIFY2(told->text().startsWith(u"Trial: "_s), qPrintable(told->text()));
    QVERIFY2(told->toolTip().startsWith(told->text()), qPrintable(told->toolTip()));
    QTRY_VERIFY2(isRead("told", 16), qPrintable(QString::number(told->width())));
}

void TestLowWindow::saysWhatBecameOfAValue()
{
    open(few);
    resize(low);
    QVERIFY(!m_it->has<QLabel>("told")); // which plan it is can be asked for
    m_it->press("valuesButton");
    QTRY_VERIFY(m_it->has<QSpinBox>("jobs"));
    auto *jobs = m_it->named<QSpinBox>("jobs");
    jobs->setValue(3);
    QTRY_VERIFY(m_it->has<QLabel>("told"));
    const auto *told = m_it->named<QLabel>("told");
    QCOMPARE(told->text(), u"3 at once from now on"_s);
    jobs->setMaximum(maxConcurrency + 1); // more than the run takes
    jobs->setValue(maxConcurrency + 1);
    QCOMPARE(jobs->value(), 3);
    QVERIFY2(told->text().startsWith(u"The number of jobs must be"_s), qPrintable(told->text()));
    QCOMPARE(told->toolTip(), told->text());
    QTRY_VERIFY2(isRead("told", 16), qPrintable(QString::number(told->width())));
    QTRY_VERIFY_WITH_TIMEOUT(!m_it->has<QLabel>("told"), 60'000); // it tells for a moment
    resize(roomy);
    QTRY_VERIFY(m_it->has<QLabel>("told"));
}

void TestLowWindow::leavesTheFieldInWhichSomebodyTypes()
{
    open(few);
    resize(roomy);
    QTRY_VERIFY(m_it->has<QSpinBox>("jobs"));
    auto *jobs = m_it->named<QSpinBox>("jobs");
    jobs->setFocus();
    resize(low);
    QTRY_VERIFY(m_it->has<QToolButton>("valuesButton"));
    QVERIFY(jobs->isVisible());
    QCOMPARE(m_it->window().focusWidget(), jobs);
    m_it->press("valuesButton"); // and away when that is asked for
    QVERIFY(!jobs->isVisible());
}

// A long one is no reason for a wide window.
void TestLowWindow::theProgressGivesWay()
{
    open(few);
    auto *progress = m_it->named<QLabel>("progress");
    QCOMPARE(progress->toolTip(), progress->text());
    const auto *summary = m_it->named<QWidget>("summary");
    progress->setText(QString(400, u'n')); // until the run is looked at again
    summary->layout()->activate();
    QVERIFY(summary->minimumSizeHint().width() < progress->sizeHint().width() / 2);
}

void TestLowWindow::theKeyboardStaysInTheSearch()
{
    resize(roomy);
    open(few);
    m_it->action("actionFind")->trigger();
    auto *search = m_it->named<QLineEdit>("search");
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"t"_s);
    for (const QSize size : {low, roomy}) {
        resize(size);
        QTRY_VERIFY(search->isVisible());
        QVERIFY(search->hasFocus());
        QTest::keyClicks(m_it->window().focusWidget(), size == low ? u"w"_s : u"o"_s);
    }
    QCOMPARE(search->text(), u"two"_s);
}

void TestLowWindow::theKeyboardLeavesWhatGoes_data()
{
    QTest::addColumn<QString>("part");
    QTest::newRow("beside the table") << u"details"_s;
    QTest::newRow("under it") << u"bottom"_s;
}

void TestLowWindow::theKeyboardLeavesWhatGoes()
{
    QFETCH(const QString, part);
    resize(roomy);
    open(few);
    m_it->records()->selectRow(0);
    const auto *pane = m_it->named<QWidget>(part.toLatin1().constData());
    QWidget *inside = nullptr;
    for (auto *child : pane->findChildren<QWidget *>()) {
        if (child->isVisible() && child->isEnabled() && child->focusPolicy() != Qt::NoFocus)
            inside = child;
    }
    QVERIFY(inside);
    inside->setFocus();
    QVERIFY(pane->isAncestorOf(m_it->window().focusWidget()));
    resize(low);
    QTRY_VERIFY(!pane->isVisible());
    QCOMPARE(m_it->window().focusWidget(), static_cast<QWidget *>(m_it->records()));
}

// Of a million it must not be told one by one.
void TestLowWindow::allRowsChangeTheirHeightAtOnce()
{
    resize(roomy);
    QByteArray text("[{}");
    for (int row = 1; row < 2000; ++row)
        text += ",\n{}";
    open(text + ']');
    RecordView &view = *m_it->records();
    const int usual = view.rowHeight(0);
    const QSignalSpy told(view.verticalHeader(), &QHeaderView::sectionResized);
    resize(low);
    QVERIFY(view.rowHeight(0) < usual);
    QCOMPARE(view.rowHeight(1999), view.rowHeight(0));
    const auto last = [&view] { return 2000 * view.rowHeight(0) - view.viewport()->height(); };
    QTRY_COMPARE(view.verticalScrollBar()->maximum(), last());
    resize(roomy);
    QCOMPARE(view.rowHeight(1999), usual);
    QTRY_COMPARE(view.verticalScrollBar()->maximum(), last());
    QCOMPARE(told.size(), 0);
}

// With large letters the page is higher than the window.
void TestLowWindow::whatIsOpenedComesIntoSight()
{
    const QFont usual = QApplication::font();
    const auto putBack = qScopeGuard([&] {
        m_it.reset();
        QApplication::setFont(usual);
    });
    QFont large = usual;
    large.setPointSizeF(usual.pointSizeF() * 2);
    QApplication::setFont(large);
    m_it = std::make_unique<WindowFixture>();
    m_it->window().resize(1280, 400);
    open(few);
    const auto *room = m_it->named<PageRoom>("room");
    const auto *bottom = m_it->window().findChild<QWidget *>(u"bottom"_s);
    QAction *shows = m_it->action("actionBottom");
    if (shows->isChecked())
        shows->trigger();
    QTRY_VERIFY(!bottom->isVisible());
    room->verticalScrollBar()->setValue(0);
    shows->trigger();
    QTRY_VERIFY(room->verticalScrollBar()->maximum() > 0); // else this shows nothing
    const auto height = [&] { return bottom->visibleRegion().boundingRect().height(); };
    QTRY_COMPARE(height(), std::min(bottom->height(), room->viewport()->height()));
}

QTEST_MAIN(TestLowWindow)
#include "tst_lowwindow.moc"
