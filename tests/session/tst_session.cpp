#include "session/session.h"

#include "core/memoryjournal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;

class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsAFileAsATrial();
    void refusesAFile();
    void refusesSettings();
    void runsTheExample();

private:
    QTemporaryDir m_folder;
};

void TestSession::runsAFileAsATrial()
{
    const QString path = m_folder.filePath(QStringLiteral("batch.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"result": 7}, 3x, {"fail": "no"}, {"seconds": 3600}])");
    file.close();

    MemoryJournal journal;
    RunSettings settings;
    settings.timeout = 20ms;
    settings.retry.attempts = 2; // a trial may run twice, so a timeout is tried again
    settings.retry.delay = 0ms;
    auto session = Session::open(path, settings, &journal);
    QVERIFY(session);
    BatchRun &run = (*session)->run();
    QCOMPARE((*session)->batch()->size(), 4U);
    QCOMPARE(run.record(1).state, State::Invalid);
    run.start();
    QVERIFY(run.wait(60s));
    QCOMPARE(run.record(0).state, State::Succeeded);
    QCOMPARE(run.record(1).state, State::Invalid);
    QCOMPARE(run.record(2).state, State::Failed);
    QCOMPARE(run.record(3).state, State::TimedOut);
    QCOMPARE(run.record(3).attempts, 2U);
    QCOMPARE(journal.itemsOf(0).back().outcome.result, QByteArray("7"));
}

void TestSession::refusesAFile()
{
    const auto session = Session::open(m_folder.filePath(QStringLiteral("none")), {}, nullptr);
    QVERIFY(!session);
    QVERIFY(session.error().message.startsWith(u"There is no file"));
}

void TestSession::refusesSettings()
{
    RunSettings settings;
    settings.concurrency = 0;
    const auto session = Session::open(m_folder.filePath(QStringLiteral("none")), settings, nullptr);
    QVERIFY(!session);
    QCOMPARE(session.error().message, QStringLiteral("The number of jobs must be from 1 to 4096, not 0."));
}

// Its records are all readable, and what they ask for makes sense, but for the one that is meant not to.
void TestSession::runsTheExample()
{
    MemoryJournal journal;
    RunSettings settings;
    settings.concurrency = 64;
    settings.timeout = 20ms; // nobody waits for the story
    const auto session = Session::open(QStringLiteral(EXAMPLES "/simulated.json"), settings, &journal);
    QVERIFY(session);
    QVERIFY((*session)->batch()->size() >= 40);
    QVERIFY((*session)->batch()->flaws().empty());
    (*session)->run().start();
    QVERIFY((*session)->run().wait(120s));
    int wrongFields = 0;
    for (const HistoryItem &item : journal.items())
        wrongFields += item.outcome.error.kind == u"field";
    QCOMPARE(wrongFields, 1);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
