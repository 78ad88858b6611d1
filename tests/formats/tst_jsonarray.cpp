#include "formats/jsonarray.h"

#include <QRandomGenerator>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace batchdeck;

// What is an entry, and what is said of bytes that are none.
class TestJsonArray : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entries_data();
    void entries();
    void refusals_data();
    void refusals();
    void keepsDeepNestingApart();
    void endsWhereverTheFileDoes();
    void bearsAnyBytes();
};

void TestJsonArray::entries_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QStringList>("invalid"); // "row: message"

    const QStringList none;
    QTest::newRow("empty") << QByteArray("[]") << QByteArrayList() << none;
    QTest::newRow("empty with space") << QByteArray(" [ \n ] \n") << QByteArrayList() << none;
    QTest::newRow("one") << QByteArray(R"([{"a": 1}])") << QByteArrayList{R"({"a": 1})"} << none;
    QTest::newRow("bytes as they stand") << QByteArray("\xEF\xBB\xBF[\n  {\"a\" : 1.10 } ,\r\n\t{ }\n]\n")
                                         << QByteArrayList{"{\"a\" : 1.10 }", "{ }"} << none;
    QTest::newRow("strings") << QByteArray(R"([{"a": "],}\"\\"},{"b":"\u005d"}])")
                             << QByteArrayList{R"({"a": "],}\"\\"})", R"({"b":"\u005d"})"} << none;
    QTest::newRow("nested") << QByteArray(R"([{"a": [1, {"b": [2, 3]}]}, {}])")
                            << QByteArrayList{R"({"a": [1, {"b": [2, 3]}]})", "{}"} << none;

    QTest::newRow("values") << QByteArray("[1,\n \"é\", [{}], {}]") << QByteArrayList{"1", "\"é\"", "[{}]", "{}"}
                            << QStringList{
                                   QStringLiteral("0: line 1, column 2: this is no JSON object, as a record must be."),
                                   QStringLiteral("1: line 2, column 2: this is no JSON object, as a record must be."),
                                   QStringLiteral("2: line 2, column 7: this is no JSON object, as a record must be.")};
    QTest::newRow("two commas") << QByteArray("[{},,{}]") << QByteArrayList{"{}", "", "{}"}
                                << QStringList{QStringLiteral("1: line 1, column 5: an entry is missing here.")};
    QTest::newRow("a comma at the end") << QByteArray("[{},]") << QByteArrayList{"{}", ""}
                                        << QStringList{
                                               QStringLiteral("1: line 1, column 5: an entry is missing here.")};
    QTest::newRow("no JSON") << QByteArray("[{},\n {\"é\": x}, {}]") << QByteArrayList{"{}", "{\"é\": x}", "{}"}
                             << QStringList{QStringLiteral("1: line 2, column 8: this is no JSON.")};
    QTest::newRow("no comma") << QByteArray("[{} {}, {}]") << QByteArrayList{"{} {}", "{}"}
                              << QStringList{QStringLiteral("0: line 1, column 5: this is no JSON.")};
    QTest::newRow("no UTF-8") << QByteArray("[{\"a\": \"\xff\"}, {}]") << QByteArrayList{"{\"a\": \"\xff\"}", "{}"}
                              << QStringList{QStringLiteral("0: line 1, column 9: this is no JSON.")};
    QTest::newRow("too large a number") << QByteArray("[{\"a\": 1e999}]") << QByteArrayList{"{\"a\": 1e999}"}
                                        << QStringList{QStringLiteral("0: line 1, column 12: this is no JSON.")};

    const auto here = QStringLiteral(": the file ends here, before its JSON array does; records may be missing.");
    const auto inside = QStringLiteral(": the file ends in the middle of this entry or right after it; records may be "
                                       "missing.");
    QTest::newRow("cut after the bracket")
        << QByteArray("[") << QByteArrayList{""} << QStringList{QStringLiteral("0: line 1, column 2") + here};
    QTest::newRow("cut after a comma") << QByteArray("[{},\n") << QByteArrayList{"{}", ""}
                                       << QStringList{QStringLiteral("1: line 2, column 1") + here};
    QTest::newRow("cut after an entry") << QByteArray("[{}, {}") << QByteArrayList{"{}", "{}"}
                                        << QStringList{QStringLiteral("1: line 1, column 6") + inside};
    QTest::newRow("cut in a text") << QByteArray("[{}, {\"a\": \"],") << QByteArrayList{"{}", "{\"a\": \"],"}
                                   << QStringList{QStringLiteral("1: line 1, column 6") + inside};
}

void TestJsonArray::entries()
{
    QFETCH(const QByteArray, file);
    const Expected<std::shared_ptr<const Batch>> batch = readJsonArray(file);
    QVERIFY(batch);
    QByteArrayList entries;
    for (quint32 row = 0; row < (*batch)->size(); ++row)
        entries << (*batch)->entry(row);
    QTEST(entries, "entries");
    QStringList invalid;
    for (const Flaw &flaw : (*batch)->flaws())
        invalid << QString::number(flaw.row) + QStringLiteral(": ") + (*batch)->problem(flaw.row).message;
    QTEST(invalid, "invalid");
}

void TestJsonArray::refusals_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("message");

    const auto noArray = QStringLiteral("it does not begin as a JSON array does, with “[”. (%1)");
    const auto empty = QStringLiteral("it is empty, where a JSON array of objects should be.");
    QTest::newRow("nothing") << QByteArray() << empty;
    QTest::newRow("white space") << QByteArray(" \n\t") << empty;
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF") << empty;
    QTest::newRow("an object") << QByteArray("{\"a\": 1}") << noArray.arg(u"line 1, column 1");
    QTest::newRow("text") << QByteArray("\n\n  hello") << noArray.arg(u"line 3, column 3");
    QTest::newRow("zeros") << QByteArray(3, '\0') << noArray.arg(u"line 1, column 1");
    QTest::newRow("two arrays") << QByteArray("[{}]\n[{}]")
                                << "text follows after the end of its JSON array. (line 2, column 1)";
}

void TestJsonArray::refusals()
{
    QFETCH(const QByteArray, file);
    const Expected<std::shared_ptr<const Batch>> batch = readJsonArray(file);
    QVERIFY(!batch);
    QTEST(batch.error().message, "message");
}

void TestJsonArray::keepsDeepNestingApart()
{
    constexpr int depth = 200'000;
    const QByteArray deep = "{\"a\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + '}';
    const Expected<std::shared_ptr<const Batch>> batch = readJsonArray('[' + deep + ",{}]");
    QVERIFY(batch);
    QCOMPARE((*batch)->size(), 2U);
    QVERIFY((*batch)->flaws().empty());
    QVERIFY((*batch)->entry(0) == deep);
}

void TestJsonArray::endsWhereverTheFileDoes()
{
    const QByteArray whole = R"([{"a": "x\"]"}, {"b": [1, {}]}, 3])";
    for (qsizetype size = 1; size < whole.size(); ++size) {
        const Expected<std::shared_ptr<const Batch>> batch = readJsonArray(whole.first(size));
        QVERIFY(batch);
        QVERIFY2((*batch)->isInvalid((*batch)->size() - 1), whole.first(size).constData());
    }
}

void TestJsonArray::bearsAnyBytes()
{
    QRandomGenerator dice(1);
    const QByteArray letters = "[]{}\",:\\ \n1ax\xff\xc3";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes(dice.bounded(40), '[');
        for (qsizetype at = 1; at < bytes.size(); ++at)
            bytes[at] = letters[dice.bounded(static_cast<int>(letters.size()))];
        if (const auto batch = readJsonArray(bytes)) {
            for (quint32 row = 0; row < (*batch)->size(); ++row)
                QCOMPARE(!(*batch)->isInvalid(row),
                         nlohmann::json::accept((*batch)->entry(row).begin(), (*batch)->entry(row).end())
                             && (*batch)->entry(row).startsWith('{')
                             && !(row + 1 == (*batch)->size() && !bytes.trimmed().endsWith(']')));
        }
    }
}

QTEST_APPLESS_MAIN(TestJsonArray)
#include "tst_jsonarray.moc"
