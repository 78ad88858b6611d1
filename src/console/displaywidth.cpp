#include "console/displaywidth.h"

#include <algorithm>

namespace batchdeck {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};
constexpr Range wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

int widthOf(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
    case QChar::Other_Control:
        return 0;
    default:
        break;
    }
    const bool isWide = std::any_of(std::begin(wide), std::end(wide), [character](const Range &range) {
        return character >= range.first && character <= range.last;
    });
    return isWide ? 2 : 1;
}

// The character at a place, and how many units it takes.
std::pair<char32_t, qsizetype> characterAt(QStringView text, qsizetype at)
{
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(text[at], text[at + 1]), 2};
    return {text[at].unicode(), 1};
}

} // namespace

int displayWidth(QStringView text)
{
    int width = 0;
    for (qsizetype at = 0; at < text.size();) {
        const auto [character, units] = characterAt(text, at);
        width += widthOf(character);
        at += units;
    }
    return width;
}

QString cutToWidth(const QString &text, int cells)
{
    int width = 0;
    for (qsizetype at = 0; at < text.size();) {
        const auto [character, units] = characterAt(text, at);
        width += widthOf(character);
        if (width > cells)
            return text.first(at);
        at += units;
    }
    return text;
}

} // namespace batchdeck
