#include "formats/textencoding.h"

#include "formats/utf8.h"

#include <QString>

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace batchdeck {

namespace {

constexpr qsizetype fewCharacters = 16; // one more may decide
constexpr qsizetype mostWrong = 8; // of its bytes one is not what it should be, where it is CP949 still
constexpr QByteArrayView swallowed("\xA2\xE8"); // glibc refuses it in CP949, but goes past it

// Converts as much as can be; what is left of the text is what stopped it.
std::size_t convert(void *converter, QByteArrayView &from, QByteArray &to)
{
    std::array<char, 1 << 14> room;
    for (;;) {
        char *input = const_cast<char *>(from.data()); // iconv does not write there
        auto left = static_cast<std::size_t>(from.size());
        char *output = room.data();
        std::size_t space = room.size();
        const std::size_t result = iconv(converter, &input, &left, &output, &space);
        const int problem = result == static_cast<std::size_t>(-1) ? errno : 0;
        to.append(room.data(), output - room.data());
        from = from.last(static_cast<qsizetype>(left));
        if (problem != E2BIG)
            return static_cast<std::size_t>(problem);
    }
}

// Without a branch a byte, so that it costs a fraction of reading it.
bool isAllAscii(QByteArrayView text)
{
    unsigned char seen = 0;
    for (const char byte : text)
        seen |= static_cast<unsigned char>(byte);
    return seen < 0x80;
}

// How much of a text its encoding has no character for.
qsizetype unknownIn(QByteArrayView text, const char *encoding)
{
    QByteArray converted;
    qsizetype unknown = 0;
    void *const converter = iconv_open("UTF-8", encoding);
    while (convert(converter, text, converted) == EILSEQ) {
        ++unknown;
        text = text.sliced(std::min(text.size(), qsizetype(1)));
        converted.clear();
    }
    iconv_close(converter);
    return unknown; // the last character may go on
}

// Bytes that stand alone among ASCII. Nearly all of CP949 comes in pairs, while other encodings have single letters.
qsizetype aloneIn(QByteArrayView text)
{
    const auto isAscii = [&](qsizetype at) {
        return at < 0 || at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80;
    };
    qsizetype alone = 0;
    for (qsizetype at = 0; at < text.size(); ++at)
        alone += !isAscii(at) && isAscii(at - 1) && isAscii(at + 1);
    return alone;
}

// A few bytes may be wrong in a long text; `others` of it are no UTF-8.
bool isCp949(QByteArrayView text, qsizetype others)
{
    const qsizetype unknown = unknownIn(text, "CP949");
    return unknown == 0 || mostWrong * std::max(unknown, aloneIn(text)) < others;
}

// A byte that is no text, as three that are no UTF-8, so that it can be written as it was.
void appendUnknown(QByteArrayView bytes, QByteArray &text)
{
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += unknownByte;
        text += static_cast<char>(0x80U | (value >> 4U));
        text += static_cast<char>(0x80U | (value & 0xFU));
    }
}

std::optional<char> unknownAt(QByteArrayView text)
{
    const auto isHalf = [](char byte) { return (static_cast<unsigned char>(byte) & 0xF0U) == 0x80U; };
    if (text.size() < 3 || text[0] != unknownByte || !isHalf(text[1]) || !isHalf(text[2]))
        return std::nullopt;
    return static_cast<char>((static_cast<unsigned char>(text[1]) & 0xFU) << 4U
                             | (static_cast<unsigned char>(text[2]) & 0xFU));
}

} // namespace

void EncodingGuess::look(QByteArrayView piece)
{
    if (m_found || piece.isEmpty() || (m_isBeginning && lookAtBeginning(piece)))
        return;
    m_isBeginning = false;
    if (m_tail.isEmpty() && isAllAscii(piece))
        return;
    decide(std::exchange(m_tail, {}) + piece.toByteArray(), false);
}

void EncodingGuess::finish()
{
    if (!m_found && !m_tail.isEmpty())
        decide(std::exchange(m_tail, {}) + '\n', true);
}

void EncodingGuess::decide(const QByteArray &text, bool isAll)
{
    const auto isAscii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
    const QByteArrayView seen(std::find_if_not(text.begin(), text.end(), isAscii), text.end());
    QByteArrayView left = seen;
    qsizetype characters = 0;
    qsizetype others = 0;
    bool goesOn = false;
    while (!left.isEmpty() && !goesOn) {
        const qsizetype size = utf8Size(left);
        goesOn = size == 0 && left.size() < 4 && !isAll;
        characters += size > 1;
        others += size == 0 && !goesOn;
        left = left.sliced(std::max(size, qsizetype(1)));
    }
    if (goesOn && characters + others < fewCharacters)
        m_tail = seen.toByteArray();
    else if (characters + others > 0)
        m_found = others > characters && isCp949(seen, others) ? TextEncoding::Cp949 : TextEncoding::Utf8;
}

bool EncodingGuess::lookAtBeginning(QByteArrayView piece)
{
    if (piece.startsWith("\xEF\xBB\xBF"))
        m_found = TextEncoding::Utf8;
    else if (piece.startsWith("\xFF\xFE"))
        m_found = TextEncoding::Utf16Le;
    else if (piece.startsWith("\xFE\xFF"))
        m_found = TextEncoding::Utf16Be;
    if (m_found)
        return true;
    // The first character is most often ASCII, one byte of which is a zero in UTF-16.
    if (piece.size() > 1 && (piece[0] == '\0') != (piece[1] == '\0')) {
        m_found = piece[1] == '\0' ? TextEncoding::Utf16Le : TextEncoding::Utf16Be;
        return true;
    }
    // ASCII is a zero in every second byte; other characters have one now and then in the other.
    const qsizetype pairs = std::min(piece.size(), qsizetype(4096)) / 2;
    std::array<qsizetype, 2> zeros{};
    for (qsizetype at = 0; at < 2 * pairs; ++at)
        zeros[static_cast<std::size_t>(at % 2)] += piece[at] == '\0';
    if (zeros[1] > 4 * zeros[0] && 4 * zeros[1] >= pairs)
        m_found = TextEncoding::Utf16Le;
    else if (zeros[0] > 4 * zeros[1] && 4 * zeros[0] >= pairs)
        m_found = TextEncoding::Utf16Be;
    return m_found.has_value();
}

TextDecoder::TextDecoder(TextEncoding encoding)
    : m_unitSize(encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be ? 2 : 1)
{
    if (encoding != TextEncoding::Utf8)
        m_converter = iconv_open("UTF-8", nameOf(encoding));
}

TextDecoder::~TextDecoder()
{
    if (m_converter)
        iconv_close(m_converter);
}

void TextDecoder::decode(QByteArrayView piece, QByteArray &text)
{
    if (!m_converter) {
        text.append(piece.data(), piece.size());
        return;
    }
    const QByteArray joined = m_tail + piece.toByteArray();
    QByteArrayView rest(joined);
    while (!rest.isEmpty()) {
        const qsizetype before = rest.size();
        const std::size_t problem = convert(m_converter, rest, text);
        if (problem == EILSEQ) {
            if (m_unitSize == 1 && rest.size() < before
                && QByteArrayView(joined).chopped(rest.size()).endsWith(swallowed)) {
                appendUnknown(swallowed, text);
                continue;
            }
            const qsizetype unit = std::min(m_unitSize, rest.size());
            appendUnknown(rest.first(unit), text);
            rest = rest.sliced(unit);
        } else if (problem != 0) {
            break; // the last character goes on in the next piece
        }
    }
    m_tail = rest.toByteArray();
}

void TextDecoder::finish(QByteArray &text)
{
    appendUnknown(m_tail, text);
    m_tail.clear();
}

QByteArray encodedText(QByteArrayView text, TextEncoding encoding)
{
    if (encoding == TextEncoding::Utf8)
        return text.toByteArray();
    QByteArray encoded;
    void *const converter = iconv_open(nameOf(encoding), "UTF-8");
    QByteArray question;
    QByteArrayView mark("?");
    convert(converter, mark, question);
    while (!text.isEmpty()) {
        if (convert(converter, text, encoded) == 0)
            break;
        if (const auto unknown = unknownAt(text)) {
            encoded += *unknown;
            text = text.sliced(3);
            continue;
        }
        encoded += question;
        text = text.sliced(std::min(std::max(utf8Size(text), qsizetype(1)), text.size()));
    }
    iconv_close(converter);
    return encoded;
}

bool endsInHalf(QByteArrayView text, TextEncoding encoding)
{
    if (encoding != TextEncoding::Utf16Le && encoding != TextEncoding::Utf16Be)
        return false;
    qsizetype bytes = 0;
    for (; text.size() >= 3 && unknownAt(text.last(3)); text = text.chopped(3))
        ++bytes;
    return bytes % 2 != 0;
}

} // namespace batchdeck
