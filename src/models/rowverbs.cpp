#include "models/rowverbs.h"

#include "core/batchrun.h"

#include <QLocale>

#include <algorithm>

namespace batchdeck {

namespace {

using enum State;

struct Row {
    StateSet states;
    const char *one;
    const char *many;
};
constexpr Row rows[RowVerbs::verbs] = {
    {{Queued, Running, Committing, Stopping, Unresponsive, Backoff}, // what a timeout stops would be tried again
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Cancel"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Cancel %1 Records")},
    {{Failed, TimedOut, Cancelled, Skipped},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Retry"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Retry %1 Records")},
    {{Queued},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run %1 Records")},
    {{Queued},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run First"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run %1 Records First")},
    {{Succeeded},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run Again, Though It Succeeded"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run %1 Records Again, Though They Succeeded")},
    {{InDoubt},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run Again, Though It May Have Been Done"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Run %1 Records Again, Though They May Have Been Done")},
    {{InDoubt},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Look What Became of It"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Look What Became of %1 Records")},
    {{InDoubt},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Mark as Done"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Mark %1 Records as Done")},
    {{InDoubt},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Mark as Failed"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Mark %1 Records as Failed")},
    {{Unresponsive},
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Give Up, and Free Its Slot"),
     QT_TRANSLATE_NOOP("batchdeck::RowVerbs", "Give Up %1 Records, and Free Their Slots")},
};

} // namespace

StateSet RowVerbs::states(Verb verb)
{
    return rows[verb].states;
}

quint32 RowVerbs::reach(Verb verb, const PerState<quint32> &counts)
{
    quint32 sum = 0;
    for (int i = 0; i < stateCount; ++i)
        sum += states(verb).contains(State(i)) ? counts[std::size_t(i)] : 0;
    return sum;
}

QString RowVerbs::text(Verb verb, quint32 reach)
{
    return reach < 2 ? tr(rows[verb].one) : tr(rows[verb].many).arg(QLocale().toString(reach));
}

QString RowVerbs::menuText(Verb verb, quint32 reach, bool asks)
{
    if (asks)
        return text(verb, reach) + u'…';
    if (reach > 1)
        return text(verb, reach);
    switch (verb) {
    case Cancel:
        return tr("Cancel Record");
    case Retry:
        return tr("Retry Record");
    case Run:
        return tr("Run Record");
    default:
        return text(verb, reach);
    }
}

QString RowVerbs::warning(Verb verb, quint32 reach)
{
    switch (verb) {
    case RunAgain:
        return reach < 2 ? tr("What it did is done once more.") : tr("What they did is done once more.");
    case RunDoubtful:
        return tr("What has taken effect already takes effect once more.");
    case MarkDone:
    case MarkFailed:
        return tr("Nobody looks whether it is so: it counts because you say it.");
    case GiveUp:
        return tr("Its work is left to itself. What became of it is in doubt, unless it still tells.");
    default:
        return {};
    }
}

void RowVerbs::ask(BatchRun &run, Verb verb, RowSet rowSet)
{
    rowSet.states = states(verb);
    switch (verb) {
    case Cancel:
        return run.cancel(std::move(rowSet));
    case Retry:
    case RunAgain:
    case RunDoubtful:
        return run.retry(std::move(rowSet));
    case Run:
        return run.start(std::move(rowSet));
    case RunFirst:
        return run.moveToFront(std::move(rowSet));
    case LookUp:
        return run.settle(std::move(rowSet));
    case MarkDone:
        return run.markAs(std::move(rowSet), Succeeded);
    case MarkFailed:
        return run.markAs(std::move(rowSet), Failed);
    case GiveUp:
        // At most as many as there are slots.
        for (const AttemptAtWork &attempt : run.atWork()) {
            const bool isMeant =
                rowSet.every || std::binary_search(rowSet.rows.begin(), rowSet.rows.end(), attempt.row);
            if (isMeant && run.record(attempt.row).state == Unresponsive)
                run.giveUp(attempt.row);
        }
        return;
    }
}

} // namespace batchdeck
