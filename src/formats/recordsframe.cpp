#include "formats/recordsframe.h"

#include "formats/jsonstring.h"

namespace batchdeck {

namespace {

// Reads an object's members one by one.
class Members {
public:
    Members(QByteArrayView text, qsizetype at)
        : m_text(text)
        , m_at(at)
    {
        skipSpace();
    }

    bool isAt(char character) const { return m_at < m_text.size() && m_text[m_at] == character; }
    bool isAtEnd() const { return m_at == m_text.size(); }
    qsizetype at() const { return m_at; }

    bool take(char character)
    {
        if (!isAt(character))
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    bool takeKey(QByteArray &key)
    {
        const qsizetype from = m_at;
        if (!isAt('"') || !takeValue())
            return false;
        const QByteArrayView written = m_text.sliced(from, m_valueEnd - from);
        key = decodedJsonString(written);
        return take(':');
    }

    bool takeValue()
    {
        const JsonFinding finding = m_check.check(m_text.sliced(m_at));
        m_valueEnd = m_at + finding.end;
        m_at = m_valueEnd;
        skipSpace();
        return finding.isSound();
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at;
    qsizetype m_valueEnd = 0;
    JsonCheck m_check;
};

constexpr QByteArrayView recordsKey("Records");

} // namespace

qsizetype RecordsFrame::recordsIn(QByteArrayView text, qsizetype from)
{
    Members members(text, from);
    QByteArray key;
    if (!members.take('{'))
        return -1;
    do {
        if (!members.takeKey(key))
            return -1;
        if (key == recordsKey)
            return members.isAt('[') ? members.at() + 1 : -1;
    } while (members.takeValue() && members.take(','));
    return -1;
}

bool RecordsFrame::isLikely(QByteArrayView text)
{
    return recordsIn(text, 0) >= 0;
}

RecordsFrame::Rest RecordsFrame::restOf(QByteArrayView text, qsizetype from)
{
    Members members(text, from);
    qsizetype at = members.at();
    QByteArray key;
    const auto flawed = [&]() -> Rest {
        return {members.isAtEnd() ? FlawKind::EndsEarly : FlawKind::TextAfterEnd,
                members.isAtEnd() ? members.at() : at};
    };
    while (members.take(',')) {
        const qsizetype keyAt = members.at();
        if (!members.takeKey(key))
            return flawed();
        if (key == recordsKey)
            return {FlawKind::RepeatedKey, keyAt};
        if (!members.takeValue())
            return flawed();
        at = members.at();
    }
    if (!members.take('}'))
        return flawed();
    if (!members.isAtEnd())
        return {FlawKind::TextAfterEnd, members.at()};
    return {};
}

} // namespace batchdeck
