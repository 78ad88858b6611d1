#include "formats/outputfile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batchdeck {

namespace {

Error cannot(const QString &path, const QString &why)
{
    const QString name = path == u"-" ? QStringLiteral("The standard output") : QStringLiteral("“%1”").arg(path);
    return {QStringLiteral("file"), QStringLiteral("%1 cannot be written: %2.").arg(name, why), false};
}

Error exists(const QString &path)
{
    return {QStringLiteral("file"), QStringLiteral("“%1” exists already; --force replaces it.").arg(path), false};
}

// Renamed files are durable only when their folder is.
int flushFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_CLOEXEC);
    const int failed = folder < 0 || ::fsync(folder) != 0 ? errno : 0;
    if (folder >= 0)
        ::close(folder);
    return failed == EINVAL ? 0 : failed; // file systems that cannot
}

// What is open already under that number: it may be a file, but is nobody's to replace. Negative where it is none.
int openNumber(const QString &path)
{
    if (path == u"-" || path == u"/dev/stdout")
        return STDOUT_FILENO;
    if (path == u"/dev/stderr")
        return STDERR_FILENO;
    for (const auto folder : {u"/dev/fd/", u"/proc/self/fd/"}) {
        bool isNumber = false;
        const int number = path.startsWith(folder) ? path.sliced(QStringView(folder).size()).toInt(&isNumber) : -1;
        if (isNumber)
            return number;
    }
    return -1;
}

// Where what is renamed to a path is to go: a link stays one.
QString placeOf(const QString &path)
{
    QString place = path;
    constexpr int longestChain = 40;
    for (int links = 0; links < longestChain && openNumber(place) < 0 && QFileInfo(place).isSymLink(); ++links)
        place = QFileInfo(place).symLinkTarget();
    return place;
}

bool isOrdinary(const QString &path)
{
    const QFileInfo info(path);
    return openNumber(placeOf(path)) < 0 && (info.isFile() || !info.exists());
}

bool canBeWritten(int file)
{
    const int flags = ::fcntl(file, F_GETFL);
    return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

int createBeside(const QByteArray &name)
{
    return ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

QByteArray openName(int file)
{
    return "/proc/self/fd/" + QByteArray::number(file);
}

// Nobody has to clean it up, however the program ends. Negative where the file system cannot.
int createNameless(const QString &folder)
{
    const int file = ::open(QFile::encodeName(folder).constData(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (file < 0 || ::access(openName(file).constData(), F_OK) == 0)
        return file;
    ::close(file); // and it could get no name
    return -1;
}

int giveName(int file, const QByteArray &name)
{
    return ::linkat(AT_FDCWD, openName(file).constData(), AT_FDCWD, name.constData(), AT_SYMLINK_FOLLOW);
}

// Calls `make` for names until one is not taken. The name; empty where it fails.
template <typename Make>
QByteArray makeBeside(const QString &path, const Make &make)
{
    for (int number = 0;; ++number) {
        const QByteArray name =
            QFile::encodeName(path) + '.' + QByteArray::number(::getpid()) + '-' + QByteArray::number(number) + ".part";
        if (make(name) >= 0)
            return name;
        if (errno != EEXIST)
            return {};
    }
}

int openDevice(const QString &path)
{
    const int number = openNumber(placeOf(path));
    return number >= 0 ? ::fcntl(number, F_DUPFD_CLOEXEC, 3)
                       : ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC);
}

// Some file systems cannot rename without replacing.
int renameNew(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    return ::link(from.constData(), to.constData()) == 0 ? ::unlink(from.constData()) : -1;
}

// Others who have the same pipe or terminal open may have made it one that does not wait.
void awaitRoom(int file)
{
    pollfd waited{file, POLLOUT, 0};
    ::poll(&waited, 1, -1);
}

} // namespace

QString OutputFile::identityOf(const QString &path)
{
    const QString place = placeOf(path);
    if (const int number = openNumber(place); number >= 0)
        return QStringLiteral("/dev/fd/%1").arg(number);
    const QFileInfo info(place);
    const QString folder = QFileInfo(info.path()).canonicalFilePath();
    if (path.isEmpty() || folder.isEmpty() || (info.exists() && !info.isFile()))
        return {};
    return folder + u'/' + info.fileName();
}

Expected<void> OutputFile::check(const QString &path, Existing existing)
{
    const QFileInfo info(path);
    const QFileInfo folder(info.path());
    if (path.isEmpty())
        return cannot(path, QStringLiteral("it has no name"));
    if (path == u"-" && !canBeWritten(STDOUT_FILENO))
        return cannot(path, QStringLiteral("it is closed"));
    if (path != u"-" && info.isDir())
        return cannot(path, QStringLiteral("it is a folder"));
    if (!isOrdinary(path))
        return {};
    if (existing == Existing::Replace && info.isSymLink())
        return check(placeOf(path), existing);
    if (existing == Existing::Keep && (info.exists() || info.isSymLink()))
        return exists(path);
    if (!folder.isDir())
        return cannot(path, QStringLiteral("there is no folder “%1”").arg(info.path()));
    if (!folder.isWritable())
        return cannot(path, QStringLiteral("the folder “%1” may not be written to").arg(info.path()));
    return {};
}

Expected<OutputFile> OutputFile::create(const QString &path, Existing existing)
{
    if (auto checked = check(path, existing); !checked)
        return checked.error();
    OutputFile file(existing == Existing::Replace && isOrdinary(path) ? placeOf(path) : path, existing);
    if (!isOrdinary(path)) {
        file.m_file = openDevice(path);
        return file.m_file < 0 ? Expected<OutputFile>(file.failed(errno)) : std::move(file);
    }
    file.m_file = createNameless(QFileInfo(file.m_path).path());
    file.m_isNameless = file.m_file >= 0;
    if (!file.m_isNameless)
        file.m_beside =
            makeBeside(file.m_path, [&](const QByteArray &name) { return file.m_file = createBeside(name); });
    if (file.m_file < 0)
        return file.failed(errno);
    struct stat before = {};
    if (existing == Existing::Replace && ::stat(QFile::encodeName(file.m_path).constData(), &before) == 0
        && ::fchmod(file.m_file, before.st_mode & 07777U) != 0)
        return file.failed(errno); // what others may not read stays so
    return file;
}

OutputFile::OutputFile(OutputFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_beside(std::exchange(other.m_beside, {}))
    , m_isNameless(other.m_isNameless)
    , m_existing(other.m_existing)
    , m_file(std::exchange(other.m_file, -1))
{
}

OutputFile &OutputFile::operator=(OutputFile &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_beside, other.m_beside);
    std::swap(m_isNameless, other.m_isNameless);
    std::swap(m_existing, other.m_existing);
    std::swap(m_file, other.m_file);
    return *this;
}

OutputFile::~OutputFile()
{
    if (m_file >= 0)
        ::close(m_file);
    if (!m_beside.isEmpty())
        ::unlink(m_beside.constData());
}

Expected<void> OutputFile::write(QByteArrayView bytes)
{
    if (m_stop.stop_requested())
        return Error{QStringLiteral("stopped"), QStringLiteral("It was stopped, so nothing was written."), false};
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(m_file, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN) {
            awaitRoom(m_file);
            continue;
        }
        if (written < 0)
            return failed(errno);
        bytes = bytes.sliced(written);
    }
    return {};
}

Expected<void> OutputFile::place()
{
    if (m_beside.isEmpty() && !m_isNameless)
        return {};
    const QByteArray path = QFile::encodeName(m_path);
    const auto put = [&] {
        if (m_existing == Existing::Keep)
            return m_isNameless ? giveName(m_file, path) : renameNew(m_beside, path);
        if (m_isNameless)
            m_beside = makeBeside(m_path, [&](const QByteArray &name) { return giveName(m_file, name); });
        return m_beside.isEmpty() ? -1 : std::rename(m_beside.constData(), path.constData());
    };
    if (put() != 0)
        return errno == EEXIST ? exists(m_path) : failed(errno);
    m_isNameless = false;
    m_beside.clear();
    if (const int why = flushFolder(m_path))
        return failed(why);
    return {};
}

Expected<void> OutputFile::finish()
{
    if (::fsync(m_file) != 0 && errno != EINVAL)
        return failed(errno);
    if (auto placed = place(); !placed)
        return placed;
    if (::close(std::exchange(m_file, -1)) != 0)
        return failed(errno);
    return {};
}

Error OutputFile::failed(int why) const
{
    return cannot(m_path, qt_error_string(why).toLower());
}

} // namespace batchdeck
