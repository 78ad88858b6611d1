#include "core/changefeed.h"
#include "core/errorkinds.h"
#include "core/failurepolicy.h"
#include "core/indexedheap.h"
#include "core/outcome.h"
#include "core/retrypolicy.h"
#include "core/runjournal.h"
#include "core/runsettings.h"
#include "core/startrate.h"
#include "core/throughput.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <random>

using namespace batchdeck;
using namespace std::chrono_literals;

// The parts that the machine is made of, each alone.
class TestSmallParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void heapIsSorted();
    void feedListsEachRowOnce_data();
    void feedListsEachRowOnce();
    void throughputSlides();
    void rateHoldsOverAnyWindow_data();
    void rateHoldsOverAnyWindow();
    void errorKindsAreFew();
    void percentages_data();
    void percentages();
    void delays_data();
    void delays();
    void badSettings_data();
    void badSettings();
    void goodSettings();
    void cappedTexts_data();
    void cappedTexts();
    void explanations_data();
    void explanations();
};

void TestSmallParts::heapIsSorted()
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 dice(seed);
        RowHeap<int> heap;
        std::map<quint32, int> keys; // the reference
        std::map<quint32, quint32> positions;
        const auto place = [&positions](quint32 id, quint32 position) { positions[id] = position; };
        for (int step = 0; step < 200; ++step) {
            const quint32 id = dice() % 40;
            const int key = static_cast<int>(dice() % 30);
            if (!keys.contains(id)) {
                heap.insert(key, id, place);
                keys[id] = key;
            } else if (dice() % 2) {
                heap.change(positions[id], key, place);
                keys[id] = key;
            } else {
                heap.remove(positions[id], place);
                keys.erase(id);
            }
            QCOMPARE(heap.size(), keys.size());
            for (const auto &[member, value] : keys) {
                QCOMPARE(heap.at(positions[member]).id, member);
                QCOMPARE(heap.at(positions[member]).key, value);
            }
            if (!keys.empty()) {
                std::pair<int, quint32> least{std::numeric_limits<int>::max(), 0};
                for (const auto &[member, value] : keys)
                    least = std::min(least, {value, member});
                QVERIFY(least == std::pair(heap.top().key, heap.top().id));
            }
        }
    }
}

void TestSmallParts::feedListsEachRowOnce_data()
{
    QTest::addColumn<quint32>("records");
    QTest::addColumn<quint32>("changed");
    QTest::newRow("nothing") << 100U << 0U;
    QTest::newRow("a few") << 100U << 7U;
    QTest::newRow("one by one, just") << 100000U << 32768U;
    QTest::newRow("too many to list") << 100000U << 32769U;
    QTest::newRow("all of many") << 100000U << 100000U;
    QTest::newRow("no records") << 0U << 0U;
}

void TestSmallParts::feedListsEachRowOnce()
{
    QFETCH(quint32, records);
    QFETCH(quint32, changed);
    ChangeFeed feed(records);
    Changes taken;
    for (int again = 0; again < 3; ++again) { // the sets that are swapped are clean again
        QVERIFY(feed.isEmpty());
        for (int twice = 0; twice < 2; ++twice) {
            for (quint32 at = 0; at < changed; ++at)
                feed.mark(records - 1 - at);
        }
        taken.clear();
        feed.take(taken);
        QCOMPARE(taken.isEmpty(), changed == 0);
        std::vector<bool> seen(records);
        quint32 count = 0;
        taken.forEach([&](quint32 row) {
            QVERIFY(!seen[row]);
            seen[row] = true;
            ++count;
        });
        QCOMPARE(count, changed);
        for (quint32 at = 0; at < changed; ++at)
            QVERIFY(seen[records - 1 - at]);
    }
}

void TestSmallParts::throughputSlides()
{
    const Instant since{1h};
    Throughput throughput;
    throughput.start(since);
    QCOMPARE(throughput.perSecond(since), 0.0);
    for (int at = 0; at < 200; ++at) // ten a second, for twenty seconds
        throughput.add(since + at * 100ms);
    QVERIFY(std::abs(throughput.perSecond(since + 20s) - 10) < 0.5);
    QVERIFY(std::abs(throughput.perSecond(since + 25s) - 5) < 0.5); // half of the window
    QCOMPARE(throughput.perSecond(since + 40s), 0.0);
    throughput.add(since + 1h, 50); // long after
    QVERIFY(std::abs(throughput.perSecond(since + 1h) - 5) < 0.5);

    throughput.start(since);
    throughput.add(since + 1s, 4); // less than a window after the start
    QVERIFY(std::abs(throughput.perSecond(since + 2s) - 2) < 0.01);
}

void TestSmallParts::rateHoldsOverAnyWindow_data()
{
    QTest::addColumn<double>("rate");
    for (const double rate : {0.5, 7.0, 1000.0, 1e6})
        QTest::newRow(QByteArray::number(rate)) << rate;
}

// A timer that wakes late, now and then much too late.
void TestSmallParts::rateHoldsOverAnyWindow()
{
    QFETCH(double, rate);
    std::mt19937 dice(1);
    StartRate limit;
    limit.set(rate);
    Instant now{1h};
    std::vector<Instant> starts;
    while (starts.size() < 3000) {
        now = std::max(now, limit.next());
        now += std::chrono::nanoseconds(dice() % 2000000);
        if (dice() % 50 == 0)
            now += std::chrono::duration_cast<Duration>(std::chrono::duration<double>(20 / rate));
        for (; limit.next() <= now && starts.size() < 3000; limit.started(now))
            starts.push_back(now);
    }
    for (std::size_t from = 0; from < starts.size(); from += 7) {
        for (std::size_t to = from; to < std::min(starts.size(), from + 400); ++to) {
            const double window = std::chrono::duration<double>(starts[to] - starts[from] + StartRate::slack).count();
            QVERIFY(static_cast<double>(to - from + 1) <= rate * window * (1 + 1e-9) + 1);
        }
    }
    limit.set({});
    QVERIFY(limit.next() <= now);
}

void TestSmallParts::errorKindsAreFew()
{
    ErrorKinds kinds;
    QCOMPARE(kinds.number(QString()), ErrorKinds::none);
    QCOMPARE(kinds.number(QStringLiteral("timeout")), ErrorKinds::timeout);
    QCOMPARE(kinds.name(ErrorKinds::givenUp), QStringLiteral("givenUp"));
    QCOMPARE(kinds.name(ErrorKinds::of(StopReason::Quit)), QStringLiteral("quit"));
    QCOMPARE(kinds.name(ErrorKinds::leaderInDoubt), QStringLiteral("leaderInDoubt"));
    const quint16 first = kinds.number(QStringLiteral("http.503"));
    QVERIFY(first > ErrorKinds::other);
    QCOMPARE(kinds.number(QStringLiteral("http.503")), first);
    for (int at = 0; at < 70000; ++at)
        QVERIFY(kinds.number(QString::number(at)) != ErrorKinds::none);
    QCOMPARE(kinds.number(QStringLiteral("one too many")), ErrorKinds::other);
    QCOMPARE(kinds.number(QStringLiteral("http.503")), first);
    QCOMPARE(kinds.name(first), QStringLiteral("http.503"));
}

void TestSmallParts::percentages_data()
{
    QTest::addColumn<double>("percent");
    QTest::addColumn<quint32>("records");
    QTest::addColumn<int>("failures");
    QTest::newRow("0 %: the first") << 0.0 << 1000U << 1;
    QTest::newRow("0 % of nothing") << 0.0 << 0U << 1;
    QTest::newRow("5 % of 100") << 5.0 << 100U << 5;
    QTest::newRow("5 % of 101 is more than 5") << 5.0 << 101U << 6;
    QTest::newRow("5 % of 10") << 5.0 << 10U << 1;
    QTest::newRow("100 % of 3") << 100.0 << 3U << 3;
    QTest::newRow("0.07 % of 10,000, which no double holds") << 0.07 << 10000U << 7;
    QTest::newRow("0.57 % of 100,000") << 0.57 << 100000U << 570;
    QTest::newRow("33.4 % of 3") << 33.4 << 3U << 2;
    QTest::newRow("a millionth of a per cent") << 1e-6 << 1000000U << 1;
}

void TestSmallParts::percentages()
{
    QFETCH(double, percent);
    QFETCH(quint32, records);
    QFETCH(int, failures);
    FailureSettings settings;
    settings.then = FailureSettings::Then::Pause;
    settings.percent = percent;
    FailurePolicy policy(settings);
    policy.beginRound(records);
    for (int at = 1; at < failures; ++at) {
        policy.failed(9);
        QVERIFY(!policy.isReached(true));
    }
    policy.failed(9);
    QVERIFY(!policy.isReached(false)); // the round still grows
    QVERIFY(policy.isReached(true));
}

void TestSmallParts::delays_data()
{
    QTest::addColumn<int>("growth");
    QTest::addColumn<QList<int>>("milliseconds"); // after the first try, the second, …
    using enum RetrySettings::Growth;
    QTest::newRow("fixed") << int(Fixed) << QList<int>{500, 500, 500, 500};
    QTest::newRow("linear") << int(Linear) << QList<int>{500, 1000, 1500, 2000, 2500, 3000, 3000};
    QTest::newRow("exponential") << int(Exponential) << QList<int>{500, 1000, 2000, 3000, 3000};
}

void TestSmallParts::delays()
{
    QFETCH(int, growth);
    QFETCH(QList<int>, milliseconds);
    RetrySettings settings;
    settings.growth = static_cast<RetrySettings::Growth>(growth);
    settings.maxDelay = 3s;
    Dice dice(7);
    double least = 1;
    double most = 0;
    for (int tries = 1; tries <= milliseconds.size(); ++tries) {
        const Duration full = std::chrono::milliseconds(milliseconds[tries - 1]);
        settings.jitter = false;
        QVERIFY(retryDelay(settings, tries, dice) == full);
        settings.jitter = true;
        for (int roll = 0; roll < 500; ++roll) {
            const Duration delay = retryDelay(settings, tries, dice);
            QVERIFY(delay >= 0s && delay < full);
            const double part = std::chrono::duration<double>(delay) / full;
            least = std::min(least, part);
            most = std::max(most, part);
        }
    }
    QVERIFY(least < 0.05 && most > 0.95); // full jitter: of all the delay
    settings.jitter = false;
    QVERIFY(retryDelay(settings, maxAttempts, dice) <= settings.maxDelay); // nothing overflows
}

void TestSmallParts::badSettings_data()
{
    QTest::addColumn<RunSettings>("settings");
    QTest::addColumn<QString>("names"); // what the sentence is about
    const auto add = [](const char *row, const char *names, auto change) {
        RunSettings settings;
        change(settings);
        QTest::newRow(row) << settings << QString::fromLatin1(names);
    };
    static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    add("no jobs", "jobs", [](RunSettings &it) { it.concurrency = 0; });
    add("fewer than no jobs", "jobs", [](RunSettings &it) { it.concurrency = -1; });
    add("too many jobs", "jobs", [](RunSettings &it) { it.concurrency = maxConcurrency + 1; });
    add("no attempts", "attempts", [](RunSettings &it) { it.retry.attempts = 0; });
    add("negative attempts", "attempts", [](RunSettings &it) { it.retry.attempts = -3; });
    add("too many attempts", "attempts", [](RunSettings &it) { it.retry.attempts = maxAttempts + 1; });
    add("rate of 0", "rate", [](RunSettings &it) { it.rate = 0; });
    add("negative rate", "rate", [](RunSettings &it) { it.rate = -1; });
    add("rate that is no number", "rate", [](RunSettings &it) { it.rate = nan; });
    add("rate of a start in an age", "rate", [](RunSettings &it) { it.rate = 1e-300; });
    add("rate without end", "rate", [](RunSettings &it) { it.rate = infinity; });
    add("timeout of 0", "timeout", [](RunSettings &it) { it.timeout = 0s; });
    add("negative timeout", "timeout", [](RunSettings &it) { it.timeout = -1s; });
    add("timeout past a century", "timeout", [](RunSettings &it) { it.timeout = Duration::max(); });
    add("clean-up of 0", "clean-up", [](RunSettings &it) { it.cleanup = 0s; });
    add("negative clean-up", "clean-up", [](RunSettings &it) { it.cleanup = -5s; });
    add("deadline of 0", "deadline", [](RunSettings &it) { it.deadline = 0s; });
    add("deadline past a century", "deadline", [](RunSettings &it) { it.deadline = Duration::max(); });
    add("negative delay", "delay", [](RunSettings &it) { it.retry.delay = -1ms; });
    add("delay past a century", "delay", [](RunSettings &it) { it.retry.delay = Duration::max(); });
    add("negative cap", "longest delay", [](RunSettings &it) { it.retry.maxDelay = -1ms; });
    add("0 failures", "failures", [](RunSettings &it) { it.failures.count = 0; });
    add("negative failures", "failures", [](RunSettings &it) { it.failures.count = -1; });
    add("negative percentage", "percentage", [](RunSettings &it) { it.failures.percent = -0.1; });
    add("more than all", "percentage", [](RunSettings &it) { it.failures.percent = 100.1; });
    add("percentage that is no number", "percentage", [](RunSettings &it) { it.failures.percent = nan; });
    add("0 alike", "alike", [](RunSettings &it) { it.failures.alike = 0; });
}

void TestSmallParts::badSettings()
{
    QFETCH(RunSettings, settings);
    QFETCH(QString, names);
    const Expected<void> checked = check(settings);
    QVERIFY(!checked);
    const QString message = checked.error().message;
    QVERIFY2(message.contains(names), qPrintable(message));
    QVERIFY2(message.startsWith(u"The ") && message.endsWith(u'.'), qPrintable(message));
    QVERIFY2(!message.contains(u'\n') && !message.contains(u'%'), qPrintable(message)); // one sentence, filled in
    QCOMPARE(checked.error().kind, QStringLiteral("settings"));
    QVERIFY(!checked.error().transient);
}

void TestSmallParts::goodSettings()
{
    QVERIFY(check(RunSettings{}));
    RunSettings settings;
    settings.concurrency = maxConcurrency;
    settings.timeout = 1ns;
    settings.cleanup = 1ns;
    settings.rate = 0.0001;
    settings.deadline = std::chrono::hours(24 * 365 * 100);
    settings.retry.attempts = maxAttempts;
    settings.retry.delay = 0s;
    settings.retry.maxDelay = 0s;
    settings.failures.count = 1;
    settings.failures.percent = 0;
    settings.failures.alike = 1;
    QVERIFY(check(settings));
}

void TestSmallParts::cappedTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("as long as the cap") << QStringLiteral("12345") << QStringLiteral("12345");
    QTest::newRow("one longer") << QStringLiteral("123456") << QStringLiteral("12345… [1 more characters were cut]");
    QTest::newRow("much longer") << QString(1239, u'x') << QStringLiteral("xxxxx… [1234 more characters were cut]");
    QTest::newRow("no pair is cut in two")
        << QStringLiteral("1234😀") << QStringLiteral("1234… [2 more characters were cut]");
}

void TestSmallParts::cappedTexts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(capped(text, 5), expected);
}

void TestSmallParts::explanations_data()
{
    QTest::addColumn<End>("end");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto add = [](const char *row, const End &end, const char *kind, const char *message) {
        QTest::newRow(row) << end << QString::fromLatin1(kind) << QString::fromLatin1(message);
    };
    const auto attempt = [](State became, Report report, StopReason reason) {
        return End{.number = 2, .became = became, .report = report, .reason = reason};
    };
    const auto record = [](State became, StopReason reason) {
        return End{.became = became, .report = Report::Stopped, .reason = reason};
    };
    using enum State;
    add("done", attempt(Succeeded, Report::Done, StopReason::User), "own", "The operation's own words.");
    add("failed", attempt(Failed, Report::Failed, StopReason::None), "own", "The operation's own words.");
    add("failed while stopping", attempt(Cancelled, Report::Failed, StopReason::User), "own",
        "The operation's own words.");
    add("stopped for nobody", attempt(Failed, Report::Stopped, StopReason::None), "own", "The operation's own words.");
    add("cancelled", attempt(Cancelled, Report::Stopped, StopReason::User), "cancelled", "It was cancelled.");
    add("the run was cancelled", attempt(Cancelled, Report::Stopped, StopReason::RunCancelled), "cancelled",
        "The run was cancelled.");
    add("the policy", attempt(Cancelled, Report::Stopped, StopReason::Policy), "policy",
        "The run was ended by its failure policy or deadline.");
    add("a quit", attempt(Queued, Report::Stopped, StopReason::Quit), "quit",
        "The program was closed; it will run again.");
    End timedOut = attempt(TimedOut, Report::Stopped, StopReason::Timeout);
    timedOut.timeout = 1500ms;
    timedOut.ended = timedOut.started + 2s;
    add("timed out", timedOut, "timeout", "It was stopped after 1.5 seconds, its timeout.");
    timedOut.timeout.reset();
    add("timed out by a timeout that was lifted", timedOut, "timeout", "It was stopped after 2 seconds, its timeout.");
    add("in doubt", attempt(InDoubt, Report::Unknown, StopReason::User), "own", "The operation's own words.");
    add("cancelled as it waited", record(Cancelled, StopReason::User), "cancelled", "It was cancelled.");
    add("skipped", record(Skipped, StopReason::Policy), "policy",
        "The run was ended by its failure policy or deadline.");
    add("never tried again", record(Failed, StopReason::None), "last", "The round ended before it was tried again.");
    add("never tried again after its timeout", record(TimedOut, StopReason::Timeout), "last",
        "The round ended before it was tried again.");
    End moved = attempt(Succeeded, Report::Stopped, StopReason::Quit); // given up, and marked by hand meanwhile
    moved.writtenOff = true;
    add("a quit that keeps nothing", moved, "quit", "The program was closed.");
    End led = record(Skipped, StopReason::None);
    led.leader = 7;
    add("its leader is in doubt", led, "last", "It did not run: the record that ran for it is in doubt.");
    led.became = TimedOut;
    led.reason = StopReason::Timeout;
    add("its leader is in doubt, and it had tried", led, "last",
        "It was not tried again: the record that ran for it is in doubt.");
    End marked = record(Failed, StopReason::None);
    marked.byHand = true;
    add("marked", marked, "marked", "It was marked as failed.");
}

// What the operation says stands, unless it was somebody else's doing.
void TestSmallParts::explanations()
{
    QFETCH(End, end);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    HistoryItem item{end, {}, {}};
    item.outcome.report = end.report;
    item.outcome.error = {QStringLiteral("own"), QStringLiteral("The operation's own words."), false};
    explain(item, QStringLiteral("last"));
    QCOMPARE(item.outcome.error.kind, kind);
    QCOMPARE(item.outcome.error.message, message);

    if (end.report != Report::Unknown)
        return;
    item.outcome.error = {}; // nobody could ask it
    explain(item, {});
    QCOMPARE(item.outcome.error.kind, QStringLiteral("givenUp"));
    QCOMPARE(item.outcome.error.message,
             QStringLiteral("It did not answer and was given up. Nobody knows whether it took effect."));
}

QTEST_GUILESS_MAIN(TestSmallParts)
#include "tst_smallparts.moc"
