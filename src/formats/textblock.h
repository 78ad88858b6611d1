#pragma once

#include <QtGlobal>

#include <bit>
#include <cstdint>

namespace batchdeck {

// 64 bytes of a text at once: which of them matter, as bits, the first byte lowest.
struct TextBlock {
    static constexpr qsizetype size = 64;

    explicit TextBlock(const char *bytes);

    std::uint64_t quotes;
    std::uint64_t backslashes;
    std::uint64_t commas;
    std::uint64_t opening; // { and [
    std::uint64_t closing;
};

} // namespace batchdeck
