#include "core/template.h"

#include "core/jsontext.h"

#include <QRandomGenerator>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// moc reads no raw string before a class.
class TestTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void boundValues_data();
    void boundValues();
    void urls_data();
    void urls();
    void identifiers_data();
    void identifiers();
    void whatIsMissing_data();
    void whatIsMissing();
    void syntax_data();
    void syntax();
    void labelsForgive();
    void keysNeedEveryField();
    void knowsItself();
    void anyKeyCanBeWritten();
    void anyTextIsOneUrlStep();
    void valuesOutliveTheRecord();
    void aMillionLabels();
};

namespace {

// What most cases are filled from.
const QByteArray sample = R"({"mallid": "aivelabs", "qty": 1.10, "big": 123456789012345678901234567890,
 "table name": "t", "ok": true, "none": null, "empty": "", "nul": "a\u0000b", "up": "..", "dot": ".",
 "path": "a/b c?d=é", "count": " 007 ", "list": [ 1.0, "two" ], "json": "[1.50]", "zero": "1\u0000, 2",
 "a": {"b": {"c.d": "deep"}, "list": [{"x": 5}]}, "a.b": "dotted", "q\"\\": "odd", "@row": "field"})";

RecordValues values(const QByteArray &body = sample)
{
    return {7, body, 3};
}

Template parsed(const QString &text)
{
    const auto result = Template::parse(text, u"here"_s);
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return *result;
}

QString shown(const Expected<QString> &text)
{
    return text ? *text : u"! "_s + text.error().message;
}

QString shown(const Expected<QByteArray> &text)
{
    return text ? QString::fromUtf8(*text) : u"! "_s + text.error().message;
}

} // namespace

void TestTemplate::texts_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("no place") << u"plain"_s << u"plain"_s;
    QTest::newRow("a field") << u"<{mallid}>"_s << u"<aivelabs>"_s;
    QTest::newRow("two") << u"{mallid} · {qty}"_s << u"aivelabs · 1.10"_s;
    QTest::newRow("a space in a name") << u"{table name}"_s << u"t"_s;
    QTest::newRow("digits stay") << u"{big}"_s << u"123456789012345678901234567890"_s;
    QTest::newRow("a path") << u"{a.list.0.x}"_s << u"5"_s;
    QTest::newRow("a quoted key") << u"{\"a.b\"}"_s << u"dotted"_s;
    QTest::newRow("a mix") << u"{a.b.\"c.d\"}"_s << u"deep"_s;
    QTest::newRow("escapes") << uR"({"q\"\\"})"_s << u"odd"_s;
    QTest::newRow("a key with an @") << u"{\"@row\"}"_s << u"field"_s;
    QTest::newRow("braces") << u"{{{mallid}}} }}{{"_s << u"{aivelabs} }{"_s;
    QTest::newRow("row and attempt") << u"{@row}/{@attempt}"_s << u"7/3"_s;
    QTest::newRow("a list is JSON") << u"{list}"_s << u"[1.0,\"two\"]"_s;
    QTest::newRow("empty") << u"<{empty}>"_s << u"<>"_s;
    QTest::newRow("as JSON") << u"{json:json}"_s << u"[1.50]"_s;
    QTest::newRow("a whole number") << u"{count:integer}"_s << u"7"_s;
    QTest::newRow("null") << u"{none}"_s << u"! {none} in here: the record has null there, which is no text."_s;
    QTest::newRow("NUL") << u"{nul}"_s
                         << u"! {nul} in here: the text has a NUL character in it, which is allowed in values only."_s;
}

void TestTemplate::texts()
{
    QFETCH(const QString, written);
    QTEST(shown(parsed(written).text(values())), "text");
}

void TestTemplate::boundValues_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("json");
    QTest::newRow("a number keeps its digits") << u"{qty}"_s << u"1.10"_s;
    QTest::newRow("thirty digits") << u"{big}"_s << u"123456789012345678901234567890"_s;
    QTest::newRow("a text") << u"{mallid}"_s << u"\"aivelabs\""_s;
    QTest::newRow("true") << u"{ok}"_s << u"true"_s;
    QTest::newRow("null") << u"{none}"_s << u"null"_s;
    QTest::newRow("a list") << u"{list}"_s << u"[ 1.0, \"two\" ]"_s;
    QTest::newRow("NUL is a value") << u"{nul}"_s << uR"("a\u0000b")"_s;
    QTest::newRow("not alone") << u"{qty}."_s << u"\"1.10.\""_s;
    QTest::newRow("constant") << u"a\"b"_s << uR"("a\"b")"_s;
    QTest::newRow("text of a number") << u"{qty:text}"_s << u"\"1.10\""_s;
    QTest::newRow("text of a list") << u"{list:text}"_s << uR"("[1.0,\"two\"]")"_s;
    QTest::newRow("number of a text") << u"{count:number}"_s << u"7"_s;
    QTest::newRow("number of a number") << u"{qty:number}"_s << u"1.10"_s;
    QTest::newRow("number of a word") << u"{mallid:number}"_s
                                      << u"! {mallid:number} in here: a number is expected, not \"aivelabs\"."_s;
    QTest::newRow("integer of a fraction")
        << u"{qty:integer}"_s << u"! {qty:integer} in here: a whole number is expected, not 1.10."_s;
    QTest::newRow("number of true") << u"{ok:number}"_s << u"! {ok:number} in here: a number is expected, not true."_s;
    QTest::newRow("an empty text is no number") << u"{empty:number}"_s << u"null"_s;
    QTest::newRow("null is no number") << u"{none:number}"_s << u"null"_s;
    QTest::newRow("boolean") << u"{ok:boolean}"_s << u"true"_s;
    QTest::newRow("boolean of a number") << u"{qty:boolean}"_s
                                         << u"! {qty:boolean} in here: true, false, 1 or 0 is expected, not 1.10."_s;
    QTest::newRow("JSON of a text") << u"{json:json}"_s << u"[1.50]"_s;
    QTest::newRow("JSON of no JSON") << u"{mallid:json}"_s
                                     << u"! {mallid:json} in here: JSON is expected, not \"aivelabs\"."_s;
    QTest::newRow("JSON behind a zero") << u"{zero:json}"_s
                                        << uR"(! {zero:json} in here: JSON is expected, not "1\u0000, 2".)"_s;
    QTest::newRow("row") << u"{@row}"_s << u"7"_s;
    QTest::newRow("row as a text") << u"{@row:text}"_s << u"\"7\""_s;
    QTest::newRow("the record") << u"{@record}"_s << QString::fromUtf8(sample);
}

void TestTemplate::boundValues()
{
    QFETCH(const QString, written);
    QTEST(shown(parsed(written).json(values())), "json");
}

void TestTemplate::urls_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("url");
    const QString climbing = u" in here: “%1” would lead out of its folder, as “.” and “..” do in a URL."_s;
    QTest::newRow("encoded") << u"https://x/{path}?a=/"_s << u"https://x/a%2Fb%20c%3Fd%3D%C3%A9?a=/"_s;
    QTest::newRow("query") << u"https://x?q={path}&{mallid}"_s << u"https://x?q=a%2Fb%20c%3Fd%3D%C3%A9&aivelabs"_s;
    QTest::newRow("up") << u"https://x/v1/{up}/y"_s
                        << u"! “https://x/v1/{up}/y”"_s + climbing.arg(u"https://x/v1/../y"_s);
    QTest::newRow("here") << u"https://x/{dot}"_s << u"! “https://x/{dot}”"_s + climbing.arg(u"https://x/."_s);
    QTest::newRow("put together") << u"https://x/.{dot}/"_s
                                  << u"! “https://x/.{dot}/”"_s + climbing.arg(u"https://x/../"_s);
    QTest::newRow("half encoded by the author")
        << u"https://x/%2e{dot}"_s << u"! “https://x/%2e{dot}”"_s + climbing.arg(u"https://x/%2e."_s);
    QTest::newRow("part of a step") << u"https://x/a{up}/"_s << u"https://x/a../"_s;
    QTest::newRow("in a query") << u"https://x/?up={up}"_s << u"https://x/?up=.."_s;
    QTest::newRow("the author's own") << u"https://x/../{mallid}"_s << u"https://x/../aivelabs"_s;
    QTest::newRow("a list") << u"https://x/{list}"_s
                            << u"! {list} in here: a single text or number is expected, not [1.0,\"two\"]."_s;
}

void TestTemplate::urls()
{
    QFETCH(const QString, written);
    QTEST(shown(parsed(written).url(values())), "url");
}

void TestTemplate::identifiers_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("name");
    QTest::newRow("a name") << u"{mallid}"_s << u"aivelabs"_s;
    QTest::newRow("two") << u"{mallid}_{qty}"_s << u"aivelabs_1.10"_s;
    QTest::newRow("a byte order mark") << u"\ufeff"_s << u"\ufeff"_s;
    QTest::newRow("empty") << u"{empty}"_s << u"! “{empty}” in here: a name is expected, and this record's is empty."_s;
    QTest::newRow("null") << u"{none}"_s << u"! {none} in here: the record has null there, which is no text."_s;
    QTest::newRow("NUL") << u"{nul}"_s
                         << u"! {nul} in here: the text has a NUL character in it, which is allowed in values only."_s;
    QTest::newRow("a list") << u"{list}"_s
                            << u"! {list} in here: a single text or number is expected, not [1.0,\"two\"]."_s;
}

void TestTemplate::identifiers()
{
    QFETCH(const QString, written);
    QTEST(shown(parsed(written).identifier(values())), "name");
}

void TestTemplate::whatIsMissing_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("error");
    QTest::newRow("a misspelt field")
        << u"{target_bd}"_s << QByteArray(R"({"target_db": 1, "x": 2})")
        << u"{target_bd} in here: the record has no field “target_bd”. Did you mean “target_db”?"_s;
    QTest::newRow("none like it") << u"{zzz}"_s << QByteArray(R"({"target_db": 1, "x": 2})")
                                  << u"{zzz} in here: the record has no field “zzz”. There are: “target_db”, “x”."_s;
    QTest::newRow("deep") << u"{a.b.c}"_s << QByteArray(R"({"a": {"b": {"cc": 1}}})")
                          << u"{a.b.c} in here: “a.b” has no field “c”. Did you mean “cc”?"_s;
    QTest::newRow("through a text") << u"{a.b}"_s << QByteArray(R"({"a": "x"})")
                                    << u"{a.b} in here: “a” has no field “b”: it is \"x\"."_s;
    QTest::newRow("past the end") << u"{a.2}"_s << QByteArray(R"({"a": [1, 2]})")
                                  << u"{a.2} in here: “a” has 2 elements and none numbered “2” (they count from 0)."_s;
    QTest::newRow("no fields") << u"{a}"_s << QByteArray("{}")
                               << u"{a} in here: the record has no field “a”. There are none."_s;
    QTest::newRow("no object") << u"{a}"_s << QByteArray("12")
                               << u"{a} in here: the record has no field “a”: it is 12."_s;
    QTest::newRow("nothing") << u"{a}"_s << QByteArray() << u"{a} in here: the record has no field “a”: it is ."_s;
}

void TestTemplate::whatIsMissing()
{
    QFETCH(const QString, written);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, error);
    const Template filled = parsed(written);
    QCOMPARE(shown(filled.text(values(body))), u"! "_s + error);
    QCOMPARE(shown(filled.json(values(body))), u"! "_s + error);
    QCOMPARE(filled.text(values(body)).error().kind, u"template"_s);
}

void TestTemplate::syntax_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("error");
    QTest::newRow("never closed") << u"ab{c"_s << u"character 3: “{” is never closed; “}” is expected after “c”."_s;
    QTest::newRow("nothing in it")
        << u"a{}"_s << u"character 3: the name of a field is expected after “{”; a brace itself is written “{{”."_s;
    QTest::newRow("at the end")
        << u"a{"_s << u"character 3: the name of a field is expected after “{”; a brace itself is written “{{”."_s;
    QTest::newRow("closes nothing") << u"a}"_s << u"character 2: “}” closes nothing; a brace itself is written “}}”."_s;
    QTest::newRow("characters are counted")
        << u"가😀}"_s << u"character 3: “}” closes nothing; a brace itself is written “}}”."_s;
    QTest::newRow("an unknown conversion")
        << u"{a:numbre}"_s << u"character 4: “numbre” is no conversion. Did you mean “number”?"_s;
    QTest::newRow("an empty conversion")
        << u"{a:}"_s
        << u"character 4: “” is no conversion. There are: “text”, “number”, “integer”, "
           "“boolean”, “json”."_s;
    QTest::newRow("an unknown @")
        << u"{@recrd}"_s
        << u"character 2: “@recrd” is not known. Did you mean “@record”? A field of that name "
           "is written in quotes: {\"@recrd\"}."_s;
    QTest::newRow("an empty step") << u"{a..b}"_s << u"character 4: the name of a field is expected here."_s;
    QTest::newRow("a step at the end") << u"{a.}"_s << u"character 4: the name of a field is expected here."_s;
    QTest::newRow("spaces")
        << u"{ a }"_s
        << u"character 2: spaces around a field's name: write {a}, or {\" a \"} where they belong to it."_s;
    QTest::newRow("a quote that never ends") << u"{\"a}"_s << u"character 2: the quote is never closed."_s;
    QTest::newRow("after a quote") << u"{\"a\"b}"_s
                                   << u"character 5: “.”, “:” or “}” is expected after a field's name, not “b”."_s;
    QTest::newRow("an odd escape") << uR"({"a\n"})"_s
                                   << u"character 4: “\\” within quotes is followed by a quote or another “\\”."_s;
    QTest::newRow("a brace in a place") << u"{a{b}"_s
                                        << u"character 3: “.”, “:” or “}” is expected after a field's name, not “{”."_s;
}

void TestTemplate::syntax()
{
    QFETCH(const QString, written);
    const auto result = Template::parse(written);
    QVERIFY(!result);
    QTEST(result.error().message, "error");
}

void TestTemplate::labelsForgive()
{
    QCOMPARE(parsed(u"{mallid} · {nothing}{none} · {@row}"_s).label(values()), u"aivelabs ·  · 7"_s);
    QCOMPARE(parsed(u"{a}"_s).label(values("no JSON at all")), QString());
    QCOMPARE(parsed(u"{count:integer} {mallid:integer} <{empty:integer}>"_s).label(values()), u"7 aivelabs <>"_s);
}

void TestTemplate::keysNeedEveryField()
{
    QCOMPARE(parsed(u"{mallid}/{qty}"_s).key(values()), std::optional<QByteArray>("aivelabs/1.10"));
    QCOMPARE(parsed(u"{mallid}/{nothing}"_s).key(values()), std::nullopt);
    QCOMPARE(parsed(u"{mallid}/{none}"_s).key(values()), std::nullopt);
    QCOMPARE(parsed(u"{empty}"_s).key(values()), std::optional<QByteArray>(""));
}

void TestTemplate::knowsItself()
{
    QVERIFY(Template().isConstant() && Template().isEmpty());
    QVERIFY(parsed(u"a{{b}}"_s).isConstant());
    QVERIFY(!parsed(u"a{b}"_s).isConstant());
    QVERIFY(parsed(u"{@attempt}"_s).uses(Template::Source::Attempt));
    QVERIFY(!parsed(u"{attempt}"_s).uses(Template::Source::Attempt));
    QCOMPARE(parsed(u"{a.\"b c\"} {@row} {d:text}"_s).fields(), (QStringList{u"a.b c"_s, u"d"_s}));
    QCOMPARE(parsed(u"{a}"_s), parsed(u"{a}"_s));
    QVERIFY(!(parsed(u"{a}"_s) == parsed(u"{b}"_s)));
}

// Whatever keys a record has, a template can name them, and gets what stands there.
void TestTemplate::anyKeyCanBeWritten()
{
    QRandomGenerator dice(20);
    const QString letters = u"ab.{}\"\\:@ 0가😀\n'"_s;
    const QList<uint> alphabet = letters.toUcs4();
    for (int round = 0; round < 3000; ++round) {
        QStringList path;
        const int depth = int(dice.bounded(1, 4));
        for (int step = 0; step < depth; ++step) {
            QString key;
            for (int size = int(dice.bounded(0, 6)); size > 0; --size) {
                const char32_t letter = alphabet[dice.bounded(alphabet.size())];
                key += QString::fromUcs4(&letter, 1);
            }
            path << key;
        }
        nlohmann::ordered_json body = "found me: " + std::to_string(round);
        QStringList written;
        for (auto key = path.rbegin(); key != path.rend(); ++key) {
            body = nlohmann::ordered_json{{key->toStdString(), body}};
            written.prepend(u'"' + QString(*key).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"');
        }
        const bool escaped = dice.bounded(2) == 1;
        const QByteArray text = QByteArray::fromStdString(body.dump(int(dice.bounded(3)) - 1, ' ', escaped));
        const auto result = Template::parse(u"<{"_s + written.join(u'.') + u"}>"_s);
        QVERIFY2(result, qPrintable(written.join(u'.')));
        QCOMPARE(shown(result->text(values(text))), u"<found me: %1>"_s.arg(round));
    }
}

// Whatever a record holds, it stays within its step of the path.
void TestTemplate::anyTextIsOneUrlStep()
{
    QRandomGenerator dice(21);
    const QString letters = u"a./?#%&=+ :@\\2eE\n가"_s;
    const Template url = parsed(u"https://host/first/{x}/last?q={x}#{x}"_s);
    for (int round = 0; round < 3000; ++round) {
        QString text;
        for (int size = int(dice.bounded(1, 8)); size > 0; --size)
            text += letters[dice.bounded(letters.size())];
        const auto result = url.url(values("{\"x\":" + quoted(text.toUtf8()) + '}'));
        if (text == u"." || text == u"..") {
            QVERIFY(!result);
            continue;
        }
        QVERIFY2(result, qPrintable(text));
        const QByteArray step = text.toUtf8().toPercentEncoding();
        QCOMPARE(result->toUtf8(), "https://host/first/" + step + "/last?q=" + step + '#' + step);
        QCOMPARE(result->count(u'/'), 5);
    }
}

void TestTemplate::valuesOutliveTheRecord()
{
    for (const QString &written : {u"{a}"_s, u"{@record}"_s}) {
        std::string bytes = R"({"a": "a long text that has memory of its own"})";
        const RecordValues record{0, QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())), 1};
        const QByteArray before(record.body.constData(), record.body.size());
        const auto json = parsed(written).json(record);
        std::fill(bytes.begin(), bytes.end(), 'x');
        QVERIFY(json);
        QVERIFY2(before.contains(*json), json->constData());
    }
}

void TestTemplate::aMillionLabels()
{
    const QByteArray body = R"({"mallid": "aivelabs", "target_db": "wahs", "table_name": "test", "schema": "temp", )"
                            R"("operation": "execute_upsert", "data": [{"a": 1, "b": 4}]})";
    const Template label = parsed(u"{mallid} · {table_name}"_s);
    QBENCHMARK
    {
        for (int row = 0; row < 10'000; ++row)
            QCOMPARE(label.label({0, body, 1}).size(), 15);
    }
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
