#pragma once

#include "console/options.h"

namespace batchdeck {

class ResultRecorder;
class Session;

// A run that nothing has started yet.
struct PreparedRun {
    std::unique_ptr<Session> session;
    QStringList told; // sentences for a person
    std::vector<quint32> again; // in doubt, and to run again
    std::optional<int> exitCode; // it was a dry run, and is over
};

// How far it has come; any thread may look.
struct Preparing {
    LoadWatch loading;
    std::atomic<bool> isLoaded = false;
};

// Reads the batch and makes the run. Takes long, and is done on a thread: the event loop must hear signals. Of a run
// that begins nothing is written meanwhile but its journal.
Expected<PreparedRun> prepareRun(const Options &options, bool canAsk, ResultRecorder &recorder, Preparing &watch);

} // namespace batchdeck
