#pragma once

#include "console/options.h"
#include "session/resultrecorder.h"

namespace batchdeck {

SessionRequest requestOf(const Options &options);

// Whether the files that options name can be written, before anything is read; and again once a run is opened: what
// a run that goes on has written itself may be replaced.
Expected<void> checkFiles(const Options &options);
Expected<void> checkFiles(const Options &options, const Session &session); // none that its plan needs
Expected<void> claimFiles(const Options &options, const Session &session);
bool mayReplace(const Options &options, const Session &session, const QString &path);

// What to do where no run was opened; empty where nobody knows better than the error.
QString wayOn(const Error &error, const Options &options, const Session *session);

// Those that are written when the run is over.
struct WrittenFiles {
    std::vector<Error> errors; // what went wrong with each
    QStringList notes; // what is to be told of them
};
WrittenFiles writeFiles(const Options &options, const Session &session, const ResultRecorder &results);

} // namespace batchdeck
