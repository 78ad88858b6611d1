// Of ArrayScanner: where the next entry begins behind one that is broken.

#include "formats/arrayscanner.h"

#include "core/jsontext.h"
#include "formats/fence.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype longestKey = 256;
constexpr quint32 comparedEntries = 8;

bool isSpace(char character)
{
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}

bool holdsMore(char character)
{
    return character == '{' || character == '[' || character == '"';
}

} // namespace

qsizetype ArrayScanner::spaceAfter(qsizetype at) const
{
    while (at < m_whole.size() && isSpace(m_whole[at]))
        ++at;
    return at;
}

// Up to the token at which the entry breaks everything is sound, so that a comma there is its own. From it on the
// next entry is where something begins as the other entries do.
ArrayScanner::Boundary ArrayScanner::boundaryAfter(qsizetype entry, qsizetype token, bool isWhole)
{
    const char kind = m_whole[entry];
    if (const qsizetype next = spaceAfter(token); isWhole && next < m_whole.size() && m_whole[next] == '{'
        && isFollowedAsAnEntry(next, m_exact.check(m_whole.sliced(next)),
                               m_whole.sliced(token, next - token).contains('\n')))
        return {token, next}; // its comma is missing, and nothing else
    const auto endBefore = [&](qsizetype at) {
        return entry + withoutMargins(m_whole.sliced(entry, at - entry)).size();
    };
    for (qsizetype at = token; at < m_whole.size(); ++at) {
        const char character = m_whole[at];
        if (!holdsMore(kind) && at > entry && character == ']' && isEndOfArray(at))
            return {endBefore(at), at};
        if (character != ',' && character != '\n')
            continue;
        const qsizetype next = spaceAfter(at + 1);
        if (next == m_whole.size())
            break;
        if (at <= entry)
            continue;
        if (!holdsMore(kind) && (character == ',' || !QByteArrayView(",]").contains(m_whole[next])))
            return {endBefore(at), at + 1};
        qsizetype passed = at;
        if (beginsEntry(next, at, entry, passed))
            return {endBefore(at), next};
        at = std::max(at, passed - 1);
    }
    return lastBoundary(entry, token);
}

ArrayScanner::Boundary ArrayScanner::lastBoundary(qsizetype entry, qsizetype token) const
{
    const QByteArrayView rest = withoutMargins(m_whole.sliced(token));
    const qsizetype bracket = token + rest.lastIndexOf(']');
    if (rest.contains(']') && bracket > entry && isEndOfArray(bracket))
        return {entry + withoutMargins(m_whole.sliced(entry, bracket - entry)).size(), bracket};
    const qsizetype end = withoutMargins(m_whole).size() + (withoutMargins(m_whole).data() - m_whole.data());
    return {end, m_whole.size()};
}

// The writer put a comma behind the fence, unless it ends the array.
ArrayScanner::Boundary ArrayScanner::fencedBoundary(qsizetype entry, qsizetype token, qsizetype fence) const
{
    if (fence < 0)
        return lastBoundary(entry, token);
    const qsizetype next = spaceAfter(fence + jsonFence.size());
    const bool isComma = next < m_whole.size() && m_whole[next] == ',';
    return {entry + withoutMargins(m_whole.sliced(entry, fence - entry)).size(), isComma ? next + 1 : next};
}

bool ArrayScanner::isFenced(qsizetype at) const
{
    return at >= m_first && QByteArrayView(m_text.data() + m_first, at - m_first).endsWith(jsonFence);
}

// Either at the beginning of a line, like the others; or a sound entry, followed as an entry is. `passed` is how far
// no other entry needs to be looked for.
bool ArrayScanner::beginsEntry(qsizetype at, qsizetype since, qsizetype entry, qsizetype &passed)
{
    const char kind = m_whole[at];
    if (kind != m_whole[entry] && !(m_entries.size() > 0 && kind == m_whole[m_entries.from(0)]))
        return false;
    if (kind == '{' && !isLikeOthers(at, entry, [this](qsizetype other) { return firstKey(other); }))
        return false;
    const bool isOnNewLine = m_whole.sliced(since, at - since).contains('\n');
    if (isOnNewLine && isLikeOthers(at, entry, [this](qsizetype other) { return indentation(other); }))
        return true;
    const JsonFinding finding = m_exact.check(m_whole.sliced(at));
    if (!finding.isSound()) {
        passed = at + std::max(finding.token, qsizetype(1));
        return false;
    }
    return isFollowedAsAnEntry(at, finding, isOnNewLine)
        && (m_kind == EntryKind::Value || kind != '"' || !m_entryCheck.flaw(m_whole.sliced(at, finding.end)));
}

bool ArrayScanner::isFollowedAsAnEntry(qsizetype at, const JsonFinding &finding, bool isOnNewLine) const
{
    const qsizetype after = spaceAfter(at + finding.end);
    if (!finding.isSound() || after == m_whole.size())
        return false;
    // Where all commas are missing, what follows is the next line.
    const bool isLine = isOnNewLine && m_whole[after] == m_whole[at]
        && m_whole.sliced(at + finding.end, after - at - finding.end).contains('\n');
    return isLine || m_whole[after] == ',' || isEndOfArray(after);
}

bool ArrayScanner::isLikeOthers(qsizetype at, qsizetype entry,
                                const std::function<QByteArrayView(qsizetype)> &trait) const
{
    const QByteArrayView own = trait(at);
    if (own.isNull())
        return false;
    const auto isLike = [&](qsizetype other) {
        const QByteArrayView others = trait(other);
        return !others.isNull() && own.compare(others) == 0;
    };
    if (isLike(entry))
        return true;
    const quint32 size = m_entries.size();
    for (quint32 row = size - std::min(size, comparedEntries); row < size; ++row) {
        if (isLike(m_entries.from(row)))
            return true;
    }
    return size > 0 && isLike(m_entries.from(0));
}

// With its quotation marks.
QByteArrayView ArrayScanner::firstKey(qsizetype at) const
{
    if (at >= m_whole.size() || m_whole[at] != '{')
        return {};
    const qsizetype key = spaceAfter(at + 1);
    if (key == m_whole.size() || m_whole[key] != '"')
        return {};
    const QByteArrayView text = m_whole.sliced(key, std::min(longestKey, m_whole.size() - key));
    const qsizetype end = text.indexOf('"', 1);
    return end < 0 ? QByteArrayView() : text.first(end + 1);
}

// The spaces between the beginning of the line and what stands there; with the line's end, so that none is not null.
QByteArrayView ArrayScanner::indentation(qsizetype at) const
{
    qsizetype from = at;
    while (from > m_first && (m_whole[from - 1] == ' ' || m_whole[from - 1] == '\t') && at - from < longestKey)
        --from;
    return from > 0 && m_whole[from - 1] == '\n' ? m_whole.sliced(from - 1, at - from + 1) : QByteArrayView();
}

// The array's closing bracket: nothing follows, or what may follow the records.
bool ArrayScanner::isEndOfArray(qsizetype at) const
{
    if (m_whole[at] != ']')
        return false;
    const qsizetype after = spaceAfter(at + 1);
    if (m_kind == EntryKind::Value || after == m_whole.size())
        return after == m_whole.size();
    if (m_whole[after] != ',')
        return m_whole[after] == '}' && spaceAfter(after + 1) == m_whole.size();
    const qsizetype key = spaceAfter(after + 1);
    if (key == m_whole.size() || m_whole[key] != '"')
        return false;
    const JsonFinding finding = JsonCheck().check(m_whole.sliced(key));
    const qsizetype colon = spaceAfter(key + finding.end);
    return !finding.isWhole || colon == m_whole.size() || m_whole[colon] == ':';
}

// A closing bracket too many: behind it and a comma stands what is like the other entries, and no other key of the
// object around them.
bool ArrayScanner::isStray(qsizetype bracket, qsizetype entry)
{
    const qsizetype comma = spaceAfter(bracket + 1);
    if (comma == m_whole.size() || m_whole[comma] != ',' || m_whole.sliced(bracket + 1).startsWith(endFence)
        || isEndOfArray(bracket) || (bracket == entry && m_entries.size() == 0))
        return false;
    const qsizetype next = spaceAfter(comma + 1);
    if (next == m_whole.size())
        return false;
    qsizetype passed = 0;
    if (holdsMore(m_whole[next]))
        return beginsEntry(next, comma, entry, passed);
    const JsonFinding finding = m_exact.check(m_whole.sliced(next));
    const qsizetype after = spaceAfter(next + finding.end);
    return !holdsMore(m_whole[entry]) && finding.isSound() && after < m_whole.size()
        && (m_whole[after] == ',' || isEndOfArray(after));
}

} // namespace batchdeck
