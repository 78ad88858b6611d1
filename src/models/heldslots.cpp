#include "models/heldslots.h"

#include "models/recordmodel.h"

#include <QLocale>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr quint32 mostAsked = 8; // records that wait

}

HeldSlots::Why HeldSlots::of(const RecordModel &records, const RunSummary &summary)
{
    if (const quint32 stuck = summary.count(State::Unresponsive); stuck > 0)
        return {
            stuck == 1 ? tr("1 does not stop") : tr("%1 do not stop").arg(QLocale().toString(stuck)),
            tr("What does not stop keeps its slot until it ends, or until you give it up: its row’s menu does that.")};
    const BatchRun &run = records.run();
    const bool mayBe = summary.phase == RunPhase::Running && summary.count(State::Queued) > 0
        && int(summary.inFlight) < run.settings().concurrency;
    const quint32 size = run.batch().size();
    if (!mayBe)
        return {};
    const quint32 wanted = std::min(mostAsked, summary.count(State::Queued)); // else all rows are looked at
    quint32 asked = 0;
    Why why;
    for (quint32 i = 0; i < size && asked < wanted; ++i) {
        const quint32 row = (m_row + i) % size;
        if (records.stateOf(row) != State::Queued)
            continue;
        if (++asked == 1)
            m_row = row;
        const Waiting waiting = run.waiting(row);
        if (waiting.what == Waiting::For::Rate || waiting.what == Waiting::For::Journal)
            return {}; // it is that which holds them back
        if (!why.brief.isEmpty() || (waiting.what != Waiting::For::Limit && waiting.what != Waiting::For::Target))
            continue;
        const QString gate = run.gateName(waiting.which, row);
        why = waiting.what == Waiting::For::Limit
            ? Why{tr("limits let no more run"),
                  tr("Fewer are at work now: the plan’s limits let no more run at once, such as for %1.").arg(gate)}
            : Why{tr("a target asks to wait"), tr("Fewer are at work now: %1 asks to wait.").arg(gate)};
    }
    return why;
}

} // namespace batchdeck
