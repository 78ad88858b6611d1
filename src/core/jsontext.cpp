#include "core/jsontext.h"

#include <nlohmann/json.hpp>

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

QByteArrayView between(QByteArrayView text, qsizetype from, qsizetype to)
{
    return withoutMargins(text.sliced(from, to - from));
}

} // namespace

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

std::optional<QByteArray> memberText(QByteArrayView object, QByteArrayView key)
{
    const QString wanted = QString::fromUtf8(key);
    std::optional<QByteArray> found;
    eachMember(object, [&](QByteArrayView name, QByteArrayView value) {
        if (plainText(name) == wanted) // it may be written with escapes
            found = value.toByteArray();
    });
    return found;
}

void eachMember(QByteArrayView object, const std::function<void(QByteArrayView name, QByteArrayView value)> &member)
{
    object = withoutMargins(object);
    if (!object.startsWith('{'))
        return;
    for (qsizetype at = 1; at < object.size();) {
        const qsizetype colon = nextAtTop(object, at, ":");
        if (colon == object.size())
            break;
        const qsizetype end = nextAtTop(object, colon + 1, ",}");
        member(between(object, at, colon), between(object, colon + 1, end));
        at = end + 1;
    }
}

QString plainText(QByteArrayView value)
{
    if (value == "null")
        return {};
    if (!value.startsWith('"'))
        return QString::fromUtf8(value);
    if (!value.contains('\\'))
        return QString::fromUtf8(value.sliced(1, value.size() - 2));
    const auto text = nlohmann::json::parse(value.begin(), value.end(), nullptr, false);
    return text.is_string() ? QString::fromStdString(text.get_ref<const std::string &>()) : QString();
}

QByteArray quoted(QStringView text)
{
    using Json = nlohmann::json;
    return QByteArray::fromStdString(
        Json(text.toUtf8().toStdString()).dump(-1, ' ', false, Json::error_handler_t::replace));
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
