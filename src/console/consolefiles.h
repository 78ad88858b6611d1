#pragma once

#include "console/options.h"

namespace batchdeck {

SessionRequest requestOf(const Options &options);

// Whether the files that options name can be written, before anything is read.
Expected<void> checkFiles(const Options &options);

// Those that are written when the run is over. What went wrong with each.
std::vector<Error> writeFiles(const Options &options, const Session &session, const ResultRecorder &results);

} // namespace batchdeck
