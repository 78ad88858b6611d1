#include "widgets/openbatch.h"

#include "session/planchoice.h"

namespace batchdeck {

Expected<OpenBatch> OpenBatch::open(const OpenRequest &wanted, LoadWatch &watch)
{
    SessionRequest request;
    request.batch.path = wanted.path;
    request.plan = wanted.plan;
    request.adjust = [](RunSettings &settings) {
        if (settings.failures == FailureSettings()) {
            settings.failures.then = FailureSettings::Then::Pause; // a person is there to be asked
            settings.failures.alike = 20;
        }
        return check(settings);
    };
    auto session = Session::open(request, watch);
    if (!session && session.error().kind == noPlanKind) {
        request.isTrial = true;
        session = Session::open(request, watch);
    }
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
    return OpenBatch{wanted.path, std::move(notes), *std::move(session)};
}

} // namespace batchdeck
