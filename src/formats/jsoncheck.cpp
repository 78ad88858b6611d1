#include "formats/jsoncheck.h"

#include "formats/jsonstring.h"
#include "formats/utf8.h"

#include <algorithm>
#include <array>
#include <deque>

namespace batchdeck {

namespace {

enum class Byte : std::uint8_t { Plain, Quote, Backslash, Control, BeyondAscii };

constexpr std::array<Byte, 256> bytes = [] {
    std::array<Byte, 256> table{};
    for (std::size_t byte = 0; byte < 256; ++byte)
        table[byte] = byte < 0x20 ? Byte::Control : byte < 0x80 ? Byte::Plain : Byte::BeyondAscii;
    table['"'] = Byte::Quote;
    table['\\'] = Byte::Backslash;
    return table;
}();

bool isSpace(char character)
{
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

bool isOfWord(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return isDigit(character) || (byte | 0x20U) - 'a' < 26U || byte >= 0x80
        || QByteArrayView("_.+-'$\\").contains(character);
}

bool isNumber(QByteArrayView word)
{
    qsizetype at = 0;
    const auto digits = [&] {
        const qsizetype first = at;
        while (at < word.size() && isDigit(word[at]))
            ++at;
        return at > first;
    };
    const auto is = [&](QByteArrayView characters) { return at < word.size() && characters.contains(word[at]); };
    if (is("-"))
        ++at;
    const bool startsWithZero = is("0");
    const qsizetype first = at;
    if (!digits() || (startsWithZero && at > first + 1))
        return false;
    if (is(".") && (++at, !digits()))
        return false;
    if (is("eE")) {
        ++at;
        if (is("+-"))
            ++at;
        if (!digits())
            return false;
    }
    return at == word.size();
}

} // namespace

JsonFinding JsonCheck::check(QByteArrayView text)
{
    m_text = text;
    m_at = m_token = 0;
    m_next = Next::Value;
    m_isDone = false;
    m_finding = {};
    m_isObject.clear();
    m_firstKeys.clear();
    m_keys.clear();
    bool goesOn = true;
    while (goesOn && !m_isDone) {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        goesOn = m_at < m_text.size() && step();
    }
    m_finding.isWhole = m_isDone;
    m_finding.end = m_at;
    m_finding.token = m_token;
    if (!m_isDone)
        note(FlawKind::NotJson, m_at);
    return m_finding;
}

bool JsonCheck::step()
{
    const char first = m_text[m_at];
    switch (m_next) {
    case Next::FirstValue:
        if (first == ']')
            return close(first);
        [[fallthrough]];
    case Next::Value:
        return value(first);
    case Next::FirstKey:
        if (first == '}')
            return close(first);
        [[fallthrough]];
    case Next::Key:
        return key(first);
    case Next::Colon:
        if (first != ':')
            return false;
        m_token = m_at++;
        m_next = Next::Value;
        return true;
    case Next::CommaOrClose:
        return commaOrClose(first);
    }
    return false;
}

bool JsonCheck::value(char first)
{
    if (first == '{' || first == '[') {
        open(first);
        return true;
    }
    if (!m_isObject.empty() && (first == ',' || isClosing(first))) { // a value is missing
        note(FlawKind::NotJson, m_at);
        m_next = Next::CommaOrClose;
        return true;
    }
    if (first == '"' ? !string() : !word())
        return false;
    ended();
    return true;
}

bool JsonCheck::key(char first)
{
    if (first == '}') { // after a comma
        note(FlawKind::NotJson, m_at);
        return close(first);
    }
    const qsizetype from = m_at;
    if (first == '"') {
        if (!string())
            return false;
        if (m_isObject.size() <= largestDepth)
            m_keys.push_back({from, m_at - from, m_isEscaped});
    } else {
        note(FlawKind::NotJson, m_at);
        if (!word())
            return false;
    }
    m_next = Next::Colon;
    return true;
}

bool JsonCheck::commaOrClose(char first)
{
    if (isClosing(first))
        return close(first);
    if (first != ',')
        return false;
    m_token = m_at++;
    m_next = m_isObject.back() ? Next::Key : Next::Value;
    return true;
}

bool JsonCheck::isClosing(char bracket) const
{
    return bracket == (m_isObject.back() ? '}' : ']');
}

void JsonCheck::open(char bracket)
{
    const bool isObject = bracket == '{';
    m_isObject.push_back(isObject);
    if (m_isObject.size() <= largestDepth)
        m_firstKeys.push_back(m_keys.size());
    else
        note(FlawKind::TooDeep, m_at);
    m_next = isObject ? Next::FirstKey : Next::FirstValue;
    m_token = m_at++;
}

bool JsonCheck::close(char)
{
    m_token = m_at++;
    if (m_isObject.size() <= largestDepth) {
        noteRepeatedKey(m_firstKeys.back());
        m_keys.resize(m_firstKeys.back());
        m_firstKeys.pop_back();
    }
    m_isObject.pop_back();
    ended();
    return true;
}

void JsonCheck::ended()
{
    m_isDone = m_isObject.empty();
    m_next = Next::CommaOrClose;
}

bool JsonCheck::string()
{
    m_token = m_at++;
    m_isEscaped = false;
    while (m_at < m_text.size()) {
        switch (bytes[static_cast<unsigned char>(m_text[m_at])]) {
        case Byte::Plain:
            ++m_at;
            break;
        case Byte::Quote:
            ++m_at;
            return true;
        case Byte::Backslash:
            m_isEscaped = true;
            if (!escape())
                return false;
            break;
        case Byte::Control:
            note(FlawKind::ControlCharacter, m_at);
            if (m_text[m_at] == '\n') // as likely the end of a line where a quotation mark is missing
                return false;
            ++m_at;
            break;
        case Byte::BeyondAscii:
            beyondAscii();
            break;
        }
    }
    return false;
}

bool JsonCheck::escape()
{
    const qsizetype from = m_at;
    if (from + 1 >= m_text.size()) {
        m_at = m_text.size();
        return false;
    }
    m_at += 2;
    const char letter = m_text[from + 1];
    if (letter != 'u') {
        if (!QByteArrayView("\"\\/bfnrt").contains(letter))
            note(FlawKind::NotJson, from);
        if (letter == '\n')
            --m_at; // the string ends there
        return true;
    }
    const qsizetype unit = codeUnit(from);
    if (unit < 0) {
        note(FlawKind::NotJson, from);
        return true;
    }
    m_at = from + 6;
    if (unit >= 0xDC00 && unit < 0xE000) {
        note(FlawKind::LoneSurrogate, from);
    } else if (unit >= 0xD800 && unit < 0xDC00) {
        const qsizetype second = codeUnit(m_at);
        if (second >= 0xDC00 && second < 0xE000)
            m_at += 6;
        else
            note(FlawKind::LoneSurrogate, from);
    }
    return true;
}

qsizetype JsonCheck::codeUnit(qsizetype at) const
{
    return jsonCodeUnit(m_text.sliced(at));
}

void JsonCheck::beyondAscii()
{
    const qsizetype size = utf8Size(m_text.sliced(m_at));
    if (size == 0)
        note(FlawKind::BadUtf8, m_at);
    m_at += std::max(size, qsizetype(1));
}

bool JsonCheck::word()
{
    const qsizetype from = m_at;
    while (m_at < m_text.size() && isOfWord(m_text[m_at]))
        ++m_at;
    const QByteArrayView word = m_text.sliced(from, m_at - from);
    if (word.isEmpty())
        return false;
    m_token = from;
    if (word == "true" || word == "false" || word == "null" || isNumber(word))
        return true;
    const bool isNoNumber = word == "NaN" || word == "Infinity" || word == "-Infinity" || word == "-NaN";
    note(isNoNumber ? FlawKind::NotANumber : FlawKind::NotJson, from);
    return true;
}

void JsonCheck::note(FlawKind kind, qsizetype at)
{
    if (m_finding.flaw)
        return;
    m_finding.flaw = kind;
    m_finding.at = at;
}

void JsonCheck::noteRepeatedKey(std::size_t first)
{
    if (m_finding.flaw || m_keys.size() < first + 2)
        return;
    struct Name {
        QByteArrayView text;
        qsizetype at;
    };
    std::deque<QByteArray> decoded;
    std::vector<Name> names;
    names.reserve(m_keys.size() - first);
    for (std::size_t index = first; index < m_keys.size(); ++index) {
        const Key &key = m_keys[index];
        const QByteArrayView quoted = m_text.sliced(key.at, key.size);
        names.push_back(
            {key.isEscaped ? decoded.emplace_back(decodedJsonString(quoted)) : quoted.sliced(1, quoted.size() - 2),
             key.at});
    }
    const auto less = [](const Name &a, const Name &b) {
        const auto order = a.text.compare(b.text);
        return order != 0 ? order < 0 : a.at < b.at;
    };
    std::sort(names.begin(), names.end(), less);
    qsizetype earliest = m_text.size();
    for (std::size_t index = 1; index < names.size(); ++index) {
        if (names[index].text.compare(names[index - 1].text) == 0)
            earliest = std::min(earliest, names[index].at);
    }
    if (earliest < m_text.size())
        note(FlawKind::RepeatedKey, earliest);
}

} // namespace batchdeck
