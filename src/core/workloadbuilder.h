#pragma once

#include "core/batch.h"
#include "core/error.h"
#include "core/kinddescription.h"
#include "core/plan.h"
#include "core/workload.h"

#include <stop_token>

namespace batchdeck {

// Who stands with whom in a batch under a plan. An operation's number is its position in the plan; where
// records ask for what the plan has not, they get one more: UnknownOperation.
//
// A record that lacks a field of "target", "by" or "coalesce", or has null there, has no target, is
// not limited, shares nothing. A limit that no value's records can reach is none.
//
// Reads the records only where the plan needs it, on all cores. May be stopped; the error is then "cancelled".
Expected<Workload> workloadOf(const Batch &batch, const Plan &plan, const std::vector<KindDescription> &kinds,
                              const std::stop_token &stop = {});

} // namespace batchdeck
