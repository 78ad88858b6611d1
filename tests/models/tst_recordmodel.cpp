#include "core/runfixture.h"
#include "models/errornotes.h"
#include "models/recordmodel.h"
#include "models/recordsearch.h"
#include "models/runwatch.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// A run of these entries, all of one operation.
RunSetup setupOf(const QByteArrayList &entries, std::unique_ptr<Operation> operation)
{
    RunSetup setup = setupOf(quint32(entries.size()), std::move(operation));
    setup.batch = batchOf(entries);
    return setup;
}

RecordTexts textsOf(const BatchRun &run, const RowDetails *details = nullptr)
{
    return {run, RecordNames(), details};
}

std::unique_ptr<Operation> succeeding()
{
    return std::make_unique<Starting>([](AttemptHandle handle) { handle.finish(Outcome::done()); });
}

QString text(const RecordModel &model, int row, RecordModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

// What a table shows of a run, without a table.
class TestRecordModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void showsARecordsLife();
    void saysWhatTheStateDoesNot();
    void saysWhenARecordRanBefore();
    void offersNoSecondRunOfASuccess();
    void tellsOfManyChangesOnce();
    void aFilterIsLive();
    void aHeldRowStaysWhereItIs();
    void aSearchFollowsErrors();
    void tellsWhereASearchHasFoundIt();
    void itsWatchRestsWhenNothingGoesOn();
    void itsWatchTellsOfARoundThatWasOverAtOnce();
    void aMillionRows();
};

void TestRecordModel::showsARecordsLife()
{
    Door shown;
    RunSetup setup =
        setupOf({R"({"label": "first"})", R"({"x": 1})"}, std::make_unique<Blocking>([&](Attempt &attempt) {
                    attempt.progress(0.25);
                    shown.pass();
                    return Outcome::done();
                }));
    setup.settings.concurrency = 1;
    setup.settings.retry.attempts = 3;
    const auto run = runOf(std::move(setup));
    const auto letGo = qScopeGuard([&] { shown.open(); });
    RecordModel model(*run, textsOf(*run));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 0, RecordModel::Number), u"1"_s);
    QCOMPARE(text(model, 0, RecordModel::Label), u"first"_s);
    QCOMPARE(text(model, 1, RecordModel::Label), u"Record 2"_s);
    QCOMPARE(text(model, 0, RecordModel::RecordState), u"Queued"_s);
    QCOMPARE(text(model, 0, RecordModel::Elapsed), QString());
    QCOMPARE(text(model, 0, RecordModel::Progress), QString());

    run->start();
    QTRY_COMPARE((model.refresh(), text(model, 0, RecordModel::Progress)), u"25%"_s);
    QCOMPARE(text(model, 0, RecordModel::RecordState), u"Running"_s);
    QCOMPARE(text(model, 0, RecordModel::Try), u"1/3"_s);
    QCOMPARE(model.index(0, RecordModel::Progress).data(RecordModel::ValueRole).toDouble(), 0.25);
    QCOMPARE(model.index(0, 0).data(RecordModel::StateRole).toInt(), int(State::Running));
    QCOMPARE(text(model, 1, RecordModel::Try), QString());

    shown.open();
    QVERIFY(run->wait(60s));
    QVERIFY(model.refresh());
    QCOMPARE(text(model, 0, RecordModel::RecordState), u"Succeeded"_s);
    QCOMPARE(text(model, 0, RecordModel::Progress), QString());
    QVERIFY(text(model, 0, RecordModel::Elapsed).endsWith(u's'));
    QVERIFY(!model.refresh());
}

void TestRecordModel::saysWhatTheStateDoesNot()
{
    RunSetup setup = setupOf({"{}", "{}", "{}"}, std::make_unique<Blocking>([](Attempt &attempt) {
                                 const quint32 row = attempt.record().row();
                                 if (row < 2)
                                     return Outcome::failed({u"http.503"_s, u"why"_s, row == 0});
                                 untilStopped(attempt);
                                 return Outcome::done();
                             }));
    setup.settings.retry.attempts = 2;
    setup.settings.retry.delay = setup.settings.retry.maxDelay = 1h;
    setup.settings.retry.jitter = false;
    const auto run = runOf(std::move(setup));
    RecordModel model(*run, textsOf(*run));
    run->start();
    QTRY_COMPARE(run->record(0).state, State::Backoff);
    QTRY_COMPARE(run->record(1).state, State::Failed);
    QTRY_COMPARE(run->record(2).state, State::Running);
    run->cancel(RowSet::of({2}));
    QTRY_COMPARE(run->record(2).state, State::Succeeded);
    model.refresh();
    QVERIFY(text(model, 0, RecordModel::Waits).startsWith(u"again in 3"_s));
    QCOMPARE(text(model, 1, RecordModel::ErrorText), u"http.503"_s);
    QCOMPARE(text(model, 2, RecordModel::ErrorText), u"The stop came too late."_s);
    run->cancel();
    QVERIFY(run->wait(60s));
    model.refresh();
    QCOMPARE(text(model, 0, RecordModel::ErrorText), u"The whole run was cancelled."_s);
}

// Of a run that was opened again. Of what nobody saw end it is not known.
void TestRecordModel::saysWhenARecordRanBefore()
{
    const qint64 longAgo = QDateTime::currentMSecsSinceEpoch() - qint64(365) * 24 * 3'600'000; // by another start
    RunSetup setup = setupOf(3, succeeding());
    setup.past.records = {
        {.row = 0, .attempts = 2, .state = State::Failed, .elapsed = 90.5, .ended = longAgo},
        {.row = 1, .attempts = 1, .state = State::InDoubt, .interrupted = true},
    };
    const auto run = runOf(std::move(setup));
    RecordModel model(*run, textsOf(*run));
    const auto started = [&](int row) {
        return model.index(row, RecordModel::Started).data(RecordModel::ValueRole).toDateTime();
    };
    QVERIFY(qAbs(started(0).toMSecsSinceEpoch() - (longAgo - 90'500)) <= 50);
    QVERIFY(text(model, 0, RecordModel::Started).contains(started(0).time().toString(u"HH:mm:ss"_s)));
    QCOMPARE(text(model, 0, RecordModel::Elapsed), u"1 min 30 s"_s);
    QCOMPARE(text(model, 1, RecordModel::Started), QString());
    QCOMPARE(text(model, 1, RecordModel::Elapsed), QString());
    QVERIFY(run->record(0).past);
    QVERIFY(run->record(1).past);
    QVERIFY(!run->record(2).past);

    run->retry(RowSet::of({0}));
    run->start();
    QTRY_COMPARE(run->record(0).state, State::Succeeded);
    model.refresh();
    QVERIFY(started(0).toMSecsSinceEpoch() > longAgo + 3'600'000);
    QVERIFY(!run->record(0).past);
}

void TestRecordModel::offersNoSecondRunOfASuccess()
{
    for (const State state : {State::Succeeded, State::InDoubt, State::Invalid, State::Stopping, State::Unresponsive})
        QCOMPARE(RecordModel::actionOf(state), RecordModel::NoAction);
    for (const State state : {State::Queued, State::Running, State::Committing, State::Backoff})
        QCOMPARE(RecordModel::actionOf(state), RecordModel::Cancel);
    for (const State state : {State::Failed, State::TimedOut, State::Cancelled, State::Skipped})
        QCOMPARE(RecordModel::actionOf(state), RecordModel::Retry);
    QCOMPARE(RecordModel::actionOf(State::Committing, StopReason::User), RecordModel::NoAction);
    QCOMPARE(RecordModel::actionOf(State::Cancelled, StopReason::User), RecordModel::Retry);
}

void TestRecordModel::tellsOfManyChangesOnce()
{
    const auto run = runOf(setupOf(QByteArrayList(1000, "{}"), succeeding()));
    RecordModel model(*run, textsOf(*run));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    run->start();
    QVERIFY(run->wait(60s));
    model.refresh();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][1].toModelIndex().row(), 999);

    run->retry(RowSet::of({5, 7}));
    QVERIFY(run->wait(60s));
    model.refresh();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[1][0].toModelIndex().row(), 5);
    QCOMPARE(changed[1][1].toModelIndex().row(), 7);
    model.refresh();
    QCOMPARE(changed.size(), 2);
}

// Cancels the rows and waits until the model has seen it.
void cancelled(BatchRun &run, RecordModel &model, std::vector<quint32> rows)
{
    const quint32 all = run.summary().count(State::Cancelled) + quint32(rows.size());
    run.cancel(RowSet::of(std::move(rows)));
    QTRY_COMPARE(run.summary().count(State::Cancelled), all);
    model.refresh();
}

std::vector<quint32> shownRows(const RecordModel &model)
{
    std::vector<quint32> rows;
    for (int position = 0; position < model.rowCount(); ++position)
        rows.push_back(model.index(position, 0).data(RecordModel::RowRole).toUInt());
    return rows;
}

void TestRecordModel::aFilterIsLive()
{
    const auto run = runOf(setupOf(QByteArrayList(10, "{}"), succeeding()));
    RecordModel model(*run, textsOf(*run));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy moved(&model, &RecordModel::moved);
    model.setStates({State::Cancelled});
    QCOMPARE(model.rowCount(), 0);
    cancelled(*run, model, {7, 3});
    QCOMPARE(shownRows(model), (std::vector<quint32>{3, 7}));
    QCOMPARE(text(model, 1, RecordModel::Number), u"8"_s);
    QCOMPARE(moved.size(), 2);
    cancelled(*run, model, {5});
    QCOMPARE(shownRows(model), (std::vector<quint32>{3, 5, 7}));
    run->retry(RowSet::of({3}));
    QVERIFY(run->wait(60s));
    model.refresh();
    QCOMPARE(shownRows(model), (std::vector<quint32>{5, 7}));
    model.setStates({State::Queued, State::Succeeded});
    QCOMPARE(model.rowCount(), 8);
    model.setOrder(Arrangement::of({9, 8, 7, 6, 5, 4, 3, 2, 1, 0}));
    QCOMPARE(shownRows(model), (std::vector<quint32>{9, 8, 6, 4, 3, 2, 1, 0}));
    cancelled(*run, model, {8});
    QCOMPARE(shownRows(model), (std::vector<quint32>{9, 6, 4, 3, 2, 1, 0}));
    model.setStates({});
    QCOMPARE(model.rowCount(), 10);
    moved.clear();
    cancelled(*run, model, {0, 1});
    QCOMPARE(moved.size(), 0); // nothing comes or goes
}

void TestRecordModel::aHeldRowStaysWhereItIs()
{
    const auto run = runOf(setupOf(QByteArrayList(10, "{}"), succeeding()));
    RecordModel model(*run, textsOf(*run));
    model.setStates({State::Queued});
    model.setHeld(true);
    cancelled(*run, model, {2});
    QCOMPARE(model.rowCount(), 10);
    model.setHeld(false);
    QCOMPARE(model.rowCount(), 9);
    QCOMPARE(model.positionOf(2), -1);
}

void TestRecordModel::aSearchFollowsErrors()
{
    ErrorNotes notes(3);
    bool isBroken = true;
    RunSetup setup =
        setupOf(QByteArrayList(3, "{}"), std::make_unique<Starting>([&](AttemptHandle handle) {
                    const bool fails = isBroken && handle->record().row() == 1;
                    handle.finish(fails ? Outcome::failed({u"ink"_s, u"Out of ink."_s, false}) : Outcome::done());
                }));
    setup.journal = &notes;
    const auto run = runOf(std::move(setup));
    RecordModel model(*run, textsOf(*run, &notes));
    model.setMatches(
        RecordModel::Matches{[](const QString &error) { return error.contains(u"ink"_s); }, RowBits(3), RowBits(3)});
    QCOMPARE(model.rowCount(), 0);
    run->start();
    QVERIFY(run->wait(60s));
    model.refresh();
    QCOMPARE(shownRows(model), (std::vector<quint32>{1}));
    isBroken = false;
    run->retry(RowSet::of({1}));
    QVERIFY(run->wait(60s));
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

// It may be in a column that is not shown, or in none.
void TestRecordModel::tellsWhereASearchHasFoundIt()
{
    const auto run =
        runOf(setupOf({R"({"id": "n-1", "label": "Ink"})", R"({"id": "ink-2", "note": "\u0069nk"})"}, succeeding()));
    RecordModel model(*run, textsOf(*run));
    const auto wanted = [&](int row, int column) {
        return model.index(row, column).data(RecordModel::WantedRole).toString();
    };
    const auto tip = [&](int row) { return model.index(row, RecordModel::Label).data(Qt::ToolTipRole).toString(); };
    QCOMPARE(wanted(0, RecordModel::Label), QString());
    const QString before = tip(0);
    RecordSearch search(model);
    search.find(u"ink"_s);
    QTRY_VERIFY(!search.isSearching());
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.matches()->isPart);
    QCOMPARE(wanted(0, RecordModel::Label), u"ink"_s);
    QCOMPARE(wanted(0, RecordModel::Id), u"ink"_s);
    QCOMPARE(wanted(0, RecordModel::Started), QString()); // where nobody looks for it
    QCOMPARE(tip(0), before + u"\n“ink” is in its entry."_s);
    QVERIFY2(tip(1).endsWith(u"\n“ink” is in its id.\n“ink” is in its entry."_s), qPrintable(tip(1)));
    search.find({});
    QCOMPARE(tip(0), before);
}

void TestRecordModel::itsWatchRestsWhenNothingGoesOn()
{
    Door shown;
    const auto run = runOf(setupOf({"{}"}, std::make_unique<Blocking>([&](Attempt &) {
                                       shown.pass();
                                       return Outcome::done();
                                   })));
    const auto letGo = qScopeGuard([&] { shown.open(); });
    RecordModel model(*run, textsOf(*run));
    RunWatch watch(*run, model);
    QSignalSpy looked(&watch, &RunWatch::looked);
    const QSignalSpy ended(&watch, &RunWatch::roundEnded);
    const auto *timer = watch.findChild<QTimer *>();
    QVERIFY(!timer->isActive());
    run->start();
    watch.wake();
    QTRY_VERIFY(looked.size() > 40); // longer than it looks on after an end
    QVERIFY(watch.isUnderWay());
    QCOMPARE(ended.size(), 0);
    shown.open();
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!watch.isUnderWay());
    QCOMPARE(watch.summary().succeeded(), 1u);
    QTRY_VERIFY(!timer->isActive());
    QCOMPARE(ended.size(), 1);
}

void TestRecordModel::itsWatchTellsOfARoundThatWasOverAtOnce()
{
    const auto run = runOf(setupOf({"{}"}, succeeding()));
    RecordModel model(*run, textsOf(*run));
    RunWatch watch(*run, model);
    const QSignalSpy ended(&watch, &RunWatch::roundEnded);
    run->start();
    QVERIFY(run->wait(60s));
    watch.wake();
    QCOMPARE(ended.size(), 1);
}

void TestRecordModel::aMillionRows()
{
    constexpr int rows = 1'000'000;
    RunSetup setup = setupOf(rows, succeeding());
    setup.batch = batchOfAlike(rows, R"({"label": "one of many"})");
    const auto run = runOf(std::move(setup));
    RecordModel model(*run, textsOf(*run));
    QCOMPARE(model.rowCount(), rows);
    run->cancel(RowSet::all({}));
    QTRY_COMPARE_WITH_TIMEOUT(run->summary().count(State::Cancelled), quint32(rows), 60'000);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.refresh();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), rows - 1);
    model.setStates({State::Queued});
    QCOMPARE(model.rowCount(), 0);
    model.setStates({State::Cancelled});
    QCOMPARE(model.rowCount(), rows);
    for (const int row : {0, 1, 499'999, 999'999}) {
        QCOMPARE(text(model, row, RecordModel::Label), u"one of many"_s);
        QCOMPARE(text(model, row, RecordModel::RecordState), u"Cancelled"_s);
    }
    QCOMPARE(text(model, 999'999, RecordModel::Number), QLocale().toString(1'000'000));

    // A screenful, as a view asks for it.
    QBENCHMARK
    {
        for (int row = 500'000; row < 500'030; ++row) {
            for (int column = 0; column < RecordModel::columns; ++column) {
                for (const int role : {int(Qt::DisplayRole), int(RecordModel::ValueRole), int(RecordModel::StateRole)})
                    std::ignore = model.index(row, column).data(role);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestRecordModel)
#include "tst_recordmodel.moc"
