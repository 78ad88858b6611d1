#include "core/jsontext.h"
#include "models/jsonlayout.h"
#include "models/jsontree.h"
#include "models/shownjson.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

QString text(const QModelIndex &index, JsonTree::Column column = JsonTree::Value)
{
    return index.siblingAtColumn(column).data().toString();
}

QModelIndex child(const JsonTree &tree, const QModelIndex &parent, int row)
{
    if (tree.canFetchMore(parent))
        const_cast<JsonTree &>(tree).fetchMore(parent);
    return tree.index(row, 0, parent);
}

} // namespace

// JSON as a tree and as text.
class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void unfolds();
    void unfoldsTextThatHoldsJson();
    void showsAValueAlone();
    void namesPaths();
    void readsALongArrayInPortions();
    void showsTheBeginningOfSome();
    void layouts_data();
    void layouts();
    void laysOutWithoutChangingAnything();
    void isCutBetweenCharacters();
    void isCutWhereItIsLong();
    void breaksLinesOfManyThousandCharacters();
};

void TestJson::unfolds()
{
    JsonTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it does so within the signals of a fetch
    tree.setJson(R"({"a": 1.10, "한글": "\uac00", "list": [true, null, {"x": -2e3}], "none": {}, "a": 2})");
    QCOMPARE(tree.rowCount(), 5);
    QCOMPARE(text(tree.index(0, 0), JsonTree::Key), u"a"_s);
    QCOMPARE(text(tree.index(0, 0)), u"1.10"_s); // as it is written
    QCOMPARE(text(tree.index(1, 0), JsonTree::Key), u"한글"_s);
    QCOMPARE(text(tree.index(1, 0)), u"가"_s);
    const QModelIndex list = tree.index(2, 0);
    QCOMPARE(text(list), u"3 items"_s);
    QVERIFY(tree.hasChildren(list));
    QCOMPARE(tree.rowCount(list), 0); // not before somebody looks
    QCOMPARE(text(child(tree, list, 0)), u"true"_s);
    QCOMPARE(tree.rowCount(list), 3);
    QCOMPARE(text(child(tree, list, 1), JsonTree::Key), u"1"_s);
    QCOMPARE(text(child(tree, child(tree, list, 2), 0)), u"-2e3"_s);
    QCOMPARE(text(tree.index(3, 0)), u"{}"_s);
    QVERIFY(!tree.hasChildren(tree.index(3, 0)));
    QCOMPARE(text(tree.index(4, 0)), u"2"_s); // both of two equal keys
    const auto kind = [](const QModelIndex &index) { return JsonTree::Kind(index.data(JsonTree::KindRole).toInt()); };
    QCOMPARE(kind(tree.index(0, 0)), JsonTree::Kind::Number);
    QCOMPARE(kind(tree.index(1, 0)), JsonTree::Kind::Text);
    QCOMPARE(kind(list), JsonTree::Kind::Array);
    QCOMPARE(kind(tree.index(0, 0, list)), JsonTree::Kind::Word);
    QCOMPARE(list.data(JsonTree::JsonRole).toByteArray(), QByteArray("[true, null, {\"x\": -2e3}]"));
}

// As queues keep records, one in the other.
void TestJson::unfoldsTextThatHoldsJson()
{
    JsonTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it does so within the signals of a fetch
    tree.setJson(R"({"body": "{\"name\": \"\\uac00\", \"deep\": \"[1]\"}", "text": "{no json", "brace": "{"})");
    const QModelIndex body = tree.index(0, 0);
    QCOMPARE(text(body), u"2 fields"_s);
    QCOMPARE(text(child(tree, body, 0)), u"가"_s);
    QCOMPARE(text(child(tree, child(tree, body, 1), 0)), u"1"_s);
    QVERIFY(!tree.hasChildren(tree.index(2, 0)) || tree.rowCount(tree.index(2, 0)) == 0);

    tree.setJson(R"("{\"a\": 7}")"); // an entry of its own
    QCOMPARE(tree.rowCount(), 1);
    QCOMPARE(text(tree.index(0, 0), JsonTree::Key), u"a"_s);
    QCOMPARE(text(tree.index(0, 0)), u"7"_s);
}

void TestJson::showsAValueAlone()
{
    JsonTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it does so within the signals of a fetch
    tree.setJson("\"sent\"");
    QCOMPARE(tree.rowCount(), 1);
    QCOMPARE(text(tree.index(0, 0)), u"sent"_s);
    tree.setJson({});
    QCOMPARE(tree.rowCount(), 0);
}

void TestJson::namesPaths()
{
    JsonTree tree;
    tree.setJson(R"({"data": [{"a": 1}], "with.dots": 2})");
    const QModelIndex data = tree.index(0, 0);
    QCOMPARE(child(tree, child(tree, data, 0), 0).data(JsonTree::PathRole).toString(), u"data.0.a"_s);
    QCOMPARE(tree.index(1, 0).data(JsonTree::PathRole).toString(), u"\"with.dots\""_s);
}

void TestJson::readsALongArrayInPortions()
{
    JsonTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it does so within the signals of a fetch
    tree.setJson("[" + QByteArray("0,").repeated(1999) + "0]");
    QCOMPARE(tree.rowCount(), 500);
    while (tree.canFetchMore({}))
        tree.fetchMore({});
    QCOMPARE(tree.rowCount(), 2000);
}

void TestJson::showsTheBeginningOfSome()
{
    JsonTree tree;
    tree.setJson(R"({"a": 1, "b": {"c": 2}, "d": "cut he)");
    QCOMPARE(tree.rowCount(), 2);
}

void TestJson::layouts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << QByteArray(R"({"a":1,  "b":[1,2]})") << u"{\"a\": 1, \"b\": [1, 2]}"_s;
    QTest::newRow("long") << QByteArray(R"({"a": "a text that is long enough for a line", "b": [1,2], "c": {"d": {}}})")
                          << u"{\n  \"a\": \"a text that is long enough for a line\",\n  \"b\": [1, 2],\n"
                             "  \"c\": {\"d\": {}}\n}"_s;
    QTest::newRow("escapes") << QByteArray(R"(["\uac00\n", "\"", 1.10, 10000000000000000000000])")
                             << u"[\"가\\n\", \"\\\"\", 1.10, 10000000000000000000000]"_s;
    QTest::newRow("cut short") << QByteArray(
        R"({"a": "a text that is long enough for a line of its own", "b": {"c": "cut)")
                               << u"{\n  \"a\": \"a text that is long enough for a line of its own\",\n"
                                  "  \"b\": {\n    \"c\": \"cut"_s;
    QTest::newRow("cut in a text of escapes") << QByteArray(R"(["\uac00\"\ub098)") << u"[\n  \"가\\\"나"_s;
    QTest::newRow("no JSON") << QByteArray("}],a") << u"\n}\n],\na"_s;
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestJson::layouts()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, text);
    QCOMPARE(laidOutJson(json), text);
}

void TestJson::laysOutWithoutChangingAnything()
{
    QByteArray json = R"({"n": 1.10, "t": "x y", "e": [], "o": {"k": [[[{"deep": null}]]]}})";
    for (int i = 0; i < 6; ++i)
        json = "[" + json + "," + json + "]";
    QCOMPARE(onOneLine(laidOutJson(json).toUtf8()), onOneLine(json));
}

void TestJson::isCutBetweenCharacters()
{
    const QByteArray json = R"("\uac00\ud83d\ude00\n\\u\"\uD83D\uDE00\ud83d no pair")";
    const QString whole = laidOutJson(json);
    QCOMPARE(whole.left(9), u"\"가\U0001F600\\n\\\\u"_s);
    QString before;
    for (qsizetype size = 1; size < json.size(); ++size) {
        const QString cut = laidOutJson(json.first(size));
        QVERIFY2(whole.startsWith(cut) && cut.startsWith(before), qPrintable(cut));
        QVERIFY2(!cut.back().isHighSurrogate(), qPrintable(cut));
        before = cut;
    }
    QCOMPARE(before, whole.chopped(1));
}

void TestJson::isCutWhereItIsLong()
{
    const ShownJson small = ShownJson::of("[1]");
    QVERIFY(!small.isCut());
    QVERIFY(small.note().isEmpty());
    const QByteArray wide = "[\"" + QString(u"가"_s).repeated(ShownJson::most).toUtf8() + "\"]";
    const ShownJson cut = ShownJson::of(wide);
    QVERIFY(cut.isCut());
    QVERIFY(cut.json.size() <= ShownJson::most && cut.json.size() > ShownJson::most - 4);
    QVERIFY(!cut.text.contains(QChar::ReplacementCharacter)); // no half a character
    QCOMPARE(cut.note(), u"The first 256 KiB of 768.0 KiB are shown."_s);
}

void TestJson::breaksLinesOfManyThousandCharacters()
{
    const QString smile = QString::fromUcs4(U"\U0001F600");
    const QString text = u"short\n"_s + smile.repeated(10'000) + u"\nshort"_s;
    const QString broken = inShortLines(text);
    for (const QString &line : broken.split(u'\n')) {
        QVERIFY(line.size() <= 1001);
        QVERIFY(line.isEmpty() || !line.front().isLowSurrogate());
    }
    QCOMPARE(QString(broken).remove(u'\n'), QString(text).remove(u'\n'));
    QCOMPARE(inShortLines(u"short\n\nand short"_s), u"short\n\nand short"_s);
    const ShownJson shown = ShownJson::of(QByteArray("[\"" + QByteArray(100'000, 'x') + "\"]"));
    QVERIFY(shown.text.count(u'\n') >= 100);
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
