#pragma once

#include "core/batch.h"

namespace batchdeck {

// The elements of a JSON array, each with its own bytes. What is no JSON object is an invalid entry
// that says where and why; so is the end of a file that was cut short. What is no array is refused.
Expected<std::shared_ptr<const Batch>> readJsonArray(QByteArray bytes);

} // namespace batchdeck
