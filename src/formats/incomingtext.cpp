#include "formats/incomingtext.h"

#include <cstring>

namespace batchdeck {

namespace {

constexpr qsizetype pieceSize = 1 << 20;

} // namespace

IncomingText::IncomingText(QByteArray whole, bool isCut)
    : m_bytes(std::move(whole))
    , m_isCut(isCut)
{
    m_size = m_bytes.size();
    m_isComplete = true;
    m_bytes.append(padding, '\0');
}

IncomingText::IncomingText(QIODevice &device, qsizetype size, Look look)
    : m_bytes(size + padding, Qt::Uninitialized)
{
    m_reader = std::jthread(
        [this, &device, look = std::move(look)](const std::stop_token &stop) { read(device, look, stop); });
}

IncomingText::~IncomingText()
{
    m_reader.request_stop();
}

qsizetype IncomingText::waitFor(qsizetype wanted)
{
    if (m_size >= wanted)
        return m_size;
    std::unique_lock lock(m_mutex);
    m_change.wait(lock, [&] { return m_isComplete || m_size >= wanted; });
    return m_size;
}

QByteArray IncomingText::take()
{
    const qsizetype size = whole().size();
    if (m_reader.joinable())
        m_reader.join();
    m_bytes.truncate(size);
    return std::move(m_bytes);
}

void IncomingText::read(QIODevice &device, const Look &look, const std::stop_token &stop)
{
    char *const bytes = m_bytes.data();
    qsizetype size = 0;
    while (size < expected() && !stop.stop_requested()) {
        const qint64 read = device.read(bytes + size, std::min(pieceSize, expected() - size));
        if (read <= 0) { // cut short meanwhile, or worse
            if (read < 0)
                m_problem = device.errorString();
            break;
        }
        if (!look(QByteArrayView(bytes + size, read)))
            break;
        size += read;
        publish(size, false);
    }
    std::memset(bytes + size, 0, static_cast<std::size_t>(padding));
    publish(size, true);
}

void IncomingText::publish(qsizetype size, bool isComplete)
{
    {
        const std::lock_guard lock(m_mutex);
        m_size = size;
        m_isComplete = isComplete;
    }
    m_change.notify_all();
}

} // namespace batchdeck
