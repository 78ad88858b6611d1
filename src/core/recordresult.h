#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "core/state.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace batchdeck {

// What came of a record.
struct RecordResult {
    quint32 row = 0;
    QString id;
    QString label;
    QString operation;
    State state = State::Queued;
    quint32 attempts = 0;
    QDateTime started; // its last attempt; null where it had none, or nobody saw it
    std::optional<Duration> elapsed;
    QByteArray result; // JSON, empty where there is none
    Error error; // without a kind where there is none
    QDateTime known; // since when that is so, where an earlier program wrote it down
};

} // namespace batchdeck
