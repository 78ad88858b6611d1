#pragma once

#include "core/recordtable.h"

#include <optional>

// What a row's cells say in numbers, for those who show them and those who sort by them; nothing where one is empty.
namespace batchdeck {

std::optional<quint32> triesOf(const RecordRow &record);
std::optional<Instant> startedOf(const RecordRow &record); // its last attempt
std::optional<double> elapsedOf(const RecordRow &record, Instant now); // seconds, likewise

} // namespace batchdeck
