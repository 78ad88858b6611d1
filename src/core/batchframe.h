#pragma once

#include <QByteArray>

namespace batchdeck {

enum class TextEncoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Cp949 };

// "UTF-8"
constexpr const char *nameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        break;
    case TextEncoding::Utf16Le:
        return "UTF-16LE";
    case TextEncoding::Utf16Be:
        return "UTF-16BE";
    case TextEncoding::Cp949:
        return "CP949";
    }
    return "UTF-8";
}

// What stands around the entries of a file, so that some of them can be written as a file like it.
struct BatchFrame {
    QByteArray before; // the first entry: the header of a table, other keys
    QByteArray between; // two entries
    QByteArray after; // the last entry
    TextEncoding encoding = TextEncoding::Utf8;
    bool hasMark = false; // a byte order mark
    bool isPacked = false; // gzip
};

} // namespace batchdeck
