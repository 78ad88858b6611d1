#pragma once

#include "core/error.h"

namespace batchdeck {

// The exception that is being handled, as an error: its type, and what it says.
Error thrownError();

} // namespace batchdeck
