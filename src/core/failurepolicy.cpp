#include "core/failurepolicy.h"

namespace batchdeck {

void FailurePolicy::beginRound(quint32 records)
{
    m_records = records;
    forgive();
}

void FailurePolicy::forgive()
{
    m_failures = 0;
    m_alike = 0;
}

void FailurePolicy::failed(quint16 kind)
{
    ++m_failures;
    m_alike = m_alike > 0 && kind == m_kind ? m_alike + 1 : 1;
    m_kind = kind;
}

bool FailurePolicy::isReached(bool sizeIsKnown) const
{
    const auto &[then, count, percent, alike] = m_settings;
    if (m_failures == 0 || then == FailureSettings::Then::Continue || then == FailureSettings::Then::FirstSuccess)
        return false;
    if (!count && !percent && !alike)
        return true;
    if (count && m_failures >= static_cast<quint32>(*count))
        return true;
    // 0.07 % of 10,000 is 7, though no double says so exactly.
    if (percent && sizeIsKnown && m_failures >= *percent * m_records / 100 * (1 - 1e-12))
        return true;
    return alike && m_alike >= static_cast<quint32>(*alike);
}

bool FailurePolicy::succeeded()
{
    m_alike = 0;
    return m_settings.then == FailureSettings::Then::FirstSuccess;
}

} // namespace batchdeck
