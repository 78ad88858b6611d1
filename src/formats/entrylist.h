#pragma once

#include "core/batch.h"
#include "formats/entrychecks.h"
#include "formats/incomingtext.h"

#include <limits>

namespace batchdeck {

// The entries that a scanner finds, which others check meanwhile.
class EntryList {
public:
    // More rows than this no run could number.
    static constexpr std::size_t largestCount = std::numeric_limits<qint32>::max();

    EntryList(IncomingText &text, EntryKind kind, quint32 largestEntry);

    void add(qsizetype from, qsizetype to); // to be checked
    void addSound(qsizetype from, qsizetype to); // known to be sound
    void addFlawed(qsizetype from, qsizetype to, FlawKind kind, qsizetype at);

    // The flaws of the oldest chunks, in order: of one that has some, or none. Called again until there are none it has
    // waited for all; else only until there is room for more.
    std::vector<Flaw> checked(bool all);
    void accept(const Flaw &flaw) { m_flaws.push_back(flaw); }
    void noteCut(bool isSure); // the text's end is in the middle of the last entry, where that shows or is sure
    void cutTo(quint32 row); // what follows is forgotten, checked or not

    bool hasUnchecked() const { return m_chunk || m_checks.count() > 0; }
    bool isSoundAtEnd() const { return m_flaws.empty() || m_flaws.back().row + 1 != size(); }
    quint32 size() const { return static_cast<quint32>(m_offsets.size()); }
    bool isFull() const { return m_offsets.size() >= largestCount; }
    qsizetype from(quint32 row) const { return static_cast<qsizetype>(m_offsets[row]); }
    qsizetype to(quint32 row) const { return from(row) + m_lengths[row]; }
    void moveTo(Batch::Content &content);

private:
    void push(qsizetype from, qsizetype to);
    void submit();

    IncomingText &m_text;
    std::vector<quint64> m_offsets;
    std::vector<quint32> m_lengths;
    std::vector<Flaw> m_flaws;
    EntryChecks m_checks;
    std::unique_ptr<EntryChecks::Chunk> m_chunk;
    qsizetype m_chunkSize = 0;
};

} // namespace batchdeck
