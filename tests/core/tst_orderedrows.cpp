#include "core/orderedrows.h"

#include <QTest>

#include <random>
#include <set>

using namespace batchdeck;

// Records that wait in their order: the first is always the right one, and bulk comes without a heap.
class TestOrderedRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithASet();
    void bulkTakesNoHeap_data();
    void bulkTakesNoHeap();
    void thereAreMorePlacesInFrontThanVerbs();
};

namespace {

constexpr OrderedRows::Places places{Place::Line, Place::Heap};

} // namespace

void TestOrderedRows::agreesWithASet()
{
    int inHeap = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 dice(seed);
        RecordTable records(60);
        OrderedRows rows;
        std::set<std::pair<qint64, quint32>> wanted;
        for (int step = 0; step < 400; ++step) {
            const quint32 row = dice() % 60;
            if (records[row].place == Place::None) {
                records[row].front = dice() % 2 ? 0 : -qint64(dice() % 50); // some of them in the same place
                rows.add(records, row, places);
                wanted.emplace(records.order(row), row);
            } else {
                rows.remove(records, row, places);
                wanted.erase({records.order(row), row});
            }
            inHeap += records[row].place == Place::Heap;
            QCOMPARE(rows.first(records), wanted.empty() ? nothing : wanted.begin()->second);
        }
    }
    QVERIFY(inHeap > 1000); // both ways were tried
}

void TestOrderedRows::bulkTakesNoHeap_data()
{
    QTest::addColumn<quint32>("from"); // what comes, in order
    QTest::addColumn<quint32>("to");
    QTest::addColumn<quint32>("step");
    QTest::addColumn<bool>("inFront");
    QTest::newRow("all, once more") << 0U << 1000U << 1U << false;
    QTest::newRow("before those that wait") << 0U << 500U << 1U << false;
    QTest::newRow("behind them") << 500U << 1000U << 1U << false;
    QTest::newRow("among them") << 0U << 1000U << 3U << false;
    QTest::newRow("to the front") << 0U << 1000U << 2U << true;
}

// A million that a person tries again wait in as many bytes as they did before.
void TestOrderedRows::bulkTakesNoHeap()
{
    QFETCH(quint32, from);
    QFETCH(quint32, to);
    QFETCH(quint32, step);
    QFETCH(bool, inFront);
    RecordTable records(1000);
    OrderedRows rows;
    const auto isOfBulk = [&](quint32 row) { return row >= from && row < to && (row - from) % step == 0; };
    for (quint32 row = 0; row < 1000; ++row) {
        if (!isOfBulk(row))
            rows.add(records, row, places);
    }
    qint64 front = -1000;
    for (quint32 row = from; row < to; row += step) {
        records[row].front = inFront ? front++ : 0;
        rows.add(records, row, places);
    }
    for (quint32 row = 0; row < 1000; ++row)
        QCOMPARE(int(records[row].place), int(Place::Line));
    qint64 last = -10000;
    for (quint32 row = rows.first(records); row != nothing; row = rows.first(records)) {
        QVERIFY(records.order(row) > last);
        last = records.order(row);
        rows.remove(records, row, places);
    }
}

// Each bulk verb takes as many places as it has rows.
void TestOrderedRows::thereAreMorePlacesInFrontThanVerbs()
{
    constexpr qint64 aMillionVerbs = 1'000'000LL * 1'000'000;
    RecordTable records(3);
    records[2].front = -aMillionVerbs - 1;
    records[1].front = -aMillionVerbs;
    QVERIFY(records.goesBefore(2, 1));
    QVERIFY(records.goesBefore(1, 0));
}

QTEST_GUILESS_MAIN(TestOrderedRows)
#include "tst_orderedrows.moc"
