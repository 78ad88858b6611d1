#pragma once

#include "models/errornotes.h"
#include "session/session.h"

namespace batchdeck {

// What a pane holds of a batch: its session and what the session tells of its failures.
struct OpenBatch {
    QString path;
    std::unique_ptr<ErrorNotes> errors; // outlives the session
    std::unique_ptr<Session> session;

    // Takes as long as the file is long.
    static Expected<OpenBatch> open(const QString &path);
};

} // namespace batchdeck
