#pragma once

#include "core/secret.h"

namespace batchdeck {

// Finds secrets where a plan says they are kept; the file .env is that in the plan's folder. A value
// stands in no error.
SecretSource secretsOf(const QString &planFolder);

} // namespace batchdeck
