#include "operations/namedparameters.h"
#include "operations/sqlpreview.h"
#include "operations/upsert.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Statements and values: decided without a database.
class TestUpsert : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void statements_data();
    void statements();
    void isTheSameAfterAnother();
    void stopsAmongManyRows();
    void values_data();
    void values();
    void parameters_data();
    void parameters();
    void names();
    void previews_data();
    void previews();
};

static SqlTable sampleTable(SqlDialect dialect)
{
    const bool isLite = dialect == SqlDialect::SQLite;
    return {isLite ? u"main"_s : u"public"_s,
            u"t"_s,
            {{u"a"_s, u"integer"_s, SqlType::Integer, 32, true, false},
             {u"b"_s, u"integer"_s, SqlType::Integer, 64, false, false},
             {u"c"_s, u"text"_s, SqlType::Text, 64, false, true},
             {u"e mail"_s, u"text"_s, SqlType::Text, 64, false, false}},
            {{u"a"_s}, {u"c"_s, u"b"_s}},
            false};
}

static QString shown(const Upsert &upsert)
{
    QStringList lines;
    for (const UpsertStep &step : upsert.steps) {
        QStringList values;
        for (const QVariant &value : step.write.values)
            values += value.isNull() ? u"null"_s : value.toString();
        lines += step.write.text + u" <- "_s + values.join(u", "_s);
    }
    return lines.join(u'\n');
}

void TestUpsert::statements_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QStringList>("key");
    QTest::addColumn<int>("onConflict");
    QTest::addColumn<QString>("postgres");
    QTest::addColumn<QByteArray>("counts");

    const auto row = [](const char *name, const char *rows, const QStringList &key, OnConflict onConflict,
                        const QString &postgres, const char *counts = R"({"inserted": 0, "updated": 0})") {
        QTest::newRow(name) << QByteArray(rows) << key << int(onConflict) << postgres << QByteArray(counts);
    };
    row("one row", R"({"a": 1, "b": 4})", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"a\", \"b\") values ($1, $2) on conflict (\"a\") do update set \"b\" = excluded.\"b\" returning xmax = 0 <- 1, 4"_s);
    row("two that are alike go together", R"([{"a": 1, "b": 4}, {"b": 5, "a": 2}])", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"a\", \"b\") values ($1, $2), ($3, $4) on conflict (\"a\") do update set \"b\" = excluded.\"b\" returning xmax = 0 <- 1, 4, 2, 5"_s);
    row("an absent key leaves its column alone", R"([{"a": 1, "b": 4}, {"a": 2, "c": "x"}])", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"a\", \"b\") values ($1, $2) on conflict (\"a\") do update set \"b\" = "
        u"excluded.\"b\" returning xmax = 0, \"a\" <- 1, 4\n"
        "insert into \"public\".\"t\" (\"a\", \"c\") values ($1, $2) on conflict (\"a\") do update set \"c\" = excluded.\"c\" returning xmax = 0, \"a\" <- 2, x"_s);
    row("of one key the last wins", R"([{"a": 1, "b": 4}, {"a": 1, "b": null, "c": "x"}])", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"a\", \"b\", \"c\") values ($1, $2, $3) on conflict (\"a\") do update set \"b\" = excluded.\"b\", \"c\" = excluded.\"c\" returning xmax = 0 <- 1, null, x"_s,
        R"({"inserted": 0, "updated": 0, "superseded": 1})");
    row("of one key the first stays", R"([{"a": 1, "b": 4}, {"a": 1, "b": 5}])", {}, OnConflict::Ignore,
        u"insert into \"public\".\"t\" (\"a\", \"b\") values ($1, $2) on conflict (\"a\") do nothing returning xmax = 0 <- 1, 4"_s,
        R"({"inserted": 0, "updated": 0, "ignored": 1})");
    row("an error for the database to find", R"([{"a": 1}, {"a": 1}])", {}, OnConflict::Error,
        u"insert into \"public\".\"t\" (\"a\") values ($1), ($2) returning xmax = 0 <- 1, 1"_s);
    row("the key that is whole", R"({"b": 4, "c": "x"})", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"b\", \"c\") values ($1, $2) on conflict (\"c\", \"b\") do nothing returning xmax = 0 <- 4, x"_s);
    row("the plan's key", R"({"b": 4, "c": "x", "a": 1})", {u"b"_s, u"c"_s}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"a\", \"b\", \"c\") values ($1, $2, $3) on conflict (\"c\", \"b\") do update set \"a\" = excluded.\"a\" returning xmax = 0 <- 1, 4, x"_s);
    row("no key", R"({"b": 4})", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"b\") values ($1) returning xmax = 0 <- 4"_s,
        R"({"inserted": 0, "updated": 0, "insertsOnly": true})");
    row("a name with a space", R"({"a": 1, "e mail": "x"})", {}, OnConflict::Update,
        u"insert into \"public\".\"t\" (\"a\", \"e mail\") values ($1, $2) on conflict (\"a\") do update set \"e mail\" = excluded.\"e mail\" returning xmax = 0 <- 1, x"_s);

    const auto wrong = [&](const char *name, const char *rows, const QString &message, const QStringList &key = {}) {
        row(name, rows, key, OnConflict::Update, u"! "_s + message);
    };
    wrong("an unknown column", R"({"a": 1, "cc": 4})", u"The table “public.t” has no column “cc”. Did you mean “c”?"_s);
    wrong("no object", R"([{"a": 1}, 5])", u"Row 2: A row must be an object with a value for each column, not 5."_s);
    wrong("an empty row", R"({})", u"There is nothing in it to write."_s);
    wrong("a lacking key", R"({"b": 1})", u"It lacks “a”, which is its key."_s, {u"a"_s});
    wrong(
        "a key that is none", R"({"a": 1, "b": 1})",
        u"The table “public.t” has neither a primary key nor a unique constraint on (b): make one, or change the plan's key."_s,
        {u"b"_s});
    wrong("a text for a number", R"([{"a": 1}, {"a": "abc"}])",
          u"Row 2: The column “a” (integer) takes a whole number, not \"abc\"."_s);
    wrong("null where none may be", R"({"a": null})", u"The column “a” (integer) must not be null."_s);
}

void TestUpsert::statements()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QStringList, key);
    QFETCH(const int, onConflict);
    UpsertRequest request{{}, u"t"_s, rows, key, OnConflict(onConflict), {}};
    const auto upsert = buildUpsert(request, sampleTable(SqlDialect::PostgreSQL), SqlDialect::PostgreSQL);
    QTEST(upsert ? shown(*upsert) : QString(u"! "_s + upsert.error().message), "postgres");
    if (upsert)
        QTEST(upsert->counts.json(), "counts");
}

// Whatever was kept of the records before.
void TestUpsert::isTheSameAfterAnother()
{
    const auto all = [](const Expected<Upsert> &upsert) {
        if (!upsert)
            return QString(u"! "_s + upsert.error().message);
        QString text = shown(*upsert) + u'\n' + QString::fromUtf8(upsert->counts.json());
        for (const UpsertStep &step : upsert->steps) {
            text += u"\n%1 %2 %3"_s.arg(step.mayUpdate).arg(step.rows).arg(step.firstRow);
            for (const auto &other : {step.exists, step.update}) {
                if (other)
                    text += u'\n' + other->text + u" <- "_s + QVariant(other->values).toStringList().join(u", "_s);
            }
        }
        return text;
    };
    const QByteArrayList rows = {
        R"({"c": "x", "a": 1, "b": 4})",
        R"({"c": "y\u00e9", "a": 2, "b": null})",
        R"( {"b": 6, "c": "", "a": 3} )",
        R"({"b": 7, "c": null, "a": 4})",
        R"([{"b": 8, "c": "z", "a": 5}])",
        R"([{"b": 8, "c": "z", "a": 5}, {"a": 6, "b": 9, "c": "w"}])",
        R"({"a": 7, "b": 9, "c": "w"})",
        R"({"a": "x", "b": "y", "c": "w"})",
        R"({"a": null, "b": 1, "c": "w"})",
        R"({"a": 8, "a": 9, "c": "w"})",
        R"({"a": 8, "b": 9, "d": "w"})",
        R"({"b": 10, "c": "v"})",
        R"({"b": 11, "e mail": "v"})",
        R"({"b": 12, "e mail": "u"})",
        R"({})",
        R"(5)",
    };
    for (const SqlDialect dialect : {SqlDialect::SQLite, SqlDialect::PostgreSQL, SqlDialect::MariaDB}) {
        SqlTable other = sampleTable(dialect);
        other.name = u"other"_s;
        SqlTable withoutRowids = sampleTable(dialect);
        withoutRowids.hasRowids = false;
        const SqlTable tables[] = {sampleTable(dialect), other, withoutRowids};
        UpsertTexts texts;
        for (const SqlTable &table : tables) {
            for (const OnConflict onConflict : {OnConflict::Update, OnConflict::Ignore, OnConflict::Error}) {
                for (const QStringList &key : {QStringList(), QStringList{u"c"_s, u"b"_s}}) {
                    for (const std::vector<SetColumn> &set :
                         {std::vector<SetColumn>(), {{u"e mail"_s, {}, "\"m\""}}, {{u"e mail"_s, u"now()"_s, {}}}}) {
                        for (const QByteArray &row : rows) {
                            const UpsertRequest request{{}, u"t"_s, row, key, onConflict, set};
                            const QString alone = all(buildUpsert(request, table, dialect));
                            for (int turn = 0; turn < 2; ++turn)
                                QCOMPARE(all(buildUpsert(request, table, dialect, {&texts})), alone);
                        }
                    }
                }
            }
        }
    }
}

void TestUpsert::stopsAmongManyRows()
{
    QByteArrayList rows;
    for (int at = 0; at < 5000; ++at)
        rows += "{\"a\": " + QByteArray::number(at) + (at % 2 ? ", \"b\": 1}" : "}");
    const UpsertRequest request{{}, u"t"_s, '[' + rows.join(", ") + ']', {}, OnConflict::Update, {}};
    for (const SqlDialect dialect : {SqlDialect::SQLite, SqlDialect::PostgreSQL, SqlDialect::MariaDB}) {
        std::stop_source stop;
        const auto made = [&] {
            return buildUpsert(request, sampleTable(dialect), dialect, {nullptr, stop.get_token()});
        };
        QVERIFY(made());
        stop.request_stop();
        const auto stopped = made();
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, u"sql.57014"_s);
    }
}

void TestUpsert::values_data()
{
    QTest::addColumn<QString>("declared"); // of SQLite
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("lite");
    QTest::addColumn<QString>("postgres");

    const auto row = [](const char *declared, const char *json, const QString &lite, const QString &postgres) {
        QTest::addRow("%s into %s", json, declared)
            << QString::fromUtf8(declared) << QByteArray(json) << lite << postgres;
    };
    const auto alike = [&](const char *declared, const char *json, const QString &both) {
        row(declared, json, both, both);
    };
    alike("bigint", "9223372036854775807", u"9223372036854775807"_s);
    alike("bigint", "\"42\"", u"42"_s);
    alike("bigint", "3.0", u"3"_s);
    alike("bigint", "9223372036854775808", u"!range"_s);
    alike("bigint", "3.5", u"!type"_s);
    alike("bigint", "{}", u"!type"_s);
    row("bigint", "true", u"1"_s, u"!type"_s);
    row("numeric", "12345678901234567890.123456789", u"!range"_s, u"12345678901234567890.123456789"_s);
    row("numeric", "1.10", u"1.1"_s, u"1.10"_s);
    row("numeric", "0.30000000000000004", u"0.30000000000000004"_s, u"0.30000000000000004"_s);
    alike("real", "3", u"3"_s);
    row("real", "9007199254740993", u"!range"_s, u"9007199254740993"_s);
    row("real", "12345678901234567890", u"!range"_s, u"12345678901234567890"_s);
    row("real", "1e400", u"!range"_s, u"1e400"_s);
    row("real", "3.14159265358979323846", u"3.141592653589793"_s, u"3.14159265358979323846"_s);
    row("blob", "12345678901234567890", u"!range"_s, u"12345678901234567890"_s);
    row("blob", "9007199254740993", u"9007199254740993"_s, u"9007199254740993"_s);
    row("json", "12345678901234567890", u"!range"_s, u"12345678901234567890"_s);
    row("json", "0.12345678901234567891", u"!range"_s, u"0.12345678901234567891"_s);
    alike("text", "1.10", u"1.10"_s);
    alike("text", "12345678901234567890.123456789", u"12345678901234567890.123456789"_s);
    alike("text", R"({"a": [1]})", uR"({"a":[1]})"_s);
    row("boolean", "true", u"1"_s, u"true"_s);
    alike("boolean", "\"maybe\"", u"!type"_s);
    alike("json", R"({"a": 1.10})", uR"({"a":1.10})"_s);
    alike("json", "\"x\"", u"\"x\""_s);
    alike("timestamp", "\"2026-11-21T05:00:00Z\"", u"2026-11-21T05:00:00Z"_s);
    row("text", R"("a\u0000b")", u"a\0b"_s, u"!22021"_s);
    alike("text", "null", u"null"_s);
}

void TestUpsert::values()
{
    QFETCH(const QString, declared);
    QFETCH(const QByteArray, json);
    const auto shownValue = [&](SqlType type, SqlDialect dialect) {
        const auto value = sqlValue(json, {u"x"_s, declared, type, 64, false, false}, dialect);
        if (!value)
            return QString(u'!' + value.error().kind.section(u'.', 1));
        return value->isNull() ? u"null"_s : value->toString();
    };
    const QHash<QString, QString> names = {{u"bigint"_s, u"int8"_s}, {u"boolean"_s, u"bool"_s}};
    QTEST(shownValue(sqliteType(declared), SqlDialect::SQLite), "lite");
    QTEST(shownValue(postgresType(names.value(declared, declared)), SqlDialect::PostgreSQL), "postgres");
}

void TestUpsert::parameters_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("lite");
    QTest::addColumn<QString>("postgres");

    const auto row = [](const QString &statement, const QString &lite, const QString &postgres) {
        QTest::newRow(qPrintable(statement)) << statement << lite << postgres;
    };
    row(u"update t set a = :a, b = :a where id=:id"_s, u"update t set a = ?, b = ? where id=? <- a a id"_s,
        u"update t set a = $1, b = $1 where id=$2 <- a id"_s);
    row(u"select ':x', \":y\", :z"_s, u"select ':x', \":y\", ? <- z"_s, u"select ':x', \":y\", $1 <- z"_s);
    row(u"select 'it''s :x'"_s, u"select 'it''s :x' <- "_s, u"select 'it''s :x' <- "_s);
    row(u"select :x -- :y\n, :z /* :a */"_s, u"select ? -- :y\n, ? /* :a */ <- x z"_s,
        u"select $1 -- :y\n, $2 /* :a */ <- x z"_s);
    row(u"select :x::int, now()::date"_s, u"select ?::int, now()::date <- x"_s, u"select $1::int, now()::date <- x"_s);
    row(u"select a[1:n]"_s, u"select a[1:n] <- "_s, u"select a[1:n] <- "_s);
    row(u"select $$ :x $$, $t$ :y $t$, E'\\':x'"_s, u"select $$ ? $$, $t$ ? $t$, E'\\'? <- x y x"_s + u"'"_s,
        u"select $$ :x $$, $t$ :y $t$, E'\\':x' <- "_s);
}

void TestUpsert::parameters()
{
    QFETCH(const QString, statement);
    const auto shownNames = [&](SqlDialect dialect) {
        const NamedParameters found = namedParameters(statement, dialect);
        return QString(found.text + u" <- "_s + found.names.join(u' '));
    };
    if (!statement.contains(u"$$")) // these quote nothing there
        QTEST(shownNames(SqlDialect::SQLite), "lite");
    QTEST(shownNames(SqlDialect::PostgreSQL), "postgres");
}

void TestUpsert::names()
{
    QCOMPARE(quotedIdentifier(u"a"), u"\"a\""_s);
    QCOMPARE(quotedIdentifier(u"\"a\""), u"\"\"\"a\"\"\""_s);
    const SqlTable table = sampleTable(SqlDialect::SQLite);
    QVERIFY(table.column(u"A", true));
    QVERIFY(!table.column(u"A", false));
    QVERIFY(!table.column(u"\u0430", true)); // a Cyrillic а
}

void TestUpsert::previews_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QStringList>("key");
    QTest::addColumn<int>("onConflict");
    QTest::addColumn<QString>("preview");

    const auto row = [](const char *name, const char *rows, const QStringList &key, OnConflict onConflict,
                        const QString &preview) {
        QTest::newRow(name) << QByteArray(rows) << key << int(onConflict) << preview;
    };
    const QString into = u"in “wahs”: insert into \"main\".\"temp.t\" "_s;
    row("with the plan's key", R"([{"a": 1, "b": "x"}, {"a": 2, "b": null}])", {u"a"_s}, OnConflict::Update,
        into
            + u"(\"a\", \"b\") values (?, ?) on conflict (\"a\") do update set \"b\" = excluded.\"b\" ← (1, \"x\"), (2, null)"_s);
    row("with the table's own", R"({"a": 1})", {}, OnConflict::Update,
        into + u"(\"a\") values (?) ← (1); where the table has a key, a row with the same one is updated instead"_s);
    row("that ignores", R"({"a": 1})", {}, OnConflict::Ignore,
        into + u"(\"a\") values (?) ← (1); where the table has a key, a row with the same one stays as it is"_s);
    row("that wants none", R"({"a": 1})", {}, OnConflict::Error, into + u"(\"a\") values (?) ← (1)"_s);
    row("of different columns", R"([{"a": 1}, {"b": 2}])", {}, OnConflict::Error,
        into + u"(\"a\") values (?) ← (1); insert into \"main\".\"temp.t\" (\"b\") values (?) ← (2)"_s);
    row("of nothing", "[]", {}, OnConflict::Update, u"in “wahs”: nothing: it has no rows"_s);
    row("without its key", R"({"b": 1})", {u"a"_s}, OnConflict::Update, u"!It lacks “a”, which is its key."_s);
    row("of no rows", "7", {}, OnConflict::Update, u"!A row must be an object with a value for each column, not 7."_s);
}

void TestUpsert::previews()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QStringList, key);
    QFETCH(const int, onConflict);
    QFETCH(const QString, preview);
    SqlTarget target;
    target.name = u"wahs"_s;
    const auto found = previewOf(UpsertRequest{u"temp"_s, u"t"_s, rows, key, OnConflict(onConflict), {}}, target);
    QCOMPARE(found ? *found : QString(u'!' + found.error().message), preview);

    target.dialect = SqlDialect::PostgreSQL;
    const auto statement = previewOf(StatementRequest{{u"delete from t where a = $1"_s, {u"x"_s}}, 1}, target);
    QCOMPARE(*statement, u"in “wahs”: delete from t where a = $1 ← (\"x\")"_s);
}

QTEST_GUILESS_MAIN(TestUpsert)
#include "tst_upsert.moc"
