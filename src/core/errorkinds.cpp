#include "core/errorkinds.h"

namespace batchdeck {

ErrorKinds::ErrorKinds()
{
    for (const char16_t *kind : {u"", u"timeout", u"givenUp", u"other", u"notDone", u"unsettled", u"cancelled",
                                 u"policy", u"quit", u"marked", u"leaderInDoubt"})
        number(QString::fromUtf16(kind));
}

quint16 ErrorKinds::of(StopReason reason)
{
    constexpr quint16 kinds[stopReasonCount] = {none, cancelled, cancelled, timeout, policy, quit};
    return kinds[static_cast<int>(reason)];
}

quint16 ErrorKinds::number(const QString &kind)
{
    if (const auto found = m_numbers.constFind(kind); found != m_numbers.constEnd())
        return *found;
    if (m_names.size() > 0xffff)
        return other;
    const auto number = static_cast<quint16>(m_names.size());
    m_names.push_back(kind);
    m_numbers.insert(kind, number);
    return number;
}

} // namespace batchdeck
