#include "models/errorpattern.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr QChar fold = u'…';

struct Quotes {
    char16_t open;
    char16_t close;
};
constexpr Quotes quotes[] = {{u'"', u'"'}, {u'\'', u'\''}, {u'`', u'`'}, {u'“', u'”'}, {u'‘', u'’'}, {u'«', u'»'}};

bool isWordPart(QChar character)
{
    return character.unicode() < 0x80 && (character.isLetterOrNumber() || character == u'_');
}

// Inside a word where it stands between two parts of it: "10.5", "2024-01-02T03:04", "a1-b2".
bool joins(QChar character)
{
    return character == u'.' || character == u'-' || character == u':' || character == u'/';
}

// Where the word that begins at `from` ends.
qsizetype wordEnd(QStringView text, qsizetype from)
{
    qsizetype at = from;
    while (at < text.size()) {
        const bool goesOn = at + 1 < text.size() && isWordPart(text[at + 1]);
        if (!isWordPart(text[at]) && !(joins(text[at]) && goesOn))
            break;
        ++at;
    }
    return at;
}

// Where the quoted text that begins at `from` ends, behind its closing quote; `from` where nothing is quoted.
// An apostrophe inside a word neither opens nor closes anything.
qsizetype quoteEnd(QStringView text, qsizetype from)
{
    const auto found =
        std::find_if(std::begin(quotes), std::end(quotes), [&](const Quotes &q) { return text[from] == q.open; });
    const auto isInWord = [&](qsizetype next) {
        return text[from] == u'\'' && next >= 0 && next < text.size() && isWordPart(text[next]);
    };
    if (found == std::end(quotes) || isInWord(from - 1))
        return from;
    for (qsizetype at = from + 1; at < text.size(); ++at) {
        if (text[at] == found->close && !isInWord(at + 1))
            return at + 1;
    }
    return from;
}

} // namespace

QString errorPattern(const QString &message)
{
    const QString text = message.simplified();
    QString pattern;
    pattern.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        if (const qsizetype end = quoteEnd(text, at); end > at) {
            pattern += text[at];
            pattern += fold;
            pattern += text[end - 1];
            at = end;
        } else if (isWordPart(text[at])) {
            const qsizetype wordEnds = wordEnd(text, at);
            const QStringView word = QStringView(text).sliced(at, wordEnds - at);
            if (std::any_of(word.begin(), word.end(), [](QChar character) { return character.isDigit(); }))
                pattern += fold;
            else
                pattern += word;
            at = wordEnds;
        } else {
            pattern += text[at++];
        }
    }
    return pattern;
}

} // namespace batchdeck
