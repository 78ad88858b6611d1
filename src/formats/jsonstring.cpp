#include "formats/jsonstring.h"

#include <array>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace batchdeck {

namespace {

constexpr qsizetype roomBehind = 64; // that simdjson may read

constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> table{};
    table['"'] = '"';
    table['\\'] = '\\';
    table['/'] = '/';
    table['b'] = '\b';
    table['f'] = '\f';
    table['n'] = '\n';
    table['r'] = '\r';
    table['t'] = '\t';
    return table;
}();

qsizetype digit(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    const char lower = static_cast<char>(character | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// One escape: how many bytes it takes, and the character. 0 bytes where it is none.
struct Escape {
    qsizetype size = 0;
    char32_t character = 0;
};

Escape escapeAt(QByteArrayView text)
{
    if (text.size() < 2)
        return {};
    if (text[1] != 'u') {
        const char plain = escapes[static_cast<unsigned char>(text[1])];
        return plain ? Escape{2, static_cast<char32_t>(plain)} : Escape{};
    }
    const qsizetype unit = jsonCodeUnit(text);
    if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000))
        return {};
    if (unit < 0xD800 || unit >= 0xE000)
        return {6, static_cast<char32_t>(unit)};
    const qsizetype second = jsonCodeUnit(text.sliced(6));
    if (second < 0xDC00 || second >= 0xE000)
        return {};
    return {12, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00))};
}

// Writes the character as UTF-8 and says how many bytes that took.
qsizetype write(char32_t character, char *to)
{
    const auto byte = [&](char32_t value) { *to++ = static_cast<char>(value); };
    if (character < 0x80) {
        byte(character);
        return 1;
    }
    if (character < 0x800) {
        byte(0xC0 | character >> 6);
        byte(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        byte(0xE0 | character >> 12);
        byte(0x80 | ((character >> 6) & 0x3F));
        byte(0x80 | (character & 0x3F));
        return 3;
    }
    byte(0xF0 | character >> 18);
    byte(0x80 | ((character >> 12) & 0x3F));
    byte(0x80 | ((character >> 6) & 0x3F));
    byte(0x80 | (character & 0x3F));
    return 4;
}

// Copies up to the first quotation mark, backslash or control character and says how many bytes those are. What stands
// behind the copy, up to 15 bytes, is written over.
inline qsizetype copyPlain(const char *from, const char *end, char *to)
{
    const char *const begin = from;
#ifdef __SSE2__
    const __m128i lastControl = _mm_set1_epi8(0x1F);
    while (end - from >= 16) {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to), text);
        const __m128i special = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('"')), _mm_cmpeq_epi8(text, _mm_set1_epi8('\\'))),
            _mm_cmpeq_epi8(_mm_min_epu8(text, lastControl), text));
        const auto matches = static_cast<unsigned>(_mm_movemask_epi8(special));
        if (matches != 0)
            return from - begin + std::countr_zero(matches);
        from += 16;
        to += 16;
    }
#endif
    while (from < end && *from != '"' && *from != '\\' && static_cast<unsigned char>(*from) >= 0x20)
        *to++ = *from++;
    return from - begin;
}

QByteArrayView inside(QByteArrayView quoted)
{
    quoted = quoted.sliced(quoted.startsWith('"') ? 1 : 0);
    return quoted.first(quoted.size() - (quoted.endsWith('"') ? 1 : 0));
}

} // namespace

qsizetype jsonCodeUnit(QByteArrayView text)
{
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u')
        return -1;
    qsizetype unit = 0;
    for (qsizetype at = 2; at < 6; ++at) {
        const qsizetype value = digit(text[at]);
        if (value < 0)
            return -1;
        unit = unit << 4 | value;
    }
    return unit;
}

QByteArray decodedJsonString(QByteArrayView quoted)
{
    const QByteArrayView text = inside(quoted);
    QByteArray decoded(text.size(), Qt::Uninitialized);
    qsizetype size = 0;
    for (qsizetype at = 0; at < text.size();) {
        const Escape escape = text[at] == '\\' ? escapeAt(text.sliced(at)) : Escape{};
        if (escape.size > 0)
            size += write(escape.character, decoded.data() + size);
        else
            decoded.data()[size++] = text[at];
        at += escape.size > 0 ? escape.size : 1;
    }
    decoded.truncate(size);
    return decoded;
}

bool decodeJsonString(QByteArrayView quoted, std::vector<char> &buffer, qsizetype &size)
{
    if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"')
        return false;
    const QByteArrayView text = inside(quoted);
    const auto room = static_cast<std::size_t>(text.size() + 2 * roomBehind);
    if (buffer.size() < room)
        buffer.resize(room);
    char *to = buffer.data();
    const char *from = text.data();
    const char *const end = from + text.size();
    while (from < end) {
        const qsizetype plain = copyPlain(from, end, to);
        from += plain;
        to += plain;
        if (from == end)
            break;
        if (*from != '\\')
            return false;
        const char simple = from + 1 < end ? escapes[static_cast<unsigned char>(from[1])] : '\0';
        if (simple) {
            *to++ = simple;
            from += 2;
            continue;
        }
        const Escape escape = escapeAt({from, end});
        if (escape.size == 0)
            return false;
        to += write(escape.character, to);
        from += escape.size;
    }
    size = to - buffer.data();
    std::memset(to, 0, static_cast<std::size_t>(roomBehind));
    return true;
}

void appendJsonString(QByteArray &json, QByteArrayView text)
{
    json += '"';
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') {
            json += '\\';
            json += character;
        } else if (character == '\n') {
            json += "\\n";
        } else if (byte < 0x20) {
            json += "\\u00";
            json += QByteArray::number(byte, 16).rightJustified(2, '0');
        } else {
            json += character;
        }
    }
    json += '"';
}

qsizetype placeInJsonString(QByteArrayView quoted, qsizetype wanted)
{
    const QByteArrayView text = inside(quoted);
    std::array<char, 4> bytes;
    qsizetype decoded = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const Escape escape = text[at] == '\\' ? escapeAt(text.sliced(at)) : Escape{};
        const qsizetype written = escape.size > 0 ? write(escape.character, bytes.data()) : 1;
        if (decoded + written > wanted)
            break;
        decoded += written;
        at += escape.size > 0 ? escape.size : 1;
    }
    return at + (quoted.startsWith('"') ? 1 : 0);
}

} // namespace batchdeck
