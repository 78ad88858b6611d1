#pragma once

#include <QByteArray>

namespace batchdeck {

// JSON as a person would write it: what fits on a line stands on one, all else a member a line. Texts
// and numbers stay as they are. The text must be JSON, and not deeply nested.
QByteArray tidyJson(QByteArrayView json);

} // namespace batchdeck
