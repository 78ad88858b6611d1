#include "widgets/jsonhighlighter.h"

#include "widgets/theme.h"

namespace batchdeck {

namespace {

qsizetype afterText(const QString &line, qsizetype from)
{
    for (qsizetype at = from + 1; at < line.size(); ++at) {
        if (line[at] == u'"')
            return at + 1;
        if (line[at] == u'\\')
            ++at;
    }
    return line.size();
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

// A text of JSON ends on its line.
void JsonHighlighter::highlightBlock(const QString &text)
{
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at + 1;
        if (text[at] == u'"') {
            end = afterText(text, at);
            if (isKey(text, end))
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
}

} // namespace batchdeck
