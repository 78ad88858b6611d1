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

// The database first: its log alone would be taken for nothing's.
Expected<void> renameJournal(const QString &from, const QString &to)
{
    int failed = renameNew(from, to);
    if (failed == 0) {
        for (const char *log : {"-wal", "-journal"}) // where there is one
            renameNew(from + QLatin1StringView(log), to + QLatin1StringView(log));
        QFile::remove(from + QStringLiteral("-shm"));
        failed = flushFolderOf(to);
    }
    if (failed == 0)
        return {};
    return Error{failed == EEXIST ? QStringLiteral("journal.exists") : QStringLiteral("journal.file"),
                 QStringLiteral("The journal “%1” cannot be renamed to “%2”: %3.")
                     .arg(from, to, qt_error_string(failed).toLower()),
                 false};
}

void removeJournal(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal", ".lock"})
        ::unlink(QFile::encodeName(path + QLatin1StringView(suffix)).constData());
}

Expected<QString> keepAside(const QString &path, const QString &why)
{
    for (int number = 1;; ++number) {
        const QString aside = QStringLiteral("%1.%2-%3").arg(path, why).arg(number);
        if (QFile::exists(aside) || QFile::exists(aside + QStringLiteral("-wal")))
            continue;
        const auto renamed = renameJournal(path, aside);
        if (renamed)
            return aside;
        if (renamed.error().kind != u"journal.exists")
            return renamed.error();
    }
}

void leadOn(const QString &from, const QString &to)
{
    const auto lock = FileLock::take(from);
    if (lock && keepAside(from, QStringLiteral("moved")))
        QFile::link(QFileInfo(to).absoluteFilePath(), from);
}

} // namespace batchdeck
