#include "batchlook.h"

#include "formats/batchwriter.h"
#include "formats/gzip.h"
#include "formats/textencoding.h"

#include <QRandomGenerator>

#include <numeric>

using namespace batchdeck;

// Chosen entries, written as a file like the one they come from, and loaded again.
class TestBatchWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
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
    row("table",
        "\xEF\xBB\xBF"
        "a,b\r\n1,2\r\n\r\n\"x\ny\",4\r\n5,6\r\n",
        {1, 2},
        "\xEF\xBB\xBF"
        "a,b\r\n\"x\ny\",4\r\n5,6\r\n");
    row("cut short, what is whole", "[{}, {\"a\": 1}, {\"a", {0, 1}, "[{}, {\"a\": 1}]\n");
    row("cut short, what is not", "[{}, {\"a\": 1}, {\"a", {1, 2}, "[{\"a\": 1}, {\"a");
    row("text behind", "[1, 2] x", {0, 1, 2}, "[1, 2]\n");
    row("a missing entry", "[1,,2]", {0, 1, 2}, "[1,,2]");
}

void TestBatchWriter::writes()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QList<quint32>, rows);
    const LoadedBatch batch = readBatch(file);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QTEST(writtenBatch(**batch, {rows.begin(), rows.end()}), "written");
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
    for (int round = 0; round < 60; ++round) {
        const TextEncoding encoding = static_cast<TextEncoding>(dice.bounded(4));
        const bool hasMark = encoding != TextEncoding::Cp949 && dice.bounded(2) == 0;
        QByteArrayList entries;
        for (int count = 2 + dice.bounded(30); count > 0; --count)
            entries << entry(count);
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
        QCOMPARE(entriesOf(**batch), entries);
        std::vector<quint32> all((*batch)->size());
        std::iota(all.begin(), all.end(), 0U);
        if (!(*batch)->frame().isPacked)
            QCOMPARE(writtenBatch(**batch, all), file);

        std::vector<quint32> chosen;
        std::copy_if(all.begin(), all.end(), std::back_inserter(chosen), [&](quint32) { return dice.bounded(2) == 0; });
        const LoadedBatch again = readBatch(writtenBatch(**batch, chosen), request);
        if (chosen.empty() && !again)
            continue; // of JSON Lines nothing is left then
        QVERIFY2(again, again ? "" : qPrintable(again.error().message));
        QCOMPARE((*again)->size(), quint32(chosen.size()));
        QCOMPARE((*again)->frame().isPacked, (*batch)->frame().isPacked);
        for (quint32 row = 0; row < (*again)->size(); ++row) {
            QCOMPARE((*again)->entry(row), (*batch)->entry(chosen[row]));
            QCOMPARE((*again)->isInvalid(row), (*batch)->isInvalid(chosen[row]));
            QCOMPARE((*again)->record(row).body(), (*batch)->record(chosen[row]).body());
            QCOMPARE((*again)->record(row).messageId(), (*batch)->record(chosen[row]).messageId());
        }
    }
}

QTEST_APPLESS_MAIN(TestBatchWriter)
#include "tst_batchwriter.moc"
