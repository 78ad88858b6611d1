#include "core/textplaces.h"

#include <QTest>

using namespace batchdeck;

class TestTextPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereAByteStands_data();
    void saysWhereAByteStands();
    void knowsLongTexts();
    void isAskedOften();
};

void TestTextPlaces::saysWhereAByteStands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("at");
    QTest::addColumn<QString>("place");

    QTest::newRow("nothing") << QByteArray() << qsizetype(0) << "1:1";
    QTest::newRow("the beginning") << QByteArray("ab") << qsizetype(0) << "1:1";
    QTest::newRow("the end") << QByteArray("ab\nc") << qsizetype(4) << "2:2";
    QTest::newRow("past the end") << QByteArray("ab") << qsizetype(9) << "1:3";
    QTest::newRow("a line feed stands on its own line") << QByteArray("ab\nc") << qsizetype(2) << "1:3";
    QTest::newRow("characters, not bytes") << QByteArray("가나c") << qsizetype(6) << "1:3";
}

void TestTextPlaces::saysWhereAByteStands()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, at);
    const TextPlaces::Place place = TextPlaces(text).of(at);
    QTEST(QStringLiteral("%1:%2").arg(place.line).arg(place.column), "place");
}

// Past the places that it notes.
void TestTextPlaces::knowsLongTexts()
{
    QByteArray text;
    while (text.size() < 1'000'000)
        text += text.size() % 3 ? "가\n" : "한 줄의 글 ";
    const TextPlaces places(text);
    qsizetype line = 1;
    qsizetype column = 1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at % 8191 == 0 || at % (1 << 10) < 2) {
            QCOMPARE(places.of(at).line, line);
            QCOMPARE(places.of(at).column, column);
        }
        if (text[at] == '\n') {
            ++line;
            column = 1;
        } else if ((text[at] & 0xC0) != 0x80) {
            ++column;
        }
    }
}

// As often as there are flaws: a million of them in one line are not read a million times.
void TestTextPlaces::isAskedOften()
{
    const QByteArray text(1'000'000, ',');
    const TextPlaces places(text);
    for (qsizetype at = 0; at < text.size(); ++at)
        QCOMPARE(places.of(at).column, at + 1);
}

QTEST_APPLESS_MAIN(TestTextPlaces)
#include "tst_textplaces.moc"
