#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace batchdeck {

// JSON by its bytes: what is taken from it stands as it was written, numbers above all.

// Where the first of the characters stands that is neither in a string nor in an array or object that
// begins after `from`; the text's size where there is none. The text may be anything.
qsizetype nextAtTop(QByteArrayView text, qsizetype from, QByteArrayView characters);

// Without the white space that JSON allows around a value.
QByteArrayView withoutMargins(QByteArrayView text);

// The value of a member of an object, as it is written there; of equal keys the last one's. The text
// must be JSON.
std::optional<QByteArray> memberText(QByteArrayView object, QByteArrayView key);

// Each member of an object in its order, name and value as they are written. The text must be JSON.
void eachMember(QByteArrayView object, const std::function<void(QByteArrayView name, QByteArrayView value)> &member);

// What a JSON string says; any other value as it is written, and nothing of null.
QString plainText(QByteArrayView value);

// As a JSON string.
QByteArray quoted(QStringView text);

// On one line: without the white space between tokens. The text must be JSON.
QByteArray onOneLine(QByteArrayView json);

} // namespace batchdeck
