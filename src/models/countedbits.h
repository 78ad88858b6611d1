#pragma once

#include "models/rowbits.h"

namespace batchdeck {

// Bits that know how many of them are set before any one, and which is the n-th that is set; also while
// single bits change. All of it takes a few dozen steps, however many bits there are.
class CountedBits {
public:
    CountedBits() = default;
    explicit CountedBits(RowBits bits);

    quint32 count() const { return m_count; }
    bool test(quint32 at) const { return m_bits.test(at); }
    void set(quint32 at, bool value);

    quint32 before(quint32 at) const; // set bits
    quint32 nth(quint32 n) const; // where it stands; n is below count()

    // Where set bits stand, from the n-th on, until the function returns false.
    template <typename Function>
    void forEachFrom(quint32 n, Function &&function) const
    {
        if (n >= m_count)
            return;
        const quint32 first = nth(n);
        quint64 mask = ~quint64(0) << (first % 64);
        for (std::size_t word = first / 64; word < m_bits.words().size(); ++word, mask = ~quint64(0)) {
            for (quint64 bits = m_bits.words()[word] & mask; bits != 0; bits &= bits - 1) {
                if (!function(quint32(word * 64 + std::size_t(std::countr_zero(bits)))))
                    return;
            }
        }
    }

private:
    static constexpr quint32 blockWords = 8;

    RowBits m_bits;
    std::vector<quint32> m_sums; // of blocks, as a Fenwick tree from 1 on
    quint32 m_count = 0;
};

} // namespace batchdeck
