#pragma once

#include "core/recordtable.h"

#include <deque>

namespace batchdeck {

// Records that are about to begin: each may do so once a claim of it is on disk. In the order in which they
// were claimed.
class Claims {
public:
    bool isEmpty() const { return m_claims.empty(); }
    quint32 size() const { return static_cast<quint32>(m_claims.size()); }

    quint32 add(quint32 row); // the claim's serial: a later claim of the same record has another
    void durable(quint32 serial);
    void remove(quint32 row);

    quint32 first() const; // of those whose claim is on disk, or nothing
    quint32 last() const { return m_claims.back().row; }

private:
    struct Claim {
        quint32 row;
        quint32 serial;
        bool isDurable;
    };
    std::deque<Claim> m_claims; // by serial
    quint32 m_serial = 0;
};

} // namespace batchdeck
