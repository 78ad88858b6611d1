#pragma once

#include "core/kinddescription.h"

namespace batchdeck {

// What a plan consists of besides the kinds' own keys.
const std::vector<KeyDescription> &planKeys(); // connections and operations excepted
const std::vector<KeyDescription> &operationKeys(); // of every operation, its kind excepted
const std::vector<KindDescription> &connectionDrivers();

} // namespace batchdeck
