#pragma once

#include "core/runjournal.h"

#include <QDateTime>

namespace batchdeck {

// One thing that is written of a record. Numbers stand in files: none is ever used for something else.
struct JournalEntry {
    enum class What : std::uint8_t {
        Claim = 0, // its attempt may begin from here on
        HandBack = 1, // it did not begin after all
        End = 2, // of an attempt, or of the record without one
        Queued = 3, // a person asked for it again
        Edited = 4, // likewise: another entry, its result, stands in its place; it became Invalid where it was
    };
    static constexpr int whats = 5;
    enum Flag : std::uint8_t {
        Late = 1, // it was done before the stop could reach it
        ByHand = 2,
        WrittenOff = 4, // of an attempt that somebody had given up
        Transient = 8,
        Interrupted = 16, // the program ended before the attempt did
        HasBody = 32, // in files only: a message, a result or a log belongs to it
        Checked = 64, // it was in doubt, and its operation has looked
        Carried = 128, // from a run of another batch, or a damaged journal: no operation can look for it
    };

    What what = What::End;
    quint32 row = 0;
    quint32 sequence = 0; // among all entries; the writer's to give
    quint32 number = 0; // the record's how manieth attempt; 0 without one
    State became = State::Queued; // of a claim: what it comes to where nothing more is written
    Report report = Report::Unknown;
    StopReason reason = StopReason::None;
    std::uint8_t flags = 0;
    quint32 leader = nothing; // whose success it shares
    qint64 at = 0; // milliseconds since 1970, by the clock on the wall, when it was over
    qint64 elapsed = 0; // microseconds
    qint64 timeout = -1; // that stopped it, in microseconds; -1 without one
    QString errorKind;
    QString errorMessage;
    QByteArray result;
    QString log;
    bool isBodyLost = false; // as it was read: its message, result and log had been altered or were gone

    bool has(Flag flag) const { return (flags & flag) != 0; }
    bool hasBody() const { return !errorMessage.isEmpty() || !result.isEmpty() || !log.isEmpty(); }
    QDateTime started() const;
    QDateTime ended() const;

    bool operator==(const JournalEntry &) const = default;
};

// Two clocks read at one moment.
struct ClockPair {
    Instant steady;
    qint64 wall; // microseconds since 1970

    static ClockPair now();
    qint64 wallOf(Instant instant) const; // milliseconds
};

inline constexpr qsizetype resultCap = 16 * 1024 * 1024; // bytes of a result that are kept

JournalEntry journalEntry(HistoryItem item, const ClockPair &clocks);

} // namespace batchdeck
