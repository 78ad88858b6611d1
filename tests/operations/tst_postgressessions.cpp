#include "postgresserver.h"
#include "sqlfixture.h"

#include "core/jsontext.h"

#include <QFile>

using namespace batchdeck;
using namespace Qt::StringLiterals;

static const QByteArray upsertT = R"("kind": "sql.upsert", "table": "t", "rows": "{data}")";
static const QByteArray statement = R"("kind": "sql", "statement": )";

// What one record leaves to the next on a server of PostgreSQL, in its connection and of what was learnt of tables.
class TestPostgresSessions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase()
    {
        m_holder.reset();
        m_server.stop();
    }
    void init();
    void leavesNothingToTheNext_data();
    void leavesNothingToTheNext();
    void keepsItsOwnSettings();
    void keepsThemWhereACommitWasLost();
    void takesNothingOfATriggerForItsOwn();
    void callsAProcedureOnce_data();
    void callsAProcedureOnce();
    void fillsNoMemoryWithWhatIsNotAsked();
    void answersWhatItDidToRows();
    void looksAgainWhereNothingFits();
    void looksAgainForAKey();
    void makesNoTableOfAnotherName();
    void knowsATableWhoeverMadeIt();
    void tellsRowsOfSeveralKeysApart();

private:
    QByteArray plan(const QByteArray &operations, const QByteArray &connection = {}) const;
    QByteArray all(const QByteArray &operation) const { return R"("*": {"connection": "pg", )" + operation + '}'; }
    void makeLatin()
    {
        sql(u"drop database if exists latin"_s);
        sql(u"create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'"_s);
    }
    QByteArray asked(const QString &text) { return m_server.asked(text); }
    void sql(const QString &text) { m_server.sql(text); }

    PostgresServer m_server;
    std::unique_ptr<PostgresConnection> m_holder; // of locks; there is none where there is no server
};

// Of one connection, so that each record has the one before it.
QByteArray TestPostgresSessions::plan(const QByteArray &operations, const QByteArray &connection) const
{
    return R"({"concurrency": 1, "connections": {"pg": {"driver": "postgresql", "user": "postgres", "host": ")"
        + m_server.folder().toUtf8() + '"' + (connection.isEmpty() ? R"(, "database": "postgres")" : connection)
        + R"(}}, "operations": {)" + operations + "}}";
}

void TestPostgresSessions::initTestCase()
{
    if (const QString why = m_server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_holder = m_server.another();
    QVERIFY(m_holder->open());
    sql(u"create role other; grant other to postgres"_s);
}

void TestPostgresSessions::init()
{
    if (!m_holder)
        QSKIP("there is no server");
    QVERIFY(m_holder->run(u"rollback"_s));
    sql(u"drop schema if exists elsewhere cascade; drop schema public cascade; create schema public"_s);
}

void TestPostgresSessions::leavesNothingToTheNext_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("asks");
    QTest::addColumn<QByteArray>("marker");
    const auto row = [](const char *name, const char *first, const char *asks, const char *marker = "") {
        QTest::newRow(name) << QByteArray(first) << QByteArray(asks) << QByteArray(marker);
    };
    row("a setting", "set statement_timeout = '1h'", "select current_setting('statement_timeout') = '0' as x");
    row("a setting by a function", "select set_config('statement_timeout', '1h', false)",
        "select current_setting('statement_timeout') = '0' as x");
    row("with a mark", "select set_config('statement_timeout', '1h', false)",
        "select current_setting('statement_timeout') = '0' as x", R"(, "marker": true)");
    row("where names are looked up", "set search_path = elsewhere",
        "select current_setting('search_path') like '%public%' as x");
    row("a role", "set role other", "select current_user = 'postgres' as x");
    row("a table of its own", "create temp table mine (a int)", "select to_regclass('mine') is null as x");
    row("another one", "select 1 as a into temp mine", "select to_regclass('mine') is null as x");
    row("a lock", "select pg_advisory_lock(7)",
        "select count(*) = 0 as x from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()");
    row("a lock of one that fails", "select pg_advisory_lock(7), 1 / (pg_backend_pid() - pg_backend_pid())",
        "select count(*) = 0 as x from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()");
    row("a prepared statement", "prepare mine as select 1",
        "select count(*) = 0 as x from pg_prepared_statements where name = 'mine'");
    row("nothing of ours prepared", "deallocate all", "select true as x");
    row("nothing of ours prepared, by a function", "select elsewhere.frees()", "select true as x");
    row("nothing of ours at all", "discard all", "select true as x");
}

// However often: what comes again is prepared.
void TestPostgresSessions::leavesNothingToTheNext()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, asks);
    QFETCH(const QByteArray, marker);
    sql(u"create schema elsewhere; create table t (a int primary key); create function elsewhere.frees() "
        "returns void language plpgsql as $$ begin execute 'deallocate all'; end $$"_s);
    const auto operation = [&](const QByteArray &what) -> QByteArray {
        return R"({"connection": "pg", )" + statement + quoted(what) + marker + '}';
    };
    QByteArrayList records;
    for (int turn = 0; turn < 4; ++turn)
        records += {R"({"operation": "first"})", R"({"operation": "asks"})",
                    "{\"operation\": \"rows\", \"data\": {\"a\": " + QByteArray::number(turn) + "}}"};
    SqlRun run(plan("\"first\": " + operation(first) + ", \"asks\": " + operation(asks)
                    + R"(, "rows": {"connection": "pg", )" + upsertT + '}'),
               records);
    run.toEnd();
    for (quint32 row = 1; row < 12; row += 3) {
        QCOMPARE(run.error(row).message, QString());
        QCOMPARE(run.result(row), QByteArray(R"({"rows": [{"x": true}]})"));
        QCOMPARE(run.error(row + 1).message, QString());
    }
    QCOMPARE(asked(u"select count(*) from t"_s), QByteArray("4")); // and not elsewhere
    QCOMPARE((*run.connections->pool(u"pg"_s))->connections(), 1);
}

// Those that Qt's driver had set when it connected.
void TestPostgresSessions::keepsItsOwnSettings()
{
    makeLatin();
    for (const char *first : {"select 'é' as x", "do $$ begin end $$"}) {
        SqlRun run(
            plan(R"("first": {"connection": "pg", )" + statement + quoted(QByteArrayView(first)) + "}, "
                     + R"("asks": {"connection": "pg", )" + statement
                     + R"("select :e::text as x, length(:e::text) as n"})",
                 R"(, "database": "latin")"),
            {R"({"operation": "first"})", R"({"operation": "asks", "e": "é"})", R"({"operation": "asks", "e": "é"})"});
        run.toEnd();
        for (const quint32 row : {1U, 2U}) {
            QCOMPARE(run.error(row).message, QString());
            QCOMPARE(run.result(row), QByteArray(R"({"rows": [{"x": "é", "n": 1}]})"));
        }
    }
}

// Where the connection is made anew to know what became of it.
void TestPostgresSessions::keepsThemWhereACommitWasLost()
{
    makeLatin();
    const auto holder = m_server.another(u"latin"_s);
    QVERIFY(holder->open());
    QVERIFY(holder->run(u"create table t (a int primary key, e text); create table u (a int); "
                        "create function ends() returns trigger language plpgsql as $$ begin "
                        "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(60); return null; end $$; "
                        "create constraint trigger ends after insert on u initially deferred for each row "
                        "execute function ends()"_s));
    const QByteArray latin = R"(, "database": "latin")";
    const QByteArray ends = "insert into u values (1)";
    SqlRun run(plan(R"("ends": {"connection": "pg", "marker": true, )" + statement + quoted(ends)
                        + R"(}, "rows": {"connection": "pg", )" + upsertT + '}',
                    latin),
               {R"({"operation": "ends"})", R"({"operation": "rows", "data": {"a": 1, "e": "é"}})"});
    run.toEnd();
    QVERIFY2(run.error(0).message.contains(u"while the commit was under way"_s), qPrintable(run.error(0).message));
    QCOMPARE(run.error(1).message, QString());
    const auto kept = holder->execute({u"select e, length(e), ascii(e) from t"_s, {}}, 1);
    QVERIFY(kept);
    QCOMPARE(kept->rows[0], (QVariantList{u"é"_s, 1, 0xe9}));
}

// What was set before the first statement of the plan's own.
void TestPostgresSessions::takesNothingOfATriggerForItsOwn()
{
    sql(u"create schema elsewhere; create table t (a int primary key); "
        "create function strays() returns trigger language plpgsql as $$ begin "
        "perform set_config('search_path', 'elsewhere', false); return new; end $$; "
        "create trigger strays before insert on t for each row execute function strays()"_s);
    const QByteArray ask = "select current_setting('search_path') like '%public%' as x";
    SqlRun run(plan(R"("asks": {"connection": "pg", )" + statement + quoted(ask) + R"(}, "rows": {"connection": "pg", )"
                    + upsertT + '}'),
               {R"({"operation": "rows", "data": {"a": 1}})", R"({"operation": "asks"})", R"({"operation": "asks"})"});
    run.toEnd();
    QCOMPARE(run.error(0).message, QString());
    QCOMPARE(run.error(2).message, QString());
    QCOMPARE(run.result(2), QByteArray(R"({"rows": [{"x": true}]})"));
    QCOMPARE((*run.connections->pool(u"pg"_s))->connections(), 1);
}

void TestPostgresSessions::callsAProcedureOnce_data()
{
    QTest::addColumn<QString>("state");
    QTest::newRow("invalid_sql_statement_name") << u"26000"_s;
    QTest::newRow("feature_not_supported") << u"0A000"_s;
}

// Also where it commits and then says what the server says of a statement that is not prepared as it should be.
void TestPostgresSessions::callsAProcedureOnce()
{
    QFETCH(const QString, state);
    sql(u"create table t (a int); create procedure p(n int) language plpgsql as $$ begin "
        "insert into t values (n); commit; "
        "if n = 3 then raise 'so it says' using errcode = '%1'; end if; end $$"_s.arg(state));
    SqlRun run(plan(all(statement + quoted(QByteArray("call p(:n)")) + R"(, "bind": {"n": "{n}"})")),
               {R"({"n": 1})", R"({"n": 2})", R"({"n": 3})", R"({"n": 4})"});
    run.toEnd();
    for (const quint32 row : {0U, 1U, 3U})
        QCOMPARE(run.error(row).message, QString());
    QCOMPARE(run.error(2).kind, u"sql."_s + state);
    QCOMPARE(asked(u"select a from t order by a"_s), QByteArray("1\n2\n3\n4"));
}

static qint64 highWaterMark() // kibibytes
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QFile::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmHWM:") + 6).trimmed().split(' ').first().toLongLong();
}

// Half a gigabyte.
void TestPostgresSessions::fillsNoMemoryWithWhatIsNotAsked()
{
    const QByteArray large = "select repeat('x', 1000) as x from generate_series(1, 500000)";
    sql(u"create table t (x text)"_s);
    SqlRun run(plan(R"("asks": {"connection": "pg", "maxRows": 2, )" + statement + quoted(large) + "}, "
                    + R"("writes": {"connection": "pg", "maxRows": 1, )" + statement
                    + quoted(QByteArray("insert into t " + large + " returning x")) + '}'),
               {R"({"operation": "asks"})", R"({"operation": "writes"})"});
    const qint64 before = highWaterMark();
    run.toEnd();
    const qint64 more = (highWaterMark() - before) / 1024;
    QVERIFY2(more < 100, qPrintable(u"%1 MiB more"_s.arg(more)));
    const QByteArray one = "{\"x\": \"" + QByteArray(1000, 'x') + "\"}";
    QCOMPARE(run.result(0), "{\"rows\": [" + one + ", " + one + "], \"cut\": true}");
    QCOMPARE(run.result(1), "{\"rows\": [" + one + "], \"cut\": true}");
    QCOMPARE(asked(u"select count(*) from t"_s), QByteArray("500000"));
}

void TestPostgresSessions::answersWhatItDidToRows()
{
    sql(u"create table t (a int); insert into t values (1), (2), (3)"_s);
    const auto answered = [&](const char *text, const char *most = "100") {
        SqlRun run(plan(all(R"("maxRows": )" + QByteArray(most) + ", " + statement + quoted(QByteArrayView(text)))),
                   {"{}", "{}"});
        run.toEnd();
        return run.state(1) == State::Succeeded ? run.result(1) : run.error(1).kind.toUtf8();
    };
    QCOMPARE(answered("update t set a = a"), QByteArray(R"({"affected": 3})"));
    QCOMPARE(answered("select a from t where a > 7"), QByteArray(R"({"rows": []})"));
    QCOMPARE(answered("select a from t where a = 1", "0"), QByteArray(R"({"rows": [], "cut": true})"));
    QCOMPARE(answered("select a from t order by a", "3"), QByteArray(R"({"rows": [{"a": 1}, {"a": 2}, {"a": 3}]})"));
    QCOMPARE(answered("select 4 / (a - 2) as x from t order by a"), QByteArray("sql.22012")); // after a row
    QCOMPARE(answered("copy t to stdout"), QByteArray("sql.0A000"));
    QCOMPARE(answered("create table if not exists u (a int)"), QByteArray(R"({"affected": 0})"));
}

// Somebody mends the table and tries again.
void TestPostgresSessions::looksAgainWhereNothingFits()
{
    sql(u"create table t (a int primary key, b int not null)"_s);
    SqlRun run(
        plan(all(upsertT)),
        {R"({"data": {"a": 1, "b": 1.5}})", R"({"data": {"a": 2, "b": null}})", R"({"data": {"a": 3, "c": 1}})"});
    run.toEnd();
    QCOMPARE(run.error(0).kind, u"sql.type"_s);
    QCOMPARE(run.error(1).kind, u"sql.23502"_s);
    QCOMPARE(run.error(2).kind, u"sql.42703"_s);
    sql(u"alter table t alter b type numeric, alter b drop not null, add c int"_s);
    run.run->retry(RowSet::of({0, 1, 2}));
    QVERIFY(run.run->wait(60s));
    for (const quint32 row : {0U, 1U, 2U})
        QCOMPARE(run.error(row).message, QString());
    QCOMPARE(asked(u"select a, b, c from t order by a"_s), QByteArray("1|1.5|null\n2|null|null\n3|null|1"));
}

void TestPostgresSessions::looksAgainForAKey()
{
    sql(u"create table t (a int, b int)"_s);
    SqlRun run(plan(all(upsertT)), {R"({"data": {"a": 1, "b": 1}})"});
    QCOMPARE(run.toEnd().result(), QByteArray(R"({"inserted": 1, "updated": 0, "insertsOnly": true})"));
    sql(u"alter table t add primary key (a)"_s);
    run.run->retry(RowSet::of({0}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.error().message, QString());
    QCOMPARE(run.result(), QByteArray(R"({"inserted": 0, "updated": 1})"));
}

// Which it would be cut to.
void TestPostgresSessions::makesNoTableOfAnotherName()
{
    const QByteArray creates = R"(, "database": "postgres", "create": true)";
    const QByteArray into = R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}")";
    const QByteArray longest = QByteArray("한").repeated(21); // 63 bytes
    SqlRun run(plan(all(into), creates),
               {"{\"table\": \"" + longest + "\", \"data\": {\"a\": 1, \"" + longest + "\": 1}}",
                "{\"table\": \"" + longest + "x\", \"data\": {\"a\": 1}}",
                "{\"table\": \"u\", \"data\": {\"a\": 1, \"" + longest + "x\": 1}}",
                "{\"table\": \"" + longest + "\", \"data\": {\"a\": 1, \"" + longest + "%2\": 1}}"});
    run.toEnd();
    QCOMPARE(run.error(0).message, QString());
    for (const quint32 row : {1U, 2U, 3U}) {
        QCOMPARE(run.error(row).kind, u"sql.42622"_s);
        QVERIFY2(run.error(row).message.contains(u"keeps 63 bytes"_s), qPrintable(run.error(row).message));
    }
    QCOMPARE(asked(u"select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"_s),
             longest);
    sql(u"create schema \"%1\""_s.arg(QString::fromUtf8(longest)));
    const QByteArray elsewhere = R"("kind": "sql.upsert", "schema": "{schema}", "table": "u", "rows": "{data}")";
    SqlRun inSchemas(plan(all(elsewhere), creates),
                     {"{\"schema\": \"" + longest + "x\", \"data\": {\"a\": 1}}",
                      "{\"schema\": \"" + longest + "\", \"data\": {\"a\": 2}}"});
    inSchemas.toEnd();
    QCOMPARE(inSchemas.error(0).kind, u"sql.42622"_s);
    QCOMPARE(inSchemas.error(1).message, QString());
    QCOMPARE(asked(u"select a from \"%1\".u"_s.arg(QString::fromUtf8(longest))), QByteArray("2"));
    sql(u"drop schema \"%1\" cascade"_s.arg(QString::fromUtf8(longest)));
    SqlRun without(plan(all(into)), {"{\"table\": \"" + longest + "x\", \"data\": {\"a\": 1}}"});
    QCOMPARE(without.toEnd().error().kind, u"sql.42P01"_s); // it is not that one
}

// Two records wait to make one table; the one that is stopped takes nothing of it along.
void TestPostgresSessions::knowsATableWhoeverMadeIt()
{
    QByteArray two = plan(all(upsertT), R"(, "database": "postgres", "create": true)");
    two.replace(R"("concurrency": 1)", R"("concurrency": 2)");
    SqlRun run(two, {R"({"data": {"a": 1}})", R"({"data": {"a": 2}})", R"({"data": {"a": 3, "late": 1}})"});
    QVERIFY(m_holder->run(u"begin; create table t (x int)"_s));
    run.run->start();
    const QString waiting = u"select count(*) from pg_stat_activity where wait_event_type = 'Lock'"_s;
    QTRY_COMPARE(asked(waiting), QByteArray("2"));
    run.run->cancel(RowSet::of({0}));
    QTRY_COMPARE(run.state(0), State::Cancelled);
    QTRY_COMPARE(asked(waiting), QByteArray("2")); // the third has come
    run.run->cancel(RowSet::of({2}));
    QTRY_COMPARE(run.state(2), State::Cancelled);
    QVERIFY(m_holder->run(u"rollback"_s));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.error(1).message, QString());
    run.run->retry(RowSet::of({2}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.error(2).message, QString());
    QCOMPARE(asked(u"select a, late from t order by a"_s), QByteArray("2|null\n3|1"));
}

// Which may be the same rows: they are written as they come, and counted for what they are.
void TestPostgresSessions::tellsRowsOfSeveralKeysApart()
{
    sql(u"create table t (id int generated by default as identity (start 100) primary key, code text unique, n int)"_s);
    const auto counted = [&](const QByteArray &rows) {
        SqlRun run(plan(all(upsertT)), {"{\"data\": [" + rows + "]}"});
        run.toEnd();
        return run.state() == State::Succeeded ? run.result() : run.error().message.toUtf8();
    };
    QCOMPARE(counted(R"({"id": 5, "n": 1}, {"code": "5", "n": 2})"), QByteArray(R"({"inserted": 2, "updated": 0})"));
    QCOMPARE(counted(R"({"id": 7, "code": "a", "n": 1}, {"code": "a", "n": 2})"),
             QByteArray(R"({"inserted": 1, "updated": 1})"));
    QCOMPARE(asked(u"select id, code, n from t order by id"_s), QByteArray("5|null|1\n7|a|2\n100|5|2"));
}

QTEST_GUILESS_MAIN(TestPostgresSessions)
#include "tst_postgressessions.moc"
