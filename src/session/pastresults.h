#pragma once

#include "session/exports.h"

namespace batchdeck {

// Results from what a session's history holds, which is there at any time. The session outlives them.
ResultLines pastResults(const Session &session);

} // namespace batchdeck
