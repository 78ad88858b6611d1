#include "models/countedbits.h"

namespace batchdeck {

namespace {

quint32 lowest(quint32 number)
{
    return number & (~number + 1);
}

quint32 ones(quint64 word)
{
    return quint32(std::popcount(word));
}

// Where the n-th set bit of a word stands.
quint32 nthOf(quint64 word, quint32 n)
{
    for (; n > 0; --n)
        word &= word - 1;
    return quint32(std::countr_zero(word));
}

} // namespace

CountedBits::CountedBits(RowBits bits)
    : m_bits(std::move(bits))
    , m_count(m_bits.count())
{
    const std::vector<quint64> &words = m_bits.words();
    m_sums.resize((words.size() + blockWords - 1) / blockWords + 1);
    for (std::size_t word = 0; word < words.size(); ++word)
        m_sums[word / blockWords + 1] += ones(words[word]);
    for (quint32 block = 1; block < m_sums.size(); ++block) {
        // Those that add to this sum stand before it: it is complete.
        if (const quint32 parent = block + lowest(block); parent < m_sums.size())
            m_sums[parent] += m_sums[block];
    }
}

void CountedBits::set(quint32 at, bool value)
{
    if (m_bits.test(at) == value)
        return;
    value ? m_bits.set(at) : m_bits.reset(at);
    const quint32 difference = value ? 1 : ~quint32(0);
    m_count += difference;
    for (quint32 block = at / 64 / blockWords + 1; block < m_sums.size(); block += lowest(block))
        m_sums[block] += difference;
}

quint32 CountedBits::before(quint32 at) const
{
    const quint32 word = at / 64;
    quint32 sum = 0;
    for (quint32 block = word / blockWords; block > 0; block -= lowest(block))
        sum += m_sums[block];
    for (quint32 i = word / blockWords * blockWords; i < word; ++i)
        sum += ones(m_bits.words()[i]);
    return sum + ones(m_bits.words()[word] & ((quint64(1) << (at % 64)) - 1));
}

quint32 CountedBits::nth(quint32 n) const
{
    Q_ASSERT(n < m_count);
    quint32 block = 0;
    for (quint32 step = std::bit_floor(quint32(m_sums.size() - 1)); step > 0; step /= 2) {
        if (block + step < m_sums.size() && m_sums[block + step] <= n) {
            block += step;
            n -= m_sums[block];
        }
    }
    quint32 word = block * blockWords;
    for (quint32 here = ones(m_bits.words()[word]); here <= n; here = ones(m_bits.words()[word])) {
        n -= here;
        ++word;
    }
    return word * 64 + nthOf(m_bits.words()[word], n);
}

} // namespace batchdeck
