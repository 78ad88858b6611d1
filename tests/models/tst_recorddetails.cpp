#include "core/feedreaders.h"
#include "core/runfixture.h"
#include "models/erroradvice.h"
#include "models/recorddetails.h"
#include "models/recordmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// Keeps a history in memory, and lets a test say when it is written down.
class Kept final : public EndsReader, public RecordHistory {
public:
    void read(std::span<const HistoryItem> items) override
    {
        const std::lock_guard lock(m_mutex);
        for (const HistoryItem &item : items) {
            if (item.end.what != End::What::Ended)
                continue;
            PastEnd end;
            end.number = item.end.number;
            end.became = item.end.became;
            end.report = item.end.report;
            end.reason = item.end.reason;
            end.late = item.end.late;
            end.ended = QDateTime::currentMSecsSinceEpoch();
            end.elapsed = item.end.ended - item.end.started;
            end.timeout = item.end.timeout;
            end.error = item.outcome.error;
            end.hasResult = !item.outcome.result.isEmpty();
            end.hasLog = !item.log.isEmpty();
            end.place = m_bodies.size();
            m_bodies.push_back({item.outcome.result, item.log});
            m_ends[item.end.row].push_back(end);
        }
    }
    Expected<std::vector<PastEnd>> ends(quint32 row) const override
    {
        const std::lock_guard lock(m_mutex);
        if (broken)
            return Error{u"temporary"_s, u"The disk is gone."_s, false};
        return isBehind ? std::vector<PastEnd>() : m_ends.value(row);
    }
    Expected<PastBody> body(const PastEnd &end) const override
    {
        const std::lock_guard lock(m_mutex);
        ++bodies;
        return m_bodies[end.place];
    }

    bool broken = false;
    std::atomic<bool> isBehind = false;
    mutable std::atomic<int> bodies = 0;

private:
    mutable std::mutex m_mutex;
    QHash<quint32, std::vector<PastEnd>> m_ends;
    std::vector<PastBody> m_bodies;
};

struct Run {
    explicit Run(const QByteArrayList &entries, Blocking::Body body,
                 const std::function<void(RunSettings &)> &adjust = {})
    {
        RunSetup setup = setupOf(quint32(entries.size()), std::make_unique<Blocking>(std::move(body)), &feed);
        setup.batch = batchOf(entries);
        if (adjust)
            adjust(setup.settings);
        run = runOf(std::move(setup));
        details = std::make_unique<RecordDetails>(*run, &history);
    }

    QString cell(int row, TriesModel::Column column) const
    {
        return details->tries().index(row, column).data().toString();
    }
    int refreshedTries() const
    {
        details->refresh();
        return details->tries().rowCount();
    }

    Kept history;
    FeedReaders feed{{&history}};
    std::unique_ptr<BatchRun> run;
    std::unique_ptr<RecordDetails> details;
};

} // namespace

class TestRecordDetails : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void showsNothingAtFirst();
    void showsEveryTry();
    void followsTheAttemptAtWork();
    void tellsThatACancelCameTooLate();
    void tellsATimeout();
    void knowsNoTimesOfWhatWasCutShort();
    void readsBodiesOnlyWhereSomebodyLooks();
    void showsTheChosenTry();
    void goesOnWithTheRecord();
    void showsAnotherRecordAtOnce();
    void saysWhyThereIsNoHistory();
    void showsAnInvalidEntryAsItStands();
    void aCellReadsTheResultOfItsRow();
    void aCellWaitsForWhatIsNotWrittenYet();
    void advice_data();
    void advice();
};

void TestRecordDetails::showsNothingAtFirst()
{
    const Run run({"{}"}, [](Attempt &) { return Outcome::done(); });
    QVERIFY(!run.details->row());
    QCOMPARE(run.refreshedTries(), 0);
    run.details->show(0);
    QCOMPARE(run.refreshedTries(), 0);
    QVERIFY(!run.details->end());
    QCOMPARE(run.details->error(), Error());
}

void TestRecordDetails::showsEveryTry()
{
    const Run run(
        {"{}"},
        [](Attempt &attempt) {
            return attempt.number() == 1 ? Outcome::failed({u"http.503"_s, u"The bank\nanswers 503."_s, true})
                                         : Outcome::done("7");
        },
        [](RunSettings &settings) {
            settings.retry.attempts = 3;
            settings.retry.delay = 0ms;
        });
    const QAbstractItemModelTester tester(&run.details->tries(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    run.details->show(0);
    run.run->start();
    QVERIFY(run.run->wait(60s));
    QTRY_COMPARE(run.refreshedTries(), 2);
    QCOMPARE(run.cell(0, TriesModel::Number), u"1"_s);
    QCOMPARE(run.cell(0, TriesModel::Ended), u"Failed"_s); // though its record only waited
    QCOMPARE(run.cell(0, TriesModel::Why), u"The bank answers 503. · tried again"_s);
    QVERIFY(run.cell(0, TriesModel::Took).endsWith(u's'));
    QCOMPARE(run.cell(0, TriesModel::Began).size(), 8);
    QCOMPARE(run.cell(1, TriesModel::Ended), u"Succeeded"_s);
    QCOMPARE(run.cell(1, TriesModel::Why), QString());
    QCOMPARE(run.details->tries().attempts(), 2);
    QVERIFY(run.details->end());
    QCOMPARE(run.details->error(), Error());
}

void TestRecordDetails::followsTheAttemptAtWork()
{
    Door door;
    const Run run({"{}"}, [&](Attempt &attempt) {
        attempt.log(u"first"_s);
        attempt.progress(0.5);
        door.pass();
        attempt.log(u"second"_s);
        return Outcome::done();
    });
    const auto letGo = qScopeGuard([&] { door.open(); });
    const QAbstractItemModelTester tester(&run.details->tries(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    run.details->show(0);
    run.details->lookAt(RecordDetails::Look::Body);
    run.run->start();
    QTRY_COMPARE((run.details->refresh(), run.details->log()), u"first"_s);
    QVERIFY(run.details->isAtWork());
    QCOMPARE(run.refreshedTries(), 1);
    QCOMPARE(run.cell(0, TriesModel::Ended), u"Running"_s);
    QCOMPARE(run.details->status().progress, 0.5);
    door.open();
    QTRY_VERIFY((run.details->refresh(), !run.details->isAtWork())); // what it has written is read anew then
    QTRY_COMPARE((run.details->refresh(), run.details->log()), u"first\nsecond"_s);
    QCOMPARE(run.refreshedTries(), 1);
    QCOMPARE(run.cell(0, TriesModel::Ended), u"Succeeded"_s);
}

void TestRecordDetails::tellsThatACancelCameTooLate()
{
    const Run run({"{}"}, [](Attempt &attempt) {
        attempt.progress(0.5);
        untilStopped(attempt);
        return Outcome::done();
    });
    run.details->show(0);
    run.run->start();
    QTRY_COMPARE(run.run->progress(0).fraction, 0.5);
    run.run->cancel(RowSet::of({0}));
    QVERIFY(run.run->wait(60s));
    QTRY_VERIFY((run.details->refresh(), run.details->end()));
    QCOMPARE(run.cell(0, TriesModel::Ended), u"Succeeded"_s);
    QCOMPARE(run.cell(0, TriesModel::Why), u"done: the cancel came too late"_s);
}

void TestRecordDetails::tellsATimeout()
{
    const Run run(
        {"{}"},
        [](Attempt &attempt) {
            untilStopped(attempt);
            return Outcome::stopped();
        },
        [](RunSettings &settings) { settings.timeout = 100ms; });
    run.details->show(0);
    run.run->start();
    QVERIFY(run.run->wait(60s));
    QTRY_VERIFY((run.details->refresh(), run.details->end()));
    QCOMPARE(run.cell(0, TriesModel::Ended), u"Timed out"_s);
    QCOMPARE(run.cell(0, TriesModel::Why), u"it took too long: 0.1 s"_s);
}

// Its journal says when that was found out.
void TestRecordDetails::knowsNoTimesOfWhatWasCutShort()
{
    PastEnd cut;
    cut.number = 1;
    cut.became = State::InDoubt;
    cut.interrupted = true;
    cut.ended = QDateTime::currentMSecsSinceEpoch();
    TriesModel tries;
    tries.setEnds({cut});
    for (const auto column : {TriesModel::Began, TriesModel::Took}) {
        QVERIFY(!tries.index(0, column).data().isValid());
        QVERIFY(tries.index(0, column).data(Qt::ToolTipRole).toString().isEmpty());
    }
    QCOMPARE(tries.index(0, TriesModel::Number).data(Qt::AccessibleTextRole).toString(),
             u"1, In doubt, the program ended before it did"_s);
}

void TestRecordDetails::readsBodiesOnlyWhereSomebodyLooks()
{
    const Run run({R"({"a": 1})"}, [](Attempt &) { return Outcome::done(R"({"b": 2})"); });
    run.details->show(0);
    run.run->start();
    QVERIFY(run.run->wait(60s));
    QTRY_VERIFY((run.details->refresh(), run.details->end()));
    QVERIFY(run.details->record().raw.isEmpty());
    QCOMPARE(run.history.bodies, 0);
    run.details->lookAt(RecordDetails::Look::Record);
    QTRY_COMPARE(run.details->record().raw, u"{\"a\": 1}"_s);
    QCOMPARE(run.history.bodies, 0);
    run.details->lookAt(RecordDetails::Look::Body);
    QTRY_COMPARE(run.details->result().text, u"{\"b\": 2}"_s);
    run.details->refresh();
    run.details->refresh();
    QVERIFY(run.details->isRead());
    QCOMPARE(run.history.bodies, 1);
}

void TestRecordDetails::showsTheChosenTry()
{
    const Run run(
        {"{}"},
        [](Attempt &attempt) {
            attempt.log(u"log %1"_s.arg(attempt.number()));
            return attempt.number() < 3 ? Outcome::failed({u"k"_s, u"no. %1"_s.arg(attempt.number()), true})
                                        : Outcome::done("true");
        },
        [](RunSettings &settings) {
            settings.retry.attempts = 3;
            settings.retry.delay = 0ms;
        });
    run.details->show(0);
    run.details->lookAt(RecordDetails::Look::Body);
    run.run->start();
    QTRY_COMPARE(run.refreshedTries(), 3);
    QTRY_COMPARE(run.details->log(), u"log 3"_s);
    QCOMPARE(run.details->result().text, u"true"_s);
    run.details->choose(1);
    QCOMPARE(run.details->result().text, QString());
    QCOMPARE(run.details->error().message, u"no. 2"_s);
    QTRY_COMPARE(run.details->log(), u"log 2"_s);
    run.details->choose(7); // there is none
    QCOMPARE(run.details->chosen(), 1);
    run.details->choose(-1);
    QTRY_COMPARE(run.details->log(), u"log 3"_s);
    QTRY_COMPARE(run.details->result().text, u"true"_s);
}

// A new attempt is the newest one, and what was of the last one goes.
void TestRecordDetails::goesOnWithTheRecord()
{
    Door door;
    const Run run({"{}"}, [&](Attempt &attempt) {
        if (attempt.number() > 1)
            door.pass();
        return Outcome::done(QByteArray::number(attempt.number()));
    });
    const auto letGo = qScopeGuard([&] { door.open(); });
    run.details->show(0);
    run.details->lookAt(RecordDetails::Look::Body);
    run.run->start();
    QTRY_COMPARE((run.details->refresh(), run.details->result().text), u"1"_s);
    run.run->retry(RowSet::of({0}));
    QTRY_VERIFY((run.details->refresh(), run.details->isAtWork()));
    QCOMPARE(run.details->result().text, QString());
    QCOMPARE(run.details->tries().rowCount(), 2);
    door.open();
    QTRY_COMPARE((run.details->refresh(), run.details->result().text), u"2"_s);
    QCOMPARE(run.details->tries().attempts(), 2);
}

void TestRecordDetails::showsAnotherRecordAtOnce()
{
    QByteArrayList entries;
    for (int i = 0; i < 50; ++i)
        entries += QByteArray::number(i);
    const Run run(entries, [](Attempt &attempt) { return Outcome::done(QByteArray::number(attempt.record().row())); });
    run.run->start();
    QVERIFY(run.run->wait(60s));
    run.details->lookAt(RecordDetails::Look::Body);
    for (quint32 row = 0; row < 50; ++row) { // faster than any of them can be read
        run.details->show(row);
        QCOMPARE(run.details->status().record.state, State::Succeeded);
        QCOMPARE(run.details->result().text, QString());
    }
    QTRY_COMPARE((run.details->refresh(), run.details->result().text), u"49"_s);
    run.details->lookAt(RecordDetails::Look::Record);
    for (quint32 row = 0; row < 40; ++row)
        run.details->show(row);
    QTRY_COMPARE(run.details->record().raw, u"39"_s);
    run.details->show({});
    QVERIFY(!run.details->row());
    QCOMPARE(run.details->tries().rowCount(), 0);
}

void TestRecordDetails::aCellReadsTheResultOfItsRow()
{
    const Run run({"{}", "{}", "{}", "{}"}, [](Attempt &attempt) {
        switch (attempt.record().row()) {
        case 0:
            return Outcome::done("{\"rows\": 7,\n \"note\": \"" + QByteArray(5000, 'x') + "\"}");
        case 1:
            return Outcome::failed({u"test"_s, u"no"_s, false});
        case 2:
            return Outcome::done("null");
        default:
            return Outcome::done("[1]");
        }
    });
    RecordModel model(*run.run, RecordTexts(*run.run, RecordNames(), nullptr, {}, &run.history));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto cell = [&](int row) { return model.index(row, RecordModel::Result).data().toString(); };
    run.run->start();
    QVERIFY(run.run->wait(60s));
    model.refresh();
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QCOMPARE(cell(0), QString()); // nobody waits for a file
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(cell(0).startsWith(u"{\"rows\": 7, \"note\": \"xx"_s));
    QCOMPARE(cell(0).size(), 201); // and an ellipsis
    QCOMPARE(run.history.bodies, 1); // of what is shown
    QCOMPARE(cell(1), QString());
    QCOMPARE(cell(2), QString());
    QTRY_COMPARE(run.history.bodies, 2);
    QTRY_COMPARE(cell(3), u"[1]"_s);
    QCOMPARE(cell(2), QString());
    QCOMPARE(model.texts().result(3), u"[1]"_s); // by which it is sorted
    QCOMPARE(model.texts().result(1), QString());

    run.run->retry(RowSet::of({3}));
    QTRY_COMPARE(run.run->record(3).attempts, 2u);
    QTRY_COMPARE((model.refresh(), cell(3)), u"[1]"_s);
}

void TestRecordDetails::aCellWaitsForWhatIsNotWrittenYet()
{
    Run run({"{}"}, [](Attempt &) { return Outcome::done("[1]"); });
    run.history.isBehind = true;
    RecordModel model(*run.run, RecordTexts(*run.run, RecordNames(), nullptr, {}, &run.history));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    run.run->start();
    QVERIFY(run.run->wait(60s));
    model.refresh();
    const auto told = changed.size();
    QCOMPARE(model.index(0, RecordModel::Result).data().toString(), QString());
    run.history.isBehind = false;
    QTRY_COMPARE(changed.size(), told + 1);
    QCOMPARE(model.index(0, RecordModel::Result).data().toString(), u"[1]"_s);
}

void TestRecordDetails::saysWhyThereIsNoHistory()
{
    Run run({"{}"}, [](Attempt &) { return Outcome::done(); });
    run.history.broken = true;
    run.details->show(0);
    QTRY_COMPARE(run.details->historyError(), u"The disk is gone."_s);
}

void TestRecordDetails::showsAnInvalidEntryAsItStands()
{
    Batch::Content content;
    content.bytes = "{\"a\": nul}";
    content.offsets = {0};
    content.lengths = {10};
    content.flaws = {{0, 6, FlawKind::NotJson}};
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); }));
    setup.batch = std::make_shared<const Batch>(std::move(content));
    setup.workload.invalid = {0};
    const auto run = runOf(std::move(setup));
    RecordDetails details(*run, nullptr);
    details.show(0);
    details.lookAt(RecordDetails::Look::Record);
    QTRY_COMPARE(details.record().raw, u"{\"a\": nul}"_s);
    QCOMPARE(details.record().text, QString());
    QVERIFY(!details.error().message.isEmpty());
}

void TestRecordDetails::advice_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("transient");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("next");
    const QString data = u"until the data changes"_s;
    QTest::newRow("foreign key") << State::Failed << u"sql.23503"_s << false << u"points to another"_s << data;
    QTest::newRow("any rule") << State::Failed << u"sql.23P01"_s << false << u"breaks a rule"_s << data;
    QTest::newRow("no table") << State::Failed << u"sql.42P01"_s << false << u"does not know"_s << u"plan is mended"_s;
    QTest::newRow("our own check") << State::Failed << u"sql.type"_s << false << u"not fit its column"_s << data;
    QTest::newRow("no field") << State::Failed << u"sql.parameter"_s << false << u"lacks a field"_s << data;
    QTest::newRow("no driver") << State::Failed << u"sql.driver"_s << false << u"not installed"_s << u"when that is"_s;
    QTest::newRow("deadlock") << State::Failed << u"sql.40P01"_s << true << u"in its way"_s << u"may help"_s;
    QTest::newRow("unknown, transient") << State::Failed << u"x"_s << true << u"It failed."_s << u"may help"_s;
    QTest::newRow("unknown") << State::Failed << u"x"_s << false << u"It failed."_s << u"See what it says"_s;
    QTest::newRow("timeout") << State::TimedOut << u"timeout"_s << false << u"took too long"_s << u"more time"_s;
    QTest::newRow("in doubt") << State::InDoubt << u"sql.08006"_s << true << u"how is not known"_s << u"Look where"_s;
    QTest::newRow("invalid") << State::Invalid << u"entry"_s << false << u"no record"_s << u"in the file"_s;
}

void TestRecordDetails::advice()
{
    QFETCH(const State, state);
    QFETCH(const QString, kind);
    QFETCH(const bool, transient);
    QFETCH(const QString, headline);
    QFETCH(const QString, next);
    const ErrorAdvice advice = ErrorAdvice::of(state, {kind, u"why"_s, transient});
    QVERIFY2(advice.headline.contains(headline), qPrintable(advice.headline));
    QVERIFY2(advice.next.contains(next), qPrintable(advice.next));
    QCOMPARE(advice.effect.isEmpty(), !kind.startsWith(u"sql."_s));
}

QTEST_GUILESS_MAIN(TestRecordDetails)
#include "tst_recorddetails.moc"
