#include "core/batchrun.h"
#include "core/concurrentlauncher.h"
#include "journal/journalpast.h"
#include "journal/journalwriter.h"

#include <QFile>

#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

// journalvictim JOURNAL LEDGER RECORDS SLOTS BYTES: opens a run or goes on with it, as a program does that may be
// killed at any time. Each record has one effect, which must not happen twice: its row in the ledger, which knows
// nothing of the journal; and a result so long. 0: all of it has ended; 3: the journal was lost; 4: it could not be
// opened.

using namespace batchdeck;
using namespace std::chrono_literals;

namespace {

class Effect final : public BlockingOperation {
public:
    Effect(int ledger, int bytes)
        : m_ledger(ledger)
        , m_result(QByteArray(bytes, '7'))
    {
    }
    Outcome run(Attempt &attempt) override
    {
        std::this_thread::sleep_for(200us);
        const QByteArray line = QByteArray::number(attempt.record().row()) + '\n';
        if (::write(m_ledger, line.constData(), static_cast<std::size_t>(line.size())) != line.size())
            return Outcome::failed({QStringLiteral("ledger"), QStringLiteral("The ledger is full."), false});
        std::this_thread::sleep_for(200us);
        return Outcome::done(m_result);
    }

private:
    int m_ledger;
    const QByteArray m_result;
};

int fail(const Error &error)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(error.kind), qPrintable(error.message));
    return 4;
}

} // namespace

int main(int, char **arguments)
{
    const QString path = QFile::decodeName(arguments[1]);
    const int ledger = ::open(arguments[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const auto records = static_cast<quint32>(std::atoi(arguments[3]));

    RunSetup setup;
    setup.batch = std::make_shared<const Batch>(Batch::Content{
        QByteArray("{}"), std::vector<quint64>(records, 0), std::vector<quint32>(records, 2), {}, {}, {}});
    setup.workload.records = records;
    setup.workload.operations = {{.idempotent = false, .durable = true, .claimed = true}};
    setup.settings.concurrency = std::atoi(arguments[4]);
    setup.operations.push_back(std::make_unique<Effect>(ledger, std::atoi(arguments[5])));
    setup.launcher = std::make_unique<ConcurrentLauncher>();

    JournalledRun about;
    about.batch = BatchIdentity::of(*setup.batch, QStringLiteral("batch"));
    auto file = JournalFile::open(path);
    if (!file && (!QFile::exists(path) || file.error().kind == u"journal.empty")) { // killed before it was one
        QFile::remove(path);
        file = JournalFile::create(path, about);
    }
    if (!file)
        return fail(file.error());
    auto past = pastOf(
        *file, [](quint32) { return false; }, QDateTime::currentMSecsSinceEpoch());
    if (!past)
        return fail(past.error());
    if (auto written = file->append(past->interrupted); !written)
        return fail(written.error());
    setup.past = std::move(past->run);

    std::atomic<bool> isLost = false;
    JournalWriter writer(*std::move(file), [&](const Error &) { isLost = true; });
    setup.journal = &writer;
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        return fail(run.error());
    (*run)->start();
    while (!(*run)->wait(5ms)) {
        if (isLost && (*run)->summary().inFlight == 0)
            break;
    }
    const bool isOver = !isLost && writer.flush(1h);
    run->reset();
    return isOver ? 0 : 3;
}
