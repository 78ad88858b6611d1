#pragma once

#include "core/recordtable.h"

namespace batchdeck {

// Records that wait, in their order. Those that come in order, as a file's and a bulk verb's do, stand in a
// line through their own links; the others in a heap, which takes 12 bytes more of each. Small, for there may be
// one for each two records: what only a long line needs is kept aside.
class OrderedRows {
public:
    // What a record's place is called here: in the line, and in the heap.
    struct Places {
        Place line;
        Place heap;
    };

    quint32 first(const RecordTable &records) const; // or nothing
    void add(RecordTable &records, quint32 row, Places places);
    void remove(RecordTable &records, quint32 row, Places places);

private:
    bool addToLine(RecordTable &records, quint32 row, Place place);
    RecordTable::Aside &aside(RecordTable &records);

    Line m_line;
    quint32 m_aside = nothing; // see RecordTable::Aside
};

} // namespace batchdeck
