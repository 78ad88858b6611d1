#include "models/watchmodel.h"

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

private:
    static std::vector<PastRecord> records(const std::vector<State> &states)
    {
        std::vector<PastRecord> records(states.size());
        for (quint32 row = 0; row < records.size(); ++row) {
            records[row].row = row;
            records[row].state = states[row];
        }
        return records;
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
    auto past = records({Succeeded, Failed, Running, Queued, InDoubt});
    past[1].attempts = 3;
    past[1].elapsed = 1.5F;
    past[1].ended = 1;
    model.setRecords(past);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(cell(model, 1, WatchModel::Label), u"label 1"_s);
    QCOMPARE(cell(model, 1, WatchModel::RecordState), u"Failed"_s);
    QCOMPARE(cell(model, 1, WatchModel::Tries), u"3"_s);
    QCOMPARE(cell(model, 1, WatchModel::Elapsed), u"1.5 s"_s);
    QCOMPARE(cell(model, 1, WatchModel::Why), u"error 1"_s);
    QCOMPARE(cell(model, 0, WatchModel::Why), QString());
    QCOMPARE(cell(model, 2, WatchModel::RecordState), u"At work, or next"_s); // which of both nobody has written
    QCOMPARE(cell(model, 3, WatchModel::Ended), QString());
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

QTEST_GUILESS_MAIN(TestWatchModel)
#include "tst_watchmodel.moc"
