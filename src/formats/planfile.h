#pragma once

#include "core/batch.h"
#include "core/kinddescription.h"
#include "core/plan.h"

namespace batchdeck {

// Where the plan of a batch is looked for: prices.plan.json beside prices.jsonl.gz. Empty for the
// standard input.
QString planPathFor(const QString &batchPath);

// The error lists all that is wrong with it.
Expected<Plan> readPlanFile(const QString &path, const std::vector<KindDescription> &kinds);

// The shortest plan that runs this very batch: with the operations that its first records ask for.
QString shortestPlanFor(const Batch &batch);

} // namespace batchdeck
