#pragma once

#include <QByteArray>

#include <vector>

namespace batchdeck {

// The code unit that \uXXXX at the beginning of a text stands for; negative where it is none.
qsizetype jsonCodeUnit(QByteArrayView text);

// What a string of JSON says, without its quotation marks. What is no escape stands for itself.
QByteArray decodedJsonString(QByteArrayView quoted);

// The same for one that is checked meanwhile: false where an escape, a control character or a quotation
// mark is wrong. UTF-8 is not looked at. Behind the text the buffer has room that simdjson may read.
bool decodeJsonString(QByteArrayView quoted, std::vector<char> &buffer, qsizetype &size);

// Writes a text, which is UTF-8, as a string of JSON.
void appendJsonString(QByteArray &json, QByteArrayView text);

// Where in the string the byte stands that became the one at `at` of what it says.
qsizetype placeInJsonString(QByteArrayView quoted, qsizetype at);

} // namespace batchdeck
