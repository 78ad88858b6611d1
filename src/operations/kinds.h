#pragma once

#include "core/kinddescription.h"
#include "core/operation.h"
#include "core/plan.h"

namespace batchdeck {

// What the program can do with a record.
const std::vector<KindDescription> &kinds();

// For one that the plan has; its kind must be known. The plan may be gone when the operation works; the
// secrets are asked for whenever it connects.
Expected<std::unique_ptr<Operation>> makeOperation(const PlannedOperation &operation, const Plan &plan,
                                                   const SecretSource &secrets = {});

} // namespace batchdeck
