#include "core/recordtable.h"

namespace batchdeck {

quint32 RecordTable::putAside()
{
    m_asides.emplace_back();
    return static_cast<quint32>(m_asides.size() - 1);
}

void RecordTable::insert(Line &line, quint32 after, quint32 row, Place place)
{
    RecordRow &record = m_rows[row];
    const quint32 last = line.head == nothing ? row : tail(line);
    record.place = place;
    record.previous = after == nothing ? last : after;
    quint32 &next = after == nothing ? line.head : m_rows[after].next;
    record.next = next;
    next = row;
    if (record.next != nothing)
        m_rows[record.next].previous = row;
    else
        m_rows[line.head].previous = row;
}

void RecordTable::remove(Line &line, quint32 row)
{
    RecordRow &record = m_rows[row];
    (row == line.head ? line.head : m_rows[record.previous].next) = record.next;
    if (record.next != nothing)
        m_rows[record.next].previous = record.previous;
    else if (line.head != nothing)
        m_rows[line.head].previous = record.previous;
    record.place = Place::None;
    record.next = nothing;
    record.previous = nothing;
}

} // namespace batchdeck
