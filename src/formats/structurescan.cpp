#include "formats/structurescan.h"

#include <array>
#include <bit>
#include <cstring>

namespace batchdeck {

namespace {

// Of each bit whether a backslash makes it another character's part. `carry` goes from block to block.
std::uint64_t escaped(std::uint64_t backslashes, std::uint64_t &carry)
{
    constexpr std::uint64_t evenBits = 0x5555555555555555;
    backslashes &= ~carry;
    const std::uint64_t follows = backslashes << 1 | carry;
    const std::uint64_t oddStarts = backslashes & ~evenBits & ~follows;
    const std::uint64_t ends = oddStarts + backslashes;
    carry = ends < oddStarts ? 1 : 0;
    return (evenBits ^ (ends << 1)) & follows;
}

// Of each bit whether the number of bits up to it is odd.
std::uint64_t isOddUpTo(std::uint64_t bits)
{
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

} // namespace

void StructureScan::goTo(qsizetype at)
{
    m_nextBlock = at;
    m_depth = 0;
    m_commas = m_opening = m_closing = 0;
    m_inString = m_isEscaped = 0;
}

bool StructureScan::load()
{
    // One block more than is looked at, for who checks an entry may read behind it.
    const qsizetype there = m_text.waitFor(m_nextBlock + 2 * TextBlock::size);
    if (there <= m_nextBlock)
        return false;
    m_block = m_nextBlock;
    const qsizetype size = std::min(there - m_block, TextBlock::size);
    std::array<char, TextBlock::size> last{};
    const char *bytes = m_text.data() + m_block;
    if (size < TextBlock::size)
        bytes = static_cast<const char *>(std::memcpy(last.data(), bytes, static_cast<std::size_t>(size)));
    const TextBlock block(bytes);
    const std::uint64_t quotes = block.quotes & ~escaped(block.backslashes, m_isEscaped);
    const std::uint64_t inString = isOddUpTo(quotes) ^ m_inString;
    m_inString = inString >> 63 ? ~std::uint64_t(0) : 0;
    m_commas = block.commas & ~inString;
    m_opening = block.opening & ~inString;
    m_closing = block.closing & ~inString;
    m_nextBlock = m_block + TextBlock::size;
    return true;
}

qsizetype StructureScan::next(qsizetype limit)
{
    for (;;) {
        // Deeper down commas say nothing.
        while (const std::uint64_t bits = m_opening | m_closing | (m_depth == 0 ? m_commas : 0)) {
            const std::uint64_t bit = bits & (~bits + 1);
            const std::uint64_t later = ~(bit | (bit - 1));
            const bool isOpening = (m_opening & bit) != 0;
            const bool isClosing = (m_closing & bit) != 0;
            m_commas &= later;
            m_opening &= later;
            m_closing &= later;
            const qsizetype at = m_block + std::countr_zero(bit);
            if (isOpening)
                ++m_depth;
            else if (isClosing && m_depth > 0)
                --m_depth;
            else if (!isClosing || m_text.data()[at] == ']')
                return at;
        }
        if (m_nextBlock >= limit || !load())
            return -1;
    }
}

} // namespace batchdeck
