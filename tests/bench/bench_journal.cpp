#include "bench.h"

#include "core/batchrun.h"
#include "core/concurrentlauncher.h"
#include "journal/journalpast.h"
#include "journal/journalwriter.h"

#include <QTemporaryDir>

#include <map>
#include <thread>

using namespace batchdeck;
using namespace std::chrono_literals;

namespace {

constexpr Duration longTime = 1h;

template <typename T>
T must(Expected<T> expected)
{
    if (!expected)
        qFatal("%s", qPrintable(expected.error().message));
    return *std::move(expected);
}

RunSetup setupOf(const bench::Case &c, std::unique_ptr<Operation> operation, RunJournal *journal)
{
    RunSetup setup;
    setup.batch = std::make_shared<const Batch>(Batch::Content{
        QByteArray("{}"), std::vector<quint64>(c.records, 0), std::vector<quint32>(c.records, 2), {}, {}, {}});
    setup.workload.records = c.records;
    setup.settings.concurrency = c.slots;
    setup.operations.push_back(std::move(operation));
    setup.launcher = std::make_unique<ConcurrentLauncher>();
    setup.journal = journal;
    return setup;
}

class Nothing final : public BlockingOperation {
public:
    Outcome run(Attempt &) override { return Outcome::done(R"({"ok":1})"); }
};

class SleepsOne final : public BlockingOperation {
public:
    Outcome run(Attempt &) override
    {
        std::this_thread::sleep_for(1ms);
        return Outcome::done();
    }
};

void runAll(RunSetup setup)
{
    const quint32 records = setup.workload.records;
    const auto run = must(BatchRun::create(std::move(setup)));
    run->start();
    if (!run->wait(longTime) || run->summary().succeeded() != records)
        qFatal("not all succeeded");
}

// From the start of a run to all of its ends on disk.
void ended(const bench::Case &c)
{
    const QTemporaryDir folder;
    JournalWriter writer(must(JournalFile::create(folder.filePath(QStringLiteral("journal")), {})));
    const auto since = bench::Clock::now();
    runAll(setupOf(c, std::make_unique<Nothing>(), &writer));
    if (!writer.flush(longTime))
        qFatal("the journal failed");
    const double time = bench::microseconds(bench::Clock::now() - since);
    bench::print({{"us", time / c.records}, {"per_second", c.records / time * 1e6}});
}

template <bool isJournalled>
void once(const bench::Case &c)
{
    const QTemporaryDir folder;
    std::optional<JournalWriter> writer;
    if (isJournalled)
        writer.emplace(must(JournalFile::create(folder.filePath(QStringLiteral("journal")), {})));
    RunSetup setup = setupOf(c, std::make_unique<SleepsOne>(), writer ? &*writer : nullptr);
    setup.workload.operations = {{.idempotent = false, .durable = isJournalled, .claimed = isJournalled}};
    const auto since = bench::Clock::now();
    runAll(std::move(setup));
    bench::print({{"us", bench::microseconds(bench::Clock::now() - since) / c.records}});
}

void reopened(const bench::Case &c)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal"));
    {
        JournalFile file = must(JournalFile::create(path, {}));
        std::vector<JournalEntry> entries(c.records);
        for (quint32 row = 0; row < c.records; ++row) {
            entries[row].row = row;
            entries[row].number = 1;
            entries[row].became = row % 10 ? State::Succeeded : State::Failed;
            entries[row].report = row % 10 ? Report::Done : Report::Failed;
            entries[row].at = 1'700'000'000'000 + row;
            entries[row].elapsed = 1000 + row % 1000;
            entries[row].result = R"({"rows": 12, "took": 0.25})";
            if (row % 10 == 0)
                entries[row].errorKind = QStringLiteral("http.503");
        }
        if (!file.append(entries))
            qFatal("the journal failed");
    }
    const auto since = bench::Clock::now();
    JournalFile file = must(JournalFile::open(path));
    JournalPast past = must(pastOf(
        file, [](quint32) { return false; }, 0));
    RunSetup setup = setupOf(c, std::make_unique<Nothing>(), nullptr);
    setup.past = std::move(past.run);
    const auto run = must(BatchRun::create(std::move(setup)));
    if (run->summary().succeeded() + run->summary().count(State::Failed) != c.records)
        qFatal("not all have ended");
    const double time = bench::microseconds(bench::Clock::now() - since);
    bench::print({{"us", time / c.records}, {"seconds", time / 1e6}});
}

const std::map<std::string, void (*)(const bench::Case &)> cases = {
    {"ended", ended},
    {"once at 1 ms", once<true>},
    {"without", once<false>},
    {"reopened", reopened},
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
