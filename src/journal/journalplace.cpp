#include "journal/journalplace.h"

#include "journal/filelock.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batchdeck {

namespace {

// Some file systems cannot rename without replacing.
int renameNew(const QString &from, const QString &to)
{
    const QByteArray before = QFile::encodeName(from);
    const QByteArray now = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, before.constData(), AT_FDCWD, now.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    return ::link(before.constData(), now.constData()) == 0 && ::unlink(before.constData()) == 0 ? 0 : errno;
}

void moveCompanions(const QString &from, const QString &to)
{
    for (const char *log : {"-wal", "-journal"}) // where there is one
        renameNew(from + QLatin1StringView(log), to + QLatin1StringView(log));
    QFile::remove(from + QStringLiteral("-shm"));
}

// The database first: its log alone would be taken for nothing's.
int renameWhole(const QString &from, const QString &to)
{
    const int failed = renameNew(from, to);
    if (failed != 0)
        return failed;
    moveCompanions(from, to);
    return flushFolderOf(to);
}

Error renameError(const QString &from, const QString &to, int failed)
{
    return {failed == EEXIST ? QStringLiteral("journal.exists") : QStringLiteral("journal.file"),
            QStringLiteral("The journal “%1” cannot be renamed to “%2”: %3.")
                .arg(from, to, qt_error_string(failed).toLower()),
            false};
}

QString asideName(const QString &path, const QString &why, int number)
{
    return QStringLiteral("%1.%2-%3").arg(path, why).arg(number);
}

// A link that leads nowhere as well.
bool isThere(const QString &path)
{
    struct stat status { };
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0;
}

} // namespace

int flushFolderOf(const QString &path)
{
    const int folder = ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_CLOEXEC);
    if (folder < 0)
        return errno;
    const int failed = ::fsync(folder) != 0 && errno != EINVAL ? errno : 0;
    ::close(folder);
    return failed;
}

Expected<void> checkIsFile(const QString &path)
{
    const auto wrong = [&path](const QString &why) {
        return Error{QStringLiteral("journal.file"), QStringLiteral("The journal “%1” %2.").arg(path, why), false};
    };
    struct stat status { };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return wrong(QStringLiteral("cannot be read: %1").arg(qt_error_string(errno).toLower()));
    if (!S_ISREG(status.st_mode))
        return wrong(QStringLiteral("is no file: name another one"));
    if (status.st_nlink > 1)
        return wrong(QStringLiteral("has a second name (a hard link): copy it, or remove one of the two"));
    return {};
}

Expected<void> renameJournal(const QString &from, const QString &to)
{
    const int failed = renameWhole(from, to);
    return failed == 0 ? Expected<void>() : renameError(from, to, failed);
}

void removeJournal(const QString &path)
{
    removeFiles(path);
    ::unlink(QFile::encodeName(path + QStringLiteral(".lock")).constData());
}

void removeFiles(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        ::unlink(QFile::encodeName(path + QLatin1StringView(suffix)).constData());
}

namespace {

// Names for what is kept aside, until `take` has taken one: 0, or why it could not, where EEXIST asks for the next.
template <typename Take>
Expected<QString> firstAside(const QString &path, const QString &why, const Take &take)
{
    for (int number = 1;; ++number) {
        const QString aside = asideName(path, why, number);
        if (isThere(aside) || isThere(aside + QStringLiteral("-wal")))
            continue;
        const int failed = take(aside);
        if (failed == 0)
            return aside;
        if (failed != EEXIST)
            return renameError(path, aside, failed);
    }
}

} // namespace

Expected<QString> keepAside(const QString &path, const QString &why)
{
    return firstAside(path, why, [&path](const QString &aside) { return renameWhole(path, aside); });
}

void keepOrphanedLog(const QString &path)
{
    for (const char *suffix : {"-wal", "-journal"}) {
        const QString log = path + QLatin1StringView(suffix);
        if (QFileInfo(log).size() > 0)
            (void)firstAside(path, QStringLiteral("earlier"),
                             [&](const QString &aside) { return renameNew(log, aside + QLatin1StringView(suffix)); });
        QFile::remove(log);
    }
    QFile::remove(path + QStringLiteral("-shm"));
}

Expected<QString> replaceJournal(const QString &path, const QString &now, const QString &why)
{
    // A log would be taken for the new one's; not that of what a link takes the place of, which has its own name.
    const auto hasLog = [](const QString &of) {
        return QFileInfo(of + QStringLiteral("-wal")).size() > 0
            || QFileInfo(of + QStringLiteral("-journal")).size() > 0;
    };
    const bool mayStay = QFileInfo(now).isSymLink() || (!hasLog(path) && !hasLog(now));
    bool stays = false;
    const auto kept = firstAside(path, why, [&](const QString &aside) {
        stays = mayStay && ::link(QFile::encodeName(path).constData(), QFile::encodeName(aside).constData()) == 0;
        if (stays || (mayStay && errno == EEXIST))
            return stays ? 0 : EEXIST;
        return renameWhole(path, aside); // not every file system has second names
    });
    if (!kept)
        return kept;
    if (::rename(QFile::encodeName(now).constData(), QFile::encodeName(path).constData()) != 0) {
        const int failed = errno;
        if (stays)
            ::unlink(QFile::encodeName(*kept).constData());
        else
            renameWhole(*kept, path);
        return renameError(now, path, failed);
    }
    stays ? moveCompanions(path, *kept) : moveCompanions(now, path);
    const int failed = flushFolderOf(path);
    return failed == 0 ? kept : Expected<QString>(renameError(now, path, failed));
}

void takeBackReplacing(const QString &path)
{
    struct stat status { };
    struct stat other { };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || status.st_nlink < 2)
        return;
    for (const char *why : {"earlier", "damaged", "moved"}) {
        for (int number = 1; number < 1000; ++number) {
            const QByteArray aside = QFile::encodeName(asideName(path, QLatin1StringView(why), number));
            if (::stat(aside.constData(), &other) != 0)
                break;
            if (other.st_dev != status.st_dev || other.st_ino != status.st_ino)
                continue;
            if (const auto lock = FileLock::take(path); lock) // else it is being replaced just now
                ::unlink(aside.constData());
            return;
        }
    }
}

std::optional<QString> lostPlace(const QString &path)
{
    if (isThere(path) || !isThere(path + QStringLiteral(".part")))
        return {};
    for (const char *why : {"earlier", "damaged"}) {
        int number = 1;
        while (isThere(asideName(path, QLatin1StringView(why), number)))
            ++number;
        if (number > 1)
            return asideName(path, QLatin1StringView(why), number - 1);
    }
    return {};
}

bool leadOn(const QString &from, const QString &to)
{
    const auto lock = FileLock::take(from);
    const QString link = from + QStringLiteral(".part");
    QFile::remove(link);
    if (!lock || !QFile::link(QFileInfo(to).absoluteFilePath(), link))
        return false;
    const bool leads = QFileInfo::exists(from)
        ? bool(replaceJournal(from, link, QStringLiteral("moved")))
        : ::rename(QFile::encodeName(link).constData(), QFile::encodeName(from).constData()) == 0;
    if (leads)
        return true;
    QFile::remove(link);
    return false;
}

} // namespace batchdeck
