#include "models/needle.h"

#include <QList>

#include <algorithm>
#include <array>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace batchdeck {

namespace {

constexpr uchar letterMask = 0xDF; // but for the bit that is the case

bool isLetter(char32_t character)
{
    return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
}

bool isPlain(char32_t character) // stands in JSON as itself, whoever writes it
{
    return isLetter(character) || (character >= '0' && character <= '9') || character == ' ' || character == '_'
        || character == '-' || character == '.' || character == ':' || character == ',' || character == '@';
}

int hexDigit(uchar byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'f' ? (byte | 0x20) - 'a' + 10 : -1;
}

// Reads one character after the other, behind as many backslashes as there are.
class Reader {
public:
    Reader(QByteArrayView text, qsizetype at)
        : m_text(text)
        , m_at(at)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }

    char32_t next()
    {
        const uchar byte = uchar(m_text[m_at]);
        if (byte == '\\')
            return escaped();
        if (byte < 0x80) {
            ++m_at;
            return byte;
        }
        return encoded(byte);
    }

private:
    char32_t encoded(uchar lead)
    {
        const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
        char32_t character = more == 0 ? lead : lead & (0x3F >> more);
        ++m_at;
        for (int i = 0; i < more && !atEnd() && (uchar(m_text[m_at]) & 0xC0) == 0x80; ++i)
            character = character << 6 | (uchar(m_text[m_at++]) & 0x3F);
        return character;
    }

    char32_t escaped()
    {
        skipBackslashes();
        if (atEnd())
            return '\\';
        if (m_text[m_at] != 'u') {
            constexpr std::array<std::pair<char, char32_t>, 5> controls = {
                {{'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}}};
            for (const auto &[letter, character] : controls) {
                if (m_text[m_at] == letter) {
                    ++m_at;
                    return character;
                }
            }
            return next();
        }
        const int unit = unitAt(m_at + 1);
        if (unit < 0) {
            ++m_at;
            return 'u';
        }
        m_at += 5;
        return QChar::isHighSurrogate(char32_t(unit)) ? withLow(char32_t(unit)) : char32_t(unit);
    }

    char32_t withLow(char32_t high)
    {
        const qsizetype before = m_at;
        skipBackslashes();
        const int low = m_at > before && !atEnd() && m_text[m_at] == 'u' ? unitAt(m_at + 1) : -1;
        if (low < 0 || !QChar::isLowSurrogate(char32_t(low))) {
            m_at = before;
            return high;
        }
        m_at += 5;
        return QChar::surrogateToUcs4(char16_t(high), char16_t(low));
    }

    void skipBackslashes()
    {
        while (!atEnd() && m_text[m_at] == '\\')
            ++m_at;
    }

    int unitAt(qsizetype at) const
    {
        if (at + 4 > m_text.size())
            return -1;
        int unit = 0;
        for (qsizetype i = at; i < at + 4; ++i) {
            const int digit = hexDigit(uchar(m_text[i]));
            if (digit < 0)
                return -1;
            unit = unit << 4 | digit;
        }
        return unit;
    }

    QByteArrayView m_text;
    qsizetype m_at;
};

} // namespace

Needle::Needle(const QString &text)
{
    const QByteArray written = text.normalized(QString::NormalizationForm_C).toUtf8();
    QList<uint> read;
    for (Reader reader(written, 0); !reader.atEnd();) {
        const char32_t character = reader.next();
        read += character;
        m_characters.push_back(QChar::toCaseFolded(character));
    }
    m_text = QString::fromUcs4(reinterpret_cast<const char32_t *>(read.constData()), read.size());
    if (!isEmpty())
        addScents(char32_t(read.front()));
}

void Needle::addScents(char32_t first)
{
    std::vector<char32_t> forms{first, QChar::toLower(first), QChar::toUpper(first), QChar::toTitleCase(first)};
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    if (first < 0x80)
        forms.resize(1); // the mask takes care of the other
    for (const char32_t form : forms) {
        addPlain(form);
        if (!isPlain(form))
            addEscaped(form);
    }
}

void Needle::addPlain(char32_t first)
{
    const QByteArray bytes = QString::fromUcs4(&first, 1).toUtf8();
    if (bytes.size() > 1) { // its last two bytes are rarer than its first
        const auto last = bytes.size() - 2;
        m_scents.push_back({{uchar(bytes[last]), uchar(bytes[last + 1])}, {0xFF, 0xFF}, int(last)});
        return;
    }
    const auto maskOf = [](char32_t character) { return isLetter(character) ? letterMask : uchar(0xFF); };
    Scent scent{{uchar(first & maskOf(first)), 0}, {maskOf(first), 0}, 0};
    if (m_characters.size() > 1 && isPlain(m_characters[1])) {
        scent.masks[1] = maskOf(m_characters[1]);
        scent.bytes[1] = uchar(m_characters[1] & scent.masks[1]);
    }
    m_scents.push_back(scent);
}

void Needle::addEscaped(char32_t first)
{
    const char16_t unit = first > 0xFFFF ? QChar::highSurrogate(first) : char16_t(first);
    Scent scent{{}, {}, 4}; // the last two of \uXXXX
    for (int i = 0; i < 2; ++i) {
        const int digit = unit >> (4 * (1 - i)) & 0xF;
        scent.masks[i] = digit < 10 ? 0xFF : letterMask;
        scent.bytes[i] = uchar(digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
    m_scents.push_back(scent);
}

bool Needle::isInEntry(QByteArrayView entry) const
{
    return std::any_of(m_scents.begin(), m_scents.end(), [&](const Scent &scent) { return isFollowed(entry, scent); });
}

// Whether the scent leads to the text anywhere in the entry.
bool Needle::isFollowed(QByteArrayView entry, const Scent &scent) const
{
    const auto *bytes = reinterpret_cast<const uchar *>(entry.data());
    // A scent of one byte may be the last.
    const qsizetype end = scent.masks[1] == 0 ? entry.size() : entry.size() - 1;
    qsizetype at = scent.offset;
#ifdef __SSE2__
    const auto wide = [](uchar byte) { return _mm_set1_epi8(char(byte)); };
    const __m128i masks[] = {wide(scent.masks[0]), wide(scent.masks[1])};
    const __m128i wanted[] = {wide(scent.bytes[0]), wide(scent.bytes[1])};
    for (; at + 17 <= entry.size(); at += 16) {
        const auto here = [&](int i) {
            const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + at + i));
            return _mm_cmpeq_epi8(_mm_and_si128(block, masks[i]), wanted[i]);
        };
        auto found = unsigned(_mm_movemask_epi8(_mm_and_si128(here(0), here(1))));
        for (; found != 0; found &= found - 1) {
            if (standsAt(entry, at + std::countr_zero(found) - scent.offset))
                return true;
        }
    }
#endif
    for (; at < end; ++at) {
        const bool isHere = (bytes[at] & scent.masks[0]) == scent.bytes[0]
            && (scent.masks[1] == 0 || (bytes[at + 1] & scent.masks[1]) == scent.bytes[1]);
        if (isHere && standsAt(entry, at - scent.offset))
            return true;
    }
    return false;
}

bool Needle::standsAt(QByteArrayView entry, qsizetype at) const
{
    Reader reader(entry, at);
    for (const char32_t character : m_characters) {
        if (reader.atEnd())
            return false;
        const char32_t found = reader.next();
        if (found != character && QChar::toCaseFolded(found) != character)
            return false;
    }
    return true;
}

} // namespace batchdeck
