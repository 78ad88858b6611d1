#include "core/feedreaders.h"
#include "core/runfixture.h"
#include "models/errorpattern.h"
#include "models/failuremodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

Error failure(const QString &message, const QString &kind = u"sql.23503"_s)
{
    return {kind, message, false};
}

const Error hold = failure(u"goes on until it is let go"_s);

// A run that ends as its rows' errors say; without a message a row succeeds.
struct Failing {
    explicit Failing(std::vector<Error> errors)
        : errorOf(std::move(errors))
        , batch(batchOfAlike(quint32(errorOf.size()), "{}"))
        , groups(*batch)
        , model(groups)
        , run(runOf(setup()))
    {
        run->start();
        if (!run->wait(60s))
            qFatal("it does not end");
        model.refresh();
    }

    RunSetup setup()
    {
        auto made = std::make_unique<Starting>([this](AttemptHandle handle) {
            const Error &error = errorOf[handle->record().row()];
            if (error == hold) {
                held.push_back(std::move(handle)); // one slot: nobody else is here
                return;
            }
            handle.finish(error.message.isEmpty() ? Outcome::done() : Outcome::failed(error));
        });
        RunSetup of = setupOf(quint32(errorOf.size()), std::move(made), &feed);
        of.batch = batch;
        of.settings.concurrency = 1; // in the rows' order
        return of;
    }

    QString text(int row, FailureModel::Column column) const { return model.index(row, column).data().toString(); }

    std::vector<Error> errorOf;
    std::shared_ptr<const Batch> batch;
    FailureGroups groups;
    FeedReaders feed{{&groups}};
    FailureModel model;
    std::vector<AttemptHandle> held;
    std::unique_ptr<BatchRun> run;
};

} // namespace

class TestFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void patterns_data();
    void patterns();
    void groupsWhatIsAlike();
    void namesTheRowsOfAGroup();
    void forgetsWhatIsTriedAgain();
    void keepsRowsInTheirPlaces();
    void sortsWhenAsked();
    void tellsKindsAndStatesApart();
    void hasInvalidEntriesFromTheFirst();
    void saysSinceWhen();
    void putsTheRestTogether();
    void aMillionRecords();
};

void TestFailures::patterns_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("numbers") << u"row 2 of 17"_s << u"row 40 of 9"_s << u"row … of …"_s;
    QTest::newRow("decimals") << u"took 1.5 s"_s << u"took 10.25 s"_s << u"took … s"_s;
    QTest::newRow("keys") << u"Key (member)=(2041) is missing."_s << u"Key (member)=(7) is missing."_s
                          << u"Key (member)=(…) is missing."_s;
    QTest::newRow("ids") << u"no user a8f-33c2 here"_s << u"no user 77de-b here"_s << u"no user … here"_s;
    QTest::newRow("uuids") << u"6f1e0c1a-1b2c-4d5e-8f90-aabbccddeeff is gone"_s
                           << u"0d1e2f3a-9b8c-7d6e-5f40-001122334455 is gone"_s << u"… is gone"_s;
    QTest::newRow("times") << u"at 2024-01-02T03:04:05Z"_s << u"at 2025-12-31T23:59:59Z"_s << u"at …"_s;
    QTest::newRow("addresses") << u"10.0.0.1:5432 refused"_s << u"10.0.0.22:5433 refused"_s << u"… refused"_s;
    QTest::newRow("quotes") << u"no table \"a b\""_s << u"no table \"orders\""_s << u"no table \"…\""_s;
    QTest::newRow("curly quotes") << u"no “a” in ‘b’"_s << u"no “c” in ‘d’"_s << u"no “…” in ‘…’"_s;
    QTest::newRow("apostrophes") << u"can't open 'a', won't"_s << u"can't open 'it's', won't"_s
                                 << u"can't open '…', won't"_s;
    QTest::newRow("a quote that never ends") << u"bad \" in 3"_s << u"bad \" in 4"_s << u"bad \" in …"_s;
    QTest::newRow("Korean") << u"3번째 행의 “이름”이 없습니다"_s << u"12번째 행의 “주소”이 없습니다"_s
                            << u"…번째 행의 “…”이 없습니다"_s;
    QTest::newRow("lines") << u"first\n  second 1"_s << u"first second 2"_s << u"first second …"_s;
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TestFailures::patterns()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QFETCH(const QString, pattern);
    QCOMPARE(errorPattern(one), pattern);
    QCOMPARE(errorPattern(other), errorPattern(one));
}

void TestFailures::groupsWhatIsAlike()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const Failing failing({failure(u"row 1"_s), {}, failure(u"row 22"_s), failure(u"no space"_s)});
    const QAbstractItemModelTester tester(const_cast<FailureModel *>(&failing.model),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(failing.model.rowCount(), 2);
    QCOMPARE(failing.model.count(), 2);
    QCOMPARE(failing.text(0, FailureModel::Error), u"row …"_s);
    QCOMPARE(failing.text(0, FailureModel::Kind), u"sql.23503"_s);
    QCOMPARE(failing.text(0, FailureModel::Records), u"2"_s);
    QCOMPARE(failing.text(1, FailureModel::Error), u"no space"_s);
    QCOMPARE(failing.model.index(1, 0).data(FailureModel::StateRole).toInt(), int(State::Failed));
    const FailureGroup group = failing.groups.groups().front();
    QVERIFY(group.first >= before && group.first <= group.last);
    QVERIFY(group.last <= QDateTime::currentMSecsSinceEpoch());
}

void TestFailures::namesTheRowsOfAGroup()
{
    const Failing failing({failure(u"a 1"_s), failure(u"b"_s), {}, failure(u"a 2"_s), failure(u"c"_s)});
    QCOMPARE(failing.groups.rows({0}), (std::vector<quint32>{0, 3}));
    QCOMPARE(failing.groups.rows({0, 2}), (std::vector<quint32>{0, 3, 4}));
    QVERIFY(failing.groups.rows({}).empty());
    QCOMPARE(failing.groups.countWith(3), 2u);
    QCOMPARE(failing.groups.countWith(2), 0u);
    QCOMPARE(failing.groups.groupOf(3), 0);
    QCOMPARE(failing.groups.groupOf(2), -1);
    QCOMPARE(failing.groups.groupOf(99), -1);
}

// From the moment somebody asks, and not only when it ends again.
void TestFailures::forgetsWhatIsTriedAgain()
{
    Failing failing({failure(u"a 1"_s), failure(u"a 2"_s), failure(u"b"_s)});
    failing.errorOf[0] = hold;
    failing.run->retry(RowSet::of({0}));
    QTRY_COMPARE(failing.run->record(0).state, State::Running);
    QTRY_COMPARE(failing.groups.groups().front().count, 1u);
    failing.errorOf[1] = failure(u"b"_s);
    failing.run->retry(RowSet::of({1}));
    failing.held.front().finish(Outcome::done());
    QVERIFY(failing.run->wait(60s));
    failing.model.refresh();
    QCOMPARE(failing.model.rowCount(), 2);
    QCOMPARE(failing.text(0, FailureModel::Records), u"0"_s);
    QVERIFY(failing.model.index(0, FailureModel::Error).data(FailureModel::QuietRole).toBool());
    QCOMPARE(failing.text(1, FailureModel::Records), u"2"_s);
    QVERIFY(!failing.model.index(1, FailureModel::Error).data(FailureModel::QuietRole).toBool());
    QCOMPARE(failing.model.count(), 1);
    failing.model.drop();
    QCOMPARE(failing.model.rowCount(), 1);
    QCOMPARE(failing.text(0, FailureModel::Error), u"b"_s);
}

void TestFailures::keepsRowsInTheirPlaces()
{
    Failing failing({failure(u"a"_s), {}, {}, {}});
    const QPersistentModelIndex first = failing.model.index(0, 0);
    failing.errorOf[1] = failing.errorOf[2] = failing.errorOf[3] = failure(u"many"_s);
    failing.run->retry(RowSet::of({1, 2, 3}));
    QVERIFY(failing.run->wait(60s));
    const QSignalSpy changed(&failing.model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&failing.model, &QAbstractItemModel::rowsInserted);
    QVERIFY(failing.model.refresh());
    QVERIFY(!failing.model.refresh());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(first.row(), 0);
    QCOMPARE(failing.text(1, FailureModel::Error), u"many"_s);
}

void TestFailures::sortsWhenAsked()
{
    Failing failing({failure(u"a"_s), failure(u"b 1"_s), failure(u"b 2"_s)});
    const QAbstractItemModelTester tester(&failing.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QPersistentModelIndex a = failing.model.index(0, 0);
    failing.model.sort(FailureModel::Records, Qt::DescendingOrder);
    QCOMPARE(failing.text(0, FailureModel::Error), u"b …"_s);
    QCOMPARE(a.row(), 1);
    QCOMPARE(failing.model.index(1, 0).data(FailureModel::GroupRole).toInt(), 0);
    failing.model.sort(FailureModel::Error, Qt::AscendingOrder);
    QCOMPARE(failing.text(0, FailureModel::Error), u"a"_s);
}

void TestFailures::tellsKindsAndStatesApart()
{
    const auto batch = batchOfAlike(4, "{}");
    FailureGroups groups(*batch);
    std::vector<HistoryItem> items(4);
    for (quint32 row = 0; row < 4; ++row) {
        items[row].end.row = row;
        items[row].end.became = row < 2 ? State::Failed : row == 2 ? State::InDoubt : State::Backoff;
        items[row].outcome.error = failure(u"same"_s, row == 0 ? u"http.500"_s : u"http.503"_s);
    }
    groups.read(items);
    QCOMPARE(groups.groups().size(), 3u); // what waits to try again has not failed yet
    QCOMPARE(groups.groups()[2].state, State::InDoubt);
}

void TestFailures::hasInvalidEntriesFromTheFirst()
{
    Batch::Content content;
    content.bytes = "{\"a\": nul}";
    content.offsets = {0, 0, 0};
    content.lengths = {10, 10, 10};
    content.flaws = {{0, 6, FlawKind::NotJson}, {2, 6, FlawKind::NotJson}};
    const Batch batch(std::move(content));
    const FailureGroups groups(batch);
    QCOMPARE(groups.groups().size(), 1u);
    QCOMPARE(groups.groups().front().state, State::Invalid);
    QCOMPARE(groups.rows({0}), (std::vector<quint32>{0, 2}));
}

// Of a run that is opened again; when they began nobody may have seen.
void TestFailures::saysSinceWhen()
{
    FailureGroups groups(3);
    RecordResult past;
    past.state = State::InDoubt;
    past.error = failure(u"Nobody knows."_s, u"interrupted"_s);
    const qint64 monday = 1'700'000'000'000;
    for (past.row = 0; past.row < 2; ++past.row) {
        past.known = QDateTime::fromMSecsSinceEpoch(monday + past.row);
        groups.recall(past);
    }
    QCOMPARE(groups.groups().size(), 1u);
    QCOMPARE(groups.groups().front().first, monday);
    QCOMPARE(groups.groups().front().last, monday + 1);
}

void TestFailures::putsTheRestTogether()
{
    constexpr quint32 records = 3 * FailureGroups::mostGroups;
    const auto batch = batchOfAlike(records, "{}");
    FailureGroups groups(*batch);
    std::vector<HistoryItem> items(1);
    const auto word = [](quint32 row) { // without a digit
        QString letters = QString::number(row);
        for (QChar &digit : letters)
            digit = QChar(u'a' + digit.digitValue());
        return letters;
    };
    for (quint32 row = 0; row < records; ++row) {
        items[0].end.row = row;
        items[0].end.became = State::Failed;
        items[0].outcome.error = failure(u"no "_s + word(row), row % 2 ? u"odd"_s : u"even"_s);
        groups.read(items);
    }
    const std::vector<FailureGroup> found = groups.groups();
    QCOMPARE(found.size(), std::size_t(FailureGroups::mostGroups) + 2);
    QVERIFY(found.back().isOther);
    QCOMPARE(found.back().kind, u"odd"_s);
    QCOMPARE(found.back().count, records / 3);
    FailureModel model(groups);
    QCOMPARE(model.rowCount(), int(found.size()));
    for (quint32 row = 0; row < records; ++row) { // also kinds may be many
        items[0].end.row = row;
        items[0].outcome.error = failure(u"no"_s, word(row));
        groups.read(items);
    }
    QCOMPARE(groups.groups().size(), std::size_t(FailureGroups::mostGroups) * 2 + 1);
}

void TestFailures::aMillionRecords()
{
    constexpr quint32 records = 1'000'000;
    const auto batch = batchOfAlike(records, "{}");
    FailureGroups groups(*batch);
    FailureModel model(groups);
    std::vector<HistoryItem> items(1);
    items[0].end.became = State::Failed;
    QElapsedTimer timer;
    timer.start();
    for (quint32 row = 0; row < records; ++row) {
        items[0].end.row = row;
        items[0].outcome.error = failure(u"Key (member)=(%1) is not there."_s.arg(row));
        groups.read(items);
    }
    qInfo("a million failures, each of its own text: %lld ms", timer.restart());
    QVERIFY(model.refresh());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, FailureModel::Records).data(), QVariant(QLocale().toString(records)));
    QCOMPARE(groups.rows({0}).size(), std::size_t(records));
    qInfo("their rows: %lld ms", timer.elapsed());
}

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_failures.moc"
