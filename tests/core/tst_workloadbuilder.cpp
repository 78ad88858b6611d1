#include "core/workloadbuilder.h"

#include "core/runfixture.h"
#include "core/unknownoperation.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

// moc reads no raw string before a class.
class TestWorkloadBuilder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNothingThatNobodyNeeds();
    void operationsByName();
    void unknownOperationsFailByName_data();
    void unknownOperationsFailByName();
    void targetsAndLimits();
    void gatesAreCalledByWhoPasses();
    void aLimitThatNothingReachesIsNone();
    void recordsThatShare();
    void invalidRows();
    void traits();
    void longValuesAreToldApart();
    void manyRecordsAreNumberedInTheirOrder();
    void canBeStopped();
};

namespace {

const std::vector<KindDescription> someKinds = {
    {.name = u"simulate"_s, .summary = {}, .idempotent = true},
    {.name = u"sql"_s, .summary = {}, .durable = true},
};

Template filled(const QString &text)
{
    return *Template::parse(text);
}

Plan planOf(const QStringList &operations)
{
    Plan plan;
    for (const QString &name : operations)
        plan.operations.push_back({name, u"simulate"_s});
    return plan;
}

Workload built(const QByteArrayList &entries, const Plan &plan)
{
    const auto workload = workloadOf(*batchOf(entries), plan, someKinds);
    if (!workload)
        qFatal("%s", qPrintable(workload.error().message));
    return *workload;
}

// What each record stands for: "operation/target/limits".
QStringList shown(const Workload &workload, const QByteArrayList &entries)
{
    const auto batch = batchOf(entries);
    QStringList rows;
    for (quint32 row = 0; row < workload.records; ++row) {
        const Workload::Group &group = workload.groups[workload.groupOf.empty() ? 0 : workload.groupOf[row]];
        const auto name = [&](quint32 gate) { return workload.gateNames.name(gate, batch->record(row)); };
        QStringList limits;
        for (const quint32 gate : group.limits)
            limits << name(gate);
        rows << u"%1/%2/%3"_s.arg(QString::number(group.operation),
                                  group.target == nothing ? QString() : name(group.target), limits.join(u'+'));
    }
    return rows;
}

} // namespace

void TestWorkloadBuilder::readsNothingThatNobodyNeeds()
{
    const Workload workload = built({R"({"operation": "x"})", "{}"}, Plan::trial());
    QCOMPARE(workload.records, 2u);
    QCOMPARE(workload.operations.size(), std::size_t(1));
    QVERIFY(workload.operations[0].idempotent);
    QVERIFY(workload.groupOf.empty() && workload.sameAs.empty() && workload.gates.empty());
    QCOMPARE(workload.groups.size(), std::size_t(1));
}

void TestWorkloadBuilder::operationsByName()
{
    const QByteArrayList entries{R"({"operation": "b"})",
                                 R"({"operation": "a"})",
                                 R"({"operation": "c"})",
                                 "{}",
                                 R"({"operation": "*"})",
                                 R"({"operation": "b"})",
                                 "[]"};
    const Workload workload = built(entries, planOf({u"a"_s, u"*"_s, u"b"_s}));
    QCOMPARE(shown(workload, entries),
             (QStringList{u"2//"_s, u"0//"_s, u"1//"_s, u"1//"_s, u"1//"_s, u"2//"_s, u"1//"_s}));
    QCOMPARE(workload.operations.size(), std::size_t(3));
    QCOMPARE(workload.groups.size(), std::size_t(3));
}

void TestWorkloadBuilder::unknownOperationsFailByName_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("message");
    QTest::newRow("misspelt") << QByteArray(R"({"operation": "tuoch"})")
                              << u"The plan has no operation “tuoch”. Did you mean “touch”?"_s;
    QTest::newRow("another") << QByteArray(R"({"operation": "x"})")
                             << u"The plan has no operation “x”. There are: “touch”, “score”."_s;
    QTest::newRow("none") << QByteArray("{}")
                          << u"The record asks for no operation, and the plan has none (“*”) for such records. The "
                             "plan has: “touch”, “score”."_s;
}

void TestWorkloadBuilder::unknownOperationsFailByName()
{
    QFETCH(const QByteArray, entry);
    const Plan plan = planOf({u"touch"_s, u"score"_s});
    RunSetup setup;
    setup.batch = batchOf({R"({"operation": "touch"})", entry});
    setup.workload = *workloadOf(*setup.batch, plan, someKinds);
    QCOMPARE(setup.workload.operations.size(), std::size_t(3));
    for (int at = 0; at < 2; ++at)
        setup.operations.push_back(
            std::make_unique<Starting>([](AttemptHandle handle) { handle.finish(Outcome::done()); }));
    setup.operations.push_back(std::make_unique<UnknownOperation>(plan));
    setup.launcher = testLauncher();
    MemoryJournal journal;
    setup.journal = &journal;
    auto run = BatchRun::create(std::move(setup));
    QVERIFY(run);
    (*run)->start();
    QVERIFY((*run)->wait(60s));
    QCOMPARE((*run)->record(0).state, State::Succeeded);
    QCOMPARE((*run)->record(1).state, State::Failed);
    const auto items = journal.itemsOf(1);
    QCOMPARE(items.size(), std::size_t(1));
    QTEST(items[0].outcome.error.message, "message");
}

void TestWorkloadBuilder::targetsAndLimits()
{
    Plan plan = Plan::trial();
    plan.target = filled(u"{db}"_s);
    plan.limits = {{filled(u"{db}"_s), 1}, {filled(u"{db}/{table}"_s), 2}};
    const QByteArrayList entries{R"({"db": "a", "table": "t"})",
                                 R"({"db": "b", "table": "t"})",
                                 R"({"table": "t"})",
                                 R"({"db": "a", "table": "t"})",
                                 R"({"db": null})",
                                 R"({"db": "a", "table": "t"})",
                                 R"({"db": "b", "table": "u"})"};
    const Workload workload = built(entries, plan);
    QCOMPARE(shown(workload, entries),
             (QStringList{u"0/a/db = a+a/t"_s, u"0/b/db = b"_s, u"0//"_s, u"0/a/db = a+a/t"_s, u"0//"_s,
                          u"0/a/db = a+a/t"_s, u"0/b/db = b"_s}));
    QCOMPARE(workload.groups.size(), std::size_t(3));
    for (const quint32 row : {0U, 1U}) {
        const Workload::Group &group = workload.groups[workload.groupOf[row]];
        QCOMPARE(workload.gates[group.target].max, nothing);
        QCOMPARE(workload.gates[group.limits[0]].max, 1U);
    }
    QCOMPARE(workload.gates[workload.groups[0].limits[1]].max, 2U);
}

// On one line, not long, and without reading all of a long record.
void TestWorkloadBuilder::gatesAreCalledByWhoPasses()
{
    Plan plan = Plan::trial();
    plan.limits = {{filled(u"{db}"_s), 1}};
    const QByteArray far = R"({"data": ")" + QByteArray(100'000, 'x') + R"(", "db": "a"})";
    const QByteArray wide = R"({"db": ")" + QByteArray(300, 'y') + R"("})";
    const QByteArrayList entries{R"({"db": "a"})", R"({"db": " a\n b "})", far, wide};
    const Workload workload = built(entries + entries, plan);
    QCOMPARE(workload.gates.size(), std::size_t(3));
    const auto batch = batchOf(entries + entries);
    const auto name = [&](quint32 row) {
        return workload.gateNames.name(workload.groups[workload.groupOf[row]].limits[0], batch->record(row));
    };
    QCOMPARE(name(4), u"db = a"_s);
    QCOMPARE(name(1), u"db = a b"_s);
    QCOMPARE(name(2), u"db"_s);
    QCOMPARE(name(3).size(), 81);
    QCOMPARE(GateNames().name(0, batch->record(0)), QString());
}

void TestWorkloadBuilder::aLimitThatNothingReachesIsNone()
{
    Plan plan = Plan::trial();
    plan.target = filled(u"{id}"_s);
    plan.limits = {{filled(u"{id}"_s), 1}, {filled(u"{two}"_s), 2}};
    const Workload workload =
        built({R"({"id": 1, "two": 1})", R"({"id": 2, "two": 1})", R"({"id": 3})", R"({"id": 4, "two": 2})"}, plan);
    QVERIFY(workload.gates.empty());
    QCOMPARE(workload.groups.size(), std::size_t(1));
}

void TestWorkloadBuilder::recordsThatShare()
{
    Plan plan = Plan::trial();
    plan.coalesce = filled(u"{sku}"_s);
    const Workload workload = built({R"({"sku": "b"})", R"({"sku": "a"})", "{}", R"({"sku": "b"})", R"({"sku": ""})",
                                     R"({"sku": null})", R"({"sku": ""})"},
                                    plan);
    QCOMPARE(workload.sameAs, (std::vector<quint32>{0, 1, nothing, 0, 2, nothing, 2}));
}

void TestWorkloadBuilder::invalidRows()
{
    Plan plan = planOf({u"a"_s});
    const QByteArray text = R"({"operation": "a"})";
    const Batch batch({text + text, {0, 18}, {18, 18}, {Flaw{1, 0, FlawKind::NotJson}}, {}, {}});
    const auto workload = workloadOf(batch, plan, someKinds);
    QVERIFY(workload);
    QCOMPARE(workload->invalid, std::vector<quint32>{1});
    QCOMPARE(workload->operations.size(), std::size_t(1)); // nothing unknown
}

void TestWorkloadBuilder::traits()
{
    Plan plan = planOf({u"a"_s, u"b"_s, u"c"_s, u"*"_s});
    plan.operations[0].kind = u"sql"_s;
    plan.operations[1].keys.add({u"idempotent"_s, "false", {{{}, false}}, false});
    plan.operations[2].kind = u"sql"_s;
    plan.operations[2].keys.add({u"idempotent"_s, "true", {{{}, true}}, false});
    const Workload workload = built({"{}"}, plan);
    const auto is = [&](std::size_t at, bool idempotent, bool durable, bool claimed) {
        const Workload::OperationTraits &traits = workload.operations[at];
        return traits.idempotent == idempotent && traits.durable == durable && traits.claimed == claimed;
    };
    QVERIFY(is(0, false, true, true));
    QVERIFY(is(1, false, true, true)); // it may not run twice: its end is to be known for certain
    QVERIFY(is(2, true, true, false));
    QVERIFY(is(3, true, false, false));
}

void TestWorkloadBuilder::longValuesAreToldApart()
{
    QByteArrayList entries;
    for (int size = 0; size < 40; ++size) {
        entries << R"({"sku": ")" + QByteArray(size, 'x') + "\"}";
        entries << R"({"sku": ")" + QByteArray(size, 'x') + "y\"}";
    }
    Plan plan = Plan::trial();
    plan.coalesce = filled(u"{sku}"_s);
    const Workload workload = built(entries + entries, plan);
    for (quint32 row = 0; row < workload.records; ++row)
        QCOMPARE(workload.sameAs[row], row % quint32(entries.size()));
}

// Whoever reads which part first.
void TestWorkloadBuilder::manyRecordsAreNumberedInTheirOrder()
{
    QByteArrayList entries;
    for (int row = 0; row < 30'000; ++row)
        entries << "{\"db\": \"db" + QByteArray::number(row % 97) + "\", \"sku\": " + QByteArray::number(row / 3) + "}";
    Plan plan = Plan::trial();
    plan.limits = {{filled(u"{db}"_s), 4}};
    plan.coalesce = filled(u"{sku}"_s);
    const Workload workload = built(entries, plan);
    QCOMPARE(workload.gates.size(), std::size_t(97));
    QCOMPARE(workload.groups.size(), std::size_t(97));
    for (quint32 row = 0; row < workload.records; ++row) {
        QCOMPARE(workload.groupOf[row], row % 97);
        QCOMPARE(workload.sameAs[row], row / 3);
    }
}

void TestWorkloadBuilder::canBeStopped()
{
    const auto source = std::make_shared<std::stop_source>();
    source->request_stop();
    const auto workload = workloadOf(*batchOf({"{}"}), planOf({u"a"_s}), someKinds, source->get_token());
    QVERIFY(!workload);
    QCOMPARE(workload.error().kind, u"cancelled"_s);
}

QTEST_GUILESS_MAIN(TestWorkloadBuilder)
#include "tst_workloadbuilder.moc"
