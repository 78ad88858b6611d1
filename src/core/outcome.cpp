#include "core/outcome.h"

namespace batchdeck {

QString capped(QString text, qsizetype cap)
{
    if (text.size() <= cap)
        return text;
    if (text.at(cap - 1).isHighSurrogate())
        --cap;
    const qsizetype missing = text.size() - cap;
    text.truncate(cap);
    return text + QStringLiteral("… [%1 more characters were cut]").arg(missing);
}

Outcome Outcome::done(QByteArray result)
{
    return {Report::Done, std::move(result), {}, {}};
}

Outcome Outcome::failed(Error error, std::optional<Duration> retryAfter)
{
    return {Report::Failed, {}, std::move(error), retryAfter};
}

Outcome Outcome::stopped()
{
    return {Report::Stopped, {}, {QStringLiteral("stopped"), QStringLiteral("The work was stopped."), false}, {}};
}

Outcome Outcome::unknown(QString why)
{
    return {Report::Unknown, {}, {QStringLiteral("unknown"), std::move(why), false}, {}};
}

} // namespace batchdeck
