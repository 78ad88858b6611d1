#pragma once

#include "models/attemptmarks.h"
#include "models/errornotes.h"
#include "models/failuregroups.h"
#include "session/session.h"

namespace batchdeck {

// What somebody wants opened.
struct OpenRequest {
    QString path;
    QString plan{}; // its file; empty: the one beside the batch
    bool runs = false; // as soon as it is open
};

// What panes know of a run because they have read its feed.
struct RunNotes {
    explicit RunNotes(const Batch &batch)
        : failures(batch)
    {
    }

    ErrorNotes errors;
    FailureGroups failures;
    AttemptMarks marks;
    std::unique_ptr<FeedReaders> feed; // to them, and to the session's history
};

// What a pane holds of a batch: its session and what was read of its run.
struct OpenBatch {
    QString path;
    std::unique_ptr<RunNotes> notes; // outlives the session
    std::unique_ptr<Session> session;

    // Takes as long as the file is long.
    static Expected<OpenBatch> open(const OpenRequest &request, LoadWatch &watch);
};

} // namespace batchdeck
