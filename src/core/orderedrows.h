#pragma once

#include "core/indexedheap.h"
#include "core/recordtable.h"

#include <memory>

namespace batchdeck {

// Records that wait, in their order. Those that come in order, as a file's and a bulk verb's do, stand in a
// line through their own links; the others in a heap, which takes 16 bytes more of each.
class OrderedRows {
public:
    // What a record's place is called here: in the line, and in the heap.
    struct Places {
        Place line;
        Place heap;
    };

    bool isEmpty() const { return m_line.head == nothing && (!m_heap || m_heap->isEmpty()); }
    quint32 first(const RecordTable &records) const; // or nothing
    void add(RecordTable &records, quint32 row, Places places);
    void remove(RecordTable &records, quint32 row, Places places);

private:
    bool addToLine(RecordTable &records, quint32 row, Place place);

    Line m_line;
    quint32 m_finger = nothing; // what came last into the line: the next one often belongs behind it
    std::unique_ptr<RowHeap<qint64>> m_heap;
};

} // namespace batchdeck
