#include "cuttingproxy.h"
#include "hostile.h"
#include "postgresserver.h"
#include "sqlfixture.h"

#include "operations/sqlcheck.h"

#include <QElapsedTimer>
#include <QScopeGuard>

#include <future>
#include <numeric>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The kinds of SQL on a server of PostgreSQL that this test starts.
// BATCHDECK_CUTS says how often each connection is cut, BATCHDECK_CANCELS how often an upsert is cancelled.
class TestPostgres : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase()
    {
        m_holder.reset();
        m_server.stop();
    }
    void init();
    void upserts();
    void keepsTypes();
    void keepsLists();
    void countsWhatItDoes();
    void leavesAloneWhatARowNeeds();
    void countsInPartitionedTables();
    void writesThroughAView();
    void letsTheLastOfEqualKeysWin_data();
    void letsTheLastOfEqualKeysWin();
    void letsTheLastOfEqualKeysWinAmongStatements();
    void makesTablesAndColumnsOnce();
    void failsOnlyWhoBreaksAConstraint();
    void saysWhichRowItWas_data();
    void saysWhichRowItWas();
    void runsStatements();
    void preparesAnewWhereATableHasChanged_data();
    void preparesAnewWhereATableHasChanged();
    void isStoppedAtALock_data();
    void isStoppedAtALock();
    void rollsBackWhatIsStopped();
    void isStoppedAmongManyRows();
    void triesAgainAfterADeadlock();
    void triesAgainWhatCouldNotBeSerialised();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void hostileNamesAndValuesChangeNothingElse();
    void tellsTheTruthWhenItIsCut_data();
    void tellsTheTruthWhenItIsCut();
    void opensAnewAfterALoss();
    void tellsTheTruthWhenItIsTerminated_data();
    void tellsTheTruthWhenItIsTerminated();
    void connectingIsNoPartOfTheTimeout();
    void usesNoMoreConnectionsThanItMay();
    void thousandsOfCancelsLeakNothing();
    void tellsWhereAConnectionLeads();
    void checksAndKeepsNothing();

private:
    QByteArray plan(const QByteArray &operation, const QByteArray &more = {}, const QByteArray &connection = {}) const;
    QByteArray asked(const QString &text) { return m_server.asked(text); }
    void sql(const QString &text) { m_server.sql(text); }
    bool somebodyWaits()
    {
        return asked(u"select count(*) from pg_stat_activity where wait_event_type = 'Lock'"_s) != "0";
    }

    PostgresServer m_server;
    std::unique_ptr<PostgresConnection> m_holder; // of locks; there is none where there is no server
};

static quint32 timesOf(const char *name, int otherwise)
{
    const int times = qEnvironmentVariableIntValue(name);
    return static_cast<quint32>(times > 0 ? times : otherwise);
}

static const QByteArray upsertT = R"("kind": "sql.upsert", "table": "t", "rows": "{data}")";

QByteArray TestPostgres::plan(const QByteArray &operation, const QByteArray &more, const QByteArray &connection) const
{
    return R"({"connections": {"pg": {"driver": "postgresql", )"
        + (connection.isEmpty()
               ? R"("database": "postgres", "user": "postgres", "host": ")" + m_server.folder().toUtf8() + '"'
               : connection)
        + "}}," + more + R"("operations": {"*": {"connection": "pg", )" + operation + "}}}";
}

void TestPostgres::initTestCase()
{
    if (const QString why = m_server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_holder = m_server.another();
    QVERIFY(m_holder->open());
    for (PostgresConnection *own : {&m_server.admin(), m_holder.get()})
        QVERIFY(own->run(u"set application_name = 'test'"_s));
    sql(u"create role guarded login password 'correct horse'"_s);
}

void TestPostgres::init()
{
    if (!m_holder)
        QSKIP("there is no server");
    QVERIFY(m_holder->run(u"rollback"_s));
    sql(u"drop schema public cascade; create schema public; grant usage on schema public to guarded"_s);
}

void TestPostgres::upserts()
{
    sql(u"create table t (a int primary key, b int, c text default 'was')"_s);
    SqlRun run(
        plan(upsertT, R"("concurrency": 1,)"),
        {R"({"data": [{"a": 1, "b": 4}, {"a": 2, "c": "x"}]})", R"({"data": {"a": 1, "b": 5}})", R"({"data": []})"});
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 2, "updated": 0})"));
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(run.result(2), QByteArray(R"({"inserted": 0, "updated": 0})"));
    QCOMPARE(asked(u"select * from t order by a"_s), QByteArray("1|5|was\n2|null|x"));
}

void TestPostgres::keepsTypes()
{
    sql(u"create domain money2 as numeric(40, 20);"
        "create table t (a bigint primary key, n numeric, d money2, f float8, b bool, j jsonb, k json, at timestamptz, day date, u uuid, l int[])"_s);
    const QByteArray row =
        R"({"data": {"a": 9223372036854775807, "n": 12345678901234567890.12345678901234567890, "d": 1.10, "f": 0.1,
            "b": true, "j": {"b": 1.10, "a": [null]}, "k": [1,  2], "at": "2026-11-21T05:00:00+09:00", "day": "2026-02-28",
            "u": "c0ffee00-0000-0000-0000-000000000000", "l": "{1,2}"}})";
    SqlRun run(plan(upsertT),
               {row, R"({"data": {"a": 1, "day": "2026-02-30"}})", R"({"data": {"a": 2, "d": true}})",
                R"({"data": {"a": "x"}})", R"({"data": {"a": null}})"});
    run.toEnd();
    QCOMPARE(run.error(0).message, QString());
    const QByteArray kept =
        R"(9223372036854775807|12345678901234567890.12345678901234567890|1.10000000000000000000|0.1|true|)"
        R"({"a": [null], "b": 1.10}|[1,2]|2026-11-20 20:00:00|2026-02-28|c0ffee00-0000-0000-0000-000000000000|{1,2})";
    QCOMPARE(asked(u"select a, n, d, f, b, j, k, at at time zone 'utc', day, u, l from t"_s), kept);
    SqlRun back(plan(R"("kind": "sql", "statement": "select *, 'NaN'::numeric as x from t")"), {"{}"});
    QCOMPARE(back.toEnd().result(),
             QByteArray(
                 R"({"rows": [{"a": 9223372036854775807, "n": 12345678901234567890.12345678901234567890, )"
                 R"("d": 1.10000000000000000000, "f": 0.1, "b": true, "j": {"a":[null],"b":1.10}, "k": [1,2], )"
                 R"("at": "2026-11-20 20:00:00+00", "day": "2026-02-28", "u": "c0ffee00-0000-0000-0000-000000000000", )"
                 R"("l": "{1,2}", "x": "NaN"}]})"));
    QCOMPARE(run.error(1).kind, u"sql.22008"_s);
    QCOMPARE(run.error(2).kind, u"sql.type"_s);
    QCOMPARE(run.error(3).kind, u"sql.type"_s);
    QCOMPARE(run.error(4).kind, u"sql.23502"_s);
}

void TestPostgres::keepsLists()
{
    sql(u"create table t (a int primary key, l int[], w text[], j jsonb[], g int[][])"_s);
    SqlRun run(
        plan(upsertT),
        {R"({"data": {"a": 1, "l": [1, null], "w": ["a \"b\" \\ {}, ", "NULL"], "j": [{"x": "[1]"}, [2]], "g": [[1, 2], [3, 4]]}})",
         R"({"data": {"a": 2, "l": ["x"]}})"});
    run.toEnd();
    QCOMPARE(run.error(0).message, QString());
    QCOMPARE(asked(u"select l[2] is null, l[1], w[1], w[2], j[1]->'x', j[2], g[2][1] from t"_s),
             QByteArray(R"(true|1|a "b" \ {}, |NULL|"[1]"|[2]|3)"));
    QCOMPARE(run.error(1).kind, u"sql.22P02"_s);
}

void TestPostgres::countsWhatItDoes()
{
    sql(u"create table t (a int primary key, b int, at int); insert into t values (1, 1, 0)"_s);
    SqlRun run(plan(upsertT + R"(, "set": {"at": {"sql": "40 + 2"}})"),
               {R"({"data": [{"a": 1, "b": 2}, {"a": 2, "b": 1}, {"a": 2, "b": 9}]})"});
    QCOMPARE(run.toEnd().result(), QByteArray(R"({"inserted": 1, "updated": 1, "superseded": 1})"));
    QCOMPARE(asked(u"select * from t order by a"_s), QByteArray("1|2|42\n2|9|42"));
    SqlRun ignores(plan(upsertT + R"(, "onConflict": "ignore")"),
                   {R"({"data": [{"a": 1, "b": 7}, {"a": 4, "b": 7}]})"});
    QCOMPARE(ignores.toEnd().result(), QByteArray(R"({"inserted": 1, "updated": 0, "ignored": 1})"));
}

// A column that must not be null is looked for before the key, though the row is there and has it.
void TestPostgres::leavesAloneWhatARowNeeds()
{
    sql(u"create table t (a int primary key, b int not null, c text); insert into t values (1, 1, 'x')"_s);
    const auto counted = [&](const QByteArray &rows, const QByteArray &more = {}) {
        SqlRun run(plan(upsertT + more), {"{\"data\": [" + rows + "]}"});
        run.toEnd();
        return run.state() == State::Succeeded ? run.result() : run.error().kind.toUtf8();
    };
    QCOMPARE(counted(R"({"a": 1, "c": "new"})"), QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(counted(R"({"a": 1})"), QByteArray(R"({"inserted": 0, "updated": 0, "ignored": 1})"));
    QCOMPARE(counted(R"({"a": 1, "c": "newer"}, {"a": 2, "b": 5}, {"a": 1, "b": 6})"),
             QByteArray(R"({"inserted": 1, "updated": 1, "superseded": 1})"));
    QCOMPARE(counted(R"({"a": 2, "c": "x"})", R"(, "onConflict": "ignore")"),
             QByteArray(R"({"inserted": 0, "updated": 0, "ignored": 1})"));
    const QByteArray set = R"(, "set": {"c": {"sql": "'it' || 's'"}})";
    QCOMPARE(counted(R"({"a": 2, "c": "y"})", set), QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(counted(R"({"a": 3, "c": "x"})"), QByteArray("sql.23502"));
    QCOMPARE(counted(R"({"a": 2, "b": 7}, {"a": 2, "c": "z"})"),
             QByteArray(R"({"inserted": 0, "updated": 1, "superseded": 1})"));
    QCOMPARE(asked(u"select a, b, c from t order by a"_s), QByteArray("1|6|newer\n2|7|z"));
}

// Which do not say of a row that was written whether it was there.
void TestPostgres::countsInPartitionedTables()
{
    sql(u"create table t (a int, day date, b int, c text, primary key (day, a)) partition by range (day);"
        "create table t1 partition of t for values from ('2026-01-01') to ('2027-01-01')"_s);
    const auto counted = [&](const QByteArray &rows, const QByteArray &more = {}) {
        SqlRun run(plan(upsertT + more), {"{\"data\": [" + rows + "]}"});
        run.toEnd();
        return run.state() == State::Succeeded ? run.result() : run.error().message.toUtf8();
    };
    const QByteArray one = R"({"a": 1, "day": "2026-11-21", "b": 1})";
    const QByteArray two = R"({"a": 2, "day": "2026-11-21", "b": 1})";
    QCOMPARE(counted(one), QByteArray(R"({"inserted": 1, "updated": 0})"));
    QCOMPARE(counted(two + ", " + one), QByteArray(R"({"inserted": 1, "updated": 1})"));
    QCOMPARE(counted(one + R"(, {"a": 3, "day": "2026-11-21", "c": "x"}, {"a": 2, "day": "2026-11-21", "c": "x"})"),
             QByteArray(R"({"inserted": 1, "updated": 2})"));
    QCOMPARE(counted(one + R"(, {"a": 1, "day": "20261121", "b": 2})"),
             QByteArray(R"({"inserted": 0, "updated": 1, "superseded": 1})"));
    QCOMPARE(counted(one + R"(, {"a": 4, "day": "2026-11-21", "b": 1})", R"(, "onConflict": "ignore")"),
             QByteArray(R"({"inserted": 1, "updated": 0, "ignored": 1})"));
    QCOMPARE(counted(R"({"a": 1, "day": "2026-11-21"}, {"a": 5, "day": "2026-11-21"})"),
             QByteArray(R"({"inserted": 1, "updated": 0, "ignored": 1})"));
    QCOMPARE(asked(u"select count(*), sum(b) from t"_s), QByteArray("5|4"));
}

void TestPostgres::writesThroughAView()
{
    sql(u"create table base (a int primary key, b int); create view t as select * from base"_s);
    SqlRun run(plan(upsertT), {R"({"data": [{"a": 1, "b": 1}, {"a": 2, "b": 1}]})"});
    QCOMPARE(run.toEnd().error().message, QString());
    QCOMPARE(run.result(), QByteArray(R"({"inserted": 2, "updated": 0, "insertsOnly": true})"));
}

void TestPostgres::letsTheLastOfEqualKeysWin_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArrayList>("keys");
    QTest::newRow("numbers") << u"numeric"_s << QByteArrayList{"1.0", "1.00", "1"};
    QTest::newRow("identifiers") << u"uuid"_s
                                 << QByteArrayList{R"("c0ffee00-0000-0000-0000-000000000000")",
                                                   R"("C0FFEE00-0000-0000-0000-000000000000")",
                                                   R"("c0ffee00000000000000000000000000")"};
    QTest::newRow("times") << u"timestamptz"_s
                           << QByteArrayList{R"("2026-11-21T05:00:00Z")", R"("2026-11-21T05:00:00+00")",
                                             R"("2026-11-21T14:00:00+09")"};
    QTest::newRow("texts of one length") << u"char(5)"_s << QByteArrayList{R"("a")", R"("a ")", R"("a  ")"};
}

// Though only the server knows that they are.
void TestPostgres::letsTheLastOfEqualKeysWin()
{
    QFETCH(const QString, type);
    QFETCH(const QByteArrayList, keys);
    sql(u"create table t (a %1 primary key, b int)"_s.arg(type));
    QByteArrayList rows;
    for (qsizetype at = 0; at < keys.size(); ++at)
        rows += "{\"a\": " + keys[at] + ", \"b\": " + QByteArray::number(at) + '}';
    rows += "{\"a\": " + keys[0] + ", \"b\": 7}"; // the first one once more
    const QByteArray record = "{\"data\": [" + rows.join(", ") + "]}";
    for (const Effect effect : {Effect::Undone, Effect::Kept}) {
        SqlRun run(plan(upsertT), {record}, {}, {}, effect);
        const QByteArray told = R"({"inserted": 1, "updated": 0, "superseded": 3)"
            + QByteArray(effect == Effect::Undone ? R"(, "rolledBack": true})" : "}");
        QCOMPARE(run.toEnd().error().message, QString());
        QCOMPARE(run.result(), told);
        QCOMPARE(asked(u"select b from t"_s), QByteArray(effect == Effect::Kept ? "7" : ""));
    }
    SqlRun again(plan(upsertT + R"(, "marker": true)"), {record});
    QCOMPARE(again.toEnd().result(), QByteArray(R"({"inserted": 0, "updated": 1, "superseded": 3})"));
}

// Also where rows with other columns are another statement.
void TestPostgres::letsTheLastOfEqualKeysWinAmongStatements()
{
    sql(u"create table t (a numeric primary key, b int, c int)"_s);
    SqlRun run(plan(upsertT), {R"({"data": [{"a": 1.0, "b": 1, "c": 1}, {"a": 2, "b": 5}, {"a": 1, "b": 2}]})"});
    QCOMPARE(run.toEnd().result(), QByteArray(R"({"inserted": 2, "updated": 0, "superseded": 1})"));
    QCOMPARE(asked(u"select b, c from t where a = 1"_s), QByteArray("2|1"));
}

// Though many records want them at once.
void TestPostgres::makesTablesAndColumnsOnce()
{
    const QByteArray connection = "\"create\": true, \"database\": \"postgres\", \"user\": \"postgres\", \"host\": \""
        + m_server.folder().toUtf8() + '"';
    const auto column = [](int at) -> QByteArray { return "\"c" + QByteArray::number(at % 7) + "\": 1"; };
    for (int turn = 0; turn < 10; ++turn) {
        QByteArray into = upsertT;
        into.replace("\"t\"", QByteArray("\"made" + QByteArray::number(turn) + '"'));
        SqlRun run(plan(into + R"(, "key": ["a"])", R"("concurrency": 16,)", connection), rowsOf(64, column));
        run.toEnd();
        for (quint32 row = 0; row < 64; ++row)
            QVERIFY2(run.state(row) == State::Succeeded, qPrintable(run.error(row).message));
        QCOMPARE(asked(u"select count(*), count(c0), count(c6) from made%1"_s.arg(turn)), QByteArray("64|10|9"));
    }
}

void TestPostgres::failsOnlyWhoBreaksAConstraint()
{
    sql(u"create table t (a int primary key, b int, constraint odd check (a <> 2))"_s);
    SqlRun run(plan(upsertT),
               {R"({"data": {"a": 1}})", R"({"data": [{"a": 4, "b": 1}, {"a": 2}]})", R"({"data": {"a": 3}})"});
    run.toEnd();
    QCOMPARE(run.error(1).kind, u"sql.23514"_s);
    QVERIFY(run.error(1).message.contains(u"odd"));
    QVERIFY(run.error(1).message.contains(u"Row 2: "));
    QCOMPARE(asked(u"select a from t order by a"_s), QByteArray("1\n3"));
}

void TestPostgres::saysWhichRowItWas_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("effect");
    const auto row = [](const char *name, const char *rows, const char *kind, Effect effect = Effect::Kept) {
        QTest::newRow(name) << QByteArray(rows) << QString::fromUtf8(kind) << int(effect);
    };
    row("a constraint", R"([{"a": 1}, {"a": 3}, {"a": 2}, {"a": 4}])", "sql.23514");
    row("behind other columns", R"([{"b": 1, "a": 8}, {"a": 1}, {"a": 2}, {"a": 3}])", "sql.23514");
    row("a value", R"([{"a": 1, "day": "2026-02-01"}, {"a": 3, "day": null}, {"a": 4, "day": "2026-02-30"}])",
        "sql.22008");
    row("a check", R"([{"a": 1}, {"a": 3}, {"a": 2}, {"a": 4}])", "sql.23514", Effect::Undone);
}

// Though one statement writes all of them; and nothing of it stays.
void TestPostgres::saysWhichRowItWas()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const int, effect);
    sql(u"create table t (a int primary key, b int, day date, constraint odd check (a <> 2))"_s);
    SqlRun run(plan(upsertT), {"{\"data\": " + rows + '}', R"({"data": {"a": 9}})"}, {}, {}, Effect(effect));
    run.toEnd();
    QTEST(run.error().kind, "kind");
    QVERIFY2(run.error().message.startsWith(u"Row 3: "), qPrintable(run.error().message));
    QCOMPARE(run.state(1), State::Succeeded); // on a connection that is as it was
    QCOMPARE(asked(u"select count(*) from t where a <> 9"_s), QByteArray("0"));
}

void TestPostgres::runsStatements()
{
    sql(u"create table t (a int primary key, b text); insert into t values (1, 'x'), (2, 'y''z'), (3, null)"_s);
    SqlRun run(
        plan(
            R"("kind": "sql", "maxRows": 1, "statement": "select a, b, true as c from t where a <> :id::int order by a")"),
        {R"({"id": 1})", R"({"id": 9})"});
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray("{\"rows\": [{\"a\": 2, \"b\": \"y'z\", \"c\": true}], \"cut\": true}"));
    SqlRun begins(plan(R"("kind": "sql", "statement": "begin")"), {"{}", "{}"});
    begins.toEnd();
    QCOMPARE(begins.error(1).kind, u"sql.25001"_s);
    SqlRun cut(plan(R"("kind": "sql", "statement": "delete from t\u0000 where a = 1")"), {"{}"});
    QCOMPARE(cut.toEnd().error().kind, u"sql.42601"_s);
    QCOMPARE(asked(u"select count(*) from t"_s), QByteArray("3"));
    SqlRun empty(plan(R"("kind": "sql", "statement": "-- nothing")"), {"{}"});
    QCOMPARE(empty.toEnd().error().kind, u"sql.42601"_s);
    SqlRun copies(plan(R"("kind": "sql", "statement": "copy t from stdin")"), {"{}", "{}"});
    copies.toEnd();
    QCOMPARE(copies.error(1).kind, u"sql.0A000"_s);
}

void TestPostgres::preparesAnewWhereATableHasChanged_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<int>("effect");
    QTest::newRow("a statement") << QByteArray() << int(Effect::Kept);
    QTest::newRow("one with a mark") << QByteArray(R"(, "marker": true)") << int(Effect::Kept);
    QTest::newRow("one that is checked") << QByteArray() << int(Effect::Undone);
}

// What a statement answers may change while it is kept prepared, which the server refuses once.
void TestPostgres::preparesAnewWhereATableHasChanged()
{
    QFETCH(const QByteArray, more);
    QFETCH(const int, effect);
    sql(u"create table t (a int); insert into t values (1)"_s);
    SqlRun run(plan(R"("kind": "sql", "statement": "select * from t")" + more, R"("concurrency": 1,)"),
               QByteArrayList(3, "{}"), {}, {}, Effect(effect));
    QCOMPARE(run.toEnd().run->summary().succeeded(), 3U);
    for (const QByteArray column : {"b", "c"}) {
        sql(u"alter table t add column %1 int default 7"_s.arg(QString::fromUtf8(column)));
        run.run->retry(RowSet::of({0, 1, 2}));
        QVERIFY(run.run->wait(60s));
        QCOMPARE(run.error().message, QString());
        const QByteArray said = '"' + column + "\": 7";
        for (const quint32 row : {0U, 1U, 2U})
            QVERIFY2(run.result(row).contains(said), run.result(row).constData());
    }
}

void TestPostgres::isStoppedAtALock_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("times");
    const QByteArray one = R"({"data": {"a": 1, "b": 2}})";
    const QByteArray many = R"({"data": [{"a": 7, "b": 1}, {"a": 1}, {"a": 1, "c": 2}]})";
    QTest::newRow("a statement, cancelled") << one << false;
    QTest::newRow("a statement, timed out") << one << true;
    QTest::newRow("a transaction, cancelled") << many << false;
    QTest::newRow("a transaction, timed out") << many << true;
}

void TestPostgres::isStoppedAtALock()
{
    QFETCH(const QByteArray, data);
    QFETCH(const bool, times);
    sql(u"create table t (a int primary key, b int, c int); insert into t values (1, 1, 1)"_s);
    SqlRun run(plan(upsertT, times ? R"("timeout": 0.3,)" : ""), {data, R"({"data": {"a": 5}})"});
    QVERIFY(run.run->setConcurrency(1));
    QVERIFY(m_holder->run(u"begin; update t set b = 9 where a = 1"_s));
    run.run->start();
    if (!times) {
        QTRY_VERIFY(somebodyWaits());
        run.run->cancel(RowSet::of({0}));
    }
    QElapsedTimer since;
    since.start();
    QVERIFY(run.run->wait(60s));
    qInfo("over after %lld ms", since.elapsed()); // a timeout of 300 among them
    QCOMPARE(run.state(0), times ? State::TimedOut : State::Cancelled);
    QCOMPARE(run.state(1), State::Succeeded); // on the same connection
    QVERIFY(m_holder->run(u"rollback"_s));
    QCOMPARE(asked(u"select a, b from t order by a"_s), QByteArray("1|1\n5|null"));
    QCOMPARE((*run.connections->pool(u"pg"_s))->connections(), 1);
}

void TestPostgres::rollsBackWhatIsStopped()
{
    sql(u"create table t (a int primary key, b int, c int)"_s);
    sql(u"create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(3600); return new; end'; "
        "create trigger slow before insert on t for each row when (new.c = 1) execute function slow()"_s);
    SqlRun run(plan(upsertT), {R"({"data": [{"a": 1, "b": 1}, {"a": 2, "c": 1}]})"});
    run.run->start();
    QTRY_COMPARE(asked(u"select count(*) from pg_stat_activity where wait_event = 'PgSleep'"_s), QByteArray("1"));
    run.run->cancel();
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(), State::Cancelled);
    QCOMPARE(asked(u"select count(*) from t"_s), QByteArray("0"));
    QCOMPARE(asked(u"select count(*) from pg_stat_activity where state like 'idle in%'"_s), QByteArray("0"));
}

// Which are read, and made statements of, before the first is sent.
void TestPostgres::isStoppedAmongManyRows()
{
    sql(u"create table t (a int primary key, b int, c int, d int, e int)"_s);
    QByteArrayList rows;
    for (int at = 0; at < 150'000; ++at)
        rows += "{\"a\": " + QByteArray::number(at) + R"(, "b": 1, "c": 2, "d": 3, "e": 4})";
    SqlRun run(plan(upsertT, R"("timeout": 0.2,)"), {"{\"data\": [" + rows.join(", ") + "]}"});
    QElapsedTimer since;
    since.start();
    QCOMPARE(run.toEnd().state(), State::TimedOut);
    qInfo("over after %lld ms", since.elapsed());
    QCOMPARE(asked(u"select count(*) from t"_s), QByteArray("0"));
}

// The record has one row and waits for another, whose holder waits for the first; its next try may be in time for
// the same.
void TestPostgres::triesAgainAfterADeadlock()
{
    sql(u"create table t (a int primary key, b int, c int); insert into t values (1, 1), (2, 1)"_s);
    qputenv("PGOPTIONS", "-c deadlock_timeout=3s");
    const auto unset = qScopeGuard([] { qunsetenv("PGOPTIONS"); });
    SqlRun run(plan(upsertT, R"("retry": {"attempts": 50, "delay": 0},)"),
               {R"({"data": [{"a": 1, "b": 2}, {"a": 2, "c": 2}]})"});
    QVERIFY(m_holder->run(u"begin; set local deadlock_timeout = '1h'; update t set b = 9 where a = 2"_s));
    run.run->start();
    QTRY_VERIFY(somebodyWaits());
    auto holds = std::async(std::launch::async,
                            [&] { return static_cast<bool>(m_holder->run(u"update t set b = 9 where a = 1"_s)); });
    QVERIFY(holds.get()); // the server has ended the record's transaction
    QVERIFY(m_holder->run(u"commit"_s));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.journal.itemsOf(0).front().outcome.error.kind, u"sql.40P01"_s);
    QCOMPARE(run.state(), State::Succeeded);
    QCOMPARE(asked(u"select a, b, c from t order by a"_s), QByteArray("1|2|null\n2|9|2"));
}

void TestPostgres::triesAgainWhatCouldNotBeSerialised()
{
    sql(u"create table t (a int primary key, b int); insert into t values (1, 1)"_s);
    qputenv("PGOPTIONS", "-c default_transaction_isolation=serializable");
    const auto unset = qScopeGuard([] { qunsetenv("PGOPTIONS"); });
    SqlRun run(plan(upsertT, R"("retry": {"attempts": 2, "delay": 0},)"), {R"({"data": {"a": 1, "b": 2}})"});
    QVERIFY(m_holder->run(u"begin; update t set b = 9 where a = 1"_s));
    run.run->start();
    QTRY_VERIFY(somebodyWaits());
    QVERIFY(m_holder->run(u"commit"_s));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.journal.itemsOf(0).front().outcome.error.kind, u"sql.40001"_s);
    QCOMPARE(run.state(), State::Succeeded);
    QCOMPARE(asked(u"select a, b from t"_s), QByteArray("1|2"));
}

void TestPostgres::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("transient");
    const auto row = [](const char *name, const char *connection, const char *kind, const char *message,
                        bool transient = false) {
        QTest::newRow(name) << QByteArray(connection) << QString::fromUtf8(kind) << QString::fromUtf8(message)
                            << transient;
    };
    row("no server", R"("host": "/nowhere")", "sql.08001", "No such file or directory", true);
    row("wrong password", R"("host": "%", "user": "guarded", "database": "postgres", "password": {"env": "WRONG"})",
        "sql.28P01", "password authentication failed");
    row("wrong database", R"("host": "%", "user": "postgres", "database": "nowhere")", "sql.3D000",
        "\"nowhere\" does not exist");
    row("no such table", R"("host": "%", "user": "postgres", "database": "postgres")", "sql.42P01",
        "There is no table “t”. Did you mean “tt”? Check");
    row("no way into the schema",
        R"("host": "%", "user": "guarded", "database": "postgres", "password": {"env": "RIGHT"})", "sql.42501",
        "permission denied for schema public");
    row("no permission", R"("host": "%", "user": "guarded", "database": "postgres", "password": {"env": "RIGHT"})",
        "sql.42501", "permission denied for table tt");
}

void TestPostgres::saysWhatIsWrong()
{
    QFETCH(QByteArray, connection);
    sql(u"create table tt (a int primary key)"_s);
    if (QByteArray(QTest::currentDataTag()) == "no way into the schema")
        sql(u"revoke usage on schema public from guarded"_s);
    connection.replace('%', m_server.folder().toUtf8());
    QByteArray operation = upsertT;
    if (QByteArray(QTest::currentDataTag()).startsWith("no permission")
        || QByteArray(QTest::currentDataTag()).startsWith("no way"))
        operation.replace("\"t\"", "\"tt\"");
    const SecretSource secrets = [](const SecretReference &reference) {
        return Expected<QString>(reference.name == u"RIGHT" ? u"correct horse"_s : u"wrong"_s);
    };
    SqlRun run(plan(operation, {}, connection), {R"({"data": {"a": 1}})"}, {}, secrets);
    run.toEnd();
    QCOMPARE(run.state(), State::Failed);
    QTEST(run.error().kind, "kind");
    QTEST(run.error().transient, "transient");
    QFETCH(const QString, message);
    QVERIFY2(run.error().message.contains(message), qPrintable(run.error().message));
    QVERIFY(!run.error().message.contains(u"horse"));
}

void TestPostgres::hostileNamesAndValuesChangeNothingElse()
{
    sql(u"create table t (a text primary key, b text); insert into t values ('keep', 'me')"_s);
    const HostileRecords hostile(SqlDialect::PostgreSQL);
    SqlRun run(plan(R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}", "key": ["a"])"), hostile.records);
    run.toEnd();
    for (quint32 row = 0; row < 500; ++row)
        QCOMPARE(run.state(row), hostile.works[row] ? State::Succeeded : State::Failed);
    QCOMPARE(asked(u"select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"_s),
             QByteArray("1"));
    QCOMPARE(asked(u"select count(*) from t where a = b"_s), QByteArray::number(hostile.values));
    QCOMPARE(asked(u"select b from t where a = 'keep'"_s), QByteArray("me"));
}

void TestPostgres::tellsTheTruthWhenItIsCut_data()
{
    QTest::addColumn<int>("cut");
    QTest::addColumn<QByteArray>("at");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("knows");
    const QByteArray many = R"([{"a": %, "b": 1}, {"a": -%}])";
    const QByteArray one = R"({"a": %, "b": 1})";
    using Cut = CuttingProxy::Cut;
    QTest::newRow("before the commit") << int(Cut::Before) << QByteArray("commit") << many << true;
    QTest::newRow("during the commit") << int(Cut::During) << QByteArray("commit") << many << true;
    QTest::newRow("after the commit") << int(Cut::After) << QByteArray("commit") << many << true;
    QTest::newRow("before a statement") << int(Cut::Before) << QByteArray("insert into") << one << false;
    QTest::newRow("during a statement") << int(Cut::During) << QByteArray("insert into") << one << false;
    QTest::newRow("after a statement") << int(Cut::After) << QByteArray("insert into") << one << false;
}

void TestPostgres::tellsTheTruthWhenItIsCut()
{
    QFETCH(const int, cut);
    QFETCH(const QByteArray, at);
    QFETCH(const QByteArray, data);
    QFETCH(const bool, knows);
    sql(u"create table t (a int primary key, b int)"_s);
    const QTemporaryDir folder;
    CuttingProxy proxy(folder.path(), m_server.folder());
    const QByteArray connection =
        R"("database": "postgres", "user": "postgres", "host": ")" + folder.path().toUtf8() + '"';
    for (quint32 turn = 1; turn <= timesOf("BATCHDECK_CUTS", 100); ++turn) {
        const QByteArray number = QByteArray::number(turn);
        SqlRun run(plan(upsertT, {}, connection), {"{\"data\": " + QByteArray(data).replace("%", number) + '}'});
        proxy.cut(CuttingProxy::Cut(cut), at);
        run.toEnd();
        const auto isThere = [&] { return asked(u"select count(*) from t where a = %1"_s.arg(turn)) == "1"; };
        switch (run.state()) {
        case State::Succeeded:
            QVERIFY(isThere());
            break;
        case State::Failed:
            QVERIFY(!isThere());
            QVERIFY(run.error().transient);
            break;
        default:
            QCOMPARE(run.state(), State::InDoubt);
            QVERIFY(!knows);
        }
        if (!knows)
            QCOMPARE(run.state(), State::InDoubt);
    }
}

void TestPostgres::opensAnewAfterALoss()
{
    sql(u"create table t (a int primary key, b int)"_s);
    SqlRun run(plan(upsertT), {R"({"data": {"a": 1}})"});
    QCOMPARE(run.toEnd().state(), State::Succeeded);
    for (int turn = 0; turn < 20; ++turn) {
        QCOMPARE(
            asked(
                u"select count(pg_terminate_backend(pid, 10000)) from pg_stat_activity where application_name = 'batchdeck'"_s),
            QByteArray("1"));
        run.run->retry(RowSet::of({0}));
        QVERIFY(run.run->wait(60s));
        QCOMPARE(run.state(0), State::Succeeded);
    }
}

void TestPostgres::tellsTheTruthWhenItIsTerminated_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("knows");
    QTest::newRow("a statement") << QByteArray(R"({"a": 1, "b": 2})") << false;
    QTest::newRow("a transaction") << QByteArray(R"([{"a": 7}, {"a": 1, "b": 2}])") << true;
}

// By pg_terminate_backend, while it waits for a lock. Of a statement that is its own commit nobody knows.
void TestPostgres::tellsTheTruthWhenItIsTerminated()
{
    QFETCH(const QByteArray, data);
    QFETCH(const bool, knows);
    sql(u"create table t (a int primary key, b int)"_s);
    for (quint32 turn = 0; turn < timesOf("BATCHDECK_CUTS", 10); ++turn) {
        sql(u"delete from t; insert into t values (1, 1)"_s);
        SqlRun run(plan(upsertT), {"{\"data\": " + data + '}'});
        QVERIFY(m_holder->run(u"begin; update t set b = 9 where a = 1"_s));
        run.run->start();
        QTRY_VERIFY(somebodyWaits());
        sql(u"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'batchdeck'"_s);
        QVERIFY(run.run->wait(60s));
        QCOMPARE(run.state(), knows ? State::Failed : State::InDoubt);
        QCOMPARE(run.error().transient, knows);
        QVERIFY(m_holder->run(u"rollback"_s));
        QCOMPARE(asked(u"select a, b from t"_s), QByteArray("1|1"));
        run.run->retry(RowSet::of({0}));
        QVERIFY(run.run->wait(60s));
        QCOMPARE(run.state(), State::Succeeded);
    }
}

void TestPostgres::connectingIsNoPartOfTheTimeout()
{
    sql(u"create table t (a int primary key, b int)"_s);
    const QTemporaryDir folder;
    CuttingProxy proxy(folder.path(), m_server.folder());
    proxy.hold(true);
    const QByteArray connection =
        R"("connections": 2, "database": "postgres", "user": "postgres", "host": ")" + folder.path().toUtf8() + '"';
    SqlRun run(plan(upsertT, R"("timeout": 0.2,)", connection),
               {R"({"data": {"a": 1}})", R"({"data": {"a": 2}})", R"({"data": {"a": 3}})"});
    run.run->start();
    for (const quint32 row : {0U, 1U, 2U})
        QTRY_COMPARE(run.run->progress(row).note, u"Waits for a connection to “pg”"_s);
    run.run->cancel(RowSet::of({1}));
    QTRY_COMPARE(run.state(1), State::Cancelled); // at once, though nobody answers
    QTest::qWait(500); // more than the timeout
    proxy.hold(false);
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.state(2), State::Succeeded);
    QVERIFY(run.last(0).outcome.result.contains("inserted"));
}

void TestPostgres::usesNoMoreConnectionsThanItMay()
{
    sql(u"create table t (a int primary key, b int); insert into t values (1, 1)"_s);
    const QByteArray connection =
        R"("connections": 3, "database": "postgres", "user": "postgres", "host": ")" + m_server.folder().toUtf8() + '"';
    SqlRun run(plan(upsertT, R"("concurrency": 8, "timeout": 3600,)", connection),
               QByteArrayList(8, R"({"data": {"a": 1, "b": 2}})"));
    QVERIFY(m_holder->run(u"begin; update t set b = 9 where a = 1"_s));
    run.run->start();
    const QString mine = u"select count(*) from pg_stat_activity where application_name = 'batchdeck'"_s;
    QTRY_COMPARE(run.run->summary().inFlight, 8U);
    const auto shown = [&] {
        int count = 0;
        for (quint32 row = 0; row < 8; ++row)
            count += run.run->progress(row).note.contains(u"connection");
        return count;
    };
    QTRY_COMPARE(shown(), 5);
    QCOMPARE((*run.connections->pool(u"pg"_s))->connections(), 3);
    run.run->cancel(RowSet::of({7})); // it waits
    QTRY_COMPARE(run.state(7), State::Cancelled);
    QVERIFY(m_holder->run(u"commit"_s));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.run->summary().succeeded(), 7U);
    QVERIFY(asked(mine).toInt() <= 3);
}

void TestPostgres::thousandsOfCancelsLeakNothing()
{
    sql(u"create table t (a int primary key, b int); insert into t values (1, 1)"_s);
    const quint32 cancels = timesOf("BATCHDECK_CANCELS", 10'000);
    SqlRun run(plan(upsertT, R"("concurrency": 16,)"), QByteArrayList(cancels, R"({"data": {"a": 1, "b": 2}})"));
    const QString mine = u"select count(*) from pg_stat_activity where application_name = 'batchdeck'"_s;
    QVERIFY(m_holder->run(u"begin; update t set b = 9 where a = 1"_s));
    run.run->start();
    QTRY_VERIFY(somebodyWaits());
    quint32 next = 0;
    while (run.run->summary().left > 0) {
        std::vector<quint32> rows(100);
        std::iota(rows.begin(), rows.end(), next);
        run.run->cancel(RowSet::of(rows));
        next += 100;
        QTRY_VERIFY_WITH_TIMEOUT(run.run->summary().count(State::Cancelled) >= std::min(next, cancels), 60000);
    }
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.run->summary().count(State::Cancelled), cancels);
    QVERIFY(asked(mine).toInt() <= 16);
    QVERIFY(m_holder->run(u"rollback"_s));
    run.run->retry(RowSet::of({7}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(7), State::Succeeded);
    run.run.reset();
    run.connections.reset();
    QTRY_COMPARE(asked(mine), QByteArray("0"));
}

void TestPostgres::tellsWhereAConnectionLeads()
{
    sql(u"create table t (a int primary key, b text not null)"_s);
    const PlanReading reading = readPlan(plan(upsertT), kinds());
    const auto report = checkConnection(reading.plan->connections.front(), *reading.plan, {}, {}, u"t"_s);
    QVERIFY(report);
    QVERIFY(report->server.startsWith(u"PostgreSQL "));
    QCOMPARE(report->tls, QString()); // at a socket
    QCOMPARE(report->tables, QStringList{u"t"_s});
    QCOMPARE(report->table->keys, std::vector<QStringList>{{u"a"_s}});
    QCOMPARE(report->table->schema, u"public"_s);
}

void TestPostgres::checksAndKeepsNothing()
{
    sql(u"create table p (id int primary key); create table t (a int primary key, b int check (b <> 9), p int "
        "references p deferrable initially deferred); insert into t (a) values (1)"_s);
    const QByteArray connection = "\"create\": true, \"database\": \"postgres\", \"user\": \"postgres\", \"host\": \""
        + m_server.folder().toUtf8() + '"';
    QByteArray both =
        plan(R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}", "key": ["a"])", {}, connection);
    both.insert(both.indexOf("\"*\""),
                R"("s": {"kind": "sql", "connection": "pg", "statement": "delete from t"},
                   "e": {"kind": "sql", "connection": "pg", "statement": "commit"}, )");
    SqlRun run(both,
               {R"({"table": "t", "data": [{"a": 1, "b": 2}, {"a": 2}]})", R"({"table": "t", "data": {"a": 2}})",
                R"({"table": "new", "data": {"a": 2}})", R"({"table": "new", "data": {"a": 2}})",
                R"({"table": "t", "data": {"a": 3, "b": 9}})", R"({"table": "t", "data": {"a": 3, "p": 7}})",
                R"({"operation": "s"})", R"({"operation": "e"})"},
               {}, {}, Effect::Undone);
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 1, "updated": 1, "rolledBack": true})"));
    for (const quint32 row : {1U, 2U, 3U})
        QCOMPARE(run.result(row), QByteArray(R"({"inserted": 1, "updated": 0, "rolledBack": true})"));
    QCOMPARE(run.error(4).kind, u"sql.23514"_s);
    QCOMPARE(run.error(5).kind, u"sql.23503"_s);
    QCOMPARE(run.result(6), QByteArray(R"({"affected": 1, "rolledBack": true})"));
    QCOMPARE(run.error(7).kind, u"sql.25001"_s);
    QCOMPARE(asked(u"select a, b from t"_s), QByteArray("1|null"));
    QCOMPARE(asked(u"select count(*) from pg_class where relname = 'new'"_s), QByteArray("0"));
}

QTEST_GUILESS_MAIN(TestPostgres)
#include "tst_postgres.moc"
