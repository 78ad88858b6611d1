#pragma once

#include "core/recordtable.h"

#include <set>
#include <unordered_map>

namespace batchdeck {

// Records that are about to begin: each may do so once a claim of it is on disk. In the order in which they go:
// nobody's order may change while it is claimed.
class Claims {
    Q_DISABLE_COPY_MOVE(Claims)

public:
    explicit Claims(RecordTable &records);

    bool isEmpty() const { return m_rows.empty(); }
    quint32 size() const { return static_cast<quint32>(m_rows.size()); }

    quint32 add(quint32 row); // the claim's serial: a later claim of the same record has another
    void durable(quint32 serial);
    void remove(quint32 row);

    bool isDurable(quint32 row) const { return m_durable.contains(row); }
    quint32 first() const; // of those whose claim is on disk, or nothing
    quint32 last() const { return *m_rows.rbegin(); }

private:
    struct GoesBefore {
        const RecordTable &records;
        bool operator()(quint32 row, quint32 other) const { return records.goesBefore(row, other); }
    };
    using Rows = std::set<quint32, GoesBefore>;

    RecordTable &m_records;
    Rows m_rows;
    Rows m_durable;
    std::unordered_map<quint32, quint32> m_bySerial; // rows
    quint32 m_serial = 0;
};

} // namespace batchdeck
