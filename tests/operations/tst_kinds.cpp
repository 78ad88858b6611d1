#include "operations/kinds.h"

#include "core/nearest.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestKinds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areDescribed();
    void areMade();
    void unknownOnesAreNot();
};

void TestKinds::areDescribed()
{
    QSet<QString> names;
    for (const KindDescription &kind : kinds()) {
        names += kind.name;
        QVERIFY2(kind.summary.endsWith(u'.'), qPrintable(kind.name));
        QSet<QString> keys;
        for (const KeyDescription &key : kind.keys) {
            keys += key.name;
            QVERIFY2(key.help.endsWith(u'.'), qPrintable(kind.name + u'.' + key.name));
        }
        QCOMPARE(keys.size(), qsizetype(kind.keys.size()));
    }
    QCOMPARE(names.size(), qsizetype(kinds().size()));
    QVERIFY(names.contains(u"simulate"_s));
}

void TestKinds::areMade()
{
    const Plan trial = Plan::trial();
    const auto operation = makeOperation(trial.operations.front(), trial);
    QVERIFY(operation);
    QVERIFY(*operation);
}

void TestKinds::unknownOnesAreNot()
{
    const auto operation = makeOperation({u"*"_s, u"simulat"_s}, {});
    QVERIFY(!operation);
    QCOMPARE(operation.error().message, u"The kind “simulat” is not known. Did you mean “simulate”?"_s);
}

QTEST_APPLESS_MAIN(TestKinds)
#include "tst_kinds.moc"
