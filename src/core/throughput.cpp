#include "core/throughput.h"

#include <algorithm>

namespace batchdeck {

void Throughput::start(Instant now)
{
    m_since = now;
    m_latest = 0;
    m_ended.fill(0);
}

void Throughput::add(Instant now, quint32 ended)
{
    advance(bucketAt(now));
    m_ended[static_cast<std::size_t>(m_latest % buckets)] += ended;
}

double Throughput::perSecond(Instant now) const
{
    const qint64 bucket = std::max(bucketAt(now), m_latest);
    const qint64 first = std::max<qint64>(0, bucket - buckets + 1);
    quint64 ended = 0;
    for (qint64 at = first; at <= m_latest; ++at)
        ended += m_ended[static_cast<std::size_t>(at % buckets)];
    const auto span = std::chrono::duration<double>(now - (m_since + first * width));
    return span.count() > 0 ? static_cast<double>(ended) / span.count() : 0;
}

void Throughput::advance(qint64 bucket)
{
    if (bucket - m_latest >= buckets)
        m_ended.fill(0);
    else
        for (qint64 at = m_latest + 1; at <= bucket; ++at)
            m_ended[static_cast<std::size_t>(at % buckets)] = 0;
    m_latest = std::max(m_latest, bucket);
}

} // namespace batchdeck
