#include "core/recordtable.h"

namespace batchdeck {

void RecordTable::append(Line &line, quint32 row, Place place)
{
    RecordRow &record = m_rows[row];
    record.place = place;
    record.previous = line.tail;
    record.next = nothing;
    (line.tail == nothing ? line.head : m_rows[line.tail].next) = row;
    line.tail = row;
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
