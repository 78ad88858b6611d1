#include "core/nearest.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestNearest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void hints();
};

void TestNearest::names_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("meant"); // empty: nobody can tell
    QTest::newRow("a letter is missing") << u"statment"_s << u"statement"_s;
    QTest::newRow("a letter too many") << u"statemennt"_s << u"statement"_s;
    QTest::newRow("two are swapped") << u"knid"_s << u"kind"_s;
    QTest::newRow("capitals") << u"KIND"_s << u"kind"_s;
    QTest::newRow("the nearer one") << u"bin"_s << u"bind"_s;
    QTest::newRow("too far") << u"concurrency"_s << QString();
    QTest::newRow("nothing written") << QString() << QString();
    QTest::newRow("far too long") << QString(100'000, u'k') << QString();
}

void TestNearest::names()
{
    QFETCH(const QString, written);
    QTEST(nearest(written, {u"statement"_s, u"kind"_s, u"bind"_s, u"by"_s}).value_or(QString()), "meant");
}

void TestNearest::hints()
{
    QCOMPARE(nearestHint(u"knid"_s, {u"kind"_s}), u"Did you mean “kind”?"_s);
    QCOMPARE(nearestHint(u"url"_s, {u"kind"_s, u"by"_s}), u"There are: “kind”, “by”."_s);
    QCOMPARE(nearestHint(u"url"_s, {}), u"There are none."_s);
    const QString many = nearestHint(u"url"_s, QStringList(1000, QString(1000, u'x')));
    QVERIFY2(many.size() < 1000 && many.contains(u"and 988 more"_s), qPrintable(many));
}

QTEST_APPLESS_MAIN(TestNearest)
#include "tst_nearest.moc"
