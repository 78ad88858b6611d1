#include "models/rownumbers.h"

namespace batchdeck {

// Of a record that ended before the run was opened again, all that it had.
std::optional<quint32> triesOf(const RecordRow &record)
{
    const quint32 tries = record.tries == 0 && isEnded(record.state) ? record.attempts : record.tries;
    return tries == 0 ? std::nullopt : std::optional(tries);
}

std::optional<Instant> startedOf(const RecordRow &record)
{
    const bool isKnown = record.attempts > 0 && record.started != Instant();
    return isKnown ? std::optional(record.started) : std::nullopt;
}

std::optional<double> elapsedOf(const RecordRow &record, Instant now)
{
    if (isActive(record.state))
        return std::chrono::duration<double>(now - record.started).count();
    if (!startedOf(record) || record.state == State::Queued) // nobody saw it begin, or end
        return {};
    return double(record.elapsed);
}

} // namespace batchdeck
