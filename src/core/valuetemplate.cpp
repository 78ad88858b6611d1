#include "core/valuetemplate.h"

#include "core/jsontext.h"

#include <algorithm>

namespace batchdeck {

Expected<ValueTemplate> ValueTemplate::parse(QByteArrayView json, const QString &where)
{
    ValueTemplate parsed;
    parsed.m_source = onOneLine(json);
    parsed.m_rest.clear();
    const QByteArrayView text(parsed.m_source);
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] != '"') {
            parsed.m_rest += text[at++];
            continue;
        }
        const QByteArrayView string = text.sliced(at, valueEnd(text, at) - at);
        at += string.size();
        const bool isKey = at < text.size() && text[at] == ':';
        if (isKey) {
            parsed.m_rest += string;
            continue;
        }
        auto place = Template::parse(QString::fromUtf8(stringText(string)), where);
        if (!place)
            return place.error();
        parsed.m_pieces.push_back({std::exchange(parsed.m_rest, {}), *std::move(place)});
    }
    return parsed;
}

bool ValueTemplate::isConstant() const
{
    return std::all_of(m_pieces.begin(), m_pieces.end(), [](const Piece &piece) { return piece.place.isConstant(); });
}

Expected<QByteArray> ValueTemplate::json(const RecordValues &record) const
{
    if (m_pieces.size() == 1 && m_pieces.front().text.isEmpty() && m_rest.isEmpty())
        return m_pieces.front().place.json(record);
    QByteArray whole;
    for (const Piece &piece : m_pieces) {
        const auto value = piece.place.json(record);
        if (!value)
            return value.error();
        whole += piece.text;
        whole += *value;
    }
    whole += m_rest;
    return whole;
}

} // namespace batchdeck
