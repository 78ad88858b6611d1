#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "core/nothing.h"
#include "core/state.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace batchdeck {

// How an attempt of a record ended, or the record without one, in the time of a clock on the wall.
struct PastEnd {
    quint32 number = 0; // the record's how manieth attempt; 0 without one
    State became = State::Queued;
    Report report = Report::Unknown;
    StopReason reason = StopReason::None;
    bool late = false; // it was done before the stop could reach it
    bool byHand = false; // a person says so
    bool writtenOff = false; // of an attempt that somebody had given up
    bool interrupted = false; // the program ended before the attempt did
    quint32 leader = nothing; // whose success it shares
    qint64 ended = 0; // milliseconds since 1970
    Duration elapsed{};
    std::optional<Duration> timeout; // that stopped it
    Error error; // without a kind where there is none
    bool hasResult = false;
    bool hasLog = false;
    quint64 place = 0; // of those two, for RecordHistory::body()

    bool operator==(const PastEnd &) const = default;
};

// What may be long.
struct PastBody {
    QByteArray result; // JSON, empty where there is none
    QString log;
};

// What came of the records of a run, all rounds included. Any thread may ask; it reads a file.
class RecordHistory {
public:
    virtual ~RecordHistory() = default;

    virtual Expected<std::vector<PastEnd>> ends(quint32 row) const = 0; // oldest first
    virtual Expected<PastBody> body(const PastEnd &end) const = 0;
};

} // namespace batchdeck
