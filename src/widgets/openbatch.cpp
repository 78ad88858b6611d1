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
    auto errors = std::make_unique<ErrorNotes>();
    if (auto created = (*session)->createRun(errors.get()); !created)
        return created.error();
    return OpenBatch{wanted.path, std::move(errors), *std::move(session)};
}

} // namespace batchdeck
