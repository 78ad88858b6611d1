#include "console/consolefiles.h"

namespace batchdeck {

SessionRequest requestOf(const Options &options)
{
    SessionRequest request;
    request.batch.path = options.batch;
    request.batch.form = options.form;
    request.batch.encoding = options.encoding;
    if (options.largestEntry)
        request.batch.largestEntry = *options.largestEntry;
    request.plan = options.plan;
    request.isTrial = options.isTrial;
    request.resultKey = options.resultKey;
    request.adjust = [run = options.run](RunSettings &settings) { return run.applyTo(settings); };
    return request;
}

Expected<void> checkFiles(const Options &options)
{
    for (const QString &path : {options.results, options.failed, options.lambdaResponse}) {
        if (path.isEmpty())
            continue;
        if (auto possible = check(Destination{path, options.isForced}); !possible)
            return possible;
    }
    return {};
}

std::vector<Error> writeFiles(const Options &options, const Session &session, const ResultRecorder &results)
{
    std::vector<Error> errors;
    const auto keep = [&errors](const Expected<void> &saved) {
        if (!saved)
            errors.push_back(saved.error());
    };
    const auto to = [&](const QString &path) { return Destination{path, options.isForced}; };
    if (!options.results.isEmpty() && options.resultForm != ResultForm::JsonLines)
        keep(saveResults(session, results, options.resultForm, options.hasRawCells, to(options.results)));
    if (!options.failed.isEmpty())
        keep(saveBatch(session, options.failedStates, to(options.failed)));
    if (!options.lambdaResponse.isEmpty())
        keep(saveQueueAnswer(session, to(options.lambdaResponse)));
    return errors;
}

} // namespace batchdeck
