#include "sqlitefixture.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

static const QByteArray nine = R"("concurrency": 9,)";
static const QByteArray longColumn = ", \"c\": \"" + QByteArray(70'000, 'x') + '"';
static const QByteArray withTrigger = "create table t (a integer primary key, b integer, c text);"
                                      "create trigger slow after insert on t when new.b = 1 begin insert into t(a) "
    + forEver + "; end";

// Records that share a transaction, and one of them that is stopped.
class TestSqliteGroups : public QObject, private SqliteFolder {
    Q_OBJECT

private Q_SLOTS:
    void init() { beginAnew(); }
    void aStopIsHeardAtALock();
    void aStopIsHeardBesideALongStatement();
    void nobodyIsTakenWithALongOne();
    void whoRanIntoWhatIsGoneIsHeardAgain();

private:
    // The first of nine is too long to share a transaction, and stands at a lock until the others wait behind it: when
    // it is stopped they are taken together.
    static void startTogether(const SqlRun &run, SqliteLock &lock)
    {
        run.run->start();
        QTRY_COMPARE_WITH_TIMEOUT(waiting(run), 8U, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!run.run->progress(0).note.contains(u"connection"), 60000);
        lock.letRead();
        run.run->cancel(RowSet::of({0}));
        QTRY_VERIFY_WITH_TIMEOUT(waiting(run) < 8, 60000);
    }
    static quint32 waiting(const SqlRun &run)
    {
        quint32 waiting = 0;
        for (quint32 row = 1; row <= 8; ++row)
            waiting += run.run->progress(row).note.contains(u"connection");
        return waiting;
    }
};

// With a column b that is 1 in one of them; the first is long.
static QByteArrayList records(int odd = -1)
{
    return rowsOf(9, [odd](int at) -> QByteArray {
        return (at == odd ? "\"b\": 1" : "\"b\": 0") + (at == 0 ? longColumn : QByteArray());
    });
}

void TestSqliteGroups::aStopIsHeardAtALock()
{
    sql("create table t (a integer primary key, b integer, c text)");
    SqliteLock lock(path());
    SqlRun run(plan(upsertA, nine), records(), m_folder->path());
    startTogether(run, lock);
    run.run->cancel(RowSet::of({3}));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(3), State::Cancelled, 60000);
    QCOMPARE(run.run->summary().left, 7U);
    lock.letWrite();
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.run->summary().succeeded(), 7U);
    QCOMPARE(asked("select count(*) from t"), QByteArray("7"));
}

void TestSqliteGroups::aStopIsHeardBesideALongStatement()
{
    sql(withTrigger);
    SqliteLock lock(path());
    SqlRun run(plan(upsertA, nine), records(5), m_folder->path());
    startTogether(run, lock);
    lock.letWrite();
    QTest::qWait(50); // it may have got into the trigger; where it has not, the one that is stopped ends all the same
    run.run->cancel(RowSet::of({3}));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(3), State::Cancelled, 60000);
    QCOMPARE(run.state(5), State::Running);
    run.run->cancel(RowSet::of({5}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.run->summary().succeeded(), 6U);
    QCOMPARE(asked("select count(*) from t"), QByteArray("6"));
}

void TestSqliteGroups::nobodyIsTakenWithALongOne()
{
    sql(withTrigger);
    QByteArrayList all = records(3);
    all[3].insert(all[3].size() - 2, longColumn);
    SqliteLock lock(path());
    SqlRun run(plan(upsertA, nine), all, m_folder->path());
    startTogether(run, lock);
    lock.letWrite();
    QTRY_COMPARE_WITH_TIMEOUT(run.run->summary().succeeded(), 2U, 60000); // that came before it
    QCOMPARE(waiting(run), 5U);
    run.run->cancel(RowSet::of({5}));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(5), State::Cancelled, 60000);
    run.run->cancel(RowSet::of({3}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.run->summary().succeeded(), 6U);
}

// One says a key that another one has just written; then that one is stopped, before anything is kept.
void TestSqliteGroups::whoRanIntoWhatIsGoneIsHeardAgain()
{
    sql(withTrigger);
    QByteArrayList all = records(4);
    all[3] = all[2];
    SqliteLock lock(path());
    SqlRun run(plan(upsertA + R"(, "onConflict": "error")", nine), all, m_folder->path());
    startTogether(run, lock);
    lock.letWrite();
    QTest::qWait(50); // it may have got into the trigger
    run.run->cancel(RowSet::of({2, 4}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(2), State::Cancelled);
    QCOMPARE(run.state(3), State::Succeeded);
    QCOMPARE(asked("select count(*), min(a), sum(a = 2) from t"), QByteArray("6|1|1"));
}

QTEST_GUILESS_MAIN(TestSqliteGroups)
#include "tst_sqlitegroups.moc"
