#pragma once

#include <QByteArray>

namespace batchdeck {

// The bytes of the character of UTF-8 that begins a text; 0 where none does.
constexpr qsizetype utf8Size(QByteArrayView text)
{
    const auto byte = [&](qsizetype at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(0);
    };
    const auto follows = [&](qsizetype at) { return (byte(at) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (text.isEmpty())
        return 0;
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4 || !follows(1))
        return 0;
    if (first < 0xE0)
        return 2;
    if (first < 0xF0) {
        const bool isFalse = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F);
        return !isFalse && follows(2) ? 3 : 0;
    }
    const bool isFalse = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return !isFalse && follows(2) && follows(3) ? 4 : 0;
}

} // namespace batchdeck
