#pragma once

#include "formats/entrylist.h"
#include "formats/structurescan.h"

#include <functional>

namespace batchdeck {

// Finds the entries of a JSON array. It runs ahead of the checks and trusts what it reads, until one of them finds an
// entry that is broken: a missing quotation mark, brace or comma, behind which nobody can tell strings from what stands
// between them. Then it goes back there, looks for where the next entry begins (arrayrecovery.cpp), and goes on
// carefully for a while, an entry at a time. Each byte is read a few times at most, however many entries are broken.
class ArrayScanner {
public:
    ArrayScanner(IncomingText &text, EntryKind kind, quint32 largestEntry);

    struct End {
        qsizetype at = 0; // of the closing bracket, or the text's
        bool isCut = false; // there is none
        bool isStopped = false; // by the watch
        bool isFull = false; // too many rows
    };
    End scan(qsizetype from, LoadWatch &watch); // from behind the opening bracket

    EntryList &entries() { return m_entries; }

private:
    enum class Step { GoesOn, AtEnd, AtBracket };

    void scanAhead();
    bool acceptChecked(bool all); // false where a broken entry was found and the scan goes on from there
    Step scanEntry();
    Step addWhole(const JsonFinding &finding, qsizetype from);
    Step addBroken(const JsonFinding &finding, qsizetype from, qsizetype fence);

    struct Boundary {
        qsizetype end; // of the entry before
        qsizetype next; // where the next is looked for
    };
    Boundary boundaryAfter(qsizetype entry, qsizetype token, bool isWhole);
    Boundary lastBoundary(qsizetype entry, qsizetype token) const; // of an entry that none follows
    Boundary fencedBoundary(qsizetype entry, qsizetype token, qsizetype fence) const;
    bool isFenced(qsizetype at) const;
    bool beginsEntry(qsizetype at, qsizetype since, qsizetype entry, qsizetype &passed);
    bool isFollowedAsAnEntry(qsizetype at, const JsonFinding &finding, bool isOnNewLine) const;
    bool isLikeOthers(qsizetype at, qsizetype entry, const std::function<QByteArrayView(qsizetype)> &trait) const;
    QByteArrayView firstKey(qsizetype at) const;
    QByteArrayView indentation(qsizetype at) const;
    bool isEndOfArray(qsizetype at) const;
    bool isStray(qsizetype bracket, qsizetype entry);
    qsizetype spaceAfter(qsizetype at) const; // behind it

    IncomingText &m_text;
    const EntryKind m_kind;
    const quint32 m_largestEntry;
    EntryList m_entries;
    StructureScan m_structure;
    EntryCheck m_entryCheck;
    JsonCheck m_exact;
    QByteArrayView m_whole; // the text, once a broken entry was found
    qsizetype m_first = 0;
    qsizetype m_from = 0; // where the next entry is looked for
    quint64 m_careful = 0; // so many entries more, one at a time
    quint64 m_carefulNext = 64;
};

} // namespace batchdeck
