#include "widgets/openbatch.h"

namespace batchdeck {

Expected<OpenBatch> OpenBatch::open(const QString &path)
{
    RunSettings settings;
    settings.failures.then = FailureSettings::Then::Pause; // a person is there to be asked
    settings.failures.alike = 20;

    auto errors = std::make_unique<ErrorNotes>();
    auto session = Session::open(path, settings, errors.get());
    if (!session)
        return session.error();
    return OpenBatch{path, std::move(errors), *std::move(session)};
}

} // namespace batchdeck
