#include "core/template.h"

#include "core/jsontext.h"
#include "core/nearest.h"
#include "core/outcome.h"
#include "core/templateparser.h"
#include "core/templatevalue.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr int fewCharacters = 60; // of a value, in an error

Error wrong(const QString &message)
{
    return {QStringLiteral("template"), message, false};
}

bool isNull(QByteArrayView json)
{
    return json == QByteArrayView("null");
}

QStringList fieldsOf(QByteArrayView json)
{
    QStringList names;
    for (const JsonMember &member : members(json))
        names << QString::fromUtf8(stringText(member.key));
    return names;
}

// As deep into the record as the place goes before something is missing.
QString missing(const Template::Place &place, const RecordValues &record)
{
    const QString whole = QString::fromUtf8(place.path.join('.'));
    for (qsizetype depth = 0; depth < place.path.size(); ++depth) {
        const auto parent = valueAt(record.body, place.path.first(depth));
        if (!parent || valueAt(record.body, place.path.first(depth + 1)))
            continue;
        const QString name = QString::fromUtf8(place.path[depth]);
        const QString owner = depth == 0
            ? QStringLiteral("the record")
            : QStringLiteral("“%1”").arg(QString::fromUtf8(place.path.first(depth).join('.')));
        if (parent->startsWith('['))
            return QStringLiteral("%1 has %2 elements and none numbered “%3” (they count from 0).")
                .arg(owner, QString::number(elements(*parent).size()), name);
        if (!parent->startsWith('{'))
            return QStringLiteral("%1 has no field “%2”: it is %3.")
                .arg(owner, name, capped(QString::fromUtf8(onOneLine(*parent)), fewCharacters));
        return QStringLiteral("%1 has no field “%2”. %3").arg(owner, name, nearestHint(name, fieldsOf(*parent)));
    }
    return QStringLiteral("the record has no field “%1”.").arg(whole);
}

// Nothing where it is missing or null; as it stands where it cannot be converted.
std::optional<QByteArray> textIfAny(const Template::Place &place, const RecordValues &record)
{
    const auto found = valueOf(place, record);
    if (!found)
        return {};
    const auto value = converted(*found, place.conversion);
    if (isNull(value ? *value : *found))
        return {};
    return asText(value ? *value : *found, place.conversion);
}

QByteArray percentEncoded(QByteArrayView text)
{
    return text.toByteArray().toPercentEncoding();
}

// Whether what a record filled in makes a whole step of the path "." or "..": also percent-encoded
// they climb, for whoever reads the URL may decode first.
bool climbs(QByteArrayView url, const std::vector<std::pair<qsizetype, qsizetype>> &filled)
{
    qsizetype end = url.size();
    for (qsizetype at = 0; at < end; ++at) {
        if (url[at] == '?' || url[at] == '#')
            end = at;
    }
    for (qsizetype from = 0; from <= end;) {
        qsizetype to = url.first(end).indexOf('/', from);
        to = to < 0 ? end : to;
        const QByteArray step = QByteArray::fromPercentEncoding(url.sliced(from, to - from).toByteArray());
        const bool isFilled = std::any_of(filled.begin(), filled.end(), [&](const auto &span) {
            return span.first >= from && span.second <= to && span.first < span.second;
        });
        if (isFilled && (step == "." || step == ".."))
            return true;
        from = to + 1;
    }
    return false;
}

} // namespace

Expected<Template> Template::parse(const QString &text, const QString &where)
{
    auto pieces = parseTemplate(text);
    if (!pieces)
        return pieces.error();
    Template parsed;
    parsed.m_source = text;
    parsed.m_where = where;
    parsed.m_pieces = *std::move(pieces);
    return parsed;
}

bool Template::isConstant() const
{
    return std::none_of(m_pieces.begin(), m_pieces.end(), [](const Piece &piece) { return piece.place.has_value(); });
}

bool Template::uses(Source source) const
{
    return std::any_of(m_pieces.begin(), m_pieces.end(),
                       [&](const Piece &piece) { return piece.place && piece.place->source == source; });
}

QStringList Template::fields() const
{
    QStringList fields;
    for (const Piece &piece : m_pieces) {
        if (piece.place && piece.place->source == Source::Field)
            fields << QString::fromUtf8(piece.place->path.join('.'));
    }
    return fields;
}

Error Template::failure(const Place &place, const QString &why) const
{
    return wrong(m_where.isEmpty() ? QStringLiteral("{%1}: %2").arg(place.written, why)
                                   : QStringLiteral("{%1} in %2: %3").arg(place.written, m_where, why));
}

// The place's value as JSON, converted; a null where the record has one.
Expected<QByteArray> Template::value(const Place &place, const RecordValues &record) const
{
    const std::optional<QByteArray> found = valueOf(place, record);
    if (!found)
        return failure(place, missing(place, record));
    auto value = converted(*found, place.conversion);
    if (!value)
        return failure(place, value.error().message);
    return value;
}

Expected<QByteArray> Template::textOf(const Place &place, const RecordValues &record, Use use) const
{
    const auto json = value(place, record);
    if (!json)
        return json.error();
    if (isNull(*json))
        return failure(place, QStringLiteral("the record has null there, which is no text."));
    if (use != Use::Text && (json->startsWith('{') || json->startsWith('[')))
        return failure(place,
                       QStringLiteral("a single text or number is expected, not %1.")
                           .arg(capped(QString::fromUtf8(onOneLine(*json)), fewCharacters)));
    QByteArray text = asText(*json, place.conversion);
    if (text.contains('\0'))
        return failure(place, QStringLiteral("the text has a NUL character in it, which is allowed in values only."));
    return text;
}

Expected<QString> Template::rendered(const RecordValues &record, Use use) const
{
    QByteArray whole;
    std::vector<std::pair<qsizetype, qsizetype>> filled;
    for (const Piece &piece : m_pieces) {
        whole += piece.text;
        if (!piece.place)
            continue;
        const auto text = textOf(*piece.place, record, use);
        if (!text)
            return text.error();
        const qsizetype from = whole.size();
        whole += use == Use::Url ? percentEncoded(*text) : *text;
        filled.emplace_back(from, whole.size());
    }
    if (use == Use::Identifier && whole.isEmpty())
        return wrong(QStringLiteral("“%1”%2: a name is expected, and this record's is empty.")
                         .arg(m_source, m_where.isEmpty() ? QString() : QStringLiteral(" in ") + m_where));
    if (use == Use::Url && climbs(whole, filled))
        return wrong(QStringLiteral("“%1”%2: “%3” would lead out of its folder, as “.” and “..” do in a URL.")
                         .arg(m_source, m_where.isEmpty() ? QString() : QStringLiteral(" in ") + m_where,
                              QString::fromUtf8(whole)));
    return textOfUtf8(whole);
}

Expected<QString> Template::text(const RecordValues &record) const
{
    return rendered(record, Use::Text);
}

Expected<QString> Template::identifier(const RecordValues &record) const
{
    return rendered(record, Use::Identifier);
}

Expected<QString> Template::url(const RecordValues &record) const
{
    return rendered(record, Use::Url);
}

Expected<QByteArray> Template::json(const RecordValues &record) const
{
    if (m_pieces.size() == 1 && m_pieces.front().text.isEmpty() && m_pieces.front().place) {
        auto alone = value(*m_pieces.front().place, record);
        if (alone) // it may share the record's memory
            *alone = QByteArray(alone->constData(), alone->size());
        return alone;
    }
    QByteArray whole;
    for (const Piece &piece : m_pieces) {
        whole += piece.text;
        if (!piece.place)
            continue;
        const auto json = value(*piece.place, record);
        if (!json)
            return json.error();
        if (isNull(*json))
            return failure(*piece.place, QStringLiteral("the record has null there, which is no text."));
        whole += asText(*json, piece.place->conversion);
    }
    return quoted(whole);
}

QString Template::label(const RecordValues &record) const
{
    QByteArray whole;
    for (const Piece &piece : m_pieces) {
        whole += piece.text;
        if (!piece.place)
            continue;
        if (const auto text = textIfAny(*piece.place, record))
            whole += *text;
    }
    return QString::fromUtf8(whole);
}

std::optional<QByteArray> Template::key(const RecordValues &record) const
{
    QByteArray whole;
    for (const Piece &piece : m_pieces) {
        whole += piece.text;
        if (!piece.place)
            continue;
        const auto text = textIfAny(*piece.place, record);
        if (!text)
            return {};
        whole += *text;
    }
    return whole;
}

} // namespace batchdeck
