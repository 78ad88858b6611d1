#pragma once

#include <QByteArray>
#include <QString>

namespace batchdeck {

// JSON as a person reads it: short values on one line, longer ones a member a line, texts without \u escapes,
// numbers as they are written. The beginning of some is laid out as far as it goes, without half a character.
QString laidOutJson(QByteArrayView json);

} // namespace batchdeck
