#include "session/keptruns.h"

#include "journal/foundrun.h"
#include "journal/journalplace.h"
#include "session/sessionjournal.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace batchdeck {

namespace {

const QString journalNames = QStringLiteral("*.journal");

// Nothing where nothing has happened in it.
std::optional<KeptRun> study(const QString &path, const std::stop_token &stop)
{
    KeptRun run;
    run.journal = path;
    for (const char *suffix : {"", "-wal"})
        run.bytes += QFileInfo(path + QLatin1StringView(suffix)).size();
    const auto unreadable = [&](const Error &error) -> std::optional<KeptRun> {
        if (error.kind == u"journal.empty") // its making was cut short
            return {};
        run.begun = run.begun.isValid() ? run.begun : QFileInfo(path).lastModified();
        run.stands = KeptRun::Stands::Unreadable;
        run.problem = error.message;
        return run;
    };
    auto file = JournalFile::read(path);
    if (!file)
        return unreadable(file.error());
    file->heed(stop);
    run.batch = file->run().batch.path;
    run.begun = file->run().created;
    const auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    if (!past)
        return unreadable(past.error());
    const FoundRun found = foundRun(*file, *past, file->run());
    if (!found.hasBegun)
        return {};
    static_cast<RunTally &>(run) = found;
    run.stands = isAtWork(path) ? KeptRun::Stands::AtWork
        : found.isUnfinished()  ? KeptRun::Stands::Unfinished
                                : KeptRun::Stands::Over;
    if (run.stands != KeptRun::Stands::AtWork)
        return run;
    for (const JournalEntry &entry : past->interrupted) { // of what is at work, or next, there is no doubt yet
        if (entry.became != State::InDoubt)
            continue;
        --run.ended;
        --run.inDoubt;
        ++run.left;
    }
    return run;
}

} // namespace

bool hasKeptRuns()
{
    return !QDir(journalFolder()).entryList({journalNames}, QDir::Files).isEmpty();
}

void findKeptRuns(const std::function<void(KeptRun &&)> &found, const std::stop_token &stop)
{
    const QDir folder(journalFolder());
    QFileInfoList files = folder.entryInfoList({journalNames}, QDir::Files);
    std::stable_sort(files.begin(), files.end(),
                     [](const QFileInfo &one, const QFileInfo &other) { return one.size() < other.size(); });
    for (const QFileInfo &file : files) {
        if (stop.stop_requested())
            return;
        if (auto run = study(file.filePath(), stop))
            found(*std::move(run));
    }
}

std::vector<KeptRun> keptRuns()
{
    std::vector<KeptRun> runs;
    findKeptRuns([&](KeptRun &&run) { runs.push_back(std::move(run)); });
    std::sort(runs.begin(), runs.end(), isLater);
    return runs;
}

bool isLater(const KeptRun &run, const KeptRun &other)
{
    return std::tie(run.begun, run.journal) > std::tie(other.begun, other.journal);
}

Expected<void> removeRun(const QString &journal)
{
    const auto lock = FileLock::take(journal);
    if (!lock)
        return lock.error();
    removeJournal(journal);
    if (QFileInfo::exists(journal))
        return Error{QStringLiteral("journal.file"), QStringLiteral("The journal “%1” cannot be removed.").arg(journal),
                     false};
    return {};
}

bool isAtWork(const QString &journal)
{
    return FileLock::isTaken(journal);
}

} // namespace batchdeck
