#include "session/livevalues.h"

#include "core/batchrun.h"

namespace batchdeck {

Expected<void> LiveValues::setIn(BatchRun &next) const
{
    const RunSettings planned = next.settings();
    const auto stays = [&](auto value) { return now.*value != begun.*value && planned.*value == begun.*value; };
    Expected<void> set;
    if (stays(&RunSettings::concurrency))
        set = next.setConcurrency(now.concurrency);
    if (set && stays(&RunSettings::timeout))
        set = next.setTimeout(now.timeout);
    if (set && stays(&RunSettings::rate))
        set = next.setRate(now.rate);
    if (set && stays(&RunSettings::failures))
        set = next.setFailures(now.failures);
    return set;
}

} // namespace batchdeck
