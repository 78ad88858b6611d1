#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <optional>
#include <vector>

namespace batchdeck {

// JSON by its bytes: what is taken from it stands as it was written, numbers above all.

// Where the first of the characters stands that is neither in a string nor in an array or object that
// begins after `from`; the text's size where there is none. The text may be anything.
qsizetype nextAtTop(QByteArrayView text, qsizetype from, QByteArrayView characters);

// The position after the value that begins at `from`.
qsizetype valueEnd(QByteArrayView json, qsizetype from);

// Without the white space that JSON allows around a value.
QByteArrayView withoutMargins(QByteArrayView text);

// A member of an object: both as they are written there, the key with its quotes.
struct JsonMember {
    QByteArrayView key;
    QByteArrayView value;
};

// Of JSON, or of the beginning of some: a value that the text's end may have cut short is left out.
std::vector<JsonMember> members(QByteArrayView object);
std::vector<QByteArrayView> elements(QByteArrayView array);

// What stands at a path of keys and, in arrays, numbers from 0; of equal keys the last one's. The text
// is as above; an empty path is all of it.
std::optional<QByteArrayView> valueAt(QByteArrayView json, const QByteArrayList &path);
std::optional<QByteArray> memberText(QByteArrayView object, QByteArrayView key);

// The text that a JSON string stands for, in UTF-8; empty where the JSON is no string.
QByteArray stringText(QByteArrayView json);

// What a JSON string says; any other value as it is written, and nothing of null.
QString plainText(QByteArrayView value);

// QString::fromUtf8(), but U+FEFF at the beginning is a part of it: only a file has a mark there.
QString textOfUtf8(QByteArrayView utf8);

// As a JSON string; the bytes are UTF-8.
QByteArray quoted(QByteArrayView text);
QByteArray quoted(QStringView text);

// On one line: without the white space between tokens. The text must be JSON.
QByteArray onOneLine(QByteArrayView json);

} // namespace batchdeck
