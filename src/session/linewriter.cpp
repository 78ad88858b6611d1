#include "session/linewriter.h"

#include <algorithm>

namespace batchdeck {

LineWriter::LineWriter(OutputFile file)
    : m_file(std::move(file))
    , m_thread(&LineWriter::run, this)
{
}

LineWriter::~LineWriter()
{
    if (m_thread.joinable())
        (void)finish();
}

void LineWriter::append(const QByteArray &lines)
{
    const std::lock_guard lock(m_mutex);
    if (m_error)
        return;
    m_pending += lines;
    m_changed.notify_all();
    if (m_pending.size() <= mostInMemory || (!m_waiting.isOpen() && !m_waiting.open()))
        return; // without room on a disk memory must do
    if (m_waiting.write(m_spilled, m_pending))
        m_spilled += static_cast<quint64>(std::exchange(m_pending, {}).size());
}

void LineWriter::place()
{
    const std::lock_guard lock(m_mutex);
    m_placing = true;
    m_changed.notify_all();
}

Expected<void> LineWriter::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_changed.notify_all();
    }
    m_thread.join();
    if (m_error)
        return *m_error;
    return m_file.finish();
}

std::optional<Error> LineWriter::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

quint64 LineWriter::written() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

qsizetype LineWriter::inMemory() const
{
    const std::lock_guard lock(m_mutex);
    return m_pending.size();
}

void LineWriter::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_error) {
        m_changed.wait(lock, [this] { return m_ending || m_placing || !isEmpty(); });
        const bool isPlaced = isEmpty() && std::exchange(m_placing, false);
        if (isEmpty() && !isPlaced)
            break;
        const Expected<QByteArray> lines = isPlaced ? QByteArray() : take();
        lock.unlock();
        const Expected<void> written = !lines ? lines.error() : isPlaced ? m_file.place() : write(*lines);
        lock.lock();
        if (!written) {
            m_error = written.error();
            m_pending.clear();
        }
    }
}

Expected<void> LineWriter::write(QByteArrayView lines)
{
    while (!lines.isEmpty()) {
        const QByteArrayView piece = lines.first(std::min(lines.size(), pieceSize));
        lines = lines.sliced(piece.size());
        if (auto written = m_file.write(piece); !written)
            return written;
        const auto ends = static_cast<quint64>(std::count(piece.begin(), piece.end(), '\n'));
        const std::lock_guard lock(m_mutex);
        m_lines += ends;
    }
    return {};
}

Expected<QByteArray> LineWriter::take()
{
    if (m_taken == m_spilled)
        return std::exchange(m_pending, {});
    const quint64 size = std::min<quint64>(mostInMemory, m_spilled - m_taken);
    const quint64 from = std::exchange(m_taken, m_taken + size);
    Expected<QByteArray> lines = m_waiting.read(from, static_cast<qsizetype>(size));
    if (m_taken == m_spilled)
        m_taken = m_spilled = 0;
    return lines;
}

} // namespace batchdeck
