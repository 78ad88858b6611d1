#include "core/batch.h"

namespace batchdeck {

Batch::Batch(QByteArray bytes, const std::vector<Span> &entries, std::map<quint32, Error> invalid)
    : m_bytes(std::move(bytes))
    , m_invalid(std::move(invalid))
{
    m_offsets.reserve(entries.size());
    m_lengths.reserve(entries.size());
    for (const Span &span : entries) {
        Q_ASSERT(span.offset + span.length <= static_cast<quint64>(m_bytes.size()));
        m_offsets.push_back(span.offset);
        m_lengths.push_back(span.length);
    }
}

QByteArray Batch::entry(quint32 row) const
{
    return QByteArray::fromRawData(m_bytes.constData() + m_offsets[row], m_lengths[row]);
}

const Error *Batch::invalid(quint32 row) const
{
    const auto found = m_invalid.find(row);
    return found == m_invalid.end() ? nullptr : &found->second;
}

} // namespace batchdeck
