#include "models/jsonlayout.h"

#include "core/jsontext.h"

namespace batchdeck {

namespace {

constexpr qsizetype widest = 60; // of what stands on one line
constexpr qsizetype deepest = 40; // that is still moved to the right
constexpr qsizetype unitSize = 6; // of \uac00

// The first quote, or an escaped one, closes nothing.
bool isClosed(QByteArrayView string)
{
    if (string.size() < 2 || !string.endsWith('"'))
        return false;
    qsizetype slashes = 0;
    while (string[string.size() - 2 - slashes] == '\\')
        ++slashes;
    return slashes % 2 == 0;
}

// A UTF-16 unit that is half a character, the other half of which would have to follow.
bool isFirstHalf(QByteArrayView unit)
{
    const QByteArray digits = unit.sliced(2).toByteArray().toLower();
    return digits >= "d800" && digits < "dc00";
}

// Of the beginning of a string, without the escape that its end has cut short, nor half a character.
QByteArrayView withoutHalf(QByteArrayView string)
{
    for (qsizetype at = string.indexOf('\\'); at >= 0; at = string.indexOf('\\', at)) {
        const bool isUnit = string.sliced(at).startsWith("\\u");
        const qsizetype end = at + (isUnit ? unitSize : 2);
        if (end > string.size())
            return string.first(at);
        const QByteArrayView rest = string.sliced(end);
        const bool isCut = rest.isEmpty() || rest == "\\" || (rest.startsWith("\\u") && rest.size() < unitSize);
        if (isUnit && isCut && isFirstHalf(string.sliced(at, unitSize)))
            return string.first(at);
        at = end;
    }
    return string;
}

class Layout {
public:
    explicit Layout(QByteArrayView json)
        : m_json(withoutMargins(json))
    {
    }

    QByteArray take()
    {
        while (m_at < m_json.size())
            step();
        return std::move(m_text);
    }

private:
    void step()
    {
        const char character = m_json[m_at];
        switch (character) {
        case '{':
        case '[':
            if (const qsizetype end = shortEnd(); end > 0)
                onOneLine(end);
            else
                open();
            return;
        case '}':
        case ']':
            m_depth = std::max(m_depth - 1, qsizetype(0));
            newLine();
            break;
        case ',':
            m_text += character;
            newLine();
            ++m_at;
            return;
        case ':':
            m_text += ": ";
            ++m_at;
            return;
        case '"':
            text();
            return;
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            ++m_at;
            return;
        default:
            break;
        }
        m_text += character;
        ++m_at;
    }

    void open()
    {
        m_text += m_json[m_at++];
        ++m_depth;
        newLine();
    }

    void newLine()
    {
        m_text += '\n';
        m_text.append(2 * std::min(m_depth, deepest), ' ');
    }

    void text()
    {
        const qsizetype end = valueEnd(m_json, m_at);
        const QByteArrayView written = m_json.sliced(m_at, end - m_at);
        if (!written.contains('\\'))
            m_text += written;
        else if (isClosed(written))
            m_text += quoted(stringText(written));
        else
            m_text += quoted(stringText(QByteArray(withoutHalf(written).toByteArray() + '"'))).chopped(1);
        m_at = end;
    }

    // Of the array or object that begins here, where it is short enough for one line; 0 where it is not.
    qsizetype shortEnd() const
    {
        const QByteArrayView near = m_json.sliced(m_at, std::min(2 * widest, m_json.size() - m_at));
        const qsizetype end = valueEnd(near, 0);
        const bool isWhole = near[end - 1] == '}' || near[end - 1] == ']';
        return isWhole && batchdeck::onOneLine(near.first(end)).size() <= widest && valueEnd(m_json, m_at) == m_at + end
            ? m_at + end
            : 0;
    }

    void onOneLine(qsizetype end)
    {
        while (m_at < end) {
            const char character = m_json[m_at];
            if (character == '"') {
                text();
                continue;
            }
            const bool isSpace = character == ' ' || character == '\n' || character == '\r' || character == '\t';
            if (!isSpace)
                m_text += character;
            if (character == ',' || character == ':')
                m_text += ' ';
            ++m_at;
        }
    }

    const QByteArrayView m_json;
    qsizetype m_at = 0;
    qsizetype m_depth = 0;
    QByteArray m_text;
};

} // namespace

QString laidOutJson(QByteArrayView json)
{
    return QString::fromUtf8(Layout(json).take());
}

} // namespace batchdeck
