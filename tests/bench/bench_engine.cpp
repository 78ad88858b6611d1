#include "bench.h"

#include "core/batchrun.h"
#include "core/concurrentlauncher.h"

#include <malloc.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <queue>

using namespace batchdeck;
using namespace std::chrono_literals;

namespace {

constexpr Duration longTime = 1h;

std::shared_ptr<const Batch> batchOf(quint32 records)
{
    return std::make_shared<const Batch>(Batch::Content{
        QByteArray("{}"), std::vector<quint64>(records, 0), std::vector<quint32>(records, 2), {}, {}, {}});
}

RunSetup setupOf(std::shared_ptr<const Batch> batch, int slots)
{
    RunSetup setup;
    setup.workload.records = batch->size();
    setup.batch = std::move(batch);
    setup.settings.concurrency = slots;
    setup.settings.timeout = 30s;
    setup.launcher = std::make_unique<ConcurrentLauncher>();
    return setup;
}

std::unique_ptr<BatchRun> runOf(RunSetup setup)
{
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        qFatal("%s", qPrintable(run.error().message));
    return *std::move(run);
}

void await(const BatchRun &run)
{
    if (!run.wait(longTime))
        qFatal("the round does not end");
}

// ---- What records do

class Nothing final : public BlockingOperation {
public:
    Outcome run(Attempt &) override { return Outcome::done(); }
};

class EndsInStart final : public Operation {
public:
    void start(AttemptHandle handle) override { handle.finish(Outcome::done()); }
};

class Fails final : public Operation {
public:
    void start(AttemptHandle handle) override
    {
        handle.finish(Outcome::failed({QStringLiteral("bench"), QStringLiteral("This is what it is for.")}));
    }
};

// The first record goes on until it is let go; the others end at once.
class HoldsFirst final : public Operation {
public:
    void start(AttemptHandle handle) override
    {
        if (handle->record().row() != 0)
            return handle.finish(Outcome::done());
        {
            const std::lock_guard lock(m_mutex);
            m_held.emplace(std::move(handle));
        }
        m_change.notify_all();
    }

    void awaitFirst()
    {
        std::unique_lock lock(m_mutex);
        m_change.wait(lock, [this] { return m_held.has_value(); });
    }
    void letGo()
    {
        AttemptHandle held = std::move(*m_held);
        m_held.reset();
        held.finish(Outcome::done());
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_change;
    std::optional<AttemptHandle> m_held;
};

// Ends the wait for a number of records, in whichever thread the last of them runs.
class Counts final : public BlockingOperation {
public:
    explicit Counts(quint32 records)
        : m_left(records)
    {
    }
    Outcome run(Attempt &) override
    {
        if (m_left.fetch_sub(1) == 1)
            m_left.notify_all();
        return Outcome::done();
    }
    void awaitAll() const
    {
        for (quint32 left = m_left; left != 0; left = m_left)
            m_left.wait(left);
    }

private:
    std::atomic<quint32> m_left;
};

// 1 to 50 ms, fixed for each row; the peers compute the same.
std::chrono::milliseconds sleepOf(quint32 row)
{
    return std::chrono::milliseconds(((row * 2654435761U) >> 16) % 50 + 1);
}

class Sleeps final : public BlockingOperation {
public:
    Outcome run(Attempt &attempt) override
    {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        const auto stop = attempt.stopToken();
        wake.wait_until(lock, stop, Clock::now() + sleepOf(attempt.record().row()), [] { return false; });
        return stop.stop_requested() ? Outcome::stopped() : Outcome::done();
    }
};

class SleepsOne final : public BlockingOperation {
public:
    Outcome run(Attempt &) override
    {
        std::this_thread::sleep_for(1ms);
        return Outcome::done();
    }
};

// ---- Cases

// How long the run's lock was held at a time: by the clock, and by what its holder did meanwhile. Where
// they differ, the holder had lost its core.
class Holds final : public LockWatch {
public:
    void taken() override
    {
        m_work = bench::threadTime();
        m_since = Clock::now();
    }
    void leaving() override
    {
        m_longest = std::max(m_longest, Clock::now() - m_since);
        m_longestWork = std::max(m_longestWork, bench::threadTime() - m_work);
    }

    Duration longest() const { return m_longest; }
    Duration longestWork() const { return m_longestWork; }

private:
    Instant m_since{};
    Duration m_work{};
    Duration m_longest{};
    Duration m_longestWork{};
};

// From a batch that is there to the end of its round.
template <typename OperationType>
void timeRound(const bench::Case &c)
{
    RunSetup setup = setupOf(batchOf(c.records), c.slots);
    setup.operations.push_back(std::make_unique<OperationType>());
    const Instant since = Clock::now();
    const auto run = runOf(std::move(setup));
    run->start();
    await(*run);
    const double time = bench::microseconds(Clock::now() - since);
    if (run->summary().succeeded() != c.records)
        qFatal("not all succeeded");
    bench::print({{"us", time / c.records}});
}

// As many records again wait for the one that has their key; every second row is one of them.
void blockedKey(const bench::Case &c)
{
    RunSetup setup = setupOf(batchOf(2 * c.records), c.slots);
    auto holds = std::make_unique<HoldsFirst>();
    auto counts = std::make_unique<Counts>(c.records);
    HoldsFirst &first = *holds;
    const Counts &others = *counts;
    setup.operations.push_back(std::move(holds));
    setup.operations.push_back(std::move(counts));
    setup.workload.operations.resize(2);
    setup.workload.gates = {{1}};
    setup.workload.groups = {{0, nothing, {0}}, {1, nothing, {}}};
    setup.workload.groupOf.resize(setup.workload.records);
    for (quint32 row = 0; row < setup.workload.records; ++row)
        setup.workload.groupOf[row] = row % 2;

    const Instant since = Clock::now();
    const auto run = runOf(std::move(setup));
    run->start();
    others.awaitAll();
    const double time = bench::microseconds(Clock::now() - since);
    first.awaitFirst();
    first.letGo();
    await(*run);
    if (run->summary().succeeded() != 2 * c.records)
        qFatal("not all succeeded");
    bench::print({{"us", time / c.records}});
}

// Ten records a key, one at a time each; where gates are shared, also past two limits that all but a fifth
// of them pass, and that half of those others wait for alone.
template <bool shared>
void limit(Workload &workload, const bench::Case &c)
{
    const auto most = static_cast<quint32>(std::max(1, c.slots / 2));
    const quint32 keys = c.records / 10;
    workload.gates = {{most}, {most}};
    workload.groups = {{0, nothing, {0}}, {0, nothing, {1}}};
    for (quint32 key = 0; key < keys; ++key) {
        const auto gate = static_cast<quint32>(workload.gates.size());
        workload.gates.push_back({1});
        workload.groups.push_back({0, nothing, shared ? std::vector{0U, 1U, gate} : std::vector{gate}});
    }
    for (quint32 row = 0; row < c.records; ++row)
        workload.groupOf.push_back(shared && row % 10 < 2 ? row % 10 : 2 + row % keys);
}

template <bool shared>
void manyKeys(const bench::Case &c)
{
    Holds holds;
    RunSetup setup = setupOf(batchOf(c.records), c.slots);
    setup.watch = &holds;
    setup.operations.push_back(std::make_unique<Nothing>());
    limit<shared>(setup.workload, c);

    const Instant since = Clock::now();
    const auto run = runOf(std::move(setup));
    run->start();
    await(*run);
    const double time = bench::microseconds(Clock::now() - since);
    if (run->summary().succeeded() != c.records)
        qFatal("not all succeeded");
    bench::print({{"us", time / c.records},
                  {"lock_us", bench::microseconds(holds.longest())},
                  {"lock_work_us", bench::microseconds(holds.longestWork())}});
}

// When a queue that always gives the next to the first free slot would be done.
double listSchedule(quint32 records, int slots)
{
    std::priority_queue<double, std::vector<double>, std::greater<>> free;
    for (int slot = 0; slot < slots; ++slot)
        free.push(0);
    double end = 0;
    for (quint32 row = 0; row < records; ++row) {
        const double at = free.top() + bench::microseconds(sleepOf(row));
        free.pop();
        free.push(at);
        end = std::max(end, at);
    }
    return end;
}

void mixedSleeps(const bench::Case &c)
{
    double sum = 0;
    double longest = 0;
    for (quint32 row = 0; row < c.records; ++row) {
        sum += bench::microseconds(sleepOf(row));
        longest = std::max(longest, bench::microseconds(sleepOf(row)));
    }
    const double best = std::max(sum / c.slots, longest);

    RunSetup setup = setupOf(batchOf(c.records), c.slots);
    setup.operations.push_back(std::make_unique<Sleeps>());
    const Instant since = Clock::now();
    const auto run = runOf(std::move(setup));
    run->start();
    await(*run);
    const double time = bench::microseconds(Clock::now() - since);
    bench::print(
        {{"us", time}, {"best_us", best}, {"of_best", time / best}, {"in_order_us", listSchedule(c.records, c.slots)}});
}

// Calls a run while it works, and keeps how long each call took.
class Caller {
public:
    Caller(BatchRun &run, int slots)
        : m_run(run)
        , m_slots(slots)
    {
        m_times.reserve(1 << 20);
    }

    template <typename Call>
    void time(const char *name, Call &&call)
    {
        const Instant since = Clock::now();
        call();
        const double took = bench::microseconds(Clock::now() - since);
        m_times.push_back(took);
        double &longest = m_longest[name];
        longest = std::max(longest, took);
    }

    // 5,000 times a second: a cancel of one record, and what a window asks for besides.
    template <typename Until>
    void work(Until &&until)
    {
        for (Instant next = Clock::now(); !until(); next += 200us) {
            std::this_thread::sleep_until(next);
            m_row = m_row * 1664525U + 1013904223U;
            const quint32 row = m_row % m_run.batch().size();
            time("cancel one", [&] { m_run.cancel(RowSet::of({row})); });
            ++m_ticks;
            if (m_ticks % 5 == 0)
                time("summary", [&] { m_summary = m_run.summary(); });
            if (m_ticks % 50 == 0)
                time("record", [&] { m_run.record(row); });
            if (m_ticks % 50 == 25)
                time("waiting", [&] { m_run.waiting(row); });
            if (m_ticks % 150 == 0)
                time("takeChanges", [&] { m_run.takeChanges(m_changes); });
            if (m_ticks % 500 == 0)
                time("setConcurrency",
                     [&] { (void)m_run.setConcurrency(m_ticks % 1000 == 0 ? m_slots : m_slots / 2); });
            if (m_ticks % 500 == 125)
                time("moveToFront", [&] { m_run.moveToFront(RowSet::of({row})); });
            if (m_ticks % 500 == 250)
                time("setTimeout", [&] { (void)m_run.setTimeout(m_ticks % 1000 == 250 ? 20s : 30s); });
            if (m_ticks % 1000 == 100)
                time("pause", [&] { m_run.pause(); });
            if (m_ticks % 1000 == 105)
                time("resume", [&] { m_run.resume(); });
        }
    }

    const RunSummary &summary() const { return m_summary; }
    quint64 calls() const { return m_times.size(); }
    const std::map<std::string, double> &longest() const { return m_longest; }
    double p999()
    {
        std::sort(m_times.begin(), m_times.end());
        return bench::permille999(m_times);
    }

private:
    BatchRun &m_run;
    const int m_slots;
    std::vector<double> m_times;
    std::map<std::string, double> m_longest;
    RunSummary m_summary;
    Changes m_changes;
    quint64 m_ticks = 0;
    quint32 m_row = 1;
};

// A journal whose disk takes a millisecond for all that waits.
class Disk final : public RunJournal {
public:
    void open(Durable durable) override
    {
        m_durable = std::move(durable);
        m_thread = std::jthread([this](const std::stop_token &stop) { commit(stop); });
    }
    void close() override { m_thread = {}; }
    bool isDurable() const override { return true; }
    bool keepsAll() const override { return true; }
    void write(std::vector<HistoryItem> items) override
    {
        const std::lock_guard lock(m_mutex);
        for (const HistoryItem &item : items) {
            if (item.end.awaited)
                m_awaited.push_back(item.end.attempt);
        }
        m_wanted.notify_one();
    }

private:
    void commit(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_wanted.wait(lock, stop, [this] { return !m_awaited.empty(); })) {
            std::vector<AttemptId> awaited = std::exchange(m_awaited, {});
            lock.unlock();
            std::this_thread::sleep_for(1ms);
            m_durable(std::move(awaited));
            lock.lock();
        }
    }

    Durable m_durable;
    std::mutex m_mutex;
    std::condition_variable_any m_wanted;
    std::vector<AttemptId> m_awaited;
    std::jthread m_thread;
};

// Cancels of one, 5,000 a second, and a cancel of everything half-way; then a retry of everything and a
// cancel of it all again.
template <typename OperationType, bool claimed = false, bool limited = false>
void calls(const bench::Case &c)
{
    Holds holds;
    Disk disk;
    RunSetup setup = setupOf(batchOf(c.records), c.slots);
    setup.watch = &holds;
    if constexpr (claimed) {
        setup.workload.operations = {{.idempotent = false, .durable = true, .claimed = true}};
        setup.journal = &disk;
    }
    if constexpr (limited)
        limit<true>(setup.workload, c);
    setup.operations.push_back(std::make_unique<OperationType>());
    auto run = runOf(std::move(setup));
    Caller caller(*run, c.slots);
    const auto isOver = [&] { return caller.summary().phase == RunPhase::Idle; };

    caller.time("start", [&] { run->start(); });
    caller.work([&] { return caller.summary().left != 0 && caller.summary().left < c.records / 2; });
    caller.time("cancel all", [&] { run->cancel(); });
    caller.work(isOver);
    caller.time("retry all", [&] { run->retry(RowSet::all({State::Succeeded, State::Cancelled})); });
    caller.time("summary", [&] { run->summary(); });
    int turns = 0;
    caller.work([&] { return ++turns > 100; });
    caller.time("cancel all", [&] { run->cancel(); });
    caller.work(isOver);

    run.reset();

    bench::Json result{{"calls", caller.calls()},
                       {"us", caller.p999()},
                       {"lock_us", bench::microseconds(holds.longest())},
                       {"lock_work_us", bench::microseconds(holds.longestWork())}};
    double longest = 0;
    for (const auto &[name, time] : caller.longest()) {
        longest = std::max(longest, time);
        result["longest"][name] = time;
    }
    result["longest_us"] = longest;
    bench::print(result);
}

// Bytes in use by the program's own objects.
double inUse()
{
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

// What a record takes beyond the file's bytes: while all of them wait, when all of them have ended, and
// while they wait to be tried again by hand. With a limit for each of so many keys, where there are any.
template <bool keys>
void memory(const bench::Case &c)
{
    const double start = inUse();
    const auto batch = batchOf(c.records);
    const double index = inUse() - start;
    bench::Json result;
    const auto measure = [&](const char *waiting, const char *ended, const char *again, auto held, quint32 limited) {
        malloc_trim(0);
        const double before = inUse();
        RunSetup setup = setupOf(batch, c.slots);
        auto *const first = dynamic_cast<HoldsFirst *>(held.get());
        setup.operations.push_back(std::move(held));
        if (limited > 0) { // as a plan's limit makes them
            setup.workload.groups.clear();
            setup.workload.groupOf.resize(c.records);
            for (quint32 key = 0; key < limited; ++key) {
                setup.workload.gates.push_back({1});
                setup.workload.groups.push_back({0, nothing, {key}});
            }
            for (quint32 row = 0; row < c.records; ++row)
                setup.workload.groupOf[row] = row % limited;
        }
        const auto run = runOf(std::move(setup));
        if (first) {
            run->pause();
            run->start();
            result[waiting] = (index + inUse() - before) / c.records;
            run->resume();
            first->awaitFirst();
            first->letGo();
        } else {
            run->start();
        }
        await(*run);
        result[ended] = (index + inUse() - before) / c.records;
        if (!first)
            return;
        if (auto one = run->setConcurrency(1); !one) // the first holds all the others up
            qFatal("%s", qPrintable(one.error().message));
        run->retry(RowSet::all({State::Succeeded}));
        while (run->summary().count(State::Queued) != c.records - 1)
            std::this_thread::yield();
        result[again] = (index + inUse() - before) / c.records;
        first->awaitFirst();
        first->letGo();
        await(*run);
    };
    const auto holdsFirst = [] { return std::make_unique<HoldsFirst>(); };
    if constexpr (keys) {
        measure("waiting_ten_a_key", "succeeded_ten_a_key", "waiting_again_ten_a_key", holdsFirst(), c.records / 10);
        measure("waiting_two_a_key", "succeeded_two_a_key", "waiting_again_two_a_key", holdsFirst(), c.records / 2);
    } else {
        measure("waiting", "succeeded", "waiting_again", holdsFirst(), 0);
        measure("waiting_limited", "succeeded_limited", "waiting_again_limited", holdsFirst(), 30);
        measure("", "failed", "", std::make_unique<Fails>(), 0);
    }
    bench::print(result);
}

const std::map<std::string, void (*)(const bench::Case &)> cases = {
    {"nothing", timeRound<Nothing>},
    {"ends in start", timeRound<EndsInStart>},
    {"blocked key", blockedKey},
    {"many keys", manyKeys<false>},
    {"shared limits", manyKeys<true>},
    {"mixed sleeps", mixedSleeps},
    {"calls", calls<Nothing>},
    {"calls at 1 ms", calls<SleepsOne>},
    {"calls, claimed", calls<Nothing, true>},
    {"calls, limited", calls<Nothing, true, true>},
    {"memory", memory<false>},
    {"memory of keys", memory<true>},
};

} // namespace

int main(int count, char **arguments)
{
    const bench::Case c = bench::caseOf(count, arguments);
    const auto found = cases.find(c.name);
    if (found == cases.end()) {
        std::fprintf(stderr, "There is no case \"%s\".\n", c.name.c_str());
        return 2;
    }
    found->second(c);
}
