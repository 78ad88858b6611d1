#include "core/temporaryfile.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace batchdeck {

TemporaryFile::~TemporaryFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

Error TemporaryFile::failed(int why) const
{
    return {
        QStringLiteral("temporary"),
        QStringLiteral("%1 cannot be kept in “%2”: %3.").arg(m_what, QDir::tempPath(), qt_error_string(why).toLower()),
        false};
}

Expected<void> TemporaryFile::open()
{
    QByteArray name = QFile::encodeName(QDir::temp().filePath(QStringLiteral("batchdeck-XXXXXX")));
    m_file = ::mkostemp(name.data(), O_CLOEXEC);
    if (m_file < 0)
        return failed(errno);
    ::unlink(name.constData());
    return {};
}

Expected<void> TemporaryFile::write(quint64 at, QByteArrayView bytes)
{
    for (qsizetype written = 0; written < bytes.size();) {
        const ssize_t more = ::pwrite(m_file, bytes.data() + written, static_cast<std::size_t>(bytes.size() - written),
                                      static_cast<off_t>(at) + written);
        if (more < 0 && errno != EINTR)
            return failed(errno);
        written += std::max(more, ssize_t(0));
    }
    return {};
}

Expected<QByteArray> TemporaryFile::read(quint64 at, qsizetype size) const
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype read = 0; read < size;) {
        const ssize_t more =
            ::pread(m_file, bytes.data() + read, static_cast<std::size_t>(size - read), static_cast<off_t>(at) + read);
        if (more == 0 || (more < 0 && errno != EINTR))
            return failed(more == 0 ? ENODATA : errno);
        read += std::max(more, ssize_t(0));
    }
    return bytes;
}

} // namespace batchdeck
