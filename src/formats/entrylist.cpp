#include "formats/entrylist.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t entriesInChunk = 2048;
constexpr qsizetype bytesInChunk = 1 << 18;
constexpr qsizetype sampled = 1 << 20;

} // namespace

EntryList::EntryList(IncomingText &text, EntryKind kind, quint32 largestEntry)
    : m_text(text)
    , m_checks(kind, largestEntry, text.data())
{
}

void EntryList::push(qsizetype from, qsizetype to)
{
    m_offsets.push_back(static_cast<quint64>(from));
    m_lengths.push_back(static_cast<quint32>(std::min<qsizetype>(to - from, std::numeric_limits<quint32>::max())));
    // The first entries tell about how many there will be: growing by copying would cost memory twice.
    if (to >= sampled && from < sampled) {
        const auto expected = static_cast<std::size_t>(static_cast<double>(m_text.expected()) / static_cast<double>(to)
                                                       * static_cast<double>(size()) * 1.03);
        m_offsets.reserve(std::min(expected, largestCount));
        m_lengths.reserve(std::min(expected, largestCount));
    }
}

void EntryList::add(qsizetype from, qsizetype to)
{
    if (!m_chunk) {
        m_chunk = std::make_unique<EntryChecks::Chunk>();
        m_chunk->firstRow = size();
        m_chunk->entries.reserve(entriesInChunk);
    }
    push(from, to);
    m_chunk->entries.push_back({m_offsets.back(), m_lengths.back()});
    m_chunkSize += to - from;
    if (m_chunk->entries.size() == entriesInChunk || m_chunkSize >= bytesInChunk)
        submit();
}

void EntryList::submit()
{
    if (m_chunk)
        m_checks.add(std::move(m_chunk));
    m_chunkSize = 0;
}

void EntryList::addSound(qsizetype from, qsizetype to)
{
    push(from, to);
}

void EntryList::addFlawed(qsizetype from, qsizetype to, FlawKind kind, qsizetype at)
{
    const quint32 row = size();
    push(from, to);
    accept({row, static_cast<quint32>(std::min<qsizetype>(at - from, m_lengths.back())), kind});
}

std::vector<Flaw> EntryList::checked(bool all)
{
    if (all && m_chunk)
        m_checks.addLast(std::move(m_chunk));
    if (all)
        m_chunkSize = 0;
    const std::size_t room = 4 * EntryChecks::threadCount();
    while (const auto chunk = all || m_checks.count() >= room ? m_checks.oldest() : nullptr) {
        if (!chunk->flaws.empty())
            return chunk->flaws;
    }
    return {};
}

void EntryList::noteCut(bool isSure)
{
    if (isSoundAtEnd()) {
        if (isSure)
            accept({size() - 1, 0, FlawKind::CutShort});
        return;
    }
    Flaw &last = m_flaws.back();
    if (isSure || (last.kind == FlawKind::NotJson && last.at == m_lengths.back()))
        last = {last.row, 0, FlawKind::CutShort};
}

void EntryList::cutTo(quint32 row)
{
    m_checks.drop();
    m_chunk.reset();
    m_chunkSize = 0;
    m_offsets.resize(row);
    m_lengths.resize(row);
    while (!m_flaws.empty() && m_flaws.back().row >= row)
        m_flaws.pop_back();
}

void EntryList::moveTo(Batch::Content &content)
{
    content.offsets = std::move(m_offsets);
    content.lengths = std::move(m_lengths);
    content.flaws = std::move(m_flaws);
}

} // namespace batchdeck
