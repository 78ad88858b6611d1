#pragma once

#include "session/session.h"

namespace batchdeck {

// What a person may put in a record's place and run; the batch's file stays as it is.
struct EntryEdit {
    static constexpr qsizetype most = 1 << 20; // bytes that somebody can be asked to look through

    static bool isPossible(State state);
    static QByteArray body(const Session &session, quint32 row); // to begin with: its fields, or what stands there

    // The entry that holds the body, or why it cannot be run: where it is no JSON, or that it would be a record of
    // another kind, for which the run has made no plans.
    static Expected<QByteArray> entry(const Session &session, quint32 row, const QByteArray &body);
    static Expected<void> run(Session &session, quint32 row, const QByteArray &body);
};

} // namespace batchdeck
