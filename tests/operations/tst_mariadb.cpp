#include "hostile.h"
#include "mariadbserver.h"
#include "sqlfixture.h"

#include "operations/sqlcheck.h"

#include <QRegularExpression>

#include <future>
#include <numeric>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The kinds of SQL on a server of MariaDB that this test starts.
// BATCHDECK_CANCELS says how often an upsert is cancelled.
class TestMariadb : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase()
    {
        m_holder.reset();
        m_server.stop();
    }
    void init();
    void keepsTypes();
    void countsWhatItDoes();
    void updatesNoOtherRow();
    void failsOnlyWhoBreaksAConstraint();
    void runsStatements();
    void leavesNothingToTheNext();
    void looksAgainWhereNothingFits();
    void isStoppedAtALock_data();
    void isStoppedAtALock();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void hostileNamesAndValuesChangeNothingElse();
    void tellsTheTruthWhenItIsKilled_data();
    void tellsTheTruthWhenItIsKilled();
    void marksWhatItCommits();
    void checksAndKeepsNothing();
    void tellsWhereAConnectionLeads();
    void manyCancelsLeakNothing();

private:
    QByteArray plan(const QByteArray &operation, const QByteArray &more = {}, const QByteArray &connection = {}) const;
    QByteArray asked(const QString &text) { return m_server.asked(text); }
    void sql(const QString &text) { m_server.sql(text); }
    // What InnoDB itself says of locks is old where it is asked often.
    bool somebodyWaits()
    {
        return asked(u"select count(*) as n from information_schema.processlist where command = 'Execute' "
                     "and time_ms > 100"_s)
            != R"({"rows": [{"n": 0}]})";
    }

    MariadbServer m_server;
    std::unique_ptr<MariadbConnection> m_holder; // of locks
};

static const QByteArray upsertT = R"("kind": "sql.upsert", "table": "t", "rows": "{data}")";

QByteArray TestMariadb::plan(const QByteArray &operation, const QByteArray &more, const QByteArray &connection) const
{
    const QByteArray usual = R"("host": ")" + m_server.socket().toUtf8() + R"(", "database": "test", "user": "root")";
    return '{' + more + R"("connections": {"my": {"driver": "mariadb", )" + (connection.isEmpty() ? usual : connection)
        + R"(}}, "operations": {"*": {"connection": "my", )" + operation + "}}}";
}

void TestMariadb::initTestCase()
{
    if (const QString why = m_server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    sql(u"create user guarded identified by 'correct; horse'"_s);
}

void TestMariadb::init()
{
    m_holder.reset();
    sql(u"drop database if exists test"_s);
    sql(u"create database test character set utf8mb4"_s);
    sql(u"use test"_s);
    sql(u"grant usage on test.* to guarded"_s);
    m_holder = m_server.another();
    QVERIFY(m_holder->open());
}

void TestMariadb::keepsTypes()
{
    sql(u"create table t (a bigint primary key, u bigint unsigned, n decimal(40, 20), f double, b boolean, j json, "
        "s varchar(5), at datetime, day date, x varbinary(9), e enum('one', 'two'))"_s);
    const QByteArray row =
        R"({"data": {"a": 9223372036854775807, "u": 18446744073709551615, "n": 12345678901234567890.12345678901234567890,
            "f": 0.1, "b": true, "j": {"b": 1.10, "a": [null]}, "s": "é\\'\"", "at": "2026-11-21 05:00:00",
            "day": "2026-02-28", "x": "bytes", "e": "two"}})";
    SqlRun run(plan(upsertT),
               {row, R"({"data": {"a": 1, "day": "2026-02-30"}})", R"({"data": {"a": 2, "n": true}})",
                R"({"data": {"a": "x"}})", R"({"data": {"a": null}})", R"({"data": {"a": 3, "s": "too long"}})",
                R"({"data": {"a": 4, "e": "three"}})", R"({"data": {"a": 5, "u": -1}})",
                R"({"data": {"a": 6, "j": "a text"}})"});
    run.toEnd();
    QCOMPARE(run.error(0).message, QString());
    QCOMPARE(run.error(8).message, QString());
    SqlRun back(plan(R"("kind": "sql", "statement": "select * from t where a <> 6")"), {"{}"});
    QCOMPARE(back.toEnd().result(),
             QByteArray(R"({"rows": [{"a": 9223372036854775807, "u": 18446744073709551615, )"
                        R"("n": 12345678901234567890.12345678901234567890, "f": 0.1, "b": 1, )"
                        R"("j": "{\"b\":1.10,\"a\":[null]}", "s": "é\\'\"", "at": "2026-11-21T05:00:00.000", )"
                        R"("day": "2026-02-28", "x": "bytes", "e": "two"}]})"));
    QCOMPARE(run.error(1).kind, u"sql.22007"_s);
    QCOMPARE(run.error(2).kind, u"sql.type"_s);
    QCOMPARE(run.error(3).kind, u"sql.type"_s);
    QCOMPARE(run.error(4).kind, u"sql.23502"_s);
    QCOMPARE(run.error(5).kind, u"sql.22001"_s);
    QCOMPARE(run.error(6).kind, u"sql.22000"_s);
    QCOMPARE(run.error(7).kind, u"sql.22003"_s);
}

void TestMariadb::countsWhatItDoes()
{
    sql(u"create table t (a int primary key, b int, c varchar(20) default 'as it was', at int)"_s);
    sql(u"insert into t values (1, 1, 'old', 0), (7, 7, 'same', 42)"_s);
    SqlRun run(
        plan(upsertT + R"(, "set": {"at": {"sql": "40 + 2"}})"),
        {R"({"data": [{"a": 1, "b": 2}, {"a": 2, "b": 1}, {"a": 2, "b": 9}, {"a": 3, "c": "new"}, {"a": 7, "b": 7}]})"});
    QCOMPARE(run.toEnd().result(), QByteArray(R"({"inserted": 2, "updated": 2, "superseded": 1})"));
    QCOMPARE(asked(u"select group_concat(concat_ws('|', a, b, c, at) order by a) as t from t"_s),
             QByteArray(R"({"rows": [{"t": "1|2|old|42,2|9|as it was|42,3|new|42,7|7|same|42"}]})"));
    SqlRun ignores(plan(upsertT + R"(, "onConflict": "ignore")"),
                   {R"({"data": [{"a": 1, "b": 7}, {"a": 4, "b": 7}]})"});
    QCOMPARE(ignores.toEnd().result(), QByteArray(R"({"inserted": 1, "updated": 0, "ignored": 1})"));
    SqlRun fails(plan(upsertT + R"(, "onConflict": "error")"), {R"({"data": [{"a": 5, "b": 7}, {"a": 4, "b": 8}]})"});
    QCOMPARE(fails.toEnd().error().kind, u"sql.23505"_s);
    QVERIFY(fails.error().message.startsWith(u"Row 2: "));
    QCOMPARE(asked(u"select count(*) as n from t where a = 5"_s), QByteArray(R"({"rows": [{"n": 0}]})"));
}

// On duplicate key update takes any key for the row's: of two the one that is meant must be found first.
void TestMariadb::updatesNoOtherRow()
{
    sql(u"create table t (id int primary key, code varchar(9), n int, unique (code))"_s);
    sql(u"insert into t values (1, 'x', 1), (2, 'y', 2)"_s);
    SqlRun run(plan(upsertT + R"(, "key": ["id"])", R"("concurrency": 1,)"),
               {R"({"data": {"id": 3, "code": "x", "n": 9}})", R"({"data": {"id": 2, "code": "z", "n": 3}})",
                R"({"data": {"id": 4, "code": "new", "n": 4}})"});
    run.toEnd();
    QCOMPARE(run.error(0).kind, u"sql.23505"_s);
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(run.result(2), QByteArray(R"({"inserted": 1, "updated": 0})"));
    QCOMPARE(asked(u"select group_concat(concat_ws('|', id, code, n) order by id) as t from t"_s),
             QByteArray(R"({"rows": [{"t": "1|x|1,2|z|3,4|new|4"}]})"));
}

void TestMariadb::failsOnlyWhoBreaksAConstraint()
{
    sql(u"create table t (a int primary key, b int, constraint odd check (a <> 2))"_s);
    sql(u"create table old (a int primary key) engine = MyISAM"_s);
    SqlRun run(plan(R"("kind": "sql.upsert", "table": "{t}", "rows": "{data}")"),
               {R"({"t": "t", "data": {"a": 1}})", R"({"t": "t", "data": [{"a": 4, "b": 1}, {"a": 2}]})",
                R"({"t": "t", "data": {"a": 3}})", R"({"t": "old", "data": {"a": 3}})"});
    run.toEnd();
    QCOMPARE(run.error(1).kind, u"sql.23514"_s);
    QVERIFY(run.error(1).message.contains(u"odd"));
    QVERIFY(run.error(1).message.startsWith(u"Row 2: "));
    QVERIFY(run.error(3).message.contains(u"MyISAM"));
    QCOMPARE(asked(u"select group_concat(a order by a) as a from t"_s), QByteArray(R"({"rows": [{"a": "1,3"}]})"));
}

void TestMariadb::runsStatements()
{
    sql(u"create table t (a int primary key, b text)"_s);
    sql(u"insert into t values (1, 'x'), (2, 'y''z'), (3, null)"_s);
    SqlRun run(
        plan(
            R"("kind": "sql", "maxRows": 1, "statement": "select a, b, ':a' as c from t where a <> :id # :no\n order by a")"),
        {R"({"id": 1})", R"({"id": 9})", R"({"id": null})"});
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"rows": [{"a": 2, "b": "y'z", "c": ":a"}], "cut": true})"));
    QCOMPARE(run.result(2), QByteArray(R"({"rows": []})"));
    SqlRun writes(plan(R"("kind": "sql", "statement": "update t set b = :b where a = :a")"),
                  {R"({"a": 1, "b": "new"})", R"({"a": 7, "b": 0})"});
    writes.toEnd();
    QCOMPARE(writes.result(0), QByteArray(R"({"affected": 1})"));
    QCOMPARE(writes.result(1), QByteArray(R"({"affected": 0})"));
    SqlRun begins(plan(R"("kind": "sql", "statement": "begin")", R"("concurrency": 1,)"), {"{}", "{}"});
    begins.toEnd();
    QCOMPARE(begins.error(1).kind, u"sql.25001"_s);
    SqlRun two(plan(R"("kind": "sql", "statement": "select 1; drop table t")"), {"{}"});
    QCOMPARE(two.toEnd().error().kind, u"sql.42601"_s);
    QCOMPARE(asked(u"select count(*) as n from t"_s), QByteArray(R"({"rows": [{"n": 3}]})"));
}

// Where a server is not strict it cuts a text until it fits.
void TestMariadb::leavesNothingToTheNext()
{
    sql(u"create table t (a int primary key, s varchar(5))"_s);
    QByteArray both = plan(upsertT, R"("concurrency": 1,)");
    both.insert(both.indexOf("\"*\""),
                R"("set": {"kind": "sql", "connection": "my", "statement": "set session sql_mode = ''"},
                   "use": {"kind": "sql", "connection": "my", "statement": "use mysql"}, )");
    SqlRun run(both,
               {R"({"operation": "set"})", R"({"data": {"a": 1, "s": "too long"}})", R"({"operation": "use"})",
                R"({"data": {"a": 2, "s": "fits"}})"});
    run.toEnd();
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.error(1).kind, u"sql.22001"_s);
    QCOMPARE(run.state(2), State::Succeeded);
    QCOMPARE(run.error(3).message, QString());
    QCOMPARE(asked(u"select group_concat(s) as s from t"_s), QByteArray(R"({"rows": [{"s": "fits"}]})"));
}

// Somebody mends the table and tries again.
void TestMariadb::looksAgainWhereNothingFits()
{
    sql(u"create table t (a int primary key, b int not null)"_s);
    sql(u"create table u (a int, b int)"_s);
    SqlRun run(plan(R"("kind": "sql.upsert", "table": "{t}", "rows": "{data}")", R"("concurrency": 1,)"),
               {R"({"t": "t", "data": {"a": 1, "b": 1.5}})", R"({"t": "u", "data": {"a": 2, "b": 2}})"});
    run.toEnd();
    QCOMPARE(run.error(0).kind, u"sql.type"_s);
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 1, "updated": 0, "insertsOnly": true})"));
    sql(u"alter table t modify b decimal(9, 1)"_s);
    sql(u"alter table u add primary key (a)"_s);
    run.run->retry(RowSet::of({0, 1}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.error(0).message, QString());
    QCOMPARE(run.error(1).message, QString());
    QVERIFY(!run.result(1).contains("insertsOnly"));
}

void TestMariadb::isStoppedAtALock_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("times");
    const QByteArray one = R"({"data": {"a": 1, "b": 2}})";
    const QByteArray many = R"({"data": [{"a": 7, "b": 1}, {"a": 1, "c": 2}]})";
    QTest::newRow("a statement, cancelled") << one << false;
    QTest::newRow("a statement, timed out") << one << true;
    QTest::newRow("a transaction, cancelled") << many << false;
    QTest::newRow("a transaction, timed out") << many << true;
}

void TestMariadb::isStoppedAtALock()
{
    QFETCH(const QByteArray, data);
    QFETCH(const bool, times);
    sql(u"create table t (a int primary key, b int, c int)"_s);
    sql(u"insert into t values (1, 1, 1)"_s);
    SqlRun run(plan(upsertT, QByteArray(times ? R"("timeout": 0.3,)" : "") + R"("concurrency": 1,)"),
               {data, R"({"data": {"a": 5}})"});
    QVERIFY(m_holder->run(u"begin"_s) && m_holder->run(u"update t set b = 9 where a = 1"_s));
    run.run->start();
    if (!times) {
        QTRY_VERIFY_WITH_TIMEOUT(somebodyWaits(), 60000);
        run.run->cancel(RowSet::of({0}));
    }
    QVERIFY(run.run->wait(40s)); // the server itself would give up after 50
    QCOMPARE(run.state(0), times ? State::TimedOut : State::Cancelled);
    QCOMPARE(run.state(1), State::Succeeded); // on the same connection
    QVERIFY(m_holder->run(u"rollback"_s));
    QCOMPARE(asked(u"select group_concat(concat_ws('|', a, b) order by a) as t from t"_s),
             QByteArray(R"({"rows": [{"t": "1|1,5"}]})"));
    QCOMPARE((*run.connections->pool(u"my"_s))->connections(), 1);
}

void TestMariadb::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *connection, const char *kind, const char *message) {
        QTest::newRow(name) << QByteArray(connection) << QString::fromUtf8(kind) << QString::fromUtf8(message);
    };
    row("no server", R"("host": "/nowhere", "database": "test")", "sql.08001", "connect");
    row("wrong password", R"("host": "%", "user": "guarded", "database": "test", "password": {"env": "WRONG"})",
        "sql.28P01", "Access denied");
    row("wrong database", R"("host": "%", "user": "root", "database": "nowhere")", "sql.3D000", "nowhere");
    row("no such table", R"("host": "%", "user": "root", "database": "test")", "sql.42P01",
        "There is no table “t”. Did you mean “tt”?");
}

void TestMariadb::saysWhatIsWrong()
{
    QFETCH(QByteArray, connection);
    sql(u"create table tt (a int primary key)"_s);
    connection.replace('%', m_server.socket().toUtf8());
    const SecretSource secrets = [](const SecretReference &) { return Expected<QString>(u"wrong horse"_s); };
    SqlRun run(plan(upsertT, {}, connection), {R"({"data": {"a": 1}})"}, {}, secrets);
    run.toEnd();
    QCOMPARE(run.state(), State::Failed);
    QTEST(run.error().kind, "kind");
    QFETCH(const QString, message);
    QVERIFY2(run.error().message.contains(message), qPrintable(run.error().message));
    QVERIFY(!run.error().message.contains(u"horse"));
}

void TestMariadb::hostileNamesAndValuesChangeNothingElse()
{
    sql(u"create table t (a varchar(700) character set utf8mb4 collate utf8mb4_bin primary key, b longtext)"_s);
    sql(u"insert into t values ('keep', 'me')"_s);
    const HostileRecords hostile(SqlDialect::MariaDB);
    SqlRun run(plan(R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}", "key": ["a"])"), hostile.records);
    run.toEnd();
    for (quint32 row = 0; row < 500; ++row)
        QVERIFY2(run.state(row) == (hostile.works[row] ? State::Succeeded : State::Failed),
                 qPrintable(QString::number(row) + run.error(row).message));
    QCOMPARE(asked(u"select count(*) as n from information_schema.tables where table_schema = 'test'"_s),
             QByteArray(R"({"rows": [{"n": 1}]})"));
    QCOMPARE(asked(u"select count(*) as n from t where binary a = binary b"_s),
             "{\"rows\": [{\"n\": " + QByteArray::number(hostile.values) + "}]}");
    QCOMPARE(asked(u"select b from t where a = 'keep'"_s), QByteArray(R"({"rows": [{"b": "me"}]})"));
}

void TestMariadb::tellsTheTruthWhenItIsKilled_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("knows");
    QTest::newRow("a statement") << QByteArray(R"({"a": 1, "b": 2})") << false;
    QTest::newRow("a transaction") << QByteArray(R"([{"a": 7}, {"a": 1, "b": 2}])") << true;
}

// Its connection, while it waits for a lock. Of a statement that is its own commit nobody knows.
void TestMariadb::tellsTheTruthWhenItIsKilled()
{
    QFETCH(const QByteArray, data);
    QFETCH(const bool, knows);
    sql(u"create table t (a int primary key, b int)"_s);
    sql(u"insert into t values (1, 1)"_s);
    SqlRun run(plan(upsertT), {"{\"data\": " + data + '}'});
    QVERIFY(m_holder->run(u"begin"_s) && m_holder->run(u"update t set b = 9 where a = 1"_s));
    run.run->start();
    QTRY_VERIFY_WITH_TIMEOUT(somebodyWaits(), 60000);
    const QByteArray id = asked(u"select id from information_schema.processlist where info like 'insert into%'"_s);
    sql(u"kill "_s + QString::fromLatin1(id).remove(QRegularExpression(u"[^0-9]"_s)));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(), knows ? State::Failed : State::InDoubt);
    QCOMPARE(run.error().transient, knows);
    QVERIFY(m_holder->run(u"rollback"_s));
    QCOMPARE(asked(u"select group_concat(concat_ws('|', a, b)) as t from t"_s),
             QByteArray(R"({"rows": [{"t": "1|1"}]})"));
    run.run->retry(RowSet::of({0}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(), State::Succeeded);
}

void TestMariadb::marksWhatItCommits()
{
    sql(u"create table t (a int primary key, b int)"_s);
    const QByteArray marked = plan(upsertT + R"(, "marker": true)");
    SqlRun run(marked, rowsOf(32));
    QCOMPARE(run.toEnd().run->summary().succeeded(), 32U);
    QCOMPARE(
        asked(u"select count(*) as n, min(result) as r from batchdeck_marks join t on a = `row` where attempt = 1"_s),
        QByteArray(R"({"rows": [{"n": 32, "r": "{\"inserted\": 1, \"updated\": 0}"}]})"));
    const PlanReading reading = readPlan(marked, kinds());
    const auto operation = *makeOperation(reading.plan->operations.front(), *reading.plan);
    const auto batch = batchOf({"{}"});
    const auto found = [&](const QString &id, int number) {
        return operation->settle({id, batch->record(0), number}, {}).found;
    };
    QCOMPARE(found(run.run->id(), 1), Settlement::Found::Done);
    QCOMPARE(found(run.run->id(), 2), Settlement::Found::NotDone);
    for (const auto &[end, what] :
         {std::pair(u"commit"_s, Settlement::Found::Done), std::pair(u"rollback"_s, Settlement::Found::NotDone)}) {
        QVERIFY(m_holder->run(u"begin"_s));
        QVERIFY(m_holder->run(
            u"insert into batchdeck_marks (run, `row`, attempt, result) values ('%1', 0, 1, '{}')"_s.arg(end)));
        auto looked = std::async(std::launch::async, [&] { return found(end, 1); });
        QTRY_VERIFY_WITH_TIMEOUT(somebodyWaits(), 60000);
        QVERIFY(m_holder->run(end));
        QCOMPARE(looked.get(), what);
    }
    SqlRun makes(plan(R"sql("kind": "sql", "marker": true, "statement": "create table u (a int)")sql"), {"{}"});
    QCOMPARE(makes.toEnd().error().kind, u"sql.25001"_s); // it would commit by itself
}

void TestMariadb::checksAndKeepsNothing()
{
    sql(u"create table t (a int primary key, b int check (b <> 9))"_s);
    sql(u"insert into t (a) values (1)"_s);
    QByteArray both = plan(upsertT);
    both.insert(both.indexOf("\"*\""),
                R"("s": {"kind": "sql", "connection": "my", "statement": "delete from t"},
                   "e": {"kind": "sql", "connection": "my", "statement": "drop table t"}, )");
    SqlRun run(both,
               {R"({"data": [{"a": 1, "b": 2}, {"a": 2}]})", R"({"data": {"a": 2}})", R"({"data": {"a": 3, "b": 9}})",
                R"({"operation": "s"})", R"({"operation": "e"})"},
               {}, {}, Effect::Undone);
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 1, "updated": 1, "rolledBack": true})"));
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 1, "updated": 0, "rolledBack": true})"));
    QCOMPARE(run.error(2).kind, u"sql.23514"_s);
    QCOMPARE(run.result(3), QByteArray(R"({"affected": 1, "rolledBack": true})"));
    QCOMPARE(run.error(4).kind, u"sql.25001"_s);
    QCOMPARE(asked(u"select a, b from t"_s), QByteArray(R"({"rows": [{"a": 1, "b": null}]})"));
}

void TestMariadb::tellsWhereAConnectionLeads()
{
    sql(u"create table t (a int primary key, b varchar(9) not null, unique (b), unique (a, b))"_s);
    const PlanReading reading = readPlan(plan(upsertT), kinds());
    const auto report = checkConnection(reading.plan->connections.front(), *reading.plan, {}, {}, u"t"_s);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    QVERIFY(report->server.startsWith(u"MariaDB 1"));
    QCOMPARE(report->tls, QString());
    QCOMPARE(report->tables, QStringList{u"t"_s});
    QCOMPARE(report->table->keys, (std::vector<QStringList>{{u"a"_s}, {u"a"_s, u"b"_s}, {u"b"_s}}));
}

void TestMariadb::manyCancelsLeakNothing()
{
    sql(u"create table t (a int primary key, b int)"_s);
    sql(u"insert into t values (1, 1)"_s);
    const int wanted = qEnvironmentVariableIntValue("BATCHDECK_CANCELS");
    const auto cancels = static_cast<quint32>(wanted > 0 ? wanted : 1000);
    SqlRun run(plan(upsertT, R"("concurrency": 16,)"), QByteArrayList(cancels, R"({"data": {"a": 1, "b": 2}})"));
    const auto connections = [&] {
        const QByteArray answer =
            asked(u"select count(*) as n from information_schema.processlist where db = 'test'"_s);
        return QString::fromLatin1(answer).remove(QRegularExpression(u"[^0-9]"_s)).toInt();
    };
    const int before = connections();
    QVERIFY(m_holder->run(u"begin"_s) && m_holder->run(u"update t set b = 9 where a = 1"_s));
    run.run->start();
    QTRY_VERIFY_WITH_TIMEOUT(somebodyWaits(), 60000);
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
    QTRY_VERIFY(connections() - before <= 16); // those that killed are gone
    QVERIFY(m_holder->run(u"rollback"_s));
    run.run->retry(RowSet::of({7}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(7), State::Succeeded);
    run.run.reset();
    run.connections.reset();
    QTRY_COMPARE(connections(), before);
}

QTEST_GUILESS_MAIN(TestMariadb)
#include "tst_mariadb.moc"
