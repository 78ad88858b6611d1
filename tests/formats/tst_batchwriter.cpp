#include "batchlook.h"

#include "formats/batchwriter.h"
#include "formats/gzip.h"
#include "formats/textencoding.h"

#include <QRandomGenerator>

#include <numeric>

using namespace batchdeck;

static std::optional<FlawKind> flawOf(const Batch &batch, quint32 row)
{
    for (const Flaw &flaw : batch.flaws()) {
        if (flaw.row == row)
            return flaw.kind;
    }
    return std::nullopt;
}

// Chosen entries, written as a file like the one they come from, and loaded again.
class TestBatchWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void keepsNeighbours_data();
    void keepsNeighbours();
    void staysCut();
    void tellsWhatItWillBeTakenFor();
    void writesEdited();
    void tellsWhereItFails();
    void comesBack_data();
    void comesBack();
};

void TestBatchWriter::writes_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QList<quint32>>("rows");
    QTest::addColumn<QByteArray>("written");

    const auto row = [](const char *name, const QByteArray &file, const QList<quint32> &rows,
                        const QByteArray &written) { QTest::newRow(name) << file << rows << written; };
    row("array", "[\n  1,\n  2,\n  3\n]\n", {0, 2}, "[\n  1,\n  3\n]\n");
    row("array on a line", "[1,2, 3]", {1, 2}, "[2,3]");
    row("one of one", "[ {} ]", {0}, "[ {} ]");
    row("none", "[1, 2]", {}, "[]");
    row("other keys", R"({"v": [1], "Records": ["{\"a\": 1}", {"b": 2}], "w": {"x": 1}})", {1},
        R"({"v": [1], "Records": [{"b": 2}], "w": {"x": 1}})");
    row("lines", "{\"a\": 1}\r\n\r\n{\"a\": 2}\r\n{\"a\": 3}\r\n", {0, 2}, "{\"a\": 1}\r\n{\"a\": 3}\r\n");
    row("lines without an end", "1\n2\n3", {1, 2}, "2\n3");
    row("none of lines", "1\n2\n3\n", {}, "");
    row("none of a table", "a,b\n1,2\n", {}, "a,b\n");
    row("a header alone", "a,b\n1,2", {}, "a,b\n");
    row("table",
        "\xEF\xBB\xBF"
        "a,b\r\n1,2\r\n\r\n\"x\ny\",4\r\n5,6\r\n",
        {1, 2},
        "\xEF\xBB\xBF"
        "a,b\r\n\"x\ny\",4\r\n5,6\r\n");
    row("table with its separator", "sep=;\na;b\n1;2\n3;4\n", {1}, "sep=;\na;b\n3;4\n");
    row("a broken row without a line's end", "a,b\n1,2\n3,\"4", {1}, "a,b\n\r\n\n\r\n\n3,\"4\r\n\n\r\n\n");
    row("cut short, what is whole", "[{}, {\"a\": 1}, {\"a", {0, 1}, "[{}, {\"a\": 1}]\n");
    row("cut short, what is not", "[{}, {\"a\": 1}, {\"a", {1, 2}, "[{\"a\": 1}, \n \t \n{\"a");
    row("text behind", "[1, 2] x", {0, 1, 2}, "[1, 2] \t x");
    row("text behind alone", "[1, 2] x", {2}, "[] \t x");
    row("without the text behind", "[1, 2] x", {1}, "[2]\n");
    row("a missing entry", "[1,,2]", {0, 1, 2}, "[1,,2]");
    row("a missing entry alone", "[1,,2]", {1}, "[,]");
    row("missing entries", "[1,,,2]", {1, 2}, "[,,]");
    row("a missing entry at the end", "[1,,2]", {0, 1}, "[1,]");
    row("a missing comma", "[{\"a\": 1}\n{\"a\": 2}, {\"a\": 3}]", {0, 2}, "[\n \t \n{\"a\": 1}\n \t \n  {\"a\": 3}]");
    row("a missing comma at the end", "[{\"a\": 1}\n{\"a\": 2}, {\"a\": 3}]", {0},
        "[\n \t \n{\"a\": 1}\n \t \n\n \t \n]");
    row("no clear end", R"([{"a": 1}, {"b": "2}, {"a": 3}])", {1, 2}, "[\n \t \n{\"b\": \"2}\n \t \n, {\"a\": 3}]");
    row("no clear end in a table", "a,b\n5,6\n\"1,2\n3,4\n", {1, 2}, "a,b\n\r\n\n\r\n\n\"1,2\r\n\n\r\n\n\n3,4\n");
}

void TestBatchWriter::writes()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QList<quint32>, rows);
    const LoadedBatch batch = readBatch(file);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QTEST(writtenBatch(**batch, {rows.begin(), rows.end()}), "written");
}

// What follows them does not become theirs, which it did where nothing told where they end.
void TestBatchWriter::keepsNeighbours_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QList<quint32>>("rows");
    QTest::newRow("other first keys") << QByteArray(
        R"({"Records":[{"t":"u","id":0},{"id":1,"q":"x,"fail":"no"} ,{"id":2},{"t":"u","id":3,"fail":"no"},)"
        R"({"id":4,"fail":"no"}]})") << QList<quint32>{1, 3, 4};
    QTest::newRow("a broken row without a line's end") << QByteArray("a,b\n1,2\n3,\"4") << QList<quint32>{1};
    QTest::newRow("fewer cells") << QByteArray("fail,b,c\n\"x,1,2\n,2,3\nno,8\n") << QList<quint32>{0, 2};
    QTest::newRow("halves that fit") << QByteArray(R"([{"a":1},"b":2},{"a":3,{"c":4},{"a":5}])")
                                     << QList<quint32>{2, 1};
    QTest::newRow("all broken") << QByteArray(R"([{"a":"x, "b":1},{"a":2},{"a":"y, "c":1},{"a":3}])")
                                << QList<quint32>{0, 2};
    QTest::newRow("a stray bracket") << QByteArray(
        "[\n{\"id\":1,\"fail\":\"x\"},\n{\"id\":2}],\n{\"id\":3,\"fail\":\"x\"},\n{\"id\":4}\n]")
                                     << QList<quint32>{0, 1, 2};
    QTest::newRow("a stray bracket among others")
        << QByteArray(R"([{"id":1}, {"id":2},], {"id":3}, {"id":4}])") << QList<quint32>{2, 3};
    QTest::newRow("a stray bracket among numbers") << QByteArray("[1, 2 ], 3]") << QList<quint32>{1, 2};
    QTest::newRow("records behind a stray bracket")
        << QByteArray(R"({"Records":[{"id":1}],{"id":2,"fail":"x"}]})") << QList<quint32>{0, 1};
    QTest::newRow("records of many kinds without commas")
        << QByteArray("[{\"a\": 1}\n{\"b\": 2}\n{\"c\": 3}, {\"d\": 4}, {\"e\": 5} {\"f\": 6}]")
        << QList<quint32>{0, 1, 2, 3, 4};
    QTest::newRow("two documents") << QByteArray(R"({"Records":[{"id":1},{"id":2}]}{"Records":[{"id":3}]})")
                                   << QList<quint32>{1, 2};
    QTest::newRow("a list behind") << QByteArray("[{\"id\":1},{\"id\":2}\n]\n[{\"id\":3}]\n") << QList<quint32>{1, 2};
    QTest::newRow("a stray bracket among other records")
        << QByteArray(R"([{"a":1},{"b":2}], {"a":3}, {"a":4}])") << QList<quint32>{1, 2};
    QTest::newRow("text behind that is like what is written")
        << QByteArray(R"([{"x":0},{"a":1},{"b":2},{"b":3},{"b":4},{"b":5},{"b":6},{"b":7},{"b":8},{"b":9},{"b":10}],)"
                      R"( {"a":11}, {"a":12}])")
        << QList<quint32>{1, 11};
    QTest::newRow("a comma behind what is none") << QByteArray("[x,]") << QList<quint32>{0, 1};
    const QByteArray lines = "[{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}\n,,{\"a\": 4},{\"a\": 5}]";
    QTest::newRow("a missing comma") << lines << QList<quint32>{0, 4, 5};
    QTest::newRow("missing commas") << QByteArray("[{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}]") << QList<quint32>{0, 1};
    QTest::newRow("a missing comma before a missing entry")
        << QByteArray("[{\"a\":1}\n{\"a\":2},,{\"a\":4}]") << QList<quint32>{0, 2, 3};
    QTest::newRow("a missing comma between numbers") << QByteArray("[1\n2,3]") << QList<quint32>{0, 2};
    QTest::newRow("a missing comma behind a stray bracket")
        << QByteArray("[{\"a\":1},{\"a\":2},],{\"a\":3},{\"a\":4}\n{\"a\":5}]") << QList<quint32>{4, 2};
    QTest::newRow("a missing comma and a part") << QByteArray(R"([{"a":1} {"b":2}, {"a":3}])") << QList<quint32>{0};
    QTest::newRow("a missing entry") << QByteArray("[1 ,, 2]") << QList<quint32>{0, 1, 2};
    QTest::newRow("a missing first entry") << QByteArray("[,2 , 3]") << QList<quint32>{0, 1, 2};
    QTest::newRow("behind a header that ends as on old computers")
        << QByteArray("a,b\r1,2\r\"x,1\r3,4\r") << QList<quint32>{1, 2};
    QTest::newRow("half a character") << QByteArray(encodedText("a,b\n1,2\n3,\"4", TextEncoding::Utf16Le) + 'x')
                                      << QList<quint32>{1};
    QTest::newRow("of one column") << QByteArray("name\n6\" pipe\nAnn\n\"x\"y\n") << QList<quint32>{0, 2};
}

void TestBatchWriter::keepsNeighbours()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QList<quint32>, rows);
    const LoadRequest request{.path = {},
                              .form = !file.startsWith('[') && !file.startsWith('{') ? std::optional(FileForm::Table)
                                                                                     : std::nullopt};
    const LoadedBatch batch = readBatch(file, request);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QByteArrayList chosen;
    for (const quint32 row : rows)
        chosen << (*batch)->entry(row);
    const LoadedBatch again = readBatch(writtenBatch(**batch, {rows.begin(), rows.end()}), request);
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(entriesOf(**again), chosen);
    for (quint32 row = 0; row < (*again)->size(); ++row)
        QCOMPARE((*again)->isInvalid(row), (*batch)->isInvalid(rows[row]));
    std::vector<quint32> all((*again)->size());
    std::iota(all.begin(), all.end(), 0U);
    QCOMPARE(writtenBatch(**again, all), writtenBatch(**batch, {rows.begin(), rows.end()}));
}

// A row that a damaged packing cut short could be a whole one: what is written of it is cut as well.
void TestBatchWriter::staysCut()
{
    Gzip gzip;
    QByteArray file = gzip.pack("a,b\n1,2\n3,45");
    file += gzip.finish();
    const LoadedBatch batch = readBatch(file.chopped(4));
    QVERIFY(batch && (*batch)->isInvalid(1));
    const LoadedBatch again = readBatch(writtenBatch(**batch, {1}), {.path = {}, .form = FileForm::Table});
    QVERIFY(again);
    QCOMPARE(entriesOf(**again), QByteArrayList{"3,45"});
    QVERIFY((*again)->isInvalid(0));
}

// 책 is å in UTF-8, where nothing else tells.
void TestBatchWriter::tellsWhatItWillBeTakenFor()
{
    const LoadedBatch batch = readBatch(encodedText("a,b\n책,1\n김철수,2\nx,3\n", TextEncoding::Cp949));
    QCOMPARE((*batch)->frame().encoding, TextEncoding::Cp949);
    const auto taken = [&](const std::vector<quint32> &rows) {
        return writeBatch(**batch, rows, [](QByteArrayView) { return true; })->encoding;
    };
    QCOMPARE(taken({0}), TextEncoding::Utf8);
    QCOMPARE(taken({0, 1}), TextEncoding::Cp949);
    QCOMPARE(taken({2}), TextEncoding::Cp949);
}

void TestBatchWriter::writesEdited()
{
    const LoadedBatch batch = readBatch("[1, x, 3]");
    const auto edited = [](quint32 row) { return row == 1 ? std::optional(QByteArray("2")) : std::nullopt; };
    QCOMPARE(writtenBatch(**batch, {0, 1, 2}, edited), QByteArray("[1, 2, 3]"));
}

void TestBatchWriter::tellsWhereItFails()
{
    const LoadedBatch batch = readBatch("[1]");
    QVERIFY(!writeBatch(**batch, {0}, [](QByteArrayView) { return false; }));
}

void TestBatchWriter::comesBack_data()
{
    QTest::addColumn<FileForm>("form");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("between");
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("array") << FileForm::Array << QByteArray("[\n ") << QByteArray(",\n ") << QByteArray("\n]\n");
    QTest::newRow("array on a line") << FileForm::Array << QByteArray("[") << QByteArray(",") << QByteArray("]");
    QTest::newRow("records") << FileForm::Records << QByteArray("{\"v\": \"Records\", \"Records\": [")
                             << QByteArray(", ") << QByteArray("], \"w\": [1]}");
    QTest::newRow("lines") << FileForm::Lines << QByteArray() << QByteArray("\n") << QByteArray("\n");
    QTest::newRow("lines, CRLF") << FileForm::Lines << QByteArray() << QByteArray("\r\n") << QByteArray();
    QTest::newRow("table") << FileForm::Table << QByteArray("id,text,more\n") << QByteArray("\n") << QByteArray("\n");
    QTest::newRow("table, CRLF") << FileForm::Table << QByteArray("id,\"te,xt\",more\r\n") << QByteArray("\r\n")
                                 << QByteArray();
}

// An entry as somebody's hand, or a wire, breaks it: a character too few or too many, or a byte that is no text.
static QByteArray broken(QByteArray entry, TextEncoding encoding, QRandomGenerator &dice)
{
    static const QByteArray structure("\"{}[]:,");
    const auto at = static_cast<qsizetype>(dice.bounded(static_cast<quint32>(entry.size())));
    if (const int how = dice.bounded(4); how == 0) {
        QByteArray unknown("\xFF");
        if (encoding != TextEncoding::Utf8) {
            TextDecoder decoder(encoding);
            unknown.clear();
            decoder.decode(encoding == TextEncoding::Cp949         ? "\xFF"
                               : encoding == TextEncoding::Utf16Le ? "\xFF\xDF"
                                                                   : "\xDF\xFF",
                           unknown);
        }
        const qsizetype space = std::max(entry.indexOf(' '), qsizetype(0)); // between two characters
        return entry.insert(space, unknown);
    } else if (how == 1) {
        const qsizetype place = std::max(entry.indexOf(structure[dice.bounded(7)], at), qsizetype(0));
        return place > 0 ? entry.insert(place, structure[dice.bounded(7)]) : entry.insert(0, '"');
    }
    qsizetype place = entry.indexOf(structure[dice.bounded(7)], at);
    if (place < 0)
        place = entry.indexOf('"');
    return place < 0 ? entry : entry.remove(place, 1);
}

// Batches of every form, encoding and packing, with entries among them that are flawed; any of them chosen.
void TestBatchWriter::comesBack()
{
    QFETCH(const FileForm, form);
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, between);
    QFETCH(const QByteArray, tail);
    QRandomGenerator dice(3);
    const QByteArrayList texts{"plain", "김철수", "뷁, 똠", "ascii, ]}", "tab", "x=1"};
    const auto entry = [&](int number) -> QByteArray {
        const QByteArray text = texts[dice.bounded(static_cast<int>(texts.size()))];
        if (form == FileForm::Table) {
            const QByteArray cells = QByteArray::number(number) + ",\"" + text + "\"\"\n, \",";
            return dice.bounded(5) == 0 ? cells + ",,5" : cells;
        }
        const QByteArray object = "{\"id\": " + QByteArray::number(number) + ".10, \"text\": \"" + text + "\\n\""
            + (dice.bounded(5) == 0 ? ", \"id\": NaN}" : ", \"list\": [{}, 1e999]}");
        if (form != FileForm::Records)
            return object;
        if (dice.bounded(2) == 0)
            return "{\"messageId\": \"" + QByteArray::number(number) + "\", \"body\": " + object + '}';
        return '"' + QByteArray(object).replace('\\', "\\\\").replace('"', "\\\"") + '"';
    };
    for (int round = 0; round < 400; ++round) {
        const bool mayBreak = round % 2 == 1;
        const TextEncoding encoding = static_cast<TextEncoding>(dice.bounded(4));
        const bool hasMark = encoding != TextEncoding::Cp949 && dice.bounded(2) == 0;
        QByteArrayList entries;
        for (int count = 2 + dice.bounded(30); count > 0; --count)
            entries << (mayBreak && dice.bounded(4) == 0 ? broken(entry(count), encoding, dice) : entry(count));
        const QByteArray text = (hasMark ? "\xEF\xBB\xBF" : "") + head + entries.join(between) + tail;
        Gzip gzip;
        QByteArray file = encodedText(text, encoding);
        if (dice.bounded(2) == 0) {
            file = gzip.pack(file);
            file += gzip.finish();
        }

        LoadRequest request;
        request.form = form;
        request.encoding = encoding;
        const LoadedBatch batch = readBatch(file, request);
        QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
        if (!mayBreak)
            QCOMPARE(entriesOf(**batch), entries);
        std::vector<quint32> all((*batch)->size());
        std::iota(all.begin(), all.end(), 0U);
        if (!(*batch)->frame().isPacked && !mayBreak)
            QCOMPARE(writtenBatch(**batch, all), file);

        std::vector<quint32> chosen;
        std::copy_if(all.begin(), all.end(), std::back_inserter(chosen), [&](quint32) { return dice.bounded(2) == 0; });
        std::erase_if(chosen, [&](quint32 row) { return flawOf(**batch, row) == FlawKind::EndsEarly; }); // no entry
        const LoadedBatch again = readBatch(writtenBatch(**batch, chosen), request);
        if (chosen.empty() && !again)
            continue; // of JSON Lines nothing is left then
        QVERIFY2(again, again ? "" : qPrintable(again.error().message));
        QByteArrayList expected;
        for (const quint32 row : chosen)
            expected << (*batch)->entry(row);
        QCOMPARE(entriesOf(**again), expected);
        QCOMPARE((*again)->frame().isPacked, (*batch)->frame().isPacked);
        for (quint32 row = 0; row < (*again)->size(); ++row) {
            QCOMPARE((*again)->isInvalid(row), (*batch)->isInvalid(chosen[row]));
            QCOMPARE((*again)->record(row).body(), (*batch)->record(chosen[row]).body());
            QCOMPARE((*again)->record(row).messageId(), (*batch)->record(chosen[row]).messageId());
        }
    }
}

QTEST_APPLESS_MAIN(TestBatchWriter)
#include "tst_batchwriter.moc"
