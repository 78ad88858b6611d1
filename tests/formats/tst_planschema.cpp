#include "formats/planschema.h"

#include "formats/planreader.h"
#include "operations/kinds.h"
#include "plankinds.h"
#include "schemavalidator.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// moc reads no raw string before a class.
class TestPlanSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFileIsTheSchema();
    void agreesWithTheReader_data();
    void agreesWithTheReader();
};

// BATCHDECK_WRITE_SCHEMA=1 writes it anew.
void TestPlanSchema::theFileIsTheSchema()
{
    const QByteArray schema = planSchema(kinds());
    QFile file(QStringLiteral(SCHEMA_FILE));
    if (qEnvironmentVariableIsSet("BATCHDECK_WRITE_SCHEMA")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(schema), schema.size());
        file.close();
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll() == schema, "the file is another: write it anew with BATCHDECK_WRITE_SCHEMA=1");
}

void TestPlanSchema::agreesWithTheReader_data()
{
    // What the schema cannot say is listed as such.
    enum Takes { Both, Neither, OnlySchema };
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("reader");
    QTest::addColumn<bool>("schema");
    int rows = 0;
    const auto row = [&](Takes takes, const QByteArray &text) {
        QTest::addRow("%d %s", ++rows, text.left(100).constData()) << text << (takes == Both) << (takes != Neither);
    };
    const auto besides = [&](Takes takes, const QByteArray &key) {
        row(takes, "{" + key + R"(, "operations": {"*": {"kind": "simulate"}}})");
    };
    const auto operation = [&](Takes takes, const QByteArray &keys) {
        row(takes,
            R"({"connections": {"w": {"driver": "sqlite", "database": "w"}}, "operations": {"o": {)" + keys + "}}}");
    };
    const auto http = [&](Takes takes, const QByteArray &key) {
        operation(takes, R"("kind": "http", "url": "http://x", )" + key);
    };
    const auto connection = [&](Takes takes, const QByteArray &keys) {
        row(takes, R"({"connections": {"c": {)" + keys + R"(}}, "operations": {"*": {"kind": "simulate"}}})");
    };

    row(Both, R"({"operations": {"*": {"kind": "simulate"}}})");
    row(Neither, "{}");
    row(Neither, "[]");
    row(Neither, R"({"operations": {}})");
    row(Neither, R"({"operations": []})");
    row(Neither, R"({"operations": {"": {"kind": "simulate"}}})");
    row(Neither, R"({"operations": {"*": "simulate"}})");
    row(Neither, R"({"operations": {"*": {}}})");
    row(Neither, R"({"operations": {"*": {"kind": "simulat"}}})");
    row(Neither, R"({"operations": {"*": {"kind": 1}}})");
    row(Neither, R"({"operations": {"*": {"kind": "simulate", "url": "http://x"}}})");

    besides(Both, R"("$schema": "x")");
    besides(Both, R"("label": "{a} {b:number}")");
    besides(Neither, R"("label": 3)");
    besides(Neither, R"("lable": "x")");
    besides(OnlySchema, R"("label": "{")");
    besides(OnlySchema, R"("target": "{@attempt}")");
    besides(OnlySchema, R"("coalesce": "id")");
    for (const char *key : {"id", "label", "target", "coalesce"})
        besides(Both, '"' + QByteArray(key) + R"(": "{x}")");
    for (const char *number : {"1", "8", "8.0", "1e3", "4096"})
        besides(Both, R"("concurrency": )" + QByteArray(number));
    for (const char *number : {"0", "-1", "4097", "1.5", "\"8\"", "null", "true", "[8]", "1e300"})
        besides(Neither, R"("concurrency": )" + QByteArray(number));
    for (const char *key : {"timeout", "cleanup", "deadline", "rate"}) {
        const QByteArray quoted = '"' + QByteArray(key) + "\": ";
        besides(Both, quoted + "0.5");
        besides(Both, quoted + "3600");
        besides(Neither, quoted + "0");
        besides(Neither, quoted + "-1");
        besides(Neither, quoted + "1e12");
        besides(Neither, quoted + "\"1\"");
    }
    besides(Both, R"("retry": {"attempts": 3, "delay": 0, "backoff": "fixed", "maxDelay": 0, "jitter": false})");
    besides(Neither, R"("retry": {"attempts": 0})");
    besides(Neither, R"("retry": {"attempts": 1001})");
    besides(Neither, R"("retry": {"backoff": "quadratic"})");
    besides(Neither, R"("retry": {"jitter": 1})");
    besides(Neither, R"("retry": {"delay": -1})");
    besides(Neither, R"("retry": 3)");
    for (const char *share : {"\"0%\"", "\"5%\"", "\"5.5%\"", "\"100%\"", "\"100.0%\"", "\"007%\"", "1", "20", "2.0"})
        besides(Both, R"("failures": {"then": "drain", "after": )" + QByteArray(share) + "}");
    for (const char *share :
         {"\"101%\"", "\"5\"", "\"-5%\"", "\"%\"", "\" 5%\"", "\"100.1%\"", "0", "-1", "0.5", "true"})
        besides(Neither, R"("failures": {"then": "drain", "after": )" + QByteArray(share) + "}");
    besides(Both, R"("failures": {"then": "firstSuccess"})");
    besides(Neither, R"("failures": {"then": "stop", "alike": 1})");
    besides(OnlySchema, R"("failures": {"then": "pause"})");
    besides(OnlySchema, R"("failures": {"alike": 3})");
    besides(Both, R"("limits": [])");
    besides(Both, R"("limits": [{"by": "{a}", "max": 1}])");
    besides(Neither, R"("limits": {"by": "{a}", "max": 1})");
    besides(Neither, R"("limits": [{"by": "{a}"}])");
    besides(Neither, R"("limits": [{"by": "{a}", "max": 0}])");
    besides(Neither, R"("limits": [{"by": "{a}", "max": 1, "min": 1}])");

    connection(Both, R"("driver": "sqlite", "database": "x.db", "create": true)");
    connection(Neither, R"("driver": "sqlite")");
    connection(Neither, R"("driver": "sqlite", "database": "")");
    connection(Neither, R"("driver": "sqlite", "database": "x", "host": "y")");
    connection(Neither, R"("driver": "oracle", "database": "x")");
    connection(Neither, R"("database": "x")");
    connection(Both, R"("driver": "postgresql", "database": "x", "port": 5432, "password": {"env": "A_1"})");
    connection(Both, R"("driver": "postgresql", "database": "x", "password": {"keychain": "an entry"})");
    connection(Neither, R"("driver": "postgresql", "database": "x", "password": "hunter2")");
    connection(Neither, R"("driver": "postgresql", "database": "postgresql://u:hunter2@nohost/db")");
    connection(Neither, R"("driver": "postgresql", "user": "u password =hunter2")");
    connection(Neither, R"("driver": "postgresql", "database": "x", "password": {"env": "1"})");
    connection(Neither, R"("driver": "postgresql", "database": "x", "password": {"env": ""})");
    connection(Neither, R"("driver": "postgresql", "database": "x", "password": {"keychain": ""})");
    connection(Neither, R"("driver": "postgresql", "database": "x", "password": {"env": "A", "keychain": "a"})");
    connection(Neither, R"("driver": "postgresql", "database": "x", "port": 65536)");
    connection(Neither, R"("driver": "postgresql", "database": "x", "sslmode": "off")");

    operation(Both, R"("kind": "simulate", "success": "notNull", "idempotent": false)");
    operation(Both, R"("kind": "simulate", "success": {"/ok": true, "/a~1b/0": null})");
    operation(Neither, R"("kind": "simulate", "success": "null")");
    operation(Neither, R"("kind": "simulate", "success": {})");
    operation(Neither, R"("kind": "simulate", "success": {"ok": true})");
    operation(Neither, R"("kind": "simulate", "success": {"/a~2": true})");
    operation(Neither, R"("kind": "simulate", "idempotent": "yes")");
    operation(Both,
              R"("kind": "sql", "connection": "w", "statement": "x", "bind": {"a": "{a}", "b": 1}, "key": ["a"])");
    operation(Neither, R"("kind": "sql", "connection": "w")");
    operation(Neither, R"("kind": "sql", "connection": "w", "statement": ["x"])");
    operation(Neither, R"("kind": "sql", "connection": "w", "statement": "x", "bind": ["a"])");
    operation(Neither, R"("kind": "sql", "connection": "w", "statement": "x", "key": "a")");
    operation(Neither, R"("kind": "sql", "connection": "w", "statement": "x", "key": [1])");
    operation(Neither, R"("kind": "sql", "connection": "w", "statement": "x", "table": "")");
    operation(OnlySchema, R"("kind": "sql", "connection": "nowhere", "statement": "x")");
    operation(Neither, R"("kind": "http", "url": "ftp://x")");
    operation(Neither, R"("kind": "http", "url": "{url}")");
    http(Both, R"("method": "POST", "body": {"a": ["{b}", 1.10]}, "headers": {"A": "{a}"}, "weight": 0.1)");
    http(Both, R"("token": {"env": "T"}, "retries": 0, "follow": true, "certificate": "c", "share": "1%")");
    http(Both, R"("options": [1], "pages": {"size": 1})");
    http(Neither, R"("method": "post")");
    http(Neither, R"("headers": {"A": 1})");
    http(Neither, R"("weight": 0)");
    http(Neither, R"("retries": 10)");
    http(Neither, R"("certificate": "")");
    http(Neither, R"("pages": {})");
    http(Neither, R"("pages": [1])");
    http(OnlySchema, R"("body": "{")");
    operation(Both, R"("kind": "command", "argv": ["a", "{b}"])");
    operation(Neither, R"("kind": "command", "argv": ["a", 1])");
    operation(Neither, R"("kind": "command", "argv": {})");
    operation(OnlySchema, R"("kind": "simulate", "kind": "simulate")"); // twice
}

void TestPlanSchema::agreesWithTheReader()
{
    static const auto whole = nlohmann::ordered_json::parse(planSchema(planKinds()).toStdString());
    QFETCH(const QByteArray, text);
    QFETCH(const bool, reader);
    const PlanReading reading = readPlan(text, planKinds());
    QVERIFY2(reading.plan.has_value() == reader, qPrintable(reading.error(u"it"_s).message));
    const QString complaint = schemaComplaint(whole, nlohmann::ordered_json::parse(text.toStdString()));
    QFETCH(const bool, schema);
    QVERIFY2(complaint.isEmpty() == schema, qPrintable(complaint));
}

QTEST_APPLESS_MAIN(TestPlanSchema)
#include "tst_planschema.moc"
