#include "core/jsontext.h"

#include <QStringDecoder>

namespace batchdeck {

namespace {

bool isSpace(char character)
{
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}

// The position after the string that begins at `from`, or the text's size where it does not end.
qsizetype afterString(QByteArrayView text, qsizetype from)
{
    for (qsizetype at = from + 1; at < text.size(); ++at) {
        if (text[at] == '"')
            return at + 1;
        if (text[at] == '\\')
            ++at;
    }
    return text.size();
}

qsizetype afterSpace(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && isSpace(text[from]))
        ++from;
    return from;
}

template <typename See>
void forEachElement(QByteArrayView array, See &&see)
{
    array = withoutMargins(array);
    if (!array.startsWith('['))
        return;
    for (qsizetype at = 1;;) {
        at = afterSpace(array, at);
        const qsizetype end = valueEnd(array, at);
        if (end >= array.size() || end == at)
            return;
        see(array.sliced(at, end - at));
        at = afterSpace(array, end);
        if (at >= array.size() || array[at] != ',')
            return;
        ++at;
    }
}

template <typename See>
void forEachMember(QByteArrayView object, See &&see)
{
    object = withoutMargins(object);
    if (!object.startsWith('{'))
        return;
    for (qsizetype at = 1;;) {
        at = afterSpace(object, at);
        if (at >= object.size() || object[at] != '"')
            return;
        const qsizetype keyEnd = afterString(object, at);
        const qsizetype colon = afterSpace(object, keyEnd);
        if (colon >= object.size() || object[colon] != ':')
            return;
        const qsizetype value = afterSpace(object, colon + 1);
        const qsizetype end = valueEnd(object, value);
        if (end >= object.size() || end == value)
            return;
        see(JsonMember{object.sliced(at, keyEnd - at), object.sliced(value, end - value)});
        at = afterSpace(object, end);
        if (at >= object.size() || object[at] != ',')
            return;
        ++at;
    }
}

bool isKey(QByteArrayView written, QByteArrayView key)
{
    const QByteArrayView inner = written.sliced(1, written.size() - 2);
    return inner.contains('\\') ? QByteArrayView(stringText(written)) == key : inner == key;
}

std::optional<qsizetype> position(const QByteArray &text)
{
    constexpr qsizetype mostDigits = 9;
    if (text.isEmpty() || text.size() > mostDigits || (text.size() > 1 && text.front() == '0'))
        return {};
    qsizetype number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9')
            return {};
        number = number * 10 + (digit - '0');
    }
    return number;
}

char32_t hexUnit(QByteArrayView digits)
{
    bool isHex = false;
    const char32_t unit = digits.toByteArray().toUInt(&isHex, 16);
    return isHex ? unit : char32_t(QChar::ReplacementCharacter);
}

void appendCharacter(QByteArray &text, char32_t character)
{
    if (character < 0x80) {
        text += static_cast<char>(character);
        return;
    }
    if (QChar::isSurrogate(character))
        character = QChar::ReplacementCharacter; // half a pair
    const int tails = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    constexpr unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(leads[tails] | (character >> (6 * tails)));
    for (int left = tails - 1; left >= 0; --left)
        text += static_cast<char>(0x80 | ((character >> (6 * left)) & 0x3F));
}

} // namespace

qsizetype valueEnd(QByteArrayView text, qsizetype from)
{
    if (from >= text.size())
        return text.size();
    if (text[from] == '"')
        return afterString(text, from);
    qsizetype depth = 0;
    for (qsizetype at = from; at < text.size();) {
        switch (text[at]) {
        case '"':
            at = afterString(text, at);
            continue;
        case '[':
        case '{':
            ++depth;
            break;
        case ']':
        case '}':
            if (--depth <= 0)
                return depth == 0 ? at + 1 : at;
            break;
        case ',':
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            if (depth == 0)
                return at;
            break;
        default:
            break;
        }
        ++at;
    }
    return text.size();
}

qsizetype nextAtTop(QByteArrayView text, qsizetype from, QByteArrayView characters)
{
    qsizetype depth = 0;
    for (qsizetype at = from; at < text.size();) {
        const char character = text[at];
        if (depth == 0 && characters.contains(character))
            return at;
        if (character == '"') {
            at = afterString(text, at);
            continue;
        }
        if (character == '[' || character == '{')
            ++depth;
        else if ((character == ']' || character == '}') && depth > 0)
            --depth;
        ++at;
    }
    return text.size();
}

QByteArrayView withoutMargins(QByteArrayView text)
{
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

std::vector<JsonMember> members(QByteArrayView object)
{
    std::vector<JsonMember> found;
    found.reserve(8);
    forEachMember(object, [&](const JsonMember &member) { found.push_back(member); });
    return found;
}

std::vector<QByteArrayView> elements(QByteArrayView array)
{
    std::vector<QByteArrayView> found;
    forEachElement(array, [&](QByteArrayView element) { found.push_back(element); });
    return found;
}

std::optional<QByteArrayView> valueAt(QByteArrayView json, const QByteArrayList &path)
{
    json = withoutMargins(json);
    for (const QByteArray &step : path) {
        std::optional<QByteArrayView> found;
        if (json.startsWith('{')) {
            forEachMember(json, [&](const JsonMember &member) {
                if (isKey(member.key, step))
                    found = member.value;
            });
        } else if (const auto wanted = position(step); wanted && json.startsWith('[')) {
            qsizetype at = 0;
            forEachElement(json, [&](QByteArrayView element) {
                if (at++ == *wanted)
                    found = element;
            });
        }
        if (!found)
            return {};
        json = *found;
    }
    return json;
}

std::optional<QByteArray> memberText(QByteArrayView object, QByteArrayView key)
{
    std::optional<QByteArray> found;
    forEachMember(object, [&](const JsonMember &member) {
        if (isKey(member.key, key))
            found = member.value.toByteArray();
    });
    return found;
}

QByteArray stringText(QByteArrayView json)
{
    if (json.size() < 2 || json.front() != '"')
        return {};
    const QByteArrayView inner = json.sliced(1, json.size() - 2);
    QByteArray text;
    text.reserve(inner.size());
    for (qsizetype at = 0; at < inner.size();) {
        const qsizetype escape = inner.indexOf('\\', at);
        if (escape < 0 || escape + 1 >= inner.size()) {
            text += inner.sliced(at);
            break;
        }
        text += inner.sliced(at, escape - at);
        at = escape + 2;
        switch (const char letter = inner[escape + 1]) {
        case 'b':
            text += '\b';
            break;
        case 'f':
            text += '\f';
            break;
        case 'n':
            text += '\n';
            break;
        case 'r':
            text += '\r';
            break;
        case 't':
            text += '\t';
            break;
        case 'u': {
            char32_t character = hexUnit(inner.sliced(at).first(std::min<qsizetype>(4, inner.size() - at)));
            at = std::min(at + 4, inner.size());
            if (QChar::isHighSurrogate(character) && inner.size() - at >= 6 && inner[at] == '\\'
                && inner[at + 1] == 'u') {
                if (const char32_t low = hexUnit(inner.sliced(at + 2, 4)); QChar::isLowSurrogate(low)) {
                    character = QChar::surrogateToUcs4(char16_t(character), char16_t(low));
                    at += 6;
                }
            }
            appendCharacter(text, character);
            break;
        }
        default: // a quote, a slash, a backslash
            text += letter;
        }
    }
    return text;
}

QString textOfUtf8(QByteArrayView utf8)
{
    if (!utf8.startsWith("\xEF\xBB\xBF"))
        return QString::fromUtf8(utf8);
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom)(utf8);
}

QString plainText(QByteArrayView value)
{
    if (value == QByteArrayView("null"))
        return {};
    if (!value.startsWith('"'))
        return QString::fromUtf8(value);
    return textOfUtf8(value.size() < 2 || value.contains('\\') ? QByteArrayView(stringText(value))
                                                               : value.sliced(1, value.size() - 2));
}

QByteArray quoted(QByteArrayView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    for (const char character : text) {
        switch (character) {
        case '"':
        case '\\':
            json += '\\';
            json += character;
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(character) < 0x20)
                json += "\\u00" + QByteArray(1, character).toHex();
            else
                json += character;
        }
    }
    return json + '"';
}

QByteArray quoted(QStringView text)
{
    return quoted(text.toUtf8());
}

QByteArray onOneLine(QByteArrayView json)
{
    QByteArray line;
    line.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        const qsizetype next = json[at] == '"' ? afterString(json, at) : at + 1;
        if (!isSpace(json[at]))
            line += json.sliced(at, next - at);
        at = next;
    }
    return line;
}

} // namespace batchdeck
