#include "core/recordtable.h"

namespace batchdeck {

void RecordTable::insert(Line &line, quint32 after, quint32 row, Place place)
{
    RecordRow &record = m_rows[row];
    quint32 &next = after == nothing ? line.head : m_rows[after].next;
    record.place = place;
    record.previous = after;
    record.next = next;
    (next == nothing ? line.tail : m_rows[next].previous) = row;
    next = row;
}

void RecordTable::remove(Line &line, quint32 row)
{
    RecordRow &record = m_rows[row];
    (record.previous == nothing ? line.head : m_rows[record.previous].next) = record.next;
    (record.next == nothing ? line.tail : m_rows[record.next].previous) = record.previous;
    record.place = Place::None;
    record.next = nothing;
    record.previous = nothing;
}

} // namespace batchdeck
