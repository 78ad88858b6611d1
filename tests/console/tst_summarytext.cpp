#include "console/summarytext.h"

#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;

class TestSummaryText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progress();
    void ends_data();
    void ends();
};

using Counts = std::vector<std::pair<State, quint32>>;
Q_DECLARE_METATYPE(Counts)

static RunSummary summaryOf(const Counts &counts)
{
    RunSummary summary;
    for (const auto &[state, count] : counts)
        summary.counts[index(state)] = count;
    return summary;
}

void TestSummaryText::progress()
{
    RunSummary summary =
        summaryOf({{State::Running, 6}, {State::Backoff, 1}, {State::Failed, 2}, {State::Succeeded, 1211}});
    summary.inRound = 2000;
    summary.left = 787;
    summary.perSecond = 2.63;
    summary.eta = 299s;
    QCOMPARE(
        progressText(summary),
        QStringLiteral("1,213 of 2,000 · 2 failed · about 5 min left · 2.6/s · 6 running · 1 waiting to try again"));
    QCOMPARE(progressText(summary, 64),
             QStringLiteral("1,213 of 2,000 · 2 failed · about 5 min left · 2.6/s · 6 running"));
    QCOMPARE(progressText(summary, 63), QStringLiteral("1,213 of 2,000 · 2 failed · about 5 min left · 2.6/s"));
    QCOMPARE(progressText(summary, 43), QStringLiteral("1,213 of 2,000 · 2 failed · 2.6/s"));
    QCOMPARE(progressText(summary, 1), QStringLiteral("1,213 of 2,000"));

    summary.counts[index(State::Failed)] = 1234;
    summary.inRound = 1'000'000;
    summary.left = 876'544;
    summary.perSecond = 12'345;
    QCOMPARE(progressText(summary, 65), // on a terminal of 80 cells
             QStringLiteral("123,456 of 1,000,000 · 1,234 failed · about 5 min left · 12,345/s"));
}

void TestSummaryText::ends_data()
{
    QTest::addColumn<Counts>("counts");
    QTest::addColumn<int>("halt");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Counts &counts, Halt halt, const char *text) {
        QTest::newRow(name) << counts << static_cast<int>(halt) << text;
    };
    row("none", {}, Halt::None, "0 records · 12.3 s");
    row("one", {{State::Succeeded, 1}}, Halt::None, "1 record: 1 succeeded · 12.3 s");
    row("all words",
        {{State::Succeeded, 1000},
         {State::Failed, 2},
         {State::TimedOut, 3},
         {State::InDoubt, 4},
         {State::Cancelled, 5},
         {State::Skipped, 6},
         {State::Invalid, 7},
         {State::Queued, 8},
         {State::Unresponsive, 9}},
        Halt::User,
        "1,044 records: 1,000 succeeded, 2 failed, 3 timed out, 4 in doubt, 5 cancelled, 6 skipped, 7 unreadable, "
        "8 not run, 9 not answering · 12.3 s · interrupted");
    row("policy", {{State::Failed, 1}}, Halt::Failures, "1 record: 1 failed · 12.3 s · ended: too much went wrong");
    row("deadline", {{State::Skipped, 1}}, Halt::Deadline, "1 record: 1 skipped · 12.3 s · ended: its time was over");
}

void TestSummaryText::ends()
{
    QFETCH(const Counts, counts);
    QFETCH(const int, halt);
    RunSummary summary = summaryOf(counts);
    summary.halt = static_cast<Halt>(halt);
    summary.elapsed = 12345ms;
    const bool isInterrupted = summary.halt == Halt::User;
    QTEST(endText(summary, isInterrupted), "text");
    if (isInterrupted) // unless nobody answered: that is no interruption
        QVERIFY(!endText(summary, false).contains(u"interrupted"));
}

QTEST_APPLESS_MAIN(TestSummaryText)
#include "tst_summarytext.moc"
