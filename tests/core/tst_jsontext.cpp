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

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
