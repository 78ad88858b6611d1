#include "formats/textblock.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace batchdeck {

#ifdef __SSE2__

namespace {

std::uint64_t where(__m128i matches, int part)
{
    return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(matches))) << (16 * part);
}

} // namespace

TextBlock::TextBlock(const char *bytes)
    : quotes(0)
    , backslashes(0)
    , commas(0)
    , opening(0)
    , closing(0)
{
    for (int part = 0; part < 4; ++part) {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes) + part);
        const __m128i bracket = _mm_or_si128(text, _mm_set1_epi8(0x20)); // [ becomes {, and ] becomes }
        quotes |= where(_mm_cmpeq_epi8(text, _mm_set1_epi8('"')), part);
        backslashes |= where(_mm_cmpeq_epi8(text, _mm_set1_epi8('\\')), part);
        commas |= where(_mm_cmpeq_epi8(text, _mm_set1_epi8(',')), part);
        opening |= where(_mm_cmpeq_epi8(bracket, _mm_set1_epi8('{')), part);
        closing |= where(_mm_cmpeq_epi8(bracket, _mm_set1_epi8('}')), part);
    }
}

#else

TextBlock::TextBlock(const char *bytes)
    : quotes(0)
    , backslashes(0)
    , commas(0)
    , opening(0)
    , closing(0)
{
    for (int at = 0; at < size; ++at) {
        const std::uint64_t bit = std::uint64_t(1) << at;
        switch (bytes[at]) {
        case '"':
            quotes |= bit;
            break;
        case '\\':
            backslashes |= bit;
            break;
        case ',':
            commas |= bit;
            break;
        case '{':
        case '[':
            opening |= bit;
            break;
        case '}':
        case ']':
            closing |= bit;
            break;
        default:
            break;
        }
    }
}

#endif

} // namespace batchdeck
