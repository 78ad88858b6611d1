#pragma once

#include "core/batchrun.h"
#include "core/concurrentlauncher.h"
#include "core/memoryjournal.h"
#include "core/threadlauncher.h"

#include <QTest>

namespace batchdeck {

using namespace std::chrono_literals;

// Operations that tests write on the spot.
class Blocking final : public BlockingOperation {
public:
    using Body = std::function<Outcome(Attempt &)>;
    explicit Blocking(Body body)
        : m_body(std::move(body))
    {
    }
    Outcome run(Attempt &attempt) override { return m_body(attempt); }

private:
    Body m_body;
};

class Starting final : public Operation {
public:
    using Body = std::function<void(AttemptHandle)>;
    explicit Starting(Body body)
        : m_body(std::move(body))
    {
    }
    void start(AttemptHandle handle) override { m_body(std::move(handle)); }

private:
    Body m_body;
};

inline std::unique_ptr<Launcher> testLauncher()
{
#ifdef __SANITIZE_THREAD__
    return std::make_unique<ThreadLauncher>();
#else
    return std::make_unique<ConcurrentLauncher>();
#endif
}

inline std::shared_ptr<const Batch> batchOf(const QByteArrayList &entries)
{
    Batch::Content content;
    for (const QByteArray &entry : entries) {
        content.offsets.push_back(static_cast<quint64>(content.bytes.size()));
        content.lengths.push_back(static_cast<quint32>(entry.size()));
        content.bytes += entry;
    }
    return std::make_shared<const Batch>(std::move(content));
}

inline std::shared_ptr<const Batch> batchOfAlike(quint32 records, const QByteArray &entry)
{
    return std::make_shared<const Batch>(
        Batch::Content{entry,
                       std::vector<quint64>(records, 0),
                       std::vector<quint32>(records, static_cast<quint32>(entry.size())),
                       {},
                       {},
                       {}});
}

// A run of so many records, all of one operation.
inline RunSetup setupOf(quint32 records, std::unique_ptr<Operation> operation, RunJournal *journal = nullptr)
{
    RunSetup setup;
    setup.batch = batchOfAlike(records, "{}");
    setup.workload.records = records;
    setup.operations.push_back(std::move(operation));
    setup.launcher = testLauncher();
    setup.journal = journal;
    return setup;
}

inline std::unique_ptr<BatchRun> runOf(RunSetup setup)
{
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        qFatal("%s", qPrintable(run.error().message));
    return *std::move(run);
}

// Stands open or shut; whoever waits at it goes on when it opens.
class Door {
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

// Writes no sooner than it may.
class SlowJournal final : public RunJournal {
public:
    void open(Durable) override { }
    void write(std::vector<HistoryItem>) override
    {
        writing.open();
        written.pass();
    }

    Door writing;
    Door written;
};

// Returns when the attempt is asked to stop.
inline void untilStopped(const Attempt &attempt)
{
    Door door;
    const std::stop_callback callback(attempt.stopToken(), [&] { door.open(); });
    door.pass();
}

} // namespace batchdeck
