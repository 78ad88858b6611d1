#include "session/connectiontest.h"
#include "session/tablefit.h"

#include "formats/batchloader.h"
#include "formats/planreader.h"
#include "operations/kinds.h"

#include "operations/postgresserver.h"
#include "operations/sqlitefixture.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

static BatchFields fieldsOf(const QByteArray &batch)
{
    const auto read = readBatch(batch, {.path = u"orders.json"_s});
    if (!read)
        qFatal("%s", qPrintable(read.error().message));
    return BatchFields::of(**read);
}

static SqlTable table(const QString &name, const QStringList &columns, const std::vector<QStringList> &keys = {})
{
    SqlTable made{u"public"_s, name, {}, keys, false};
    for (const QString &column : columns) { // "id integer !": must not be null
        const QString type = column.section(u' ', 1, 1);
        made.columns.push_back({column.section(u' ', 0, 0), type, type == u"integer" ? SqlType::Integer : SqlType::Text,
                                64, column.endsWith(u'!'), false});
    }
    return made;
}

// Which of a database's tables a batch is for, and by which key.
class TestTableFit : public QObject, private SqliteFolder {
    Q_OBJECT

private Q_SLOTS:
    void init() { beginAnew(); }
    void fits_data();
    void fits();
    void readsAFile();
    void readsAServer();
};

static const QByteArray orders = R"([{"id": 1, "name": "ink", "price": 2}, {"id": 2, "name": "pen", "price": 3}])";

void TestTableFit::fits_data()
{
    QTest::addColumn<std::vector<SqlTable>>("tables");
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("fit"); // table: key; what it lacks; what fits as well
    const auto row = [](const char *name, const std::vector<SqlTable> &tables, const QString &fit,
                        const QByteArray &batch = orders, SqlDialect dialect = SqlDialect::PostgreSQL) {
        QTest::newRow(name) << tables << batch << int(dialect) << fit;
    };
    const SqlTable goods = table(u"goods"_s, {u"id integer !"_s, u"name text"_s, u"price integer"_s}, {{u"id"_s}});
    const SqlTable people = table(u"people"_s, {u"id integer"_s, u"name text"_s, u"born text"_s}, {{u"id"_s}});
    row("all its columns", {people, goods}, u"goods: id; ; "_s);
    row("most of them", {people}, u"people: id; price; "_s);
    row("none to speak of", {table(u"x"_s, {u"id integer"_s, u"a text"_s})}, {});
    row("no tables", {}, {});
    row("not where it takes other values",
        {table(u"odd"_s, {u"id integer"_s, u"name integer"_s, u"price integer"_s}), goods}, u"goods: id; ; "_s);
    row("numbers as texts", {goods}, u"goods: id; ; "_s, R"([{"id": "1", "name": "ink", "price": "2"}])");
    row("not where a row needs more",
        {table(u"more"_s, {u"id integer"_s, u"name text"_s, u"price integer"_s, u"shop text !"_s}), goods},
        u"goods: id; ; "_s);
    const SqlTable wares = table(u"wares"_s, {u"id integer"_s, u"name text"_s, u"price integer"_s});
    row("two alike", {wares, goods}, u"wares: ; ; goods"_s);
    row("its name decides",
        {goods, table(u"Orders_2026"_s, {u"id integer"_s, u"name text"_s, u"price integer"_s}, {{u"name"_s}})},
        u"Orders_2026: name; ; "_s);
    row("a unique constraint",
        {table(u"goods"_s, {u"no integer"_s, u"name text"_s, u"price integer"_s, u"id integer"_s},
               {{u"no"_s}, {u"id"_s, u"name"_s}})},
        u"goods: id,name; ; "_s);
    row("no key that every row has", {goods}, u"goods: ; ; "_s, R"([{"id": 1, "name": "ink"}, {"name": "pen"}])");
    row("another case, where it counts", {goods}, u"goods: ; ID; "_s, R"([{"ID": 1, "name": "ink", "price": 1}])");
    row("where it does not", {goods}, u"goods: id; ; "_s, R"([{"ID": 1, "name": "ink", "price": 1}])",
        SqlDialect::SQLite);
    const QByteArray counts = R"([{"name": "ink", "seq": 1}])";
    const SqlTable counted = table(u"sqlite_sequence"_s, {u"name text"_s, u"seq integer"_s});
    row("no table of the database's own", {counted}, {}, counts, SqlDialect::SQLite);
    row("whose name is anybody's elsewhere", {counted}, u"sqlite_sequence: ; ; "_s, counts);
    const QStringList marks{u"run text"_s, u"row integer"_s, u"attempt integer"_s, u"result text"_s};
    row("no table of ours", {table(u"batchdeck_marks"_s, marks)}, {}, R"([{"run": "a", "row": 1, "result": "b"}])");
}

void TestTableFit::fits()
{
    QFETCH(const std::vector<SqlTable>, tables);
    QFETCH(const QByteArray, batch);
    QFETCH(const int, dialect);
    const auto fit = fittingTable(fieldsOf(batch), tables, SqlDialect(dialect), u"orders"_s);
    const QString told = fit
        ? u"%1: %2; %3; %4"_s.arg(fit->table, fit->key.join(u','), fit->lacks.join(u','), fit->others.join(u','))
        : QString();
    QTEST(told, "fit");
}

static Plan planOf(const QByteArray &connection, const QString &folder)
{
    const PlanReading reading =
        readPlan(R"({"connections": {"main": )" + connection + R"(}, "operations": {"*": {"kind": "simulate"}}})",
                 kinds(), folder);
    if (!reading.plan)
        qFatal("%s", qPrintable(reading.error(u"the plan"_s).message));
    return *reading.plan;
}

void TestTableFit::readsAFile()
{
    sql("create table people (id integer primary key, name text); create table t (x);"
        "create table goods (no integer primary key autoincrement, id text not null unique, name text, price numeric);"
        "create view seen as select * from goods; create view broken as select * from gone");
    const Plan plan = planOf(R"({"driver": "sqlite", "database": "wahs.db"})", m_folder->path());
    const auto found = testConnection(plan, u"main"_s, {}, u"orders"_s, fieldsOf(orders));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QVERIFY(!found->hasTable);
    QCOMPARE(found->fits, u"goods"_s);
    QCOMPARE(found->key, QStringList{u"id"_s});
    QCOMPARE(found->lacks + found->fitsAsWell, QStringList());
    const auto own = testConnection(plan, u"main"_s, {}, u"people"_s, fieldsOf(orders));
    QVERIFY(own && own->hasTable); // what is named is not put in question
    QCOMPARE(own->fits, QString());
    QCOMPARE(own->key, QStringList{u"id"_s});
    QCOMPARE(testConnection(plan, u"main"_s, {}, u"orders"_s)->fits, QString()); // nobody said what is to fit
}

void TestTableFit::readsAServer()
{
    PostgresServer server;
    if (const QString why = server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    server.sql(u"create table people (id int primary key, name text); create table \"Orders 1\" (id int, price text);"
               "create table goods (no int generated always as identity primary key, id int not null, name text, "
               "price numeric(9, 2), at timestamptz default now(), unique (name, id)); create view seen as select * "
               "from goods;"
               "create schema hidden; create table hidden.orders_all (id int primary key, name text, price int)"_s);
    const Plan plan = planOf(R"({"driver": "postgresql", "user": "postgres", "database": "postgres", "host": ")"
                                 + server.folder().toUtf8() + "\"}",
                             m_folder->path());
    const auto found = testConnection(plan, u"main"_s, {}, u"orders"_s, fieldsOf(orders));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->fits, u"goods"_s); // and none that a plan would have to name a schema for
    QCOMPARE(found->key, (QStringList{u"name"_s, u"id"_s}));
    QCOMPARE(found->fitsAsWell, QStringList()); // no view of it
}

QTEST_GUILESS_MAIN(TestTableFit)
#include "tst_tablefit.moc"
