#include "session/entryedit.h"

#include "session/exports.h"

#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// Another body for a record, in every form that a batch may have.
class TestEntryEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheForm_data();
    void keepsTheForm();
    void refuses_data();
    void refuses();
    void runsAndSavesWhatIsEdited();
    void repairsWhatCouldNotBeRead();

private:
    std::unique_ptr<Session> open(const QString &name, const QByteArray &content, const QByteArray &plan = {});

    QTemporaryDir m_folder;
};

std::unique_ptr<Session> TestEntryEdit::open(const QString &name, const QByteArray &content, const QByteArray &plan)
{
    const auto write = [this](const QString &file, const QByteArray &bytes) {
        QFile to(m_folder.filePath(file));
        if (!to.open(QIODevice::WriteOnly) || to.write(bytes) != bytes.size())
            qFatal("cannot write");
        return to.fileName();
    };
    SessionRequest request;
    request.batch.path = write(name, content);
    request.isTrial = plan.isEmpty();
    if (!plan.isEmpty())
        request.plan = write(u"a.plan.json"_s, plan);
    LoadWatch watch;
    auto session = Session::open(request, watch);
    if (!session)
        qFatal("%s", qPrintable(session.error().message));
    if (auto created = (*session)->createRun(nullptr); !created)
        qFatal("%s", qPrintable(created.error().message));
    return *std::move(session);
}

void TestEntryEdit::keepsTheForm_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("entry");

    QTest::newRow("array") << u"a.json"_s << QByteArray(R"([{"a": 1}])") << QByteArray("{\"a\": 1.10,\n \"b\": \"x\"}")
                           << QByteArray(R"({"a":1.10,"b":"x"})");
    QTest::newRow("lines") << u"a.jsonl"_s << QByteArray("{\"a\": 1}\n") << QByteArray("{\n  \"a\": 2\n}")
                           << QByteArray(R"({"a":2})");
    QTest::newRow("strings") << u"a.json"_s << QByteArray(R"({"Records": ["{\"a\": 1}"]})")
                             << QByteArray(R"({"a": "\n"})") << QByteArray(R"("{\"a\":\"\\n\"}")");
    QTest::newRow("messages") << u"a.json"_s
                              << QByteArray(R"({"Records": [{"messageId": "m", "body": "{\"a\": 1}", "x": 7}]})")
                              << QByteArray(R"({"a": 2})")
                              << QByteArray(R"({"messageId": "m", "body": "{\"a\":2}", "x": 7})");
    QTest::newRow("table") << u"a.csv"_s << QByteArray("a,b,c\n1,2,3\n")
                           << QByteArray(R"({"c": "say \"x\"", "a": "1,5"})")
                           << QByteArray("\"1,5\",,\"say \"\"x\"\"\"");
}

void TestEntryEdit::keepsTheForm()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, entry);
    const auto session = open(name, content);
    const auto edited = EntryEdit::entry(*session, 0, body);
    QVERIFY2(edited, edited ? "" : qPrintable(edited.error().message));
    QCOMPARE(*edited, entry);
}

void TestEntryEdit::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");

    const QByteArray one(R"([{"a": 1}])");
    QTest::newRow("no JSON") << u"a.json"_s << one << QByteArray("{\"a\": 1,\n \"b\" 2}") << u"Line 2, column 6: "_s;
    QTest::newRow("nothing") << u"a.json"_s << one << QByteArray() << u"Line 1, column 1: "_s;
    QTest::newRow("two") << u"a.json"_s << one << QByteArray("{} {}") << u"Line 1, column 3: there is more"_s;
    QTest::newRow("key twice") << u"a.json"_s << one << QByteArray(R"({"a": 1, "a": 2})") << u"Line 1, column 10: "_s;
    QTest::newRow("no column") << u"a.csv"_s << QByteArray("a,b\n1,2\n") << QByteArray(R"({"c": 1})")
                               << u"The table has no column “c”."_s;
    QTest::newRow("no row") << u"a.csv"_s << QByteArray("a,b\n1,2\n") << QByteArray("[1]")
                            << u"A row of a table is an object of its columns."_s;
}

void TestEntryEdit::refuses()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, says);
    const auto session = open(name, content);
    const auto edited = EntryEdit::entry(*session, 0, body);
    QVERIFY(!edited);
    QVERIFY2(edited.error().message.startsWith(says), qPrintable(edited.error().message));
}

void TestEntryEdit::runsAndSavesWhatIsEdited()
{
    const auto session = open(u"a.json"_s, R"([{"id": 1, "fail": "No."}, {"id": 2, "fail": "No."}, {"id": 3}])");
    session->run().start();
    QVERIFY(session->run().wait(60s));
    QVERIFY(!EntryEdit::run(*session, 2, R"({"id": 3})")); // it succeeded
    QVERIFY(EntryEdit::run(*session, 0, R"({"id": 1})"));
    QVERIFY(EntryEdit::run(*session, 1, R"({"id": 22, "fail": "Still not."})"));
    QVERIFY(session->run().wait(60s));
    QCOMPARE(session->state(0), State::Succeeded);
    QCOMPARE(session->state(1), State::Failed);
    const QString path = m_folder.filePath(u"failed.json"_s);
    QVERIFY(saveBatch(*session, {State::Failed}, {path, true}));
    QFile saved(path);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll().trimmed(), QByteArray(R"([{"id":22,"fail":"Still not."}])"));
}

void TestEntryEdit::repairsWhatCouldNotBeRead()
{
    const auto session = open(u"a.json"_s, R"([{"id": 1, "id": 2}, {"id": 3}])");
    QCOMPARE(session->state(0), State::Invalid);
    QVERIFY(EntryEdit::run(*session, 0, R"({"id": 1})"));
    QTRY_COMPARE(session->state(0), State::Succeeded);
    QVERIFY(!session->batch()->isInvalid(0));
    QCOMPARE(session->state(1), State::Queued);
}

QTEST_GUILESS_MAIN(TestEntryEdit)
#include "tst_entryedit.moc"
