#include "models/textkey.h"

#include <QChar>
#include <QString>

#include <algorithm>

namespace batchdeck {

namespace {

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

// Without its accent and its case.
char16_t folded(QChar character)
{
    const char16_t unit = character.unicode();
    if (unit < 0x80)
        return unit >= 'A' && unit <= 'Z' ? char16_t(unit + 0x20) : unit;
    const bool mayHaveAccent = unit < 0x250 || (unit >= 0x1E00 && unit < 0x2000);
    if (mayHaveAccent && character.decompositionTag() == QChar::Canonical)
        return folded(character.decomposition().front());
    return QChar::toCaseFolded(unit);
}

// As UTF-8 would have it, whose bytes sort as its characters do.
void append(std::string &keys, char16_t unit)
{
    if (unit < 0x80) {
        keys += char(unit);
    } else if (unit < 0x800) {
        keys += char(0xC0 | unit >> 6);
        keys += char(0x80 | (unit & 0x3F));
    } else {
        keys += char(0xE0 | unit >> 12);
        keys += char(0x80 | (unit >> 6 & 0x3F));
        keys += char(0x80 | (unit & 0x3F));
    }
}

} // namespace

void appendTextKey(std::string &keys, QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            append(keys, folded(text[at++]));
            continue;
        }
        while (at + 1 < text.size() && text[at] == u'0' && isDigit(text[at + 1]))
            ++at;
        const auto *end = std::find_if_not(text.begin() + at, text.end(), isDigit);
        const auto digits = end - (text.begin() + at);
        // A longer number is a higher one. Nine digits and more share a mark and tell how many they are after it.
        keys += char('0' + std::min<qsizetype>(digits, 9));
        if (digits >= 9)
            keys += char(std::min<qsizetype>(digits, 255));
        for (const auto *digit = text.begin() + at; digit != end; ++digit)
            keys += char(digit->unicode());
        at += digits;
    }
}

} // namespace batchdeck
