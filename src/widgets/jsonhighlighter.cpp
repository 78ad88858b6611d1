#include "widgets/jsonhighlighter.h"

#include "models/shownjson.h"
#include "widgets/theme.h"

namespace batchdeck {

namespace {

// What a line is broken in, for the one below it.
enum Inside { Nothing, Text, Escape };

// Where the text ends whose letters begin there.
struct TextEnd {
    qsizetype at;
    Inside inside;
};
TextEnd endOfText(const QString &line, qsizetype from)
{
    for (qsizetype at = from; at < line.size(); ++at) {
        if (line[at] == u'"')
            return {at + 1, Nothing};
        if (line[at] == u'\\' && ++at == line.size())
            return {at, Escape};
    }
    return {line.size(), Text};
}

bool isKey(const QString &line, qsizetype behind)
{
    while (behind < line.size() && line[behind] == u' ')
        ++behind;
    return behind < line.size() && line[behind] == u':';
}

bool isSign(QChar character)
{
    return QStringView(u"{}[]:,").contains(character);
}

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::setTheme(const Theme &theme)
{
    m_key.setForeground(theme.muted);
    m_sign.setForeground(theme.muted);
    m_number.setForeground(theme.words[index(State::Running)]);
    rehighlight();
}

// A text of JSON ends on its line, unless that was broken for being too long.
void JsonHighlighter::highlightBlock(const QString &text)
{
    Inside inside = Inside(std::max(previousBlockState(), int(Nothing)));
    qsizetype at = 0;
    if (inside != Nothing) {
        const TextEnd end = endOfText(text, inside == Escape ? 1 : 0);
        at = end.at;
        inside = end.inside;
    }
    while (at < text.size()) {
        qsizetype end = at + 1;
        if (text[at] == u'"') {
            const TextEnd found = endOfText(text, end);
            end = found.at;
            inside = found.inside;
            if (inside == Nothing && isKey(text, end))
                setFormat(int(at), int(end - at), m_key);
        } else if (isSign(text[at])) {
            setFormat(int(at), 1, m_sign);
        } else if (!text[at].isSpace()) {
            while (end < text.size() && !isSign(text[end]) && !text[end].isSpace())
                ++end;
            setFormat(int(at), int(end - at), m_number);
        }
        at = end;
    }
    setCurrentBlockState(text.size() < longestLine ? Nothing : inside);
}

} // namespace batchdeck
