#include "core/jsontext.h"
#include "models/needle.h"

#include <QRandomGenerator>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

QByteArray ascii(const QByteArray &utf8) // as a writer that knows no other characters
{
    QByteArray bytes;
    for (const QChar unit : QString::fromUtf8(utf8)) {
        if (unit.unicode() < 0x80)
            bytes += char(unit.unicode());
        else
            bytes += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    }
    return bytes;
}

} // namespace

// A text is found in entries however they are written.
class TestNeedle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void findsWhatJsonWrites_data();
    void findsWhatJsonWrites();
    void findsNoMoreThanAScanDoes();
};

void TestNeedle::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("as it is") << u"stock"_s << QByteArray(R"({"a": "stock"})") << true;
    QTest::newRow("another case") << u"sTock"_s << QByteArray(R"({"a": "STOCk"})") << true;
    QTest::newRow("not there") << u"stock"_s << QByteArray(R"({"a": "stoc", "b": "k"})") << false;
    QTest::newRow("the whole entry") << u"abc"_s << QByteArray("abc") << true;
    QTest::newRow("longer than the entry") << u"abcd"_s << QByteArray("abc") << false;
    QTest::newRow("one letter, the last") << u"c"_s << QByteArray("abC") << true;
    QTest::newRow("an empty entry") << u"c"_s << QByteArray() << false;
    QTest::newRow("behind many bytes") << u"needle"_s << QByteArray(1000, 'n') + "NEEDLE" << true;
    QTest::newRow("beginning where another fails") << u"aab"_s << QByteArray("aaab") << true;
    QTest::newRow("Korean") << u"주문"_s << QByteArray(R"({"a": "새 주문"})") << true;
    QTest::newRow("Korean, other") << u"주문"_s << QByteArray(R"({"a": "새 주인"})") << false;
    QTest::newRow("escaped") << u"주문"_s << QByteArray(R"({"a": "\uc8fc\ubb38"})") << true;
    QTest::newRow("escaped in capitals") << u"주문"_s << QByteArray(R"({"a": "\uC8FC\uBB38"})") << true;
    QTest::newRow("escaped twice") << u"주문"_s << QByteArray(R"("{\"a\": \"\\uc8fc\\ubb38\"}")") << true;
    QTest::newRow("escaped four times") << u"주문"_s << QByteArray(R"(\\\\\\\\uc8fc\\\\\\\\ubb38)") << true;
    QTest::newRow("escaped, other") << u"주문"_s << QByteArray(R"({"a": "\uc8fc\ubb39"})") << false;
    QTest::newRow("digits that only look like it") << u"주문"_s << QByteArray(R"({"a": "uc8fcubb38"})") << false;
    QTest::newRow("half escaped") << u"주문 7"_s << QByteArray(R"({"a": "주\ubb38 7"})") << true;
    QTest::newRow("Korean in the middle") << u"a주b"_s << QByteArray(R"(\\"A\\uc8fcB\\")") << true;
    QTest::newRow("a pair") << u"😀!"_s << QByteArray(R"({"a": "\ud83d\ude00!"})") << true;
    QTest::newRow("a pair, escaped twice") << u"😀"_s << QByteArray(R"(\\ud83d\\ude00)") << true;
    QTest::newRow("a pair in UTF-8") << u"😀"_s << QByteArray("\xF0\x9F\x98\x80") << true;
    QTest::newRow("an accent in another case") << u"ÉTÉ"_s << QByteArray(R"({"a": "été"})") << true;
    QTest::newRow("the same, escaped") << u"été"_s << QByteArray(R"({"a": "\u00C9t\u00e9"})") << true;
    QTest::newRow("Cyrillic") << u"заказ"_s << QByteArray(R"({"a": "ЗАКАЗ"})") << true;
    QTest::newRow("a key with its quotes") << u"\"a\": 1"_s << QByteArray(R"({"a": 1})") << true;
    QTest::newRow("the same, escaped") << u"\"a\": 1"_s << QByteArray(R"("{\"a\": 1}")") << true;
    QTest::newRow("pasted as it stands") << u"\\\"a\\\": \\\"\\uc8fc"_s << QByteArray(R"({"a": "주"})") << true;
    QTest::newRow("a slash") << u"a/b"_s << QByteArray(R"("a\/b")") << true;
    QTest::newRow("an ampersand, escaped") << u"&b"_s << QByteArray(R"("a\u0026b")") << true;
    QTest::newRow("cut short") << u"주"_s << QByteArray("\xEC\xA3") << false;
    QTest::newRow("escape cut short") << u"주"_s << QByteArray("\\uc8f") << false;
}

void TestNeedle::finds()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, entry);
    QTEST(Needle(text).isInEntry(entry), "isThere");
}

void TestNeedle::findsWhatJsonWrites_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &text : {u"plain"_s, u"주문"_s, u"새 주문 12"_s, u"\"quoted\""_s, u"a/b"_s, u"été 주문"_s})
        QTest::newRow(qPrintable(text)) << text;
}

// However often it is written into a string of JSON again, with or without characters beyond ASCII.
void TestNeedle::findsWhatJsonWrites()
{
    QFETCH(const QString, text);
    const Needle needle(text);
    QByteArray raw = quoted(QStringView(QString(u"before " + text + u" after")));
    QByteArray escaped = raw;
    for (int depth = 0; depth < 3; ++depth) {
        escaped = ascii(escaped);
        QVERIFY2(needle.isInEntry(raw), raw);
        QVERIFY2(needle.isInEntry(escaped), escaped);
        raw = quoted(QByteArrayView(raw));
        escaped = quoted(QByteArrayView(escaped));
    }
}

void TestNeedle::findsNoMoreThanAScanDoes()
{
    QRandomGenerator dice(1);
    const auto random = [&](int size) {
        QString text;
        for (int i = 0; i < size; ++i)
            text += u"abAB주é"[dice.bounded(6)];
        return text;
    };
    int found = 0;
    for (int turn = 0; turn < 20'000; ++turn) {
        const QString text = random(dice.bounded(1, 5));
        const QString entry = random(dice.bounded(0, 60));
        const bool isThere = entry.contains(text, Qt::CaseInsensitive);
        found += isThere;
        QCOMPARE(Needle(text).isInEntry(entry.toUtf8()), isThere);
        QCOMPARE(Needle(text).isInEntry(ascii(entry.toUtf8())), isThere);
    }
    QVERIFY(found > 1000 && found < 19'000);
}

QTEST_GUILESS_MAIN(TestNeedle)
#include "tst_needle.moc"
