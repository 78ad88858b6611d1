#include "journal/journalfolder.h"

#include "journal/foundrun.h"
#include "journal/journalplace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batchdeck {

namespace {

Error folderError(const QString &path, const QString &why)
{
    return {QStringLiteral("journal.file"), QStringLiteral("The folder “%1” for journals %2.").arg(path, why), false};
}

// Two files, and not one by two names.
bool areCopies(const QString &path, const QString &otherPath)
{
    std::error_code failed;
    QFile file(path);
    QFile other(otherPath);
    const bool isOne = std::filesystem::equivalent(QFile::encodeName(path).toStdString(),
                                                   QFile::encodeName(otherPath).toStdString(), failed);
    if (isOne || !file.open(QIODevice::ReadOnly) || !other.open(QIODevice::ReadOnly) || file.size() != other.size())
        return false;
    constexpr qint64 piece = 1 << 20;
    while (!file.atEnd()) {
        if (const QByteArray bytes = file.read(piece); bytes.isEmpty() || bytes != other.read(piece))
            return false;
    }
    return true;
}

// What it was begun with still stands in its place: that is its batch then, and no other file with the same records.
// Something else may have come into its place since, however old that is.
bool standsElsewhere(const JournalledRun &run, const BatchIdentity &batch)
{
    if (batch.path.isEmpty() || run.batch.path.isEmpty() || run.batch.path == batch.path)
        return false;
    const QFileInfo file(run.batch.path);
    return file.isFile() && QFileInfo(batch.path).isFile() && file.lastModified() <= run.created
        && areCopies(run.batch.path, batch.path);
}

// A file of the same name that has none of its records is another batch by now.
bool isOfBatch(const QString &path, const JournalledRun &run, const BatchIdentity &batch)
{
    if (run.batch.isSameContent(batch))
        return !standsElsewhere(run, batch);
    if (batch.path.isEmpty() || run.batch.path != batch.path)
        return false;
    const auto whole = JournalFile::runOf(path, JournalFile::Entries::Read);
    return whole && BatchChange::between(whole->batch, batch).same > 0;
}

// The journal of a batch of the same name; of journals, then, when it was made.
QString stemOf(const QString &batchPath)
{
    static const QRegularExpression odd(QStringLiteral("[^\\w.-]+"), QRegularExpression::UseUnicodePropertiesOption);
    return QFileInfo(batchPath).completeBaseName().replace(odd, QStringLiteral("_")).left(60);
}

QRegularExpressionMatch nameOf(const QString &path)
{
    static const QRegularExpression made(QStringLiteral("\\A(.*)-(\\d{8}-\\d{6})-[0-9a-f]{8}\\.journal\\z"),
                                         QRegularExpression::DotMatchesEverythingOption);
    return made.match(QFileInfo(path).fileName());
}

struct RunInFolder {
    JournalledRun run;
    bool hasBegun = true; // or somebody is about to, for all that anybody knows; else it hides no other one
};

// Whose a newer program's is is known, too, and often a damaged one's: nobody is to do again what was done there.
Expected<std::optional<RunInFolder>> runIn(const QString &path, QStringList &problems)
{
    using Run = std::optional<RunInFolder>;
    const bool wasTaken = FileLock::isTaken(path); // before it is read: who has it may write, and leave
    const auto file = JournalFile::read(path, JournalFile::Entries::Skip);
    if (file) {
        const std::optional<QString> original = file->original();
        if (!original)
            return Run(RunInFolder{file->run(), wasTaken || file->lastSequence() > 0});
        problems += QStringLiteral("“%1” is a copy of the journal “%2”, and is left alone.").arg(path, *original);
        return Run();
    }
    if (file.error().kind == u"journal.empty") // its making was cut short
        return Run();
    if (file.error().kind == u"journal.newer" || file.error().kind == journalDamaged) {
        if (auto run = JournalFile::runOf(path, JournalFile::Entries::Skip))
            return Run(RunInFolder{*std::move(run)});
    }
    return file.error();
}

bool isYoung(const QString &path, const QDateTime &since)
{
    const QFileInfo file(path);
    const QFileInfo log(path + QStringLiteral("-wal")); // an empty one is left by whoever only reads
    return file.lastModified() >= since || (log.size() > 0 && log.lastModified() >= since);
}

// Whatever cannot be read may be wanted by somebody who can.
bool isOver(const QString &path)
{
    auto file = JournalFile::read(path);
    if (!file)
        return file.error().kind == u"journal.empty"; // its making was cut short
    const auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    return past && !foundRun(*file, *past, file->run()).isUnfinished();
}

// Nobody is asked any more whether to go on with a run while there is the one that did, or that began anew.
bool replaces(const JournalledRun &later, const JournalledRun &run)
{
    const bool isOfSame = !run.batch.path.isEmpty() && later.batch.path == run.batch.path
        && later.batch.isSameContent(run.batch) && later.filed > run.filed;
    return !run.id.isEmpty() && (later.carriedFrom == run.id || isOfSame);
}

} // namespace

Expected<JournalFolder> JournalFolder::open(const QString &path)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return folderError(path, QStringLiteral("cannot be made"));
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return folderError(path, QStringLiteral("cannot be made: %1").arg(qt_error_string(errno).toLower()));
    struct stat status { };
    if (::stat(name.constData(), &status) != 0 || !S_ISDIR(status.st_mode))
        return folderError(path, QStringLiteral("is no folder"));
    if ((status.st_mode & 077) != 0 && ::chmod(name.constData(), 0700) != 0)
        return folderError(path, QStringLiteral("is open to others, and stays so: %1").arg(qt_error_string(errno)));
    return JournalFolder(path);
}

QString JournalFolder::newPath(const QString &batchPath) const
{
    return QStringLiteral("%1/%2-%3-%4.journal")
        .arg(m_path, stemOf(batchPath), QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss")),
             QUuid::createUuid().toString(QUuid::Id128).left(8));
}

JournalFolder::Latest JournalFolder::latestOf(const BatchIdentity &batch, QStringList &problems) const
{
    Latest found;
    std::pair<bool, QDateTime> standing; // whether anything was begun, and when it was filed
    const QString stem = stemOf(batch.path);
    const QStringList names = QDir(m_path).entryList({QStringLiteral("*.journal")}, QDir::Files);
    for (const QString &name : names) {
        const QString path = m_path + u'/' + name;
        const auto read = runIn(path, problems);
        if (!read && nameOf(path).captured(1) == stem && nameOf(path).hasMatch())
            found.unread.push_back({path, read.error()});
        else if (!read)
            problems += read.error().message;
        else if (const std::optional<RunInFolder> &one = *read; one && isOfBatch(path, one->run, batch)) {
            found.filed = found.filed.isValid() ? std::max(found.filed, one->run.filed) : one->run.filed;
            const std::pair own(one->hasBegun, one->run.filed);
            if (found.path.isEmpty() || own > standing) {
                found.path = path;
                standing = own;
            }
        }
    }
    const QString made = nameOf(found.path).captured(2);
    std::erase_if(found.unread, [&](const Unread &other) { return nameOf(other.path).captured(2) <= made; });
    return found;
}

// Of those that say so, which one had replaced goes before it: alone it would be offered again.
void JournalFolder::tidy(std::chrono::days age) const
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-age.count());
    struct Kept {
        QString path;
        JournalledRun run{};
        bool hasBegun = false;
    };
    std::vector<Kept> all;
    const QStringList names = QDir(m_path).entryList({QStringLiteral("*.journal")}, QDir::Files);
    for (const QString &name : names) {
        const QString path = m_path + u'/' + name;
        const auto file = JournalFile::read(path, JournalFile::Entries::Skip);
        all.push_back({path, file ? file->run() : JournalledRun(), file && file->lastSequence() > 0});
    }
    std::ranges::stable_sort(all, {}, [](const Kept &kept) { return kept.run.filed; });
    for (auto kept = all.begin(); kept != all.end();) {
        const auto is = [&](const auto &relation) { return std::any_of(all.begin(), all.end(), relation); };
        const bool isReplaced = is([&](const Kept &other) { return other.hasBegun && replaces(other.run, kept->run); });
        const bool hasReplaced =
            kept->hasBegun && is([&](const Kept &other) { return replaces(kept->run, other.run); });
        const auto lock = isYoung(kept->path, since) ? Expected<FileLock>(Error()) : FileLock::take(kept->path);
        if (lock && (isReplaced || (!hasReplaced && isOver(kept->path)))) {
            removeJournal(kept->path);
            kept = all.erase(kept);
            continue;
        }
        if (lock && !hasReplaced) // a file that SQLite may have open is not to be opened and closed beside it
            ::utimensat(AT_FDCWD, QFile::encodeName(kept->path).constData(), nullptr, 0);
        ++kept;
    }
    const QStringList parts = QDir(m_path).entryList({QStringLiteral("*.journal.part*")}, QDir::Files);
    for (const QString &part : parts) { // of programs that were killed
        if (!isYoung(m_path + u'/' + part, since))
            QFile::remove(m_path + u'/' + part);
    }
}

} // namespace batchdeck
