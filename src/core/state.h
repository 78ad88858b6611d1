#pragma once

#include <QLatin1StringView>

#include <array>
#include <cstdint>
#include <optional>

namespace batchdeck {

enum class State : std::uint8_t {
    Invalid,
    Queued,
    Running,
    Committing,
    Stopping,
    Unresponsive,
    Backoff,
    Succeeded,
    Failed,
    TimedOut,
    Cancelled,
    Skipped,
    InDoubt,
};
inline constexpr int stateCount = 13;

// What the operation says of an attempt that is over.
enum class Report : std::uint8_t { Done, Unknown, Failed, Stopped };
inline constexpr int reportCount = 4;

// Why an attempt was stopped: the first reason wins and never changes.
enum class StopReason : std::uint8_t { None, User, RunCancelled, Timeout, Policy, Quit };
inline constexpr int stopReasonCount = 6;

// How an attempt ends, from what it reports and why it was stopped.
struct Verdict {
    State state;
    bool retryable; // Backoff instead, where the retry policy says so
    bool late; // it was done before the stop could reach it

    bool operator==(const Verdict &) const = default;
};

bool mayBecome(State from, State to);
Verdict verdict(Report report, StopReason reason);

bool isActive(State state); // holds a slot
bool isEnded(State state); // nothing more happens to it unless a person asks
bool isProblem(State state);

QLatin1StringView name(State state); // "timedOut": as results and plans spell it
std::optional<State> stateNamed(QStringView name);
QLatin1StringView name(Report report);
QLatin1StringView name(StopReason reason);

// A set of states, as filters and bulk verbs take it.
class StateSet {
public:
    constexpr StateSet() = default;
    template <typename... States>
    constexpr StateSet(State first, States... rest)
        : m_bits(static_cast<std::uint16_t>(bit(first) | (0 | ... | bit(rest))))
    {
    }

    constexpr bool contains(State state) const { return (m_bits & bit(state)) != 0; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr void insert(State state) { m_bits = static_cast<std::uint16_t>(m_bits | bit(state)); }
    bool operator==(const StateSet &) const = default;

private:
    static constexpr int bit(State state) { return 1 << static_cast<int>(state); }
    std::uint16_t m_bits = 0;
};

template <typename T>
using PerState = std::array<T, stateCount>;

constexpr std::size_t index(State state)
{
    return static_cast<std::size_t>(state);
}

} // namespace batchdeck
