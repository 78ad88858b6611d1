#include "core/runfixture.h"
#include "models/timeline.h"
#include "models/timelinerates.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <random>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

using Frame = TimelineScene::Frame;

const Instant origin = Clock::now();

HistoryItem attempt(quint32 row, quint32 slot, qint64 began, qint64 ended, State became = State::Succeeded)
{
    HistoryItem item;
    item.end.row = row;
    item.end.attempt = {slot, row + 1};
    item.end.lane = slot;
    item.end.number = 1;
    item.end.became = became;
    item.end.started = origin + std::chrono::microseconds(began);
    item.end.ended = origin + std::chrono::microseconds(ended);
    return item;
}

// Attempts that follow each other in each slot; now and then one is long.
std::vector<HistoryItem> manyAttempts(int count, int slots)
{
    std::mt19937 dice(7);
    std::vector<qint64> freeAt(std::size_t(slots), 0);
    std::vector<HistoryItem> items;
    constexpr std::array became{State::Succeeded, State::Succeeded, State::Failed, State::TimedOut, State::Cancelled};
    for (int i = 0; i < count; ++i) {
        const std::size_t slot = dice() % std::size_t(slots);
        const qint64 length = dice() % 50 == 0 ? dice() % 100'000 : dice() % 900;
        items.push_back(
            attempt(quint32(i), quint32(slot), freeAt[slot], freeAt[slot] + length, became[dice() % became.size()]));
        freeAt[slot] += length + dice() % 100;
    }
    std::sort(items.begin(), items.end(),
              [](const HistoryItem &a, const HistoryItem &b) { return a.end.ended < b.end.ended; });
    return items;
}

std::vector<AttemptMark> marksIn(const AttemptMarks &marks, quint64 first = 0, qint64 from = 0,
                                 qint64 to = std::numeric_limits<qint64>::max())
{
    std::vector<AttemptMark> found;
    marks.scan(first, marks.extent().count, from, to, [&](std::span<const AttemptMark> portion) {
        found.insert(found.end(), portion.begin(), portion.end());
        return true;
    });
    return found;
}

std::unique_ptr<BatchRun> idleRun()
{
    return runOf(setupOf(1, std::make_unique<Blocking>([](Attempt &) { return Outcome::done(); })));
}

quint32 endedIn(const TimelineScene &scene)
{
    quint32 ended = 0;
    for (int cell = 0; cell < scene.frame().cells; ++cell)
        ended += scene.column(scene.frame().first + cell).ended;
    return ended;
}

// What two scenes show, as far as a person can see it.
void compare(const TimelineScene &one, const TimelineScene &other)
{
    QCOMPARE(one.frame(), other.frame());
    const Frame &frame = one.frame();
    for (qint64 number = frame.first; number < frame.first + frame.cells; ++number) {
        QCOMPARE(one.column(number).ended, other.column(number).ended);
        QCOMPARE(one.column(number).problems, other.column(number).problems);
        for (int lane = frame.firstLane; lane < frame.firstLane + frame.lanes; ++lane) {
            QCOMPARE(one.cell(number, lane).ended, other.cell(number, lane).ended);
            QCOMPARE(one.cell(number, lane).busy, other.cell(number, lane).busy);
        }
    }
    const auto rows = [&](const TimelineScene &scene) {
        QSet<quint32> found;
        for (const TimelineScene::Bar &bar : scene.bars()) {
            if (bar.ended >= frame.from())
                found += bar.row;
        }
        return found;
    };
    QCOMPARE(rows(one), rows(other));
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryAttempt();
    void showsWhatIsInAPartOfTheTime();
    void findsWhatIsBesideAMoment();
    void marksHowAnAttemptEnded();
    void longAttemptsHaveBars();
    void shortAttemptsAreAddedUp();
    void countsWhatEndsInAColumn();
    void ratesEndWithTheRun();
    void ratesBeginWithTheRun();
    void slidesAsIfReadAnew();
    void showsARunAsItGoes();
    void goesOnWithTheTime();
    void aBriefRunIsShownWhole();
    void zoomsAtTheMomentUnderTheMouse();
    void goesNoFurtherThanThereIsSomething();
    void showsAll();
    void revealsARecord();
    void revealsNothingOfWhatRanBefore();
    void scrollsThroughManyLanes();
    void goesFromAttemptToAttempt();
    void crossesLanesAtTheSameMoment();
    void crossesToTheNearest();
    void beginsAtTheCurrentRecord();
    void beginsAtTheNewestInSight();
    void bringsWhatIsMarkedIntoSight();
    void zoomsAtWhatIsMarked();
    void whatIsMarkedStandsStill();
    void whatIsMarkedEnds();
    void aMillionAttempts();
};

void TestTimeline::keepsEveryAttempt()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const std::vector<HistoryItem> items = manyAttempts(10'000, 8);
    marks.read(items);
    const std::vector<AttemptMark> found = marksIn(marks);
    QCOMPARE(found.size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        QCOMPARE(found[i].row, items[i].end.row);
        QCOMPARE(found[i].slot, quint16(items[i].end.lane));
        QCOMPARE(found[i].state, items[i].end.became);
        QCOMPARE(marks.timeOf(items[i].end.ended), found[i].ended);
    }
    QCOMPARE(marks.extent().count, 10'000u);
    QCOMPARE(marks.extent().earliest, 0);
    QCOMPARE(marks.extent().latest, found.back().ended);
    QCOMPARE(marks.extent().lanes, 8);
    for (const quint64 first : {1u, 4095u, 4096u, 4097u, 9999u, 10'000u}) {
        const std::vector<AttemptMark> rest = marksIn(marks, first);
        QCOMPARE(rest.size(), std::size_t(10'000 - first));
        if (!rest.empty())
            QCOMPARE(rest.front().row, items[first].end.row);
    }
}

void TestTimeline::showsWhatIsInAPartOfTheTime()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const std::vector<HistoryItem> items = manyAttempts(50'000, 4);
    marks.read(items);
    const qint64 length = marks.extent().latest;
    const qint64 from = length / 2;
    const qint64 to = from + length / 100;
    QSet<quint32> wanted;
    for (const HistoryItem &item : items) {
        if (marks.timeOf(item.end.started) < to && marks.timeOf(item.end.ended) >= from)
            wanted += item.end.row;
    }
    QSet<quint32> found;
    for (const AttemptMark &mark : marksIn(marks, 0, from, to))
        found += mark.row;
    QVERIFY(found.contains(wanted));
    QVERIFY(found.size() < 15'000); // and not all the rest
}

void TestTimeline::findsWhatIsBesideAMoment()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    std::vector<HistoryItem> items{attempt(0, 66, 0, 10)}; // a lane of which there is hardly anything
    for (const HistoryItem &item : manyAttempts(20'000, 5))
        items.push_back(item);
    marks.read(items);
    const std::vector<AttemptMark> all = marksIn(marks);
    const qint64 last = marks.extent().latest;
    const std::vector<AttemptAtWork> atWork;
    const AttemptSteps steps(marks, atWork, last);
    std::mt19937 dice(3);
    for (int i = 0; i < 300; ++i) {
        constexpr std::array lanes{0, 1, 2, 3, 4, 5, 66};
        const int lane = lanes[dice() % lanes.size()];
        // Where one begins, too.
        const qint64 time = i % 2 == 0 ? qint64(dice()) % (last + 100) : all[dice() % all.size()].began;
        const AttemptMark *before = nullptr;
        const AttemptMark *from = nullptr;
        for (const AttemptMark &mark : all) {
            if (mark.slot != lane)
                continue;
            if (mark.began < time)
                before = &mark;
            else if (!from)
                from = &mark;
        }
        const auto isSame = [](const std::optional<AttemptMark> &found, const AttemptMark *wanted) {
            return bool(found) == bool(wanted)
                && (!wanted || (found->row == wanted->row && found->slot == wanted->slot));
        };
        QVERIFY(isSame(steps.lastBefore(time, lane), before));
        QVERIFY(isSame(steps.firstFrom(time, lane), from));
    }
    int asked = 0; // only those of about that time
    const qint64 middle = last / 2;
    const auto isBefore = [&](const AttemptMark &mark) { return ++asked > 0 && mark.slot == 3 && mark.began < middle; };
    const auto isBehind = [&](const AttemptMark &mark) { return ++asked > 0 && mark.slot == 3 && mark.began > middle; };
    QVERIFY(marks.last(middle, isBefore));
    QVERIFY2(asked < 9000, qPrintable(QString::number(asked)));
    asked = 0;
    QVERIFY(marks.first(middle, isBehind));
    QVERIFY2(asked < 9000, qPrintable(QString::number(asked)));
}

void TestTimeline::marksHowAnAttemptEnded()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    RunSetup setup = setupOf(5, std::make_unique<Blocking>([](Attempt &attempt) {
                                 switch (attempt.record().row()) {
                                 case 0:
                                     return Outcome::failed({u"k"_s, u"m"_s, true});
                                 case 1:
                                     untilStopped(attempt);
                                     return Outcome::stopped();
                                 case 2:
                                     return Outcome::unknown(u"who knows"_s);
                                 default:
                                     return Outcome::done();
                                 }
                             }),
                             &feed);
    setup.settings.retry.attempts = 2; // the first one leads to a backoff
    setup.settings.retry.delay = 0ms;
    setup.settings.timeout = 50ms;
    const auto run = runOf(std::move(setup));
    run->cancel(RowSet::of({4})); // never tries
    run->start();
    QVERIFY(run->wait(60s));
    QMultiMap<quint32, State> ends;
    for (const AttemptMark &mark : marksIn(marks))
        ends.insert(mark.row, mark.state);
    QCOMPARE(ends.values(0), (QList{State::Failed, State::Failed}));
    QCOMPARE(ends.values(1), QList{State::TimedOut});
    QCOMPARE(ends.values(2), QList{State::InDoubt});
    QCOMPARE(ends.values(3), QList{State::Succeeded});
    QVERIFY(!ends.contains(4));
}

void TestTimeline::longAttemptsHaveBars()
{
    TimelineScene scene(Frame{.cell = 100, .first = 10, .cells = 10, .firstLane = 1, .lanes = 2});
    const std::vector<AttemptMark> marks{
        {900, 1100, 1, 1, State::Failed}, // begins before the window
        {1950, 2500, 2, 2, State::Succeeded}, // ends behind it
        {800, 999, 3, 1, State::Succeeded}, // is before it
        {1200, 1400, 4, 0, State::Succeeded}, // in a lane that is not seen
        {1300, 1399, 5, 1, State::Succeeded}, // too short
    };
    scene.add(marks);
    QCOMPARE(scene.bars().size(), 2u);
    QVERIFY(scene.barAt(1050, 1));
    QCOMPARE(scene.barAt(1050, 1)->row, 1u);
    QCOMPARE(scene.barAt(1050, 1)->state, State::Failed);
    QVERIFY(!scene.barAt(1100, 1));
    QVERIFY(!scene.barAt(1050, 2));
    QVERIFY(!scene.barAt(1350, 1));
}

// Their shares are true, also where one lies across two cells.
void TestTimeline::shortAttemptsAreAddedUp()
{
    TimelineScene scene(Frame{.cell = 100, .first = 0, .cells = 10, .firstLane = 0, .lanes = 1});
    const std::vector<AttemptMark> marks{
        {110, 150, 1, 0, State::Succeeded},
        {150, 170, 2, 0, State::Failed},
        {170, 230, 3, 0, State::Succeeded},
    };
    scene.add(marks);
    QVERIFY(scene.bars().empty());
    const TimelineScene::Cell &one = scene.cell(1, 0);
    QCOMPARE(one.busy[0], 70.f);
    QCOMPARE(one.busy[1], 20.f);
    QCOMPARE(one.ended[0], 1u);
    QCOMPARE(one.ended[1], 1u);
    QCOMPARE(one.row, 2u);
    const TimelineScene::Cell &two = scene.cell(2, 0);
    QCOMPARE(two.busy[0], 30.f);
    QCOMPARE(two.count(), 1u);
    QCOMPARE(two.row, 3u);
    QCOMPARE(scene.cell(3, 0).count(), 0u);
}

void TestTimeline::countsWhatEndsInAColumn()
{
    TimelineScene scene(Frame{.cell = 100, .first = 0, .cells = 10, .firstLane = 0, .lanes = 1});
    const std::vector<AttemptMark> marks{
        {0, 250, 1, 0, State::Succeeded},
        {0, 250, 2, 7, State::Failed}, // also of lanes that are not seen
        {240, 250, 3, 8, State::Cancelled},
    };
    scene.add(marks);
    QCOMPARE(scene.column(2).ended, 3u);
    QCOMPARE(scene.column(2).problems, 1u);
    QCOMPARE(scene.column(1).ended, 0u);
}

void TestTimeline::ratesEndWithTheRun()
{
    // Four cells to a point; the last one begins at 800 and would end behind what is seen.
    TimelineScene scene(Frame{.cell = 100, .first = 0, .cells = 10, .firstLane = 0, .lanes = 1});
    const std::vector<AttemptMark> marks{{0, 150, 1, 0, State::Succeeded}, {400, 850, 2, 0, State::Failed}};
    scene.add(marks);
    const auto problems = [&](qint64 now, bool isOver) {
        QList<double> found;
        for (const RatePoint &point : ratesOf(scene, 0, now, isOver)) {
            found += point.problems;
            if (point.time > scene.frame().to())
                return QList<double>(); // nobody sees it
        }
        return found;
    };
    const double one = 1e6 / 400; // a second
    QCOMPARE(problems(860, false), (QList<double>{0, 0})); // more may end in the last one
    QCOMPARE(problems(860, true), (QList<double>{0, 0, one}));
    QCOMPARE(problems(799, true), (QList<double>{0, 0})); // nothing begins there
    QCOMPARE(problems(5000, true), (QList<double>{0, 0})); // the rest is not known
}

void TestTimeline::ratesBeginWithTheRun()
{
    // Four cells to a point; what is seen begins in the middle of one.
    TimelineScene scene(Frame{.cell = 100, .first = 2, .cells = 10, .firstLane = 0, .lanes = 1});
    const std::vector<AttemptMark> marks{{200, 350, 1, 0, State::Succeeded}, {400, 850, 2, 0, State::Succeeded}};
    scene.add(marks);
    const auto rates = [&](qint64 began) {
        QList<double> found;
        for (const RatePoint &point : ratesOf(scene, began, 1300, false))
            found += point.all;
        return found;
    };
    const double one = 1e6 / 400; // a second
    QCOMPARE(rates(200), (QList<double>{one, 0, one}));
    QCOMPARE(rates(199), (QList<double>{0, one})); // of the first one something is not seen
}

void TestTimeline::slidesAsIfReadAnew()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const std::vector<HistoryItem> items = manyAttempts(20'000, 4);
    marks.read(items);
    const std::vector<AttemptMark> all = marksIn(marks);
    Frame frame{.cell = 2000, .first = 0, .cells = 400, .firstLane = 1, .lanes = 2};
    TimelineScene sliding(frame);
    for (std::size_t at = 0; at < all.size(); at += 77) { // as they come in
        const auto portion = std::span(all).subspan(at, std::min(std::size_t(77), all.size() - at));
        const qint64 first = std::max(portion.back().ended / frame.cell + 1 - frame.cells, qint64(0));
        sliding.slideTo(first);
        sliding.add(portion);
    }
    frame.first = sliding.frame().first;
    QVERIFY(frame.first > 0);
    TimelineScene anew(frame);
    anew.add(all);
    compare(sliding, anew);
}

void TestTimeline::showsARunAsItGoes()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    Door door;
    RunSetup setup = setupOf(3, std::make_unique<Blocking>([&](Attempt &attempt) {
                                 if (attempt.record().row() == 1)
                                     door.pass();
                                 else
                                     QThread::usleep(2000);
                                 return Outcome::done();
                             }),
                             &feed);
    setup.settings.concurrency = 2;
    const auto run = runOf(std::move(setup));
    const auto letGo = qScopeGuard([&] { door.open(); });
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(400, 10);
    QVERIFY(timeline.isEmpty());
    QVERIFY(!timeline.at(0, 0));

    run->start();
    const auto ended = [&] {
        timeline.refresh(true);
        return timeline.isComplete() && timeline.atWork().size() == 1 ? endedIn(timeline.scene()) : 0;
    };
    QTRY_COMPARE(ended(), 2u);
    QVERIFY(!timeline.isEmpty());
    QCOMPARE(timeline.lanes(), 2);
    const AttemptAtWork &working = timeline.atWork().front();
    QCOMPARE(working.row, 1u);
    const auto found = timeline.at(timeline.now(), int(working.lane));
    QVERIFY(found);
    QCOMPARE(found->row, 1u);
    QCOMPARE(found->state, State::Running);

    door.open();
    QVERIFY(run->wait(60s));
    QTRY_COMPARE((timeline.refresh(false), timeline.atWork().size()), 0u);
    QTRY_VERIFY(timeline.isComplete());
    const qint64 end = timeline.now();
    timeline.refresh(false); // nothing goes on any more
    QCOMPARE(timeline.now(), end);
}

// Cells come and go one by one, and what is seen is what would be read anew.
void TestTimeline::goesOnWithTheTime()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 8);
    std::vector<HistoryItem> items = manyAttempts(20'000, 8);
    for (HistoryItem &item : items) { // three minutes
        item.end.started = origin + (item.end.started - origin) * 30;
        item.end.ended = origin + (item.end.ended - origin) * 30;
    }
    for (std::size_t at = 0; at < items.size(); at += 500) {
        marks.read(std::span(items).subspan(at, 500));
        timeline.refresh(false);
        QTRY_VERIFY(timeline.isComplete());
        QVERIFY(timeline.frame().to() > timeline.now());
    }
    QCOMPARE(timeline.mode(), Timeline::Mode::Recent);
    QCOMPARE(timeline.frame().cell, 120'000'000 / 300);
    TimelineScene anew(timeline.frame());
    anew.add(marksIn(marks));
    compare(timeline.scene(), anew);
}

// In half a minute it would be some dots in a corner.
void TestTimeline::aBriefRunIsShownWhole()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 8);
    std::vector<HistoryItem> items = manyAttempts(100, 8);
    for (HistoryItem &item : items)
        item.end.ended = std::min(item.end.ended, origin + 68ms);
    marks.read(items);
    timeline.refresh(true);
    QCOMPARE(timeline.shows(), Timeline::Mode::Recent); // more of it may come
    QCOMPARE(timeline.frame().cell, 30'000'000 / 300);
    timeline.refresh(false);
    QTRY_VERIFY(timeline.isComplete());
    QCOMPARE(timeline.shows(), Timeline::Mode::All);
    QCOMPARE(timeline.mode(), Timeline::Mode::Recent);
    QVERIFY(timeline.frame().to() > timeline.now());
    QVERIFY(timeline.frame().cell * 300 < 2 * 68'000);
}

void TestTimeline::zoomsAtTheMomentUnderTheMouse()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    marks.read(manyAttempts(5000, 2));
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(200, 4);
    timeline.showAll();
    const auto moment = [&] { return double(timeline.frame().from()) + 0.25 * double(timeline.frame().cell) * 200; };
    for (const double factor : {0.5, 0.5, 0.25, 2.0, 3.0}) {
        const double before = moment();
        timeline.zoom(factor, 0.25);
        QVERIFY(std::abs(moment() - before) <= double(timeline.frame().cell));
        QCOMPARE(timeline.mode(), Timeline::Mode::Chosen);
        QTRY_VERIFY(timeline.isComplete());
    }
    for (int i = 0; i < 200; ++i)
        timeline.zoom(0.5, 0.5);
    QVERIFY(timeline.frame().cell >= 1);
    for (int i = 0; i < 200; ++i)
        timeline.zoom(2, 0.5);
    QTRY_VERIFY(timeline.isComplete());
    const qint64 widest = timeline.frame().cell;
    timeline.zoom(2, 0.5);
    QCOMPARE(timeline.frame().cell, widest);
}

void TestTimeline::goesNoFurtherThanThereIsSomething()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    marks.read(manyAttempts(5000, 2));
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(200, 4);
    timeline.showAll();
    timeline.zoom(0.1, 0.5);
    const qint64 first = timeline.frame().first;
    timeline.pan(10);
    QCOMPARE(timeline.frame().first, first + 10);
    timeline.pan(-1'000'000);
    QVERIFY(timeline.frame().to() > 0);
    timeline.pan(1'000'000'000);
    QVERIFY(timeline.frame().from() <= timeline.now());
    timeline.zoom(0.1, 0.9); // into nothing
    QVERIFY(timeline.frame().from() <= timeline.now());
    timeline.showRecent();
    QCOMPARE(timeline.mode(), Timeline::Mode::Recent);
    QVERIFY(timeline.frame().to() > timeline.now());
}

void TestTimeline::showsAll()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(200, 4);
    timeline.showAll();
    const std::vector<HistoryItem> items = manyAttempts(20'000, 4);
    QSignalSpy changed(&timeline, &Timeline::changed);
    int frames = 0;
    Frame before;
    for (std::size_t at = 0; at < items.size(); at += 100) {
        marks.read(std::span(items).subspan(at, 100));
        timeline.refresh(true);
        frames += timeline.frame() == before ? 0 : 1;
        before = timeline.frame();
        QVERIFY(timeline.frame().from() <= 0);
        QVERIFY(timeline.frame().to() > marks.extent().latest);
    }
    QVERIFY2(frames < 60, qPrintable(QString::number(frames))); // of 200
    QTRY_VERIFY(timeline.isComplete());
    QCOMPARE(endedIn(timeline.scene()), 20'000u);
}

void TestTimeline::revealsARecord()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    RunSetup setup = setupOf(200, std::make_unique<Blocking>([&](Attempt &) {
                                 QThread::usleep(1000);
                                 return Outcome::done();
                             }),
                             &feed);
    setup.settings.concurrency = 40;
    const auto run = runOf(std::move(setup));
    run->start();
    QVERIFY(run->wait(60s));
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 5);
    for (const quint32 row : {199u, 0u, 100u}) {
        timeline.refresh(false);
        timeline.reveal(row);
        QTRY_VERIFY(timeline.isComplete());
        const auto &bars = timeline.scene().bars();
        QVERIFY(std::any_of(bars.begin(), bars.end(), [&](const TimelineScene::Bar &bar) { return bar.row == row; }));
    }
}

void TestTimeline::revealsNothingOfWhatRanBefore()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    RunSetup setup = setupOf(1, std::make_unique<Blocking>([](Attempt &) {
                                 QThread::usleep(5000);
                                 return Outcome::done();
                             }),
                             &feed);
    const qint64 hourAgo = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
    setup.past.records = {{.row = 0, .attempts = 1, .state = State::Failed, .elapsed = 2, .ended = hourAgo}};
    const auto run = runOf(std::move(setup));
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 5);
    const Frame before = timeline.frame();
    timeline.reveal(0);
    QVERIFY(timeline.frame() == before);
    QCOMPARE(timeline.mode(), Timeline::Mode::Recent);

    run->retry(RowSet::of({0}));
    run->start();
    QTRY_COMPARE(run->record(0).state, State::Succeeded);
    QTRY_COMPARE((timeline.refresh(false), timeline.isEmpty()), false);
    timeline.zoom(1000, 0.5);
    const qint64 wide = timeline.frame().cell;
    timeline.reveal(0);
    QVERIFY(timeline.frame().cell < wide);
    QTRY_VERIFY(timeline.isComplete());
    QCOMPARE(timeline.scene().bars().size(), 1u);
}

void TestTimeline::scrollsThroughManyLanes()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    std::vector<HistoryItem> items;
    for (quint32 slot = 0; slot < 100; ++slot)
        items.push_back(attempt(slot, slot, 0, 10'000'000));
    marks.read(items);
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(200, 10);
    timeline.refresh(false);
    QCOMPARE(timeline.lanes(), 100);
    QCOMPARE(timeline.frame().lanes, 10);
    timeline.scrollTo(1000);
    QCOMPARE(timeline.frame().firstLane, 90);
    QTRY_VERIFY(timeline.isComplete());
    QCOMPARE(timeline.scene().bars().size(), 10u);
    QVERIFY(timeline.at(5'000'000, 95));
    QCOMPARE(timeline.at(5'000'000, 95)->row, 95u);
    QVERIFY(!timeline.at(5'000'000, 5));
}

// Also where hundreds of them are one pixel.
void TestTimeline::goesFromAttemptToAttempt()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    for (const HistoryItem &item : manyAttempts(10'000, 4)) {
        marks.read({&item, 1});
        if (item.end.row % 100 != 0)
            continue;
        const qint64 time = marks.timeOf(item.end.ended); // a run comes to several at once, where they take no time
        for (const quint32 more : {100'000u, 200'000u})
            marks.read(std::vector{attempt(item.end.row + more, item.end.lane, time, time)});
    }
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(200, 4);
    timeline.showAll();
    QTRY_VERIFY(timeline.isComplete());
    const Frame before = timeline.frame();
    timeline.step(Timeline::Step::Later, nothing);
    QVERIFY(timeline.marked());
    std::vector<AttemptMark> lane;
    for (const AttemptMark &mark : marksIn(marks)) {
        if (mark.slot == timeline.marked()->slot)
            lane.push_back(mark);
    }
    QCOMPARE(timeline.marked()->row, lane.back().row);
    QCOMPARE(timeline.marked()->state, lane.back().state);
    const auto steps = [&](Timeline::Step step) {
        std::vector<quint32> rows;
        for (quint32 row = nothing; row != timeline.marked()->row && rows.size() <= lane.size();
             timeline.step(step, nothing)) {
            row = timeline.marked()->row;
            rows.push_back(row);
        }
        return rows;
    };
    std::vector<quint32> rows;
    for (const AttemptMark &mark : lane)
        rows.push_back(mark.row);
    QCOMPARE(steps(Timeline::Step::Later), (std::vector{rows.back()})); // there it ends
    const std::vector<quint32> back = steps(Timeline::Step::Earlier);
    QCOMPARE(std::vector(back.rbegin(), back.rend()), rows);
    QCOMPARE(steps(Timeline::Step::Later), rows);
    QVERIFY(timeline.frame() == before); // all of them were in sight
    QCOMPARE(timeline.mode(), Timeline::Mode::All);
}

// As a caret that goes over short lines comes back to its column.
void TestTimeline::crossesLanesAtTheSameMoment()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const std::vector<HistoryItem> items{
        attempt(1, 0, 0, 100'000),       attempt(2, 0, 100'000, 200'000), attempt(3, 0, 200'000, 300'000),
        attempt(4, 1, 0, 5'000'000),     attempt(5, 3, 0, 240'000), // nothing is in the lane between them
        attempt(6, 3, 245'000, 300'000),
    };
    marks.read(items);
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(500, 4);
    timeline.showAll();
    QTRY_VERIFY(timeline.isComplete());
    using enum Timeline::Step;
    QList<quint32> rows;
    for (const auto step : {Down, Up, Up, Later, Earlier, Up, Down, Down, Up, Up, Later, Down, Down, Down}) {
        timeline.step(step, nothing);
        rows += timeline.marked()->row;
    }
    // The newest is in the last lane; its middle, then that of the third, decides.
    QCOMPARE(rows, (QList<quint32>{6, 4, 3, 3, 2, 2, 4, 5, 4, 2, 3, 4, 6, 6}));
}

void TestTimeline::crossesToTheNearest()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    marks.read(std::vector{attempt(1, 0, 0, 100), attempt(2, 0, 1000, 1100), attempt(3, 1, 300, 320),
                           attempt(4, 1, 700, 720), attempt(5, 2, 2000, 2100), attempt(7, 2, 5000, 5000)});
    const std::vector<AttemptAtWork> atWork{{6, 1, State::Running, origin + 5000us},
                                            {8, 2, State::Running, origin + 5000us}};
    const AttemptSteps steps(marks, atWork, 9000);
    const auto nearest = [&](qint64 time, int lane) {
        const auto found = steps.nearestTo(time, lane);
        return found ? found->row : nothing;
    };
    QCOMPARE(nearest(50, 0), 1u);
    QCOMPARE(nearest(310, 0), 1u);
    QCOMPARE(nearest(710, 0), 2u);
    QCOMPARE(nearest(5000, 0), 2u);
    QCOMPARE(nearest(0, 1), 3u);
    QCOMPARE(nearest(0, 2), 5u);
    QCOMPARE(nearest(2800, 1), 4u);
    QCOMPARE(nearest(2900, 1), 6u);
    QCOMPARE(nearest(8000, 1), 6u);
    QCOMPARE(nearest(0, 3), nothing);
    QCOMPARE(steps.firstFrom(701, 1)->row, 6u);
    QCOMPARE(steps.firstFrom(701, 1)->ended, 9000);
    QVERIFY(!steps.firstFrom(5001, 1));
    QCOMPARE(steps.lastBefore(5000, 1)->row, 4u);
    QCOMPARE(steps.lastBefore(5001, 1)->row, 6u);
    QList<quint32> rows; // two begin at once
    for (auto at = steps.atWorkIn(2); at && rows.size() < 9; at = steps.before(*at))
        rows += at->row;
    QCOMPARE(rows, (QList<quint32>{8, 7, 5}));
    rows.clear();
    for (auto at = steps.firstFrom(0, 2); at && rows.size() < 9; at = steps.after(*at))
        rows += at->row;
    QCOMPARE(rows, (QList<quint32>{5, 7, 8}));
}

void TestTimeline::beginsAtTheCurrentRecord()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    RunSetup setup = setupOf(50, std::make_unique<Blocking>([&](Attempt &) {
                                 QThread::usleep(1000);
                                 return Outcome::done();
                             }),
                             &feed);
    setup.settings.concurrency = 3;
    const auto run = runOf(std::move(setup));
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 2);
    timeline.step(Timeline::Step::Earlier, 7);
    QVERIFY(!timeline.marked()); // there is nothing
    run->start();
    QVERIFY(run->wait(60s));
    QTRY_VERIFY((timeline.refresh(false), timeline.atWork().empty() && marks.extent().count == 50));
    timeline.step(Timeline::Step::Earlier, 7);
    QCOMPARE(timeline.marked()->row, 7u);
    timeline.unmark();
    timeline.step(Timeline::Step::Up, 31);
    QCOMPARE(timeline.marked()->row, 31u);
}

void TestTimeline::beginsAtTheNewestInSight()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    for (quint32 row = 0; row < 60; ++row)
        marks.read(std::vector{attempt(row, row % 3, row * 100'000, row * 100'000 + 90'000)});
    marks.read(std::vector{attempt(60, 9, 6'000'000, 6'090'000)});
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 2);
    timeline.showAll();
    const auto first = [&] {
        timeline.unmark();
        timeline.step(Timeline::Step::Up, nothing);
        return timeline.marked()->row;
    };
    QCOMPARE(first(), 58u);
    timeline.scrollTo(1);
    QCOMPARE(first(), 59u);
    timeline.zoom(0.1, 0); // to what is long over
    const qint64 to = timeline.frame().to();
    QVERIFY(to < 1'000'000);
    const quint32 row = first();
    QVERIFY(row % 3 > 0 && row * 100'000 < to && (row + 2) * 100'000 >= to);
    timeline.scrollTo(4); // where nothing ran
    QCOMPARE(first(), 60u);
}

void TestTimeline::bringsWhatIsMarkedIntoSight()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    std::vector<HistoryItem> items;
    for (quint32 row = 0; row < 40; ++row) // one after the other, each in the next lane
        items.push_back(attempt(row, row % 20, row * 1'000'000, (row + 1) * 1'000'000));
    items.push_back(attempt(40, 0, 40'000'000, 400'000'000));
    marks.read(items);
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(300, 5);
    timeline.showAll();
    while (timeline.frame().cell > 20'000) // six seconds
        timeline.zoom(0.9, 0);
    const auto isInSight = [&] {
        const Frame &frame = timeline.frame();
        const AttemptMark &marked = *timeline.marked();
        return marked.began >= frame.from() && marked.began < frame.to() && marked.slot >= frame.firstLane
            && marked.slot < frame.firstLane + frame.lanes;
    };
    timeline.step(Timeline::Step::Earlier, nothing);
    QCOMPARE(timeline.marked()->row, 4u); // the newest of the lanes and the seconds that are seen
    for (int lane = 5; lane < 20; ++lane) {
        timeline.step(Timeline::Step::Down, nothing);
        QVERIFY(isInSight());
        QCOMPARE(timeline.frame().firstLane, lane - 4); // no further than it takes
    }
    QCOMPARE(timeline.marked()->slot, 19);
    timeline.step(Timeline::Step::Later, nothing);
    QCOMPARE(timeline.marked()->row, 39u);
    QVERIFY(isInSight());
    QVERIFY(timeline.marked()->ended < timeline.frame().to());
    while (timeline.marked()->slot > 0) {
        timeline.step(Timeline::Step::Up, nothing);
        QVERIFY(isInSight());
    }
    QCOMPARE(timeline.frame().firstLane, 0);
    timeline.step(Timeline::Step::Later, nothing);
    QCOMPARE(timeline.marked()->row, 40u); // longer than what is seen: where it begins
    QVERIFY(isInSight());
    const Frame before = timeline.frame();
    timeline.pan(100);
    timeline.step(Timeline::Step::Later, nothing); // nothing comes after it, and it is seen well enough
    QCOMPARE(timeline.frame().first, before.first + 100);
    timeline.pan(-1000);
    timeline.step(Timeline::Step::Later, nothing);
    QVERIFY(isInSight());
    QVERIFY(timeline.isMarkedInSight());
    timeline.scrollTo(10);
    QVERIFY(!timeline.isMarkedInSight());
    QTRY_VERIFY(timeline.isComplete());
}

void TestTimeline::zoomsAtWhatIsMarked()
{
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    std::vector<HistoryItem> items = manyAttempts(5000, 2);
    for (HistoryItem &item : items) { // no cell begins where the first one does
        item.end.started += 12'345'678us;
        item.end.ended += 12'345'678us;
    }
    marks.read(items);
    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(200, 2);
    timeline.showAll();
    timeline.zoomAtMarked(0.5); // nothing is: in the middle
    const qint64 middle = (timeline.began() + timeline.now()) / 2;
    QVERIFY(std::abs((timeline.frame().from() + timeline.frame().to()) / 2 - middle) < 3 * timeline.frame().cell);
    for (const int further : {1, 1000, 5000}) { // the last one, one in the middle and the first one
        for (int steps = 0; steps < further; ++steps)
            timeline.step(Timeline::Step::Earlier, nothing);
        timeline.showAll();
        const auto cell = [&] {
            const qint64 time = (timeline.marked()->began + timeline.marked()->ended) / 2;
            return (time - timeline.frame().from()) / timeline.frame().cell;
        };
        const qint64 before = cell();
        while (timeline.frame().cell > 1000) {
            timeline.zoomAtMarked(0.8);
            QVERIFY(timeline.isMarkedInSight());
        }
        if (before > 20 && before < 180) // else that may be beside what is seen
            QVERIFY2(std::abs(cell() - before) < 15, qPrintable(QString::number(cell() - before)));
        while (timeline.frame().cell > 10) {
            timeline.zoomAtMarked(0.8);
            QVERIFY(timeline.isMarkedInSight());
        }
    }
    timeline.showAll();
    timeline.zoomAtMarked(0.1);
    timeline.pan(1'000'000);
    QVERIFY(!timeline.isMarkedInSight());
    const qint64 first = timeline.frame().from();
    timeline.zoomAtMarked(0.8); // somebody looks elsewhere
    QVERIFY(!timeline.isMarkedInSight());
    QVERIFY(timeline.frame().from() >= first);
}

// Somebody reads what is written beside it.
void TestTimeline::whatIsMarkedStandsStill()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    Door door;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &) {
                                       door.pass();
                                       return Outcome::done();
                                   }),
                                   &feed));
    const auto letGo = qScopeGuard([&] { door.open(); });
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(400, 10);
    run->start();
    QTRY_COMPARE((timeline.refresh(true), timeline.atWork().size()), 1u);
    QCOMPARE(timeline.mode(), Timeline::Mode::Recent);
    timeline.step(Timeline::Step::Earlier, nothing);
    QCOMPARE(timeline.mode(), Timeline::Mode::Chosen);
    timeline.showAll(); // this hardly moves
    timeline.step(Timeline::Step::Earlier, nothing);
    QCOMPARE(timeline.mode(), Timeline::Mode::All);
}

void TestTimeline::whatIsMarkedEnds()
{
    AttemptMarks marks;
    QVERIFY(marks.open());
    FeedReaders feed{{&marks}};
    Door door;
    const auto run = runOf(setupOf(1, std::make_unique<Blocking>([&](Attempt &) {
                                       door.pass();
                                       return Outcome::done();
                                   }),
                                   &feed));
    const auto letGo = qScopeGuard([&] { door.open(); });
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(400, 10);
    run->start();
    QTRY_COMPARE((timeline.refresh(true), timeline.atWork().size()), 1u);
    timeline.step(Timeline::Step::Later, 0);
    QCOMPARE(timeline.marked()->row, 0u);
    QTRY_COMPARE((timeline.refresh(true), timeline.marked()->state), State::Running);
    const qint64 ended = timeline.marked()->ended;
    QCOMPARE(ended, timeline.now());
    QTRY_VERIFY((timeline.refresh(true), timeline.marked()->ended > ended)); // it goes on
    door.open();
    QVERIFY(run->wait(60s));
    QTRY_COMPARE((timeline.refresh(false), timeline.marked()->state), State::Succeeded);
    const AttemptMark over = marksIn(marks).front();
    QCOMPARE(timeline.marked()->began, over.began);
    QCOMPARE(timeline.marked()->ended, over.ended);
}

void TestTimeline::aMillionAttempts()
{
    constexpr int count = 1'000'000;
    AttemptMarks marks(origin);
    QVERIFY(marks.open());
    const std::vector<HistoryItem> items = manyAttempts(count, 64);
    QElapsedTimer timer;
    timer.start();
    for (std::size_t at = 0; at < items.size(); at += 10)
        marks.read(std::span(items).subspan(at, 10));
    qInfo("a million marks written down: %lld ms", timer.restart());

    const auto run = idleRun();
    const WallClock clock;
    Timeline timeline(*run, marks, clock);
    timeline.setSize(400, 20);
    timer.restart();
    timeline.showAll();
    qInfo("asked for all of them: %lld ms of the caller's", timer.elapsed());
    QTRY_VERIFY(timeline.isComplete());
    qInfo("seen after %lld ms", timer.elapsed());
    QCOMPARE(endedIn(timeline.scene()), quint32(count));
    QVERIFY(timeline.scene().bars().size() <= std::size_t(timeline.frame().cells * timeline.frame().lanes));

    std::mt19937 dice(11);
    qint64 longest = 0; // microseconds
    for (int key = 0; key < 2000; ++key) {
        timer.restart();
        timeline.step(Timeline::Step(dice() % 4), nothing);
        longest = std::max(longest, timer.nsecsElapsed() / 1000);
        QVERIFY(timeline.marked());
    }
    qInfo("from attempt to attempt: %lld us at most", longest);
    timer.restart(); // all of them are looked at
    const auto isThere = [](const AttemptMark &mark) { return mark.slot == 64; };
    QVERIFY(!marks.last(marks.extent().latest, isThere));
    QVERIFY(!marks.first(0, isThere));
    qInfo("in a lane that has none, to both sides: %lld us", timer.nsecsElapsed() / 1000);
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
