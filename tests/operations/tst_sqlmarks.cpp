#include "cuttingproxy.h"
#include "postgresserver.h"
#include "sqlitefixture.h"

#include <future>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Marks that transactions leave, and what they tell of records in doubt.
// BATCHDECK_CUTS says how often each connection is cut.
class TestSqlMarks : public QObject, private SqliteFolder {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_why = m_server.start(); }
    void cleanupTestCase() { m_server.stop(); }
    void init();
    void sqliteMarksWhatItCommits();
    void sqliteKnowsWhatItCommitted();
    void sqliteLeavesNoMarkOfWhatIsGone();
    void sqliteLeavesNoMarkWhereTheDiskIsFull();
    void marksWhatItCommits();
    void makesItsTableOnce();
    void waitsForWhatIsUnderWay();
    void whatIsCutIsKnown_data();
    void whatIsCutIsKnown();
    void waitsForAServerToComeBack();
    void whatIsLostIsFound_data();
    void whatIsLostIsFound();

private:
    QByteArray planOf(const QByteArray &operation, const QString &folder = {}) const;
    static int cuts() { return qEnvironmentVariableIntValue("BATCHDECK_CUTS"); }

    PostgresServer m_server;
    QString m_why;
};

QByteArray TestSqlMarks::planOf(const QByteArray &operation, const QString &folder) const
{
    return R"({"connections": {"pg": {"driver": "postgresql", "database": "postgres", "user": "postgres", "host": ")"
        + (folder.isEmpty() ? m_server.folder() : folder).toUtf8() + R"("}}, "operations": {"*": {"connection": "pg", )"
        + operation + "}}}";
}

static const QByteArray upsertT = R"("kind": "sql.upsert", "table": "t", "rows": "{data}", "marker": true)";
static const QByteArray insertT =
    R"sql("kind": "sql", "statement": "insert into t (a) values (:a::int)", "bind": {"a": "{data.a}"}, "marker": true)sql";

void TestSqlMarks::init()
{
    beginAnew();
    if (QByteArray(QTest::currentTestFunction()).startsWith("sqlite"))
        return;
    if (!m_why.isEmpty())
        QSKIP(qPrintable(m_why));
    m_server.sql(u"drop schema public cascade; create schema public; create table t (a int primary key, b int)"_s);
}

void TestSqlMarks::sqliteMarksWhatItCommits()
{
    sql("create table t (a integer primary key, b integer check (b <> 1))");
    SqlRun run(plan(upsertA + R"(, "marker": true)", R"("concurrency": 8,)"), rowsOf(20, everyFifth), m_folder->path());
    QCOMPARE(run.toEnd().run->summary().succeeded(), 16U);
    QCOMPARE(asked("select count(*), sum(\"row\" = a and attempt = 1), count(distinct run), min(result) "
                   "from batchdeck_marks join t on a = \"row\""),
             QByteArray(R"(16|16|1|{"inserted": 1, "updated": 0})"));
    SqlRun statements(plan(R"("kind": "sql", "marker": true, "statement": "delete from t where a = :a")"),
                      {R"({"a": 1})", R"({"a": [})", R"({"a": 3})"}, m_folder->path());
    QCOMPARE(statements.toEnd().run->summary().succeeded(), 2U);
    QCOMPARE(asked("select count(*) from batchdeck_marks where result = '{\"affected\": 1}'"), QByteArray("2"));
    SqlRun ends(plan(R"("kind": "sql", "marker": true, "statement": "commit")"), {"{}"}, m_folder->path());
    QCOMPARE(ends.toEnd().error().kind, u"sql.25001"_s);
    QCOMPARE(asked("select count(*) from batchdeck_marks"), QByteArray("18"));
}

void TestSqlMarks::sqliteKnowsWhatItCommitted()
{
    const QByteArray marked = plan(upsertA + R"(, "marker": true)");
    SqlRun run(marked, {R"({"data": {"a": 1}})"}, m_folder->path());
    QCOMPARE(run.toEnd().state(), State::Succeeded);
    const auto batch = batchOf({R"({"data": {"a": 1}})"});
    const auto settlementOf = [&](const QByteArray &text, int number) {
        const PlanReading reading = readPlan(text, kinds(), m_folder->path());
        const auto operation = *makeOperation(reading.plan->operations.front(), *reading.plan);
        return operation->settle({run.run->id(), batch->record(0), number}, {});
    };
    QCOMPARE(settlementOf(marked, 1).found, Settlement::Found::Done);
    QCOMPARE(settlementOf(marked, 1).result, QByteArray(R"({"inserted": 1, "updated": 0})"));
    QCOMPARE(settlementOf(marked, 2).found, Settlement::Found::NotDone);
    QCOMPARE(settlementOf(plan(upsertA), 1).found, Settlement::Found::Nothing);
    QVERIFY(QFile::rename(path(), path() + u"-gone"_s));
    QCOMPARE(settlementOf(marked, 1).found, Settlement::Found::Nothing);
    QVERIFY(!QFile::exists(path()));
    sql("create table t (a)"); // and no marks yet
    QCOMPARE(settlementOf(marked, 2).found, Settlement::Found::NotDone);
}

// What a mark runs into takes the rows along: it is not written again without them.
void TestSqlMarks::sqliteLeavesNoMarkOfWhatIsGone()
{
    const QByteArray marked = plan(upsertA + R"(, "marker": true)", R"("concurrency": 8,)");
    SqlRun(marked, {R"({"data": {"a": -1, "b": 0}})"}, m_folder->path()).toEnd();
    sql("create trigger odd before insert on batchdeck_marks when exists (select 1 from t where a = new.\"row\" and b "
        "= 1) "
        "begin select raise(rollback, 'odd'); end");
    SqlRun run(marked, rowsOf(20, everyFifth), m_folder->path());
    run.toEnd();
    for (quint32 row = 0; row < 20; ++row) {
        QCOMPARE(run.state(row), row % 5 == 2 ? State::Failed : State::Succeeded);
        if (row % 5 == 2)
            QVERIFY2(run.error(row).message.contains(u"odd"), qPrintable(run.error(row).message));
    }
    QCOMPARE(asked("select count(*) from t where a >= 0"), QByteArray("16"));
    QCOMPARE(asked("select count(*), sum(\"row\" % 5 = 2) from batchdeck_marks where run = '" + run.run->id().toUtf8()
                   + "'"),
             QByteArray("16|0"));
    SqlRun statement(plan(R"("kind": "sql", "marker": true, "statement": "update t set b = 1 where a = 0")"), {"{}"},
                     m_folder->path());
    QVERIFY2(statement.toEnd().error().message.contains(u"odd"), qPrintable(statement.error().message));
    QCOMPARE(asked("select count(*) from batchdeck_marks where run = '" + statement.run->id().toUtf8() + "'"),
             QByteArray("0"));
}

void TestSqlMarks::sqliteLeavesNoMarkWhereTheDiskIsFull()
{
    const SmallDisk disk(m_folder->filePath(u"disk"_s));
    if (!disk.isThere())
        QSKIP("only root may mount");
    const QString file = u"disk/wahs.db"_s;
    QByteArray there = plan(upsertA + R"(, "marker": true)", R"("concurrency": 8,)");
    there.replace("wahs.db", "disk/wahs.db");
    for (int turn = 0; turn < 3; ++turn) {
        asked("create table t (a integer primary key, b text)", file);
        const auto text = [](int) -> QByteArray { return "\"b\": \"" + QByteArray(20'000, 'x') + '"'; };
        SqlRun run(there, rowsOf(120, text), m_folder->path());
        run.toEnd();
        QCOMPARE(asked("select count(*) from batchdeck_marks where \"row\" not in (select a from t)", file),
                 QByteArray("0"));
        QCOMPARE(asked("select count(*) from t", file), QByteArray::number(run.run->summary().succeeded()));
        QVERIFY(run.run->summary().succeeded() < 120);
        for (quint32 row = 0; row < 120; ++row) {
            if (run.state(row) == State::Failed)
                QCOMPARE(run.error(row).kind, u"sql.53100"_s);
        }
        disk.empty();
    }
}

void TestSqlMarks::marksWhatItCommits()
{
    SqlRun run(planOf(upsertT), {R"({"data": {"a": 1}})", R"({"data": [{"a": 2}, {"a": 3, "b": 1}]})"});
    QCOMPARE(run.toEnd().run->summary().succeeded(), 2U);
    SqlRun statement(planOf(insertT), {R"({"data": {"a": 4}})", R"({"data": {"a": 1}})"});
    statement.toEnd();
    QCOMPARE(statement.state(0), State::Succeeded);
    QCOMPARE(statement.error(1).kind, u"sql.23505"_s);
    QCOMPARE(m_server.asked(u"select \"row\", attempt, result from batchdeck_marks order by run = '%1', 1"_s.arg(
                 statement.run->id())),
             QByteArray("0|1|{\"inserted\": 1, \"updated\": 0}\n1|1|{\"inserted\": 2, \"updated\": 0}\n"
                        "0|1|{\"affected\": 1}"));
}

// Though many want it at once; and nobody needs the right to make it where it is there.
void TestSqlMarks::makesItsTableOnce()
{
    QByteArray many = planOf(upsertT);
    many.insert(1, R"("concurrency": 16, )");
    SqlRun run(many, rowsOf(64));
    QCOMPARE(run.toEnd().run->summary().succeeded(), 64U);
    m_server.sql(u"drop role if exists humble; create role humble login; grant usage on schema public to humble; "
                 "grant select, insert, update on t, batchdeck_marks to humble"_s);
    const auto humble = [&] {
        SqlRun other(planOf(upsertT).replace("\"user\": \"postgres\"", "\"user\": \"humble\""),
                     {R"({"data": {"a": 7}})"});
        const Error error = other.toEnd().error();
        return QString(error.kind + error.message.section(u':', 0, 0));
    };
    QCOMPARE(humble(), QString());
    m_server.sql(u"drop table batchdeck_marks"_s);
    QCOMPARE(humble(), u"sql.42501The table batchdeck_marks cannot be made"_s);
}

void TestSqlMarks::waitsForWhatIsUnderWay()
{
    SqlRun run(planOf(upsertT), {R"({"data": {"a": 1}})", R"({"data": {"a": 1}})"});
    run.toEnd(); // so that there are marks
    const auto other = m_server.another();
    QVERIFY(other->open());
    const PlanReading reading = readPlan(planOf(upsertT), kinds());
    const auto operation = *makeOperation(reading.plan->operations.front(), *reading.plan);
    const auto batch = batchOf({"{}"});
    for (const auto &[end, found] :
         {std::pair(u"commit"_s, Settlement::Found::Done), std::pair(u"rollback"_s, Settlement::Found::NotDone)}) {
        QVERIFY(other->run(u"begin; insert into batchdeck_marks values ('%1', 0, 1, '{}')"_s.arg(end)));
        auto asked = std::async(std::launch::async, [&] { return operation->settle({end, batch->record(0), 1}, {}); });
        QTRY_COMPARE(m_server.asked(u"select count(*) from pg_stat_activity where wait_event_type = 'Lock'"_s),
                     QByteArray("1"));
        QVERIFY(other->run(end));
        QCOMPARE(asked.get().found, found);
    }
    QVERIFY(other->run(u"begin; insert into batchdeck_marks values ('stop', 0, 1, '{}')"_s));
    std::stop_source stop;
    auto asked = std::async(std::launch::async, [&] {
        return operation->settle({u"stop"_s, batch->record(0), 1}, stop.get_token());
    });
    QTRY_COMPARE(m_server.asked(u"select count(*) from pg_stat_activity where wait_event_type = 'Lock'"_s),
                 QByteArray("1"));
    stop.request_stop();
    QCOMPARE(asked.get().found, Settlement::Found::Nothing);
}

using Cut = CuttingProxy::Cut;

void TestSqlMarks::whatIsCutIsKnown_data()
{
    QTest::addColumn<int>("cut");
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QByteArray>("data");
    const QByteArray one = R"({"a": %, "b": 1})";
    for (const auto &[when, cut] :
         {std::pair("before", Cut::Before), std::pair("during", Cut::During), std::pair("after", Cut::After)}) {
        QTest::addRow("%s the commit, a row", when) << int(cut) << upsertT << one;
        QTest::addRow("%s the commit, rows", when)
            << int(cut) << upsertT << QByteArray(R"([{"a": %, "b": 1}, {"a": -%}])");
        QTest::addRow("%s the commit, a statement", when) << int(cut) << insertT << one;
    }
}

// The server is asked at once, and knows.
void TestSqlMarks::whatIsCutIsKnown()
{
    QFETCH(const int, cut);
    QFETCH(const QByteArray, operation);
    QFETCH(const QByteArray, data);
    const QTemporaryDir folder;
    CuttingProxy proxy(folder.path(), m_server.folder());
    for (int turn = 1; turn <= std::max(cuts(), 3); ++turn) {
        SqlRun run(planOf(operation, folder.path()),
                   {"{\"data\": " + QByteArray(data).replace("%", QByteArray::number(turn)) + '}'});
        proxy.cut(Cut(cut));
        run.toEnd();
        const bool isThere = m_server.asked(u"select count(*) from t where a = %1"_s.arg(turn)) == "1";
        QCOMPARE(run.state(), isThere ? State::Succeeded : State::Failed);
        QCOMPARE(isThere, Cut(cut) != Cut::Before);
    }
}

// Which it mostly does: of all its connections it ends them where one of its processes died.
void TestSqlMarks::waitsForAServerToComeBack()
{
    QByteArray unmarked = upsertT;
    unmarked.replace("\"marker\": true", "\"marker\": false");
    const QTemporaryDir folder;
    CuttingProxy proxy(folder.path(), m_server.folder());
    for (const Cut cut : {Cut::Before, Cut::After}) {
        const QByteArray key = QByteArray::number(int(cut) + 1);
        SqlRun run(planOf(unmarked, folder.path()),
                   {"{\"data\": [{\"a\": " + key + ", \"b\": 1}, {\"a\": -" + key + "}]}"});
        proxy.cut(cut, "commit", true);
        run.run->start();
        QTRY_VERIFY(proxy.refused() > 2);
        QCOMPARE(run.state(), State::Committing);
        proxy.letConnect();
        QVERIFY(run.run->wait(60s));
        const bool isThere = m_server.asked(u"select count(*) from t where a = %1"_s.arg(int(cut) + 1)) == "1";
        QCOMPARE(run.state(), isThere ? State::Succeeded : State::Failed);
        QCOMPARE(isThere, cut == Cut::After);
    }
}

void TestSqlMarks::whatIsLostIsFound_data()
{
    whatIsCutIsKnown_data();
    QByteArray unmarked = upsertT;
    unmarked.replace("\"marker\": true", "\"marker\": false");
    for (const auto &[when, cut] : {std::pair("before", Cut::Before), std::pair("after", Cut::After)})
        QTest::addRow("%s the commit, by its number", when)
            << int(cut) << unmarked << QByteArray(R"([{"a": %, "b": 1}, {"a": -%}])");
}

// Nobody lets it connect again for a while: then nobody knows, until somebody looks.
void TestSqlMarks::whatIsLostIsFound()
{
    QFETCH(const int, cut);
    QFETCH(const QByteArray, operation);
    QFETCH(const QByteArray, data);
    const QTemporaryDir folder;
    CuttingProxy proxy(folder.path(), m_server.folder());
    for (int turn = 1; turn <= std::max(cuts(), 3); ++turn) {
        SqlRun run(planOf(operation, folder.path()),
                   {"{\"data\": " + QByteArray(data).replace("%", QByteArray::number(turn)) + '}'});
        proxy.cut(Cut(cut), "commit", true);
        run.connections->setPatience(10ms);
        run.toEnd();
        QCOMPARE(run.state(), State::InDoubt);
        QVERIFY(run.error().message.contains(u"txid_status"));
        QVERIFY(run.run->canSettle(0));
        run.run->settle(RowSet::of({0}));
        QTRY_VERIFY_WITH_TIMEOUT(run.last().outcome.error.kind == u"unsettled", 60000);
        QCOMPARE(run.state(), State::InDoubt);
        proxy.letConnect();
        run.run->settle(RowSet::of({0}));
        QTRY_VERIFY_WITH_TIMEOUT(run.state() != State::InDoubt, 60000);
        const bool isThere = m_server.asked(u"select count(*) from t where a = %1"_s.arg(turn)) == "1";
        QCOMPARE(run.state(), isThere ? State::Succeeded : State::Failed);
        QCOMPARE(isThere, Cut(cut) != Cut::Before);
    }
}

QTEST_GUILESS_MAIN(TestSqlMarks)
#include "tst_sqlmarks.moc"
