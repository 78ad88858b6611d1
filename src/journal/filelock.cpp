#include "journal/filelock.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace batchdeck {

namespace {

Error lockError(const QString &path)
{
    return {QStringLiteral("journal.file"),
            QStringLiteral("“%1” cannot be locked: %2.").arg(path, qt_error_string(errno).toLower()), false};
}

} // namespace

Expected<FileLock> FileLock::open(const QString &path)
{
    // By any of its names it is the same file.
    const QString canonical = QFileInfo(path).canonicalFilePath();
    const QString lockPath = (canonical.isEmpty() ? path : canonical) + QStringLiteral(".lock");
    const int file = ::open(QFile::encodeName(lockPath).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return lockError(path);
    return FileLock(file);
}

Expected<FileLock> FileLock::await(const QString &path)
{
    auto lock = open(path);
    while (lock && ::flock(lock->m_file, LOCK_EX) != 0) {
        if (errno != EINTR)
            return lockError(path);
    }
    return lock;
}

Expected<FileLock> FileLock::take(const QString &path)
{
    auto lock = open(path);
    if (!lock || ::flock(lock->m_file, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return Error{QStringLiteral("journal.locked"),
                     QStringLiteral("Another Batchdeck is at work with the journal “%1”. Close it first, or watch "
                                    "the run there.")
                         .arg(path),
                     true};
    return lockError(path);
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
