#include "widgets/openbatch.h"

#include "session/planchoice.h"

namespace batchdeck {

namespace {

// All that may be wrong with a journal has another way on, but for one that is gone since.
bool isForAPerson(const Error &error)
{
    return error.kind.startsWith(QLatin1StringView("journal.")) && error.kind != journalMissing;
}

// What came of its records before. What is in doubt is looked up then, where its operation can.
Expected<void> recall(Session &session, RunNotes &notes)
{
    if (!session.journal() || !session.journal()->goesOn())
        return {};
    auto recalled = session.eachPastResult([&notes](const RecordResult &past) {
        notes.errors.recall(past);
        notes.failures.recall(past);
    });
    if (recalled)
        session.lookUpDoubts();
    return recalled;
}

// One of them may be this one, whose journal it has still.
void waitForClosed(const OpenRequest &wanted, const LoadWatch &watch)
{
    if (wanted.closed)
        wanted.closed->wait(wanted.path, watch.stop);
}

// Its batch may be gone, or be another one by now: that hides no more than the labels.
Expected<OpenBatch> openWatched(const OpenRequest &wanted, OpenWatch &watch)
{
    std::shared_ptr<const Batch> batch = wanted.batch;
    if (LoadRequest request; !batch && !wanted.path.isEmpty()) {
        request.path = wanted.path;
        if (auto loaded = loadBatch(request, watch))
            batch = *std::move(loaded);
    }
    watch.isRead = true;
    waitForClosed(wanted, watch);
    auto run = WatchedRun::open(wanted.journal, std::move(batch));
    if (!run)
        return run.error();
    OpenBatch opened;
    opened.path = wanted.path;
    opened.watched = *std::move(run);
    return opened;
}

} // namespace

// The plan is looked for first: a long file is not read for nothing.
Expected<OpenBatch> OpenBatch::open(const OpenRequest &wanted, OpenWatch &watch)
{
    if (!wanted.journal.isEmpty())
        return openWatched(wanted, watch);
    SessionRequest request;
    request.batch.path = wanted.path;
    request.isTrial = wanted.isTrial;
    request.chosen = wanted.chosen;
    request.loaded = wanted.batch;
    if (!request.isTrial && !request.chosen) {
        auto found = choosePlan(wanted.path, wanted.plan);
        if (!found)
            return found.error();
        request.chosen = *std::move(found);
    }
    if (!request.isTrial && !request.chosen) {
        const auto batch = loadBatch(request.batch, watch);
        if (!batch)
            return batch.error();
        return OpenBatch{wanted.path, nullptr, nullptr, *batch, BatchFields::of(**batch)};
    }
    if (request.isTrial)
        request.adjust = [jobs = wanted.jobs, timeout = wanted.timeout](RunSettings &settings) -> Expected<void> {
            settings.concurrency = jobs;
            if (timeout > 0)
                settings.timeout = std::chrono::seconds(timeout);
            return {};
        };
    if (wanted.alike > 0) { // a person is there to be asked
        FailureSettings pause;
        pause.then = FailureSettings::Then::Pause;
        pause.alike = wanted.alike;
        request.failures = pause;
    }
    auto session = Session::open(request, watch);
    if (!session)
        return session.error();
    watch.isRead = true;
    auto notes = std::make_unique<RunNotes>(*(*session)->batch());
    if (auto opened = notes->marks.open(); !opened)
        return opened.error();
    std::vector<EndsReader *> readers{&notes->errors, &notes->failures, &notes->marks};
    JournalChoice journal;
    journal.reopen = wanted.reopen;
    journal.run = wanted.run;
    journal.kept = std::chrono::days(wanted.keptDays);
    if (wanted.keepsJournal && !request.isTrial) {
        journal.where = JournalChoice::Where::Folder;
        journal.chosen = wanted.kept;
    } else {
        const Expected<EndsReader *> history = (*session)->keepHistory();
        if (!history)
            return history.error();
        readers.push_back(*history);
    }
    notes->feed = std::make_unique<FeedReaders>(std::move(readers));
    waitForClosed(wanted, watch);
    if (auto created = (*session)->createRun(notes->feed.get(), journal); !created) {
        if (!isForAPerson(created.error()))
            return created.error();
        return OpenBatch{wanted.path,         nullptr, nullptr,
                         (*session)->batch(), {},      OpenDoubt{created.error(), (*session)->foundRun()}};
    }
    auto ready = recall(**session, *notes);
    if (ready && wanted.live)
        ready = wanted.live->setIn((*session)->run());
    if (!ready) {
        session->reset(); // before the notes, which its run is read by
        return ready.error();
    }
    return OpenBatch{wanted.path, std::move(notes), *std::move(session)};
}

} // namespace batchdeck
