#include "models/sortkeys.h"

#include "models/rowjob.h"
#include "models/textkey.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <unordered_map>

namespace batchdeck {

namespace {

// By the upper half of each, digit by digit from the lowest: the same however the rows stand, and without a comparison.
void sortByUpperHalf(std::vector<quint64> &keys, int bits)
{
    constexpr int digitBits = 11;
    constexpr quint64 digit = (1 << digitBits) - 1;
    std::vector<quint64> turn(keys.size());
    for (int shift = 32; shift < 32 + bits; shift += digitBits) {
        std::array<quint32, digit + 2> starts{};
        for (const quint64 key : keys)
            ++starts[(key >> shift & digit) + 1];
        for (std::size_t value = 1; value < starts.size(); ++value)
            starts[value] += starts[value - 1];
        for (const quint64 key : keys)
            turn[starts[key >> shift & digit]++] = key;
        keys.swap(turn);
    }
}

std::string_view commonOf(std::string_view one, std::string_view other)
{
    const auto size = std::min(one.size(), other.size());
    return one.substr(
        0, std::size_t(std::mismatch(one.begin(), one.begin() + qsizetype(size), other.begin()).first - one.begin()));
}

} // namespace

std::vector<quint32> NumberKeys::sorted(Qt::SortOrder order)
{
    const quint64 lowest = m_keys.empty() ? 0 : *std::min_element(m_keys.begin(), m_keys.end());
    quint64 highest = 0; // from the lowest on, so that there are few digits to look at
    for (const quint64 key : m_keys) {
        if (key != none)
            highest = std::max(highest, key - lowest);
    }
    const auto placed = [=](quint64 key) {
        if (key == none)
            return highest + 1;
        return order == Qt::DescendingOrder ? highest - (key - lowest) : key - lowest;
    };
    std::vector<quint32> rows(m_keys.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::vector<quint64> halves(m_keys.size());
    for (int shift = 0; shift < 64 && (highest + 1) >> shift != 0; shift += 32) { // beside its row there is room for 32
        std::transform(rows.begin(), rows.end(), halves.begin(),
                       [&](quint32 row) { return placed(m_keys[row]) >> shift << 32 | row; });
        sortByUpperHalf(halves, std::min(int(std::bit_width((highest + 1) >> shift)), 32));
        std::transform(halves.begin(), halves.end(), rows.begin(), [](quint64 half) { return quint32(half); });
    }
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
    std::optional<std::string_view> common;
    quint32 begin = 0;
    for (const auto &[row, end] : slice.m_ends) {
        const std::string_view text(bytes->data() + begin, end - begin);
        m_keys[row] = {.bytes = text.data(), .size = quint32(text.size()), .row = row};
        if (!text.empty())
            common = common ? commonOf(*common, text) : text;
        begin = end;
    }
    const std::lock_guard lock(m_mutex);
    m_bytes.push_back(std::move(bytes));
    if (common)
        m_common = m_common ? commonOf(*m_common, *common) : *common;
}

int TextKeys::compared(const Key &one, const Key &other) const
{
    if (one.prefix != other.prefix)
        return one.prefix < other.prefix ? -1 : 1;
    const auto known = quint32(m_common->size());
    const int found = std::memcmp(one.bytes + known, other.bytes + known, std::min(one.size, other.size) - known);
    if (found != 0 || one.size == other.size)
        return found;
    return one.size < other.size ? -1 : 1;
}

// Only one of those that are alike is compared.
std::optional<std::vector<quint32>> TextKeys::sortedFew(Qt::SortOrder order) const
{
    constexpr std::size_t few = 1000;
    std::unordered_map<std::string_view, quint32> numbers;
    std::vector<quint32> numberOf(m_keys.size());
    for (const Key &key : m_keys) {
        if (key.size == 0)
            continue;
        numberOf[key.row] = numbers.try_emplace({key.bytes, key.size}, quint32(numbers.size())).first->second;
        if (numbers.size() > few)
            return {};
    }
    std::vector<std::pair<std::string_view, quint32>> texts(numbers.begin(), numbers.end());
    std::sort(texts.begin(), texts.end());
    std::vector<quint64> places(texts.size());
    for (std::size_t place = 0; place < texts.size(); ++place)
        places[texts[place].second] = place;
    NumberKeys keys(quint32(m_keys.size()));
    for (const Key &key : m_keys)
        keys.set(key.row, key.size == 0 ? NumberKeys::none : places[numberOf[key.row]]);
    return keys.sorted(order);
}

std::vector<quint32> TextKeys::sorted(Qt::SortOrder order, RowJob &job)
{
    if (auto few = sortedFew(order))
        return *std::move(few);
    const auto withText =
        std::stable_partition(m_keys.begin(), m_keys.end(), [](const Key &key) { return key.size != 0; });
    std::for_each(m_keys.begin(), withText, [known = m_common ? m_common->size() : 0](Key &key) {
        char first[8] = {};
        std::memcpy(first, key.bytes + known, std::min<std::size_t>(key.size - known, sizeof first));
        key.prefix = qFromBigEndian<quint64>(first);
    });
    const int sign = order == Qt::AscendingOrder ? 1 : -1;
    const auto before = [this, sign](const Key &one, const Key &other) {
        const int found = sign * compared(one, other);
        return found != 0 ? found < 0 : one.row < other.row;
    };
    job.inOrder(m_keys.begin(), withText, before);
    std::vector<quint32> rows(m_keys.size());
    std::transform(m_keys.begin(), m_keys.end(), rows.begin(), [](const Key &key) { return key.row; });
    return rows;
}

} // namespace batchdeck
