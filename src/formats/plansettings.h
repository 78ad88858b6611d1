#pragma once

#include "core/keysreader.h"
#include "core/plan.h"

namespace batchdeck {

// Sets what a plan says besides its connections and operations from the keys that were read of it. The
// text is the plan's own, for what makes no sense together.
void applySettings(const PlannedKeys &keys, Plan &plan, std::vector<KeyProblem> &problems, QByteArrayView text);

// As plans spell them.
QString nameOf(RetrySettings::Growth growth);
QString nameOf(FailureSettings::Then then);

} // namespace batchdeck
