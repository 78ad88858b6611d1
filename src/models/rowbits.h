#pragma once

#include <QtGlobal>

#include <algorithm>
#include <bit>
#include <vector>

namespace batchdeck {

// A bit for each row of a batch.
class RowBits {
public:
    RowBits() = default;
    explicit RowBits(quint32 rows)
        : m_rows(rows)
        , m_words((rows + 63) / 64)
    {
    }

    quint32 rows() const { return m_rows; }
    bool test(quint32 row) const { return m_words[row / 64] >> (row % 64) & 1; }
    void set(quint32 row) { m_words[row / 64] |= bit(row); }
    void reset(quint32 row) { m_words[row / 64] &= ~bit(row); }
    void setAll()
    {
        std::fill(m_words.begin(), m_words.end(), ~quint64(0));
        if (m_rows % 64 != 0)
            m_words.back() = bit(m_rows) - 1;
    }

    quint32 count() const
    {
        quint32 sum = 0;
        for (const quint64 word : m_words)
            sum += quint32(std::popcount(word));
        return sum;
    }

    // Threads may fill the words of different rows at the same time.
    std::vector<quint64> &words() { return m_words; }
    const std::vector<quint64> &words() const { return m_words; }

    template <typename Function>
    void forEach(Function &&function) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (quint64 bits = m_words[word]; bits != 0; bits &= bits - 1)
                function(quint32(word * 64 + std::size_t(std::countr_zero(bits))));
        }
    }

    std::vector<quint32> list() const
    {
        std::vector<quint32> rows;
        rows.reserve(count());
        forEach([&](quint32 row) { rows.push_back(row); });
        return rows;
    }

    bool operator==(const RowBits &) const = default;

private:
    static quint64 bit(quint32 row) { return quint64(1) << (row % 64); }

    quint32 m_rows = 0;
    std::vector<quint64> m_words;
};

} // namespace batchdeck
