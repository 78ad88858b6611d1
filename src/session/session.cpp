#include "session/session.h"

#include "core/concurrentlauncher.h"
#include "formats/batchloader.h"
#include "operations/simulateoperation.h"

#include <random>

namespace batchdeck {

Expected<std::unique_ptr<Session>> Session::open(const QString &path, const RunSettings &settings, RunJournal *journal)
{
    if (auto checked = check(settings); !checked) // before a long file is read for nothing
        return checked.error();
    const Expected<std::shared_ptr<const Batch>> loaded = loadBatch(path);
    if (!loaded)
        return loaded.error();
    const std::shared_ptr<const Batch> &batch = *loaded;

    RunSetup setup;
    setup.batch = batch;
    setup.workload.records = batch->size();
    setup.workload.operations = {{.idempotent = true}};
    for (const Flaw &flaw : batch->flaws())
        setup.workload.invalid.push_back(flaw.row);
    setup.settings = settings;
    setup.operations.push_back(std::make_unique<SimulateOperation>());
    setup.launcher = std::make_unique<ConcurrentLauncher>();
    setup.journal = journal;
    setup.seed = std::random_device()();
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        return run.error();
    return std::unique_ptr<Session>(new Session(batch, *std::move(run)));
}

} // namespace batchdeck
