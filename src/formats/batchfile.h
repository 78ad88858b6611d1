#pragma once

#include "core/batch.h"

namespace batchdeck {

// Reads a batch file whole. "-" is the standard input.
Expected<std::shared_ptr<const Batch>> loadBatch(const QString &path);

} // namespace batchdeck
