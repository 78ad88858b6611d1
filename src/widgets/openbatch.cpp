#include "widgets/openbatch.h"

#include "session/planchoice.h"

namespace batchdeck {

// The plan is looked for first: a long file is not read for nothing.
Expected<OpenBatch> OpenBatch::open(const OpenRequest &wanted, LoadWatch &watch)
{
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
    const bool isSaid = request.chosen && request.chosen->plan.saysFailures();
    request.adjust = [isSaid, alike = wanted.alike](RunSettings &settings) {
        if (!isSaid && alike > 0) {
            settings.failures.then = FailureSettings::Then::Pause; // a person is there to be asked
            settings.failures.alike = alike;
        }
        return check(settings);
    };
    auto session = Session::open(request, watch);
    if (!session)
        return session.error();
    auto notes = std::make_unique<RunNotes>(*(*session)->batch());
    if (auto opened = notes->marks.open(); !opened)
        return opened.error();
    const Expected<EndsReader *> history = (*session)->keepHistory();
    if (!history)
        return history.error();
    notes->feed = std::make_unique<FeedReaders>(
        std::vector<EndsReader *>{&notes->errors, &notes->failures, &notes->marks, *history});
    if (auto created = (*session)->createRun(notes->feed.get()); !created)
        return created.error();
    return OpenBatch{wanted.path, std::move(notes), *std::move(session), nullptr, {}};
}

} // namespace batchdeck
