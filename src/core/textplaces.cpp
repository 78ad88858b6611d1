#include "core/textplaces.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype blockSize = 1 << 10; // small: a file may hold a flaw in every entry

TextPlaces::Place advanced(TextPlaces::Place place, QByteArrayView text)
{
    for (const char byte : text) {
        if (byte == '\n')
            place = {place.line + 1, 1};
        else if ((byte & 0xC0) != 0x80) // not within a character
            ++place.column;
    }
    return place;
}

} // namespace

TextPlaces::Place TextPlaces::of(qsizetype at) const
{
    std::call_once(m_once, &TextPlaces::note, this);
    at = std::clamp(at, qsizetype(0), m_text.size());
    const qsizetype block = at / blockSize;
    return advanced(m_noted[static_cast<std::size_t>(block)], m_text.sliced(block * blockSize, at - block * blockSize));
}

void TextPlaces::note() const
{
    m_noted.reserve(static_cast<std::size_t>(m_text.size() / blockSize + 1));
    Place place;
    for (qsizetype from = 0; from <= m_text.size(); from += blockSize) {
        m_noted.push_back(place);
        place = advanced(place, m_text.sliced(from, std::min(blockSize, m_text.size() - from)));
    }
}

} // namespace batchdeck
