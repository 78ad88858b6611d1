#include "session/session.h"
#include "session/userfiles.h"

#include "core/memoryjournal.h"
#include "operations/sqlfixture.h"
#include "session/planchoice.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void runsAFileAsATrial();
    void refuses_data();
    void refuses();
    void asksForAPlan();
    void runsByThePlanBesideTheBatch();
    void countsAlikeAndLimits();
    void keepsHowARunLeftItsRecords();
    void runsTheExamples_data();
    void runsTheExamples();

private:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("There is no room for a test.");
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

using Opened = Expected<std::unique_ptr<Session>>;

static Opened opened(const QString &path, bool isTrial, const std::function<void(RunSettings &)> &adjust = {})
{
    SessionRequest request;
    request.batch.path = path;
    request.isTrial = isTrial;
    request.adjust = [adjust](RunSettings &settings) {
        if (adjust)
            adjust(settings);
        return check(settings);
    };
    LoadWatch watch;
    return Session::open(request, watch);
}

void TestSession::runsAFileAsATrial()
{
    const Opened session =
        opened(write(u"b.json"_s, R"([{"result": 7}, {"a": nul}, {"fail": "no"}, {"seconds": 3600}])"), true,
               [](RunSettings &settings) {
                   settings.timeout = 20ms;
                   settings.retry.attempts = 2; // a trial may run twice
                   settings.retry.delay = 0ms;
               });
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    MemoryJournal journal;
    QVERIFY((*session)->createRun(&journal));
    BatchRun &run = (*session)->run();
    QCOMPARE((*session)->batch()->size(), 4U);
    run.start();
    QVERIFY(run.wait(60s));
    QCOMPARE(run.record(0).state, State::Succeeded);
    QCOMPARE(run.record(1).state, State::Invalid);
    QCOMPARE(run.record(2).state, State::Failed);
    QCOMPARE(run.record(3).state, State::TimedOut);
    QCOMPARE(run.record(3).attempts, 2U);
    QCOMPARE(journal.itemsOf(0).back().outcome.result, QByteArray("7"));
}

void TestSession::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("jobs");
    QTest::addColumn<QString>("begin");
    QTest::newRow("no file") << u"none"_s << 1 << u"There is no file"_s;
    QTest::newRow("settings, before it reads")
        << u"none"_s << 0 << u"The number of jobs must be from 1 to 4096, not 0."_s;
}

void TestSession::refuses()
{
    QFETCH(const QString, name);
    QFETCH(const int, jobs);
    QFETCH(const QString, begin);
    const Opened session =
        opened(m_folder->filePath(name), true, [jobs](RunSettings &settings) { settings.concurrency = jobs; });
    QVERIFY(!session);
    QVERIFY2(session.error().message.startsWith(begin), qPrintable(session.error().message));
}

void TestSession::asksForAPlan()
{
    const Opened session = opened(write(u"b.json"_s, R"([{"operation": "touch"}])"), false);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, noPlanKind);
    QVERIFY2(session.error().message.contains(u"b.plan.json") && session.error().message.contains(u"\"touch\""),
             qPrintable(session.error().message));
}

void TestSession::runsByThePlanBesideTheBatch()
{
    const QString path = write(u"b.jsonl"_s, "{\"n\": 1, \"result\": {\"ok\": true}}\n{\"n\": 2}\n");
    write(u"b.plan.json"_s, R"({"label": "no. {n}", "concurrency": 3,
                                "operations": {"*": {"kind": "simulate", "success": {"/ok": true}}}})");
    const Opened session = opened(path, false);
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    QCOMPARE((*session)->settings().concurrency, 3);
    QCOMPARE((*session)->names().label((*session)->batch()->record(1)), u"no. 2"_s);
    QVERIFY((*session)->description().contains(u"b.plan.json"));
    QVERIFY((*session)->description().startsWith(u"2 records (JSON Lines, UTF-8)"));
    QCOMPARE(*(*session)->preview(0), u"Takes no time. Succeeds."_s);
    QVERIFY((*session)->createRun(nullptr));
    (*session)->run().start();
    QVERIFY((*session)->run().wait(60s));
    QCOMPARE((*session)->state(0), State::Succeeded);
    QCOMPARE((*session)->state(1), State::Failed);
}

void TestSession::countsAlikeAndLimits()
{
    QByteArray lines;
    for (int record = 0; record < 40; ++record)
        lines += "{\"db\": \"" + QByteArray(record % 2 ? "a" : "b") + "\", \"same\": " + QByteArray::number(record / 4)
            + ", \"seconds\": 0.01}\n";
    const QString path = write(u"b.jsonl"_s, lines);
    write(u"b.plan.json"_s, R"({"concurrency": 8, "limits": [{"by": "{db}", "max": 1}], "coalesce": "{same}",
                                "operations": {"*": {"kind": "simulate"}}})");
    const Opened session = opened(path, false);
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    MemoryJournal journal;
    QVERIFY((*session)->createRun(&journal));
    (*session)->run().start();
    QVERIFY((*session)->run().wait(60s));
    QCOMPARE((*session)->run().summary().succeeded(), 40U);
    quint32 attempts = 0;
    for (quint32 row = 0; row < 40; ++row)
        attempts += (*session)->run().record(row).attempts;
    QCOMPARE(attempts, 10U); // of four that are the same one runs
}

void TestSession::keepsHowARunLeftItsRecords()
{
    const Opened session = opened(write(u"b.json"_s, R"([{}, {"fail": "x"}, 1, {"n": }])"), true);
    QVERIFY(session);
    QCOMPARE((*session)->state(0), State::Queued);
    QCOMPARE((*session)->state(3), State::Invalid);
    QVERIFY((*session)->createRun(nullptr));
    (*session)->run().start(RowSet::of({0, 1}));
    QVERIFY((*session)->run().wait(60s));
    (*session)->endRun();
    QVERIFY(!(*session)->hasRun());
    QCOMPARE((*session)->state(0), State::Succeeded);
    QCOMPARE((*session)->state(1), State::Failed);
    QCOMPARE((*session)->state(2), State::Queued);
    QCOMPARE((*session)->state(3), State::Invalid);
}

void TestSession::runsTheExamples_data()
{
    QTest::addColumn<quint32>("records");
    QTest::addColumn<quint32>("invalid");
    QTest::newRow("night-shift.json") << 40U << 0U;
    QTest::newRow("queue-event.json") << 12U << 0U;
    QTest::newRow("deliveries.jsonl") << 11U << 1U;
    QTest::newRow("korean-orders.csv") << 8U << 0U;
    QTest::newRow("upserts.json") << 24U << 0U;
    QTest::newRow("wahs.json") << 6U << 0U;

    // Each example brings its plan and stands here, but for the one that needs a server: tst_sqlexamples runs it.
    int plans = 0;
    for (const QString &name : QDir(QStringLiteral(EXAMPLES)).entryList(QDir::Files))
        plans += name.endsWith(u".plan.json") ? 1 : 0;
    QCOMPARE(plans, 7);
}

// They tell a story: of each some succeed and some do not, and what they ask for makes sense, but for
// the one record that is meant not to.
void TestSession::runsTheExamples()
{
    QFETCH(const quint32, records);
    QFETCH(const quint32, invalid);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    const bool isMixed = name == u"night-shift.json";
    const QTemporaryDir folder; // some write beside the batch
    const auto path = unpackExample(QStringLiteral(EXAMPLES) + u'/' + name, folder.path());
    QVERIFY(path);
    const Opened session = opened(*path, false, [&](RunSettings &settings) {
        settings.concurrency = 64; // nobody waits for the story
        if (name != u"upserts.json" && name != u"wahs.json" && !isMixed)
            settings.timeout = 700ms;
        settings.retry.delay = 1ms;
    });
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    QCOMPARE((*session)->batch()->size(), records);
    QCOMPARE((*session)->batch()->flaws().size(), std::size_t(invalid));
    ReadJournal journal;
    QVERIFY((*session)->createRun(&journal));
    (*session)->run().start();
    std::set<quint32> committing;
    for (const QDeadlineTimer deadline(120s); !(*session)->run().wait(10ms) && !deadline.hasExpired();) {
        for (quint32 row = 0; row < records; ++row) {
            if ((*session)->run().record(row).state == State::Committing)
                committing.insert(row);
        }
    }
    const RunSummary summary = (*session)->run().summary();
    QCOMPARE(summary.phase, RunPhase::Idle);
    QVERIFY(summary.succeeded() >= 3);
    QVERIFY(summary.count(State::Failed) + summary.count(State::TimedOut) >= 1);
    int wrongFields = 0;
    int retried = 0;
    for (quint32 row = 0; row < records; ++row) {
        const auto items = journal.itemsOf(row);
        for (const HistoryItem &item : items)
            wrongFields += item.outcome.error.kind == u"field";
        retried += items.size() > 1 && items.back().end.became == State::Succeeded ? 1 : 0;
    }
    QCOMPARE(wrongFields, isMixed ? 1 : 0);
    if (!isMixed)
        return;
    QVERIFY(summary.count(State::TimedOut) >= 1); // it hangs
    QCOMPARE(summary.count(State::InDoubt), 1U);
    QVERIFY(retried >= 1);
    QVERIFY(std::any_of(committing.begin(), committing.end(),
                        [&](quint32 row) { return (*session)->run().record(row).state == State::Succeeded; }));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
