#pragma once

#include "core/batchform.h"

#include <memory>

namespace batchdeck {

// Each entry is JSON and its own body.
std::shared_ptr<const BatchForm> valuesForm(const QString &name);

// {"Records": […]}: strings that hold JSON, queue messages, or values.
std::shared_ptr<const BatchForm> recordsForm();

} // namespace batchdeck
