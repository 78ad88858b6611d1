#include "models/sortkeys.h"

#include "models/rowjob.h"
#include "models/textkey.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>

namespace batchdeck {

// Byte by byte from the lowest: the same however the rows stand, and without a comparison.
std::vector<quint32> NumberKeys::sorted(Qt::SortOrder order)
{
    quint64 lowest = none;
    for (const Key &key : m_keys)
        lowest = std::min(lowest, key.value);
    quint64 highest = 0;
    for (Key &key : m_keys) { // from zero, so that there are few bytes to look at
        if (key.value != none)
            highest = std::max(highest, key.value -= lowest);
    }
    for (Key &key : m_keys) {
        if (key.value == none)
            key.value = highest + 1;
        else if (order == Qt::DescendingOrder)
            key.value = highest - key.value;
    }
    std::vector<Key> turn(m_keys.size());
    for (int shift = 0; shift < 64 && (highest + 1) >> shift != 0; shift += 8) {
        std::array<quint32, 257> starts{};
        for (const Key &key : m_keys)
            ++starts[(key.value >> shift & 0xFF) + 1];
        for (std::size_t byte = 1; byte < starts.size(); ++byte)
            starts[byte] += starts[byte - 1];
        for (const Key &key : m_keys)
            turn[starts[key.value >> shift & 0xFF]++] = key;
        m_keys.swap(turn);
    }
    std::vector<quint32> rows(m_keys.size());
    std::transform(m_keys.begin(), m_keys.end(), rows.begin(), [](const Key &key) { return key.row; });
    return rows;
}

void TextKeys::Slice::add(quint32 row, QStringView text)
{
    appendTextKey(m_bytes, text);
    m_ends.emplace_back(row, quint32(m_bytes.size()));
}

TextKeys::TextKeys(quint32 rows)
    : m_keys(rows)
{
}

void TextKeys::add(Slice slice)
{
    auto bytes = std::make_unique<const std::string>(std::move(slice.m_bytes));
    quint32 begin = 0;
    for (const auto &[row, end] : slice.m_ends) {
        char first[8] = {};
        const quint32 size = end - begin;
        const quint32 inFirst = std::min<quint32>(size, sizeof first);
        std::memcpy(first, bytes->data() + begin, inFirst);
        m_keys[row] = {qFromBigEndian<quint64>(first), bytes->data() + begin + inFirst, size - inFirst, row};
        begin = end;
    }
    const std::lock_guard lock(m_mutex);
    m_bytes.push_back(std::move(bytes));
}

int TextKeys::compared(const Key &one, const Key &other)
{
    if (one.prefix != other.prefix)
        return one.prefix < other.prefix ? -1 : 1;
    if (const int found = std::memcmp(one.rest, other.rest, std::min(one.size, other.size)))
        return found;
    return one.size == other.size ? 0 : one.size < other.size ? -1 : 1;
}

std::vector<quint32> TextKeys::sorted(Qt::SortOrder order, RowJob &job)
{
    // No text has an empty key or one that begins with eight zeros.
    const auto withText =
        std::stable_partition(m_keys.begin(), m_keys.end(), [](const Key &key) { return key.prefix != 0; });
    const int sign = order == Qt::AscendingOrder ? 1 : -1;
    const auto before = [sign](const Key &one, const Key &other) {
        const int found = sign * compared(one, other);
        return found != 0 ? found < 0 : one.row < other.row;
    };
    job.inOrder(m_keys.begin(), withText, before);
    std::vector<quint32> rows(m_keys.size());
    std::transform(m_keys.begin(), m_keys.end(), rows.begin(), [](const Key &key) { return key.row; });
    return rows;
}

} // namespace batchdeck
