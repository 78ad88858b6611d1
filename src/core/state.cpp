#include "core/state.h"

namespace batchdeck {

namespace {

using enum State;

struct StateRow {
    QLatin1StringView name;
    StateSet next;
};

// Two moves more than one expects. Queued may become Failed or TimedOut: a record that had tried, was
// due again and never got its turn ends as its last attempt ended. Unresponsive may become Failed: a
// clean-up can overrun after a plain failure that nobody stopped.
const PerState<StateRow> states = {{
    {QLatin1StringView("invalid"), {Queued}},
    {QLatin1StringView("queued"), {Running, Cancelled, Skipped, Succeeded, Failed, TimedOut}},
    {QLatin1StringView("running"), {Committing, Stopping, Backoff, Succeeded, Failed, InDoubt, Unresponsive}},
    {QLatin1StringView("committing"), {Running, Stopping, Backoff, Succeeded, Failed, InDoubt, Unresponsive}},
    {QLatin1StringView("stopping"), {Cancelled, TimedOut, Backoff, Queued, Succeeded, InDoubt, Unresponsive}},
    {QLatin1StringView("unresponsive"), {Cancelled, TimedOut, Backoff, Queued, Succeeded, InDoubt, Failed}},
    {QLatin1StringView("backoff"), {Queued, Cancelled, Failed, TimedOut}},
    {QLatin1StringView("succeeded"), {Queued}},
    {QLatin1StringView("failed"), {Queued}},
    {QLatin1StringView("timedOut"), {Queued}},
    {QLatin1StringView("cancelled"), {Queued}},
    {QLatin1StringView("skipped"), {Queued}},
    {QLatin1StringView("inDoubt"), {Queued, Succeeded, Failed}},
}};

// Rows: Report. Columns: StopReason.
constexpr Verdict plain(State state)
{
    return {state, false, false};
}
constexpr Verdict retried(State state)
{
    return {state, true, false};
}
constexpr Verdict late{Succeeded, false, true};

// clang-format off
constexpr Verdict verdicts[reportCount][stopReasonCount] = {
    // none            user              run cancelled     timeout            policy            quit
    {plain(Succeeded), late,             late,             late,              plain(Succeeded), plain(Succeeded)}, // done
    {plain(InDoubt),   plain(InDoubt),   plain(InDoubt),   plain(InDoubt),    plain(InDoubt),   plain(InDoubt)},   // unknown
    {retried(Failed),  plain(Cancelled), plain(Cancelled), retried(TimedOut), plain(Cancelled), plain(Queued)},    // failed
    {retried(Failed),  plain(Cancelled), plain(Cancelled), retried(TimedOut), plain(Cancelled), plain(Queued)},    // stopped
};
// clang-format on

constexpr StateSet active{Running, Committing, Stopping, Unresponsive};
constexpr StateSet ended{Succeeded, Failed, TimedOut, Cancelled, Skipped, InDoubt};
constexpr StateSet problems{Failed, TimedOut, InDoubt, Invalid};

} // namespace

bool mayBecome(State from, State to)
{
    return states[index(from)].next.contains(to);
}

Verdict verdict(Report report, StopReason reason)
{
    return verdicts[static_cast<int>(report)][static_cast<int>(reason)];
}

bool isActive(State state)
{
    return active.contains(state);
}
bool isEnded(State state)
{
    return ended.contains(state);
}
bool isProblem(State state)
{
    return problems.contains(state);
}

std::optional<State> stateNamed(QStringView wanted)
{
    for (int number = 0; number < stateCount; ++number) {
        const auto state = static_cast<State>(number);
        if (name(state) == wanted)
            return state;
    }
    return {};
}

QLatin1StringView name(State state)
{
    return states[index(state)].name;
}

QLatin1StringView name(Report report)
{
    constexpr QLatin1StringView names[reportCount] = {QLatin1StringView("done"), QLatin1StringView("unknown"),
                                                      QLatin1StringView("failed"), QLatin1StringView("stopped")};
    return names[static_cast<int>(report)];
}

QLatin1StringView name(StopReason reason)
{
    constexpr QLatin1StringView names[stopReasonCount] = {
        QLatin1StringView("none"),    QLatin1StringView("user"),   QLatin1StringView("runCancelled"),
        QLatin1StringView("timeout"), QLatin1StringView("policy"), QLatin1StringView("quit")};
    return names[static_cast<int>(reason)];
}

} // namespace batchdeck
