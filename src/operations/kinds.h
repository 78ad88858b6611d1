#pragma once

#include "core/kinddescription.h"
#include "core/operation.h"
#include "core/plan.h"
#include "operations/effect.h"

#include <memory>

namespace batchdeck {

class SqlConnections;

// What the program can do with a record.
const std::vector<KindDescription> &kinds();

// For one that the plan has; its kind must be known. The plan may be gone when the operation works; the
// secrets are asked for whenever it connects. Operations of one run share its connections; one that is
// given none has its own. Connections are made with the same effect.
Expected<std::unique_ptr<Operation>> makeOperation(const PlannedOperation &operation, const Plan &plan,
                                                   const SecretSource &secrets = {},
                                                   std::shared_ptr<SqlConnections> connections = {},
                                                   Effect effect = Effect::Kept);

// Where it cannot, one that is to be undone says what it would do, and does nothing.
bool canBeUndone(const QString &kind);

} // namespace batchdeck
