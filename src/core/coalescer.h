#pragma once

#include "core/orderedrows.h"

#include <vector>

namespace batchdeck {

// Of records that do the same, one leads and runs; the others follow, in their order, and share its success.
class Coalescer {
public:
    Coalescer(std::vector<quint32> sameAs, RecordTable &records);

    bool join(quint32 row); // true where the record leads, false where it follows from now on
    quint32 leaderOf(quint32 row) const; // of a follower
    bool leads(quint32 row) const;
    void lead(quint32 row); // for those that come to wait, though it may have ended
    quint32 keys() const { return static_cast<quint32>(m_keys.size()); }
    quint32 key(quint32 row) const { return m_sameAs.empty() ? nothing : m_sameAs[row]; } // nothing: it shares none
    void leave(quint32 row); // a follower does not wait any longer
    void swap(quint32 follower); // it leads; its leader, which must not have begun, follows

    quint32 followers(quint32 leader) const; // the first of them, or nothing
    quint32 handOver(quint32 leader); // to the first follower, who leads from now on; or to nobody

private:
    struct Key {
        quint32 leader = nothing;
        OrderedRows followers;
    };
    Key *keyOf(quint32 row);
    const Key *keyOf(quint32 row) const { return const_cast<Coalescer *>(this)->keyOf(row); }

    RecordTable &m_records;
    std::vector<quint32> m_sameAs;
    std::vector<Key> m_keys; // only those that several records have
};

} // namespace batchdeck
