#pragma once

#include "core/recordresult.h"

namespace batchdeck {

// As a line of JSON, with its line feed.
QByteArray resultLine(const RecordResult &result);

} // namespace batchdeck
