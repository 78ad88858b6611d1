#include "batchlook.h"

#include <QRandomGenerator>

#include <nlohmann/json.hpp>

using namespace batchdeck;

// What the entries of a JSON file are, and what is said of those that are none.
class TestJsonBatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entries_data();
    void entries();
    void flaws_data();
    void flaws();
    void recovers_data();
    void recovers();
    void bodies_data();
    void bodies();
    void refuses_data();
    void refuses();
    void keepsEntriesApartAtAnyPlace();
    void agreesWithAnotherReader();
    void endsWhereverTheFileDoes();
    void findsTheSameInChunks();

private:
    const LoadRequest asArray{.path = {}, .encoding = TextEncoding::Utf8, .form = FileForm::Array};
};

void TestJsonBatches::entries_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("entries");

    QTest::newRow("empty") << QByteArray("[]") << QByteArrayList();
    QTest::newRow("empty with space") << QByteArray(" [ \n ] \n") << QByteArrayList();
    QTest::newRow("no records") << QByteArray("{\"Records\": []}") << QByteArrayList();
    QTest::newRow("one") << QByteArray(R"([{"a": 1}])") << QByteArrayList{R"({"a": 1})"};
    QTest::newRow("as they stand") << QByteArray("\xEF\xBB\xBF[\n  {\"a\" : 1.10 } ,\r\n\t{ }\n]\n")
                                   << QByteArrayList{"{\"a\" : 1.10 }", "{ }"};
    QTest::newRow("strings in them") << QByteArray(R"([{"a": "],}\"\\"},{"b":"\u005d"}])")
                                     << QByteArrayList{R"({"a": "],}\"\\"})", R"({"b":"\u005d"})"};
    QTest::newRow("nested") << QByteArray(R"([{"a": [1, {"b": [2, 3]}]}, {}])")
                            << QByteArrayList{R"({"a": [1, {"b": [2, 3]}]})", "{}"};
    QTest::newRow("values") << QByteArray("[1,\n \"é\", [{}], null, {}]")
                            << QByteArrayList{"1", "\"é\"", "[{}]", "null", "{}"};
    QTest::newRow("long integers") << QByteArray("[{\"a\": 123456789012345678901234567890}, {\"b\": 1e999}]")
                                   << QByteArrayList{"{\"a\": 123456789012345678901234567890}", "{\"b\": 1e999}"};
    QTest::newRow("as deep as may be") << QByteArray('[' + QByteArray(512, '[') + QByteArray(512, ']') + ']')
                                       << QByteArrayList{QByteArray(512, '[') + QByteArray(512, ']')};
    QTest::newRow("records") << QByteArray(R"({"Records": ["{\"a\": 1}", {"b": 2}]})")
                             << QByteArrayList{R"("{\"a\": 1}")", R"({"b": 2})"};
    QTest::newRow("other keys") << QByteArray(R"({"v": {"Records": [9]}, "Records": [{"a": 1}], "w": [{}]})")
                                << QByteArrayList{R"({"a": 1})"};
    QTest::newRow("key with escapes") << QByteArray(R"({"Record\u0073": [{"a": 1}]})") << QByteArrayList{R"({"a": 1})"};
    QTest::newRow("lines") << QByteArray("{\"a\": 1}\n\n  {\"a\": 2} \r\n{\"a\": 3}")
                           << QByteArrayList{R"({"a": 1})", R"({"a": 2})", R"({"a": 3})"};
    QTest::newRow("lines of values") << QByteArray("1\n\"x\"\n[2]\n") << QByteArrayList{"1", "\"x\"", "[2]"};
    QTest::newRow("lines of arrays") << QByteArray("[1, 2]\n[3, 4]\n") << QByteArrayList{"[1, 2]", "[3, 4]"};
}

void TestJsonBatches::entries()
{
    QFETCH(const QByteArray, file);
    const LoadedBatch batch = readBatch(file);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QTEST(entriesOf(**batch), "entries");
    QCOMPARE(problemsOf(**batch), QStringList());
}

void TestJsonBatches::flaws_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QStringList>("problems");

    const auto row = [](const char *name, const QByteArray &file, const QByteArrayList &entries, const char *problem) {
        QTest::newRow(name) << file << entries << QStringList{QString::fromUtf8(problem)};
    };
    row("two commas", "[{},,{}]", {"{}", "", "{}"}, "1: line 1, column 5: an entry is missing here.");
    row("a comma first", "[,{}]", {"", "{}"}, "0: line 1, column 2: an entry is missing here.");
    row("a comma last", "[{},]", {"{}", ""}, "1: line 1, column 5: an entry is missing here.");
    row("no JSON", "[{},\n {\"é\": x}, {}]", {"{}", "{\"é\": x}", "{}"},
        "1: line 2, column 8: this is no JSON from “x}” on.");
    row("a comma in an object's end", "[{\"a\": 1,}, {}]", {"{\"a\": 1,}", "{}"},
        "0: line 1, column 10: this is no JSON from “}” on.");
    row("no UTF-8", "[{\"a\": \"\xff\"}, {}]", {"{\"a\": \"\xff\"}", "{}"},
        "0: line 1, column 9: a byte here is no UTF-8; the file may be in another encoding.");
    row("a surrogate in UTF-8", "[{\"a\": \"\xed\xa0\x80\"}, {}]", {"{\"a\": \"\xed\xa0\x80\"}", "{}"},
        "0: line 1, column 9: a byte here is no UTF-8; the file may be in another encoding.");
    row("a key twice", R"([{"a": 1, "b": {"c": 1, "d": 2, "\u0063": 3}}, {}])",
        {R"({"a": 1, "b": {"c": 1, "d": 2, "\u0063": 3}})", "{}"},
        "0: line 1, column 33: the key “\\u0063” stands here a second time in one object; only one of the two could "
        "count.");
    row("a key twice in a string", R"({"Records": ["{\"a\": 1, \"a\": 2}"]})", {R"("{\"a\": 1, \"a\": 2}")"},
        "0: line 1, column 26: the key “a” stands here a second time in one object; only one of the two could count.");
    row("NaN", "[{\"a\": NaN}, {}]", {"{\"a\": NaN}", "{}"},
        "0: line 1, column 8: “NaN” is no number of JSON; Python writes it so. Write null, or a text.");
    row("infinity", "[{\"a\": [-Infinity]}, {}]", {"{\"a\": [-Infinity]}", "{}"},
        "0: line 1, column 9: “-Infinity” is no number of JSON; Python writes it so. Write null, or a text.");
    row("a high surrogate alone", R"([{"a": "\ud83d"}, {}])", {R"({"a": "\ud83d"})", "{}"},
        "0: line 1, column 9: “\\ud83d” is half a character: the other half of the pair is missing.");
    row("a low surrogate alone", R"([{"a": "\ude00x"}, {}])", {R"({"a": "\ude00x"})", "{}"},
        "0: line 1, column 9: “\\ude00” is half a character: the other half of the pair is missing.");
    row("a surrogate in a string", R"({"Records": ["{\"a\": \"\\ud83d\"}"]})", {R"("{\"a\": \"\\ud83d\"}")"},
        "0: line 1, column 25: “\\\\ud83d” is half a character: the other half of the pair is missing.");
    row("too deep", '[' + QByteArray(513, '[') + QByteArray(513, ']') + ",{}]",
        {QByteArray(513, '[') + QByteArray(513, ']'), "{}"},
        "0: line 1, column 514: arrays and objects stand in one another more than 512 deep.");
    row("far too deep", "[{\"a\":" + QByteArray(200'000, '[') + QByteArray(200'000, ']') + "},{}]",
        {"{\"a\":" + QByteArray(200'000, '[') + QByteArray(200'000, ']') + '}', "{}"},
        "0: line 1, column 518: arrays and objects stand in one another more than 512 deep.");
    row("a tab in a text", "[{\"a\": \"x\ty\"}, {}]", {"{\"a\": \"x\ty\"}", "{}"},
        "0: line 1, column 10: a control character stands in a text; JSON wants it as an escape, such as \\n.");
    row("a NUL", QByteArray("[{\"a\": \"x\0\"}, {}]", 17), {QByteArray("{\"a\": \"x\0\"}", 11), "{}"},
        "0: line 1, column 10: a control character stands in a text; JSON wants it as an escape, such as \\n.");
    row("a string without JSON", R"({"Records": ["hello", "{}"]})", {"\"hello\"", "\"{}\""},
        "0: line 1, column 15: this string should hold JSON and does not, from “hello\"” on.");
    row("a message without JSON", R"({"Records": [{"messageId": "m", "body": "{]"}]})",
        {R"({"messageId": "m", "body": "{]"})"},
        "0: line 1, column 43: the body of this message should hold JSON and does not, from “]\"}” on.");
    row("text behind", "[{}]\n[{}\n", {"{}", "[{}"},
        "1: line 2, column 1: text follows after the end of the records: “[{}”.");
    row("text behind the object", "{\"Records\": [{}]} x", {"{}", "x"},
        "1: line 1, column 19: text follows after the end of the records: “x”.");
    row("Records twice", R"({"Records": [1], "Records": [2]})", {"1", R"("Records": [2]})"},
        "1: line 1, column 18: the key “Records” stands here a second time in one object; only one of the two could "
        "count.");
    QTest::newRow("lines without commas")
        << QByteArray("[{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}\n]")
        << QByteArrayList{"{\"a\": 1}", "{\"a\": 2}", "{\"a\": 3}"}
        << QStringList{QStringLiteral("0: line 1, column 10: a comma is missing behind this entry."),
                       QStringLiteral("1: line 2, column 9: a comma is missing behind this entry.")};
    QTest::newRow("records of many kinds without commas")
        << QByteArray("[{\"a\": 1}\n{\"b\": 2}\n{\"c\": 3}, {\"d\": }, {\"e\": 5} {\"f\": 6}]")
        << QByteArrayList{"{\"a\": 1}", "{\"b\": 2}", "{\"c\": 3}", "{\"d\": }", "{\"e\": 5}", "{\"f\": 6}"}
        << QStringList{QStringLiteral("0: line 1, column 10: a comma is missing behind this entry."),
                       QStringLiteral("1: line 2, column 9: a comma is missing behind this entry."),
                       QStringLiteral("3: line 3, column 17: this is no JSON from “}” on."),
                       QStringLiteral("4: line 3, column 28: a comma is missing behind this entry.")};
    row("a stray bracket", R"([{"a": 1}], {"a": 2}, {"a": 3}])", {R"({"a": 1}])", R"({"a": 2})", R"({"a": 3})"},
        "0: line 1, column 10: this is no JSON from “]” on.");
    row("a stray bracket by itself", R"([{"a": 1},], {"a": 2}])", {R"({"a": 1})", "]", R"({"a": 2})"},
        "1: line 1, column 11: this is no JSON from “]” on.");
    row("a stray bracket under Records", R"({"Records":["{}"], "{}", "{}"]})", {R"("{}"])", R"("{}")", R"("{}")"},
        "0: line 1, column 17: this is no JSON from “]” on.");
    row("an array behind", R"([{"a": 1}], [{"a": 2}])", {R"({"a": 1})", R"(, [{"a": 2}])"},
        "1: line 1, column 11: text follows after the end of the records: “, [{\"a\": 2}]”.");
    QTest::newRow("a comma last behind one that is none")
        << QByteArray("[x,]") << QByteArrayList{"x", ""}
        << QStringList{QStringLiteral("0: line 1, column 2: this is no JSON from “x” on."),
                       QStringLiteral("1: line 1, column 4: an entry is missing here.")};
    row("a missing comma between numbers", "[1\n2,3]", {"1", "2", "3"},
        "0: line 1, column 3: a comma is missing behind this entry.");
    row("an object that does not end", "{\"Records\": [1]", {"1", ""},
        "1: line 1, column 16: the file ends here, before it is complete; records may be missing.");

    row("cut after the bracket", "[", {""},
        "0: line 1, column 2: the file ends here, before it is complete; records may be missing.");
    row("cut after a comma", "[{},\n", {"{}", ""},
        "1: line 2, column 1: the file ends here, before it is complete; records may be missing.");
    row("cut after an entry", "[{}, {}", {"{}", "{}", ""},
        "2: line 1, column 8: the file ends here, before it is complete; records may be missing.");
    row("cut in a number", "[1, 2", {"1", "2"},
        "1: line 1, column 5: the file ends in the middle of this entry; records may be missing.");
    row("cut in a text", "[{}, {\"a\": \"],", {"{}", "{\"a\": \"],"},
        "1: line 1, column 6: the file ends in the middle of this entry; records may be missing.");
    row("a line that is cut", "{\"a\": 1}\n{\"a\": 2}\n{\"a\":", {R"({"a": 1})", R"({"a": 2})", "{\"a\":"},
        "2: line 3, column 1: the file ends in the middle of this entry; records may be missing.");
    row("a line that is none", "{\"a\": 1}\n{\"a\": \"x}\n{\"a\": 2}\n", {R"({"a": 1})", "{\"a\": \"x}", R"({"a": 2})"},
        "1: line 2, column 10: this ends before its JSON does.");
    row("two on a line", "{\"a\": 1}\n{\"a\": 2} {\"a\": 3}\n{}\n", {R"({"a": 1})", R"({"a": 2} {"a": 3})", "{}"},
        "1: line 2, column 10: a comma is missing before “{\"a\": 3}”.");
}

void TestJsonBatches::flaws()
{
    QFETCH(const QByteArray, file);
    const LoadedBatch batch = readBatch(file);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QTEST(entriesOf(**batch), "entries");
    QTEST(problemsOf(**batch), "problems");
}

void TestJsonBatches::recovers_data()
{
    QTest::addColumn<QByteArray>("broken"); // the second of four

    QTest::newRow("quote") << QByteArray(R"({"a": "x, "b": [{"c": 1}, {"c": 2}]})");
    QTest::newRow("quote before a list") << QByteArray(R"({"a": "x, "b": [{"c": 1}, {"c": 2}, {"c": 3}]})");
    QTest::newRow("quote at the end") << QByteArray(R"({"a": "x})");
    QTest::newRow("opening quote") << QByteArray(R"({"a": x", "b": 1})");
    QTest::newRow("quote of a key") << QByteArray(R"({"a: 1, "b": 2})");
    QTest::newRow("brace") << QByteArray(R"({"a": "x", "b": {"c": 1})");
    QTest::newRow("bracket") << QByteArray(R"({"a": [1, 2})");
    QTest::newRow("opening brace") << QByteArray(R"("a": 1})");
    QTest::newRow("comma inside") << QByteArray(R"({"a": 1 "b": 2})");
    QTest::newRow("wrong bracket") << QByteArray(R"({"a": [{"b": 1}, {"b": 2}})");
    QTest::newRow("text") << QByteArray(R"({"a": 1} and so on)");
}

// Whatever is wrong with one, the others load: on lines of their own, on one line, and as strings.
void TestJsonBatches::recovers()
{
    QFETCH(const QByteArray, broken);
    const QByteArray good = R"({"a": "y", "b": [{"c": 1}, {"c": 2}]})";
    for (const QByteArray &between : {QByteArray(",\n  "), QByteArray(", "), QByteArray(",")}) {
        const QByteArray margin = between.contains('\n') ? "\n  " : "";
        for (const QByteArray &frame : {QByteArray("["), QByteArray("{\"Records\": [")}) {
            const QByteArray file =
                frame + margin + QByteArrayList{good, broken, good, good}.join(between) + (frame == "[" ? "]" : "]}");
            const LoadedBatch batch = readBatch(file);
            QVERIFY(batch);
            QCOMPARE(entriesOf(**batch), (QByteArrayList{good, broken, good, good}));
            QCOMPARE((*batch)->flaws().size(), std::size_t(1));
            QVERIFY((*batch)->isInvalid(1));
        }
    }
}

void TestJsonBatches::bodies_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("bodies");
    QTest::addColumn<QStringList>("ids");

    const QStringList none{QString()};
    QTest::newRow("object") << QByteArray(R"([{"a": 1.10}])") << QByteArrayList{R"({"a": 1.10})"} << none;
    QTest::newRow("string in an array") << QByteArray(R"(["{\"a\": 1}"])") << QByteArrayList{R"("{\"a\": 1}")"} << none;
    QTest::newRow("string under Records") << QByteArray(R"({"Records": ["{\"a\": \"\\n\u00e9\ud83d\ude00\/\"}"]})")
                                          << QByteArrayList{"{\"a\": \"\\n\xc3\xa9\xf0\x9f\x98\x80/\"}"} << none;
    QTest::newRow("object under Records")
        << QByteArray(R"({"Records": [{"body": 1}]})") << QByteArrayList{R"({"body": 1})"} << none;
    QTest::newRow("message with a string")
        << QByteArray(R"({"Records": [{"messageId": "m-\u0031", "body": "{\"a\": 1}", "attributes": {"body": 2}}]})")
        << QByteArrayList{R"({"a": 1})"} << QStringList{QStringLiteral("m-1")};
    QTest::newRow("message with an object") << QByteArray(R"({"Records": [{"body": {"a": 1}, "messageId": "m"}]})")
                                            << QByteArrayList{R"({"a": 1})"} << QStringList{QStringLiteral("m")};
    QTest::newRow("message in an array") << QByteArray(R"([{"body": {"a": 1}, "messageId": "m"}])")
                                         << QByteArrayList{R"({"body": {"a": 1}, "messageId": "m"})"} << none;
}

void TestJsonBatches::bodies()
{
    QFETCH(const QByteArray, file);
    const LoadedBatch batch = readBatch(file);
    QVERIFY(batch);
    QCOMPARE(problemsOf(**batch), QStringList());
    QTEST(bodiesOf(**batch), "bodies");
    QStringList ids;
    for (quint32 row = 0; row < (*batch)->size(); ++row)
        ids << (*batch)->record(row).messageId();
    QTEST(ids, "ids");
}

void TestJsonBatches::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<std::optional<FileForm>>("form"); // that it is said to have
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const QByteArray &file, const char *message,
                        std::optional<FileForm> form = {}) {
        QTest::newRow(name) << file << form << QStringLiteral("The text ") + QString::fromUtf8(message);
    };
    const char *empty = "is empty, where a batch of records should be.";
    row("nothing", "", empty);
    row("white space", " \n\t", empty);
    row("a byte order mark", "\xEF\xBB\xBF", empty);
    row("no table", "\n", empty, FileForm::Table);
    row("no array", "", empty, FileForm::Array);
    row("another form", "[1]", "is no batch: it does not begin as a JSON object with an array “Records” does.",
        FileForm::Records);
    const char *object =
        "is no batch: it is a JSON object without an array “Records”. A batch is {\"Records\": […]}, a JSON "
        "array, JSON Lines or CSV.";
    row("an object on two lines", "{\"a\":\n1}", object);
    row("no array of records", "{\"Records\": 1}", object);
    row("a misspelt key", "{\"records\": [{}]}", object);
    row("a plan", "{\"operations\": {\"*\": {\"kind\": \"simulate\"}}}",
        "is no batch: it looks like a plan. Open its batch, and load the plan there; in the console, name it with "
        "--plan.");
    row("what has operations, and is none", "{\"records\": [{\"operations\":\n[1]}]}", object);
    row("another program's list", R"({"Items":[{"id":1},{"id":2}],"Count":2})",
        "is no batch: it is a JSON object that holds a list, but not under “Records”. Make that list a file of its "
        "own; "
        "--form jsonl runs the object as one record.");
    row("lines of events", "{\"Records\": [1]}\n\n{\"Records\": [2]}\n",
        "holds an object with “Records” on a line and more on the next: run as JSON Lines, its records would not be "
        "run one by one. Open each object as a file of its own; --form jsonl runs a line as one record.");
    row("text", "\n\n  hello", "is no batch: it is a text that is neither JSON nor JSON Lines nor CSV.");
    row("zeros", QByteArray(3, '\0'), "is no batch: it is no text. A batch is JSON, JSON Lines or CSV.");
    row("a workbook", QByteArray("PK\x03\x04\0\0", 6),
        "is a workbook or another packed file, no batch: save its sheet as CSV and open that.");
    const char *printed = "is no batch: it holds a Python dict or list as print() shows it. Write it with json.dump() "
                          "instead.";
    row("a Python dict", "{'Records': ['{\"a\": 1}']}", printed);
    row("a Python list", "[{'a': 1}]", printed);
}

void TestJsonBatches::refuses()
{
    QFETCH(const QByteArray, file);
    QFETCH(const std::optional<FileForm>, form);
    const LoadedBatch batch = readBatch(file, {.form = form});
    QVERIFY(!batch);
    QTEST(batch.error().message, "message");
}

// Blocks of 64 bytes, windows and chunks end where they like.
void TestJsonBatches::keepsEntriesApartAtAnyPlace()
{
    const QByteArray entry = R"({"a\\": "x\\\\\"]},", "b": [{"c": "\\"}, []]})";
    for (int space = 0; space < 130; ++space) {
        const LoadedBatch batch = readBatch('[' + QByteArray(space, ' ') + entry + ',' + entry + ']');
        QVERIFY(batch);
        QCOMPARE(entriesOf(**batch), (QByteArrayList{entry, entry}));
        QVERIFY((*batch)->flaws().empty());
    }
}

// Any bytes: what we call sound nlohmann reads, and the other way round.
void TestJsonBatches::agreesWithAnotherReader()
{
    QRandomGenerator dice(1);
    const QByteArray letters = "[]{}\",:\\ \n1ae-.0u\xff\xc3\xa9\t";
    const QByteArrayList words{"\"a\":", "\"b\":", "true", "1.5", "\"x\"", ",", "{", "}", "[", "]", "\\u0061", "\n"};
    for (int round = 0; round < 60'000; ++round) {
        QByteArray bytes = "[";
        for (int left = dice.bounded(20); left > 0; --left) {
            if (dice.bounded(4) == 0)
                bytes += letters[dice.bounded(static_cast<int>(letters.size()))];
            else
                bytes += words[dice.bounded(static_cast<int>(words.size()))];
        }
        if (dice.bounded(2) == 0)
            bytes += ']';
        const LoadedBatch batch = readBatch(bytes, asArray);
        QVERIFY(batch);
        qsizetype from = 0;
        for (quint32 row = 0; row < (*batch)->size(); ++row) {
            const QByteArray entry = (*batch)->entry(row);
            if (!(*batch)->isInvalid(row))
                QVERIFY2(nlohmann::json::accept(entry.begin(), entry.end()), bytes.constData());
            const qsizetype at = bytes.indexOf(entry, from);
            QVERIFY2(at >= from, bytes.constData()); // in order
            from = at + entry.size();
        }
        if (nlohmann::json::accept(bytes.begin(), bytes.end())) {
            const auto array = nlohmann::json::parse(bytes.begin(), bytes.end());
            QCOMPARE((*batch)->size(), quint32(array.size()));
            for (const Flaw &flaw : (*batch)->flaws())
                QCOMPARE(flaw.kind, FlawKind::RepeatedKey);
        }
    }
}

void TestJsonBatches::endsWhereverTheFileDoes()
{
    const QByteArray whole = R"([{"a": "x\"]"}, {"b": [1, {}]}, 3])";
    for (qsizetype size = 1; size < whole.size(); ++size) {
        const LoadedBatch batch = readBatch(whole.first(size), asArray);
        QVERIFY(batch);
        QVERIFY2((*batch)->isInvalid((*batch)->size() - 1), whole.first(size).constData());
        for (quint32 row = 0; row + 1 < (*batch)->size(); ++row)
            QVERIFY2(!(*batch)->isInvalid(row), whole.first(size).constData());
    }
}

// A large file, where reading, scanning and checking go on at once, and are taken back at each broken entry.
void TestJsonBatches::findsTheSameInChunks()
{
    QRandomGenerator dice(2);
    QByteArrayList entries;
    QList<quint32> broken;
    for (quint32 row = 0; row < 60'000; ++row) {
        const bool isBroken = dice.bounded(2'000) == 0 && (broken.isEmpty() || broken.back() + 1 < row);
        const QByteArray number = QByteArray::number(row);
        entries << R"({"id": )" + number
                + (isBroken ? R"(, "text": "open, "list": [1]})" : R"(, "text": "closed\\", "list": [1]})");
        if (isBroken)
            broken << row;
    }
    const LoadedBatch batch = readBatch("{\"Records\": [" + entries.join(", ") + "]}");
    QVERIFY(batch);
    QCOMPARE((*batch)->size(), quint32(entries.size()));
    QVERIFY(entriesOf(**batch) == entries);
    QList<quint32> invalid;
    for (const Flaw &flaw : (*batch)->flaws())
        invalid << flaw.row;
    QCOMPARE(invalid, broken);
}

QTEST_APPLESS_MAIN(TestJsonBatches)
#include "tst_jsonbatches.moc"
