#include "formats/arrayscanner.h"

#include "core/jsontext.h"
#include "formats/fence.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr quint64 carefulLongest = 1 << 16;
constexpr int entriesBetweenLooks = 4096;

} // namespace

ArrayScanner::ArrayScanner(IncomingText &text, EntryKind kind, quint32 largestEntry)
    : m_text(text)
    , m_kind(kind)
    , m_largestEntry(largestEntry)
    , m_entries(text, kind, largestEntry)
    , m_structure(text)
    , m_entryCheck(kind, largestEntry)
{
}

ArrayScanner::End ArrayScanner::scan(qsizetype from, LoadWatch &watch)
{
    m_first = m_from = from;
    m_structure.goTo(from);
    for (quint64 turn = 0;; ++turn) {
        if (turn % entriesBetweenLooks == 0) {
            watch.done = static_cast<quint64>(m_from);
            if (!watch.goesOn())
                return {m_from, true, true};
        }
        if (m_entries.isFull())
            return {.at = m_from, .isFull = true};
        if (m_careful == 0) {
            scanAhead();
            continue;
        }
        --m_careful;
        const Step step = scanEntry();
        if (step != Step::GoesOn)
            return {m_from, step == Step::AtEnd};
        if (m_careful == 0)
            m_structure.goTo(m_from);
    }
}

// Up to the next comma; where none comes, or the entry is fenced, it has to be done carefully.
void ArrayScanner::scanAhead()
{
    const qsizetype comma = m_structure.next(m_from + m_largestEntry + TextBlock::size);
    const bool isComma = comma >= 0 && m_text.data()[comma] == ',';
    const QByteArrayView entry = withoutMargins({m_text.data() + m_from, isComma ? comma - m_from : 0});
    const qsizetype from = entry.isEmpty() ? comma : entry.data() - m_text.data();
    if (!isComma || isFenced(from)) {
        while (m_entries.hasUnchecked()) {
            if (!acceptChecked(true))
                return;
        }
        m_careful = 1;
        return;
    }
    m_entries.add(from, from + entry.size());
    m_from = comma + 1;
    acceptChecked(false);
}

bool ArrayScanner::acceptChecked(bool all)
{
    const std::vector<Flaw> flaws = m_entries.checked(all);
    for (const Flaw &flaw : flaws) {
        const qsizetype from = m_entries.from(flaw.row);
        const qsizetype to = m_entries.to(flaw.row);
        const QByteArrayView entry(m_text.data() + from, to - from);
        const JsonFinding finding = m_exact.check(entry);
        if (entry.isEmpty() || (finding.isWhole && withoutMargins(entry.sliced(finding.end)).isEmpty())) {
            m_entries.accept(flaw);
            continue;
        }
        m_whole = m_text.whole();
        m_entries.cutTo(flaw.row);
        m_from = from;
        m_careful = m_carefulNext;
        m_carefulNext = std::min(2 * m_carefulNext, carefulLongest);
        return false;
    }
    return true;
}

// One entry, or what stands in its place, read exactly.
ArrayScanner::Step ArrayScanner::scanEntry()
{
    m_whole = m_text.whole();
    const qsizetype from = spaceAfter(m_from);
    if (from == m_whole.size()) {
        m_entries.addFlawed(from, from, FlawKind::EndsEarly, from);
        m_from = from;
        return Step::AtEnd;
    }
    const bool isFirst = m_entries.size() == 0;
    const qsizetype fence = isFenced(from) ? m_whole.indexOf(jsonFence, from) : -1;
    const bool isLast = m_whole[from] == ']' && fence < 0 && !isStray(from, from);
    if (m_whole[from] == ',' || (isLast && !isFirst)) {
        const quint32 size = m_entries.size();
        if (!isLast || m_entries.to(size - 1) != m_entries.from(size - 1)) // [,] lacks one entry, not two
            m_entries.addFlawed(from, from, FlawKind::Missing, from);
        m_from = isLast ? from : from + 1;
        return isLast ? Step::AtBracket : Step::GoesOn;
    }
    if (isLast) {
        m_from = from;
        return Step::AtBracket;
    }
    const JsonFinding finding = m_exact.check(m_whole.sliced(from, (fence < 0 ? m_whole.size() : fence) - from));
    const qsizetype after = spaceAfter(from + finding.end);
    const bool isInFence = fence >= 0 && after < fence;
    const bool lacksComma = fence >= 0 && m_whole.sliced(fence + jsonFence.size()).startsWith(jsonFence);
    const bool isClear = !lacksComma
        && (after == m_whole.size() || m_whole[after] == ','
            || (m_whole[after] == ']' && !isInFence && !isStray(after, from)));
    return finding.isWhole && isClear ? addWhole(finding, from) : addBroken(finding, from, fence);
}

ArrayScanner::Step ArrayScanner::addWhole(const JsonFinding &finding, qsizetype from)
{
    const qsizetype to = from + finding.end;
    const qsizetype after = spaceAfter(to);
    const bool isAtEnd = after == m_whole.size();
    const QByteArrayView entry = m_whole.sliced(from, finding.end);
    if (isAtEnd && !QByteArrayView("{[\"").contains(entry.front())) // 1 may have been 12
        m_entries.addFlawed(from, to, FlawKind::CutShort, from);
    else if (finding.flaw && entry.size() <= m_largestEntry)
        m_entries.addFlawed(from, to, *finding.flaw, from + finding.at);
    else if (const auto flaw = m_entryCheck.flaw(entry))
        m_entries.addFlawed(from, to, flaw->kind, from + flaw->at);
    else
        m_entries.addSound(from, to);
    m_from = after;
    if (isAtEnd) {
        if (m_entries.isSoundAtEnd())
            m_entries.addFlawed(after, after, FlawKind::EndsEarly, after);
        return Step::AtEnd;
    }
    if (m_whole[after] == ']')
        return Step::AtBracket;
    ++m_from;
    return Step::GoesOn;
}

ArrayScanner::Step ArrayScanner::addBroken(const JsonFinding &finding, qsizetype from, qsizetype fence)
{
    const qsizetype breaks = spaceAfter(from + finding.end);
    const qsizetype token = finding.isWhole ? from + finding.end : from + finding.token;
    const Boundary boundary =
        isFenced(from) ? fencedBoundary(from, token, fence) : boundaryAfter(from, token, finding.isWhole);
    FlawKind kind = finding.flaw.value_or(FlawKind::NotJson);
    qsizetype at = from + finding.at;
    if (boundary.next == m_whole.size()) {
        kind = FlawKind::CutShort;
        at = from;
    } else if (finding.isWhole && !finding.flaw) {
        const bool isEntry = breaks >= boundary.end || QByteArrayView("{[\"").contains(m_whole[breaks]);
        kind = isEntry ? FlawKind::MissingComma : FlawKind::NotJson;
        at = breaks;
    }
    if (boundary.end - from > m_largestEntry)
        kind = FlawKind::TooLarge;
    m_entries.addFlawed(from, boundary.end, kind, at);
    m_from = boundary.next;
    m_careful = std::max(m_careful, m_carefulNext);
    if (m_from == m_whole.size())
        return Step::AtEnd;
    const bool isAtBracket = m_whole[m_from] == ']' && m_from >= boundary.end && !isStray(m_from, from);
    // Behind a comma an entry is missing.
    return isAtBracket && !m_whole.sliced(boundary.end, m_from - boundary.end).contains(',') ? Step::AtBracket
                                                                                             : Step::GoesOn;
}

} // namespace batchdeck
