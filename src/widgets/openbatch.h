#pragma once

#include "models/errornotes.h"
#include "session/session.h"

namespace batchdeck {

// What somebody wants opened.
struct OpenRequest {
    QString path;
    QString plan{}; // its file; empty: the one beside the batch
    bool runs = false; // as soon as it is open
};

// What a pane holds of a batch: its session and what the session tells of its failures.
struct OpenBatch {
    QString path;
    std::unique_ptr<ErrorNotes> errors; // outlives the session
    std::unique_ptr<Session> session;

    // Takes as long as the file is long.
    static Expected<OpenBatch> open(const OpenRequest &request, LoadWatch &watch);
};

} // namespace batchdeck
