#pragma once

#include "core/batch.h"

namespace batchdeck {

// Reads a batch file whole. "-" is the standard input.
Expected<Batch> loadBatch(const QString &path);

} // namespace batchdeck
