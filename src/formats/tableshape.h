#pragma once

#include <QByteArray>

namespace batchdeck {

// The character between the cells of a header: a comma, a semicolon or a tab, whichever stands there most often.
// Excel's first line, “sep=;”, says it.
char delimiterOf(QByteArrayView table);

// Where the header begins, behind such a line.
qsizetype headerOf(QByteArrayView table);

// Whether a text that is no JSON is CSV or TSV, by its beginning: a header with names, all different, and a row
// of as many cells. A name says so too.
bool isTable(QByteArrayView beginning, bool isWhole, bool isNamedTable);

} // namespace batchdeck
