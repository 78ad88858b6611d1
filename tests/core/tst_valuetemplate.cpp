#include "core/valuetemplate.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestValueTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void knowsItself();
};

void TestValueTemplate::values_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("a lone field") << QByteArray(R"("{n}")") << QByteArray("1.10");
    QTest::newRow("a mix") << QByteArray(R"({"n": "{n}", "{n}": [1.0, "<{n}>", null, true]})")
                           << QByteArray(R"({"n":1.10,"{n}":[1.0,"<1.10>",null,true]})");
    QTest::newRow("no texts") << QByteArray("[1.50, {}]") << QByteArray("[1.50,{}]");
    QTest::newRow("escapes") << QByteArray(R"(["\"{t}\"", "{{"])") << QByteArray(R"(["\"a\"b\"","{"])");
    QTest::newRow("a quoted key in a text") << QByteArray(R"(["{\"a b\"}"])") << QByteArray("[{\"x\": 1}]");
    QTest::newRow("a field that is missing")
        << QByteArray(R"({"a": "{m}"})") << QByteArray("! {m} in here: the record has no field “m”. Did you mean “n”?");
    QTest::newRow("no template") << QByteArray(R"({"a": "}"})")
                                 << QByteArray("! character 1: “}” closes nothing; a brace itself is written “}}”.");
}

void TestValueTemplate::values()
{
    QFETCH(const QByteArray, written);
    const RecordValues record{0, R"({"n": 1.10, "t": "a\"b", "a b": {"x": 1}})", 1};
    const auto parsed = ValueTemplate::parse(written, u"here"_s);
    const auto json = parsed ? parsed->json(record) : Expected<QByteArray>(parsed.error());
    QTEST(json ? *json : "! " + json.error().message.toUtf8(), "json");
}

void TestValueTemplate::knowsItself()
{
    QVERIFY(ValueTemplate::parse(R"({"a": ["b", 1]})")->isConstant());
    QVERIFY(!ValueTemplate::parse(R"({"a": ["{b}", 1]})")->isConstant());
    QCOMPARE(*ValueTemplate().json({}), QByteArray("null"));
    QVERIFY(*ValueTemplate::parse("[ 1 ]") == *ValueTemplate::parse("[1]"));
}

QTEST_APPLESS_MAIN(TestValueTemplate)
#include "tst_valuetemplate.moc"
