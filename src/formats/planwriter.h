#pragma once

#include "core/plan.h"

namespace batchdeck {

// The plan as JSON for a person to read: without what it does not say itself. Reading it gives the
// same plan.
QByteArray writePlan(const Plan &plan);

} // namespace batchdeck
