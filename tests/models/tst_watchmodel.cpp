#include "models/watchsort.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The records of a run that is only looked at.
class TestWatchModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatTheJournalSays();
    void rowsKeepTheirPlaces();
    void showsOnlySomeStates();
    void showsWhatIsFound();
    void staysInTheOrderThatWasAskedFor_data();
    void staysInTheOrderThatWasAskedFor();

private:
    static std::vector<PastRecord> past(const std::vector<State> &states)
    {
        std::vector<PastRecord> records(states.size());
        for (quint32 row = 0; row < records.size(); ++row) {
            records[row].row = row;
            records[row].state = states[row];
        }
        return records;
    }
    static WatchModel::Records shared(std::vector<PastRecord> records)
    {
        return std::make_shared<const std::vector<PastRecord>>(std::move(records));
    }
    static WatchModel::Records records(const std::vector<State> &states) { return shared(past(states)); }
    static std::vector<quint32> shownRows(const WatchModel &model)
    {
        std::vector<quint32> rows;
        for (int position = 0; position < model.rowCount(); ++position)
            rows.push_back(model.index(position, 0).data(WatchModel::RowRole).toUInt());
        return rows;
    }
    static WatchModel::Source source()
    {
        return {[](quint32 row) { return u"label %1"_s.arg(row); }, [](quint32 row) { return u"error %1"_s.arg(row); }};
    }
    static QString cell(const WatchModel &model, int row, WatchModel::Column column)
    {
        return model.index(row, column).data().toString();
    }
};

void TestWatchModel::showsWhatTheJournalSays()
{
    WatchModel model(source());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    using enum State;
    auto stand = past({Succeeded, Failed, Running, Queued, InDoubt});
    stand[1].attempts = 3;
    stand[1].elapsed = 1.5F;
    stand[1].ended = 1;
    model.setRecords(shared(stand));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(cell(model, 1, WatchModel::Label), u"label 1"_s);
    QCOMPARE(cell(model, 1, WatchModel::RecordState), u"Failed"_s);
    QCOMPARE(cell(model, 1, WatchModel::Tries), u"3"_s);
    QCOMPARE(cell(model, 1, WatchModel::Elapsed), u"1.5 s"_s);
    QCOMPARE(cell(model, 1, WatchModel::Why), u"error 1"_s);
    QCOMPARE(cell(model, 0, WatchModel::Why), QString());
    QCOMPARE(cell(model, 2, WatchModel::RecordState), u"At work, or next"_s); // which of both nobody has written
    QCOMPARE(cell(model, 3, WatchModel::Ended), QString());
    QCOMPARE(cell(model, 3, WatchModel::RecordState), u"Queued"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setAtWork(true);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell(model, 3, WatchModel::RecordState), u"Not ended yet"_s); // it may be at work there
    QCOMPARE(cell(model, 1, WatchModel::RecordState), u"Failed"_s);
    QCOMPARE(model.counts()[index(Succeeded)], 1U);
    QCOMPARE(model.counts()[index(InDoubt)], 1U);
}

void TestWatchModel::rowsKeepTheirPlaces()
{
    WatchModel model(source());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    using enum State;
    model.setRecords(records({Queued, Queued, Queued, Queued}));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRecords(records({Queued, Succeeded, Succeeded, Queued}));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    model.setRecords(records({Queued, Succeeded, Succeeded, Queued})); // as it was
    QCOMPARE(changed.size(), 1);
}

void TestWatchModel::showsOnlySomeStates()
{
    WatchModel model(source());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    using enum State;
    model.setRecords(records({Succeeded, Failed, Queued, Failed}));
    model.setStates({Failed});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 0).data(WatchModel::RowRole).toUInt(), 3U);
    QCOMPARE(cell(model, 1, WatchModel::Why), u"error 3"_s);
    model.setRecords(records({Failed, Failed, Queued, Succeeded}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data(WatchModel::RowRole).toUInt(), 0U);
    model.setStates({});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(cell(model, 3, WatchModel::RecordState), u"Succeeded"_s);
}

void TestWatchModel::showsWhatIsFound()
{
    WatchModel model(source());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    using enum State;
    model.setRecords(records({Succeeded, Failed, Queued, Failed}));
    RowBits found(4);
    found.set(1);
    found.set(2);
    model.setMatches(found);
    QCOMPARE(shownRows(model), (std::vector<quint32>{1, 2}));
    model.setStates({Failed});
    QCOMPARE(shownRows(model), (std::vector<quint32>{1}));
    RowBits only(4);
    only.set(3);
    model.setOnly(only);
    QCOMPARE(model.rowCount(), 0);
    model.setMatches({});
    QCOMPARE(shownRows(model), (std::vector<quint32>{3}));
    model.setOnly({});
    QCOMPARE(shownRows(model), (std::vector<quint32>{1, 3}));

    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    auto other = past({Succeeded, Failed, Queued, Failed});
    other[3].attempts = 2;
    model.setRecords(shared(other)); // as many as before: they keep their places
    QCOMPARE(reset.size(), 0);
    QCOMPARE(cell(model, 1, WatchModel::Tries), u"2"_s);
}

void TestWatchModel::staysInTheOrderThatWasAskedFor_data()
{
    QTest::addColumn<WatchModel::Column>("column");
    QTest::addColumn<std::vector<quint32>>("rows");
    using Rows = std::vector<quint32>;
    QTest::newRow("number") << WatchModel::Number << Rows{3, 2, 1, 0};
    QTest::newRow("label") << WatchModel::Label << Rows{3, 2, 1, 0};
    QTest::newRow("state") << WatchModel::RecordState << Rows{0, 1, 3, 2};
    QTest::newRow("tries") << WatchModel::Tries << Rows{3, 1, 0, 2};
    QTest::newRow("elapsed") << WatchModel::Elapsed << Rows{1, 0, 3, 2};
    QTest::newRow("ended") << WatchModel::Ended << Rows{0, 3, 1, 2};
    QTest::newRow("error") << WatchModel::Why << Rows{3, 2, 1, 0};
}

void TestWatchModel::staysInTheOrderThatWasAskedFor()
{
    QFETCH(WatchModel::Column, column);
    WatchModel model(source());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    using enum State;
    auto stand = past({Succeeded, Failed, Queued, Failed});
    for (const auto &[row, attempts, elapsed, ended] :
         {std::tuple(0, 1, 2.0F, 900), std::tuple(1, 2, 3.0F, 100), std::tuple(3, 3, 1.0F, 500)}) {
        stand[std::size_t(row)].attempts = quint32(attempts);
        stand[std::size_t(row)].elapsed = elapsed;
        stand[std::size_t(row)].ended = ended;
    }
    model.setRecords(shared(stand));
    WatchSort sort(model);
    sort.by(column, Qt::DescendingOrder);
    QTRY_VERIFY(!sort.isSorting());
    QTEST(shownRows(model), "rows");
    model.setStates({Failed});
    const std::vector<quint32> failed = shownRows(model);
    QCOMPARE(failed.size(), 2u);
    model.setStates({});
    stand[2].state = Succeeded;
    model.setRecords(shared(stand)); // and however it stands by now
    QTEST(shownRows(model), "rows");
    sort.by(WatchModel::Number, Qt::AscendingOrder);
    QTRY_COMPARE(shownRows(model), (std::vector<quint32>{0, 1, 2, 3}));
}

QTEST_GUILESS_MAIN(TestWatchModel)
#include "tst_watchmodel.moc"
