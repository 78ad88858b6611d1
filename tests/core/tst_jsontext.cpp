#include "core/jsontext.h"

#include <QTest>

using namespace batchdeck;

class TestJsonText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nextAtTop_data();
    void nextAtTop();
    void memberText_data();
    void memberText();
    void onOneLine();
    void valueAt_data();
    void valueAt();
    void whatIsCutShortIsLeftOut();
    void keepsAMarkThatBeginsAText();
    void stringText_data();
    void stringText();
    void stringsGoThereAndBack();
};

void TestJsonText::nextAtTop_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("at");

    QTest::newRow("plain") << QByteArray("12,3") << 2;
    QTest::newRow("in a string") << QByteArray(R"("a,]",3)") << 5;
    QTest::newRow("after an escaped quote") << QByteArray(R"("\",",3)") << 5;
    QTest::newRow("after an escaped backslash") << QByteArray(R"("\\",3)") << 4;
    QTest::newRow("nested") << QByteArray(R"([1,{"a":[2,3]}],4)") << 15;
    QTest::newRow("a bracket too many") << QByteArray("1},2") << 2;
    QTest::newRow("none") << QByteArray("123") << 3;
    QTest::newRow("a string without end") << QByteArray(R"("a,)") << 3;
    QTest::newRow("an escape without end") << QByteArray(R"("a\)") << 3;
    QTest::newRow("nothing") << QByteArray() << 0;
}

void TestJsonText::nextAtTop()
{
    QFETCH(const QByteArray, text);
    QTEST(static_cast<int>(batchdeck::nextAtTop(text, 0, ",]")), "at");
}

void TestJsonText::memberText_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("number") << QByteArray(R"({"a": 1, "k": 1.10 })") << QByteArray("1.10");
    QTest::newRow("deep") << QByteArray(R"({"k":{"k": [1, {"k":2}]},"a":2})") << QByteArray(R"({"k": [1, {"k":2}]})");
    QTest::newRow("not the inner one") << QByteArray(R"({"a":{"k":1}})") << QByteArray();
    QTest::newRow("not a text") << QByteArray(R"({"a":"k\":1,\"k"})") << QByteArray();
    QTest::newRow("the last of two") << QByteArray(R"({"k":1,"k":2})") << QByteArray("2");
    QTest::newRow("escaped") << QByteArray(R"({"\u006b":"x"})") << QByteArray("\"x\"");
    QTest::newRow("none") << QByteArray("{}") << QByteArray();
    QTest::newRow("no object") << QByteArray("[\"k\"]") << QByteArray();
}

void TestJsonText::memberText()
{
    QFETCH(const QByteArray, object);
    QTEST(batchdeck::memberText(object, "k").value_or(QByteArray()), "value");
}

void TestJsonText::onOneLine()
{
    QCOMPARE(batchdeck::onOneLine("{ \"a b\\\" \" :\r\n\t[1.10, \"  \"] }"),
             QByteArray("{\"a b\\\" \":[1.10,\"  \"]}"));
}

void TestJsonText::valueAt_data()
{
    QTest::addColumn<QByteArrayList>("path");
    QTest::addColumn<QByteArray>("value");

    using Path = QByteArrayList;
    QTest::newRow("all") << Path{} << QByteArray(R"({"a": {"b": [1.10, {"c": "]}"}], "0": "zero"}, "a.b": 2})");
    QTest::newRow("deep") << Path{"a", "b", "1", "c"} << QByteArray(R"("]}")");
    QTest::newRow("an element") << Path{"a", "b", "0"} << QByteArray("1.10");
    QTest::newRow("a key of a digit") << Path{"a", "0"} << QByteArray(R"("zero")");
    QTest::newRow("a key with a dot") << Path{"a.b"} << QByteArray("2");
    QTest::newRow("past the end") << Path{"a", "b", "2"} << QByteArray();
    QTest::newRow("not how elements are counted") << Path{"a", "b", "00"} << QByteArray();
    QTest::newRow("no number") << Path{"a", "b", "-1"} << QByteArray();
    QTest::newRow("too large") << Path{"a", "b", "99999999999999999999"} << QByteArray();
    QTest::newRow("through a number") << Path{"a.b", "x"} << QByteArray();
    QTest::newRow("no such key") << Path{"c"} << QByteArray();
}

void TestJsonText::valueAt()
{
    QFETCH(const QByteArrayList, path);
    const QByteArray text = R"( {"a": {"b": [1.10, {"c": "]}"}], "0": "zero"}, "a.b": 2} )";
    QTEST(batchdeck::valueAt(text, path).value_or(QByteArrayView()).toByteArray(), "value");
}

void TestJsonText::whatIsCutShortIsLeftOut()
{
    const QByteArray text = R"({"a": 12, "b": "xy", "c": [1, {"d": 34}], "e": 5})";
    const auto whole = members(text);
    for (qsizetype size = 0; size < text.size(); ++size) {
        const QByteArray cut = text.first(size);
        const auto some = members(cut);
        QVERIFY(some.size() <= whole.size());
        for (std::size_t at = 0; at < some.size(); ++at)
            QCOMPARE(some[at].value, whole[at].value);
    }
    QCOMPARE(members(R"({"a": 1, "b": 2)").size(), std::size_t(1));
    QCOMPARE(elements("[1, 2").size(), std::size_t(1));
}

// U+FEFF, which Qt leaves out as a file's.
void TestJsonText::keepsAMarkThatBeginsAText()
{
    for (const QByteArrayView json : {"\"\xEF\xBB\xBFink\"", "\"\\ufeffink\""})
        QCOMPARE(plainText(json), QStringLiteral("\ufeffink"));
    QCOMPARE(plainText("\"ink\""), QStringLiteral("ink"));
}

void TestJsonText::stringText_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray(R"("주문")") << QStringLiteral("주문");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QStringLiteral("\"\\/\b\f\n\r\t");
    QTest::newRow("units") << QByteArray(R"("\uc8fc\ubb38\u0041")") << QStringLiteral("주문A");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00")") << QStringLiteral("😀");
    QTest::newRow("half a pair") << QByteArray(R"("\ud83dx")") << QStringLiteral("\uFFFDx");
    QTest::newRow("the other half") << QByteArray(R"("\ude00")") << QStringLiteral("\uFFFD");
    QTest::newRow("no string") << QByteArray("12") << QString();
    QTest::newRow("cut short") << QByteArray(R"("a\u12")") << QStringLiteral("a\u0012");
}

void TestJsonText::stringText()
{
    QFETCH(const QByteArray, json);
    QTEST(QString::fromUtf8(batchdeck::stringText(json)), "text");
}

void TestJsonText::stringsGoThereAndBack()
{
    QByteArray text = QStringLiteral("가\"\\/😀").toUtf8();
    for (int code = 0; code < 128; ++code)
        text += static_cast<char>(code);
    QCOMPARE(batchdeck::stringText(quoted(text)), text);
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
