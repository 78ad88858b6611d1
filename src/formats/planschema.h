#pragma once

#include "core/kinddescription.h"

namespace batchdeck {

// The JSON Schema (2020-12) of plans whose operations are of these kinds, for editors. It takes what
// the reader takes, and more: it knows no templates, and not what must fit together.
QByteArray planSchema(const std::vector<KindDescription> &kinds);

} // namespace batchdeck
