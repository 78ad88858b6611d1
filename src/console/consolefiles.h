#pragma once

#include "console/options.h"

namespace batchdeck {

SessionRequest requestOf(const Options &options);

// Whether the files that options name can be written, before anything is read.
Expected<void> checkFiles(const Options &options);

// Those that are written when the run is over.
struct WrittenFiles {
    std::vector<Error> errors; // what went wrong with each
    QStringList notes; // what is to be told of them
};
WrittenFiles writeFiles(const Options &options, const Session &session, const ResultRecorder &results);

} // namespace batchdeck
