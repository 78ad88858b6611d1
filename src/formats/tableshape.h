#pragma once

#include <QByteArray>

namespace batchdeck {

// Whether a text that is no JSON is CSV or TSV, by its beginning.
bool isTable(QByteArrayView beginning, bool isWhole, bool isNamedTable);

} // namespace batchdeck
