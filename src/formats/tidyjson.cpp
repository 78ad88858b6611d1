#include "formats/tidyjson.h"

#include "core/jsontext.h"

namespace batchdeck {

namespace {

constexpr qsizetype widest = 120;

// On one line, with a space after each comma and colon.
QByteArray spaced(QByteArrayView json)
{
    QByteArray line;
    for (const JsonMember &member : members(json))
        line += (line.isEmpty() ? "{" : ", ") + member.key.toByteArray() + ": " + spaced(member.value);
    if (!line.isEmpty())
        return line + '}';
    for (const QByteArrayView element : elements(json))
        line += (line.isEmpty() ? "[" : ", ") + spaced(element);
    return line.isEmpty() ? onOneLine(json) : line + ']';
}

QByteArray written(QByteArrayView json, qsizetype indent, qsizetype before)
{
    const QByteArray line = spaced(json);
    const bool isNested = line.startsWith('{') || line.startsWith('[');
    if (!isNested || line.size() < 3 || indent + before + line.size() <= widest)
        return line;
    const QByteArray margin = '\n' + QByteArray(indent + 2, ' ');
    QByteArrayList parts;
    for (const JsonMember &member : members(json))
        parts << margin + member.key.toByteArray() + ": " + written(member.value, indent + 2, member.key.size() + 3);
    for (const QByteArrayView element : elements(json))
        parts << margin + written(element, indent + 2, 1);
    return line.first(1) + parts.join(',') + '\n' + QByteArray(indent, ' ') + line.last(1);
}

} // namespace

QByteArray tidyJson(QByteArrayView json)
{
    return written(withoutMargins(json), 0, 0) + '\n';
}

} // namespace batchdeck
