#include "hostile.h"
#include "sqlitefixture.h"

#include "operations/sqlcheck.h"

#include <QProcess>
#include <QScopeGuard>
#include <QtEndian>

#include <cstdio>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The kinds of SQL on files of SQLite.
class TestSqlite : public QObject, private SqliteFolder {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void upsertsTheUsersRecords();
    void failsOnlyWhoBreaksAConstraint();
    void keepsTypes();
    void losesNoDigits();
    void countsWhatItDoes();
    void letsTheLastOfEqualKeysWin();
    void leavesAloneWhatARowNeeds();
    void findsAKeyOfTheTablesOwn();
    void addsColumnsToTablesThatItMade();
    void knowsNoTemporaryDatabase();
    void sharesACommit();
    void fillsItsLogAhead();
    void tellsADeferredConstraintApart();
    void waitsForALockUntilItIsStopped();
    void isStoppedWhereTheFileIsLocked();
    void timesOutAtALock();
    void triesAgainWhileAnotherProcessWrites();
    void stopsAStatementThatRuns();
    void rollsAWholeGroupForward();
    void whoFailsLeavesNothing_data();
    void whoFailsLeavesNothing();
    void countsWithoutRowids();
    void runsStatements();
    void failsWhereTheCommitOfWhatIsCutFails();
    void isStoppedAtTheCommitOfWhatIsCut();
    void aFullDiskFailsWhatIsCut();
    void refusesWhatIsNotOneStatement_data();
    void refusesWhatIsNotOneStatement();
    void readsBesideTheWrites();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void hostileNamesAndValuesChangeNothingElse();
    void hostileNamesAreOnlyNames();
    void writesBesideOthers();
    void aFullDiskFailsWhoDoesNotFit();
    void thousandsOfCancelsLeaveItUsable();
    void noticesAnotherFile_data();
    void noticesAnotherFile();
    void tellsWhereAConnectionLeads();
    void checksAndKeepsNothing();
    void checksWithoutAFile();
};

void TestSqlite::init()
{
    beginAnew();
}

void TestSqlite::upsertsTheUsersRecords()
{
    const QByteArray usersPlan =
        R"({"connections": {"wahs": {"driver": "sqlite", "database": "wahs.db", "create": true}},
            "operations": {"execute_upsert": {"kind": "sql.upsert", "connection": "{target_db}", "schema": "{schema}",
                           "table": "{table_name}", "rows": "{data}", "key": ["a"]}}})";
    const QByteArray record =
        R"({"mallid": "aivelabs", "target_db": "wahs", "table_name": "test", "schema": "temp", "operation": "execute_upsert", "data": %})";
    const auto with = [&](const QByteArray &data) { return QByteArray(record).replace("%", data); };
    SqlRun run(usersPlan,
               {with(R"([{"a": 1, "b": 4}])"), with(R"([{"a": 2, "b": 5}, {"a": 1, "b": 6}])"), with(R"({"a": 3})")},
               m_folder->path());
    QVERIFY(run.run->setConcurrency(1));
    run.toEnd();
    for (const quint32 row : {0U, 1U, 2U})
        QCOMPARE(run.state(row), State::Succeeded);
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 1, "updated": 0})"));
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 1, "updated": 1})"));
    QCOMPARE(asked(R"(select * from "temp.test" order by a)"), QByteArray("1|6\n2|5\n3|null"));
}

void TestSqlite::failsOnlyWhoBreaksAConstraint()
{
    sql("create table t (a integer primary key, b integer check (a <> 2))");
    SqlRun run(plan(upsertA),
               {R"({"data": {"a": 1, "b": 4}})", R"({"data": {"a": 2}})", R"({"data": {"a": 3, "b": 1}})"},
               m_folder->path());
    run.toEnd();
    QCOMPARE(run.state(0), State::Succeeded);
    QCOMPARE(run.state(1), State::Failed);
    QCOMPARE(run.error(1).kind, u"sql.23514"_s);
    QVERIFY(!run.error(1).transient);
    QCOMPARE(run.state(2), State::Succeeded);
    QCOMPARE(asked("select a, b from t order by a"), QByteArray("1|4\n3|1"));
}

// From JSON into columns, and out of them again.
void TestSqlite::keepsTypes()
{
    sql("create table t (a integer primary key, n numeric, r real, s text not null default '', b boolean, j json, "
        "at timestamp, day date, x blob, y)");
    SqlRun run(plan(upsertA, R"("concurrency": 1,)"),
               {R"({"data": {"a": 9223372036854775807, "n": 12345678.25, "r": 0.1, "s": 12345678901234567890.1234567890,
                   "b": true, "j": {"b": 1.10, "a": [null]}, "at": "2026-11-21T05:00:00+09:00", "day": "2026-02-28",
                   "x": "bytes", "y": [1,  2]}})",
                R"({"data": {"a": -9223372036854775808, "n": "7", "r": 3, "b": "false", "at": 1763672400, "y": null}})",
                R"({"data": {"a": 1, "n": 12345678901234567.25}})", R"({"data": {"a": 9223372036854775808}})",
                R"({"data": {"a": "x"}})", R"({"data": {"a": 1.5}})", R"({"data": {"a": 2, "s": null}})",
                R"({"data": {"a": 2, "r": "one"}})", R"({"data": {"a": 2, "b": 2}})",
                R"({"data": {"a": 2, "n": {"x": 1}}})", R"({"data": {"a": 2, "at": true}})"},
               m_folder->path());
    run.toEnd();
    QCOMPARE(run.error(0).message, QString());
    QCOMPARE(run.error(1).message, QString());
    QCOMPARE(
        asked("select *, typeof(n) || typeof(r) || typeof(b) || typeof(y) from t order by a desc"),
        QByteArray("9223372036854775807|12345678.25|0.1|12345678901234567890.1234567890|1|{\"b\":1.10,\"a\":[null]}|"
                   "2026-11-21T05:00:00+09:00|2026-02-28|bytes|[1,2]|realrealintegertext\n"
                   "-9223372036854775808|7|3.0||0|null|1763672400|null|null|null|integerrealintegernull"));
    const std::vector<const char *> kinds = {"range", "range", "type", "type", "23502", "type", "type", "type", "type"};
    for (std::size_t at = 0; at < kinds.size(); ++at) {
        const Error error = run.error(static_cast<quint32>(at + 2));
        QCOMPARE(error.kind, u"sql."_s + QString::fromLatin1(kinds[at]));
        QVERIFY2(error.message.contains(u'“'), qPrintable(error.message)); // names its column
        QVERIFY(!error.transient);
    }
    SqlRun back(
        plan(
            R"("kind": "sql", "statement": "select a, n, r, s, b, at, y, x'00ff' as raw, 9e999 as inf from t order by a desc")"),
        {"{}"}, m_folder->path());
    QCOMPARE(back.toEnd().result(),
             QByteArray(R"({"rows": [{"a": 9223372036854775807, "n": 12345678.25, "r": 0.1, )"
                        R"("s": "12345678901234567890.1234567890", "b": 1, "at": "2026-11-21T05:00:00+09:00", )"
                        R"("y": "[1,2]", "raw": "AP8=", "inf": null}, )"
                        R"({"a": -9223372036854775808, "n": 7, "r": 3, "s": "", "b": 0, "at": 1763672400, "y": null, )"
                        R"("raw": "AP8=", "inf": null}]})"));
}

// In a table of its own making, and of what a statement has no column for: it keeps them, or says that it cannot.
void TestSqlite::losesNoDigits()
{
    SqlRun run(plan(upsertA, R"("concurrency": 1,)"),
               {R"({"data": {"a": 1, "x": 1.5}})", R"({"data": {"a": 2, "x": 9007199254740993}})",
                R"({"data": {"a": 3, "x": 12345678901234567890}})"},
               m_folder->path());
    run.toEnd();
    QCOMPARE(asked("select a, x from t order by a"), QByteArray("1|1.5\n2|9007199254740993"));
    QCOMPARE(run.error(2).kind, u"sql.range"_s);
    const QByteArray statement = R"sql("kind": "sql", "statement": "insert into s values (:v)")sql";
    sql("create table s (x text)");
    SqlRun bound(plan(statement, R"("concurrency": 1,)"),
                 {R"({"v": 12345678901234567890})", R"({"v": 0.12345678901234567891})", R"({"v": 1e400})",
                  R"({"v": 9007199254740993})", R"({"v": "12345678901234567890"})"},
                 m_folder->path());
    bound.toEnd();
    for (const quint32 row : {0U, 1U, 2U}) {
        QCOMPARE(bound.error(row).kind, u"sql.range"_s);
        QVERIFY2(bound.error(row).message.contains(u"“:v”"), qPrintable(bound.error(row).message));
    }
    QCOMPARE(asked("select x from s"), QByteArray("9007199254740993\n12345678901234567890"));
}

void TestSqlite::countsWhatItDoes()
{
    sql("create table t (a integer primary key, b, c default 'as it was', at); insert into t values (1, 1, 'old', 0)");
    const QByteArray rows = R"({"data": [{"a": 1, "b": 2}, {"a": 2, "b": 1}, {"a": 2, "b": 9}, {"a": 3, "c": "new"}]})";
    SqlRun run(plan(upsertA + R"(, "set": {"at": {"sql": "40 + 2"}})"), {rows}, m_folder->path());
    QCOMPARE(run.toEnd().result(), QByteArray(R"({"inserted": 2, "updated": 1, "superseded": 1})"));
    QCOMPARE(asked("select * from t order by a"), QByteArray("1|2|old|42\n2|9|as it was|42\n3|null|new|42"));

    SqlRun ignores(plan(upsertA + R"(, "onConflict": "ignore")"), {R"({"data": [{"a": 1, "b": 7}, {"a": 4, "b": 7}]})"},
                   m_folder->path());
    QCOMPARE(ignores.toEnd().result(), QByteArray(R"({"inserted": 1, "updated": 0, "ignored": 1})"));
    SqlRun fails(plan(upsertA + R"(, "onConflict": "error")"), {R"({"data": [{"a": 5, "b": 7}, {"a": 4, "b": 8}]})"},
                 m_folder->path());
    QCOMPARE(fails.toEnd().error().kind, u"sql.23505"_s);
    QVERIFY(fails.error().message.startsWith(u"Row 2: "));
    QCOMPARE(asked("select a, b from t where a > 3 order by a"), QByteArray("4|7"));
}

// Though only the database knows that they are.
void TestSqlite::letsTheLastOfEqualKeysWin()
{
    sql("create table t (a text primary key collate nocase, b integer, c integer)");
    SqlRun run(plan(upsertA), {R"({"data": [{"a": "x", "b": 1, "c": 5}, {"a": "X", "b": 2}, {"a": "x", "b": 3}]})"},
               m_folder->path());
    QCOMPARE(run.toEnd().result(), QByteArray(R"({"inserted": 1, "updated": 1, "superseded": 1})"));
    QCOMPARE(asked("select b, c from t"), QByteArray("3|5"));
}

// A column that must not be null is looked for before the key, though the row is there and has it.
void TestSqlite::leavesAloneWhatARowNeeds()
{
    sql("create table t (a integer primary key, b integer not null, c text); insert into t values (1, 1, 'x')");
    const auto counted = [&](const QByteArray &rows, const QByteArray &more = {}) {
        SqlRun run(plan(upsertA + more), {"{\"data\": [" + rows + "]}"}, m_folder->path());
        run.toEnd();
        return run.state() == State::Succeeded ? run.result() : run.error().kind.toUtf8();
    };
    QCOMPARE(counted(R"({"a": 1, "c": "new"})"), QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(counted(R"({"a": 1})"), QByteArray(R"({"inserted": 0, "updated": 0, "ignored": 1})"));
    QCOMPARE(counted(R"({"a": 1, "c": "newer"}, {"a": 2, "b": 5}, {"a": 1, "b": 6})"),
             QByteArray(R"({"inserted": 1, "updated": 1, "superseded": 1})"));
    QCOMPARE(counted(R"({"a": 2, "c": "x"})", R"(, "onConflict": "ignore")"),
             QByteArray(R"({"inserted": 0, "updated": 0, "ignored": 1})"));
    QCOMPARE(counted(R"({"a": 2, "c": "y"})", R"(, "set": {"c": {"sql": "'it' || 's'"}})"),
             QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(counted(R"({"a": 3, "c": "x"})"), QByteArray("sql.23502"));
    QCOMPARE(counted(R"({"a": 2, "b": 7}, {"a": 2, "c": "z"})"),
             QByteArray(R"({"inserted": 0, "updated": 1, "superseded": 1})"));
    QCOMPARE(asked("select * from t order by a"), QByteArray("1|6|newer\n2|7|z"));
}

void TestSqlite::findsAKeyOfTheTablesOwn()
{
    sql("create table t (id integer primary key, code text, day text, n integer, unique (code, day));"
        "create table u (n integer)");
    const QByteArray own = R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}")";
    const QByteArray row = R"({"table": "t", "data": {"code": "x", "day": "d", "n": 1}})";
    SqlRun run(plan(own, R"("concurrency": 1,)"), {row, row, R"({"table": "u", "data": {"n": 1}})"}, m_folder->path());
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 1, "updated": 0})"));
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 0, "updated": 1})"));
    QCOMPARE(run.result(2), QByteArray(R"({"inserted": 1, "updated": 0, "insertsOnly": true})"));
    QVERIFY(run.last(2).log.contains(u"no key"));
    QCOMPARE(asked("select count(*), max(id) from t"), QByteArray("1|1"));
}

void TestSqlite::addsColumnsToTablesThatItMade()
{
    SqlRun run(plan(upsertA, R"("concurrency": 1,)"),
               {R"({"data": {"a": 1}})", R"({"data": {"a": 2, "late": {"x": [1.10]}}})"}, m_folder->path());
    run.toEnd();
    QCOMPARE(run.state(1), State::Succeeded);
    QCOMPARE(asked("select a, late from t order by a"), QByteArray("1|null\n2|{\"x\":[1.10]}"));
    SqlRun again(plan(upsertA), {R"({"data": {"a": 1, "other": 1}})"}, m_folder->path());
    QCOMPARE(again.toEnd().error().kind, u"sql.42703"_s); // it was there before
}

void TestSqlite::knowsNoTemporaryDatabase()
{
    const QByteArray temporary = upsertA + R"(, "schema": "temp")";
    SqlRun(plan(temporary), {R"({"data": {"a": 1}})"}, m_folder->path()).toEnd();
    QCOMPARE(asked("select name from sqlite_master where type = 'table'"), QByteArray("temp.t"));
    QCOMPARE(asked(R"(select a from "temp.t")"), QByteArray("1"));
}

// However many there are, what the file's own change counter says is a fraction of them.
void TestSqlite::sharesACommit()
{
    sql("create table t (a integer primary key, b integer)");
    const auto counter = [&] {
        QFile file(path());
        if (!file.open(QFile::ReadOnly) || !file.seek(24))
            return 0U;
        return qFromBigEndian<quint32>(file.read(4).constData());
    };
    const quint32 before = counter();
    SqlRun run(plan(upsertA, R"("concurrency": 64,)"), rowsOf(2000), m_folder->path());
    run.toEnd();
    QCOMPARE(run.run->summary().succeeded(), 2000U);
    QCOMPARE(asked("select count(*) from t"), QByteArray("2000"));
    const quint32 commits = counter() - before;
    QVERIFY2(commits >= 2000 / 64 && commits < 1000, qPrintable(QString::number(commits)));
}

// Which nobody notices who finds it as a crash would leave it.
void TestSqlite::fillsItsLogAhead()
{
    sql("pragma journal_mode = wal; create table t (a integer primary key)");
    SqlRun run(plan(upsertA, R"("concurrency": 1,)"), rowsOf(300), m_folder->path());
    QCOMPARE(run.toEnd().run->summary().succeeded(), 300U);
    constexpr qint64 written = 32 + 300 * (24 + 4096); // a page for each commit
    const QString log = path() + u"-wal"_s;
    QVERIFY2(QFileInfo(log).size() >= written + 64 * 1024, qPrintable(QString::number(QFileInfo(log).size())));
    QVERIFY(QFile::copy(path(), m_folder->filePath(u"left.db"_s)));
    QVERIFY(QFile::copy(log, m_folder->filePath(u"left.db-wal"_s)));
    QCOMPARE(asked("pragma integrity_check; select count(*) from t", u"left.db"_s), QByteArray("ok\n300"));
}

void TestSqlite::tellsADeferredConstraintApart()
{
    sql("create table p (id integer primary key); insert into p values (1);"
        "create table t (a integer primary key, p integer references p deferrable initially deferred)");
    const auto parent = [](int at) -> QByteArray { return at % 8 == 5 ? "\"p\": 2" : "\"p\": 1"; };
    SqlRun run(plan(upsertA, R"("concurrency": 64,)"), rowsOf(64, parent), m_folder->path());
    run.toEnd();
    for (quint32 at = 0; at < 64; ++at)
        QCOMPARE(run.state(at), at % 8 == 5 ? State::Failed : State::Succeeded);
    QCOMPARE(run.error(5).kind, u"sql.23503"_s);
    QCOMPARE(asked("select count(*) from t"), QByteArray("56"));
}

void TestSqlite::waitsForALockUntilItIsStopped()
{
    sql("create table t (a integer primary key, b integer)");
    SqlRun run(plan(upsertA), {R"({"data": {"a": 1}})", R"({"data": {"a": 2}})"}, m_folder->path());
    {
        const Holder holder(path());
        run.run->start();
        QTRY_COMPARE(run.run->summary().inFlight, 2U);
        run.run->cancel(RowSet::of({0}));
        QTRY_COMPARE_WITH_TIMEOUT(run.state(0), State::Cancelled, 60000); // also where the machine is busy
        QVERIFY(run.state(1) == State::Running);
    }
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(1), State::Succeeded);
    QCOMPARE(asked("select a from t"), QByteArray("2"));
}

// Which was there before it was opened, and stays. Nobody is waited for whom no stop reaches.
void TestSqlite::isStoppedWhereTheFileIsLocked()
{
    sql("create table t (a integer primary key, b integer)");
    const Holder holder(path(), "begin exclusive");
    SqlRun run(plan(upsertA, R"("timeout": 0.5,)"), rowsOf(3), m_folder->path());
    run.run->start();
    QTRY_COMPARE(run.run->summary().inFlight, 3U);
    run.run->cancel(RowSet::of({0}));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(0), State::Cancelled, 60000);
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(1), State::TimedOut);
    QCOMPARE(run.state(2), State::TimedOut);
}

void TestSqlite::timesOutAtALock()
{
    sql("create table t (a integer primary key, b integer)");
    const Holder holder(path());
    SqlRun run(plan(upsertA, R"("timeout": 0.05,)"), {R"({"data": {"a": 1}})"}, m_folder->path());
    QCOMPARE(run.toEnd().state(), State::TimedOut);
}

// Which holds the file for longer than it is waited for, and then lets go.
void TestSqlite::triesAgainWhileAnotherProcessWrites()
{
    sql("create table t (a integer primary key, b integer)");
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, path()});
    QTRY_VERIFY_WITH_TIMEOUT(other.canReadLine(), 60000);
    SqlRun run(plan(upsertA, R"("retry": {"attempts": 1000, "delay": 0},)"), rowsOf(2), m_folder->path());
    run.connections->setPatience(20ms);
    run.run->start();
    QTRY_VERIFY_WITH_TIMEOUT(run.journal.itemsOf(0).size() > 1 && run.journal.itemsOf(1).size() > 1, 60000);
    QCOMPARE(run.journal.itemsOf(0).front().outcome.error.kind, u"sql.55P03"_s);
    QVERIFY(run.journal.itemsOf(0).front().outcome.error.transient);
    QCOMPARE(run.run->summary().left, 2U);
    other.closeWriteChannel();
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.run->summary().succeeded(), 2U);
    QCOMPARE(asked("select count(*) from t"), QByteArray("2"));
    QVERIFY(other.waitForFinished());
}

void TestSqlite::stopsAStatementThatRuns()
{
    SqlRun run(plan(R"("kind": "sql", "statement": ")" + forEver + '"'), {"{}"}, m_folder->path());
    run.run->start();
    QTRY_COMPARE(run.state(), State::Running);
    run.run->cancel();
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(), State::Cancelled);
}

// The one that is stopped takes the others' transaction with it: they go through it again.
void TestSqlite::rollsAWholeGroupForward()
{
    sql("create table t (a integer primary key, b integer);"
        "create trigger slow after insert on t when new.b = 1 begin insert into t(a) "
        + forEver + "; end");
    const auto slow = [](int at) -> QByteArray { return at == 4 ? "\"b\": 1" : "\"b\": 0"; };
    SqlRun run(plan(upsertA, R"("concurrency": 8,)"), rowsOf(8, slow), m_folder->path());
    {
        const Holder holder(path()); // so that all are ready together
        run.run->start();
        QTRY_COMPARE(run.run->summary().inFlight, 8U);
    }
    QTest::qWait(50); // it may have got into the trigger; where it has not, it never will
    run.run->cancel(RowSet::of({4}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(4), State::Cancelled);
    QCOMPARE(run.run->summary().succeeded(), 7U);
    QCOMPARE(asked("select count(*) from t"), QByteArray("7"));
}

void TestSqlite::whoFailsLeavesNothing_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("a constraint") << QByteArray("create table t (a integer primary key, b integer check (b <> 1))");
    QTest::newRow("one that rolls all back")
        << QByteArray("create table t (a integer primary key, b integer not null on conflict rollback);"
                      "create trigger odd before insert on t when new.b = 1 begin select raise(rollback, 'odd'); end");
    QTest::newRow("a trigger that leaves its row")
        << QByteArray("create table t (a integer primary key, b integer);"
                      "create trigger odd after insert on t when new.b = 1 begin select raise(fail, 'odd'); end");
    QTest::newRow("a trigger that wrote elsewhere")
        << QByteArray("create table t (a integer primary key, b integer); create table seen (a);"
                      "create trigger note before insert on t begin insert into seen values (new.a); end;"
                      "create trigger odd after insert on t when new.b = 1 begin select raise(abort, 'odd'); end");
}

// Of records that share a commit.
void TestSqlite::whoFailsLeavesNothing()
{
    QFETCH(const QByteArray, schema);
    sql(schema);
    SqlRun run(plan(upsertA, R"("concurrency": 8,)"), rowsOf(24, everyFifth), m_folder->path());
    run.toEnd();
    for (quint32 at = 0; at < 24; ++at)
        QCOMPARE(run.state(at), at % 5 == 2 ? State::Failed : State::Succeeded);
    QCOMPARE(asked("select count(*), coalesce(sum(b), 0) from t"), QByteArray("19|0"));
    if (schema.contains("seen"))
        QCOMPARE(asked("select count(*) from seen"), QByteArray("19"));
}

void TestSqlite::countsWithoutRowids()
{
    sql("create table t (a text primary key, b integer) without rowid; insert into t values ('x', 1)");
    const QByteArray rows = R"({"data": [{"a": "x", "b": 2}, {"a": "y", "b": 1}]})";
    for (const auto &[more, result] :
         {std::pair("", R"({"inserted": 1, "updated": 1})"),
          std::pair(R"(, "onConflict": "ignore")", R"({"inserted": 0, "updated": 0, "ignored": 2})")}) {
        SqlRun run(plan(upsertA + more), {rows}, m_folder->path());
        QCOMPARE(run.toEnd().result(), QByteArray(result));
    }
    sql("create table u (a integer primary key, b integer);"
        "create trigger twice after insert on u when new.b < 9 begin insert into u values (new.a + 100, 9); end");
    QByteArray u = upsertA;
    u.replace("\"t\"", "\"u\"");
    SqlRun run(
        plan(u, R"("concurrency": 1,)"),
        {R"({"data": [{"a": 0, "b": 1}, {"a": -9223372036854775807, "b": 1}]})", R"({"data": {"a": 0, "b": 2}})"},
        m_folder->path());
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 2, "updated": 0})"));
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 0, "updated": 1})"));
}

void TestSqlite::refusesWhatIsNotOneStatement_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QString>("kind");
    QTest::newRow("two") << QByteArray("select 1; drop table t") << u"sql.42601"_s;
    QTest::newRow("none") << QByteArray("-- nothing") << u"sql.42601"_s;
    QTest::newRow("cut by a NUL") << QByteArray("delete from t\\u0000 where a = 1") << u"sql.42601"_s;
    QTest::newRow("a place too many") << QByteArray("select ?") << u"sql.07001"_s;
    QTest::newRow("a comment behind it") << QByteArray("select 1; -- as it is") << QString();
}

void TestSqlite::refusesWhatIsNotOneStatement()
{
    QFETCH(const QByteArray, statement);
    sql("create table t (a integer); insert into t values (1)");
    SqlRun run(plan("\"kind\": \"sql\", \"statement\": \"" + statement + "\""), {"{}"}, m_folder->path());
    QTEST(run.toEnd().error().kind, "kind");
    QCOMPARE(asked("select count(*) from t"), QByteArray("1"));
}

// One that reads for ever, and upserts that end meanwhile.
void TestSqlite::readsBesideTheWrites()
{
    sql("pragma journal_mode = wal; create table t (a integer primary key, b integer)");
    const QByteArray read =
        "\"read\": {\"kind\": \"sql\", \"connection\": \"wahs\", \"statement\": \"" + forEver + "\"}, ";
    QByteArray both = plan(upsertA);
    both.insert(both.indexOf("\"*\""), read);
    const QByteArrayList reads(2, R"({"operation": "read"})");
    SqlRun run(both, reads + rowsOf(100), m_folder->path());
    run.run->start();
    QTRY_COMPARE_WITH_TIMEOUT(run.run->summary().succeeded(), 100U, 60000);
    QCOMPARE(run.state(0), State::Running);
    QCOMPARE(run.state(1), State::Running);
    run.run->cancel();
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(0), State::Cancelled);
}

void TestSqlite::runsStatements()
{
    sql("create table t (a integer primary key, b text); insert into t values (1, 'x'), (2, 'y''z'), (3, null)");
    SqlRun run(plan(R"("kind": "sql", "maxRows": 2, "statement": "select a, b from t where a <> :not order by a",
                       "bind": {"not": "{id}"}, "idempotent": true)"),
               {R"({"id": 1})", R"({"id": 9})", R"({"id": null})"}, m_folder->path());
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"rows": [{"a": 2, "b": "y'z"}, {"a": 3, "b": null}]})"));
    QCOMPARE(run.result(1), QByteArray(R"({"rows": [{"a": 1, "b": "x"}, {"a": 2, "b": "y'z"}], "cut": true})"));
    QCOMPARE(run.result(2), QByteArray(R"({"rows": []})"));
    SqlRun writes(plan(R"("kind": "sql", "statement": "update t set b = :b where a = :a")"),
                  {R"({"a": 1, "b": "new"})", R"({"a": 1})", R"({"a": 7, "b": 0})"}, m_folder->path());
    writes.toEnd();
    QCOMPARE(writes.result(0), QByteArray(R"({"affected": 1})"));
    QCOMPARE(writes.error(1).kind, u"sql.parameter"_s);
    QCOMPARE(writes.result(2), QByteArray(R"({"affected": 0})"));
    SqlRun begins(plan(R"("kind": "sql", "statement": "begin")"), {"{}", "{}"}, m_folder->path());
    begins.toEnd();
    QCOMPARE(begins.error(0).kind, u"sql.25001"_s);
    QCOMPARE(begins.error(1).kind, u"sql.25001"_s);
}

// Of rows that it answers most are not wanted: it commits all the same when it is left.
void TestSqlite::failsWhereTheCommitOfWhatIsCutFails()
{
    sql("create table p (id integer primary key);"
        "create table c (id integer primary key, p integer references p deferrable initially deferred)");
    for (const QByteArray most : {"0", "1", "2"}) {
        SqlRun run(plan(R"("kind": "sql", "statement": "insert into c (p) values (77), (78) returning id", "maxRows": )"
                        + most),
                   {"{}"}, m_folder->path());
        QCOMPARE(run.toEnd().state(), State::Failed);
        QCOMPARE(run.error().kind, u"sql.23503"_s);
    }
    QCOMPARE(asked("select count(*) from c"), QByteArray("0"));
    sql("insert into p values (77), (78)");
    SqlRun works(plan(R"("kind": "sql", "statement": "insert into c (p) values (77), (78) returning p", "maxRows": 1)"),
                 {"{}"}, m_folder->path());
    QCOMPARE(works.toEnd().result(), QByteArray(R"({"rows": [{"p": 77}], "cut": true})"));
    QCOMPARE(asked("select count(*) from c"), QByteArray("2"));
}

// Somebody reads a file that has no write-ahead log, and holds up the commit.
void TestSqlite::isStoppedAtTheCommitOfWhatIsCut()
{
    sql("create table t (a integer primary key); insert into t values (1)");
    sqlite3 *reader = nullptr;
    QCOMPARE(sqlite3_open(path().toUtf8(), &reader), SQLITE_OK);
    const auto close = qScopeGuard([&] { sqlite3_close(reader); });
    QCOMPARE(sqlite3_exec(reader, "begin; select * from t", nullptr, nullptr, nullptr), SQLITE_OK);
    SqlRun run(plan(R"("kind": "sql", "statement": "insert into t values (2) returning a", "maxRows": 0)",
                    R"("timeout": 0.2,)"),
               {"{}"}, m_folder->path());
    QCOMPARE(run.toEnd().state(), State::TimedOut);
    QCOMPARE(sqlite3_exec(reader, "rollback", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(asked("select count(*) from t"), QByteArray("1"));
}

// What SQLite keeps in memory until the commit, and no longer.
void TestSqlite::aFullDiskFailsWhatIsCut()
{
    const SmallDisk disk(m_folder->filePath(u"disk"_s));
    if (!disk.isThere())
        QSKIP("only root may mount");
    for (const QByteArray mode : {"delete", "wal"}) {
        QByteArray there = plan(
            R"("kind": "sql", "statement": "insert into t select x, :text from n where x > :from returning a", "maxRows": 1)");
        there.replace("wahs.db", QByteArray("disk/" + mode + ".db"));
        const QString file = u"disk/"_s + QString::fromLatin1(mode) + u".db"_s;
        asked("pragma journal_mode = " + mode
                  + "; create table t (a integer primary key, b text); "
                    "create table n as with recursive n (x) as (select 1 union all select x + 1 from n where x < 700) "
                    "select x from n",
              file);
        SqlRun run(there,
                   {"{\"from\": 0, \"text\": \"" + QByteArray(2000, 'x') + "\"}", R"({"from": 699, "text": ""})"},
                   m_folder->path());
        QVERIFY(run.run->setConcurrency(1));
        run.toEnd();
        QCOMPARE(run.state(0), State::Failed);
        QCOMPARE(run.error(0).kind, u"sql.53100"_s);
        QCOMPARE(run.state(1), State::Succeeded);
        QCOMPARE(asked("select count(*) from t", file), QByteArray("1"));
        disk.empty();
    }
}

void TestSqlite::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const QByteArray &connection, const char *kind, const QString &message) {
        QTest::newRow(name) << QByteArray(R"({"connections": {"wahs": {"driver": "sqlite", )" + connection
                                          + R"(}}, "operations": {"*": {"connection": "{to}", )" + upsertA + "}}}")
                            << QString::fromUtf8(kind) << message;
    };
    row("no file", R"("database": "nowhere.db")", "sql.58P01", u"There is no database “wahs”"_s);
    row("a folder", R"("database": "/", "create": true)", "sql.58P01", u"unable to open"_s);
    row("not a database", R"("database": "notes.txt", "create": true)", "sql.08P01", u"file is not a database"_s);
    row("no table", R"("database": "other.db")", "sql.42P01", u"There is no table “t”. Did you mean “tt”?"_s);
    row("no such connection", R"("database": "x.db"}, "other": {"driver": "sqlite", "database": "y.db")",
        "sql.connection", u"The plan has no connection “wahz”. Did you mean “wahs”?"_s);
}

void TestSqlite::saysWhatIsWrong()
{
    QFETCH(const QByteArray, plan);
    QFile notes(m_folder->filePath(u"notes.txt"_s));
    QVERIFY(notes.open(QFile::WriteOnly));
    notes.write(QByteArray(4096, 'x'));
    notes.close();
    sql("create table tt (a)");
    QVERIFY(QFile::rename(path(), m_folder->filePath(u"other.db"_s)));
    const bool isOther = QByteArray(QTest::currentDataTag()) == "no such connection";
    SqlRun run(plan, {QByteArray(R"({"data": {"a": 1}, "to": ")") + (isOther ? "wahz" : "wahs") + "\"}"},
               m_folder->path());
    run.toEnd();
    QCOMPARE(run.state(), State::Failed);
    QTEST(run.error().kind, "kind");
    QFETCH(const QString, message);
    QVERIFY2(run.error().message.contains(message), qPrintable(run.error().message));
}

void TestSqlite::hostileNamesAndValuesChangeNothingElse()
{
    sql("create table t (a text primary key, b text); insert into t values ('keep', 'me')");
    QByteArray noCreate = plan(R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}", "key": ["a"])");
    noCreate.replace(R"(, "create": true)", "");
    const HostileRecords hostile(SqlDialect::SQLite);
    SqlRun run(noCreate, hostile.records, m_folder->path());
    run.toEnd();
    for (quint32 row = 0; row < 500; ++row)
        QCOMPARE(run.state(row), hostile.works[row] ? State::Succeeded : State::Failed);
    QCOMPARE(asked("select count(*) from sqlite_master where type = 'table'"), QByteArray("1"));
    QCOMPARE(asked("select count(*) from t where a is b"), QByteArray::number(hostile.values));
    QCOMPARE(asked("select b from t where a = 'keep'"), QByteArray("me"));
}

// Where missing tables are made, each is one of that name with columns of those names, and nothing else is made.
void TestSqlite::hostileNamesAreOnlyNames()
{
    sql("create table t (a text primary key, b text); insert into t values ('keep', 'me')");
    QByteArrayList records;
    int possible = 0;
    for (const QString &text : hostileTexts()) {
        const QByteArray name = quoted(QStringView(text));
        records += R"({"table": )" + name + R"(, "data": {"a": "x", )" + name + ": \"y\"}}";
        possible += !text.contains(QChar(u'\0'));
    }
    SqlRun run(plan(R"("kind": "sql.upsert", "table": "{table}", "rows": "{data}", "key": ["a"])"), records,
               m_folder->path());
    QCOMPARE(run.toEnd().run->summary().succeeded(), quint32(possible));
    QCOMPARE(asked("select count(*) from sqlite_master where type = 'table'"), QByteArray::number(possible + 1));
    QCOMPARE(asked("select count(*) from sqlite_master m, pragma_table_info(m.name) c where m.name = c.name"),
             QByteArray::number(possible));
    QCOMPARE(asked("select a, b from t"), QByteArray("keep|me"));
}

void TestSqlite::writesBesideOthers()
{
    sql("create table t (a integer primary key, b integer)");
    std::vector<std::unique_ptr<SqlRun>> runs;
    for (int writer = 0; writer < 8; ++writer) {
        QByteArrayList records;
        for (int at = 0; at < 50; ++at)
            records += "{\"data\": {\"a\": " + QByteArray::number(writer * 1000 + at) + "}}";
        runs.push_back(std::make_unique<SqlRun>(plan(upsertA, R"("concurrency": 4,)"), records, m_folder->path()));
    }
    for (const auto &run : runs)
        run->run->start();
    for (const auto &run : runs) {
        QVERIFY(run->run->wait(120s));
        QCOMPARE(run->run->summary().succeeded(), 50U);
    }
    QCOMPARE(asked("select count(*) from t"), QByteArray("400"));
}

// On a small file system of its own, where this may make one.
void TestSqlite::aFullDiskFailsWhoDoesNotFit()
{
    const SmallDisk disk(m_folder->filePath(u"disk"_s));
    if (!disk.isThere())
        QSKIP("only root may mount");
    const auto text = [](int at) -> QByteArray {
        return "\"b\": \"" + QByteArray(at % 4 == 3 ? 2'000'000 : 10, 'x') + '"';
    };
    QByteArray there = plan(upsertA, R"("concurrency": 8,)");
    there.replace("wahs.db", "disk/wahs.db");
    SqlRun run(there, rowsOf(40, text), m_folder->path());
    run.toEnd();
    for (quint32 at = 0; at < 40; ++at) {
        QCOMPARE(run.state(at), at % 4 == 3 ? State::Failed : State::Succeeded);
        if (at % 4 == 3)
            QCOMPARE(run.error(at).kind, u"sql.53100"_s);
    }
}

void TestSqlite::thousandsOfCancelsLeaveItUsable()
{
    sql("create table t (a integer primary key, b integer)");
    SqlRun run(plan(upsertA, R"("concurrency": 16,)"), QByteArrayList(10'000, R"({"data": {"a": 1}})"),
               m_folder->path());
    {
        const Holder holder(path());
        run.run->start();
        QTRY_COMPARE(run.run->summary().inFlight, 16U);
        run.run->cancel();
        QVERIFY(run.run->wait(60s));
        QCOMPARE(run.run->summary().count(State::Cancelled), 10'000U);
    }
    run.run->retry(RowSet::of({7}));
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(7), State::Succeeded);
    QCOMPARE((*run.connections->pool(u"wahs"_s))->connections(), 1);
}

void TestSqlite::noticesAnotherFile_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::newRow("an upsert") << upsertA;
    QTest::newRow("a statement") << QByteArray(
        R"sql("kind": "sql", "statement": "insert or ignore into t (a) values (:a)", "bind": {"a": "{data.a}"})sql");
}

// In its place, or none any more: what is written to the one that was open nobody would find.
void TestSqlite::noticesAnotherFile()
{
    QFETCH(const QByteArray, operation);
    const auto makeAnew = [&] {
        for (const char *end : {"", "-wal", "-shm"})
            QFile::remove(path() + QLatin1String(end));
        sql("pragma journal_mode = wal; create table t (a integer primary key)");
    };
    makeAnew();
    QByteArray there = plan(operation);
    there.replace(R"(, "create": true)", "");
    SqlRun run(there, {R"({"data": {"a": 1}})"}, m_folder->path());
    QCOMPARE(run.toEnd().state(), State::Succeeded);
    const auto again = [&] {
        run.run->retry(RowSet::of({0}));
        return run.run->wait(60s);
    };
    makeAnew();
    QVERIFY(again());
    QCOMPARE(run.state(), State::Succeeded);
    QCOMPARE(asked("select a from t"), QByteArray("1"));
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(path() + QLatin1String(end));
    QVERIFY(again());
    QCOMPARE(run.error().kind, u"sql.58P01"_s);
    QVERIFY(!QFile::exists(path()));
}

void TestSqlite::tellsWhereAConnectionLeads()
{
    const PlanReading reading = readPlan(plan(upsertA), kinds(), m_folder->path());
    const PlannedConnection &connection = reading.plan->connections.front();
    QCOMPARE(checkConnection(connection, *reading.plan, {}).error().kind, u"sql.58P01"_s); // it makes no file
    QVERIFY(!QFile::exists(path()));
    sql("create table \"temp.t\" (a integer primary key, b text not null, unique (b))");
    const auto report = checkConnection(connection, *reading.plan, {}, u"temp"_s, u"t"_s);
    QVERIFY(report);
    QVERIFY(report->server.startsWith(u"SQLite 3."));
    QCOMPARE(report->tables, QStringList{u"temp.t"_s});
    QVERIFY(report->table);
    QCOMPARE(report->table->columns.size(), std::size_t(2));
    QCOMPARE(report->table->keys, (std::vector<QStringList>{{u"a"_s}, {u"b"_s}}));
    const auto none = checkConnection(connection, *reading.plan, {}, {}, u"t"_s);
    QVERIFY(none && !none->table);
}

void TestSqlite::checksAndKeepsNothing()
{
    sql("create table p (id integer primary key);"
        "create table t (a integer primary key, b integer check (b <> 9), p integer references p deferrable initially "
        "deferred); insert into t (a) values (1)");
    const QByteArray read = R"("s": {"kind": "sql", "connection": "wahs", "statement": "delete from t"}, )";
    const QByteArray end = R"("e": {"kind": "sql", "connection": "wahs", "statement": "commit"}, )";
    QByteArray both = plan(QByteArray(upsertA).replace("\"t\"", "\"{table}\""), R"("concurrency": 1,)");
    both.insert(both.indexOf("\"*\""), read + end);
    SqlRun run(both,
               {R"({"table": "t", "data": [{"a": 1, "b": 2}, {"a": 2}]})", R"({"table": "t", "data": {"a": 2}})",
                R"({"table": "new", "data": {"a": 2}})", R"({"table": "t", "data": {"a": 3, "b": 9}})",
                R"({"table": "t", "data": {"a": 3, "p": 7}})", R"({"operation": "s"})", R"({"operation": "e"})"},
               m_folder->path(), {}, Effect::Undone);
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 1, "updated": 1, "rolledBack": true})"));
    QCOMPARE(run.result(1), QByteArray(R"({"inserted": 1, "updated": 0, "rolledBack": true})"));
    QCOMPARE(run.result(2), QByteArray(R"({"inserted": 1, "updated": 0, "rolledBack": true})"));
    QCOMPARE(run.error(3).kind, u"sql.23514"_s);
    QCOMPARE(run.error(4).kind, u"sql.23503"_s);
    QCOMPARE(run.result(5), QByteArray(R"({"affected": 1, "rolledBack": true})"));
    QCOMPARE(run.error(6).kind, u"sql.25001"_s);
    QCOMPARE(asked("select a, b from t"), QByteArray("1|null"));
    QCOMPARE(asked("select count(*) from sqlite_master where name = 'new'"), QByteArray("0"));
}

void TestSqlite::checksWithoutAFile()
{
    SqlRun run(plan(upsertA), {R"({"data": {"a": 1}})", R"({"data": {"b": 1}})"}, m_folder->path(), {}, Effect::Undone);
    run.toEnd();
    QCOMPARE(run.result(0), QByteArray(R"({"inserted": 1, "updated": 0, "rolledBack": true})"));
    QCOMPARE(run.error(1).kind, u"sql.key"_s);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
}

int main(int count, char **arguments)
{
    if (count == 3 && QByteArray(arguments[1]) == "--hold") {
        const Holder holder(QString::fromLocal8Bit(arguments[2]));
        std::puts("It is held.");
        std::fflush(stdout);
        return std::getchar() == EOF ? 0 : 1; // until whoever started it has seen enough
    }
    QCoreApplication application(count, arguments);
    TestSqlite test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_sqlite.moc"
