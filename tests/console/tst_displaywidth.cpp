#include "console/displaywidth.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestDisplayWidth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void widths_data();
    void widths();
    void cuts_data();
    void cuts();
};

void TestDisplayWidth::widths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("nothing") << u""_s << 0;
    QTest::newRow("letters") << u"abc · é"_s << 7;
    QTest::newRow("Hangul") << u"가나다"_s << 6;
    QTest::newRow("Hangul in its parts") << u"\u1100\u1161"_s << 3;
    QTest::newRow("ideographs") << u"漢字"_s << 4;
    QTest::newRow("beyond the first plane") << u"\U00020000\U0001F600"_s << 4;
    QTest::newRow("written onto another") << u"e\u0301"_s << 1;
    QTest::newRow("half a pair") << QString(QChar(0xD800)) << 1;
}

void TestDisplayWidth::widths()
{
    QFETCH(const QString, text);
    QTEST(displayWidth(text), "width");
}

void TestDisplayWidth::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("cells");
    QTest::addColumn<QString>("beginning");
    QTest::newRow("it fits") << u"abc"_s << 3 << u"abc"_s;
    QTest::newRow("cut") << u"abc"_s << 2 << u"ab"_s;
    QTest::newRow("no half a syllable") << u"가나"_s << 3 << u"가"_s;
    QTest::newRow("no half a pair") << u"\U0001F600a"_s << 1 << u""_s;
    QTest::newRow("no room") << u"abc"_s << 0 << u""_s;
}

void TestDisplayWidth::cuts()
{
    QFETCH(const QString, text);
    QFETCH(const int, cells);
    QTEST(cutToWidth(text, cells), "beginning");
}

QTEST_APPLESS_MAIN(TestDisplayWidth)
#include "tst_displaywidth.moc"
