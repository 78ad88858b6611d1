#include "session/resultspool.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace batchdeck {

namespace {

Error lost(int why)
{
    return {
        QStringLiteral("results"),
        QStringLiteral("The results cannot be kept in “%1”: %2.").arg(QDir::tempPath(), qt_error_string(why).toLower()),
        false};
}

} // namespace

ResultSpool::~ResultSpool()
{
    if (m_file >= 0)
        ::close(m_file);
}

Expected<void> ResultSpool::open(quint32 records)
{
    QByteArray name = QFile::encodeName(QDir::temp().filePath(QStringLiteral("batchdeck-XXXXXX")));
    m_file = ::mkostemp(name.data(), O_CLOEXEC);
    if (m_file < 0)
        return lost(errno);
    ::unlink(name.constData()); // gone with the program, however that ends
    m_offsets.resize(records);
    m_sizes.resize(records);
    return {};
}

Expected<void> ResultSpool::add(quint32 row, const QByteArray &line)
{
    for (qsizetype written = 0; written < line.size();) {
        const ssize_t more =
            ::pwrite(m_file, line.constData() + written, static_cast<std::size_t>(line.size() - written),
                     static_cast<off_t>(m_end) + written);
        if (more < 0 && errno != EINTR)
            return lost(errno);
        written += std::max(more, ssize_t(0));
    }
    const std::lock_guard lock(m_mutex);
    m_offsets[row] = std::exchange(m_end, m_end + static_cast<quint64>(line.size()));
    m_sizes[row] = static_cast<quint32>(line.size());
    return {};
}

QByteArray ResultSpool::line(quint32 row) const
{
    std::unique_lock lock(m_mutex);
    if (!isOpen())
        return {};
    const auto offset = static_cast<off_t>(m_offsets[row]);
    QByteArray line(static_cast<qsizetype>(m_sizes[row]), Qt::Uninitialized);
    lock.unlock();
    for (qsizetype read = 0; read < line.size();) {
        const ssize_t more =
            ::pread(m_file, line.data() + read, static_cast<std::size_t>(line.size() - read), offset + read);
        if (more == 0 || (more < 0 && errno != EINTR))
            return {};
        read += std::max(more, ssize_t(0));
    }
    return line;
}

} // namespace batchdeck
