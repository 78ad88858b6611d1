#include "desktopbus.h"
#include "keyring.h"

#include "session/keychain.h"
#include "session/plandocument.h"
#include "widgets/plandialog.h"

#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QThreadPool>
#include <QToolButton>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// A password goes from the plan's dialog into a real keychain.
class TestPlanPasswords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }
    void tellsThatThereIsNoKeychain();
    void keepsAPassword();
    void keepsNoneThatIsNotGiven();

private:
    QString finding() const { return m_dialog->findChild<QLabel *>(u"finding"_s)->text(); }
    QInputDialog *question() const
    {
        m_dialog->findChild<QWidget *>(u"connections.main.password"_s)->findChild<QToolButton *>()->click();
        return m_dialog->findChild<QInputDialog *>();
    }
    void store(const QString &password) const
    {
        QInputDialog *asks = question();
        QVERIFY(asks && asks->textEchoMode() == QLineEdit::Password);
        QTest::keyClicks(asks->findChild<QLineEdit *>(), password);
        QTest::keyClick(asks, Qt::Key_Return);
    }

    DesktopBus m_bus;
    Keyring m_keyring;
    QMainWindow m_window;
    std::unique_ptr<PlanDialog> m_dialog;
};

void TestPlanPasswords::init()
{
    Keyring::askOn(m_bus.address());
    const PlanDocument plan(R"({"connections": {"main": {"driver": "postgresql", "host": "localhost",
        "password": {"keychain": "warehouse"}}}, "operations": {"*": {"kind": "sql.upsert", "connection": "main",
        "table": "orders", "rows": "{@record}", "key": ["id"]}}})",
                            {});
    m_dialog = std::make_unique<PlanDialog>(plan, QString(), u"orders.json"_s, Record(0, R"({"id": 1})"), &m_window);
    m_dialog->open();
}

void TestPlanPasswords::tellsThatThereIsNoKeychain()
{
    store(u"hunter2"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        finding().startsWith(
            u"The entry “warehouse” of the keychain is not to be had: no keychain is to be reached ("_s),
        60'000);
    QVERIFY(m_dialog->findChild<QLabel *>(u"finding"_s)->property("problem").toBool());
}

void TestPlanPasswords::keepsAPassword()
{
    if (const QString problem = m_bus.start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    if (const QString problem = m_keyring.start(m_bus.address()); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    store(u"hunter2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(finding(), u"The keychain has it."_s, 60'000);
    QVERIFY(!m_dialog->findChild<QLabel *>(u"finding"_s)->property("problem").toBool());
    const auto kept = keychainEntry(u"warehouse"_s);
    QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
    QCOMPARE(*kept, u"hunter2"_s);
}

void TestPlanPasswords::keepsNoneThatIsNotGiven()
{
    const auto before = keychainEntry(u"warehouse"_s);
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog->findChild<QInputDialog *>());
    store({});
    QThreadPool::globalInstance()->waitForDone(); // whoever would store something
    const auto after = keychainEntry(u"warehouse"_s);
    QCOMPARE(bool(after), bool(before));
    QCOMPARE(after ? *after : QString(), before ? *before : QString());
    QCOMPARE(finding(), QString());
}

QTEST_MAIN(TestPlanPasswords)
#include "tst_planpasswords.moc"
