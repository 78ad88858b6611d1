#include "core/scratchfile.h"

namespace batchdeck {

ScratchFile::~ScratchFile()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_changed.notify_all();
    }
    if (m_thread.joinable())
        m_thread.join();
}

Expected<void> ScratchFile::open()
{
    if (auto opened = m_file.open(); !opened)
        return opened;
    m_thread = std::thread(&ScratchFile::run, this);
    return {};
}

quint64 ScratchFile::append(QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    const quint64 at = m_written + quint64(m_writing.size() + m_pending.size());
    if (m_error)
        return at;
    m_pending.append(bytes);
    if (m_pending.size() >= worthWriting && m_writing.isEmpty())
        m_changed.notify_all();
    return at;
}

Expected<QByteArray> ScratchFile::read(quint64 at, qsizetype size) const
{
    std::unique_lock lock(m_mutex);
    const quint64 pendingAt = m_written + quint64(m_writing.size());
    if (m_error && at + quint64(size) > pendingAt + quint64(m_pending.size()))
        return *m_error;
    QByteArray end;
    if (const quint64 to = at + quint64(size); to > m_written) {
        const auto part = [&](const QByteArray &bytes, quint64 beginsAt) {
            const quint64 first = std::max(at, beginsAt);
            const quint64 last = std::min(to, beginsAt + quint64(bytes.size()));
            if (first < last)
                end += bytes.sliced(qsizetype(first - beginsAt), qsizetype(last - first));
        };
        part(m_writing, m_written);
        part(m_pending, pendingAt);
    }
    lock.unlock();
    if (end.size() == size)
        return end;
    Expected<QByteArray> bytes = m_file.read(at, size - end.size());
    if (bytes)
        *bytes += end;
    return bytes;
}

std::optional<Error> ScratchFile::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void ScratchFile::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || m_pending.size() >= worthWriting; });
        if (m_ending)
            return; // nobody will read it any more
        m_writing = std::exchange(m_pending, {});
        const quint64 at = m_written;
        lock.unlock();
        const Expected<void> written = m_file.write(at, m_writing);
        lock.lock();
        if (!written) {
            m_error = written.error();
            return;
        }
        m_written += quint64(m_writing.size());
        m_writing.clear();
    }
}

} // namespace batchdeck
