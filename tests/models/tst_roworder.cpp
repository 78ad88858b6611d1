#include "models/roworder.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace batchdeck;

namespace {

// The same, by going through everything each time.
struct Naive {
    std::vector<quint32> order;
    std::vector<bool> shown; // by row

    std::vector<quint32> rows() const
    {
        std::vector<quint32> rows;
        std::copy_if(order.begin(), order.end(), std::back_inserter(rows), [this](quint32 row) { return shown[row]; });
        return rows;
    }
};

RowBits bitsOf(const std::vector<bool> &shown)
{
    RowBits bits(quint32(shown.size()));
    for (quint32 row = 0; row < shown.size(); ++row) {
        if (shown[row])
            bits.set(row);
    }
    return bits;
}

void compare(const RowOrder &order, const Naive &naive)
{
    const std::vector<quint32> expected = naive.rows();
    QCOMPARE(order.size(), int(expected.size()));
    std::vector<quint32> walked;
    order.forEachFrom(0, [&](quint32 row) {
        walked.push_back(row);
        return true;
    });
    QCOMPARE(walked, expected);
    for (int position = 0; position < order.size(); ++position) {
        QCOMPARE(order.rowAt(position), expected[size_t(position)]);
        QCOMPARE(order.positionOf(expected[size_t(position)]), position);
    }
    for (quint32 row = 0; row < naive.shown.size(); ++row) {
        QCOMPARE(order.isShown(row), bool(naive.shown[row]));
        if (!naive.shown[row])
            QCOMPARE(order.positionOf(row), -1);
    }
}

} // namespace

// The row index, against one that scans.
class TestRowOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheSameAsAScan_data();
    void isTheSameAsAScan();
    void walksFromTheMiddle();
};

void TestRowOrder::isTheSameAsAScan_data()
{
    QTest::addColumn<quint32>("rows");
    for (const quint32 rows : {1u, 63u, 64u, 65u, 511u, 512u, 513u, 2000u})
        QTest::addRow("%u", rows) << rows;
}

void TestRowOrder::isTheSameAsAScan()
{
    QFETCH(const quint32, rows);
    QRandomGenerator dice(rows);
    Naive naive{std::vector<quint32>(rows), std::vector<bool>(rows, true)};
    std::iota(naive.order.begin(), naive.order.end(), 0);
    RowOrder order(rows);
    compare(order, naive);
    for (int turn = 0; turn < 20 && !QTest::currentTestFailed(); ++turn) {
        switch (dice.bounded(4)) {
        case 0: // a filter
            for (quint32 row = 0; row < rows; ++row)
                naive.shown[row] = dice.bounded(3) == 0;
            order.setShown(bitsOf(naive.shown));
            break;
        case 1: { // a sort
            std::shuffle(naive.order.begin(), naive.order.end(), dice);
            order.setOrder(Arrangement::of(naive.order), bitsOf(naive.shown));
            break;
        }
        case 2: // as the file has them
            std::iota(naive.order.begin(), naive.order.end(), 0);
            order.setOrder({}, bitsOf(naive.shown));
            break;
        default: // rows come and go
            for (quint32 change = 0; change < rows; ++change) {
                const quint32 row = dice.bounded(rows);
                naive.shown[row] = dice.bounded(2) == 0;
                order.show(row, naive.shown[row]);
            }
        }
        compare(order, naive);
    }
}

void TestRowOrder::walksFromTheMiddle()
{
    RowOrder order(1000);
    for (quint32 row = 0; row < 1000; row += 2)
        order.show(row, false);
    std::vector<quint32> seen;
    order.forEachFrom(200, [&](quint32 row) {
        seen.push_back(row);
        return seen.size() < 3;
    });
    QCOMPARE(seen, (std::vector<quint32>{401, 403, 405}));
    order.forEachFrom(500, [](quint32) {
        QTest::qFail("there is nothing there", __FILE__, __LINE__);
        return false;
    });
}

QTEST_GUILESS_MAIN(TestRowOrder)
#include "tst_roworder.moc"
