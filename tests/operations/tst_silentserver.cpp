#include "silentserver.h"
#include "sqlfixture.h"

#include "core/leftthread.h"
#include "operations/sqlcheck.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// A server that lets people in and then says nothing, as a pooler does that has no connection left. It is silent
// for as long as the test lasts: whoever waited for it would never come back.
class TestSilentServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failsWhoWaits();
    void goesOnWhereItSpeaksAfterAll();
    void isLeftWhereItIsCancelled();
    void endsATest();
    void leavesATestThatNobodyWants();
    void endsALook();
};

namespace {

QByteArray plan(const SilentServer &server, const QByteArray &more = {})
{
    return R"({"concurrency": 8, "connections": {"pg": {"driver": "postgresql", "connections": 4, "user": "u",
        "database": "d", "host": ")"
        + server.folder().toUtf8() + R"("}}, )" + more
        + R"("operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select 1", "marker": true}}})";
}

} // namespace

void TestSilentServer::failsWhoWaits()
{
    {
        const SilentServer server;
        SqlRun run(plan(server), QByteArrayList(40, "{}"));
        run.connections->setSilence(200ms);
        run.toEnd();
        for (quint32 row = 0; row < 40; ++row) {
            QCOMPARE(run.state(row), State::Failed);
            QVERIFY2(run.error(row).message.contains(u"does not answer"), qPrintable(run.error(row).message));
            QVERIFY(run.error(row).transient);
        }
        QVERIFY((*run.connections->pool(u"pg"_s))->connections() <= 4);
        run.run.reset();
        run.connections.reset();
        QVERIFY(LeftThread::count() > 0);
    }
    QTRY_COMPARE_WITH_TIMEOUT(LeftThread::count(), 0, 60000); // once it has hung up
}

void TestSilentServer::goesOnWhereItSpeaksAfterAll()
{
    SilentServer server;
    SqlRun run(plan(server, R"("retry": {"attempts": 1000, "delay": 0.01}, )"), {"{}"});
    run.connections->setSilence(200ms);
    run.run->start();
    QTRY_VERIFY_WITH_TIMEOUT(run.journal.itemsOf(0).size() > 1, 60000);
    server.hangUp(); // and refuses
    QTRY_VERIFY_WITH_TIMEOUT(!run.journal.itemsOf(0).back().outcome.error.message.contains(u"does not answer"), 60000);
    run.run->cancel();
    QVERIFY(run.run->wait(60s));
}

void TestSilentServer::isLeftWhereItIsCancelled()
{
    {
        const SilentServer server;
        SqlRun run(plan(server), QByteArrayList(3, "{}"));
        run.run->start();
        QTRY_VERIFY_WITH_TIMEOUT(server.clients() > 0, 60000);
        run.run->cancel();
        QVERIFY(run.run->wait(60s));
        QCOMPARE(run.run->summary().count(State::Cancelled), 3U);
        run.run.reset();
        run.connections.reset();
    }
    QTRY_COMPARE_WITH_TIMEOUT(LeftThread::count(), 0, 60000);
}

void TestSilentServer::endsATest()
{
    {
        const SilentServer server;
        const PlanReading reading = readPlan(plan(server), kinds());
        const auto report =
            checkConnection(reading.plan->connections.front(), *reading.plan, {}, {}, u"t"_s, {.longest = 200ms});
        QVERIFY(!report);
        QVERIFY2(report.error().message.contains(u"does not answer"), qPrintable(report.error().message));
    }
    QTRY_COMPARE_WITH_TIMEOUT(LeftThread::count(), 0, 60000);
}

void TestSilentServer::leavesATestThatNobodyWants()
{
    {
        const SilentServer server;
        const PlanReading reading = readPlan(plan(server), kinds());
        std::stop_source stop;
        std::jthread stopper([&] {
            while (server.clients() == 0)
                std::this_thread::yield();
            stop.request_stop();
        });
        const LookPatience patience{.longest = 1h, .stop = stop.get_token()};
        QVERIFY(!checkConnection(reading.plan->connections.front(), *reading.plan, {}, {}, u"t"_s, patience));
    }
    QTRY_COMPARE_WITH_TIMEOUT(LeftThread::count(), 0, 60000);
}

// At what became of a record in doubt.
void TestSilentServer::endsALook()
{
    {
        const SilentServer server;
        const PlanReading reading = readPlan(plan(server), kinds());
        const auto operation = *makeOperation(reading.plan->operations.front(), *reading.plan);
        const auto batch = batchOf({"{}"});
        std::stop_source stop;
        std::jthread stopper([&] {
            while (server.clients() == 0)
                std::this_thread::yield();
            stop.request_stop();
        });
        QCOMPARE(operation->settle({u"run"_s, batch->record(0), 1}, stop.get_token()).found,
                 Settlement::Found::Nothing);
    }
    QTRY_COMPARE_WITH_TIMEOUT(LeftThread::count(), 0, 60000);
}

QTEST_GUILESS_MAIN(TestSilentServer)
#include "tst_silentserver.moc"
