#include "models/failuregroups.h"
#include "models/failuretext.h"
#include "models/rowtext.h"
#include "models/rowverbs.h"
#include "models/runface.h"
#include "models/runnews.h"
#include "models/runtext.h"
#include "models/runverbs.h"

#include <QLocale>
#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

RunSummary summary(RunPhase phase, std::initializer_list<std::pair<State, quint32>> counts)
{
    RunSummary summary;
    summary.phase = phase;
    for (const auto &[state, count] : counts)
        summary.counts[index(state)] = count;
    return summary;
}

} // namespace

// What the header of a run says, and which verbs it offers.
class TestRunTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void aHundredPercentIsEverything();
    void progress();
    void shortTimesAreTold();
    void kindsAreNamedAsFarAsThereIsRoom();
    void theEndTellsOneRoundFromTheBatch();
    void counts();
    void everyStateHasAWord();
    void oneIconForAll_data();
    void oneIconForAll();
    void aMenuSaysOfWhat();
    void verbs_data();
    void verbs();
    void aClosedRunSaysHowToGoOn();
    void retryIsNextOnlyWhenNothingWaits();
    void whatWasCancelledCanBeRun();
};

void TestRunTexts::aHundredPercentIsEverything()
{
    QCOMPARE(RunText::percent({}), 0);
    QCOMPARE(RunText::percent(summary(RunPhase::Running, {{State::Succeeded, 9999}, {State::Stopping, 1}})), 99);
    QCOMPARE(RunText::percent(summary(RunPhase::Idle, {{State::Succeeded, 9999}, {State::Invalid, 1}})), 100);
    QCOMPARE(RunText::percent(summary(RunPhase::Idle, {{State::Succeeded, 4'000'000'000}})), 100);
}

void TestRunTexts::shortTimesAreTold()
{
    QCOMPARE(RowText::seconds(0), u"< 1 ms"_s);
    QCOMPARE(RowText::seconds(0.0009), u"< 1 ms"_s);
    QCOMPARE(RowText::seconds(0.001), u"1 ms"_s);
    QCOMPARE(RowText::seconds(0.0436), u"44 ms"_s);
    QCOMPARE(RowText::seconds(0.0994), u"99 ms"_s);
    QCOMPARE(RowText::seconds(0.0996), u"0.1 s"_s);
    QCOMPARE(RowText::seconds(2.34), u"2.3 s"_s);
    QCOMPARE(RowText::seconds(65), u"1 min 5 s"_s);
}

void TestRunTexts::kindsAreNamedAsFarAsThereIsRoom()
{
    const QString some =
        u"The column b (INTEGER) takes a whole number, not what stands there, and so none of it was written."_s;
    const auto kinds = [&](int many) {
        std::vector<FailureGroup> groups;
        for (int i = 0; i < many; ++i)
            groups.push_back({.state = State::Failed, .kind = u"sql.type"_s, .text = some, .count = 2});
        return FailureText::kinds(std::move(groups));
    };
    QCOMPARE(kinds(1), u"2 × "_s + some);
    QCOMPARE(kinds(4).count(QChar(0x2026)), 3); // all of them would be too long
}

void TestRunTexts::progress()
{
    RunSummary running = summary(RunPhase::Running, {{State::Succeeded, 1220}, {State::Queued, 780}});
    running.perSecond = 2.6;
    running.eta = 300s;
    QCOMPARE(RunText::progress(running), QStringLiteral("1,220 of 2,000  ·  2.6 a second  ·  about 5 min left"));
    running.perSecond = 0.5;
    running.eta = 9500ms;
    QCOMPARE(RunText::progress(running), QStringLiteral("1,220 of 2,000  ·  30 a minute  ·  about 10 s left"));
    running.perSecond = 51'234;
    running.eta = 90min;
    QCOMPARE(RunText::progress(running),
             QStringLiteral("1,220 of 2,000  ·  51,234 a second  ·  about 1 h 30 min left"));

    const RunSummary fresh = summary(RunPhase::Idle, {{State::Queued, 3}});
    QCOMPARE(RunText::progress(fresh), QStringLiteral("0 of 3  ·  not started"));
    const RunSummary flawed = summary(RunPhase::Idle, {{State::Queued, 1}, {State::Invalid, 2}});
    QCOMPARE(RunText::progress(flawed), QStringLiteral("0 of 1  ·  2 invalid  ·  not started"));
    QCOMPARE(RunText::percent(flawed), 0);
    RunSummary ended = summary(RunPhase::Idle, {{State::Succeeded, 3}});
    QCOMPARE(RunText::progress(ended), QStringLiteral("3 of 3  ·  paused")); // by an earlier program
    ended.round = 1;
    ended.elapsed = 65s;
    ended.inRound = 3;
    QCOMPARE(RunText::progress(ended), QStringLiteral("3 of 3  ·  took 1 min 5 s"));
    ended.halt = Halt::User;
    QCOMPARE(RunText::progress(ended), QStringLiteral("3 of 3  ·  stopped after 1 min 5 s"));

    // A round for some of them took no time for the others.
    ended.inRound = 1;
    QCOMPARE(RunText::progress(ended), QStringLiteral("3 of 3  ·  1 record: stopped after 1 min 5 s"));
    ended.inRound = 2;
    ended.halt = Halt::None;
    QCOMPARE(RunText::progress(ended), QStringLiteral("3 of 3  ·  2 records took 1 min 5 s"));
    ended.counts[index(State::Succeeded)] = 2;
    ended.counts[index(State::Invalid)] = 1; // which no round is for
    QCOMPARE(RunText::progress(ended), QStringLiteral("2 of 2  ·  1 invalid  ·  took 1 min 5 s"));
}

void TestRunTexts::theEndTellsOneRoundFromTheBatch()
{
    const FailureGroups failures(0);
    RunSummary ended = summary(RunPhase::Idle, {{State::Succeeded, 30}, {State::Failed, 7}, {State::Invalid, 3}});
    ended.round = 1;
    ended.elapsed = 22900ms;
    ended.inRound = 37;
    QCOMPARE(RunNews::of(ended, failures).sentence, u"Done after 22.9 s: 30 succeeded  ·  7 failed  ·  3 invalid"_s);
    ended.round = 2;
    ended.elapsed = 1900ms;
    ended.inRound = 1;
    QCOMPARE(RunNews::of(ended, failures).sentence,
             u"Done after 1.9 s (1 record): in the whole batch 30 succeeded  ·  7 failed  ·  3 invalid"_s);
}

void TestRunTexts::counts()
{
    QCOMPARE(RunText::counts(summary(RunPhase::Idle, {})), QString());
    QCOMPARE(RunText::counts(summary(RunPhase::Running,
                                     {{State::Queued, 1000},
                                      {State::Backoff, 1},
                                      {State::Running, 2},
                                      {State::Stopping, 1},
                                      {State::Failed, 4}})),
             QStringLiteral("1,001 waiting  ·  3 active  ·  4 failed"));
}

void TestRunTexts::everyStateHasAWord()
{
    QSet<QString> words;
    for (int i = 0; i < stateCount; ++i)
        words += RowText::word(State(i));
    QCOMPARE(words.size(), stateCount);
    QVERIFY(!words.contains(QString()));
}

void TestRunTexts::oneIconForAll_data()
{
    using enum State;
    QTest::addColumn<RunSummary>("run");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("word");
    const auto ended = [](std::initializer_list<std::pair<State, quint32>> counts) {
        RunSummary run = summary(RunPhase::Idle, counts);
        run.round = 1;
        return run;
    };
    QTest::newRow("new") << summary(RunPhase::Idle, {{Queued, 3}, {Invalid, 1}}) << Queued << u"Not started"_s;
    QTest::newRow("runs") << summary(RunPhase::Running, {{Failed, 3}}) << Running << u"Running"_s;
    QTest::newRow("paused") << summary(RunPhase::Paused, {{Queued, 3}}) << Running << u"Paused"_s;
    QTest::newRow("drains") << summary(RunPhase::Draining, {{Running, 3}}) << Stopping << u"Finishing what runs"_s;
    QTest::newRow("cancels") << summary(RunPhase::Cancelling, {{Running, 3}}) << Stopping << u"Stopping"_s;
    QTest::newRow("all is well") << ended({{Succeeded, 3}}) << Succeeded << u"3 succeeded"_s;
    QTest::newRow("some failed") << ended({{Succeeded, 3}, {Failed, 1}, {Cancelled, 1}}) << Failed
                                 << u"3 succeeded  ·  1 failed  ·  1 cancelled"_s;
    QTest::newRow("in doubt goes first") << ended({{Failed, 3}, {InDoubt, 1}}) << InDoubt
                                         << u"3 failed  ·  1 in doubt"_s;
    QTest::newRow("some wait") << ended({{Succeeded, 3}, {Queued, 1}}) << Queued << u"1 waiting  ·  3 succeeded"_s;
    QTest::newRow("cancelled") << ended({{Succeeded, 3}, {Cancelled, 1}}) << Cancelled
                               << u"3 succeeded  ·  1 cancelled"_s;
}

void TestRunTexts::oneIconForAll()
{
    QFETCH(const RunSummary, run);
    QFETCH(const State, state);
    QFETCH(const QString, word);
    const RunFace face = RunFace::of(run);
    QCOMPARE(face.state, state);
    QCOMPARE(face.word, word);
    QCOMPARE(face.isPaused, run.phase == RunPhase::Paused);
}

void TestRunTexts::aMenuSaysOfWhat()
{
    QCOMPARE(RowVerbs::text(RowVerbs::Cancel, 1), u"Cancel"_s); // beside the record
    QCOMPARE(RowVerbs::menuText(RowVerbs::Cancel, 1, false), u"Cancel Record"_s);
    QCOMPARE(RowVerbs::menuText(RowVerbs::Retry, 0, false), u"Retry Record"_s);
    QCOMPARE(RowVerbs::menuText(RowVerbs::Cancel, 2, false), u"Cancel 2 Records"_s);
    QCOMPARE(RowVerbs::menuText(RowVerbs::MarkDone, 1, true), u"Mark as Done…"_s);
    QCOMPARE(RowVerbs::menuText(RowVerbs::MarkDone, 2, true), u"Mark 2 Records as Done…"_s);
}

void TestRunTexts::verbs_data()
{
    QTest::addColumn<RunPhase>("phase");
    QTest::addColumn<RunVerbs::Main>("main");
    QTest::addColumn<QString>("may"); // m: the main verb, f: finish what runs, c: cancel what runs, r: retry
    QTest::newRow("idle") << RunPhase::Idle << RunVerbs::Main::Run << "mr";
    QTest::newRow("running") << RunPhase::Running << RunVerbs::Main::Pause << "mfcr";
    QTest::newRow("paused") << RunPhase::Paused << RunVerbs::Main::Resume << "mfcr";
    QTest::newRow("draining") << RunPhase::Draining << RunVerbs::Main::Pause << "c";
    QTest::newRow("cancelling") << RunPhase::Cancelling << RunVerbs::Main::Pause << "";
    QTest::newRow("closed") << RunPhase::Closed << RunVerbs::Main::Pause << "";
}

void TestRunTexts::verbs()
{
    QFETCH(const RunPhase, phase);
    QFETCH(const RunVerbs::Main, main);
    QFETCH(const QString, may);
    const auto verbs = RunVerbs::of(summary(phase, {{State::Queued, 1}, {State::Failed, 1}}));
    QCOMPARE(verbs.main, main);
    QString found;
    for (const auto &[letter, obstacle] : {std::pair('m', verbs.mainObstacle), std::pair('f', verbs.finishObstacle),
                                           std::pair('c', verbs.cancelObstacle), std::pair('r', verbs.retryObstacle)}) {
        if (obstacle.isEmpty())
            found += QLatin1Char(letter);
    }
    QCOMPARE(found, may);
}

void TestRunTexts::aClosedRunSaysHowToGoOn()
{
    RunSummary run = summary(RunPhase::Closed, {{State::Queued, 1}});
    run.inFlight = 1;
    run.round = 1;
    run.halt = Halt::Quit;
    QCOMPARE(RunVerbs::of(run).mainObstacle, u"The run is stopping: clean-up is under way."_s);
    QVERIFY2(RunText::progress(run).endsWith(u"stopping"_s), qPrintable(RunText::progress(run)));
    QCOMPARE(RunFace::of(run).state, State::Stopping);
    run.inFlight = 0; // what was stuck is given up
    QCOMPARE(RunVerbs::of(run).mainObstacle, u"This run is closed. Open its batch again to go on."_s);
    QVERIFY2(RunText::progress(run).contains(u"stopped after"_s), qPrintable(RunText::progress(run)));
    QCOMPARE(RunFace::of(run).state, State::Queued);
}

void TestRunTexts::retryIsNextOnlyWhenNothingWaits()
{
    const auto next = [](std::initializer_list<std::pair<State, quint32>> counts) {
        return RunVerbs::of(summary(RunPhase::Idle, counts)).retryIsNext;
    };
    QVERIFY(!next({{State::Queued, 1}, {State::Failed, 1}}));
    QVERIFY(next({{State::Failed, 1}}));
    QVERIFY(next({{State::TimedOut, 1}}));
    QVERIFY(!next({{State::InDoubt, 1}})); // it may have taken effect
    QVERIFY(!next({{State::Succeeded, 1}}));
}

void TestRunTexts::whatWasCancelledCanBeRun()
{
    const auto verbs = [](RunPhase phase, std::initializer_list<std::pair<State, quint32>> counts) {
        return RunVerbs::of(summary(phase, counts));
    };
    QCOMPARE(verbs(RunPhase::Idle, {{State::Cancelled, 141'275}}).runAgain, u"Run 141,275 Cancelled"_s);
    QCOMPARE(verbs(RunPhase::Idle, {{State::Skipped, 2}}).runAgain, u"Run 2 Skipped"_s);
    QCOMPARE(verbs(RunPhase::Idle, {{State::Skipped, 2}, {State::Cancelled, 1}}).runAgain,
             u"Run 3 Cancelled or Skipped"_s);
    QVERIFY(verbs(RunPhase::Idle, {{State::Cancelled, 1}}).runAgainObstacle.isEmpty());
    QVERIFY(!verbs(RunPhase::Idle, {{State::Failed, 1}}).runAgainObstacle.isEmpty());
    QVERIFY(!verbs(RunPhase::Cancelling, {{State::Cancelled, 1}}).runAgainObstacle.isEmpty());
}

QTEST_GUILESS_MAIN(TestRunTexts)
#include "tst_runtexts.moc"
