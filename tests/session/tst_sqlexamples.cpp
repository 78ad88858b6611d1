#include "session/session.h"
#include "session/userfiles.h"

#include "operations/postgresserver.h"
#include "operations/sqlitefixture.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The users' own records under both plans: the one that a constraint refuses fails, the others are written.
class TestSqlExamples : public QObject, private SqliteFolder {
    Q_OBJECT

private Q_SLOTS:
    void init() { beginAnew(); }
    void onSqlite();
    void onPostgres();

private:
    void runExample(const QString &name);
};

void TestSqlExamples::runExample(const QString &name)
{
    const auto batch = unpackExample(QStringLiteral(EXAMPLES) + u'/' + name, m_folder->path());
    QVERIFY(batch);
    SessionRequest request;
    request.batch.path = *batch;
    LoadWatch watch;
    const auto session = Session::open(request, watch);
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    for (int turn = 0; turn < 2; ++turn) { // again what is there already
        ReadJournal journal;
        QVERIFY((*session)->createRun(&journal));
        BatchRun &run = (*session)->run();
        run.start();
        QVERIFY(run.wait(120s));
        QCOMPARE(run.summary().succeeded(), 5U);
        QCOMPARE(run.record(2).state, State::Failed);
        QCOMPARE(journal.itemsOf(2).back().outcome.error.kind, u"sql.23502"_s);
        QCOMPARE(run.record(2).attempts, 1U); // nothing that a second attempt would mend
        (*session)->endRun();
    }
}

void TestSqlExamples::onSqlite()
{
    runExample(u"wahs.json"_s);
    QCOMPARE(asked(R"(select * from "temp.test" order by a)"), QByteArray("1|5\n3|7\n4|8\n5|10"));
}

void TestSqlExamples::onPostgres()
{
    PostgresServer server;
    if (const QString why = server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    qputenv("PGHOST", server.folder().toUtf8());
    qputenv("PGUSER", "postgres");
    runExample(u"wahs-postgresql.json"_s);
    QCOMPARE(server.asked(u"select * from temp.test order by a"_s), QByteArray("1|5\n3|7\n4|8\n5|10"));
}

QTEST_GUILESS_MAIN(TestSqlExamples)
#include "tst_sqlexamples.moc"
