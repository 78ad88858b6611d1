#include "batchlook.h"

#include "formats/gzip.h"
#include "formats/textencoding.h"

#include <QRandomGenerator>

using namespace batchdeck;

// How bytes become text: encodings, found and set, and gzip.
class TestTextEncoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void findsUtf16ByItsFirstCharacter();
    void findsFarBehind();
    void findsAtTheVeryEnd_data();
    void findsAtTheVeryEnd();
    void findsWhereAPieceEnds();
    void findsDespiteStrayBytes();
    void isSet();
    void tellsUnknownBytes();
    void keepsEveryByte();
    void unpacks();
    void unpacksWhatIsThere();
    void believesNoDamagedPacking();
    void refusesBombs();

private:
    static QByteArray packed(const QByteArray &bytes)
    {
        Gzip gzip;
        QByteArray file = gzip.pack(bytes);
        return file.append(gzip.finish());
    }
};

void TestTextEncoding::finds_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<bool>("hasMark");
    QTest::newRow("UTF-8") << TextEncoding::Utf8 << false;
    QTest::newRow("UTF-8 with a mark") << TextEncoding::Utf8 << true;
    QTest::newRow("UTF-16") << TextEncoding::Utf16Le << false;
    QTest::newRow("UTF-16 with a mark") << TextEncoding::Utf16Le << true;
    QTest::newRow("UTF-16, high bytes first") << TextEncoding::Utf16Be << false;
    QTest::newRow("UTF-16 with a mark, high bytes first") << TextEncoding::Utf16Be << true;
    QTest::newRow("CP949") << TextEncoding::Cp949 << false;
}

void TestTextEncoding::finds()
{
    QFETCH(const TextEncoding, encoding);
    QFETCH(const bool, hasMark);
    const QByteArray table = "이름,quantity\n김철수,3\n뷁,4\n";
    const QByteArray json = "[{\"name\": \"김철수\"}, {\"name\": \"뷁\"}]";
    for (const bool isPacked : {false, true}) {
        for (const QByteArray &text : {table, json}) {
            const QByteArray bytes = encodedText(QByteArray(hasMark ? "\xEF\xBB\xBF" : "").append(text), encoding);
            const LoadedBatch batch = readBatch(isPacked ? packed(bytes) : bytes);
            QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
            QCOMPARE((*batch)->frame().encoding, encoding);
            QCOMPARE((*batch)->frame().hasMark, hasMark);
            QCOMPARE((*batch)->frame().isPacked, isPacked);
            QCOMPARE(entriesOf(**batch),
                     text == table ? (QByteArrayList{"김철수,3", "뷁,4"})
                                   : (QByteArrayList{"{\"name\": \"김철수\"}", "{\"name\": \"뷁\"}"}));
            QVERIFY((*batch)->flaws().empty());
        }
    }
}

// Where there is next to no ASCII in which zeros would show.
void TestTextEncoding::findsUtf16ByItsFirstCharacter()
{
    const QByteArray entry = '"' + QByteArray("김철수").repeated(50) + '"';
    for (const TextEncoding encoding : {TextEncoding::Utf16Le, TextEncoding::Utf16Be}) {
        const LoadedBatch batch = readBatch(encodedText(QByteArray('[' + entry + ']'), encoding));
        QVERIFY(batch);
        QCOMPARE((*batch)->frame().encoding, encoding);
        QCOMPARE(entriesOf(**batch), QByteArrayList{entry});
    }
}

// Megabytes of ASCII come first, and are scanned as UTF-8 by then.
void TestTextEncoding::findsFarBehind()
{
    const QByteArray text = '[' + QByteArray("{\"a\": \"ascii alone\"},\n").repeated(150'000) + "{\"a\": \"김철수\"}]";
    for (const TextEncoding encoding : {TextEncoding::Utf8, TextEncoding::Cp949}) {
        const LoadedBatch batch = readBatch(encodedText(text, encoding));
        QVERIFY(batch);
        QCOMPARE((*batch)->frame().encoding, encoding);
        QCOMPARE((*batch)->size(), 150'001U);
        QVERIFY((*batch)->flaws().empty());
        QCOMPARE((*batch)->entry(150'000), QByteArray("{\"a\": \"김철수\"}"));
    }
}

void TestTextEncoding::findsAtTheVeryEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("before the last line's end") << QByteArray("a,b\n1,한글\n");
    QTest::newRow("a syllable") << QByteArray("a,b\n1,한\n");
    QTest::newRow("without a line's end") << QByteArray("a,b\n1,한글");
    QTest::newRow("behind megabytes") << QByteArray("a,b\n" + QByteArray("1,ascii alone\n").repeated(150'000)
                                                    + "1,한글\n");
}

void TestTextEncoding::findsAtTheVeryEnd()
{
    QFETCH(const QByteArray, text);
    const QByteArray bytes = encodedText(text, TextEncoding::Cp949);
    for (const QByteArray &file : {bytes, packed(bytes)}) {
        const LoadedBatch batch = readBatch(file);
        QVERIFY(batch);
        QCOMPARE((*batch)->frame().encoding, TextEncoding::Cp949);
        QVERIFY((*batch)->flaws().empty());
        QVERIFY((*batch)->entry((*batch)->size() - 1).startsWith("1,한"));
    }
    // Half a character, or another encoding's letter, is none.
    for (const QByteArray &other : {QByteArray("a,b\n1,\xC7"), QByteArray("a,b\n1,caf\xE9\n")})
        QCOMPARE((*readBatch(other))->frame().encoding, TextEncoding::Utf8);
}

// What was taken for ASCII until then is no text of another encoding.
void TestTextEncoding::findsWhereAPieceEnds()
{
    constexpr qsizetype piece = 1 << 20;
    for (qsizetype before = piece - 4; before <= piece; ++before) {
        QByteArray head = "a,b\n" + QByteArray("1,2\n").repeated(piece / 4 - 10);
        head += QByteArray(before - head.size() - 2, 'x') + ",\"";
        const QByteArray text = head + "한글\"\n1,김철수\n";
        for (const TextEncoding encoding : {TextEncoding::Cp949, TextEncoding::Utf8}) {
            const LoadedBatch batch = readBatch(packed(encodedText(text, encoding)));
            QVERIFY(batch);
            QCOMPARE((*batch)->frame().encoding, encoding);
            QVERIFY((*batch)->flaws().empty());
            QVERIFY((*batch)->entry((*batch)->size() - 2).endsWith("\"한글\""));
        }
    }
}

void TestTextEncoding::findsDespiteStrayBytes()
{
    const QByteArray rows = encodedText(QByteArray("김철수,3\n이영희,4\n").repeated(10), TextEncoding::Cp949);
    const LoadedBatch korean = readBatch("name,count\n" + rows + "\xFF,5\n" + rows);
    QVERIFY(korean);
    QCOMPARE((*korean)->frame().encoding, TextEncoding::Cp949);
    QCOMPARE((*korean)->size(), 41U);
    QCOMPARE((*korean)->flaws().size(), std::size_t(1));
    QCOMPARE((*korean)->entry(21), QByteArray("김철수,3"));

    // Letters of another encoding are not taken for Korean: their rows are told.
    const LoadedBatch german = readBatch(QByteArray("name,count\nM\xFCller,3\nStra\xDF"
                                                    "e,4\nGru\xDF,5\n")
                                             .repeated(9));
    QVERIFY(german);
    QCOMPARE((*german)->frame().encoding, TextEncoding::Utf8);
    QCOMPARE((*german)->flaws().size(), std::size_t(27));
}

void TestTextEncoding::isSet()
{
    const QByteArray bytes = "[\"\xC3\xA9\"]"; // é in UTF-8, 챕 in CP949
    QCOMPARE((*readBatch(bytes))->entry(0), QByteArray("\"é\""));
    LoadRequest request;
    request.encoding = TextEncoding::Cp949;
    QCOMPARE((*readBatch(bytes, request))->entry(0), QByteArray("\"챕\""));
}

void TestTextEncoding::tellsUnknownBytes()
{
    LoadRequest request;
    request.encoding = TextEncoding::Cp949;
    const LoadedBatch cp949 = readBatch("[\"\xB1\xE8\", \"\xFF\xFF\", 1]", request);
    QVERIFY(cp949);
    QCOMPARE((*cp949)->flaws().size(), std::size_t(1));
    QCOMPARE((*cp949)->flaws().front().kind, FlawKind::BadUtf8);
    QCOMPARE((*cp949)->flaws().front().row, 1U);

    const QByteArray lone("[\0\"\0\x00\xD8\"\0,\0001\0]\0", 14);
    const LoadedBatch utf16 = readBatch(lone);
    QVERIFY(utf16);
    QCOMPARE((*utf16)->size(), 2U);
    QCOMPARE((*utf16)->flaws().size(), std::size_t(1));
    QCOMPARE((*utf16)->flaws().front().kind, FlawKind::BadUtf8);
}

void TestTextEncoding::keepsEveryByte()
{
    for (int lead = 0x81; lead < 0xFF; ++lead) {
        for (int trail = 0x41; trail < 0xFF; ++trail) {
            QByteArray bytes(2, static_cast<char>(lead));
            bytes[1] = static_cast<char>(trail);
            for (const QByteArray &behind : {QByteArray(), QByteArray("\xFF")}) {
                QByteArray text;
                TextDecoder decoder(TextEncoding::Cp949);
                decoder.decode(bytes.first(1), text);
                decoder.decode(QByteArray(bytes.last(1) + behind), text);
                decoder.finish(text);
                QCOMPARE(encodedText(text, TextEncoding::Cp949), QByteArray(bytes + behind));
            }
        }
    }
    for (const TextEncoding encoding : {TextEncoding::Cp949, TextEncoding::Utf16Le, TextEncoding::Utf16Be}) {
        QRandomGenerator dice(1);
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes(dice.bounded(12), Qt::Uninitialized);
            for (char &byte : bytes) // many of them halves of pairs
                byte = static_cast<char>(dice.bounded(2) == 0 ? 0xD8 + dice.bounded(8) : dice.bounded(256));
            QByteArray text;
            TextDecoder decoder(encoding);
            decoder.decode(bytes, text);
            decoder.finish(text);
            QCOMPARE(encodedText(text, encoding).toHex(), bytes.toHex());
        }
    }
}

void TestTextEncoding::unpacks()
{
    const QByteArray lines = QByteArray("{\"a\": 1}\n").repeated(100'000);
    const LoadedBatch batch = readBatch(packed(lines) + packed("{\"a\": 2}\n") + QByteArray(512, '\0'));
    QVERIFY(batch);
    QCOMPARE((*batch)->size(), 100'001U);
    QCOMPARE((*batch)->entry(100'000), QByteArray("{\"a\": 2}"));
    QVERIFY((*batch)->flaws().empty());
}

void TestTextEncoding::unpacksWhatIsThere()
{
    QByteArray lines;
    for (int line = 0; line < 20'000; ++line)
        lines += "{\"a\": " + QByteArray::number(line * 7919 % 104729) + "}\n";
    const QByteArray whole = packed(lines);
    for (const qsizetype size : {whole.size() - 4, whole.size() / 2, whole.size() / 2 + 1}) {
        const LoadedBatch batch = readBatch(whole.first(size));
        QVERIFY(batch);
        QVERIFY((*batch)->size() > 5'000);
        QCOMPARE((*batch)->flaws().size(), std::size_t(1));
        QCOMPARE((*batch)->flaws().front().row, (*batch)->size() - 1);
    }
    QCOMPARE(readBatch(whole.first(5)).error().message,
             QStringLiteral("The text is packed with gzip, but damaged: nothing of it can be unpacked."));
}

// What is complete, but for the sum at its end or whatever stands behind it, is told to be damaged.
void TestTextEncoding::believesNoDamagedPacking()
{
    const QByteArray whole = packed("[1, 2]");
    QByteArray altered = whole;
    altered[altered.size() - 8] = static_cast<char>(altered[altered.size() - 8] ^ 1);
    for (const QByteArray &file : QByteArrayList{altered, whole.chopped(8), whole + "\x1F\x8B and more"}) {
        const LoadedBatch batch = readBatch(file);
        QVERIFY(batch);
        QCOMPARE((*batch)->size(), 3U);
        QCOMPARE((*batch)->flaws().size(), std::size_t(1));
        QCOMPARE((*batch)->flaws().front().row, 2U);
        QCOMPARE((*batch)->flaws().front().kind, FlawKind::Damaged);
    }
    QVERIFY((*readBatch(whole))->flaws().empty());
}

void TestTextEncoding::refusesBombs()
{
    Gzip gzip;
    QByteArray bomb = gzip.pack("[");
    const QByteArray space(1 << 20, ' ');
    for (int piece = 0; piece < 300; ++piece)
        bomb += gzip.pack(space);
    bomb += gzip.finish();
    const LoadedBatch batch = readBatch(bomb);
    QVERIFY(!batch);
    QVERIFY2(batch.error().message.startsWith(u"The text unpacks to more than 200 times its size"),
             qPrintable(batch.error().message));
}

QTEST_APPLESS_MAIN(TestTextEncoding)
#include "tst_textencoding.moc"
