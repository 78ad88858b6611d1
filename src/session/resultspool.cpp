#include "session/resultspool.h"

namespace batchdeck {

Expected<void> ResultSpool::open(quint32 records)
{
    if (auto opened = m_file.open(); !opened)
        return opened;
    m_offsets.resize(records);
    m_sizes.resize(records);
    return {};
}

Expected<void> ResultSpool::add(quint32 row, const QByteArray &line)
{
    if (auto written = m_file.write(m_end, line); !written)
        return written;
    const std::lock_guard lock(m_mutex);
    m_offsets[row] = std::exchange(m_end, m_end + static_cast<quint64>(line.size()));
    m_sizes[row] = static_cast<quint32>(line.size());
    return {};
}

Expected<QByteArray> ResultSpool::line(quint32 row) const
{
    std::unique_lock lock(m_mutex);
    if (!isOpen() || m_sizes[row] == 0)
        return QByteArray();
    const quint64 offset = m_offsets[row];
    const quint32 size = m_sizes[row];
    lock.unlock();
    return m_file.read(offset, size);
}

} // namespace batchdeck
