#include "core/claims.h"

namespace batchdeck {

Claims::Claims(RecordTable &records)
    : m_records(records)
    , m_rows(GoesBefore{records})
    , m_durable(GoesBefore{records})
{
}

quint32 Claims::add(quint32 row)
{
    RecordRow &record = m_records[row];
    record.place = Place::Claimed;
    record.previous = ++m_serial;
    m_rows.insert(row);
    m_bySerial.emplace(m_serial, row);
    return m_serial;
}

void Claims::durable(quint32 serial)
{
    if (const auto found = m_bySerial.find(serial); found != m_bySerial.end())
        m_durable.insert(found->second);
}

void Claims::remove(quint32 row)
{
    RecordRow &record = m_records[row];
    m_rows.erase(row);
    m_durable.erase(row);
    m_bySerial.erase(record.previous);
    record.place = Place::None;
    record.previous = nothing;
}

quint32 Claims::first() const
{
    return m_durable.empty() ? nothing : *m_durable.begin();
}

} // namespace batchdeck
