#include "core/runfixture.h"
#include "models/errornotes.h"
#include "models/recordmodel.h"
#include "models/recordsearch.h"
#include "models/recordsort.h"
#include "models/rowsort.h"
#include "models/sortkeys.h"
#include "models/textkey.h"

#include <QRandomGenerator>
#include <QSignalSpy>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

std::vector<quint32> shownRows(const RecordModel &model)
{
    std::vector<quint32> rows;
    model.order().forEachFrom(0, [&](quint32 row) {
        rows.push_back(row);
        return true;
    });
    return rows;
}

std::string keyOf(const QString &text)
{
    std::string key;
    appendTextKey(key, text);
    return key;
}

// Every record but the first fails as it says itself.
std::unique_ptr<BatchRun> failingRun(const QByteArrayList &entries, ErrorNotes &notes)
{
    RunSetup setup =
        setupOf(quint32(entries.size()), std::make_unique<Starting>([](AttemptHandle handle) {
                    const QByteArray &entry = handle->record().entry();
                    handle.finish(handle->record().row() == 0
                                      ? Outcome::done()
                                      : Outcome::failed({u"test"_s, QString::fromUtf8(entry.right(12)), false}));
                }),
                &notes);
    setup.batch = batchOf(entries);
    return runOf(std::move(setup));
}

} // namespace

// Orders by every kind of column, and searches, against naive ones.
class TestRowSort : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsStandAsAPersonWouldSortThem();
    void numbersAreStableAndNothingComesLast();
    void textsAreStableAndNothingComesLast_data();
    void textsAreStableAndNothingComesLast();
    void sortsByEveryColumn();
    void sortsByWhatThePlanCallsThem();
    void whatHasNoNumberComesLast_data();
    void whatHasNoNumberComesLast();
    void anOrderIsASnapshot();
    void findsInEntriesAndInErrors();
    void theLastSearchWins();
    void aSortThatIsStoppedChangesNothing();
};

void TestRowSort::textsStandAsAPersonWouldSortThem()
{
    const QStringList sorted{
        u"-"_s,     u"0"_s,    u"9"_s,      u"10"_s,   u"999999999"_s, u"1000000000"_s, u"a"_s,
        u"A 2"_s,   u"a 10"_s, u"a 10 b"_s, u"a2"_s,   u"a0010"_s,     u"ab"_s,         u"\u00c9t\u00e9"_s,
        u"etude"_s, u"z"_s,    u"가"_s,     u"주문"_s, u"하"_s};
    for (qsizetype i = 1; i < sorted.size(); ++i)
        QVERIFY2(keyOf(sorted[i - 1]) < keyOf(sorted[i]), qPrintable(sorted[i - 1] + u" | "_s + sorted[i]));
    QCOMPARE(keyOf(u"LABEL é"_s), keyOf(u"label E"_s));
    QCOMPARE(keyOf(u"a007"_s), keyOf(u"A7"_s));
}

void TestRowSort::numbersAreStableAndNothingComesLast()
{
    QRandomGenerator dice(1);
    for (const quint64 highest : {quint64(1), quint64(3), quint64(300), quint64(1) << 40}) {
        std::vector<quint64> values(3000);
        for (quint64 &value : values)
            value = dice.bounded(5) == 0 ? NumberKeys::none : dice.generate64() % highest + 1000;
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            NumberKeys keys(quint32(values.size()));
            std::vector<quint32> expected;
            for (quint32 row = 0; row < values.size(); ++row) {
                keys.set(row, values[row]);
                expected.push_back(row);
            }
            std::stable_sort(expected.begin(), expected.end(), [&](quint32 one, quint32 other) {
                if (values[one] == NumberKeys::none || values[other] == NumberKeys::none)
                    return values[one] != NumberKeys::none && values[other] == NumberKeys::none;
                return order == Qt::AscendingOrder ? values[one] < values[other] : values[one] > values[other];
            });
            QCOMPARE(keys.sorted(order), expected);
        }
    }
    NumberKeys none(3);
    for (quint32 row = 0; row < 3; ++row)
        none.set(row, NumberKeys::none);
    QCOMPARE(none.sorted(Qt::DescendingOrder), (std::vector<quint32>{0, 1, 2}));
}

void TestRowSort::textsAreStableAndNothingComesLast_data()
{
    QTest::addColumn<bool>("isAlike");
    QTest::addColumn<int>("different");
    QTest::newRow("all begin alike") << true << 5000;
    QTest::newRow("some begin alike") << false << 5000;
    QTest::newRow("few") << false << 3;
    QTest::newRow("few that begin alike") << true << 3;
}

void TestRowSort::textsAreStableAndNothingComesLast()
{
    QFETCH(bool, isAlike);
    QFETCH(int, different);
    QRandomGenerator dice(2);
    std::vector<QString> texts(200'000); // more than one thread sorts in one go
    for (QString &text : texts) {
        text = dice.bounded(9) == 0 ? QString() : u"shared beginning %1"_s.arg(dice.bounded(different));
        if (!isAlike && dice.bounded(2) == 0)
            text = text.mid(7);
        else if (!text.isEmpty() && dice.bounded(99) == 0)
            text = u"shared beginning"_s; // and nothing behind it
    }
    RowJob job;
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        TextKeys keys(quint32(texts.size()));
        std::vector<quint32> expected;
        std::vector<std::string> plain;
        for (quint32 row = 0; row < texts.size();) {
            TextKeys::Slice slice;
            for (const quint32 end = row + 1000; row < end; ++row) {
                slice.add(row, texts[row]);
                plain.push_back(keyOf(texts[row]));
                expected.push_back(row);
            }
            keys.add(std::move(slice));
        }
        std::stable_sort(expected.begin(), expected.end(), [&](quint32 one, quint32 other) {
            if (plain[one].empty() || plain[other].empty())
                return !plain[one].empty() && plain[other].empty();
            return order == Qt::AscendingOrder ? plain[one] < plain[other] : plain[one] > plain[other];
        });
        QVERIFY(keys.sorted(order, job) == expected);
    }
}

void TestRowSort::sortsByEveryColumn()
{
    ErrorNotes notes(3);
    const auto run = failingRun({R"({"id": 10, "label": "b", "operation": "x"})", R"({"id": 9, "label": "C"})",
                                 R"({"id": 8, "label": "a", "operation": "y"})"},
                                notes);
    run->cancel(RowSet::of({2}));
    QTRY_COMPARE(run->record(2).state, State::Cancelled);
    run->start();
    QVERIFY(run->wait(60s));
    const RecordTexts texts(*run, RecordNames(), &notes);
    RowJob job;
    const auto sorted = [&](RecordColumns::Column column, Qt::SortOrder order = Qt::AscendingOrder) {
        return sortRows(texts, column, order, job).rows;
    };
    using Rows = std::vector<quint32>;
    QCOMPARE(sorted(RecordColumns::Number), Rows());
    QCOMPARE(sorted(RecordColumns::Number, Qt::DescendingOrder), (Rows{2, 1, 0}));
    QCOMPARE(sorted(RecordColumns::Label), (Rows{2, 0, 1}));
    QCOMPARE(sorted(RecordColumns::Label, Qt::DescendingOrder), (Rows{1, 0, 2}));
    QCOMPARE(sorted(RecordColumns::Id), (Rows{2, 1, 0}));
    QCOMPARE(sorted(RecordColumns::Operation, Qt::DescendingOrder), (Rows{2, 0, 1}));
    QCOMPARE(sorted(RecordColumns::RecordState), (Rows{1, 2, 0}));
    QCOMPARE(sorted(RecordColumns::RecordState, Qt::DescendingOrder), (Rows{0, 2, 1}));
    QCOMPARE(sorted(RecordColumns::Try), (Rows{0, 1, 2})); // the last has none
    QCOMPARE(sorted(RecordColumns::Try, Qt::DescendingOrder), (Rows{0, 1, 2}));
    QCOMPARE(sorted(RecordColumns::Started).back(), 2u);
    QCOMPARE(sorted(RecordColumns::Elapsed).back(), 2u);
    QCOMPARE(sorted(RecordColumns::ErrorText), (Rows{1, 0, 2}));
    for (const auto column :
         {RecordColumns::Progress, RecordColumns::Waits, RecordColumns::Result, RecordColumns::Target})
        QCOMPARE(sorted(column), (Rows{0, 1, 2}));
}

void TestRowSort::sortsByWhatThePlanCallsThem()
{
    RunSetup setup = setupOf(3, std::make_unique<Starting>([](AttemptHandle) {}));
    setup.batch = batchOf({R"({"db": "b"})", R"({"x": 1})", R"({"db": "a", "operation": "write"})"});
    const auto run = runOf(std::move(setup));
    Plan plan;
    plan.target = *Template::parse(u"{db}"_s);
    plan.operations.push_back({.name = u"*"_s, .kind = u"simulate"_s});
    const RecordTexts texts(*run, RecordNames(plan), nullptr, u"aa"_s);
    for (quint32 row = 0; row < 3; ++row) {
        QCOMPARE(texts.target(row), texts.names(row).target);
        QCOMPARE(texts.operation(row), texts.names(row).operation);
    }
    QCOMPARE(texts.target(1), u"aa"_s);
    QCOMPARE(texts.operation(1), u"simulate"_s);
    RowJob job;
    using Rows = std::vector<quint32>;
    QCOMPARE(sortRows(texts, RecordColumns::Target, Qt::AscendingOrder, job).rows, (Rows{2, 1, 0}));
    QCOMPARE(sortRows(texts, RecordColumns::Operation, Qt::DescendingOrder, job).rows, (Rows{2, 0, 1}));
}

void TestRowSort::whatHasNoNumberComesLast_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<std::vector<quint32>>("ascending");
    QTest::addColumn<int>("numbers"); // the rest has none
    using Rows = std::vector<quint32>;
    QTest::newRow("try") << int(RecordColumns::Try) << Rows{2, 0, 3, 1, 4} << 3;
    QTest::newRow("started") << int(RecordColumns::Started) << Rows{2, 4, 3, 0, 1} << 3;
    QTest::newRow("elapsed") << int(RecordColumns::Elapsed) << Rows{3, 2, 0, 1, 4} << 2;
}

// Of a run that was opened again, in both directions: what is sorted by is what the cells say.
void TestRowSort::whatHasNoNumberComesLast()
{
    QFETCH(int, column);
    QFETCH(std::vector<quint32>, ascending);
    QFETCH(int, numbers);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    constexpr qint64 hour = 3'600'000;
    RunSetup setup = setupOf(5, std::make_unique<Starting>([](AttemptHandle) {}));
    setup.past.records = {
        {.row = 0, .attempts = 2, .state = State::InDoubt, .interrupted = true},
        {.row = 2, .attempts = 1, .state = State::Succeeded, .elapsed = 3, .ended = now - 8760 * hour},
        {.row = 3, .attempts = 3, .state = State::Failed, .elapsed = 1, .ended = now - hour},
        {.row = 4, .attempts = 1, .state = State::Queued, .elapsed = 2, .ended = now - 2 * hour},
    };
    const auto run = runOf(std::move(setup));
    const RecordModel model(*run, {*run, RecordNames(), nullptr});
    const auto middle = ascending.begin() + numbers;
    for (quint32 row = 0; row < 5; ++row)
        QCOMPARE(model.index(int(row), column).data().toString().isEmpty(),
                 std::find(middle, ascending.end(), row) != ascending.end());
    RowJob job;
    const auto by = RecordColumns::Column(column);
    QCOMPARE(sortRows(model.texts(), by, Qt::AscendingOrder, job).rows, ascending);
    std::reverse(ascending.begin(), middle);
    QCOMPARE(sortRows(model.texts(), by, Qt::DescendingOrder, job).rows, ascending);
}

void TestRowSort::anOrderIsASnapshot()
{
    const auto run =
        runOf(setupOf(4, std::make_unique<Starting>([](AttemptHandle handle) { handle.finish(Outcome::done()); })));
    RecordModel model(*run, {*run, RecordNames(), nullptr});
    RecordSort sort(model);
    run->cancel(RowSet::of({2}));
    QTRY_COMPARE(run->record(2).state, State::Cancelled);
    model.refresh();
    sort.by(RecordColumns::RecordState, Qt::DescendingOrder);
    QVERIFY(sort.isSorting());
    QTRY_VERIFY(!sort.isSorting());
    QCOMPARE(shownRows(model), (std::vector<quint32>{2, 0, 1, 3}));
    QVERIFY(!sort.isStale());

    run->cancel(RowSet::of({1}));
    QTRY_COMPARE(run->record(1).state, State::Cancelled);
    model.refresh();
    QCOMPARE(shownRows(model), (std::vector<quint32>{2, 0, 1, 3})); // rows stay where they are
    QVERIFY(sort.isStale());
    sort.refresh();
    QTRY_COMPARE(shownRows(model), (std::vector<quint32>{1, 2, 0, 3}));
    QVERIFY(!sort.isStale());

    sort.by(RecordColumns::Id, Qt::DescendingOrder);
    QTRY_COMPARE(shownRows(model), (std::vector<quint32>{3, 2, 1, 0}));
    run->cancel(RowSet::of({0}));
    QTRY_COMPARE(run->record(0).state, State::Cancelled);
    model.refresh();
    QVERIFY(!sort.isStale()); // an id does not change
    sort.by(RecordColumns::Number, Qt::AscendingOrder);
    QTRY_COMPARE(shownRows(model), (std::vector<quint32>{0, 1, 2, 3}));
}

void TestRowSort::findsInEntriesAndInErrors()
{
    ErrorNotes notes(4);
    const auto run = failingRun({R"({"label": "새 주문"})", R"({"label": "\uc8fc\ubb38"})",
                                 R"("{\"label\": \"\\uc8fc\\ubb38\"}")", R"({"id": "other"})"},
                                notes);
    RecordModel model(*run, {*run, RecordNames(), &notes});
    RecordSearch search(model);
    search.find(u"주문"_s);
    QTRY_COMPARE(shownRows(model), (std::vector<quint32>{0, 1, 2}));
    search.find(u"RECORD 4"_s); // what it is called where it has no name
    QTRY_COMPARE(model.rowCount(), 0);
    search.find(u"OTHER"_s);
    QTRY_COMPARE(shownRows(model), (std::vector<quint32>{3}));
    search.find({});
    QTRY_COMPARE(model.rowCount(), 4);
    run->start();
    QVERIFY(run->wait(60s));
    model.refresh();
    run->retry(RowSet::of({}));
    search.find(u"no such text"_s);
    QTRY_VERIFY(!search.isSearching());
    QCOMPARE(model.rowCount(), 0);
}

void TestRowSort::theLastSearchWins()
{
    const auto run = runOf(setupOf(300'000, std::make_unique<Starting>([](AttemptHandle) {})));
    RecordModel model(*run, {*run, RecordNames(), nullptr});
    RecordSearch search(model);
    search.find(u"{"_s);
    search.find(u"{}"_s);
    search.find(u"299999"_s); // an id, where there is no other
    search.find(u"299999 "_s);
    search.find(u"299999"_s);
    QTRY_VERIFY(!search.isSearching());
    QCOMPARE(shownRows(model), (std::vector<quint32>{299'999}));
    search.find(u"{"_s);
    search.find({});
    QCOMPARE(model.rowCount(), 300'000);
    QVERIFY(!search.isSearching());
}

void TestRowSort::aSortThatIsStoppedChangesNothing()
{
    const auto run = runOf(setupOf(300'000, std::make_unique<Starting>([](AttemptHandle) {})));
    RecordModel model(*run, {*run, RecordNames(), nullptr});
    {
        RecordSort sort(model);
        QSignalSpy moved(&model, &RecordModel::moved);
        sort.by(RecordColumns::Id, Qt::DescendingOrder);
        sort.stop();
        QVERIFY(!sort.isSorting());
        sort.by(RecordColumns::RecordState, Qt::AscendingOrder);
        QTRY_COMPARE(moved.size(), 1);
        QCOMPARE(sort.column(), RecordColumns::RecordState);
        QCOMPARE(model.rowAt(0), 0u);
        sort.by(RecordColumns::Label, Qt::DescendingOrder);
    } // and its end stops what is under way
    QCOMPARE(model.rowAt(0), 0u);
}

QTEST_GUILESS_MAIN(TestRowSort)
#include "tst_rowsort.moc"
