#include "core/claims.h"

#include <algorithm>

namespace batchdeck {

quint32 Claims::add(quint32 row)
{
    m_claims.push_back({row, ++m_serial, false});
    return m_serial;
}

void Claims::durable(quint32 serial)
{
    const auto found = std::lower_bound(m_claims.begin(), m_claims.end(), serial,
                                        [](const Claim &claim, quint32 wanted) { return claim.serial < wanted; });
    if (found != m_claims.end() && found->serial == serial)
        found->isDurable = true;
}

void Claims::remove(quint32 row)
{
    const auto found =
        std::find_if(m_claims.begin(), m_claims.end(), [row](const Claim &claim) { return claim.row == row; });
    if (found != m_claims.end())
        m_claims.erase(found);
}

quint32 Claims::first() const
{
    const auto found =
        std::find_if(m_claims.begin(), m_claims.end(), [](const Claim &claim) { return claim.isDurable; });
    return found == m_claims.end() ? nothing : found->row;
}

} // namespace batchdeck
