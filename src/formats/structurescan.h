#pragma once

#include "formats/incomingtext.h"
#include "formats/textblock.h"

namespace batchdeck {

// Finds the commas between the entries of a JSON array, 64 bytes at a time, and trusts that the JSON is sound: whoever
// checks the entries notices where it is not.
class StructureScan {
public:
    explicit StructureScan(IncomingText &text)
        : m_text(text)
    {
    }

    void goTo(qsizetype at); // the beginning of an entry

    // The next comma, or the bracket that ends the array; -1 where none comes before `limit`, or the text ends.
    qsizetype next(qsizetype limit);

private:
    bool load();

    IncomingText &m_text;
    qsizetype m_block = 0; // where the block begins
    qsizetype m_depth = 0;
    std::uint64_t m_commas = 0; // of the block, those that are still to be looked at
    std::uint64_t m_opening = 0;
    std::uint64_t m_closing = 0;
    std::uint64_t m_inString = 0; // all bits or none: of the byte before the next block
    std::uint64_t m_isEscaped = 0; // 1 where the next block's first byte is
    qsizetype m_nextBlock = 0;
};

} // namespace batchdeck
