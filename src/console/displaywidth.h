#pragma once

#include <QString>

namespace batchdeck {

// The cells of a terminal that a text takes: Hangul and ideographs take two, what is written onto the
// character before it none.
int displayWidth(QStringView text);

// Its beginning, so that it takes no more.
QString cutToWidth(const QString &text, int cells);

} // namespace batchdeck
