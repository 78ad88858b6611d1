#pragma once

#include "core/kinddescription.h"

namespace batchdeck {

// What a plan consists of besides the kinds' own keys.
extern const QString connectionsKey; // an object of objects, each with a "driver" and its keys
extern const QString operationsKey; // likewise, each with a "kind"
const std::vector<KeyDescription> &planKeys(); // both included, as JSON of any sort
const std::vector<KeyDescription> &operationKeys(); // of every operation, its kind excepted
const std::vector<KindDescription> &connectionDrivers();

} // namespace batchdeck
