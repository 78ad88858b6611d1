#include "core/orderedrows.h"

namespace batchdeck {

namespace {

constexpr int mostSteps = 8; // along the line, before it takes too long

} // namespace

quint32 OrderedRows::first(const RecordTable &records) const
{
    if (!m_heap || m_heap->isEmpty())
        return m_line.head;
    const quint32 other = m_heap->top().id;
    return m_line.head == nothing || records.goesBefore(other, m_line.head) ? other : m_line.head;
}

void OrderedRows::add(RecordTable &records, quint32 row, Places places)
{
    if (addToLine(records, row, places.line))
        return;
    if (!m_heap)
        m_heap = std::make_unique<RowHeap<qint64>>();
    records[row].place = places.heap;
    m_heap->insert(records.standing(row), row,
                   [&records](quint32 member, quint32 position) { records[member].next = position; });
}

void OrderedRows::remove(RecordTable &records, quint32 row, Places places)
{
    RecordRow &record = records[row];
    if (record.place == places.line) {
        if (m_finger == row)
            m_finger = record.previous;
        records.remove(m_line, row);
        return;
    }
    Q_ASSERT(record.place == places.heap);
    m_heap->remove(record.next, [&records](quint32 member, quint32 position) { records[member].next = position; });
    record.place = Place::None;
    record.next = nothing;
}

bool OrderedRows::addToLine(RecordTable &records, quint32 row, Place place)
{
    quint32 after = nothing;
    if (m_line.tail != nothing && records.goesBefore(m_line.tail, row)) {
        after = m_line.tail;
    } else if (m_line.head != nothing && records.goesBefore(m_line.head, row)) {
        if (m_finger == nothing || !records.goesBefore(m_finger, row))
            return false;
        after = m_finger;
        for (int steps = 0; records.goesBefore(records[after].next, row); ++steps) {
            if (steps == mostSteps)
                return false;
            after = records[after].next;
        }
    }
    records.insert(m_line, after, row, place);
    m_finger = row;
    return true;
}

} // namespace batchdeck
