#include "models/jsonlayout.h"

#include "core/jsontext.h"

namespace batchdeck {

namespace {

constexpr qsizetype widest = 60; // of what stands on one line
constexpr qsizetype deepest = 40; // that is still moved to the right

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
        m_text += written.contains('\\') && written.endsWith('"') ? quoted(stringText(written)) : written.toByteArray();
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
