#include "core/templatevalue.h"

#include "core/jsontext.h"
#include "core/outcome.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using Conversion = Template::Conversion;

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

qsizetype digitsFrom(QByteArrayView text, qsizetype at)
{
    const qsizetype from = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at - from;
}

// As JSON writes it: "+007" is 7, and all other digits stay; empty where the text is no number.
QByteArray number(QByteArrayView text, bool isWhole)
{
    QByteArray written;
    qsizetype at = 0;
    if (!text.isEmpty() && (text[0] == '-' || text[0] == '+')) {
        if (text[0] == '-')
            written += '-';
        ++at;
    }
    const qsizetype whole = digitsFrom(text, at);
    if (whole == 0)
        return {};
    const qsizetype end = at + whole;
    while (at + 1 < end && text[at] == '0')
        ++at;
    written += text.sliced(at, end - at);
    at = end;
    if (isWhole || at == text.size())
        return at == text.size() ? written : QByteArray();

    const qsizetype rest = at;
    if (text[at] == '.') {
        const qsizetype digits = digitsFrom(text, at + 1);
        if (digits == 0)
            return {};
        at += 1 + digits;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+'))
            ++at;
        const qsizetype digits = digitsFrom(text, at);
        if (digits == 0)
            return {};
        at += digits;
    }
    return at == text.size() ? written + text.sliced(rest).toByteArray() : QByteArray();
}

QByteArray boolean(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    if (lower == "true" || lower == "1")
        return "true";
    return lower == "false" || lower == "0" ? "false" : QByteArray();
}

QByteArray parsed(QByteArrayView text)
{
    if (text.contains('\0')) // where nlohmann_json takes a text to end
        return {};
    return nlohmann::json::accept(text.begin(), text.end()) ? text.toByteArray() : QByteArray();
}

QByteArray changed(QByteArrayView text, Conversion conversion)
{
    switch (conversion) {
    case Conversion::Number:
    case Conversion::Integer:
        return number(text, conversion == Conversion::Integer);
    case Conversion::Boolean:
        return boolean(text);
    case Conversion::Json:
        return parsed(text);
    case Conversion::None:
    case Conversion::Text:
        break;
    }
    return {};
}

constexpr const char *wanted[] = {"", "", "a number", "a whole number", "true, false, 1 or 0", "JSON"};

} // namespace

std::optional<QByteArray> valueOf(const Template::Place &place, const RecordValues &record)
{
    using Source = Template::Source;
    switch (place.source) {
    case Source::Field:
        break;
    case Source::Record:
        return record.body;
    case Source::Row:
        return QByteArray::number(record.row);
    case Source::Attempt:
        return QByteArray::number(record.attempt);
    }
    if (const auto found = valueAt(record.body, place.path))
        return QByteArray::fromRawData(found->data(), found->size());
    return {};
}

Expected<QByteArray> converted(const QByteArray &json, Conversion conversion)
{
    if (conversion == Conversion::None || json == "null")
        return json;
    const bool isText = json.startsWith('"');
    if (conversion == Conversion::Text)
        return isText ? json : quoted(onOneLine(json));
    if (conversion == Conversion::Json && !isText)
        return json;
    const QByteArray text = isText ? stringText(json).trimmed() : json;
    if (isText && text.isEmpty() && conversion != Conversion::Json)
        return QByteArray("null");
    const QByteArray value = changed(text, conversion);
    if (value.isEmpty())
        return Error{QStringLiteral("template"),
                     QStringLiteral("%1 is expected, not %2.")
                         .arg(QString::fromLatin1(wanted[static_cast<int>(conversion)]),
                              capped(QString::fromUtf8(onOneLine(json)), 60)),
                     false};
    return value;
}

QByteArray asText(QByteArrayView json, Conversion conversion)
{
    if (json.startsWith('"') && conversion != Conversion::Json)
        return stringText(json);
    return json.startsWith('{') || json.startsWith('[') ? onOneLine(json) : json.toByteArray();
}

} // namespace batchdeck
