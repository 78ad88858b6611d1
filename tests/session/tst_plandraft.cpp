#include "session/plandocument.h"
#include "session/plandraft.h"

#include "formats/batchloader.h"

#include <QScopeGuard>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const Batch> batchOf(const QByteArray &text, const QString &name = u"orders.json"_s)
{
    const auto batch = readBatch(text, {.path = name});
    if (!batch)
        qFatal("%s", qPrintable(batch.error().message));
    return *batch;
}

} // namespace

// What is guessed of a batch that brings no plan.
class TestPlanDraft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drafts_data();
    void drafts();
    void key_data();
    void key();
    void everyDraftIsAPlan_data();
    void everyDraftIsAPlan();
    void invalidRecordsSayNothing();
    void likedJobsAreDrafted();
    void aServerIsSetUpByItsOwnAddress_data();
    void aServerIsSetUpByItsOwnAddress();
};

void TestPlanDraft::drafts_data()
{
    QTest::addColumn<QString>("batch");
    QTest::addColumn<int>("destination");
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<QByteArray>("json");

    const QString usual = uR"([{"mallid": "aivelabs", "target_db": "wahs", "table_name": "test", "schema": "temp",
              "operation": "execute_upsert", "data": [{"a": 1, "b": 4}]},
             {"mallid": "hanok", "target_db": "lake", "table_name": "other", "schema": "temp",
              "operation": "execute_upsert", "data": [{"a": 1, "b": 5}]}])"_s;
    const auto row = [](const char *name, const QString &batch, WhereTo destination, const QString &path,
                        const QByteArray &json) {
        QTest::newRow(name) << batch << int(destination) << path.split(u'/') << json;
    };
    const QString upsert = u"operations/execute_upsert/"_s;
    using enum WhereTo;
    row("kind", usual, Database, upsert + u"kind", R"("sql.upsert")");
    row("connection", usual, Database, upsert + u"connection", R"("{target_db}")");
    row("schema", usual, Database, upsert + u"schema", R"("{schema}")");
    row("table", usual, Database, upsert + u"table", R"("{table_name}")");
    row("rows", usual, Database, upsert + u"rows", R"("{data}")");
    row("key, within its table", usual, Database, upsert + u"key", R"(["a"])");
    row("label", usual, Database, u"label"_s, R"("{mallid} · {table_name}")");
    const QString alike = uR"([{"mallid": "aivelabs", "target_db": "wahs", "schema": "temp", "table_name": "test",
              "operation": "execute_upsert", "data": [{"a": 1}]}, {"mallid": "aivelabs", "target_db": "wahs",
              "schema": "temp", "table_name": "test", "operation": "execute_upsert", "data": [{"a": 2}]}])"_s;
    row("label of what is alike", alike, LocalFile, u"label"_s, R"("{mallid} · {table_name}")");
    row("label of numbers", uR"([{"no": 7, "shop": "A"}, {"no": 8, "shop": "A"}])"_s, LocalFile, u"label"_s,
        R"("{no}")");
    row("target", usual, Database, u"target"_s, R"("{target_db}")");
    row("a connection for each target", usual, Database, u"connections/lake/driver"_s, R"("postgresql")");
    row("a file for each target", usual, LocalFile, u"connections/lake/database"_s, R"("orders.lake.trial.db")");
    row("a trial says so", usual, LocalFile, u"target"_s, R"("trial · {target_db}")");
    row("made where it is not", usual, LocalFile, u"connections/wahs/create"_s, "true");

    const QString flat = uR"([{"id": 1, "name": "one", "price": 2}, {"id": 2, "name": "two", "price": 2}])"_s;
    row("flat: for all", flat, Database, u"operations/*/kind"_s, R"("sql.upsert")");
    row("flat: the record is the row", flat, Database, u"operations/*/rows"_s, R"("{@record}")");
    row("flat: the file names the table", flat, Database, u"operations/*/table"_s, R"("orders")");
    row("flat: key", flat, Database, u"operations/*/key"_s, R"(["id"])");
    row("flat: one connection", flat, Database, u"operations/*/connection"_s, R"("main")");
    row("flat: its id is its label", flat, Database, u"label"_s, "");
    row("flat: one file", flat, LocalFile, u"connections/trial/database"_s, R"("orders.trial.db")");
    row("flat: no schema", flat, Database, u"operations/*/schema"_s, "");
    row("a statement", flat, Statement, u"operations/*/statement"_s,
        R"x("insert into orders (\"id\", \"name\", \"price\") values (:v1, :v2, :v3)")x");
    row("its values", flat, Statement, u"operations/*/bind/v2"_s, R"("{name}")");

    const QString odd = uR"([{"주문 번호": "A-1", "a\"b": 1}, {"주문 번호": "A-2", "a\"b": 1}])"_s;
    row("odd names are quoted", odd, Statement, u"operations/*/bind/v2"_s, R"("{\"a\\\"b\"}")");
    row("odd key", odd, Database, u"operations/*/key"_s, uR"(["주문 번호"])"_s.toUtf8());
}

void TestPlanDraft::drafts()
{
    QFETCH(const QString, batch);
    QFETCH(const int, destination);
    QFETCH(const QStringList, path);
    QFETCH(const QByteArray, json);
    const BatchFields fields = BatchFields::of(*batchOf(batch.toUtf8()));
    const PlanDocument plan(draftPlan(fields, {WhereTo(destination), u"/data/orders.json"_s}), {});
    QCOMPARE(QString::fromUtf8(plan.value(path)), QString::fromUtf8(json));
}

void TestPlanDraft::key_data()
{
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QStringList>("key");
    const auto row = [](const char *name, const QByteArray &batch, const QStringList &key) {
        QTest::newRow(name) << batch << key;
    };
    row("its name says so", R"([{"name": "x", "ID": 1}, {"name": "y", "ID": 1}])", {u"ID"_s});
    row("a name's end, where it is distinct", R"([{"n": 1, "shop_id": 7}, {"n": 2, "shop_id": 8}])", {u"shop_id"_s});
    row("else what is distinct", R"([{"shop_id": 7, "n": 1}, {"shop_id": 7, "n": 2}])", {u"n"_s});
    row("a record that tells nothing apart", R"([{"a": 1}, {"a": 1}])", {});
    row("rows that tell nothing apart", R"([{"data": {"a": 1, "b": 2}}, {"data": {"a": 1, "b": 2}}])", {u"a"_s});
    row("not what some lack", R"([{"a": 1, "b": 1}, {"b": 2}])", {u"b"_s});
    row("no list", R"([{"a": [1, 2], "b": 1}, {"a": [2, 3], "b": 2}])", {u"b"_s});
    row("no records", "[]", {});
}

void TestPlanDraft::key()
{
    QFETCH(const QByteArray, batch);
    QFETCH(const QStringList, key);
    QCOMPARE(likelyKey(BatchFields::of(*batchOf(batch))), key);
}

void TestPlanDraft::everyDraftIsAPlan_data()
{
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QString>("name");
    QTest::newRow("usual") << QByteArray(R"([{"target_db": "wahs", "table_name": "t", "data": [{"a": 1}]}])")
                           << u"orders.json"_s;
    QTest::newRow("table") << QByteArray("id,a b,\"c\"\"d\"\n1,2,3\n") << u"2024 주문.csv"_s;
    QTest::newRow("empty objects") << QByteArray("[{}, {}]") << u"x.json"_s;
    QTest::newRow("no objects") << QByteArray("[1, \"two\", null]") << u"x.json"_s;
    QTest::newRow("nothing") << QByteArray("[]") << u"x.json"_s;
    QTest::newRow("pasted") << QByteArray("[{\"id\": 1}]") << u"pasted-12ab.txt"_s;
}

void TestPlanDraft::everyDraftIsAPlan()
{
    QFETCH(const QByteArray, batch);
    QFETCH(const QString, name);
    const BatchFields fields = BatchFields::of(*batchOf(batch, name));
    for (const auto destination : {WhereTo::Database, WhereTo::Statement, WhereTo::LocalFile}) {
        const PlanDocument plan(draftPlan(fields, {destination, u"/data/"_s + name}), {});
        QVERIFY2(plan.plan(), plan.problems().empty() ? "" : qPrintable(plan.problems()[0].text()));
    }
}

void TestPlanDraft::invalidRecordsSayNothing()
{
    const BatchFields fields = BatchFields::of(*batchOf(R"([{"id": 1}, {"name": nul}, {"id": 2}])"));
    QCOMPARE(fields.records, 2U);
    QCOMPARE(fields.fields.size(), std::size_t(1));
}

void TestPlanDraft::likedJobsAreDrafted()
{
    const BatchFields fields = BatchFields::of(*batchOf(R"([{"id": 1}])"));
    const PlanDocument plan(draftPlan(fields, {WhereTo::Database, u"x.json"_s, 3, 60}), {});
    QCOMPARE(plan.plan()->settings.concurrency, 3);
    QCOMPARE(plan.plan()->settings.timeout, std::optional<Duration>(std::chrono::seconds(60)));
}

void TestPlanDraft::aServerIsSetUpByItsOwnAddress_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("isSetUp");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("a server") << QByteArray("postgresql://db.example/shop") << true;
    QTest::newRow("the same, shorter") << QByteArray("postgres://db.example/shop") << true;
    QTest::newRow("of another kind") << QByteArray("mysql://db.example/shop") << false;
}

void TestPlanDraft::aServerIsSetUpByItsOwnAddress()
{
    QFETCH(const QByteArray, url);
    QFETCH(const bool, isSetUp);
    qputenv("DATABASE_URL", url);
    const auto unset = qScopeGuard([] { qunsetenv("DATABASE_URL"); });
    const PlanDocument plan(draftPlan(BatchFields::of(*batchOf(R"([{"id": 1}])")), {WhereTo::Database, u"x.json"_s}),
                            {});
    QCOMPARE(plan.value({u"connections"_s, u"main"_s, u"driver"_s}), QByteArray(R"("postgresql")"));
    QCOMPARE(plan.value({u"connections"_s, u"main"_s, u"host"_s}), QByteArray(isSetUp ? "" : R"("localhost")"));
}

QTEST_GUILESS_MAIN(TestPlanDraft)
#include "tst_plandraft.moc"
