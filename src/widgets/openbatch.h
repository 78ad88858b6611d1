#pragma once

#include "models/attemptmarks.h"
#include "models/errornotes.h"
#include "models/failuregroups.h"
#include "session/batchfields.h"
#include "session/livevalues.h"
#include "session/session.h"
#include "session/watchedrun.h"
#include "widgets/closedbatches.h"

namespace batchdeck {

// What somebody wants opened.
struct OpenRequest {
    QString path;
    QString plan{}; // its file; empty: the one beside the batch
    bool runs = false; // as soon as it is open
    bool isPasted = false; // a text that stays as it is: nobody mends its file

    // What a person has answered since.
    bool isTrial = false;
    std::optional<ChosenPlan> chosen{};
    std::shared_ptr<const Batch> batch{}; // what has been read already
    Reopen reopen = Reopen::Ask; // a run of it that was cut short
    QString run{}; // likewise, by its id: no other one
    QString kept{}; // the journal of the run of it to go on with; else it is the latest
    std::optional<LiveValues> live{}; // that stay
    bool keepsJournal = true; // a trial keeps none
    QString journal{}; // of a run that is only looked at

    std::shared_ptr<ClosedBatches> closed{}; // whose journals are waited for, where there are some
    int keptDays = 30; // runs that are over
    int jobs = 8; // of a trial
    int timeout = 0; // likewise, in seconds; 0: none
    int alike = 20; // failures in a row that pause a run whose plan says nothing of failures; 0: never

    void forgetRun() // another one is to be opened, or that one is open
    {
        run.clear();
        live.reset();
    }
};

// How far that is.
struct OpenWatch : LoadWatch {
    std::atomic<bool> isRead = false; // what comes then nobody can measure
};

// Why a batch is not opened before a person says how: an earlier run, or a journal that cannot be kept.
struct OpenDoubt {
    Error why;
    std::optional<FoundRun> found{};
};

// What panes know of a run because they have read its feed.
struct RunNotes {
    explicit RunNotes(const Batch &batch)
        : errors(batch.size())
        , failures(batch)
    {
    }

    ErrorNotes errors;
    FailureGroups failures;
    AttemptMarks marks;
    std::unique_ptr<FeedReaders> feed; // to them, and to the session's history where no journal is one
};

// What a pane holds of a batch: its session and what was read of its run.
struct OpenBatch {
    QString path;
    std::unique_ptr<RunNotes> notes; // outlives the session
    std::unique_ptr<Session> session; // null where a person has to be asked first:
    std::shared_ptr<const Batch> batch{}; // then only these are there
    BatchFields fields{}; // where nothing says what to do with the records
    std::optional<OpenDoubt> doubt{};
    std::shared_ptr<WatchedRun> watched{}; // likewise: a run to look at
    bool hasThreadsLeft = false; // to take it apart waits for them, maybe for ever

    // Takes as long as the file is long.
    static Expected<OpenBatch> open(const OpenRequest &request, OpenWatch &watch);
};

} // namespace batchdeck
