#include "session/runhistory.h"

#include "core/runfixture.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// A run whose records read their end in their own row's turn.
struct Kept {
    explicit Kept(quint32 records, Blocking::Body body, const std::function<void(RunSettings &)> &adjust = {})
    {
        if (!history.open(records))
            qFatal("there is no room");
        RunSetup setup = setupOf(records, std::make_unique<Blocking>(std::move(body)), &feed);
        if (adjust)
            adjust(setup.settings);
        run = runOf(std::move(setup));
    }

    std::vector<PastEnd> ends(quint32 row) const
    {
        const auto found = history.ends(row);
        if (!found)
            qFatal("%s", qPrintable(found.error().message));
        return *found;
    }
    PastBody body(const PastEnd &end) const
    {
        const auto found = history.body(end);
        if (!found)
            qFatal("%s", qPrintable(found.error().message));
        return *found;
    }

    RunHistory history;
    FeedReaders feed{{&history}};
    std::unique_ptr<BatchRun> run;
};

} // namespace

class TestRunHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryAttempt();
    void keepsWhyAnAttemptWasStopped();
    void tellsThatACancelCameTooLate();
    void keepsWhatEndedWithoutAnAttempt();
    void knowsNothingOfOtherRows();
    void aMillionRecords();
};

void TestRunHistory::keepsEveryAttempt()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const Kept kept(
        3,
        [](Attempt &attempt) {
            attempt.log(u"try %1 of 기록"_s.arg(attempt.number()));
            if (attempt.record().row() == 1 && attempt.number() < 3)
                return Outcome::failed({u"http.503"_s, u"no. %1"_s.arg(attempt.number()), true});
            return Outcome::done("{\"row\":" + QByteArray::number(attempt.record().row()) + "}");
        },
        [](RunSettings &settings) {
            settings.retry.attempts = 5;
            settings.retry.delay = 0ms;
        });
    kept.run->start();
    QVERIFY(kept.run->wait(60s));

    const std::vector<PastEnd> ends = kept.ends(1);
    QCOMPARE(ends.size(), 3u);
    for (quint32 i = 0; i < 3; ++i) {
        QCOMPARE(ends[i].number, i + 1);
        QCOMPARE(ends[i].became, i < 2 ? State::Backoff : State::Succeeded);
        QCOMPARE(ends[i].hasResult, i == 2);
        QVERIFY(ends[i].hasLog);
        QCOMPARE(kept.body(ends[i]).log, u"try %1 of 기록"_s.arg(i + 1));
        QVERIFY(ends[i].ended >= before && ends[i].ended <= QDateTime::currentMSecsSinceEpoch());
        QVERIFY(ends[i].elapsed >= 0s && ends[i].elapsed < 60s);
    }
    QCOMPARE(ends[0].error, (Error{u"http.503"_s, u"no. 1"_s, true}));
    QCOMPARE(ends[2].error, Error());
    QCOMPARE(kept.body(ends[2]).result, QByteArray("{\"row\":1}"));
    QCOMPARE(kept.ends(0).size(), 1u);
    QCOMPARE(kept.body(kept.ends(2).front()).result, QByteArray("{\"row\":2}"));

    kept.run->retry(RowSet::of({1}));
    QVERIFY(kept.run->wait(60s));
    QCOMPARE(kept.ends(1).size(), 4u); // a retry wipes nothing
    QCOMPARE(kept.ends(1).front(), ends.front());
}

void TestRunHistory::keepsWhyAnAttemptWasStopped()
{
    const Kept kept(
        1,
        [](Attempt &attempt) {
            untilStopped(attempt);
            return Outcome::stopped();
        },
        [](RunSettings &settings) { settings.timeout = 20ms; });
    kept.run->start();
    QVERIFY(kept.run->wait(60s));
    const PastEnd end = kept.ends(0).front();
    QCOMPARE(end.became, State::TimedOut);
    QCOMPARE(end.reason, StopReason::Timeout);
    QCOMPARE(end.timeout, std::optional<Duration>(20ms));
    QVERIFY(end.elapsed >= 20ms);
    QCOMPARE(end.error.kind, u"timeout"_s);
}

void TestRunHistory::tellsThatACancelCameTooLate()
{
    const Kept kept(1, [](Attempt &attempt) {
        attempt.progress(0.5);
        untilStopped(attempt);
        return Outcome::done();
    });
    kept.run->start();
    QTRY_COMPARE(kept.run->progress(0).fraction, 0.5);
    kept.run->cancel(RowSet::of({0}));
    QVERIFY(kept.run->wait(60s));
    const PastEnd end = kept.ends(0).front();
    QCOMPARE(end.became, State::Succeeded);
    QCOMPARE(end.reason, StopReason::User);
    QVERIFY(end.late);
}

void TestRunHistory::keepsWhatEndedWithoutAnAttempt()
{
    const Kept kept(1, [](Attempt &) { return Outcome::done(); });
    kept.run->cancel(RowSet::of({0}));
    QTRY_COMPARE(kept.ends(0).size(), 1u);
    const PastEnd end = kept.ends(0).front();
    QCOMPARE(end.number, 0u);
    QCOMPARE(end.became, State::Cancelled);
    QCOMPARE(end.elapsed, Duration::zero());
}

void TestRunHistory::knowsNothingOfOtherRows()
{
    const Kept kept(2, [](Attempt &) { return Outcome::done(); });
    QVERIFY(kept.ends(0).empty());
    QVERIFY(kept.ends(7).empty());
}

// Read at any time, without waiting for the disk.
void TestRunHistory::aMillionRecords()
{
    constexpr quint32 records = 1'000'000;
    RunHistory history;
    QVERIFY(history.open(records));
    std::vector<HistoryItem> items(1);
    items[0].outcome = Outcome::done("7");
    items[0].end.report = Report::Done;
    items[0].end.became = State::Succeeded;
    QBENCHMARK_ONCE
    {
        for (quint32 row = 0; row < records; ++row) {
            items[0].end.row = row;
            items[0].end.number = row + 1;
            history.read(items);
        }
    }
    for (const quint32 row : {0u, 1u, 500'000u, 999'999u}) {
        const auto ends = history.ends(row);
        QVERIFY(ends);
        QCOMPARE(ends->size(), 1u);
        QCOMPARE(ends->front().number, row + 1);
    }
}

QTEST_GUILESS_MAIN(TestRunHistory)
#include "tst_runhistory.moc"
