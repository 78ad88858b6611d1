#include "formats/planreader.h"

#include "plankinds.h"

#include <QFile>
#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// moc reads no raw string before a class.
class TestPlanReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEverything();
    void readsTheKeysOfAKind();
    void leavesTheRestAsItIs();
    void aMarkIsNoProblem();
    void theReadmeShowsOne();
    void problems_data();
    void problems();
    void tellsAllProblemsInTheirOrder();
    void tellsNoSecret();
    void tellsNothingOfConnections_data();
    void tellsNothingOfConnections();
    void errorsAreBounded();
};

namespace {

PlanReading reading(const QByteArray &text)
{
    return readPlan(text, planKinds(), u"/plans"_s);
}

Plan planOf(const QByteArray &text)
{
    const PlanReading read = reading(text);
    if (!read.plan)
        qFatal("%s", qPrintable(read.error(u"it"_s).message));
    return *read.plan;
}

// Around one operation of a kind.
QByteArray operation(const QByteArray &keys)
{
    return R"({"connections": {"wahs": {"driver": "sqlite", "database": "w.db"}}, "operations": {"o": )" + keys + "}}";
}

QByteArray besides(const QByteArray &keys)
{
    return "{" + keys + R"(, "operations": {"*": {"kind": "simulate"}}})";
}

} // namespace

void TestPlanReader::readsEverything()
{
    const Plan plan = planOf(R"({
        "$schema": "batchdeck.plan.schema.json",
        "id": "{k}", "label": "{mallid} · {table_name}", "target": "{target_db}", "coalesce": "{sku}",
        "concurrency": 9, "timeout": 30, "cleanup": 2.5, "rate": 50, "deadline": 3600,
        "retry": {"attempts": 3, "delay": 0.25, "backoff": "linear", "maxDelay": 20, "jitter": false, "timeouts": true},
        "failures": {"then": "pause", "after": "5%", "alike": 20},
        "limits": [{"by": "{target_db}", "max": 4}, {"by": "{sku}", "max": 1}],
        "connections": {
            "wahs": {"driver": "sqlite", "database": "wahs.db", "create": true},
            "prod": {"driver": "postgresql", "host": "db", "port": 5433, "database": "wahs", "user": "etl",
                     "password": {"env": "WAHS_PASSWORD"}, "sslmode": "require"}},
        "operations": {
            "touch": {"kind": "sql", "connection": "prod", "statement": "update seen set tags = '{seen}'", "bind": {"id": "{id}"},
                      "idempotent": true, "success": "notNull"},
            "*": {"kind": "simulate"}}})");
    QCOMPARE(plan.schema, u"batchdeck.plan.schema.json"_s);
    QCOMPARE(plan.id->source(), u"{k}"_s);
    QCOMPARE(plan.label->source(), u"{mallid} · {table_name}"_s);
    QCOMPARE(plan.target->source(), u"{target_db}"_s);
    QCOMPARE(plan.coalesce->source(), u"{sku}"_s);
    RunSettings settings;
    settings.concurrency = 9;
    settings.timeout = 30s;
    settings.cleanup = 2500ms;
    settings.rate = 50;
    settings.deadline = 3600s;
    settings.retry = {.attempts = 3,
                      .delay = 250ms,
                      .growth = RetrySettings::Growth::Linear,
                      .maxDelay = 20s,
                      .jitter = false,
                      .timeouts = true};
    settings.failures = {.then = FailureSettings::Then::Pause, .count = {}, .percent = 5, .alike = 20};
    QVERIFY(plan.settings == settings);
    QCOMPARE(plan.limits.size(), std::size_t(2));
    QCOMPARE(plan.limits[0].by.source(), u"{target_db}"_s);
    QCOMPARE(plan.limits[0].max, 4u);
    QCOMPARE(plan.folder, u"/plans"_s);
    QCOMPARE(plan.path(u"wahs.db"_s), u"/plans/wahs.db"_s);
    QCOMPARE(plan.path(u"/wahs.db"_s), u"/wahs.db"_s);

    const PlannedConnection *wahs = plan.connection(u"wahs"_s);
    QVERIFY(wahs);
    QCOMPARE(wahs->driver, u"sqlite"_s);
    QCOMPARE(*wahs->keys.one<QString>(u"database"), u"wahs.db"_s);
    QCOMPARE(*wahs->keys.one<bool>(u"create"), true);
    const PlannedConnection *prod = plan.connection(u"prod"_s);
    QVERIFY(prod);
    QCOMPARE(*prod->keys.one<qint64>(u"port"), 5433);
    QVERIFY(*prod->keys.one<SecretReference>(u"password")
            == (SecretReference{SecretReference::Keeper::Environment, u"WAHS_PASSWORD"_s}));
    QVERIFY(!plan.connection(u"test"_s));

    const PlannedOperation *touch = plan.operation(u"touch"_s);
    QVERIFY(touch);
    QCOMPARE(touch->kind, u"sql"_s);
    QCOMPARE(touch->idempotent(), std::optional(true));
    QVERIFY(touch->success());
    QVERIFY(touch->success()->failure("null"));
    QCOMPARE(*touch->keys.one<QString>(u"statement"), u"update seen set tags = '{seen}'"_s);
    QCOMPARE(touch->keys.named<ValueTemplate>(u"bind").front().first, u"id"_s);
    QCOMPARE(plan.operation(u"anything"_s)->kind, u"simulate"_s);
    QCOMPARE(plan.operation(u"anything"_s)->idempotent(), std::nullopt);
}

void TestPlanReader::readsTheKeysOfAKind()
{
    const Plan plan = planOf(operation(R"({"kind": "http", "url": "https://x/{id}", "body": {"n": "{n}", "x": 1.10},
        "headers": {"A": "{a}", "B": "b"}, "token": {"keychain": "tokens"}, "retries": 9, "weight": 1e-3, "follow": false,
        "certificate": "c.pem", "share": 12, "options": {"a": [1.0]}, "pages": {"size": 5}})"));
    const PlannedKeys &keys = plan.operation(u"o"_s)->keys;
    const RecordValues record{0, R"({"id": "a b", "n": 2.50, "a": 1})", 1};
    QCOMPARE(*keys.one<Template>(u"url")->url(record), u"https://x/a%20b"_s);
    QCOMPARE(*keys.one<ValueTemplate>(u"body")->json(record), QByteArray(R"({"n":2.50,"x":1.10})"));
    QCOMPARE(keys.named<Template>(u"headers").size(), std::size_t(2));
    QCOMPARE(*keys.list<Template>(u"headers")[0].text(record), u"1"_s);
    QCOMPARE(keys.one<SecretReference>(u"token")->name, u"tokens"_s);
    QCOMPARE(*keys.one<qint64>(u"retries"), 9);
    QCOMPARE(*keys.one<double>(u"weight"), 1e-3);
    QCOMPARE(*keys.one<bool>(u"follow"), false);
    QCOMPARE(*keys.one<QString>(u"certificate"), u"c.pem"_s);
    QCOMPARE(keys.one<Amount>(u"share")->count, std::optional(12));
    QCOMPARE(*keys.one<QByteArray>(u"options"), QByteArray(R"({"a":[1.0]})"));
    QCOMPARE(*(*keys.one<GroupOfKeys>(u"pages"))->one<qint64>(u"size"), 5);
    QCOMPARE(*keys.one<QString>(u"method"), u"GET"_s); // as its description has it
    QVERIFY(!keys.says(u"method") && keys.says(u"url"));
    QVERIFY(!keys.find(u"kind"));

    const Plan command = planOf(operation(R"({"kind": "command", "argv": ["convert", "{input}"]})"));
    QCOMPARE(command.operation(u"o"_s)->keys.list<Template>(u"argv")[1].source(), u"{input}"_s);
}

void TestPlanReader::leavesTheRestAsItIs()
{
    const Plan plan = planOf(R"({"operations": {"*": {"kind": "simulate"}}})");
    QVERIFY(plan == Plan::trial());
    QVERIFY(plan.settings == RunSettings());
    QVERIFY(!plan.operations[0].success());
}

void TestPlanReader::aMarkIsNoProblem()
{
    QVERIFY(planOf("\xEF\xBB\xBF{\"operations\": {\"*\": {\"kind\": \"simulate\"}}}") == Plan::trial());
}

void TestPlanReader::theReadmeShowsOne()
{
    QFile file(QStringLiteral(README));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll()).section(u"\n## Plans\n"_s, 1);
    const Plan plan = planOf(text.section(u"```json\n"_s, 1, 1).section(u"```"_s, 0, 0).toUtf8());
    QCOMPARE(plan.operations.size(), std::size_t(2));
}

void TestPlanReader::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &text, const QString &problem) {
        QTest::newRow(name) << text << problem;
    };
    // Names
    row("a key", besides(R"("concurency": 3)"),
        u"line 1: concurency: this key is not known. Did you mean “concurrency”?"_s);
    row("a kind's key",
        operation("{\"kind\": \"sql\", \"connection\": \"wahs\",\n\"statment\": \"x\",\n\"statement\": \"x\"}"),
        u"line 2: operations.o.statment: this key is not known. Did you mean “statement”?"_s);
    row("braces forgotten", besides(R"("coalesce": "id")"),
        u"line 1: coalesce: this names no field, so that one record would run for all the others; a field is written "
        "in braces, such as {id}."_s);
    row("a key in a group", besides(R"("retry": {"atempts": 3})"),
        u"line 1: retry.atempts: this key is not known. Did you mean “attempts”?"_s);
    row("a key in a list", besides(R"("limits": [{"by": "{a}", "max": 1}, {"by": "{a}", "max": 1, "b": 1}])"),
        u"line 1: limits.1.b: this key is not known. Did you mean “by”?"_s);
    row("a kind", operation(R"({"kind": "sqll"})"),
        u"line 1: operations.o.kind: “sqll” is not known. Did you mean “sql”?"_s);
    row("a kind like no other", operation(R"({"kind": "celery"})"),
        u"line 1: operations.o.kind: “celery” is not known. There are: “simulate”, “sql”, “http”, “command”."_s);
    row("no kind", operation(R"({"connection": "wahs"})"),
        u"line 1: operations.o.kind: this key is missing. It says what this is: “simulate”, “sql”, “http”, “command”."_s);
    row("a kind that is no text", operation(R"({"kind": 3})"),
        u"line 1: operations.o.kind: a text is expected, not 3."_s);
    row("no operation", operation(R"("simulate")"),
        u"line 1: operations.o: an object is expected, such as {\"kind\": \"simulate\"}, not \"simulate\"."_s);
    row("a driver", R"({"connections": {"w": {"driver": "sqlit"}}, "operations": {"*": {"kind": "simulate"}}})",
        u"line 1: connections.w.driver: “sqlit” is not known. Did you mean “sqlite”?"_s);
    row("a connection", operation(R"({"kind": "sql", "connection": "whas", "statement": "x"})"),
        u"line 1: operations.o.connection: “whas” is no connection of this plan. Did you mean “wahs”?"_s);
    row("no connection", R"({"operations": {"o": {"kind": "sql", "connection": "{db}", "statement": "x"}}})",
        u"line 1: operations.o.connection: this names a connection, and the plan has none; add \"connections\"."_s);
    row("a choice", operation(R"({"kind": "http", "url": "http://x", "method": "PSOT"})"),
        u"line 1: operations.o.method: “PSOT” is none of the choices. Did you mean “POST”?"_s);
    row("an operation without a name", R"({"operations": {"": {"kind": "simulate"}}})",
        u"line 1: operations: an operation needs a name, and this one is empty; \"*\" is for whatever has no other."_s);

    // What is missing or twice
    row("no operations", R"({"concurrency": 3})",
        u"line 1: operations: this key is missing. What each operation that records ask for does; \"*\" is for all others."_s);
    row("none of them", R"({"operations": {}})",
        u"line 1: operations: an object is expected that has an operation at least, such as {\"*\": {\"kind\": "
        "\"simulate\"}}, not {}."_s);
    row("a required key", operation(R"({"kind": "sql", "connection": "wahs"})"),
        u"line 1: operations.o.statement: this key is missing; it takes a text."_s);
    row("in a group", operation(R"({"kind": "http", "url": "http://x", "pages": {}})"),
        u"line 1: operations.o.pages.size: this key is missing; it takes a whole number."_s);
    row("twice", besides("\"rate\": 3,\n \"rate\": 4"),
        u"line 2: rate: this key is there twice; JSON would forget the first."_s);
    row("twice, deep", operation(R"({"kind": "http", "url": "http://x", "body": {"a": [{"b": 1, "\u0062": 2}]}})"),
        u"line 1: operations.o.body.a.0.b: this key is there twice; JSON would forget the first."_s);

    // Types and ranges
    row("no whole number", besides(R"("concurrency": 1.5)"),
        u"line 1: concurrency: a whole number from 1 to 4096 is expected, not 1.5."_s);
    row("too many", besides(R"("concurrency": 5000)"),
        u"line 1: concurrency: a whole number from 1 to 4096 is expected, not 5000."_s);
    row("a text for a number", besides(R"("timeout": "30")"),
        u"line 1: timeout: a number above 0, 3153600000 at most is expected, not \"30\"."_s);
    row("zero", besides(R"("timeout": 0)"),
        u"line 1: timeout: a number above 0, 3153600000 at most is expected, not 0."_s);
    row("a huge number", besides(R"("rate": 1e300)"),
        u"line 1: rate: a number from 0.0001 to 1000000000 is expected, not 1e300."_s);
    row("slower than anybody waits", besides(R"("rate": 1e-300)"),
        u"line 1: rate: a number from 0.0001 to 1000000000 is expected, not 1e-300."_s);
    row("larger than any", besides(R"("rate": 1e999)"),
        u"line 1, column 14: a number is too large for any computer."_s);
    row("a number for a flag", besides(R"("retry": {"jitter": 1})"),
        u"line 1: retry.jitter: true or false is expected, not 1."_s);
    row("no share", besides(R"("failures": {"then": "pause", "after": "5"})"),
        u"line 1: failures.after: a number of records, such as 10, or a share of them, such as \"5%\" is expected, not \"5\"."_s);
    row("more than all", besides(R"("failures": {"then": "pause", "after": "101%"})"),
        u"line 1: failures.after: the share must be from 0% to 100%, not \"101%\"."_s);
    row("half a record", besides(R"("failures": {"then": "pause", "after": 0.5})"),
        u"line 1: failures.after: the number of records must be a whole one and 1 or more, not 0.5; a share of them is "
        "written as \"5%\"."_s);
    row("how without when", besides(R"("failures": {"then": "drain"})"),
        u"line 1: failures: this says what happens then, and not when: add \"after\" or \"alike\"."_s);
    row("when without how", besides(R"("failures": {"alike": 3})"),
        u"line 1: failures: this says when, and not what happens \"then\": pause, drain or cancel."_s);
    row("no list", operation(R"({"kind": "command", "argv": "ls -l"})"),
        u"line 1: operations.o.argv: a list of texts is expected, not \"ls -l\"."_s);
    row("not all texts", operation(R"({"kind": "command", "argv": ["ls", 1]})"),
        u"line 1: operations.o.argv.1: a text is expected, not 1."_s);
    row("no object", operation(R"({"kind": "http", "url": "http://x", "headers": ["a"]})"),
        u"line 1: operations.o.headers: an object of texts is expected, not [\"a\"]."_s);
    row("no test", operation(R"({"kind": "simulate", "success": true})"),
        u"line 1: operations.o.success: \"notNull\" or an object of places and values such as {\"/ok\": true} is "
        u"expected, "
        "not true."_s);
    row("a URL of whatever a record has", operation(R"({"kind": "http", "url": "{url}"})"),
        u"line 1: operations.o.url: a URL that begins with http:// or https:// is expected, not \"{url}\"."_s);
    row("an empty path",
        R"({"connections": {"w": {"driver": "sqlite", "database": ""}}, "operations": {"*": {"kind": "simulate"}}})",
        u"line 1: connections.w.database: the path of a file is expected, and this is empty."_s);
    row("an empty name", operation(R"({"kind": "sql", "connection": "", "statement": "x"})"),
        u"line 1: operations.o.connection: a connection's name is expected, and this is empty."_s);

    // Templates
    row("a template", besides(R"("label": "{mallid} {")"),
        u"line 1: label: the template is wrong at character 11: the name of a field is expected after “{”; a brace "
        u"itself "
        "is written “{{”."_s);
    row("an attempt that is none yet", besides(R"("target": "{@attempt}")"),
        u"line 1: target: {@attempt} is not known here: this is filled in before there is an attempt."_s);
    row("in a value", operation(R"({"kind": "http", "url": "http://x", "body": {"a": ["}"]}})"),
        u"line 1: operations.o.body: the template is wrong at character 1: “}” closes nothing; a brace itself is written “}}”."_s);

    // SQL
    const auto statement = [&](const QByteArray &sql) {
        return operation(R"({"kind": "sql", "connection": "wahs", "statement": ")" + sql + "\"}");
    };
    const QString noPiece = u"line 1: operations.o.statement: records fill in values, and no piece of SQL. Write :%1 "
                            "instead of %2, and \"bind\": {\"%1\": \"%2\"} beside it."_s;
    row("a place in SQL", statement("select {id}"), noPiece.arg(u"id"_s, u"{id}"_s));
    row("a place behind texts of its own",
        statement("select '{a}', E'it\\\\'s {b}', $$ {c} $$, `{d}` -- {e}\\n/* {f} */ from {a.b:number}"),
        noPiece.arg(u"b"_s, u"{a.b:number}"_s));
    row("a place that is no field", statement("select { @row }"), noPiece.arg(u"row"_s, u"{ @row }"_s));
    row("a place in Korean", statement("select {이름}"), noPiece.arg(u"이름"_s, u"{이름}"_s));

    // Secrets
    row("a password", R"({"connections": {"prod-1": {"driver": "postgresql", "database": "d", "password": "hunter2"}},
        "operations": {"*": {"kind": "simulate"}}})",
        u"line 1: connections.prod-1.password: a secret must not stand in a plan. Write \"password\": {\"env\": "
        "\"PROD_1_PASSWORD\"} instead, and set that variable, or put it in a file .env beside the plan."_s);
    const QString noAddress =
        u"line 1: connections.pg.%1: a whole address, which could hold a password, must not stand in a plan. Write its "
        "parts as \"host\", \"port\", \"database\" and \"user\", and for the password \"password\": {\"env\": "
        "\"PG_PASSWORD\"}; or set DATABASE_URL to the address and leave all of these out."_s;
    const auto connection = [](const QByteArray &keys) -> QByteArray {
        return R"({"connections": {"pg": {"driver": "postgresql", )" + keys
            + R"(}}, "operations": {"*": {"kind": "simulate"}}})";
    };
    row("a password in a database's address", connection(R"("database": "postgresql://u:hunter2@nohost/db")"),
        noAddress.arg(u"database"));
    row("how to connect, misspelt", connection(R"("sslmode": "requre")"),
        u"line 1: connections.pg.sslmode: “requre” is none of the choices. Did you mean “require”?"_s);
    row("how to connect, something else", connection(R"("port": "a5432")"),
        u"line 1: connections.pg.port: a whole number from 1 to 65535 is expected, not what stands here."_s);
    row("a password in a host", connection(R"("host": "x user=u Password = hunter2")"), noAddress.arg(u"host"));
    row("a secret that is an object", operation(R"({"kind": "http", "url": "http://x", "token": {"text": "hunter2"}})"),
        u"line 1: operations.o.token: a reference to a secret is expected, such as \"token\": {\"env\": \"O_TOKEN\"} "
        u"or "
        "\"token\": {\"keychain\": \"ENTRY\"}."_s);
    row("a variable that is none", operation(R"({"kind": "http", "url": "http://x", "token": {"env": "hunter 2"}})"),
        u"line 1: operations.o.token: a reference to a secret is expected, such as \"token\": {\"env\": \"O_TOKEN\"} "
        u"or "
        "\"token\": {\"keychain\": \"ENTRY\"}."_s);

    // No JSON, or another file
    row("a comment", "{\n  // fast\n  \"rate\": 3}",
        u"line 2, column 3: a plan is JSON, which has no comments; leave this one out."_s);
    row("a comma too many", "{\"rate\": 3,\n}",
        u"line 2, column 1: the comma before this is one too many; JSON has none after the last item."_s);
    row("a comma too many in a list", "{\"a\": [3 , ]}",
        u"line 1, column 12: the comma before this is one too many; JSON has none after the last item."_s);
    row("single quotes", "{'rate': 3}", u"line 1, column 2: JSON has its texts and keys in double quotes (\")."_s);
    row("Python", "{\"a\": True}", u"line 1, column 7: this is Python; JSON writes true, false and null."_s);
    row("text behind its end", "{\"rate\": 3} and\n",
        u"line 1, column 13: text follows after the end of the plan, which is one object."_s);
    row("a brace too many", "{\"rate\": 3}\n}\n",
        u"line 2, column 1: text follows after the end of the plan, which is one object."_s);
    row("cut short", "{\"rate\": 3",
        u"line 1, column 11: the plan ends in the middle; something that was opened is not closed."_s);
    row("an odd word", "{\"rate\": fast}", u"line 1, column 10: JSON has its texts and keys in double quotes (\")."_s);
    row("a colon is missing", "{\"rate\" 3}",
        u"line 1, column 9: this is no JSON: unexpected number literal; expected ':'."_s);
    row("no UTF-8", "{\"label\": \"\xB0\xA1\"}",
        u"line 1, column 12: this is no UTF-8, which a plan must be written in."_s);
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), u"line 1, column 1: it is written in UTF-16; save it as UTF-8."_s);
    row("empty", " \n", u"line 1, column 1: it is empty, where a plan, a JSON object, should be."_s);
    row("a text", "\"plan\"", u"line 1, column 1: a plan is a JSON object, {\"operations\": …}, not \"plan\"."_s);
    row("deep", besides("\"label\": " + QByteArray(100'000, '[') + QByteArray(100'000, ']')),
        u"line 1, column 1: it is nested more than 64 deep, which no plan is."_s);
    row("long", QByteArray(5 * 1024 * 1024, ' '), u"line 1, column 1: it is longer than 4 MiB, which no plan is."_s);
    const QString batch = u"line 1, column 1: this is a batch, not a plan. A plan says what is done with the records: "
                          "{\"operations\": …}."_s;
    row("a batch", R"([{"id": 1}])", batch);
    row("a batch of Records", R"({"Records": [{"id": 1}]})", batch);
}

void TestPlanReader::problems()
{
    QFETCH(const QByteArray, text);
    const PlanReading read = reading(text);
    QVERIFY(!read.plan);
    QStringList told;
    for (const PlanProblem &problem : read.problems)
        told << problem.text();
    QTEST(told.join(u'\n'), "problem");
}

void TestPlanReader::tellsAllProblemsInTheirOrder()
{
    const PlanReading read = reading("{\n\"rate\": -1,\n\"operations\": {\n\"a\": {\"kind\": \"sql\"},\n"
                                     "\"b\": {\"kind\": \"htp\"}},\n\"timeout\": \"x\"}");
    QVERIFY(!read.plan);
    QStringList where;
    for (const PlanProblem &problem : read.problems)
        where << u"%1 %2"_s.arg(QString::number(problem.line), problem.path);
    QCOMPARE(where,
             (QStringList{u"2 rate"_s, u"4 operations.a.connection"_s, u"4 operations.a.statement"_s,
                          u"5 operations.b.kind"_s, u"6 timeout"_s}));
    const QString message = read.error(u"“p.json”"_s).message;
    QVERIFY(message.startsWith(u"“p.json” is no plan that can be run, for 5 reasons:\n  line 2: rate: "_s));
    QCOMPARE(message.count(u'\n'), 5);
}

void TestPlanReader::tellsNoSecret()
{
    for (const QByteArray &secret :
         {QByteArray(R"("hunter2")"), QByteArray(R"(["hunter2"])"), QByteArray(R"({"env": "hunter2 "})"),
          QByteArray(R"({"hunter2": "hunter2"})"), QByteArray(R"({"env": ["hunter2"]})"),
          QByteArray(R"({"env": "A", "x": "hunter2"})")}) {
        const PlanReading read = reading(operation(R"({"kind": "http", "url": "http://x", "token": )" + secret + "}"));
        QVERIFY(!read.plan);
        QVERIFY2(!read.error({}).message.contains(u"hunter2"), qPrintable(read.error({}).message));
    }
}

// Not where it would belong, either.
void TestPlanReader::tellsNothingOfConnections_data()
{
    QTest::addColumn<QByteArray>("connections");
    const QByteArray address = R"("postgresql://u:hunter2@db/wahs")";
    QTest::newRow("all of them") << address;
    QTest::newRow("one") << QByteArray(R"({"pg": )" + address + '}');
    const auto row = [](const char *key, const QByteArray &rest, const QByteArray &value) {
        QTest::addRow("%s %c", key, value[0]) << QByteArray(R"({"pg": {)" + rest + '"' + key + "\": " + value + "}}");
    };
    for (const QByteArray &value : {address, QByteArray(R"("password=hunter2")"), QByteArray(R"(["hunter2"])")})
        row("driver", {}, value);
    for (const char *key : {"port", "sslmode", "create", "connections", "host", "password"}) {
        for (const QByteArray &value : {QByteArray(R"("password=hunter2")"), QByteArray(R"(["hunter2"])")})
            row(key, R"("driver": "postgresql", )", value);
    }
}

void TestPlanReader::tellsNothingOfConnections()
{
    QFETCH(const QByteArray, connections);
    const PlanReading read =
        reading(R"({"connections": )" + connections + R"(, "operations": {"*": {"kind": "simulate"}}})");
    QVERIFY(!read.plan);
    QCOMPARE(read.problems.size(), std::size_t(1));
    QVERIFY2(!read.error({}).message.contains(u"hunter2"), qPrintable(read.error({}).message));
}

void TestPlanReader::errorsAreBounded()
{
    QByteArray keys;
    for (int at = 0; at < 20'000; ++at)
        keys += "\"k" + QByteArray::number(at) + QByteArray(100, 'x') + "\": 1,";
    const PlanReading read = reading("{" + keys + "\"operations\": {\"*\": {\"kind\": \"simulate\"}}}");
    QCOMPARE(read.problems.size(), std::size_t(20'000));
    QVERIFY(read.error({}).message.size() < 20'000);
    QVERIFY(read.error({}).message.endsWith(u"and 19950 more"_s));
}

QTEST_APPLESS_MAIN(TestPlanReader)
#include "tst_planreader.moc"
