#include "journal/filelock.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batchdeck {

namespace {

Error lockError(const QString &path)
{
    return {QStringLiteral("journal.file"),
            QStringLiteral("“%1” cannot be locked: %2.").arg(path, qt_error_string(errno).toLower()), false};
}

// Where it cannot be made that is its folder's fault, and its own name says nothing to anybody.
Error folderError(const QString &path)
{
    const int failed = errno;
    const QString folder = QFileInfo(path).absolutePath();
    const QString why = failed == ENOENT || failed == ENOTDIR
        ? QStringLiteral("There is no folder “%1” for the journal. Make it, or name a file in another one.").arg(folder)
        : QStringLiteral("No journal can be kept in “%1”: %2.").arg(folder, qt_error_string(failed).toLower());
    return {QStringLiteral("journal.file"), why, false};
}

// By any of its names it is the same file.
QByteArray lockPath(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return QFile::encodeName((canonical.isEmpty() ? path : canonical) + QStringLiteral(".lock"));
}

// Of the open file, and not of the process as a plain lock of fcntl() is. Unlike flock()'s it can be asked for.
struct flock wholeFile()
{
    struct flock lock { };
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

} // namespace

Expected<FileLock> FileLock::open(const QString &path)
{
    const int file = ::open(lockPath(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return folderError(path);
    return FileLock(file);
}

Expected<FileLock> FileLock::await(const QString &path)
{
    auto lock = open(path);
    struct flock whole = wholeFile();
    while (lock && ::fcntl(lock->m_file, F_OFD_SETLKW, &whole) != 0) {
        if (errno != EINTR)
            return lockError(path);
    }
    return lock;
}

Expected<FileLock> FileLock::take(const QString &path)
{
    auto lock = open(path);
    struct flock whole = wholeFile();
    if (!lock || ::fcntl(lock->m_file, F_OFD_SETLK, &whole) == 0)
        return lock;
    if (errno == EAGAIN || errno == EACCES)
        return Error{QStringLiteral("journal.locked"),
                     QStringLiteral("Another Batchdeck is at work with the journal “%1”. Close it first, or watch "
                                    "the run there.")
                         .arg(path),
                     true};
    return lockError(path);
}

bool FileLock::isTaken(const QString &path)
{
    const FileLock file(::open(lockPath(path).constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    struct flock whole = wholeFile();
    if (file.m_file < 0)
        return errno != ENOENT; // for all that anybody knows
    return ::fcntl(file.m_file, F_OFD_GETLK, &whole) != 0 || whole.l_type != F_UNLCK;
}

bool FileLock::isOf(const QString &path) const
{
    struct stat held { };
    struct stat there { };
    return ::fstat(m_file, &held) == 0 && ::stat(lockPath(path).constData(), &there) == 0 && held.st_dev == there.st_dev
        && held.st_ino == there.st_ino;
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

FileLock::~FileLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace batchdeck
