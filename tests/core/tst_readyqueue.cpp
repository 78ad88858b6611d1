#include "core/readyqueue.h"

#include <QTest>

#include <random>
#include <set>

using namespace batchdeck;

namespace {

// Does what the queue does by looking at everything, every time.
class NaiveQueue {
public:
    NaiveQueue(const Workload &workload, RecordTable &records)
        : m_workload(workload)
        , m_records(records)
        , m_inside(workload.gates.size())
        , m_opens(workload.gates.size())
    {
    }

    void add(quint32 row) { m_waiting.insert(row); }
    void remove(quint32 row) { m_waiting.erase(row); }
    bool waits(quint32 row) const { return m_waiting.contains(row); }
    quint32 size() const { return static_cast<quint32>(m_waiting.size()); }

    quint32 next(Instant now) const
    {
        quint32 best = nothing;
        for (const quint32 row : m_waiting) {
            if (mayPass(row, now) && (best == nothing || m_records.order(row) < m_records.order(best)))
                best = row;
        }
        return best;
    }
    void pass(quint32 row, int by, bool kept, bool others)
    {
        for (const quint32 gate : gatesOf(row)) {
            if (m_workload.gates[gate].max == 1 ? kept : others)
                m_inside[gate] += by;
        }
    }
    void shut(quint32 row, Instant until)
    {
        const quint32 target = m_workload.groups[m_records[row].group].target;
        if (target != nothing)
            m_opens[target] = std::max(m_opens[target], until);
    }
    bool mayPass(quint32 row, Instant now) const
    {
        for (const quint32 gate : gatesOf(row)) {
            if (m_opens[gate] > now)
                return false;
            if (m_workload.gates[gate].max != nothing && m_inside[gate] >= int(m_workload.gates[gate].max))
                return false;
        }
        return true;
    }

private:
    std::vector<quint32> gatesOf(quint32 row) const
    {
        const Workload::Group &group = m_workload.groups[m_records[row].group];
        std::vector<quint32> gates = group.limits;
        if (group.target != nothing)
            gates.push_back(group.target);
        return gates;
    }

    const Workload &m_workload;
    RecordTable &m_records;
    std::set<quint32> m_waiting;
    std::vector<int> m_inside;
    std::vector<Instant> m_opens;
};

constexpr quint64 everybody = std::numeric_limits<quint64>::max();

quint32 nextOf(ReadyQueue &queue, Instant now)
{
    queue.catchUp(now, everybody);
    return queue.next();
}

class Dicer {
public:
    explicit Dicer(unsigned seed)
        : m_engine(seed)
    {
    }
    quint32 below(std::size_t bound) { return static_cast<quint32>(m_engine() % bound); }
    bool chance(int percent) { return m_engine() % 100 < unsigned(percent); }

private:
    std::mt19937 m_engine;
};

// Gates of 1 to 3 and targets, in groups that pass through any of them.
Workload randomWorkload(Dicer &dice)
{
    Workload workload;
    workload.records = 1 + dice.below(24);
    const quint32 limits = dice.below(6);
    const quint32 targets = dice.below(3);
    for (quint32 gate = 0; gate < limits; ++gate)
        workload.gates.push_back({1 + dice.below(3)});
    for (quint32 gate = 0; gate < targets; ++gate)
        workload.gates.push_back({dice.chance(50) ? nothing : 1 + dice.below(2)});
    workload.groups.clear();
    for (quint32 group = 0, groups = 1 + dice.below(10); group < groups; ++group) {
        Workload::Group made;
        for (quint32 gate = 0; gate < limits; ++gate) {
            if (dice.chance(45))
                made.limits.push_back(gate);
        }
        if (targets > 0 && dice.chance(60))
            made.target = limits + dice.below(targets);
        workload.groups.push_back(made);
    }
    for (quint32 row = 0; row < workload.records; ++row)
        workload.groupOf.push_back(dice.below(workload.groups.size()));
    return workload;
}

} // namespace

class TestReadyQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAScan();
    void keepsTheOrderOfALimitOfOne();
    void saysWhatIsInTheWay();
    void opensInTime();
    void nobodyWanders_data();
    void nobodyWanders();
    void manyMoveInSlices();
    void manyTargetsOpenInSlices();
};

// Groups asleep at a gate must be awake when it matters: the queue gives exactly what a scan of all
// records gives, after any sequence of what may happen to it.
void TestReadyQueue::agreesWithAScan()
{
    for (unsigned seed = 0; seed < 4000; ++seed) {
        Dicer dice(seed);
        const Workload workload = randomWorkload(dice);
        RecordTable records(workload.records);
        for (quint32 row = 0; row < workload.records; ++row)
            records[row].group = workload.groupOf[row];
        ReadyQueue queue(workload, records);
        NaiveQueue naive(workload, records);
        for (quint32 row = 0; row < workload.records; ++row) {
            if (dice.chance(85)) {
                queue.add(row);
                naive.add(row);
            }
        }
        Instant now{std::chrono::hours(1)};
        std::vector<quint32> inside;
        std::vector<quint32> backingOff;
        qint32 front = 0;
        const auto takeOut = [&dice](std::vector<quint32> &rows) {
            const auto at = rows.begin() + dice.below(rows.size());
            const quint32 row = *at;
            rows.erase(at);
            return row;
        };
        const bool looksOften = dice.chance(50);
        for (int step = 0; step < 60; ++step) {
            const quint32 row = dice.below(workload.records);
            switch (dice.below(8)) {
            case 0:
            case 1:
            case 2:
                if (const quint32 next = nextOf(queue, now); next != nothing) {
                    QCOMPARE(next, naive.next(now));
                    queue.enter(next);
                    naive.remove(next);
                    naive.pass(next, 1, true, true);
                    inside.push_back(next);
                }
                break;
            case 3: // an attempt ends
                if (!inside.empty()) {
                    const quint32 ended = takeOut(inside);
                    const bool backsOff = dice.chance(40);
                    if (backsOff) {
                        queue.leaveForBackoff(ended);
                        backingOff.push_back(ended);
                    } else {
                        queue.leave(ended);
                    }
                    naive.pass(ended, -1, !backsOff, true);
                }
                break;
            case 4: // a delay is over
                if (!backingOff.empty()) {
                    const quint32 due = takeOut(backingOff);
                    queue.comeBack(due);
                    naive.pass(due, -1, true, false);
                    queue.add(due);
                    naive.add(due);
                }
                break;
            case 5: // cancelled, moved to the front, or back again by hand
                if (naive.waits(row)) {
                    queue.remove(row);
                    naive.remove(row);
                    if (dice.chance(60)) {
                        records[row].front = --front;
                        queue.add(row);
                        naive.add(row);
                    }
                } else if (std::find(inside.begin(), inside.end(), row) == inside.end()
                           && std::find(backingOff.begin(), backingOff.end(), row) == backingOff.end()) {
                    records[row].front = dice.chance(50) ? 0 : --front;
                    queue.add(row);
                    naive.add(row);
                }
                break;
            case 6: {
                const Instant until = now + std::chrono::milliseconds(dice.below(50));
                queue.shut(row, until);
                naive.shut(row, until);
                break;
            }
            case 7:
                now += std::chrono::milliseconds(dice.below(30));
                break;
            }
            const QByteArray where = "seed " + QByteArray::number(seed) + ", step " + QByteArray::number(step);
            QVERIFY2(queue.size() == naive.size(), where);
            if (dice.chance(30))
                queue.catchUp(now, dice.below(3));
            if (looksOften || dice.chance(20))
                QVERIFY2(nextOf(queue, now) == naive.next(now), where);
        }
        QCOMPARE(nextOf(queue, now), naive.next(now));
    }
}

// Two groups share the key; the one that was awake loses the record it was awake for.
void TestReadyQueue::keepsTheOrderOfALimitOfOne()
{
    Workload workload;
    workload.records = 4;
    workload.gates = {{1}};
    workload.groups = {{.limits = {0}}, {.limits = {0}}};
    workload.groupOf = {0, 0, 1, 0};
    RecordTable records(4);
    for (quint32 row = 0; row < 4; ++row)
        records[row].group = workload.groupOf[row];
    ReadyQueue queue(workload, records);
    for (quint32 row = 0; row < 4; ++row)
        queue.add(row);
    const Instant now{};
    QCOMPARE(nextOf(queue, now), 0U);
    queue.enter(0);
    QCOMPARE(nextOf(queue, now), nothing);
    queue.leave(0); // the first group is woken, for record 1
    queue.remove(1);
    QCOMPARE(nextOf(queue, now), 2U);
}

void TestReadyQueue::saysWhatIsInTheWay()
{
    Workload workload;
    workload.records = 2;
    workload.gates = {{1}, {nothing}};
    workload.groups = {{.target = 1, .limits = {0}}};
    RecordTable records(2);
    ReadyQueue queue(workload, records);
    queue.add(0);
    queue.add(1);
    const Instant now{};
    QCOMPARE(queue.obstacle(0).gate, nothing);
    queue.enter(0);
    QCOMPARE(queue.obstacle(1).gate, 0U);
    QVERIFY(queue.obstacle(1).until == never);
    queue.leave(0);
    queue.shut(0, now + std::chrono::seconds(5));
    queue.shut(0, now + std::chrono::seconds(2)); // the longer wait holds
    QCOMPARE(queue.obstacle(1).gate, 1U);
    QVERIFY(queue.obstacle(1).until == now + std::chrono::seconds(5));
}

void TestReadyQueue::opensInTime()
{
    Workload workload;
    workload.records = 1;
    workload.gates = {{nothing}};
    workload.groups = {{.target = 0, .limits = {}}};
    RecordTable records(1);
    ReadyQueue queue(workload, records);
    queue.add(0);
    const Instant now{};
    QVERIFY(queue.nextOpening() == never);
    queue.shut(0, now + std::chrono::seconds(5));
    QVERIFY(queue.nextOpening() == now + std::chrono::seconds(5));
    QCOMPARE(nextOf(queue, now + std::chrono::milliseconds(4999)), nothing);
    QCOMPARE(nextOf(queue, now + std::chrono::seconds(5)), 0U);
    QVERIFY(queue.nextOpening() == never);
}

// However many groups stand at gates that they share, an attempt's start and its end move few of them.
void TestReadyQueue::nobodyWanders_data()
{
    QTest::addColumn<QString>("shape");
    QTest::addColumn<quint64>("most"); // moves for one record's start or end
    QTest::newRow("one value beside a key of each") << "x, own" << quint64(8);
    QTest::newRow("a target beside a key of each") << "target, own" << quint64(8);
    QTest::newRow("behind both of two") << "x y, x, y" << quint64(16);
    QTest::newRow("behind both of two, and a key of each") << "x y own, x, y" << quint64(16);
    QTest::newRow("every pair of 320 and 320") << "pairs" << quint64(4 * 454); // twice two gates, each sqrt(2 g)
    QTest::newRow("one value beside half of all keys, each with another") << "x own, own own" << quint64(16);
}

void TestReadyQueue::nobodyWanders()
{
    QFETCH(QString, shape);
    QFETCH(quint64, most);
    constexpr quint32 many = 102'400;
    const bool isTarget = shape.startsWith(u"target");
    Workload workload;
    workload.gates = {{isTarget ? nothing : 2}, {2}};
    workload.groups.clear();
    const auto own = [&] {
        workload.gates.push_back({1});
        return quint32(workload.gates.size() - 1);
    };
    if (shape == u"pairs") {
        workload.gates.assign(640, {1});
        for (quint32 pair = 0; pair < many; ++pair)
            workload.groups.push_back({.limits = {pair % 320, 320 + pair / 320}});
    } else {
        for (quint32 group = 0; group < many; ++group) {
            Workload::Group made{.target = isTarget ? 0 : nothing, .limits = {}};
            if (shape.startsWith(u"x own"))
                made.limits = group % 2 ? std::vector{own(), 0U} : std::vector{own(), own()};
            else
                made.limits = isTarget ? std::vector{own()} : std::vector{0U};
            if (shape.startsWith(u"x y"))
                made.limits.push_back(1);
            if (shape.startsWith(u"x, own") || shape.startsWith(u"x y own"))
                made.limits.push_back(own());
            made.operation = shape == u"x y, x, y" ? group : 0;
            workload.groups.push_back(made);
        }
        if (shape.endsWith(u", x, y")) {
            workload.groups.push_back({.limits = {0}});
            workload.groups.push_back({.limits = {1}});
        }
    }
    const auto groups = quint32(workload.groups.size());
    RecordTable records(2 * groups);
    for (quint32 row = 0; row < 2 * groups; ++row)
        records[row].group = row % groups;
    ReadyQueue queue(workload, records);
    for (quint32 row = 0; row < 2 * groups; ++row)
        queue.add(row);

    quint64 longest = 0;
    Instant now{std::chrono::hours(1)};
    const auto counted = [&](auto &&act) {
        const quint64 before = queue.moves();
        act();
        queue.catchUp(now, everybody);
        longest = std::max(longest, queue.moves() - before);
    };
    std::vector<quint32> inside;
    Dicer dice(1);
    quint32 started = 0;
    for (int step = 0; step < 4000; ++step) {
        quint32 row = nothing;
        counted([&] { row = nextOf(queue, now); });
        if (row != nothing && inside.size() < 400 && dice.chance(60)) {
            counted([&] { queue.enter(row); });
            inside.push_back(row);
            ++started;
        } else if (!inside.empty()) {
            const quint32 at = dice.below(inside.size());
            counted([&] { queue.leave(inside[at]); });
            if (isTarget && dice.chance(10))
                counted([&] { queue.shut(inside[at], now += std::chrono::milliseconds(1)); });
            inside.erase(inside.begin() + at);
        }
        QVERIFY2(longest <= most, QByteArray::number(longest));
    }
    QVERIFY(started > 1000);
}

// All combinations of three limits: an attempt's start closes gates at which thousands stand.
void TestReadyQueue::manyMoveInSlices()
{
    constexpr quint32 side = 40;
    Workload workload;
    workload.gates.assign(3 * side, {1});
    workload.groups.clear();
    RecordTable records(side * side * side);
    for (quint32 row = 0; row < records.size(); ++row) {
        workload.groups.push_back({.limits = {row / side / side, side + row / side % side, 2 * side + row % side}});
        records[row].group = row;
    }
    ReadyQueue queue(workload, records);
    for (quint32 row = 0; row < records.size(); ++row)
        queue.add(row);
    const Instant now{};
    quint64 all = 0;
    int slices = 0;
    const auto move = [&](auto &&act) {
        for (bool isThrough = false, isFirst = true; !isThrough; isFirst = false, ++slices) {
            const quint64 before = queue.moves();
            if (isFirst)
                act();
            isThrough = queue.catchUp(now, 100);
            QVERIFY(queue.moves() - before <= 110);
            all += queue.moves() - before;
        }
    };
    for (const quint32 wanted : {0U, (side + 1) * side + 1, 2 * (side + 1) * side + 2}) { // nothing in common
        QCOMPARE(nextOf(queue, now), wanted);
        move([&] { queue.enter(wanted); });
    }
    QVERIFY(all > side * side);
    QVERIFY(slices > 3 * 10);
    move([&] { queue.leave(0); }); // its values are free again, and only they
    QCOMPARE(nextOf(queue, now), 3U);
}

// Servers that all asked for the same time: the rest is for the next look, and none is forgotten.
void TestReadyQueue::manyTargetsOpenInSlices()
{
    constexpr quint32 many = 20'000;
    Workload workload;
    workload.gates.assign(many, {nothing});
    workload.groups.clear();
    RecordTable records(many);
    for (quint32 row = 0; row < many; ++row) {
        workload.groups.push_back({.target = row, .limits = {}});
        records[row].group = row;
    }
    ReadyQueue queue(workload, records);
    const Instant now{std::chrono::hours(1)};
    for (quint32 row = 0; row < many; ++row) {
        queue.add(row);
        queue.shut(row, now);
    }
    int slices = 0;
    for (; queue.nextOpening() <= now; ++slices) {
        const quint64 before = queue.moves();
        queue.open(now);
        QVERIFY(queue.moves() - before <= 1000);
    }
    QVERIFY(slices > 1);
    for (quint32 row = 0; row < many; ++row) {
        QCOMPARE(nextOf(queue, now), row);
        queue.enter(row);
    }
}

QTEST_GUILESS_MAIN(TestReadyQueue)
#include "tst_readyqueue.moc"
