#pragma once

#include <QString>

namespace batchdeck {

// What errors of one sort have in common: the message on one line, without what tells one record from another.
// Quoted text, numbers and words that hold a digit each become "…"; punctuation and all other words stay.
QString errorPattern(const QString &message);

} // namespace batchdeck
