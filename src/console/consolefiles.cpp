#include "console/consolefiles.h"

#include "session/planchoice.h"

#include <QFileInfo>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

struct NamedFile {
    QString name;
    QString path;
};

// Where it stands, or will; nothing for what is no file of its own, such as a pipe.
QString placeOf(const QString &path)
{
    const QFileInfo info(path);
    if (path.isEmpty() || path == u"-" || (info.exists() && !info.isFile()))
        return {};
    return info.exists() ? info.canonicalFilePath()
                         : QFileInfo(info.path()).canonicalFilePath() + u'/' + info.fileName();
}

bool areOne(const QString &path, const QString &other)
{
    const QString place = placeOf(path);
    return !place.isEmpty() && place == placeOf(other);
}

} // namespace

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
    request.effect = options.isCheck ? Effect::Undone : Effect::Kept;
    request.resultKey = options.resultKey;
    request.adjust = [run = options.run](RunSettings &settings) { return run.applyTo(settings); };
    return request;
}

Expected<void> checkFiles(const Options &options)
{
    std::vector<NamedFile> files{{u"the batch"_s, options.batch}};
    if (!options.isTrial)
        files.push_back({u"the plan"_s, planPathOf(options.batch, options.plan)});
    for (const NamedFile &file : {NamedFile{u"--results"_s, options.results}, NamedFile{u"--failed"_s, options.failed},
                                  NamedFile{u"--lambda-response"_s, options.lambdaResponse}}) {
        if (file.path.isEmpty())
            continue;
        for (const NamedFile &other : files) {
            // What failed may take its own batch's place when the run is over: that can be run again.
            const bool isAgain = &other == &files.front() && file.name == u"--failed";
            if (!isAgain && areOne(file.path, other.path))
                return Error{u"usage"_s, u"%1 cannot be “%2”: that is %3."_s.arg(file.name, file.path, other.name),
                             false};
        }
        if (auto possible = check(Destination{file.path, options.isForced}); !possible)
            return possible;
        files.push_back(file);
    }
    return {};
}

WrittenFiles writeFiles(const Options &options, const Session &session, const ResultRecorder &results)
{
    WrittenFiles written;
    const auto keep = [&written](const Expected<void> &saved) {
        if (!saved)
            written.errors.push_back(saved.error());
    };
    const auto keepNoted = [&written](const Expected<QString> &saved) {
        if (!saved)
            written.errors.push_back(saved.error());
        else if (!saved->isEmpty())
            written.notes << *saved;
    };
    const auto to = [&](const QString &path) { return Destination{path, options.isForced}; };
    if (!options.results.isEmpty() && options.resultForm != ResultForm::JsonLines)
        keep(saveResults(session, results, options.resultForm, options.hasRawCells, to(options.results)));
    if (!options.failed.isEmpty())
        keepNoted(saveBatch(session, options.failedStates, to(options.failed)));
    if (!options.lambdaResponse.isEmpty())
        keepNoted(saveQueueAnswer(session, to(options.lambdaResponse)));
    return written;
}

} // namespace batchdeck
