#include "console/consolefiles.h"

#include "session/planchoice.h"

#include <QFileInfo>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct NamedFile {
    QString name;
    QString path;
};

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

namespace {

QStringList filesOf(const Options &options)
{
    QStringList paths{options.results, options.failed, options.lambdaResponse};
    paths.removeAll(QString());
    paths.removeAll(u"-"_s);
    return paths;
}

// Beside a SQLite file, while it is at work.
QStringList withCompanions(const QString &path, const QStringList &suffixes = {u"-wal"_s, u"-shm"_s, u"-journal"_s})
{
    const QString there = QFileInfo(path).canonicalFilePath();
    QStringList paths{path};
    for (const QString &suffix : suffixes)
        paths << (there.isEmpty() ? path : there) + suffix;
    return paths;
}

std::vector<NamedFile> writtenBy(const Options &options)
{
    return {{u"--journal"_s, options.journal.file},
            {u"--results"_s, options.results},
            {u"--failed"_s, options.failed},
            {u"--lambda-response"_s, options.lambdaResponse}};
}

Error taken(const NamedFile &file, const QString &name)
{
    return {u"usage"_s, u"%1 cannot be “%2”: that is %3."_s.arg(file.name, file.path, name), false};
}

const QString fileDecision = u"write to"_s; // as the run's journal has it
constexpr auto journalPatience = 10s; // with the disk

// A file that is there may be that of a run which was cut short.
Error orResumed(const Error &error, const QString &path, const Options &options)
{
    const bool mayGoOn =
        options.journal.where != JournalChoice::Where::Nowhere && options.journal.reopen == Reopen::Ask;
    if (!mayGoOn || !QFileInfo(path).isFile())
        return error;
    return {error.kind, error.message + u" Where it is of a run that was cut short, --resume goes on with that."_s,
            false};
}

} // namespace

Expected<void> checkFiles(const Options &options)
{
    const QString batch = options.batch == u"-" ? QString() : options.batch; // which is the standard input
    std::vector<NamedFile> files{{u"the batch"_s, batch}};
    if (!options.isTrial)
        files.push_back({u"the plan"_s, planPathOf(options.batch, options.plan)});
    for (const NamedFile &file : writtenBy(options)) {
        if (file.path.isEmpty())
            continue;
        for (const NamedFile &other : files) {
            // What failed may take its own batch's place when the run is over: that can be run again.
            const bool isAgain = &other == &files.front() && file.name == u"--failed";
            if (!isAgain && areOne(file.path, other.path))
                return taken(file, other.name);
        }
        // Whose it is where a run goes on only its journal can tell.
        const bool mayBeOurs = options.journal.reopen == Reopen::Resume;
        files.push_back(file);
        if (file.name == u"--journal") {
            for (const QString &beside :
                 withCompanions(file.path, {u"-wal"_s, u"-shm"_s, u"-journal"_s, u".lock"_s}).sliced(1))
                files.push_back({u"a part of --journal"_s, beside});
            continue;
        }
        if (auto possible = check(Destination{file.path, options.isForced || mayBeOurs}); !possible)
            return orResumed(possible.error(), file.path, options);
    }
    return {};
}

Expected<void> checkFiles(const Options &options, const Session &session)
{
    std::vector<NamedFile> needed{{u"where the plan's secrets are"_s, session.secretsFile()}};
    for (const QString &database : session.databaseFiles()) {
        for (const QString &path : withCompanions(database))
            needed.push_back({u"a database of the plan"_s, path});
    }
    for (const NamedFile &file : writtenBy(options)) {
        for (const NamedFile &other : needed) {
            if (!file.path.isEmpty() && areOne(file.path, other.path))
                return taken(file, other.name);
        }
    }
    return {};
}

Expected<void> claimFiles(const Options &options, const Session &session)
{
    const QStringList paths = filesOf(options);
    for (const QString &path : paths) {
        if (auto possible = check(Destination{path, mayReplace(options, session, path)}); !possible)
            return possible;
    }
    for (const QString &path : paths) {
        if (session.journal())
            session.journal()->decided(fileDecision, QFileInfo(path).absoluteFilePath());
    }
    if (session.journal() && !paths.isEmpty())
        session.journal()->flush(journalPatience); // or a run that is killed now could not say whose they are
    return {};
}

bool mayReplace(const Options &options, const Session &session, const QString &path)
{
    return options.isForced
        || (session.journal() && session.journal()->goesOn()
            && session.journal()->wasDecided(fileDecision, QFileInfo(path).absoluteFilePath()));
}

QString wayOn(const Error &error, const Options &options, const Session *session)
{
    if (error.kind == noPlanKind)
        return u"Pass --plan FILE, or --trial to simulate each record, which touches nothing else."_s;
    const bool isNamed = options.journal.where == JournalChoice::Where::File;
    const bool isFound = session && session->foundRun();
    if (error.kind == journalDamaged && !isFound) // nothing of it can be read
        return u"--fresh begins anew, and keeps it under another name."_s;
    if (error.kind == journalUnfinished || error.kind == journalDamaged) {
        const QString fresh = isNamed ? u"--fresh begins anew, and keeps it under another name."_s
                                      : u"--fresh begins anew, and leaves it as it is."_s;
        return !isFound || session->foundRun()->batch.sameOrder
            ? u"--resume goes on with it; "_s + fresh
            : u"--resume keeps what the records that are the same came to, and runs the rest; "_s + fresh;
    }
    if ((error.kind == journalLocked || error.kind == u"journal.newer") && !isNamed)
        return u"--fresh begins a run of its own beside it: what both run is done twice."_s;
    if (error.kind == journalUnread)
        return u"--fresh begins anew, and keeps it."_s;
    if (error.kind == journalMissing)
        return u"Leave out --resume to begin one."_s;
    if (error.kind == u"journal.file" && !isNamed)
        return u"--journal FILE puts it elsewhere, --no-journal does without."_s;
    return {};
}

namespace {

Error lostJournal(const SessionJournal &journal)
{
    const Error why = journal.error().value_or(
        Error{u"journal.file"_s, u"The journal “%1” takes long to write."_s.arg(journal.path()), true});
    return {why.kind,
            why.message
                + u" What ended last may not be in it: going on with the run, it would be in doubt or run again."_s,
            false};
}

} // namespace

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
    const auto to = [&](const QString &path) { return Destination{path, mayReplace(options, session, path)}; };
    if (!options.results.isEmpty() && options.resultForm != ResultForm::JsonLines)
        keep(saveResults(
            session, [&](quint32 row, State state) { return results.line(row, state); }, options.resultForm,
            options.hasRawCells, to(options.results), options.limit));
    if (!options.failed.isEmpty())
        keepNoted(saveBatch(session, options.failedStates, to(options.failed)));
    if (!options.lambdaResponse.isEmpty())
        keepNoted(saveQueueAnswer(session, to(options.lambdaResponse)));
    if (SessionJournal *journal = session.journal(); journal && !journal->flush(journalPatience))
        written.errors.push_back(lostJournal(*journal));
    return written;
}

} // namespace batchdeck
