#include "operations/kinds.h"

#include "core/memoryjournal.h"
#include "core/nearest.h"
#include "core/workloadbuilder.h"

#include "core/runfixture.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestKinds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areDescribed();
    void areMade();
    void unknownOnesAreNot();
    void whatCannotBeUndoneIsPreviewed();
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

void TestKinds::whatCannotBeUndoneIsPreviewed()
{
    QVERIFY(canBeUndone(u"sql"_s) && canBeUndone(u"sql.upsert"_s) && !canBeUndone(u"simulate"_s));
    const Plan trial = Plan::trial();
    RunSetup setup;
    setup.batch = batchOf({R"({"seconds": 3600, "fail": "no"})", R"({"seconds": -1})"});
    setup.workload = *workloadOf(*setup.batch, trial, kinds());
    setup.operations.push_back(*makeOperation(trial.operations.front(), trial, {}, {}, Effect::Undone));
    setup.launcher = testLauncher();
    MemoryJournal journal;
    setup.journal = &journal;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    QCOMPARE(journal.itemsOf(0).back().outcome.result, QByteArray(R"({"preview": "Takes 3600 s. Fails: no"})"));
    QCOMPARE(run->record(1).state, State::Failed);
}

QTEST_GUILESS_MAIN(TestKinds)
#include "tst_kinds.moc"
