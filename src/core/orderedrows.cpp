#include "core/orderedrows.h"

namespace batchdeck {

namespace {

constexpr int mostSteps = 8; // along the line, before it takes too long
constexpr int manySteps = 4; // from where on it is worth while to remember where the last one went

} // namespace

quint32 OrderedRows::first(const RecordTable &records) const
{
    const RowHeap<qint64> *heap = m_aside == nothing ? nullptr : records.aside(m_aside).heap.get();
    if (!heap || heap->isEmpty())
        return m_line.head;
    const quint32 other = heap->top().id;
    return m_line.head == nothing || records.goesBefore(other, m_line.head) ? other : m_line.head;
}

void OrderedRows::add(RecordTable &records, quint32 row, Places places)
{
    if (addToLine(records, row, places.line))
        return;
    auto &heap = aside(records).heap;
    if (!heap)
        heap = std::make_unique<RowHeap<qint64>>();
    records[row].place = places.heap;
    heap->insert(records.standing(row), row,
                 [&records](quint32 member, quint32 position) { records[member].next = position; });
}

void OrderedRows::remove(RecordTable &records, quint32 row, Places places)
{
    RecordRow &record = records[row];
    if (record.place == places.line) {
        if (m_aside != nothing && records.aside(m_aside).finger == row)
            records.aside(m_aside).finger = row == m_line.head ? nothing : record.previous;
        records.remove(m_line, row);
        return;
    }
    Q_ASSERT(record.place == places.heap);
    records.aside(m_aside).heap->remove(
        record.next, [&records](quint32 member, quint32 position) { records[member].next = position; });
    record.place = Place::None;
    record.next = nothing;
}

bool OrderedRows::addToLine(RecordTable &records, quint32 row, Place place)
{
    quint32 after = nothing;
    int steps = 0;
    if (const quint32 tail = records.tail(m_line); tail != nothing && records.goesBefore(tail, row)) {
        after = tail;
    } else if (m_line.head != nothing && records.goesBefore(m_line.head, row)) {
        const quint32 finger = m_aside == nothing ? nothing : records.aside(m_aside).finger;
        after = finger != nothing && records.goesBefore(finger, row) ? finger : m_line.head;
        for (; records.goesBefore(records[after].next, row); ++steps) {
            if (steps == mostSteps)
                return false;
            after = records[after].next;
        }
    }
    records.insert(m_line, after, row, place);
    if (m_aside != nothing || steps >= manySteps)
        aside(records).finger = row;
    return true;
}

RecordTable::Aside &OrderedRows::aside(RecordTable &records)
{
    if (m_aside == nothing)
        m_aside = records.putAside();
    return records.aside(m_aside);
}

} // namespace batchdeck
