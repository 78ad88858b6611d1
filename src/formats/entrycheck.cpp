#include "formats/entrycheck.h"

#include "formats/jsonstring.h"
#include "formats/queuemessage.h"

#include <algorithm>
#include <cstring>

namespace batchdeck {

namespace {

// simdjson takes 13 times an entry's size in memory.
constexpr qsizetype largestForSimdjson = 1 << 18;
constexpr std::size_t fewKeys = 12; // are compared with one another sooner than they are sorted

Flaw flawAt(FlawKind kind, qsizetype at)
{
    return {0, static_cast<quint32>(at), kind};
}

} // namespace

std::optional<Flaw> EntryCheck::flaw(QByteArrayView entry)
{
    if (entry.size() > m_largestEntry)
        return flawAt(FlawKind::TooLarge, 0);
    if (entry.isEmpty())
        return flawAt(FlawKind::Missing, 0);
    if (entry.size() <= largestForSimdjson && isSound(entry))
        return {};
    return exactFlaw(entry);
}

bool EntryCheck::isSound(QByteArrayView entry)
{
    if (m_kind == EntryKind::Member && entry.front() == '"') {
        qsizetype size = 0;
        return decodeJsonString(entry, m_decoded, size) && parses(m_innerParser, m_decoded.data(), size);
    }
    if (!parses(m_parser, entry.data(), entry.size()))
        return false;
    simdjson::dom::object object;
    if (m_kind == EntryKind::Value || m_root.get(object) != simdjson::SUCCESS)
        return true;
    std::string_view id;
    std::string_view body;
    if (object["messageId"].get(id) != simdjson::SUCCESS || object["body"].get(body) != simdjson::SUCCESS)
        return true;
    return holdsJson(body);
}

bool EntryCheck::holdsJson(std::string_view text)
{
    m_decoded.resize(std::max(m_decoded.size(), text.size() + simdjson::SIMDJSON_PADDING));
    std::memcpy(m_decoded.data(), text.data(), text.size());
    return parses(m_innerParser, m_decoded.data(), static_cast<qsizetype>(text.size()));
}

bool EntryCheck::parses(simdjson::dom::parser &parser, const char *text, qsizetype size)
{
    return parser.parse(text, static_cast<std::size_t>(size), false).get(m_root) == simdjson::SUCCESS
        && isClean(m_root, 0);
}

// Without what simdjson does not look at: keys that stand twice, and our own largest depth.
bool EntryCheck::isClean(const simdjson::dom::element &element, int depth)
{
    simdjson::dom::array array;
    simdjson::dom::object object;
    switch (element.type()) {
    case simdjson::dom::element_type::ARRAY:
        if (depth == largestDepth || element.get(array) != simdjson::SUCCESS)
            return false;
        for (const simdjson::dom::element value : array) {
            if (!isClean(value, depth + 1))
                return false;
        }
        return true;
    case simdjson::dom::element_type::OBJECT: {
        if (depth == largestDepth || element.get(object) != simdjson::SUCCESS)
            return false;
        const std::size_t first = m_keys.size();
        bool isGood = true;
        for (const simdjson::dom::key_value_pair member : object) {
            m_keys.push_back(member.key);
            isGood = isGood && isClean(member.value, depth + 1);
        }
        isGood = isGood && !repeatsKey(first);
        m_keys.resize(first);
        return isGood;
    }
    default:
        return true;
    }
}

bool EntryCheck::repeatsKey(std::size_t first)
{
    const auto begin = m_keys.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = m_keys.end();
    if (m_keys.size() - first > fewKeys) {
        std::sort(begin, end);
        return std::adjacent_find(begin, end) != end;
    }
    for (auto key = begin; key != end; ++key) {
        for (auto other = begin; other != key; ++other) {
            if (key->size() == other->size() && *key == *other)
                return true;
        }
    }
    return false;
}

std::optional<Flaw> EntryCheck::exactFlaw(QByteArrayView entry)
{
    const JsonFinding finding = m_exact.check(entry);
    if (finding.flaw)
        return flawAt(*finding.flaw, finding.at);
    if (finding.end < entry.size()) {
        qsizetype next = finding.end;
        while (next < entry.size() && QByteArrayView(" \t\r\n").contains(entry[next]))
            ++next;
        if (next < entry.size())
            return flawAt(QByteArrayView("{[\"").contains(entry[next]) ? FlawKind::MissingComma : FlawKind::NotJson,
                          next);
    }
    if (m_kind == EntryKind::Value)
        return {};
    if (entry.front() == '"')
        return flawInside(entry, entry, FlawKind::HoldsNoJson);
    const auto message = QueueMessage::of(entry);
    if (message && message->body.startsWith('"'))
        return flawInside(entry, message->body, FlawKind::BodyHoldsNoJson);
    return {};
}

// What is wrong with the JSON that a string of the entry holds.
std::optional<Flaw> EntryCheck::flawInside(QByteArrayView entry, QByteArrayView string, FlawKind noJson)
{
    const QByteArray text = decodedJsonString(string);
    const JsonFinding finding = m_exact.check(text);
    qsizetype at = finding.at;
    std::optional<FlawKind> kind = finding.flaw;
    if (!kind) {
        at = finding.end;
        while (at < text.size() && QByteArrayView(" \t\r\n").contains(text[at]))
            ++at;
        if (at == text.size())
            return {};
        kind = FlawKind::NotJson;
    }
    return flawAt(*kind == FlawKind::NotJson ? noJson : *kind,
                  string.data() - entry.data() + placeInJsonString(string, at));
}

} // namespace batchdeck
